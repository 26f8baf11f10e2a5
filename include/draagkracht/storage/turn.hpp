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

// Whether a statement failed only because somebody else did the same, or wanted the same, at that
// moment. What was being done is undone and can be tried again.
[[nodiscard]] bool is_collision(const std::exception& fault);

// What is told then: storage.collision.
[[nodiscard]] base::Problem collision();

}  // namespace draagkracht::storage
