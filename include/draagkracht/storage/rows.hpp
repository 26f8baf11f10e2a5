// Reads rows into typed variables: what every store does.
//
//     long long id = 0;
//     std::string number;
//     for_each_row((ask(transaction, "SELECT id, claim_number FROM claim"),
//                   into(id),
//                   into(number)),
//                  [&] { claims.push_back({ClaimId{id}, number}); });
//
// soci::row is not used in this project: on SQLite it takes a computed sum for a 32-bit number and
// loses the rest. A typed variable gets all 64 bits on both engines.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>
#include <utility>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

// A question to the database with what it takes and what it fills. It is asked once: PostgreSQL
// gets it in one message, where a statement that is prepared takes three.
class Question {
  public:
    Question(soci::session& sql, std::string text) : statement_{sql}, text_{std::move(text)} {}

    // soci::use and soci::into.
    template <typename Exchanged>
    Question&& operator,(const Exchanged& exchanged) && {
        statement_.exchange(exchanged);
        return std::move(*this);
    }

    template <typename OnRow>
    void for_each_row(OnRow on_row) {
        statement_.alloc();
        statement_.prepare(text_, soci::details::st_one_time_query);
        statement_.define_and_bind();
        statement_.execute();
        while (statement_.fetch()) {
            on_row();
        }
    }

  private:
    soci::statement statement_;
    std::string text_;
};

[[nodiscard]] inline Question ask(const Transaction& transaction, std::string text) {
    return {transaction.sql(), std::move(text)};
}

template <typename OnRow>
void for_each_row(Question&& question, OnRow on_row) {
    question.for_each_row(on_row);
}

// A column that may be NULL:  into(due.value, due.indicator)  and  use(due.value, due.indicator).
template <typename Value>
struct Nullable {
    Value value{};
    soci::indicator indicator = soci::i_null;

    Nullable() = default;
    explicit Nullable(std::optional<Value> given)
        : value{given.value_or(Value{})}, indicator{given ? soci::i_ok : soci::i_null} {}

    [[nodiscard]] std::optional<Value> get() const {
        return indicator == soci::i_ok ? std::optional<Value>{value} : std::nullopt;
    }
};

}  // namespace draagkracht::storage
