#include "draagkracht/followup/promise.hpp"

#include <algorithm>

namespace draagkracht::followup {

const Contact* last_talk(const Arrear& arrear, const std::vector<LoggedContact>& newest_first) {
    const auto talk = std::ranges::find_if(newest_first, [&](const LoggedContact& logged) {
        const std::vector<Arrear>& arrears = logged.contact.arrears;
        return weight_of(logged.contact.kind) == ContactWeight::conversation &&
               std::ranges::find(arrears, arrear) != arrears.end();
    });
    return talk == newest_first.end() ? nullptr : &talk->contact;
}

std::optional<base::Date> promised_until(
    const Arrear& arrear, const std::vector<LoggedContact>& newest_first, base::BusinessDate today
) {
    const Contact* talk = last_talk(arrear, newest_first);
    const bool still_runs = talk != nullptr && talk->next_step == NextStep::await_payment &&
                            talk->come_back_on && *talk->come_back_on > today.date();
    return still_runs ? talk->come_back_on : std::nullopt;
}

}  // namespace draagkracht::followup
