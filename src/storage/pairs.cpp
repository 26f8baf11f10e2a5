#include "draagkracht/storage/pairs.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace draagkracht::storage {

std::string pairs_of(const Transaction& transaction, std::string_view parameter) {
    return transaction.engine() == Engine::sqlite
               ? fmt::format(
                     "(SELECT json_extract(value, '$[0]') AS first,"
                     " json_extract(value, '$[1]') AS second FROM json_each({}))",
                     parameter
                 )
               : fmt::format(
                     "(SELECT CAST(value ->> 0 AS BIGINT) AS first,"
                     " CAST(value ->> 1 AS BIGINT) AS second"
                     " FROM json_array_elements(CAST({} AS json)))",
                     parameter
                 );
}

std::string json_pairs(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs) {
    return nlohmann::json(pairs).dump();
}

}  // namespace draagkracht::storage
