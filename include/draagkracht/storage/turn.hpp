// Who works on the same thing takes turns: a second load waits until the first has ended, and then
// finds what it wrote.
//
//     Transaction transaction{database, "load register", Access::write};
//     take_turn(transaction, "load");        // kept until the transaction ends
//     share_turn(transaction, "books:7");    // many at once, but none beside who takes the turn
#pragma once

#include <exception>
#include <string_view>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

// Waits for whoever has the turn in this register. On SQLite a writer has it already.
void take_turn(Transaction& transaction, std::string_view what);
// Waits for who has the turn alone, and keeps it from others; those who share it do not wait for
// each other.
void share_turn(Transaction& transaction, std::string_view what);

// For who writes one transaction after another: a moment in which those who wait for the writer of
// SQLite, and look each millisecond, can have it. PostgreSQL has a queue.
void let_others_in(const Database& database);

// Whether a statement failed only because somebody else did the same, or wanted the same, at that
// moment. What was being done is undone and can be tried again.
[[nodiscard]] bool is_collision(const std::exception& fault);

// What is told then: storage.collision.
[[nodiscard]] base::Problem collision();

// Does a piece of work once more, a few times at most, when it came to a collision, whether that
// was thrown or told: it is one transaction, of which nothing is left then. For what a program does
// by itself; a person is told, and looks at how it stands now.
//     Done booked = repeat_after_collision([&] { return book_chunk(...); });
template <typename Work>
[[nodiscard]] auto repeat_after_collision(Work work) {
    constexpr int repeats_max = 3;
    for (int left = repeats_max;; --left) {
        try {
            auto done = work();
            if (done || left == 0 || done.error().code != collision().code) {
                return done;
            }
        } catch (const std::exception& fault) {
            if (left == 0 || !is_collision(fault)) {
                throw;
            }
        }
    }
}

}  // namespace draagkracht::storage
