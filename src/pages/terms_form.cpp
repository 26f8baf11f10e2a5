#include "pages/terms_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pages/typed_amount.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

using base::Money;
using plans::Frequency;

namespace {

constexpr std::int64_t number_max = 5'000;

constexpr std::array<FieldChoice, 3> frequencies{
    {{"monthly", "Elke maand"}, {"four_weekly", "Elke vier weken"}, {"weekly", "Elke week"}}};
constexpr FieldCondition when_monthly{"frequency", "monthly", "app-when-monthly"};

constexpr std::array<FormField, 6> fields_of_terms{
    {{"amount", "Bedrag per termijn", FieldKind::amount},
     {"months", "Of: in hoeveel maanden?", FieldKind::number},
     {"frequency", "Hoe vaak?", FieldKind::choice, frequencies, {}, {}, false, ""},
     {"first_due_date", "Eerste termijn", FieldKind::date},
     {"day_of_month", "Vaste dag van de maand", FieldKind::number, {}, when_monthly, {}, true},
     {"holiday_pay", "In mei erbij, van het vakantiegeld", FieldKind::amount, {}, {}, {}, true}}};

constexpr std::array<FormField, 2> step_fields{
    {{"from_number", "Vanaf termijn nummer", FieldKind::number},
     {"amount", "Bedrag per termijn", FieldKind::amount}}};
constexpr std::array<FormField, 2> extra_fields{
    {{"due_date", "Dag", FieldKind::date}, {"amount", "Bedrag", FieldKind::amount}}};
constexpr std::array<FormList, 2> lists_of_terms{
    {{"steps", "Ander bedrag later", "", "Later een ander bedrag", step_fields},
     {"extras", "Extra betaling", "", "Extra betaling toevoegen", extra_fields}}};

constexpr FormGroup terms_group{
    "bedrag", "Wat kan en wil de cliënt betalen?", "terms", fields_of_terms, lists_of_terms};

std::string sent(const api::Fields& fields, const std::string& name) {
    return TypedForm{fields, {}}.text(name);
}

// The first of next month.
base::Date usual_first_date(base::BusinessDate today) {
    const std::chrono::year_month_day day = today.date().calendar();
    const std::chrono::year_month next = day.year() / day.month() + std::chrono::months{1};
    return base::Date{next / 1};
}

class Reader {
  public:
    Reader(const api::Fields& fields, base::BusinessDate today) : fields_{fields}, today_{today} {}

    [[nodiscard]] TermsReading read() {
        TermsReading reading{{.rhythm = read_rhythm()}, {}};
        plans::Asked& asked = reading.asked;
        if (const std::optional<int> months = number("terms.months")) {
            asked.months = *months;
        }
        if (const std::optional<Money> amount = this->amount("terms.amount")) {
            asked.amounts.push_back({1, *amount});
            read_steps(asked);
        }
        read_extras(asked);
        asked.holiday_pay = amount("terms.holiday_pay");
        reading.faults = std::move(faults_);
        return reading;
    }

  private:
    [[nodiscard]] plans::Rhythm read_rhythm() {
        const std::string how = sent(fields_, "terms.frequency");
        plans::Rhythm rhythm{
            how == "weekly"        ? Frequency::weekly
            : how == "four_weekly" ? Frequency::four_weekly
                                   : Frequency::monthly,
            date("terms.first_due_date").value_or(usual_first_date(today_))};
        if (const base::Done begins = plans::check_begin(rhythm, today_.date()); !begins) {
            faults_.push_back(fault_of_terms(begins.error()).value());
        }
        if (rhythm.frequency == Frequency::monthly) {
            rhythm.day_of_month = number("terms.day_of_month");
        }
        return rhythm;
    }

    void read_steps(plans::Asked& asked) {
        for (const int row : rows_of(fields_, "terms.steps")) {
            const std::string name = fmt::format("terms.steps.{}", row);
            const std::optional<int> from = needed_number(name + ".from_number");
            const std::optional<Money> amount = needed_amount(name + ".amount");
            if (from && amount) {
                asked.amounts.push_back({*from, *amount});
            }
        }
        std::ranges::stable_sort(asked.amounts, {}, &plans::AmountStep::from_number);
    }

    void read_extras(plans::Asked& asked) {
        for (const int row : rows_of(fields_, "terms.extras")) {
            const std::string name = fmt::format("terms.extras.{}", row);
            const std::optional<base::Date> day = date(name + ".due_date");
            if (!day && sent(fields_, name + ".due_date").empty()) {
                faults_.push_back({name + ".due_date", "Kies de dag."});
            }
            const std::optional<Money> amount = needed_amount(name + ".amount");
            if (day && amount) {
                asked.extras.push_back({*day, *amount});
            }
        }
        std::ranges::stable_sort(asked.extras, {}, &plans::ExtraPayment::due_date);
    }

    [[nodiscard]] std::optional<Money> amount(const std::string& name) {
        const std::string text = sent(fields_, name);
        if (text.empty()) {
            return std::nullopt;
        }
        const std::optional<Money> amount = typed_amount(text);
        if (!amount || !amount->is_positive()) {
            faults_.push_back({name, "Vul een bedrag in, zoals 75,00."});
            return std::nullopt;
        }
        return amount;
    }

    [[nodiscard]] std::optional<Money> needed_amount(const std::string& name) {
        if (sent(fields_, name).empty()) {
            faults_.push_back({name, "Vul het bedrag in."});
        }
        return amount(name);
    }

    [[nodiscard]] std::optional<int> number(const std::string& name) {
        const std::string text = sent(fields_, name);
        if (text.empty()) {
            return std::nullopt;
        }
        const std::optional<std::int64_t> number = whole_number_of(text);
        if (!number || *number < 1 || *number > number_max) {
            faults_.push_back({name, "Vul een heel getal in, van 1 of meer."});
            return std::nullopt;
        }
        return static_cast<int>(*number);
    }

    [[nodiscard]] std::optional<int> needed_number(const std::string& name) {
        if (sent(fields_, name).empty()) {
            faults_.push_back({name, "Vul het nummer van de termijn in."});
        }
        return number(name);
    }

    [[nodiscard]] std::optional<base::Date> date(const std::string& name) {
        const std::string text = sent(fields_, name);
        if (text.empty()) {
            return std::nullopt;
        }
        const base::Outcome<base::Date> day = base::Date::parse(text);
        if (!day) {
            faults_.push_back({name, "Vul een dag in die bestaat."});
            return std::nullopt;
        }
        return *day;
    }

    const api::Fields& fields_;
    base::BusinessDate today_;
    std::vector<FormFault> faults_;
};

Values cents_of(const claims::Balance& balance) {
    return {balance.costs.in_cents(), balance.interest.in_cents(), balance.principal.in_cents()};
}

Values ids_of(const std::vector<base::ClaimId>& claims) {
    Values ids = Values::array();
    for (const base::ClaimId claim : claims) {
        ids.push_back(claim.value());
    }
    return ids;
}

plans::TalkGround ground_of_json(const Values& json) {
    plans::TalkGround ground;
    const auto cents = [](const Values& value) { return Money::cents(value.get<std::int64_t>()); };
    for (const Values& entry : json.at("claims")) {
        ground.claims.push_back(
            {base::ClaimId{entry.at(0).get<std::int64_t>()},
             {cents(entry.at(1).at(0)), cents(entry.at(1).at(1)), cents(entry.at(1).at(2))}}
        );
    }
    for (const Values& entry : json.at("running")) {
        plans::RunningPlan plan{
            {entry.at(0).get<std::string>(), entry.at(1).get<int>()}, cents(entry.at(2)), {}};
        for (const Values& claim : entry.at(3)) {
            plan.claims.emplace_back(claim.get<std::int64_t>());
        }
        ground.running.push_back(std::move(plan));
    }
    return ground;
}

// What the page put there itself: no sum of it can be too large.
bool is_plausible(const plans::TalkGround& ground) {
    const auto fits = [](Money amount) {
        return !amount.is_negative() && amount <= claims::amount_max;
    };
    return std::ranges::all_of(
               ground.claims,
               [&](const plans::OpenClaim& open) {
                   return fits(open.balance.costs) && fits(open.balance.interest) &&
                          fits(open.balance.principal);
               }
           ) &&
           std::ranges::all_of(ground.running, [&](const plans::RunningPlan& plan) {
               return fits(plan.agreed_amount);
           });
}

}  // namespace

api::Fields usual_terms(base::BusinessDate today) {
    return {
        {"terms.frequency", "monthly"},
        {"terms.first_due_date", usual_first_date(today).to_string()}};
}

TermsReading read_terms(const api::Fields& fields, base::BusinessDate today) {
    return Reader{fields, today}.read();
}

std::string text_of(const plans::TalkGround& ground) {
    Values json{{"claims", Values::array()}, {"running", Values::array()}};
    for (const plans::OpenClaim& open : ground.claims) {
        json["claims"].push_back({open.claim.value(), cents_of(open.balance)});
    }
    for (const plans::RunningPlan& plan : ground.running) {
        json["running"].push_back(
            {plan.version.plan_number,
             plan.version.version,
             plan.agreed_amount.in_cents(),
             ids_of(plan.claims)}
        );
    }
    return json.dump();
}

base::Outcome<plans::TalkGround> ground_of_text(const std::string& text) {
    const tl::unexpected<base::Problem> unreadable = base::problem(
        "pages.unreadable-form", "this form does not say what it is about", "open it again"
    );
    try {
        plans::TalkGround ground = ground_of_json(Values::parse(text));
        return is_plausible(ground) ? base::Outcome<plans::TalkGround>{std::move(ground)}
                                    : unreadable;
    } catch (const nlohmann::json::exception&) {
        return unreadable;
    }
}

std::string claim_box(base::ClaimId claim) {
    return fmt::format("claim.{}", claim.value());
}

std::vector<base::ClaimId> chosen_claims(
    const api::Fields& fields, const plans::TalkGround& ground
) {
    std::vector<base::ClaimId> chosen;
    for (const plans::OpenClaim& open : ground.claims) {
        if (fields.contains(claim_box(open.claim))) {
            chosen.push_back(open.claim);
        }
    }
    return chosen;
}

std::vector<base::ClaimId> designated_claims(
    const api::Fields& fields, const plans::TalkGround& ground
) {
    const std::string first = sent(fields, "pay_first");
    for (const plans::OpenClaim& open : ground.claims) {
        if (first == std::to_string(open.claim.value())) {
            return {open.claim};
        }
    }
    return {};
}

plans::Wish wish_of(
    const api::Fields& fields, const plans::Asked& asked, const plans::WayToPay& way_to_pay
) {
    return {
        .terms =
            {.rhythm = asked.rhythm,
             .amounts = asked.amounts,
             .extras = asked.extras,
             .holiday_pay = asked.holiday_pay},
        .debtors_own_wish = sent(fields, "own_wish") == "ja",
        .reason = sent(fields, "reason"),
        .way_to_pay = way_to_pay};
}

Values terms_view(const TypedForm& form, const std::string& grown) {
    return group_view(terms_group, form, grown);
}

std::optional<FormFault> fault_of_terms(const base::Problem& refusal) {
    static constexpr std::array rows{
        FaultOfCode{
            "plans.nothing-to-pay", "claims", "Kies een vordering waarop nog iets open staat."},
        FaultOfCode{
            "plans.claim-left-out",
            "claims",
            "De lopende regeling betaalt nog een andere vordering. Kies die ook."},
        FaultOfCode{"plans.amount-not-positive", "terms.amount", "Vul een bedrag in."},
        FaultOfCode{
            "plans.amount-too-large", "terms.amount", "Dit bedrag is te hoog. Kijk het na."},
        FaultOfCode{
            "plans.too-long",
            "terms.amount",
            "Zo duurt het meer dan veertig jaar. Praat over kwijtschelding of schuldhulp."},
        FaultOfCode{
            "plans.below-protected-income",
            "terms.amount",
            "Zo blijft er te weinig over om van te leven. Kies een lager bedrag."},
        FaultOfCode{
            "plans.needs-own-wish",
            "own_wish",
            "Dit is meer dan de norm. Dat mag alleen als de cliënt het zelf wil."},
        FaultOfCode{"plans.needs-reason", "reason", "Schrijf kort op waarom dit bedrag past."},
        FaultOfCode{"plans.bad-rhythm", "terms.day_of_month", "Kies een dag van 1 tot en met 31."},
        FaultOfCode{
            "plans.bad-steps",
            "terms.steps",
            "Elk volgend bedrag begint bij een later nummer, vanaf termijn 2."},
        FaultOfCode{"plans.bad-reason", "reason", "Schrijf de reden korter op, in gewone letters."},
        FaultOfCode{
            "plans.bad-extras",
            "terms.extras",
            "Kies voor elke extra betaling een andere dag, van de eerste tot en met de laatste "
            "termijn."},
        FaultOfCode{
            "plans.bad-due-dates", "terms.first_due_date", "Kies vandaag of een dag daarna."},
        FaultOfCode{
            "plans.too-far-away",
            "terms.first_due_date",
            "Kies een dag binnen een jaar. Begint het later? Spreek dan uitstel af."},
        FaultOfCode{
            "plans.no-months", "terms.months", "Kies een aantal maanden van 1 tot en met 480."},
    };
    return fault_by_code(refusal, rows);
}

}  // namespace draagkracht::pages
