#include "draagkracht/payments/statement_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <streambuf>

#include "payments/mt940_reader.hpp"
#include "payments/statement_format.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t beginning_bytes = 4096;

// Gives the beginning that was looked at once more, and then the rest of the file. The readers take
// whole buffers, so this is the only way through.
class WithBeginning : public std::streambuf {
  public:
    WithBeginning(std::string beginning, std::streambuf& rest)
        : beginning_{std::move(beginning)}, rest_{rest} {}

  protected:
    std::streamsize xsgetn(char* buffer, std::streamsize wanted) override {
        const std::size_t left = beginning_.size() - given_;
        const std::size_t count = std::min(left, static_cast<std::size_t>(wanted));
        std::copy_n(beginning_.data() + given_, count, buffer);
        given_ += count;
        const auto length = static_cast<std::streamsize>(count);
        return length == wanted ? length : length + rest_.sgetn(buffer + length, wanted - length);
    }

  private:
    std::string beginning_;
    std::size_t given_ = 0;
    std::streambuf& rest_;
};

class AnyStatementReader : public StatementReader {
  public:
    AnyStatementReader(
        StatementFormat format, std::string beginning, std::istream& file, std::string file_name
    )
        : buffer_{std::move(beginning), *file.rdbuf()},
          file_{&buffer_},
          reader_{
              format == StatementFormat::mt940 ? read_mt940(file_, std::move(file_name))
                                               : read_camt053(file_, std::move(file_name))} {}

    base::Outcome<StatementPiece> next() override { return reader_->next(); }

  private:
    WithBeginning buffer_;
    std::istream file_;
    std::unique_ptr<StatementReader> reader_;
};

class RefusingReader : public StatementReader {
  public:
    explicit RefusingReader(base::Problem problem) : problem_{std::move(problem)} {}

    base::Outcome<StatementPiece> next() override { return tl::unexpected(problem_); }

  private:
    base::Problem problem_;
};

}  // namespace

std::unique_ptr<StatementReader> read_statements(std::istream& file, std::string file_name) {
    std::string beginning(beginning_bytes, '\0');
    file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
    beginning.resize(static_cast<std::size_t>(file.gcount()));
    const base::Outcome<StatementFormat> format =
        file.bad() ? base::Outcome<StatementFormat>{base::problem(
                         "payments.unreadable-file",
                         "the file cannot be read",
                         "check the disk or copy the file again"
                     )}
                   : format_of(beginning);
    if (!format) {
        return std::make_unique<RefusingReader>(format.error().at(fmt::format("{}:1", file_name)));
    }
    return std::make_unique<AnyStatementReader>(
        *format, std::move(beginning), file, std::move(file_name)
    );
}

}  // namespace draagkracht::payments
