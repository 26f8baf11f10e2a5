#include "conversion/load_line.hpp"

#include <algorithm>
#include <charconv>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::conversion {

using base::Date;
using base::Money;

namespace {

// A reference that this register may once make itself is no other system's: the payment of the one
// debtor would come on the claim of another.
base::Outcome<base::PaymentReference> former_reference(std::string_view text) {
    const base::Outcome<base::PaymentReference> reference = base::PaymentReference::parse(text);
    // The first digit is a check of the others.
    const std::string first_of_ours = base::PaymentReference::for_id(0).text().substr(1);
    if (reference && reference->text().size() == first_of_ours.size() + 1 &&
        reference->text().substr(1) >= first_of_ours) {
        return base::problem(
            "conversion.reference-of-this-register",
            "a number that begins with a 9 is one that this register makes itself",
            "leave the reference out, so that a new one is made, and tell the debtor"
        );
    }
    return reference;
}

using base::EnumText;
using Problems = std::vector<base::Problem>;

constexpr base::EnumTexts line_kind_texts{
    "conversion.unknown-kind",
    std::array{
        EnumText{LineKind::municipality, "municipality"},
        EnumText{LineKind::person, "person"},
        EnumText{LineKind::household, "household"},
        EnumText{LineKind::claim, "claim"},
        EnumText{LineKind::plan, "plan"},
        EnumText{LineKind::contact, "contact"},
        EnumText{LineKind::end, "end"}}};

base::Outcome<LineKind> line_kind_of(std::string_view text) {
    return line_kind_texts.parse(text);
}

std::optional<LoadLine> read_municipality(Fields& fields, const Problems& problems) {
    MunicipalityLine line{fields.required_text("code")};
    fields.finish();
    return problems.empty() ? std::optional<LoadLine>{std::move(line)} : std::nullopt;
}

void read_benefit(Fields& fields, std::vector<people::BenefitSpell>& benefits) {
    const auto law = fields.required("law", people::benefit_law_of);
    const auto from = fields.required("from", Date::parse);
    const auto until = fields.optional("until", Date::parse);
    if (law && from) {
        benefits.push_back({*law, *from, until});
    }
}

std::optional<LoadLine> read_person(
    Fields& fields, const std::string& where, const Problems& problems
) {
    PersonLine person;
    person.where = where;
    person.client_number = fields.required_text("client_number");
    person.bsn = fields.optional("bsn", base::Bsn::parse);
    person.name.salutation =
        fields.optional("salutation", people::salutation_of).value_or(people::Salutation::none);
    person.name.initials = fields.text("initials");
    person.name.prefix = fields.text("prefix");
    person.name.surname = fields.required_text("surname");
    person.birth_date = fields.optional("birth_date", Date::parse);
    fields.object("address", [&person](Fields& address) {
        person.address = {
            address.text("street"),
            address.text("house_number"),
            address.text("postal_code"),
            address.text("city")};
    });
    person.phone = fields.text("phone");
    person.email = fields.text("email");
    person.accounts = fields.values("accounts", base::Iban::parse);
    fields.objects("benefits", [&person](Fields& benefit) {
        read_benefit(benefit, person.benefits);
    });
    fields.finish();
    return problems.empty() ? std::optional<LoadLine>{std::move(person)} : std::nullopt;
}

std::optional<LoadLine> read_household(
    Fields& fields, const std::string& where, const Problems& problems
) {
    HouseholdLine household{fields.required_text("household_number"), {}, where};
    fields.objects("members", [&household](Fields& member) {
        const std::string client_number = member.required_text("client_number");
        const auto role = member.required("role", people::household_role_of);
        const auto from = member.required("from", Date::parse);
        const auto until = member.optional("until", Date::parse);
        if (role && from) {
            household.members.push_back({client_number, *role, *from, until});
        }
    });
    fields.finish();
    return problems.empty() ? std::optional<LoadLine>{std::move(household)} : std::nullopt;
}

void read_movement(Fields& fields, std::vector<claims::Movement>& movements) {
    const auto component = fields.required("component", claims::component_of);
    const auto kind = fields.required("kind", claims::posting_kind_of);
    const auto amount = fields.required("amount", Money::parse);
    const auto value_date = fields.required("value_date", Date::parse);
    const std::string reason = fields.required_text("reason");
    if (component && kind && amount && value_date) {
        movements.push_back({*component, *kind, *amount, *value_date, reason});
    }
}

std::optional<claims::Period> read_period(Fields& fields) {
    std::optional<claims::Period> period;
    fields.object("period", [&period](Fields& dates) {
        const auto from = dates.required("from", Date::parse);
        const auto until = dates.required("until", Date::parse);
        if (from && until) {
            period = claims::Period{*from, *until};
        }
    });
    return period;
}

std::optional<LoadLine> read_claim(
    Fields& fields, const std::string& where, const Problems& problems
) {
    const std::string claim_number = fields.required_text("claim_number");
    const auto kind = fields.required("claim_kind", claims::claim_kind_of);
    const auto law = fields.required("law", people::benefit_law_of);
    const std::string legal_ground = fields.required_text("legal_ground");
    const auto cause = fields.required("cause", claims::cause_of);
    const auto culpability = fields.required("culpability", claims::culpability_of);
    const std::string decision_number = fields.required_text("decision_number");
    const auto decision_date = fields.required("decision_date", Date::parse);
    const auto notified_date = fields.required("notified_date", Date::parse);
    const auto due_date = fields.required("due_date", Date::parse);
    const std::optional<claims::Period> period = read_period(fields);
    const auto amount = fields.required("amount", Money::parse);
    const auto reference = fields.optional("payment_reference", former_reference);
    std::vector<DebtorLine> debtors;
    fields.objects("debtors", [&debtors](Fields& debtor) {
        const std::string client_number = debtor.required_text("client_number");
        if (const auto liable_from = debtor.required("liable_from", Date::parse)) {
            debtors.push_back({client_number, *liable_from});
        }
    });
    std::vector<claims::Movement> movements;
    fields.objects("movements", [&movements](Fields& movement) {
        read_movement(movement, movements);
    });
    fields.finish();
    if (!problems.empty()) {
        return std::nullopt;
    }
    claims::ClaimDecision decision{
        claim_number,
        *kind,
        *law,
        legal_ground,
        *cause,
        *culpability,
        decision_number,
        *decision_date,
        *notified_date,
        *due_date,
        period,
        *amount};
    return ClaimLine{
        {std::move(decision), {}, reference, std::move(movements), where}, std::move(debtors)};
}

base::Outcome<int> day_of(std::string_view text) {
    int day = 0;
    const auto [stopped, error] = std::from_chars(text.data(), text.data() + text.size(), day);
    if (error != std::errc{} || stopped != text.data() + text.size()) {
        return base::problem(
            "conversion.not-a-day",
            "this is no day of a month",
            "write it as a text, such as \"28\""
        );
    }
    return day;
}

std::optional<LoadLine> read_plan(
    Fields& fields, const std::string& where, const Problems& problems
) {
    const std::string client_number = fields.required_text("client_number");
    std::vector<PlannedClaimLine> planned;
    fields.objects("claims", [&planned](Fields& claim) {
        const std::string claim_number = claim.required_text("claim_number");
        if (const auto amount = claim.required("amount", Money::parse)) {
            planned.push_back({claim_number, *amount});
        }
    });
    const std::string plan_number = fields.required_text("plan_number");
    const auto agreed_on = fields.required("agreed_on", Date::parse);
    const auto frequency = fields.optional("frequency", plans::frequency_of);
    const auto amount =
        fields.required(frequency ? "instalment_amount" : "monthly_amount", Money::parse);
    const auto day_of_month = fields.optional("day_of_month", day_of);
    const auto first_due_date = fields.required("first_due_date", Date::parse);
    const auto reference = fields.optional("payment_reference", former_reference);
    fields.finish();
    if (!problems.empty()) {
        return std::nullopt;
    }
    return PlanLine{
        client_number,
        std::move(planned),
        plan_number,
        *agreed_on,
        *amount,
        {frequency.value_or(plans::Frequency::monthly), *first_due_date, day_of_month},
        reference,
        where};
}

std::optional<LoadLine> read_contact(
    Fields& fields, const std::string& where, const Problems& problems
) {
    const std::string client_number = fields.required_text("client_number");
    std::vector<InstalmentLine> instalments;
    fields.objects("instalments", [&instalments](Fields& instalment) {
        const std::string plan_number = instalment.required_text("plan_number");
        if (const auto number = instalment.required_whole_number("number")) {
            instalments.push_back({plan_number, static_cast<int>(*number)});
        }
    });
    const std::string contact_number = fields.required_text("contact_number");
    const auto contacted_on = fields.required("contacted_on", Date::parse);
    const auto channel = fields.required("channel", followup::channel_of);
    const auto direction = fields.required("direction", followup::direction_of);
    const auto outcome = fields.required("outcome", followup::contact_outcome_of);
    const auto reason = fields.optional("nonpayment_reason", followup::nonpayment_reason_of);
    const std::string notes = fields.long_text("notes");
    const auto next_step = fields.optional("next_step", followup::next_step_of);
    const auto come_back_on = fields.optional("come_back_on", Date::parse);
    fields.finish();
    if (!problems.empty()) {
        return std::nullopt;
    }
    return ContactLine{
        client_number,
        std::move(instalments),
        contact_number,
        *contacted_on,
        {*channel, *direction, *outcome},
        reason,
        notes,
        next_step.value_or(followup::NextStep::none),
        come_back_on,
        where};
}

std::optional<LoadLine> read_end(Fields& fields, const Problems& problems) {
    const std::optional<std::int64_t> line_count = fields.required_whole_number("lines");
    fields.finish();
    return problems.empty() ? std::optional<LoadLine>{EndLine{*line_count}} : std::nullopt;
}

std::optional<LoadLine> read_object(
    simdjson::dom::object object, const std::string& where, Problems& problems
) {
    Fields fields{object, problems};
    const std::optional<LineKind> kind = fields.required("kind", line_kind_of);
    if (!kind) {
        return std::nullopt;
    }
    switch (*kind) {
        case LineKind::municipality:
            return read_municipality(fields, problems);
        case LineKind::person:
            return read_person(fields, where, problems);
        case LineKind::household:
            return read_household(fields, where, problems);
        case LineKind::claim:
            return read_claim(fields, where, problems);
        case LineKind::plan:
            return read_plan(fields, where, problems);
        case LineKind::contact:
            return read_contact(fields, where, problems);
        case LineKind::end:
            return read_end(fields, problems);
    }
    throw base::ProgrammerFault{"every kind of line has a reader"};
}

}  // namespace

std::string_view to_text(LineKind kind) {
    return line_kind_texts.text_of(kind);
}

LineKind kind_of(const LoadLine& line) {
    return static_cast<LineKind>(line.index());
}

std::optional<LoadLine> read_line(
    JsonLine& json, const std::string& text, const std::string& where, Problems& problems
) {
    const base::Outcome<simdjson::dom::object> object = json.read(text);
    if (!object) {
        problems.push_back(object.error().at(where));
        return std::nullopt;
    }
    Problems of_line;
    std::optional<LoadLine> line = read_object(*object, where, of_line);
    for (const base::Problem& problem : of_line) {
        problems.push_back(problem.at(where));
    }
    return line;
}

}  // namespace draagkracht::conversion
