#include "draagkracht/claims/limitation.hpp"

#include <algorithm>
#include <array>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::claims {

namespace {

using base::EnumText;

constexpr base::EnumTexts interruption_kind_texts{
    "claims.not-an-interruption",
    std::array{
        EnumText{InterruptionKind::acknowledgement, "acknowledgement"},
        EnumText{InterruptionKind::payment, "payment"},
        EnumText{InterruptionKind::court_action, "court_action"},
        EnumText{InterruptionKind::formal_notice, "formal_notice"},
        EnumText{InterruptionKind::set_off_decision, "set_off_decision"},
        EnumText{InterruptionKind::enforcement_order, "enforcement_order"}}};

using base::Date;
using base::MonthEnd;

// Stretches of days without overlap, oldest first; the last may go on without an end.
struct Stretch {
    Date from;
    std::optional<Date> until;
};

std::vector<Stretch> joined(const std::vector<Extension>& extensions) {
    std::vector<Stretch> stretches;
    for (const Extension& extension : extensions) {
        stretches.push_back({extension.from, extension.until});
    }
    std::ranges::sort(stretches, {}, &Stretch::from);
    std::vector<Stretch> joined;
    for (const Stretch& next : stretches) {
        if (joined.empty() || (joined.back().until && *joined.back().until < next.from)) {
            joined.push_back(next);
        } else if (joined.back().until) {
            joined.back().until = next.until
                                      ? std::optional{std::max(*joined.back().until, *next.until)}
                                      : std::nullopt;
        }
    }
    return joined;
}

// The term that begins on a day, lengthened by the days of the stretches that fall in it: those in
// the added days lengthen it again.
LimitationTerm term_from(Date begins, Date last_day, const std::vector<Stretch>& stretches) {
    LimitationTerm term{begins, last_day, 0, std::nullopt};
    for (const Stretch& stretch : stretches) {
        const Date from = std::max(stretch.from, begins);
        if (from > *term.last_day || (stretch.until && *stretch.until < begins)) {
            continue;
        }
        if (!stretch.until) {
            term.last_day = std::nullopt;
            return term;
        }
        const int days = from.days_until(*stretch.until) + 1;
        term.extended_days += days;
        term.last_day = term.last_day->plus_days(days);
    }
    return term;
}

bool falls_in(const Extension& extension, const LimitationTerm& term) {
    return (!extension.until || *extension.until >= term.begins) &&
           (!term.last_day || extension.from <= *term.last_day);
}

}  // namespace

LimitationClock::LimitationClock(std::vector<LimitationTerm> terms) : terms_{std::move(terms)} {}

bool LimitationClock::has_lapsed(Date today) const {
    return last_day() && *last_day() < today;
}

LimitationClock limitation_of(
    Date due_date,
    std::vector<Interruption> interruptions,
    const std::vector<Extension>& extensions,
    const norms::Parameter<int>& years
) {
    std::ranges::stable_sort(interruptions, {}, &Interruption::on);
    const std::vector<Stretch> stretches = joined(extensions);
    const auto ends = [&years](Date day_before) {
        return day_before.plus_months(12 * years.value, MonthEnd::last_day);
    };
    std::vector<LimitationTerm> terms{term_from(due_date.plus_days(1), ends(due_date), stretches)};
    for (const Interruption& interruption : interruptions) {
        const LimitationTerm& running = terms.back();
        if (interruption.on < running.begins ||
            (running.last_day && *running.last_day < interruption.on)) {
            continue;
        }
        LimitationTerm next =
            term_from(interruption.on.plus_days(1), ends(interruption.on), stretches);
        // Nothing that interrupts ends it sooner (BW art. 3:319 lid 2), a leap day neither.
        if (running.last_day && next.last_day) {
            next.last_day = std::max(*running.last_day, *next.last_day);
        }
        next.begun_by = interruption;
        terms.push_back(std::move(next));
    }
    for (LimitationTerm& term : terms) {
        std::ranges::copy_if(
            extensions,
            std::back_inserter(term.extended_by),
            [&term](const Extension& extension) { return falls_in(extension, term); }
        );
    }
    return LimitationClock{std::move(terms)};
}

std::string_view to_text(InterruptionKind kind) {
    return interruption_kind_texts.text_of(kind);
}

base::Outcome<InterruptionKind> interruption_kind_of(std::string_view text) {
    return interruption_kind_texts.parse(text);
}

}  // namespace draagkracht::claims
