#include "payments/ahead_reader.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

#include "payments/reading.hpp"

namespace draagkracht::payments {

namespace {

// Entries without end, or up to a problem or a fault.
class NumberedEntries : public StatementReader {
  public:
    enum class End { none, file, problem, fault };

    NumberedEntries(std::size_t count, End end, std::atomic<std::size_t>& read)
        : count_{count}, end_{end}, read_{read} {}

    base::Outcome<StatementPiece> next() override {
        if (end_ == End::none || read_ < count_) {
            Entry entry;
            entry.number = ++read_;
            entry.details.emplace_back().free_text = std::string(100, 'x');
            return entry;
        }
        if (end_ == End::fault) {
            throw std::runtime_error{"the disk is gone"};
        }
        if (end_ == End::problem) {
            return base::problem("payments.cut-off", "the file ends before the document does");
        }
        return EndOfFile{};
    }

  private:
    std::size_t count_;
    End end_;
    std::atomic<std::size_t>& read_;
};

using End = NumberedEntries::End;

std::unique_ptr<StatementReader> ahead(std::size_t count, End end, std::atomic<std::size_t>& read) {
    return read_ahead(std::make_unique<NumberedEntries>(count, end, read));
}

bool are_in_order(const std::vector<Entry>& entries) {
    for (std::size_t place = 0; place < entries.size(); ++place) {
        if (entries[place].number != place + 1) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST(AheadReader, GivesTheSamePiecesInTheSameOrder) {
    for (const std::size_t count : {0U, 1U, 5000U, 20001U}) {
        std::atomic<std::size_t> read = 0;
        const auto reader = ahead(count, End::file, read);
        const ReadFile all = read_to_end(*reader);
        EXPECT_EQ(all.entries.size(), count);
        EXPECT_TRUE(are_in_order(all.entries));
        EXPECT_TRUE(std::holds_alternative<EndOfFile>(*reader->next())) << "said again";
    }
}

TEST(AheadReader, AProblemComesAfterWhatWasReadBeforeIt) {
    std::atomic<std::size_t> read = 0;
    const auto reader = ahead(5000, End::problem, read);
    const ReadFile all = read_to_end(*reader);
    EXPECT_EQ(all.entries.size(), 5000U);
    ASSERT_TRUE(all.problem);
    EXPECT_EQ(all.problem->code, "payments.cut-off");
    EXPECT_EQ(reader->next().error().code, "payments.cut-off") << "said again";
}

TEST(AheadReader, AFaultOfTheReaderIsOneOfTheCaller) {
    std::atomic<std::size_t> read = 0;
    const auto reader = ahead(5000, End::fault, read);
    EXPECT_THROW((void)read_to_end(*reader), std::runtime_error);
}

TEST(AheadReader, DoesNotReadAllOfAFileThatNobodyWantsToTheEnd) {
    std::atomic<std::size_t> read = 0;
    {
        const auto reader = ahead(0, End::none, read);
        EXPECT_EQ(std::get<Entry>(*reader->next()).number, 1U);
    }
    // Five batches of 256 kB and one in the making, of entries of over 300 bytes.
    EXPECT_LT(read, 6000U);
}

}  // namespace draagkracht::payments
