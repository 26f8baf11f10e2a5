// Writes bank statements as camt.053: for the demo, for tests and for measuring.
//
//     Camt053Writer writer{file, Camt053Version::v08};
//     writer.begin(statement);              // with both balances: camt.053 gives them first
//     writer.write(entry);
//     writer.end();
//     writer.finish();
//
// What is written reads back to the same statement and entries.
#pragma once

#include <ostream>

#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

enum class Camt053Version { v02, v08 };

class Camt053Writer {
  public:
    // `out` must outlive the writer; whoever opened it looks whether writing went well.
    Camt053Writer(std::ostream& out, Camt053Version version);

    // `statement` has both balances and the day on which it was made.
    void begin(const Statement& statement);
    void write(const Entry& entry);
    void end();     // of this statement
    void finish();  // of the document

  private:
    void write_balance(const char* code, const Balance& balance);
    void write_detail(const Entry& entry, const Detail& detail);
    void write_parties(const Detail& detail, bool came_in);
    void write_remittance(const Detail& detail);

    std::ostream& out_;
    Camt053Version version_;
};

}  // namespace draagkracht::payments
