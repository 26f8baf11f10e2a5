// Key figures as a use case; see key_figures.hpp for what they are.
#pragma once

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/figures/key_figures.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::figures {

class FiguresService {
  public:
    FiguresService(storage::Database& database, const norms::PolicyBook& policies)
        : database_{database}, policies_{policies} {}

    // Problems access.not-allowed (see_figures), norms.no-policy-known.
    [[nodiscard]] base::Outcome<KeyFigures> key_figures(
        const access::Occasion& occasion, base::MunicipalityId municipality, const Period& period
    );

  private:
    storage::Database& database_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::figures
