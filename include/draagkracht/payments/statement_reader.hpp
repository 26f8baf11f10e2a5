// Reads statements one piece at a time, so that a file of gigabytes needs no more memory than a
// small one.
//
//     std::ifstream file{path, std::ios::binary};
//     const auto reader = read_statements(file, "statement.xml");
//     for (Outcome<StatementPiece> piece = reader->next(); ; piece = reader->next()) { ... }
//
// A statement comes after its entries: only then all of it has been read. A piece that has been
// handed out says nothing yet about the rest of the file; who books reads the file to its end
// first.
#pragma once

#include <istream>
#include <memory>
#include <string>
#include <variant>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

struct EndOfFile {};
using StatementPiece = std::variant<Entry, Statement, EndOfFile>;

class StatementReader {
  public:
    virtual ~StatementReader() = default;

    // After a problem or the end of the file every next call gives the same again. A problem tells
    // the file, line and entry.
    [[nodiscard]] virtual base::Outcome<StatementPiece> next() = 0;
};

// Reads whatever statement this is, camt or MT940, told from its content and never from its name:
// its first bytes are read at once. `file` must outlive the reader; `file_name` is for problems.
//
// Problems: those of read_camt053; payments.unknown-format also for what is neither, and then says
// what it is; and of an MT940 payments.not-a-line, payments.not-a-balance and
// payments.repeated-balance.
[[nodiscard]] std::unique_ptr<StatementReader> read_statements(
    std::istream& file, std::string file_name
);

// Reads camt.053 of ISO 20022 as Dutch banks send it: version .02 (and .03 and .04, which differ
// from it in nothing that is read here) and version .08, told apart by the namespace. A camt.054 of
// these versions has the same elements in another root; what comes of it is marked as notification.
// `file` must outlive the reader; `file_name` is for problems.
//
// Problems: payments.unknown-format (another root or namespace, named), payments.not-xml,
// payments.cut-off, payments.wrong-encoding, payments.document-type (a DTD or entities),
// payments.too-deep, payments.too-large (one element, or one entry), payments.unreadable-file,
// payments.incomplete-entry, payments.not-a-sign, payments.not-a-number, base.not-an-amount and
// base.not-a-date.
[[nodiscard]] std::unique_ptr<StatementReader> read_camt053(
    std::istream& file, std::string file_name
);

}  // namespace draagkracht::payments
