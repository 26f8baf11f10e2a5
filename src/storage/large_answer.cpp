#include "draagkracht/storage/large_answer.hpp"

#include <fmt/format.h>

namespace draagkracht::storage {

namespace {

constexpr int rows_per_part = 500;

}  // namespace

LargeAnswer::LargeAnswer(Transaction& transaction, std::string_view query)
    : statement_{transaction.sql()},
      text_{query},
      comes_in_parts_{transaction.engine() == Engine::postgresql} {
    if (comes_in_parts_) {
        // It is closed with the transaction; several may be open at once.
        const std::string cursor = transaction.next_cursor_name();
        transaction.sql() << fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, query);
        text_ = fmt::format("FETCH FORWARD {} FROM {}", rows_per_part, cursor);
    }
}

void LargeAnswer::begin() {
    statement_.alloc();
    statement_.prepare(text_);
    statement_.define_and_bind();
    statement_.execute();
    has_begun_ = true;
}

bool LargeAnswer::next() {
    if (!has_begun_) {
        begin();
        return statement_.fetch();
    }
    if (statement_.fetch()) {
        return true;
    }
    if (!comes_in_parts_) {
        return false;
    }
    statement_.execute();
    return statement_.fetch();
}

}  // namespace draagkracht::storage
