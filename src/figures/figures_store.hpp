// The SQL of the key figures: sums over what is in the books.
#pragma once

#include "draagkracht/figures/key_figures.hpp"
#include "draagkracht/followup/missed_instalment.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::figures {

// `margin` says which instalments count as missed.
[[nodiscard]] KeyFigures key_figures_of(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const Period& period,
    const followup::MissedMargin& margin
);

}  // namespace draagkracht::figures
