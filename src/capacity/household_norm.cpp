#include "draagkracht/capacity/household_norm.hpp"

#include "capacity/question.hpp"
#include "draagkracht/norms/benefit_norm.hpp"

namespace draagkracht::capacity {

namespace {

using norms::AgeGroup;

struct Role {
    std::string_view birth_date_field;
    std::string_view institution_field;
};
constexpr Role as_debtor{"debtor.birth_date", "debtor.in_institution"};
constexpr Role as_partner{"partner.birth_date", "partner.in_institution"};

std::optional<AgeGroup> age_group_of(
    const Person& person, const Role& role, base::Date date, const norms::Law& law, Worksheet& sheet
) {
    if (!person.birth_date) {
        sheet.hinder(question(role.birth_date_field));
        return std::nullopt;
    }
    const int age = age_on(*person.birth_date, date);
    if (age < 18) {
        sheet.hinder(not_covered(
            role.birth_date_field,
            "Voor iemand jonger dan 18 jaar is er geen bijstandsnorm",
            "There is no benefit norm for somebody under 18"
        ));
        return std::nullopt;
    }
    const base::Outcome<bool> pension = law.has_pension_age(*person.birth_date, date);
    if (!pension) {
        sheet.hinder_unknown_parameter("pension_age");
        return std::nullopt;
    }
    if (*pension) {
        return AgeGroup::pension;
    }
    return age < 21 ? AgeGroup::young : AgeGroup::adult;
}

// Empty when it is not known of every housemate whether they count.
std::optional<int> cost_sharing_housemates(
    const Household& household, const norms::NormTable& table, Worksheet& sheet
) {
    if (!household.housemates) {
        sheet.hinder(question("housemates"));
        return std::nullopt;
    }
    if (household.housemates->empty()) {
        return 0;
    }
    if (!table.cost_sharers.minimum_age) {
        sheet.hinder_unknown_parameter("cost_sharers.minimum_age");
        return std::nullopt;
    }
    int count = 0;
    bool all_known = true;
    for (const Housemate& housemate : *household.housemates) {
        norms::HousemateFacts facts{
            .age = std::nullopt, .commercial = housemate.commercial, .student = housemate.student};
        if (housemate.birth_date) {
            facts.age = age_on(*housemate.birth_date, household.date);
        }
        const std::optional<bool> counts =
            norms::counts_as_cost_sharer(facts, table.cost_sharers.minimum_age->value);
        count += counts.value_or(false) ? 1 : 0;
        if (counts) {
            continue;
        }
        all_known = false;
        if (!facts.age) {
            sheet.hinder(question("housemates.birth_date"));
        }
        if (!facts.commercial) {
            sheet.hinder(question("housemates.commercial"));
        }
        if (!facts.student) {
            sheet.hinder(question("housemates.student"));
        }
    }
    return all_known ? std::optional{count} : std::nullopt;
}

bool institution_is_known(const Person& person, const Role& role, Worksheet& sheet) {
    if (!person.in_institution) {
        sheet.hinder(question(role.institution_field));
    }
    return person.in_institution.has_value();
}

std::optional<norms::NormSituation> norm_situation(
    const Household& household,
    const norms::NormTable& table,
    const norms::Law& law,
    Worksheet& sheet
) {
    const std::optional<AgeGroup> debtor =
        age_group_of(household.debtor, as_debtor, household.date, law, sheet);
    bool complete = institution_is_known(household.debtor, as_debtor, sheet) && debtor.has_value();
    const std::optional<int> housemates = cost_sharing_housemates(household, table, sheet);
    complete = complete && housemates.has_value() && household.living_situation.has_value();
    std::optional<AgeGroup> partner;
    if (household.living_situation && norms::is_couple(*household.living_situation)) {
        if (!household.partner) {
            return std::nullopt;  // The sheet has the question already.
        }
        partner = age_group_of(*household.partner, as_partner, household.date, law, sheet);
        complete = institution_is_known(*household.partner, as_partner, sheet) &&
                   partner.has_value() && complete;
    }
    if (!complete) {
        return std::nullopt;
    }
    return norms::NormSituation{
        .living_situation = *household.living_situation,
        .debtor = *debtor,
        .partner = partner.value_or(AgeGroup::adult),
        .debtor_in_institution = *household.debtor.in_institution,
        .partner_in_institution = partner && *household.partner->in_institution,
        .cost_sharing_housemates = *housemates};
}

}  // namespace

std::optional<base::Money> household_norm(
    const Household& household,
    const norms::NormTable& table,
    const norms::Law& law,
    Worksheet& sheet
) {
    const std::optional<norms::NormSituation> situation =
        norm_situation(household, table, law, sheet);
    if (!situation) {
        return std::nullopt;
    }
    const base::Outcome<norms::ApplicableNorm> norm = norms::applicable_norm(table, *situation);
    if (!norm) {
        if (norm.error().code == "norms.parameter-unknown") {
            sheet.hinder_unknown_parameter(norm.error().where);
        } else {
            sheet.hinder(not_covered(
                "benefit_norm",
                "Voor iemand van 18 tot en met 20 jaar in een inrichting is er geen bijstandsnorm",
                "There is no benefit norm for somebody of 18 to 20 in an institution"
            ));
        }
        return std::nullopt;
    }
    if (situation->cost_sharing_housemates > 0) {
        sheet.note(
            StepKind::cost_sharers, norm->cost_sharers, {&table.cost_sharers.minimum_age->row}
        );
    }
    sheet.note(StepKind::benefit_norm, norm->amount, norm->rows);
    if (table.holiday_share) {
        const norms::HolidaySplit split =
            norms::split_holiday_pay(norm->amount, table.holiday_share->value);
        sheet.note(StepKind::holiday_pay_in_norm, split.holiday_pay, {&table.holiday_share->row});
    }
    return norm->amount;
}

int age_on(base::Date birth_date, base::Date date) {
    const int years =
        static_cast<int>(date.calendar().year()) - static_cast<int>(birth_date.calendar().year());
    const base::Date birthday = birth_date.plus_months(12 * years, base::MonthEnd::first_of_next);
    return birthday <= date ? years : years - 1;
}

}  // namespace draagkracht::capacity
