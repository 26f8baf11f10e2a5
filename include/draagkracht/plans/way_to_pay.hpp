// How the instalments of a plan come in. It is agreed on with the plan and kept with it.
//
//     WayToPay{Way::direct_debit, mandate}    // collected, by the mandate that the debtor signed
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/iban.hpp"
#include "draagkracht/base/id.hpp"

namespace draagkracht::plans {

enum class Way {
    transfer,      // the debtor pays, with the payment reference of the plan
    direct_debit,  // we collect (automatische incasso), by a mandate (machtiging)
    set_off,       // withheld from a benefit that runs (verrekening; PW art. 60 lid 3 and 4)
    withholding,   // the employer withholds it from the wage and pays it to us
};

[[nodiscard]] std::string_view to_text(Way way);  // "transfer", as the enumerator
[[nodiscard]] base::Outcome<Way> way_of(std::string_view text);

using MandateId = base::Id<struct MandateTag>;

struct WayToPay {
    Way way = Way::transfer;
    std::optional<MandateId> mandate = std::nullopt;  // with direct debit, and with it alone

    friend bool operator==(const WayToPay&, const WayToPay&) = default;
};

// Problem plans.needs-mandate: a direct debit without one, or one beside another way.
[[nodiscard]] base::Done check(const WayToPay& way_to_pay);

// What the debtor signed.
struct NewMandate {
    std::string number;  // as on the form; unique in the municipality
    base::Date signed_on;
    base::Iban account;
};

// A mandate as it may be shown: of the account its last four characters alone.
struct Mandate {
    MandateId id;
    std::string number;
    base::Date signed_on;
    std::string account_end;
};

}  // namespace draagkracht::plans
