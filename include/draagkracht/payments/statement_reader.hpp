// Reads statements one piece at a time, so that a file of gigabytes needs no more memory than a
// small one.
//
//     std::ifstream file{path, std::ios::binary};
//     const auto reader = read_camt053(file, "statement.xml");
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

// Reads camt.053 of ISO 20022 as Dutch banks send it: version .02 (and .03 and .04, which differ
// from it in nothing that is read here) and version .08, told apart by the namespace. `file` must
// outlive the reader; `file_name` is for problems.
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
