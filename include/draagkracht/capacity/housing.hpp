// What a household pays for its home, and what the debtor asks because of it.
//
//     Housing housing{.monthly_cost = Money::cents(120000), .tenure = Tenure::rented};
//     housing.increase_from = Date::parse("2026-03-01").value();   // asked for from that day
//
// A protected income is raised for a home on request only (Rv art. 475da lid 5 to 7): a request is
// an act of the debtor, so none that is known is none.
#pragma once

#include <optional>
#include <string_view>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"

namespace draagkracht::capacity {

enum class Tenure { rented, owned };

[[nodiscard]] std::string_view name_of(Tenure tenure);

struct Housing {
    std::optional<base::Money> monthly_cost = {};  // Rent, or what the mortgage and the home cost.
    std::optional<Tenure> tenure = {};
    std::optional<bool> rent_allowance = {};  // Whether it is received.

    std::optional<base::Date> increase_from = {};  // Art. 475da lid 5: asked for, from this day.
    bool increase_extended = false;                // Lid 6: granted for some months more.
    bool missed_allowance_asked = false;           // Lid 7: owner, or tenant without allowance.

    friend bool operator==(const Housing&, const Housing&) = default;
};

}  // namespace draagkracht::capacity
