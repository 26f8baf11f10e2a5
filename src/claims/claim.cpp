#include "draagkracht/claims/claim.hpp"

#include <fmt/format.h>

#include <set>

#include "draagkracht/base/enum_text.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/claims/terms.hpp"

namespace draagkracht::claims {

namespace {

using base::EnumText;

constexpr base::EnumTexts claim_kind_texts{
    "claims.not-a-kind",
    std::array{
        EnumText{ClaimKind::information_duty, "information_duty"},
        EnumText{ClaimKind::overpayment, "overpayment"},
        EnumText{ClaimKind::loan, "loan"},
        EnumText{ClaimKind::fine, "fine"},
        EnumText{ClaimKind::advance, "advance"},
        EnumText{ClaimKind::maintenance_recourse, "maintenance_recourse"},
        EnumText{ClaimKind::costs, "costs"}}};

constexpr base::EnumTexts cause_texts{
    "claims.not-a-cause",
    std::array{
        EnumText{Cause::late_processing, "late_processing"},
        EnumText{Cause::municipality_error, "municipality_error"},
        EnumText{Cause::income_settled, "income_settled"},
        EnumText{Cause::unreported_change, "unreported_change"},
        EnumText{Cause::fraud, "fraud"},
        EnumText{Cause::later_means, "later_means"},
        EnumText{Cause::loan, "loan"},
        EnumText{Cause::maintenance, "maintenance"},
        EnumText{Cause::other, "other"},
        EnumText{Cause::unknown, "unknown"}}};

constexpr base::EnumTexts culpability_texts{
    "claims.not-a-culpability",
    std::array{
        EnumText{Culpability::none, "none"},
        EnumText{Culpability::reduced, "reduced"},
        EnumText{Culpability::ordinary, "ordinary"},
        EnumText{Culpability::gross_negligence, "gross_negligence"},
        EnumText{Culpability::intent, "intent"},
        EnumText{Culpability::not_assessed, "not_assessed"}}};

// Gathers what is wrong with one claim, each with its place.
class Findings {
  public:
    explicit Findings(std::string where) : where_{std::move(where)} {}

    void unless(bool holds, std::string code, std::string message, std::string remedy) {
        if (!holds) {
            add(base::Problem{std::move(code), std::move(message), {}, std::move(remedy)});
        }
    }
    void text(std::string_view field, std::string_view text) {
        if (text.empty()) {
            add(base::Problem{"claims.missing", "this is not filled in", std::string{field}, {}});
        } else if (const base::Done done = base::check_plain_line(text); !done) {
            add(done.error().at(field));
        }
    }
    void add(const base::Problem& problem) { problems_.push_back(problem.at(where_)); }
    [[nodiscard]] const std::vector<base::Problem>& problems() const { return problems_; }

  private:
    std::string where_;
    std::vector<base::Problem> problems_;
};

void check_texts(const ClaimDecision& decision, Findings& findings) {
    findings.text("claim_number", decision.claim_number);
    findings.text("legal_ground", decision.legal_ground);
    findings.text("decision_number", decision.decision_number);
}

void check_dates(const ClaimDecision& decision, base::Date today, Findings& findings) {
    findings.unless(
        decision.decision_date <= today,
        "claims.in-future",
        "the decision lies after the business date",
        "correct the date of the decision"
    );
    findings.unless(
        decision.notified_date >= decision.decision_date,
        "claims.notified-before-decision",
        "the debtor was notified before the decision was made",
        "correct one of the two dates"
    );
    findings.unless(
        decision.due_date >= decision.decision_date,
        "claims.due-before-decision",
        "the claim is due before the decision was made",
        "the term to pay is six weeks from notification, unless the decision says another (Awb "
        "4:87)"
    );
    if (decision.period) {
        findings.unless(
            decision.period->from <= decision.period->until,
            "claims.wrong-period",
            "the period of the claim ends before it begins",
            "correct one of the two dates"
        );
        findings.unless(
            decision.period->until <= decision.decision_date,
            "claims.decision-in-period",
            "the decision lies before the end of the period that it recovers",
            "nothing is recovered that was not paid yet"
        );
    }
}

void check_amount(base::Money amount, Findings& findings) {
    findings.unless(
        amount.is_positive(),
        "claims.amount-not-positive",
        "the amount of the claim is not above zero",
        "a claim is what somebody owes"
    );
    findings.unless(
        amount <= amount_max,
        "claims.amount-too-large",
        "the amount of the claim is above EUR 10,000,000.00",
        "check the decimal point"
    );
}

void check_debtors(const std::vector<Debtor>& debtors, Findings& findings) {
    findings.unless(
        !debtors.empty(), "claims.no-debtor", "nobody owes this claim", "name at least one debtor"
    );
    std::set<base::PersonId> met;
    for (const Debtor& debtor : debtors) {
        findings.unless(
            met.insert(debtor.person).second,
            "claims.repeated-debtor",
            "the same debtor is named twice",
            "name each debtor once"
        );
    }
}

void check_movements(const NewClaim& claim, base::Date today, Findings& findings) {
    Balance balance;
    balance.add(Component::principal, claim.decision.amount);
    std::size_t number = 0;
    for (const Movement& movement : claim.movements) {
        const std::string place = "movement " + std::to_string(++number);
        if (const base::Done done = check(movement); !done) {
            findings.add(done.error().at(place));
            continue;
        }
        if (movement.kind == PostingKind::claim) {
            findings.add(base::Problem{
                "claims.wrong-movement",
                "the decision itself is no movement",
                place,
                "the amount of the claim makes the first posting"});
        }
        if (movement.value_date > today) {
            findings.add(base::Problem{
                "claims.in-future", "the movement lies after the business date", place, {}});
        }
        balance.add(movement.component, movement.amount);
    }
    findings.unless(
        claim.movements.empty() ||
            (!balance.principal.is_negative() && !balance.interest.is_negative() &&
             !balance.costs.is_negative()),
        "claims.below-zero",
        "more came off this claim than stood on it",
        "principal, interest and costs each end at zero or above"
    );
}

}  // namespace

std::vector<base::Problem> check(const NewClaim& claim, base::Date today) {
    Findings findings{claim.where};
    check_texts(claim.decision, findings);
    check_dates(claim.decision, today, findings);
    check_amount(claim.decision.amount, findings);
    check_debtors(claim.debtors, findings);
    check_movements(claim, today, findings);
    return findings.problems();
}

base::Done check_term(const ClaimDecision& decision, const norms::Law& law) {
    const auto weeks = law.payment_term_weeks_on(decision.notified_date);
    if (!weeks) {
        return {};
    }
    const base::Date earliest = last_day_to_pay(decision.notified_date, *weeks);
    if (decision.due_date < earliest) {
        return base::problem(
            "claims.due-too-early",
            fmt::format(
                "the claim is due on {}, but the debtor has until {} to pay ({})",
                decision.due_date.to_string(),
                earliest.to_string(),
                weeks->row.article
            ),
            "a decision can give more time than the law, not less"
        );
    }
    return {};
}

std::string_view to_text(ClaimKind kind) {
    return claim_kind_texts.text_of(kind);
}

std::string_view to_text(Cause cause) {
    return cause_texts.text_of(cause);
}

std::string_view to_text(Culpability culpability) {
    return culpability_texts.text_of(culpability);
}

base::Outcome<ClaimKind> claim_kind_of(std::string_view text) {
    return claim_kind_texts.parse(text);
}

base::Outcome<Cause> cause_of(std::string_view text) {
    return cause_texts.parse(text);
}

base::Outcome<Culpability> culpability_of(std::string_view text) {
    return culpability_texts.parse(text);
}

}  // namespace draagkracht::claims
