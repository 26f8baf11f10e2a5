#include "pages/client_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "draagkracht/followup/promise.hpp"
#include "draagkracht/letters/friendly_reminder.hpp"
#include "draagkracht/letters/plan_confirmation.hpp"
#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"
#include "pages/plan_review_view.hpp"
#include "pages/remission_view.hpp"

namespace draagkracht::pages {

using base::Money;
using claims::ClaimWithBalance;
using claims::Posting;
using claims::PostingKind;
using text::amount_text;
using text::bare_amount_text;
using text::date_text;

namespace {

constexpr std::size_t movements_max = 15;

bool is_for_later(const followup::WorklistItem& task, base::BusinessDate today) {
    return task.due_on > today.date();
}

std::string joint_debtors_text(const ClaimWithBalance& owed, const ClientShown& shown) {
    std::string text;
    for (const claims::Debtor& debtor : owed.claim.debtors) {
        const auto other =
            std::ranges::find(shown.joint_debtors, debtor.person, &people::Identity::person);
        if (other != shown.joint_debtors.end()) {
            text += fmt::format(
                "{}{} ({})",
                text.empty() ? "Samen met " : ", ",
                other->name.full(),
                other->client_number
            );
        }
    }
    return text;
}

// Until when the claim may be collected by force; nothing for a claim that is paid.
std::string limitation_text(const ClaimWithBalance& owed, const ClientShown& shown) {
    const auto found = std::ranges::find(shown.clocks, owed.claim.id, &followup::ClaimClock::claim);
    if (owed.balance.total().is_zero() || found == shown.clocks.end()) {
        return {};
    }
    if (!found->clock) {
        return "Verjaring: niet bekend, want zo oude regels staan niet in dit systeem";
    }
    const std::optional<base::Date> last_day = found->clock->last_day();
    if (!last_day) {
        return "Verjaart nu niet: er loopt uitstel";
    }
    return found->clock->has_lapsed(shown.today.date())
               ? fmt::format(
                     "Verjaard na {}, voor zover hier bekend: aanmanen en dwang mogen niet meer",
                     date_text(*last_day)
                 )
               : fmt::format("Verjaart na {}", date_text(*last_day));
}

// Whether a remission or buy-off can be proposed now, as far as a program can see.
bool can_be_remitted(const ClaimWithBalance& owed, const ClientShown& shown) {
    const auto found =
        std::ranges::find(shown.outlooks, owed.claim.id, &followup::ClaimOutlook::claim);
    return found != shown.outlooks.end() && found->outlook &&
           std::ranges::any_of(found->outlook->grounds, claims::can_be_proposed);
}

Values claim_view(const ClaimWithBalance& owed, const ClientShown& shown) {
    const claims::ClaimDecision& decision = owed.claim.decision;
    Values paid = false;
    if (owed.balance.total().is_zero()) {
        paid = Values::object();
        set_badge(paid, Tone::success, "Betaald");
    }
    Values values{
        {"claim_kind", dutch(decision.kind)},
        {"claim_number", decision.claim_number},
        {"claim_address",
         claim_address(shown.place, shown.identity.client_number, decision.claim_number)},
        {"claim_paid", std::move(paid)},
        {"joint_debtors", text_or_false(joint_debtors_text(owed, shown))},
        {"limitation", text_or_false(limitation_text(owed, shown))},
        {"remission", remission_view(owed.claim.id, shown.outlooks, shown.today)},
        {"remission_address",
         can_be_remitted(owed, shown)
             ? Values(remission_address(
                   shown.place, shown.identity.client_number, decision.claim_number
               ))
             : Values(false)},
        {"original_amount_text", bare_amount_text(decision.amount)},
        {"open_principal_text", bare_amount_text(owed.balance.principal)},
        {"open_interest_text", bare_amount_text(owed.balance.interest)},
        {"open_costs_text", bare_amount_text(owed.balance.costs)},
        {"open_balance_text", bare_amount_text(owed.balance.total())}};
    set_date(values, "decision_date", decision.decision_date);
    return values;
}

void set_claims(Values& values, const ClientShown& shown) {
    Values list = Values::array();
    Money original;
    claims::Balance total;
    for (const ClaimWithBalance& owed : shown.owed.claims) {
        list.push_back(claim_view(owed, shown));
        original += owed.claim.decision.amount;
        for (const claims::Component component :
             {claims::Component::costs,
              claims::Component::interest,
              claims::Component::principal}) {
            total.add(component, owed.balance.of(component));
        }
    }
    values["has_claims"] = !list.empty();
    values["claims"] = std::move(list);
    values["claims_original_total_text"] = bare_amount_text(original);
    values["claims_principal_total_text"] = bare_amount_text(total.principal);
    values["claims_interest_total_text"] = bare_amount_text(total.interest);
    values["claims_costs_total_text"] = bare_amount_text(total.costs);
    values["claims_balance_total_text"] = bare_amount_text(shown.owed.total);
}

std::string cause_text(const claims::Movement& movement) {
    const bool is_taken_back =
        movement.kind == PostingKind::payment && movement.amount.is_positive();
    return is_taken_back ? "Betaling teruggeboekt" : std::string{dutch(movement.kind)};
}

std::string claim_number_of(base::ClaimId claim, const claims::ClientOverview& owed) {
    const auto found = std::ranges::find(owed.claims, claim, [](const ClaimWithBalance& entry) {
        return entry.claim.id;
    });
    return found == owed.claims.end() ? "" : found->claim.decision.claim_number;
}

void set_movements(Values& values, const claims::ClientOverview& owed) {
    Values list = Values::array();
    for (const Posting& posting : owed.postings) {
        if (list.size() == movements_max) {
            break;
        }
        const claims::Movement& movement = posting.facts.movement;
        Values row{
            {"cause_text", cause_text(movement)},
            {"movement_claim_number", claim_number_of(posting.facts.claim, owed)},
            {"component_text", dutch(movement.component)},
            {"movement_amount_text", bare_amount_text(movement.amount)}};
        set_date(row, "value_date", movement.value_date);
        list.push_back(std::move(row));
    }
    values["has_movements"] = !list.empty();
    values["movements"] = std::move(list);
}

Values last_payment_view(const std::optional<claims::LastPayment>& last) {
    if (!last) {
        return false;
    }
    Values values{{"last_payment_text", amount_text(last->amount)}};
    set_date(values, "last_payment_date", last->value_date);
    return values;
}

std::string address_text(const people::Address& address) {
    return address.is_known() ? fmt::format(
                                    "{} {}, {} {}",
                                    address.street,
                                    address.house_number,
                                    address.postal_code,
                                    address.city
                                )
                              : "Niet bekend";
}

std::string benefit_text(const std::vector<people::BenefitSpell>& spells, base::Date today) {
    std::string text;
    for (const people::BenefitSpell& spell : spells) {
        if (spell.from <= today && (!spell.until || *spell.until >= today)) {
            text += fmt::format(
                "{}{} sinds {}", text.empty() ? "" : ", ", dutch(spell.law), date_text(spell.from)
            );
        }
    }
    return text.empty() ? "Geen uitkering van ons" : text;
}

void set_identity(Values& values, const ClientShown& shown) {
    const people::Identity& identity = shown.identity;
    values["client_name"] = identity.name.full();
    values["client_number"] = identity.client_number;
    values["bsn_masked"] = identity.masked_bsn.empty() ? "Niet bekend" : identity.masked_bsn;
    values["birth_date_text"] =
        identity.birth_date ? date_text(*identity.birth_date) : "Niet bekend";
    values["address_text"] = address_text(identity.address);
    values["phone"] = phone_view(identity.phone);
    values["benefit_text"] = benefit_text(identity.benefits, shown.today.date());
}

std::string instalment_text(const plans::Instalment& instalment) {
    return fmt::format("termijn {} van {}", instalment.number, date_text(instalment.due_date));
}

// What stands open on the instalment of a task, and whether it is for today.
std::string task_text(const followup::WorklistItem& task, const ClientShown& shown) {
    const Money left = task.standing.left;
    if (const auto until = followup::promised_until(task.arrear, shown.contacts, shown.today)) {
        return fmt::format(
            "Er loopt een toezegging tot {} voor {} (nog {}). Wacht die dag af.",
            date_text(*until),
            instalment_text(task.instalment),
            amount_text(left)
        );
    }
    const std::string what_is_open = fmt::format(
        "{} Er is nog {} te laat.",
        task.standing.punctuality == followup::Punctuality::partly_paid
            ? fmt::format("Van {} is een deel betaald.", instalment_text(task.instalment))
            : fmt::format("Voor {} is niets betaald.", instalment_text(task.instalment)),
        amount_text(left)
    );
    return is_for_later(task, shown.today)
               ? fmt::format("{} De taak komt terug op {}.", what_is_open, date_text(task.due_on))
               : what_is_open + " Neem contact op.";
}

struct Attention {
    Values list = Values::array();
    bool asks_to_act = false;
};

Attention attention_of(const ClientShown& shown, const RunningPlans& plans) {
    Attention attention;
    const auto add = [&](std::string text, bool asks_to_act) {
        attention.list.push_back({{"attention_text", std::move(text)}});
        attention.asks_to_act |= asks_to_act;
    };
    for (const followup::WorklistItem& task : shown.tasks) {
        if (task.standing.left.is_positive()) {
            add(task_text(task, shown), !is_for_later(task, shown.today));
        }
    }
    for (const plans::PlanStanding* const standing : plans.standing) {
        if (standing->is_held) {
            add(fmt::format(
                    "{}: een vordering is opgeschort. Zolang dat loopt, is niets te laat.",
                    standing->plan.facts.plan_number
                ),
                false);
        }
        for (const plans::Pause& pause : shown.pauses) {
            if (pause.facts.plan == standing->plan.id &&
                plans::is_paused_on({pause}, shown.today.date())) {
                const std::string& number = standing->plan.facts.plan_number;
                add(fmt::format("{} ({}): {}.", pause_text(pause), number, pause.facts.reason),
                    false);
            }
        }
    }
    for (const plans::DueReview& review : shown.reviews) {
        add(fmt::format("{} ({}).", review_cause_text(review.cause), review.plan_number), true);
    }
    if (plans.standing.empty() && shown.owed.total.is_positive()) {
        add("Er loopt geen regeling voor wat er open staat.", true);
    }
    if (!shown.identity.address.is_known()) {
        add("Er is geen adres bekend. Een brief kan niet worden verstuurd.", true);
    }
    return attention;
}

// A task leads to the page with what there is to talk about; without one, or before its day, a
// contact is recorded from here.
void set_way_to_contact(Values& values, const ClientShown& shown) {
    const auto due = std::ranges::find_if(shown.tasks, [&](const followup::WorklistItem& task) {
        return !is_for_later(task, shown.today);
    });
    const bool has_due_task = due != shown.tasks.end();
    values["contact_is_due"] = has_due_task;
    values["contact_address"] =
        !shown.may_record ? Values(false)
        : has_due_task    ? Values(task_address(shown.place, due->task))
                       : Values(client_contact_address(shown.place, shown.identity.client_number));
}

std::string letter_kind_text(const std::string& kind) {
    return kind == letters::plan_confirmation_kind   ? "Bevestiging van de regeling"
           : kind == letters::friendly_reminder_kind ? "Betalingsherinnering"
                                                     : "Brief";
}

// Why it is not there, for who may be asked about it by the debtor.
std::string unsent_text(const letters::UnsentLetter& letter) {
    if (!letter.reason_code) {
        return "Nog niet gemaakt";
    }
    if (*letter.reason_code == "letters.nothing-open") {
        return "Niet verstuurd: er was niets meer te betalen";
    }
    if (*letter.reason_code == "letters.plan-ended") {
        return "Niet verstuurd: de regeling was al afgelopen";
    }
    if (*letter.reason_code == "letters.no-address") {
        return "Wacht: er is geen adres bekend";
    }
    return "Wacht: de brief kan zo niet worden gemaakt";
}

void set_letters(Values& values, const letters::LettersOfPerson& letters) {
    Values unsent = Values::array();
    for (const letters::UnsentLetter& letter : letters.unsent) {
        Values row{
            {"letter_kind", letter_kind_text(letter.kind)}, {"unsent_text", unsent_text(letter)}};
        set_date(row, "requested_date", letter.requested_on);
        unsent.push_back(std::move(row));
    }
    values["has_unsent_letters"] = !unsent.empty();
    values["unsent_letters"] = std::move(unsent);
    Values list = Values::array();
    for (const letters::SentLetter& letter : letters.sent) {
        Values row{
            {"letter_address", letter_address(letter.id)},
            {"letter_kind", letter_kind_text(letter.kind)}};
        set_date(row, "letter_date", letter.letter_date);
        list.push_back(std::move(row));
    }
    values["has_letters"] = !list.empty();
    values["letters"] = std::move(list);
}

}  // namespace

Values client_view(const ClientShown& shown) {
    const RunningPlans plans = running_plans(shown.plans);
    Attention attention = attention_of(shown, plans);
    Values values{
        {"breadcrumbs", {crumb("Cliënten", search_address(shown.place)), last_crumb("Overzicht")}},
        {"business_date_text", date_text(shown.today.date())},
        {"money_talk_address",
         shown.may_agree && shown.owed.total.is_positive()
             ? Values(money_talk_address(shown.place, shown.identity.client_number))
             : Values(false)},
        {"notice", text_or_false(shown.notice)},
        {"has_attention", !attention.list.empty()},
        {"attention_tone", attention.asks_to_act ? "warning" : "info"},
        {"attention", std::move(attention.list)},
        {"open_total_text", amount_text(shown.owed.total)},
        {"overdue_total_text", amount_text(plans.overdue)},
        {"is_overdue", plans.overdue.is_positive()},
        {"agreed_monthly_text",
         plans.standing.empty() ? "Geen regeling" : amount_text(plans.agreed_monthly)},
        {"last_payment", last_payment_view(shown.owed.last_payment)}};
    set_way_to_contact(values, shown);
    set_identity(values, shown);
    set_claims(values, shown);
    set_plans(
        values,
        shown.plans,
        shown.mandates,
        {shown.pauses, shown.today, shown.place, shown.identity.client_number, shown.may_agree},
        shown.acts
    );
    set_movements(values, shown.owed);
    set_contacts(values, shown.contacts, shown.names);
    set_letters(values, shown.letters);
    return values;
}

}  // namespace draagkracht::pages
