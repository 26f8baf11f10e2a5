#include "pages/suspense_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/typed_amount.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

struct CodeText {
    std::string_view code;
    std::string_view text;
};

constexpr std::array match_rules{
    CodeText{"own_batch", "een incassobatch van ons"},
    CodeText{"structured_reference", "het betalingskenmerk"},
    CodeText{"reference_in_free_text", "het betalingskenmerk in de omschrijving"},
    CodeText{"account_and_amount", "de rekening met het bedrag van de volgende termijn"},
};

constexpr std::array signs{
    CodeText{"reference_named", "het betalingskenmerk"},
    CodeText{"reference_near", "het betalingskenmerk, op een tikfout na"},
    CodeText{"account_known", "de rekening is van deze cliënt bekend"},
    CodeText{"account_paid_before", "deze rekening betaalde er eerder op"},
    CodeText{"name_equal", "de naam is gelijk"},
    CodeText{"amount_next", "het bedrag van de volgende termijn"},
    CodeText{"amount_next_two", "het bedrag van twee termijnen"},
    CodeText{"amount_whole", "het bedrag van alles wat openstaat"},
    CodeText{"nothing_open", "er staat niets open"},
    CodeText{"plan_ended", "de regeling is beëindigd"},
    CodeText{"more_than_open", "het is meer dan er openstaat"},
    CodeText{"other_amount", "het is een ander bedrag"},
    CodeText{"account_of_others", "deze rekening betaalt voor meer mensen"},
    CodeText{"joint_debtors", "meer mensen zijn dit samen schuldig"},
};

std::string_view reason_text(payments::SuspenseCode code) {
    using enum payments::SuspenseCode;
    switch (code) {
        case details_disagree:
            return "De delen van de boeking kloppen niet met het bedrag";
        case returned:
            return "De bank boekte een betaling terug";
        case money_out:
            return "Het geld ging van de rekening af";
        case batch_known:
            return "Deze batch van ons is al eerder geboekt";
        case batch_differs:
            return "Het bedrag is niet dat van onze batch";
        case unknown_reference:
            return "Het betalingskenmerk is hier niet bekend";
        case several_references:
            return "Er staat meer dan één betalingskenmerk in";
        case debt_closed:
            return "De vordering of regeling is al betaald of beëindigd";
        case amount_differs:
            return "De rekening is bekend, het bedrag past nergens bij";
        case several_fit:
            return "Het bedrag past bij meer dan één schuld";
        case several_plans:
            return "Er is meer dan één regeling waarvoor het kan zijn";
        case no_rule:
            return "Wel iets bekends, maar geen regel die ermee beslist";
        case unknown_payer:
            return "De betaler is niet bekend";
        case unknown_client:
            return "De cliënt in de lijst is hier niet bekend";
        case unknown_plan:
            return "De regeling in de lijst is hier niet bekend";
        case unknown_claim:
            return "De vordering in de lijst is hier niet bekend";
        case no_plan:
            return "De cliënt heeft geen regeling die zo betaald wordt";
        case specified:
            return "Een lijst van de werkgever of de bank zegt van wie dit geld is";
        case overpaid:
            return "Er is meer betaald dan openstond";
        case replayed:
            return "Opnieuw verdeeld, omdat een eerdere betaling later bekend werd";
        case placed_by_hand:
            return "Een medewerker plaatste een deel";
        case taken_by_hand:
            return "Een medewerker haalde het terug";
        case refund_due:
            return "Besloten is dit terug te betalen";
        case undone:
            return "Een handeling is ongedaan gemaakt";
        case paid_out:
            return "De bank betaalde een terugbetaling";
        case payout_returned:
            return "De bank stortte een terugbetaling terug";
    }
    throw base::ProgrammerFault{"every reason why money waits has words"};
}

template <typename Rows>
std::string text_of(const Rows& rows, std::string_view code) {
    const auto row = std::ranges::find(rows, code, &CodeText::code);
    return row == rows.end() ? std::string{code} : std::string{row->text};
}

std::string officer_name(base::OfficerId officer, const OfficerNames& names) {
    const auto name = names.find(access::Actor::officer(officer, {}, {}).text());
    return name == names.end() ? "Onbekend" : name->second;
}

Values item_view(
    const payments::WaitingItem& item, const Workplace& place, const OfficerNames& names
) {
    Values values{
        {"item_address", suspense_entry_address(place, item.entry)},
        {"waiting_text", text::amount_text(item.suspended)},
        {"amount_text", text::amount_text(item.amount)},
        {"is_part", item.suspended != item.amount},
        {"age_text", text::count_text(item.age_days, "dag", "dagen")},
        {"reason_text", item.reason_code ? Values(reason_text(*item.reason_code)) : Values("")},
        {"owner_text", item.owner ? Values(officer_name(*item.owner, names)) : Values(false)}};
    set_date(values, "value_date", item.value_date);
    return values;
}

// "het betalingskenmerk in de omschrijving (regel 3 van de koppelregels van 1 juli 2021)"
std::string found_text(const payments::FoundBy& found) {
    return fmt::format(
        "{} (regel {} van de koppelregels {})",
        text_of(match_rules, norms::name_of(found.rule)),
        found.place.rule,
        found.place.from ? "van " + text::date_text(*found.place.from) : "van het programma"
    );
}

// With what the bank told of the payment.
Values whole_item_view(const SuspenseEntryShown& shown) {
    const payments::SuspenseLook& look = shown.look;
    Values values = item_view(look.item, shown.place, shown.names);
    values["waits"] = !look.item.suspended.is_zero();
    values["payer_name"] = text_or_false(look.told.payer_name);
    values["payer_account"] = text_or_false(look.told.payer_account);
    values["reference"] = text_or_false(look.told.structured_reference);
    values["remittance"] = text_or_false(look.told.text);
    values["found_text"] = look.found_by ? Values(found_text(*look.found_by)) : Values(false);
    const auto amount_or_false = [](base::Money amount) {
        return amount.is_zero() ? Values(false) : Values(text::amount_text(amount));
    };
    values["refund_text"] = amount_or_false(look.refunds.due);
    values["ordered_text"] = amount_or_false(look.refunds.ordered);
    values["paid_back_text"] = amount_or_false(look.refunds.paid);
    return values;
}

std::string joined(const std::vector<payments::Sign>& found) {
    std::string text;
    for (const payments::Sign sign : found) {
        text += (text.empty() ? "" : "; ") + text_of(signs, payments::to_text(sign));
    }
    return text;
}

Values suggestion_view(const payments::Suggestion& suggestion, const SuspenseEntryShown& shown) {
    const payments::Candidate& candidate = suggestion.candidate;
    const bool is_plan = std::holds_alternative<base::PlanId>(candidate.debt);
    Values clients = Values::array();
    for (const base::PersonId debtor : candidate.debtors) {
        const std::string& number = shown.look.client_numbers.at(debtor);
        clients.push_back(
            {{"client_number", number}, {"client_address", client_address(shown.place, number)}}
        );
    }
    const bool can_be_placed = shown.may_act && suggestion.amount.is_positive();
    return {
        {"debt_text", (is_plan ? "Regeling " : "Vordering ") + candidate.number},
        {"clients", std::move(clients)},
        {"open_text", text::amount_text(candidate.open)},
        {"for_text", joined(suggestion.speaks_for)},
        {"against_text", text_or_false(joined(suggestion.speaks_against))},
        {"fill_address",
         can_be_placed ? Values(filled_in_address(
                             shown.place,
                             shown.look.item.entry,
                             is_plan ? "plan" : "claim",
                             candidate.number,
                             field_amount(suggestion.amount)
                         ))
                       : Values(false)}};
}

Values shares_view(const payments::SuspenseLook& look, const std::string& chosen) {
    Values list = Values::array();
    for (const payments::PlacedShare& share : look.shares) {
        Values row = choice(
            share.claim_number,
            fmt::format("{}, {}", share.claim_number, text::amount_text(share.amount)),
            chosen
        );
        row["plan_text"] = text_or_false(share.plan_number);
        row["share_text"] = text::amount_text(share.amount);
        row["by_text"] = share.is_by_hand ? "Een medewerker" : "Het systeem";
        list.push_back(std::move(row));
    }
    return list;
}

std::string_view kind_text(payments::HandActKind kind) {
    switch (kind) {
        case payments::HandActKind::placed:
            return "Geplaatst of teruggehaald";
        case payments::HandActKind::refunded:
            return "Besloten terug te betalen";
        case payments::HandActKind::undone:
            return "Ongedaan gemaakt";
    }
    throw base::ProgrammerFault{"unknown kind of an act by hand"};
}

Values acts_view(const SuspenseEntryShown& shown) {
    Values list = Values::array();
    for (const payments::HandAct& act : shown.look.acts) {
        Values row{
            {"kind_text", kind_text(act.kind)},
            {"act_number", act.number},
            {"reason_text", act.reason},
            {"is_undone", act.is_undone},
            {"by_text", actor_name(act.recorded_by, shown.names)}};
        set_date(row, "act_date", act.recorded_on);
        list.push_back(std::move(row));
    }
    return list;
}

// The act that can be undone: the last one that stands.
Values undo_view(const SuspenseEntryShown& shown) {
    const auto& acts = shown.look.acts;
    const auto last = std::ranges::find_if(acts, [](const payments::HandAct& act) {
        return !act.is_undone && act.kind != payments::HandActKind::undone;
    });
    if (last == acts.end() || !shown.may_act || shown.look.is_taken_back) {
        return false;
    }
    return {
        {"form_address", suspense_entry_address(shown.place, shown.look.item.entry)},
        {"csrf_token", shown.csrf_token},
        {"act_number", last->number},
        {"kind_text", kind_text(last->kind)},
        {"undo_reason", shown.form.text("undo_reason")},
        {"undo_reason_error", shown.form.fault("undo_reason")}};
}

Values rows_view(const SuspenseEntryShown& shown) {
    Values rows = Values::array();
    for (int row = 1; row <= placement_rows; ++row) {
        const auto name = [row](const char* field) { return fmt::format("{}_{}", field, row); };
        rows.push_back(
            {{"row", std::to_string(row)},
             {"claim", shown.form.text(name("claim"))},
             {"claim_error", shown.form.fault(name("claim"))},
             {"plan", shown.form.text(name("plan"))},
             {"plan_error", shown.form.fault(name("plan"))},
             {"amount", shown.form.text(name("amount"))},
             {"amount_error", shown.form.fault(name("amount"))}}
        );
    }
    return rows;
}

Values forms_view(const SuspenseEntryShown& shown) {
    if (!shown.may_act) {
        return false;
    }
    const payments::SuspenseLook& look = shown.look;
    const std::optional<base::OfficerId>& owner = look.item.owner;
    const bool can_act = !look.is_taken_back && look.item.amount.is_positive();
    return {
        {"form_address", suspense_entry_address(shown.place, look.item.entry)},
        {"csrf_token", shown.csrf_token},
        {"revision", std::to_string(look.revision)},
        {"owner_seen", owner ? std::to_string(owner->value()) : ""},
        {"is_mine", owner == shown.officer},
        {"can_be_placed", can_act && look.item.suspended.is_positive()},
        {"rows", rows_view(shown)},
        {"reason", shown.form.text("reason")},
        {"reason_error", shown.form.fault("reason")},
        {"can_be_taken", can_act && !look.shares.empty()},
        {"shares", shares_view(look, shown.form.text("taken"))},
        {"taken_error", shown.form.fault("taken")},
        {"take_reason", shown.form.text("take_reason")},
        {"take_reason_error", shown.form.fault("take_reason")},
        {"undo", undo_view(shown)}};
}

// "line 2" is the second row in which something stands.
std::string row_of_line(const std::string& where, const TypedForm& form) {
    constexpr std::string_view start = "line ";
    const auto line = where.starts_with(start) ? whole_number_of(where.substr(start.size()))
                                               : std::optional<std::int64_t>{};
    std::int64_t filled = 0;
    for (int row = 1; row <= placement_rows && line; ++row) {
        const std::string number = std::to_string(row);
        const bool stands = !form.text("claim_" + number).empty() ||
                            !form.text("plan_" + number).empty() ||
                            !form.text("amount_" + number).empty();
        filled += stands ? 1 : 0;
        if (stands && filled == *line) {
            return number;
        }
    }
    return "1";
}

}  // namespace

Values suspense_view(const SuspenseShown& shown) {
    Values list = Values::array();
    for (const payments::WaitingItem& item : shown.list.items) {
        list.push_back(item_view(item, shown.place, shown.names));
    }
    return {
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Tussenrekening")}},
        {"has_items", shown.list.count > 0},
        {"item_count", std::to_string(shown.list.count)},
        {"total_text", text::amount_text(shown.list.amount)},
        {"items", std::move(list)},
        {"pager",
         pager_view(
             {shown.part.limit, shown.part.offset},
             static_cast<int>(shown.list.items.size()),
             static_cast<int>(shown.list.count),
             suspense_address(shown.place)
         )}};
}

Values suspense_entry_view(const SuspenseEntryShown& shown) {
    const payments::SuspenseLook& look = shown.look;
    Values suggestions = Values::array();
    for (const payments::Suggestion& suggestion : look.suggestions) {
        suggestions.push_back(suggestion_view(suggestion, shown));
    }
    Values errors = Values::array();
    for (const FormFault& fault : shown.form.faults) {
        errors.push_back({{"error_field", id_of(fault.name)}, {"error_text", fault.text}});
    }
    return {
        {"notice", text_or_false(shown.notice)},
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)),
          crumb("Tussenrekening", suspense_address(shown.place)),
          last_crumb("Betaling")}},
        {"item", whole_item_view(shown)},
        {"is_taken_back", look.is_taken_back},
        {"has_suggestions", !suggestions.empty()},
        {"suggestions", std::move(suggestions)},
        {"has_shares", !look.shares.empty()},
        {"placed", shares_view(look, "")},
        {"has_acts", !look.acts.empty()},
        {"acts", acts_view(shown)},
        {"forms", forms_view(shown)},
        {"refund",
         refund_form_view(
             {look,
              shown.refunds,
              shown.names,
              access::Actor::officer(shown.officer, {}, {}).text(),
              shown.may_act,
              suspense_entry_address(shown.place, look.item.entry),
              shown.csrf_token,
              shown.form}
         )},
        {"has_errors", !errors.empty()},
        {"errors", std::move(errors)}};
}

payments::PlacementAsked placement_in(
    const payments::SuspenseLook& look, const TypedForm& form, std::vector<FormFault>& faults
) {
    const base::EntryId entry = look.item.entry;
    payments::PlacementAsked asked{.number = {}, .reason = form.text("reason")};
    for (int row = 1; row <= placement_rows; ++row) {
        const std::string number = std::to_string(row);
        const std::string claim = form.text("claim_" + number);
        const std::string plan = form.text("plan_" + number);
        const std::string typed = form.text("amount_" + number);
        if (claim.empty() && plan.empty() && typed.empty()) {
            continue;
        }
        const std::optional<base::Money> amount = typed_amount(typed);
        if (!amount) {
            faults.push_back({"amount_" + number, "Vul een bedrag in, zoals 12,50."});
            continue;
        }
        asked.put.push_back({entry, claim, plan, *amount});
    }
    return asked;
}

std::optional<FormFault> placement_fault_of(const base::Problem& refusal, const TypedForm& form) {
    static constexpr std::array rows{
        FaultOfCode{"payments.nothing-to-place", "claim", "Vul in waar het geld heen gaat."},
        FaultOfCode{"payments.no-debt-named", "claim", "Vul een vordering of een regeling in."},
        FaultOfCode{"payments.unknown-claim", "claim", "Deze vordering is hier niet bekend."},
        FaultOfCode{"payments.unknown-plan", "plan", "Deze regeling is hier niet bekend."},
        FaultOfCode{
            "payments.plan-ended", "plan", "Deze regeling is beëindigd. Kies een vordering."},
        FaultOfCode{"payments.not-of-plan", "plan", "Deze regeling betaalt die vordering niet."},
        FaultOfCode{
            "payments.several-plans",
            "plan",
            "Meer mensen betalen deze vordering met een regeling. Vul ook de regeling in."},
        FaultOfCode{"payments.wrong-amount", "amount", "Vul een bedrag in boven nul."},
        FaultOfCode{"payments.more-than-suspended", "amount", "Er wacht minder dan dit bedrag."},
        FaultOfCode{"payments.more-than-open", "amount", "Daar staat minder open dan dit bedrag."},
    };
    if (refusal.where == "reason") {
        return FormFault{"reason", "Schrijf op een regel waarom, in ten hoogste 200 tekens."};
    }
    std::optional<FormFault> fault = fault_by_code(refusal, rows);
    if (fault) {
        fault->name += "_" + row_of_line(refusal.where, form);
    }
    return fault;
}

}  // namespace draagkracht::pages
