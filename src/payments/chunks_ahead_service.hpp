// The entries of a file in chunks, each with what is owed on the debts that it may concern, and
// where its payments go as that stands. The next ones are read and looked up while this one is
// being booked.
//
//     ChunksAhead chunks{database, works, 1000, *reader};
//     Outcome<BookingStep> step = chunks.next();      // a chunk, or the end of a statement or file
//     chunks.give_back(chunk);                        // when it is booked
#pragma once

#include <mutex>
#include <optional>
#include <variant>
#include <vector>

#include "draagkracht/payments/statement_reader.hpp"
#include "payments/ahead_service.hpp"
#include "payments/receiving_service.hpp"
#include "payments/reconciliation_store.hpp"

namespace draagkracht::payments {

// Where payments go, and what is owed on their debts after them.
struct Placing {
    OpenDebts debts;
    std::vector<PlacedPayment> placed;
};

// As it was when the trail was that far.
struct PlacingAhead {
    std::int64_t last_sequence;
    Placing placing;
};

struct Chunk {
    std::size_t statement;  // its place in the file, from 0
    std::vector<Entry> entries;
    std::optional<PlacingAhead> ahead;  // none when nothing in it is booked
    std::uint64_t passed;               // entries of the file, up to and with these
};

struct EndOfStatement {
    std::size_t statement;
    std::uint64_t passed;
};

using BookingStep = std::variant<Chunk, EndOfStatement, EndOfFile>;

// Of these entries, and pointing into them.
[[nodiscard]] std::vector<Payment> payments_of_all(const std::vector<Entry*>& entries);

// Those of a chunk that are booked by it, when so many entries of the statement are done.
[[nodiscard]] std::vector<Entry*> entries_to_book(
    const Work& work, std::vector<Entry>& entries, std::int64_t entries_done
);

// Places the payments one after another on those debts.
[[nodiscard]] Placing place_all(
    OpenDebts debts, const std::vector<Payment>& payments, const Work& work
);

class ChunksAhead {
  public:
    ChunksAhead(
        storage::Database& database,
        const std::vector<Work>& works,
        std::size_t payments_per_chunk,
        StatementReader& reader
    );

    // In the order of the file, with a work for each of its statements. After the end nothing more
    // is asked.
    [[nodiscard]] base::Outcome<BookingStep> next() { return steps_.next(); }
    // Its memory is freed where it was taken: two threads at the same memory wait for each other.
    void give_back(Chunk chunk);

  private:
    [[nodiscard]] base::Outcome<BookingStep> make_step();
    [[nodiscard]] std::optional<Chunk> take(Entry entry);
    [[nodiscard]] Chunk finished_chunk();
    void free_spent();

    storage::Database& database_;
    const std::vector<Work>& works_;
    std::size_t payments_per_chunk_;  // so many or a few more, as an entry is in one chunk
    StatementReader& reader_;
    std::vector<Entry> entries_;         // of one statement
    std::size_t payments_ = 0;           // in those
    std::optional<EndOfStatement> end_;  // comes after the chunk that was given
    std::uint64_t passed_ = 0;
    std::mutex mutex_;                         // of the one below
    std::vector<Chunk> spent_;                 // given back
    Ahead<base::Outcome<BookingStep>> steps_;  // last, as it uses all of the above
};

}  // namespace draagkracht::payments
