#include "pages/claim_act_form.hpp"

#include <algorithm>
#include <array>

#include "pages/dutch_words.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

using claims::ActKind;

namespace {

constexpr std::array<FieldChoice, 2> directions{{{"lower", "Lager"}, {"higher", "Hoger"}}};
constexpr std::array<FieldChoice, 3> components{
    {{"principal", "De schuld"}, {"interest", "De rente"}, {"costs", "De kosten"}}};
constexpr std::array<FieldChoice, 2> interest_choices{
    {{"yes", "Ja, de rente loopt door"}, {"no", "Nee, er loopt dan geen rente"}}};
constexpr std::array<FieldChoice, 6> interruptions{
    {{"acknowledgement", "De cliënt erkende de schuld"},
     {"payment", "De cliënt betaalde zelf"},
     {"court_action", "Een rechtszaak"},
     {"formal_notice", "Een aanmaning"},
     {"set_off_decision", "Een besluit om te verrekenen"},
     {"enforcement_order", "Een dwangbevel"}}};

constexpr FormField on_field{"on", "Vanaf welke dag telt het?", FieldKind::date};
constexpr FormField decision_field{"decision_number", "Nummer van het besluit", FieldKind::text};
constexpr FormField optional_decision_field{
    "decision_number",
    "Nummer van het besluit",
    FieldKind::text,
    {},
    {},
    "Laat leeg als er geen besluit is."};
constexpr FormField direction_field{
    "direction", "Wordt het hoger of lager?", FieldKind::choice, directions, {}, {}, false, ""};
constexpr FormField component_field{
    "component", "Waarop staat de vergissing?", FieldKind::choice, components, {}, {}, false, ""};
constexpr FormField change_field{"amount", "Hoeveel verschilt het?", FieldKind::amount};
constexpr FormField seen_field{
    "amount", "Bedrag", FieldKind::amount, {}, {}, "Laat leeg: dan wordt het uitgerekend."};
constexpr FormField factor_field{
    "factor",
    "Factor in procenten",
    FieldKind::text,
    {},
    {},
    "Zoals de salarisadministratie die opgeeft, zoals 37,125."};
// Each kind of hold in its own word and in Dutch.
const std::vector<FieldChoice>& holds() {
    static const std::vector<FieldChoice> choices = [] {
        std::vector<FieldChoice> made;
        for (const claims::HoldKind kind : claims::hold_kinds()) {
            made.push_back({claims::to_text(kind), dutch(kind)});
        }
        return made;
    }();
    return choices;
}
FormField hold_field() {
    return {"hold", "Waarom wachten we?", FieldKind::choice, holds(), {}, {}, false, "Kies"};
}
constexpr FormField runs_field{
    "interest", "Loopt er intussen rente?", FieldKind::choice, interest_choices, {}, {}, false, ""};
constexpr FormField hold_last_field{
    "last_day",
    "Laatste dag",
    FieldKind::date,
    {},
    {},
    "Laat leeg als die niet bekend is. Vul dan in wanneer u weer kijkt."};
constexpr FormField review_field{"review_on", "Wanneer kijken we weer?", FieldKind::date};
constexpr FormField interest_last_field{"last_day", "Rente tot en met", FieldKind::date};
constexpr FormField end_last_field{"last_day", "Laatste dag van de opschorting", FieldKind::date};
constexpr FormField interruption_field{
    "interruption",
    "Wat stuitte de verjaring?",
    FieldKind::choice,
    interruptions,
    {},
    {},
    false,
    "Kies"};

std::vector<FormField> fields_of(ActKind kind) {
    switch (kind) {
        case ActKind::changed:
            return {on_field, direction_field, change_field, decision_field};
        case ActKind::corrected:
            return {on_field, component_field, direction_field, change_field};
        case ActKind::interest_set:
            return {on_field, interest_last_field, decision_field, seen_field};
        case ActKind::grossed_up:
            return {on_field, factor_field, decision_field, seen_field};
        case ActKind::held:
            return {on_field, hold_field(), hold_last_field, review_field, runs_field};
        case ActKind::hold_ended:
            return {end_last_field};
        case ActKind::debtor_released:
            return {on_field, decision_field};
        case ActKind::interrupted:
            return {on_field, interruption_field};
        case ActKind::remitted:
        case ActKind::bought_off:
        case ActKind::transferred:
            return {decision_field, seen_field};
        case ActKind::written_off:
        case ActKind::revived:
            return {seen_field};
        case ActKind::credit_refunded:
        case ActKind::credit_moved:
            return {optional_decision_field, seen_field};
        case ActKind::annulled:
            return {on_field, decision_field};
    }
    throw base::ProgrammerFault{"unknown kind of act"};
}

bool may_be_of_one(ActKind kind) {
    return kind == ActKind::held || kind == ActKind::debtor_released ||
           kind == ActKind::interrupted;
}

// Reads what was typed for one act.
class Reader {
  public:
    Reader(ActKind kind, const api::Fields& fields, ActReading& reading)
        : form_{fields, no_faults_}, reading_{reading}, fields_{fields_of(kind)} {}

    [[nodiscard]] std::string text(const std::string& name) const { return form_.text(name); }
    [[nodiscard]] bool asks(std::string_view name) const {
        return std::ranges::find(fields_, name, &FormField::name) != fields_.end();
    }
    std::optional<base::Date> day(const std::string& name) {
        if (text(name).empty()) {
            return std::nullopt;
        }
        const auto day = base::Date::parse(text(name));
        if (!day) {
            fault(name, "Dit is geen datum.");
            return std::nullopt;
        }
        return *day;
    }
    std::optional<base::Money> amount(const std::string& name) {
        if (text(name).empty()) {
            return std::nullopt;
        }
        const std::optional<base::Money> typed = typed_amount(text(name));
        if (!typed) {
            fault(name, "Dit is geen bedrag.");
            return std::nullopt;
        }
        return text("direction") == "lower" ? -*typed : *typed;
    }
    std::optional<base::Percentage> factor(const std::string& name) {
        std::string typed = text(name);
        std::ranges::replace(typed, ',', '.');
        const auto read = base::Percentage::parse(typed);
        if (!read) {
            fault(name, "Vul de factor in als percentage, zoals 37,125.");
            return std::nullopt;
        }
        return *read;
    }
    template <typename Parse>
    auto word(const std::string& name, Parse parse, const char* what)
        -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
        const auto read = parse(std::string_view{text(name)});
        if (!read) {
            fault(name, what);
            return std::nullopt;
        }
        return *read;
    }
    void fault(const std::string& name, const std::string& what) {
        reading_.faults.push_back({name, what});
    }

  private:
    const std::vector<FormFault> no_faults_;
    TypedForm form_;
    ActReading& reading_;
    std::vector<FormField> fields_;
};

}  // namespace

ActReading read_act(
    ActKind kind, const api::Fields& fields, const ActChoices& choices, base::Date today
) {
    ActReading reading{{.number = "", .kind = kind, .on = today, .reason = ""}, {}};
    Reader reader{kind, fields, reading};
    claims::NewAct& act = reading.act;
    act.number = reader.text("number");
    act.reason = reader.text("reason");
    act.decision_number = reader.text("decision_number");
    act.on = reader.day("on").value_or(today);
    act.last_day = reader.day("last_day");
    act.review_on = reader.day("review_on");
    act.amount = reader.amount("amount");
    if (act.reason.empty()) {
        reader.fault("reason", "Schrijf op waarom.");
    }
    if (reader.asks("component")) {
        act.component =
            reader.word("component", claims::component_of, "Kies waarop de vergissing staat.");
    }
    if (reader.asks("factor")) {
        act.factor = reader.factor("factor");
    }
    if (reader.asks("hold")) {
        act.hold = reader.word("hold", claims::hold_kind_of, "Kies waarom we wachten.");
        act.interest_runs = reader.text("interest") != "no";
    }
    if (reader.asks("interruption")) {
        act.interruption = reader.word(
            "interruption", claims::interruption_kind_of, "Kies wat de verjaring stuitte."
        );
    }
    if (kind == ActKind::hold_ended) {
        act.ends = reader.text("ends");
    }
    if (kind == ActKind::credit_moved) {
        act.other_claim = reader.text("other_claim");
        if (act.other_claim->empty()) {
            reader.fault("other_claim", "Kies met welke vordering u verrekent.");
        }
    }
    if (may_be_of_one(kind)) {
        const auto chosen =
            std::ranges::find(choices.debtors, reader.text("debtor"), &DebtorChoice::client_number);
        if (chosen != choices.debtors.end()) {
            act.debtor = chosen->person;
        } else if (kind != ActKind::held) {
            reader.fault("debtor", "Kies om wie het gaat.");
        }
    }
    return reading;
}

Values act_fields_view(ActKind kind, const TypedForm& form, const ActChoices& choices) {
    Values list = Values::array();
    const auto add_choice = [&](const char* name,
                                const char* label,
                                const std::vector<FieldChoice>& among,
                                const char* unknown) {
        const FormField field{name, label, FieldKind::choice, among, {}, {}, false, unknown};
        list.push_back(field_view(field, "", form));
    };
    if (may_be_of_one(kind)) {
        std::vector<FieldChoice> among;
        for (const DebtorChoice& debtor : choices.debtors) {
            among.push_back({debtor.client_number, debtor.client_number});
        }
        const bool may_be_all = kind == ActKind::held;
        add_choice(
            "debtor",
            "Voor welke cliënt?",
            among,
            may_be_all ? "Voor allen die dit moeten betalen" : "Kies"
        );
    }
    if (kind == ActKind::credit_moved) {
        std::vector<FieldChoice> among;
        for (const ClaimChoice& claim : choices.other_claims) {
            among.push_back({claim.claim_number, claim.label});
        }
        add_choice("other_claim", "Met welke vordering?", among, "Kies");
    }
    for (const FormField& field : fields_of(kind)) {
        list.push_back(field_view(field, "", form));
    }
    return list;
}

FormFault act_fault_of(const base::Problem& refusal) {
    static constexpr std::array rows{
        FaultOfCode{"claims.in-future", "on", "Deze dag is nog niet geweest."},
        FaultOfCode{"claims.before-decision", "on", "Toen was deze vordering er nog niet."},
        FaultOfCode{"claims.not-backdated", "on", "Dit telt vanaf de dag waarop u het vastlegt."},
        FaultOfCode{
            "claims.year-closed", "on", "De boeken van dat jaar zijn gesloten. Neem een dag erna."},
        FaultOfCode{
            "claims.correction-too-large",
            "amount",
            "Dan blijft er niets van de vordering over. Kies dan vernietiging."},
        FaultOfCode{"claims.above-balance", "amount", "Er staat minder open dan dit bedrag."},
        FaultOfCode{"claims.amount-too-large", "amount", "Dit is meer dan € 10.000.000."},
        FaultOfCode{
            "claims.no-interest",
            "last_day",
            "Over deze dagen is geen rente verschuldigd, of die is al vastgesteld."},
        FaultOfCode{
            "claims.not-grossed-up",
            "on",
            "Bruteren kan één keer, per 1 januari, over wat toen open stond van te veel betaalde "
            "uitkering."},
        FaultOfCode{"claims.held-already", "hold", "Zo'n opschorting loopt al."},
        FaultOfCode{"claims.hold-has-ended", "", "Deze opschorting is al beëindigd."},
        FaultOfCode{"claims.no-such-hold", "", "Deze opschorting is er niet."},
        FaultOfCode{
            "claims.wrong-period",
            "last_day",
            "Deze dag past hier niet: kijk naar het begin en het einde."},
        FaultOfCode{
            "claims.unknown-debtor", "debtor", "Deze cliënt hoeft deze vordering niet te betalen."},
        FaultOfCode{
            "claims.released-already", "debtor", "Deze cliënt hoefde al niet meer te betalen."},
        FaultOfCode{
            "claims.last-debtor",
            "debtor",
            "Dan hoeft niemand meer te betalen. Kies kwijtschelding."},
        FaultOfCode{"claims.closed", "", "Deze vordering is gesloten."},
        FaultOfCode{
            "claims.written-off", "", "Deze vordering is afgeboekt. Laat haar eerst herleven."},
        FaultOfCode{"claims.not-written-off", "", "Deze vordering is niet afgeboekt."},
        FaultOfCode{"claims.lapsed", "", "Deze vordering is verjaard."},
        FaultOfCode{"claims.nothing-open", "", "Er staat niets meer open."},
        FaultOfCode{"claims.no-credit", "", "Op deze vordering staat geen tegoed."},
        FaultOfCode{
            "claims.other-debtors",
            "other_claim",
            "Wie deze vordering moest betalen, hoeft die andere niet meer te betalen."},
        FaultOfCode{"claims.held", "other_claim", "De invordering daarvan is opgeschort."},
        FaultOfCode{"claims.not-in-default", "", "De betaaltermijn is nog niet voorbij."},
        FaultOfCode{"claims.not-notified", "", "De cliënt heeft het besluit nog niet."},
        FaultOfCode{
            "claims.act-number-taken", "", "Dit formulier is al eens gebruikt. Begin opnieuw."},
    };
    // What act itself names as the field.
    if (refusal.code == "claims.act-needs") {
        return {refusal.where, "Vul dit in."};
    }
    if (refusal.code == "base.not-a-line") {
        return {refusal.where, "Vul dit in, op één regel, in ten hoogste 200 tekens."};
    }
    if (refusal.code == "claims.unknown-claim" && refusal.where == "other_claim") {
        return {refusal.where, "Deze vordering heeft de cliënt niet."};
    }
    FormFault fault = fault_by_code(refusal, rows).value_or(FormFault{});
    // What is wrong with the other claim is said beside the choice of it.
    if (refusal.where == "other_claim" && !fault.text.empty()) {
        fault.name = refusal.where;
    }
    return fault;
}

}  // namespace draagkracht::pages
