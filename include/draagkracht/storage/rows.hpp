// Reads rows into typed variables: what every store does.
//
//     long long id = 0;
//     std::string number;
//     for_each_row((sql.prepare << "SELECT id, claim_number FROM claim", into(id), into(number)),
//                  [&] { claims.push_back({ClaimId{id}, number}); });
//
// soci::row is not used in this project: on SQLite it takes a computed sum for a 32-bit number and
// loses the rest. A typed variable gets all 64 bits on both engines.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>
#include <utility>

namespace draagkracht::storage {

template <typename OnRow>
void for_each_row(const soci::details::prepare_temp_type& query, OnRow on_row) {
    soci::statement statement{query};
    statement.execute();
    while (statement.fetch()) {
        on_row();
    }
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
