#include "pages/claim_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

using claims::Stage;
using text::amount_text;
using text::bare_amount_text;
using text::date_text;

namespace {

Tone tone_of(Stage stage) {
    switch (stage) {
        case Stage::in_default:
        case Stage::at_bailiff:
            return Tone::danger;
        case Stage::lapsed:
        case Stage::written_off:
            return Tone::warning;
        case Stage::in_plan:
        case Stage::paid:
            return Tone::success;
        default:
            return Tone::neutral;
    }
}

// "officer:12" as a name; a machine as what it is called.
std::string who(const std::string& actor, const OfficerNames& names) {
    const auto name = names.find(actor);
    return name == names.end() ? std::string{dutch_machine(actor)} : name->second;
}

std::string for_whom(const ClaimShown& shown, const std::optional<base::PersonId>& debtor) {
    return debtor ? ", alleen voor " + shown.life.client_numbers.at(*debtor) : "";
}

Values hold_view(const ClaimShown& shown, const claims::RunningHold& hold) {
    std::string until = hold.last_day ? fmt::format("tot en met {}", date_text(*hold.last_day))
                                      : "zonder einddatum";
    if (hold.review_on) {
        until += fmt::format(", opnieuw bekijken op {}", date_text(*hold.review_on));
    }
    return {
        {"hold_text",
         fmt::format(
             "{} sinds {}, {}{}. {}",
             dutch(hold.kind),
             date_text(hold.first_day),
             until,
             for_whom(shown, hold.debtor),
             hold.interest_runs ? "Rente loopt door." : "Er loopt geen rente."
         )},
        {"end_address",
         shown.may_act ? Values(hold_end_address(
                             shown.place,
                             shown.client.client_number,
                             shown.life.claim.decision.claim_number,
                             hold.number
                         ))
                       : Values(false)}};
}

std::string limitation_text(const followup::ClaimClock& of_debtor, base::Date day) {
    if (!of_debtor.clock) {
        return "niet bekend, want zo oude regels staan niet in dit systeem";
    }
    const std::optional<base::Date> last_day = of_debtor.clock->last_day();
    if (!last_day) {
        return "loopt nu niet af";
    }
    return of_debtor.clock->has_lapsed(day)
               ? fmt::format(
                     "verjaard na {}: aanmanen en dwang mogen niet meer", date_text(*last_day)
                 )
               : fmt::format("verjaart na {}", date_text(*last_day));
}

Values debtors_view(const ClaimShown& shown) {
    Values list = Values::array();
    for (const base::PersonId debtor : shown.life.life.debtors) {
        const auto clock =
            std::ranges::find(shown.life.clocks, debtor, &followup::ClaimClock::debtor);
        const std::string& number = shown.life.client_numbers.at(debtor);
        list.push_back(
            {{"debtor_number", number},
             {"debtor_address", client_address(shown.place, number)},
             {"limitation_text",
              clock == shown.life.clocks.end() ? "" : limitation_text(*clock, shown.vantage.day)}}
        );
    }
    return list;
}

Values lines_view(const ClaimShown& shown, const claims::AccountStatement& statement) {
    Values list = Values::array();
    for (const claims::StatementLine& line : statement.lines) {
        const claims::Movement& movement = line.posting.facts.movement;
        Values row{
            {"cause_text", dutch(movement.kind)},
            {"component_text", dutch(movement.component)},
            {"reason_text", movement.reason},
            {"amount_text", bare_amount_text(movement.amount)},
            {"after_text", bare_amount_text(line.after.total())},
            {"booked_text",
             fmt::format(
                 "geboekt op {} door {}",
                 date_text(line.posting.booked_on),
                 who(line.posting.posted_by, shown.names)
             )}};
        set_date(row, "value_date", movement.value_date);
        list.push_back(std::move(row));
    }
    return list;
}

std::string about(const ClaimShown& shown, const claims::Act& recorded) {
    const claims::NewAct& act = recorded.facts;
    std::string text;
    const auto add = [&text](const std::string& part) {
        text += (text.empty() ? "" : ", ") + part;
    };
    if (act.hold) {
        add(std::string{dutch(*act.hold)});
    }
    if (act.interruption) {
        add(std::string{dutch(*act.interruption)});
    }
    if (act.component) {
        add(std::string{dutch(*act.component)});
    }
    if (act.amount) {
        add(amount_text(*act.amount));
    }
    if (act.factor) {
        add(fmt::format("factor {}%", act.factor->to_string()));
    }
    if (act.last_day) {
        add("tot en met " + date_text(*act.last_day));
    }
    if (recorded.from_claim) {
        add("tegoed van " + *recorded.from_claim);
    } else if (act.other_claim) {
        add("met " + *act.other_claim);
    }
    if (!act.decision_number.empty()) {
        add("besluit " + act.decision_number);
    }
    return text + for_whom(shown, act.debtor);
}

Values acts_view(const ClaimShown& shown) {
    Values list = Values::array();
    for (auto act = shown.life.acts.rbegin(); act != shown.life.acts.rend(); ++act) {
        Values row{
            {"act_text", dutch(act->facts.kind)},
            {"act_number", act->facts.number},
            {"about_text", text_or_false(about(shown, *act))},
            {"reason_text", act->facts.reason},
            {"recorded_text",
             fmt::format(
                 "Vastgelegd op {} door {}{}.",
                 date_text(act->recorded_on),
                 who(act->recorded_by, shown.names),
                 act->approval ? ", met instemming van een tweede persoon" : ""
             )}};
        set_date(row, "act_date", act->facts.on);
        list.push_back(std::move(row));
    }
    return list;
}

// The acts that can be made in this stage; a hold is ended where it stands.
Values possible_acts(const ClaimShown& shown) {
    Values list = Values::array();
    for (const claims::ActKind kind : claims::act_kinds()) {
        // A single debtor is not released: the claim would be nobody's.
        const bool is_of_nobody =
            kind == claims::ActKind::debtor_released && shown.life.life.debtors.size() < 2;
        if (shown.may_act && kind != claims::ActKind::hold_ended && !is_of_nobody &&
            claims::permitted(shown.life.life, kind)) {
            list.push_back(crumb(
                std::string{dutch(kind)},
                claim_act_address(
                    shown.place,
                    shown.client.client_number,
                    shown.life.claim.decision.claim_number,
                    kind
                )
            ));
        }
    }
    return list;
}

std::string origin_text(const claims::ClaimDecision& decision) {
    std::string text = fmt::format(
        "{}, besluit {} van {}, {}. Bekendgemaakt op {}, te betalen tot en met {}.",
        dutch(decision.kind),
        decision.decision_number,
        date_text(decision.decision_date),
        decision.legal_ground,
        date_text(decision.notified_date),
        date_text(decision.due_date)
    );
    if (decision.period) {
        text += fmt::format(
            " Over {} tot en met {}.",
            date_text(decision.period->from),
            date_text(decision.period->until)
        );
    }
    return text;
}

void set_balance(Values& values, const claims::Balance& balance) {
    values["open_total_text"] = amount_text(balance.total());
    values["open_principal_text"] = amount_text(balance.principal);
    values["open_interest_text"] = amount_text(balance.interest);
    values["open_costs_text"] = amount_text(balance.costs);
    values["credit_text"] =
        balance.total().is_negative() ? Values(amount_text(-balance.total())) : Values(false);
}

}  // namespace

Values claim_view(const ClaimShown& shown) {
    const claims::ClaimDecision& decision = shown.life.claim.decision;
    const claims::AccountStatement statement =
        claims::statement_over(shown.life.postings, shown.period);
    Values stage = Values::object();
    set_badge(stage, tone_of(shown.life.life.stage), dutch(shown.life.life.stage));
    Values holds = Values::array();
    for (const claims::RunningHold& hold : shown.life.life.holds) {
        holds.push_back(hold_view(shown, hold));
    }
    Values acts = acts_view(shown);
    Values possible = possible_acts(shown);
    Values lines = lines_view(shown, statement);
    Values values{
        {"notice", text_or_false(shown.notice)},
        {"breadcrumbs",
         {crumb("Cliënten", search_address(shown.place)),
          crumb("Overzicht", client_address(shown.place, shown.client.client_number)),
          last_crumb("Vordering")}},
        {"client_name", shown.client.name.full()},
        {"client_number", shown.client.client_number},
        {"client_address", client_address(shown.place, shown.client.client_number)},
        {"claim_number", decision.claim_number},
        {"claim_address",
         claim_address(shown.place, shown.client.client_number, decision.claim_number)},
        {"origin_text", origin_text(decision)},
        {"stage", std::move(stage)},
        {"day_text", date_text(shown.vantage.day)},
        {"day_iso", shown.vantage.day.to_string()},
        {"known_on_text",
         shown.vantage.known_on == shown.vantage.day ? Values(false)
                                                     : Values(date_text(shown.vantage.known_on))},
        {"known_on_iso", shown.vantage.known_on.to_string()},
        {"has_holds", !holds.empty()},
        {"holds", std::move(holds)},
        {"debtors", debtors_view(shown)},
        {"has_acts", !acts.empty()},
        {"acts", std::move(acts)},
        {"remission_address",
         remission_address(shown.place, shown.client.client_number, decision.claim_number)},
        {"has_possible_acts", !possible.empty()},
        {"possible_acts", std::move(possible)},
        {"period_from_iso", shown.period.from.to_string()},
        {"period_from_text", date_text(shown.period.from)},
        {"opening_text", bare_amount_text(statement.opening.total())},
        {"closing_text", bare_amount_text(statement.closing.total())},
        {"has_lines", !lines.empty()},
        {"lines", std::move(lines)}};
    set_balance(values, shown.life.balance);
    return values;
}

}  // namespace draagkracht::pages
