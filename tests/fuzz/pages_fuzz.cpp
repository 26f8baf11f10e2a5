// Pages of statements that nobody ever split so: joining them comes to an end, and of what it takes
// both balances are known.
#include "draagkracht/base/problem.hpp"
#include "fuzz/statement_fuzz.hpp"
#include "payments/mt940_reader.hpp"
#include "payments/statement_pages.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace draagkracht::payments {

namespace {

// As StatementFile::check; what is wrong with a single statement matters less here.
CheckedFile read_all(std::istream& file) {
    const std::unique_ptr<StatementReader> reader = read_mt940(file, "fuzzed");
    CheckedFile checked;
    Tally tally;
    while (true) {
        const base::Outcome<StatementPiece> piece = reader->next();
        const bool is_end = !piece || std::holds_alternative<EndOfFile>(*piece);
        if (is_end) {
            return checked;
        }
        if (const Entry* const entry = std::get_if<Entry>(&*piece)) {
            tally.add(*entry);
        } else if (const Statement* const statement = std::get_if<Statement>(&*piece)) {
            checked.statements.push_back({*statement, tally, {}});
            tally = {};
        }
    }
}

}  // namespace

}  // namespace draagkracht::payments

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace draagkracht;
    std::istringstream text{std::string{reinterpret_cast<const char*>(bytes), size}};
    payments::CheckedFile file = payments::read_all(text);
    if (payments::join_pages({&file}).front()) {
        for (const payments::CheckedStatement& one : file.statements) {
            const payments::Statement& statement = one.statement;
            const bool is_page = statement.page.has_value();
            base::ensure(
                !is_page || (statement.opening && statement.closing), "a page has two balances"
            );
        }
    }
    return 0;
}
