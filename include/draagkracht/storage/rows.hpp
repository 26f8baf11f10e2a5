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

#include "draagkracht/storage/kept_questions.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::storage {

// A question to the database with what it takes and what it fills. As a rule it is asked once, and
// PostgreSQL gets it in one message; in a transaction that keeps its questions it is worked out by
// the database the first time, and only answered after that.
class Question {
  public:
    Question(const Transaction& transaction, std::string text)
        : kept_{transaction.kept_questions()},
          statement_{kept_ == nullptr ? std::nullopt : kept_->take(text)},
          text_{std::move(text)} {
        if (!statement_) {
            statement_.emplace(transaction.sql());
            is_new_ = true;
        }
    }

    // soci::use and soci::into.
    template <typename Exchanged>
    Question&& operator,(const Exchanged& exchanged) && {
        statement_->exchange(exchanged);
        return std::move(*this);
    }

    template <typename OnRow>
    void for_each_row(OnRow on_row) {
        if (is_new_) {
            statement_->alloc();
            statement_->prepare(
                text_,
                kept_ == nullptr ? soci::details::st_one_time_query
                                 : soci::details::st_repeatable_query
            );
        }
        statement_->define_and_bind();
        statement_->execute();
        while (statement_->fetch()) {
            on_row();
        }
        if (kept_ != nullptr) {
            statement_->bind_clean_up();
            kept_->put_back(text_, *statement_);
        }
    }

  private:
    KeptQuestions* kept_;
    std::optional<soci::statement> statement_;
    std::string text_;
    bool is_new_ = false;
};

[[nodiscard]] inline Question ask(const Transaction& transaction, std::string text) {
    return {transaction, std::move(text)};
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
