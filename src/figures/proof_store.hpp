// The SQL of the proofs: for each guarantee, how much was looked at and what would break it.
#pragma once

#include <string_view>
#include <vector>

#include "draagkracht/figures/proof_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

// So many places of a breach are told; all are counted.
inline constexpr std::size_t places_kept_max = 10;

// A proof that is one query. `violations` gives a row with one text, its place, for each breach.
struct ProofQuery {
    int guarantee;
    std::string_view name;
    std::string_view statement;
    std::string_view checked;  // gives the number of things that were looked at
    std::string_view violations;
};

[[nodiscard]] const std::vector<ProofQuery>& proof_queries();

[[nodiscard]] Proof ask(storage::Transaction& transaction, const ProofQuery& query);

}  // namespace draagkracht::figures
