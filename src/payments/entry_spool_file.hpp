// What was read of files while they were checked, for the booking of it: so a file is taken apart
// once, and what is booked is what was checked. It stands in a file without a name, that is gone
// with this program however it ends, under a key that is in its memory alone: what people paid lies
// nowhere on the disk.
//
//     EntrySpool spool;
//     spool.begin();
//     spool.add(entry); spool.add_end_of(statement);
//     const Outcome<SpooledFile> file = spool.finish();
//     spool.read(*file)->next();                                // the entry
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

// A stretch of the spool.
struct SpooledFile {
    std::uint64_t begin;
    std::uint64_t end;
};

class EntrySpool {
  public:
    EntrySpool();
    ~EntrySpool();
    EntrySpool(const EntrySpool&) = delete;
    EntrySpool& operator=(const EntrySpool&) = delete;

    // Of one file at a time.
    void begin();
    void add(const Entry& entry);
    void add_end_of(const Statement& statement);
    // Problem payments.no-room when it could not all be kept; what was is let go.
    [[nodiscard]] base::Outcome<SpooledFile> finish();

    // Of a statement only its number. The spool must outlive the reader.
    [[nodiscard]] std::unique_ptr<StatementReader> read(SpooledFile file) const;

  private:
    template <typename Append>
    void add_record(char kind, Append append);
    void write_out(std::size_t count);

    int descriptor_ = -1;
    std::string key_;
    std::uint64_t end_ = 0;  // of what is written
    std::uint64_t begin_ = 0;
    std::string bytes_;  // not written yet
    bool is_whole_ = false;
};

}  // namespace draagkracht::payments
