#include "pages/dutch_words.hpp"

#include <fmt/format.h>

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::pages {

namespace {

using base::EnumText;
using base::EnumTexts;

constexpr std::string_view code = "pages.not-a-word";

constexpr EnumTexts roles{
    code,
    std::array{
        EnumText{access::Role::debt_officer, "medewerker debiteuren"},
        EnumText{access::Role::caseworker, "klantmanager"},
        EnumText{access::Role::supervisor, "leidinggevende"},
        EnumText{access::Role::auditor, "controleur"},
        EnumText{access::Role::administrator, "beheerder"},
    }};

constexpr EnumTexts approval_states{
    code,
    std::array{
        EnumText{access::ApprovalState::waits, "Wacht"},
        EnumText{access::ApprovalState::granted, "Akkoord"},
        EnumText{access::ApprovalState::refused, "Niet akkoord"},
        EnumText{access::ApprovalState::used, "Vastgelegd"},
        EnumText{access::ApprovalState::lapsed, "Verlopen"},
    }};

constexpr EnumTexts benefit_laws{
    code,
    std::array{
        EnumText{people::BenefitLaw::pw, "Participatiewet"},
        EnumText{people::BenefitLaw::ioaw, "IOAW"},
        EnumText{people::BenefitLaw::ioaz, "IOAZ"},
        EnumText{people::BenefitLaw::bbz, "Bbz"},
        EnumText{people::BenefitLaw::wwb, "Wet werk en bijstand"},
        EnumText{people::BenefitLaw::wij, "Wet investeren in jongeren"},
        EnumText{people::BenefitLaw::abw, "Algemene bijstandswet"},
    }};

constexpr EnumTexts claim_kinds{
    code,
    std::array{
        EnumText{
            claims::ClaimKind::information_duty, "Te veel betaald, wijziging niet doorgegeven"},
        EnumText{claims::ClaimKind::overpayment, "Te veel betaald"},
        EnumText{claims::ClaimKind::loan, "Lening"},
        EnumText{claims::ClaimKind::fine, "Boete"},
        EnumText{claims::ClaimKind::advance, "Voorschot"},
        EnumText{claims::ClaimKind::maintenance_recourse, "Bijdrage van een ex-partner of ouder"},
        EnumText{claims::ClaimKind::costs, "Kosten"},
    }};

constexpr EnumTexts components{
    code,
    std::array{
        EnumText{claims::Component::costs, "Kosten"},
        EnumText{claims::Component::interest, "Rente"},
        EnumText{claims::Component::principal, "Schuld"},
    }};

constexpr EnumTexts posting_kinds{
    code,
    std::array{
        EnumText{claims::PostingKind::claim, "Besluit"},
        EnumText{claims::PostingKind::payment, "Betaling"},
        EnumText{claims::PostingKind::interest, "Rente"},
        EnumText{claims::PostingKind::fee, "Kosten"},
        EnumText{claims::PostingKind::correction, "Correctie"},
        EnumText{claims::PostingKind::gross_up, "Brutering"},
        EnumText{claims::PostingKind::remission, "Kwijtschelding"},
        EnumText{claims::PostingKind::buy_off, "Afkoop"},
        EnumText{claims::PostingKind::write_off, "Afboeking"},
        EnumText{claims::PostingKind::transfer, "Overdracht"},
        EnumText{claims::PostingKind::refund, "Terugbetaling"},
        EnumText{claims::PostingKind::set_off, "Verrekening"},
    }};

constexpr EnumTexts act_kinds{
    code,
    std::array{
        EnumText{claims::ActKind::changed, "Herziening van het bedrag"},
        EnumText{claims::ActKind::corrected, "Correctie van een vergissing"},
        EnumText{claims::ActKind::interest_set, "Vaststelling van rente"},
        EnumText{claims::ActKind::grossed_up, "Brutering"},
        EnumText{claims::ActKind::held, "Opschorting"},
        EnumText{claims::ActKind::hold_ended, "Einde van een opschorting"},
        EnumText{claims::ActKind::debtor_released, "Einde van de hoofdelijkheid"},
        EnumText{claims::ActKind::interrupted, "Stuiting van de verjaring"},
        EnumText{claims::ActKind::remitted, "Kwijtschelding"},
        EnumText{claims::ActKind::bought_off, "Afkoop"},
        EnumText{claims::ActKind::written_off, "Afboeking"},
        EnumText{claims::ActKind::revived, "Herleving"},
        EnumText{claims::ActKind::transferred, "Overdracht"},
        EnumText{claims::ActKind::annulled, "Vernietiging of intrekking"},
        EnumText{claims::ActKind::credit_refunded, "Terugbetaling van het tegoed"},
        EnumText{claims::ActKind::credit_moved, "Verrekening met een andere vordering"},
    }};

constexpr EnumTexts act_addresses{
    "api.no-such-page",
    std::array{
        EnumText{claims::ActKind::changed, "herziening"},
        EnumText{claims::ActKind::corrected, "correctie"},
        EnumText{claims::ActKind::interest_set, "rente"},
        EnumText{claims::ActKind::grossed_up, "brutering"},
        EnumText{claims::ActKind::held, "opschorting"},
        EnumText{claims::ActKind::hold_ended, "einde-opschorting"},
        EnumText{claims::ActKind::debtor_released, "einde-hoofdelijkheid"},
        EnumText{claims::ActKind::interrupted, "stuiting"},
        EnumText{claims::ActKind::remitted, "kwijtschelding"},
        EnumText{claims::ActKind::bought_off, "afkoop"},
        EnumText{claims::ActKind::written_off, "afboeking"},
        EnumText{claims::ActKind::revived, "herleving"},
        EnumText{claims::ActKind::transferred, "overdracht"},
        EnumText{claims::ActKind::annulled, "vernietiging"},
        EnumText{claims::ActKind::credit_refunded, "terugbetaling"},
        EnumText{claims::ActKind::credit_moved, "verrekening"},
    }};

constexpr EnumTexts hold_kinds{
    code,
    std::array{
        EnumText{claims::HoldKind::objection, "Bezwaar"},
        EnumText{claims::HoldKind::appeal, "Beroep"},
        EnumText{claims::HoldKind::suspension, "Schorsing"},
        EnumText{claims::HoldKind::deferral, "Uitstel van betaling"},
        EnumText{claims::HoldKind::dispute, "De cliënt betwist de schuld"},
        EnumText{claims::HoldKind::debt_help, "Schuldhulpverlening"},
        EnumText{claims::HoldKind::bankruptcy, "Faillissement"},
        EnumText{claims::HoldKind::debt_arrangement, "Wettelijke schuldsanering (Wsnp)"},
        EnumText{claims::HoldKind::estate, "De cliënt is overleden"},
    }};

constexpr EnumTexts interruption_kinds{
    code,
    std::array{
        EnumText{claims::InterruptionKind::acknowledgement, "Erkenning door de cliënt"},
        EnumText{claims::InterruptionKind::payment, "Betaling door de cliënt"},
        EnumText{claims::InterruptionKind::court_action, "Rechtszaak"},
        EnumText{claims::InterruptionKind::formal_notice, "Aanmaning"},
        EnumText{claims::InterruptionKind::set_off_decision, "Besluit om te verrekenen"},
        EnumText{claims::InterruptionKind::enforcement_order, "Dwangbevel"},
    }};

constexpr EnumTexts remission_grounds{
    code,
    std::array{
        EnumText{claims::RemissionGround::paid_in_full, "Jarenlang alles betaald"},
        EnumText{claims::RemissionGround::arrears_made_good, "Achterstand ingehaald"},
        EnumText{claims::RemissionGround::nothing_paid, "Jarenlang niets betaald"},
        EnumText{claims::RemissionGround::buy_off, "Afkoop"},
        EnumText{claims::RemissionGround::proper_payment, "Jarenlang goed betaald"},
        EnumText{claims::RemissionGround::trivial, "Kruimelbedrag"},
        EnumText{claims::RemissionGround::fine_in_arrangement, "Boete in een schuldregeling"},
    }};

constexpr EnumTexts claim_stages{
    code,
    std::array{
        EnumText{claims::Stage::decided, "Nog niet bekendgemaakt"},
        EnumText{claims::Stage::to_be_paid, "Binnen de betaaltermijn"},
        EnumText{claims::Stage::in_default, "Betaaltermijn voorbij"},
        EnumText{claims::Stage::in_plan, "In een betalingsregeling"},
        EnumText{claims::Stage::at_bailiff, "Bij de deurwaarder"},
        EnumText{claims::Stage::paid, "Betaald"},
        EnumText{claims::Stage::remitted, "Kwijtgescholden"},
        EnumText{claims::Stage::bought_off, "Afgekocht"},
        EnumText{claims::Stage::written_off, "Afgeboekt"},
        EnumText{claims::Stage::lapsed, "Verjaard"},
        EnumText{claims::Stage::transferred, "Overgedragen"},
        EnumText{claims::Stage::annulled, "Vernietigd of ingetrokken"},
    }};

constexpr EnumTexts instalment_states{
    code,
    std::array{
        EnumText{plans::InstalmentState::paid, "Betaald"},
        EnumText{plans::InstalmentState::partly_paid, "Deels betaald"},
        EnumText{plans::InstalmentState::open, "Openstaand"},
        EnumText{plans::InstalmentState::overdue, "Te laat"},
        EnumText{plans::InstalmentState::fallen_away, "Vervallen"},
    }};

constexpr EnumTexts plan_outcomes{
    code,
    std::array{
        EnumText{plans::PlanOutcome::paid, "Betaald"},
        EnumText{plans::PlanOutcome::replaced, "Vervangen"},
        EnumText{plans::PlanOutcome::broken, "Niet nagekomen"},
        EnumText{plans::PlanOutcome::remitted, "Kwijtgescholden"},
    }};

constexpr EnumTexts channels{
    code,
    std::array{
        EnumText{followup::Channel::phone, "Telefoon"},
        EnumText{followup::Channel::visit, "Huisbezoek"},
        EnumText{followup::Channel::office_talk, "Gesprek op kantoor"},
        EnumText{followup::Channel::letter, "Brief"},
        EnumText{followup::Channel::email, "E-mail"},
        EnumText{followup::Channel::text_message, "Sms of app"},
    }};

// How it went in a sentence: "Gesproken op kantoor".
constexpr EnumTexts ways{
    code,
    std::array{
        EnumText{followup::Channel::phone, "per telefoon"},
        EnumText{followup::Channel::visit, "op huisbezoek"},
        EnumText{followup::Channel::office_talk, "op kantoor"},
        EnumText{followup::Channel::letter, "per brief"},
        EnumText{followup::Channel::email, "per e-mail"},
        EnumText{followup::Channel::text_message, "per sms of app"},
    }};

constexpr EnumTexts directions{
    code,
    std::array{
        EnumText{followup::Direction::outgoing, "Wij zochten de cliënt"},
        EnumText{followup::Direction::incoming, "De cliënt zocht ons"},
    }};

constexpr EnumTexts contact_outcomes{
    code,
    std::array{
        EnumText{followup::ContactOutcome::spoken, "Gesproken"},
        EnumText{followup::ContactOutcome::refused, "Wilde niet praten"},
        EnumText{followup::ContactOutcome::no_answer, "Niet bereikt"},
        EnumText{followup::ContactOutcome::message_left, "Bericht achtergelaten"},
        EnumText{followup::ContactOutcome::no_show, "Niet verschenen"},
        EnumText{followup::ContactOutcome::sent, "Verstuurd"},
        EnumText{followup::ContactOutcome::received, "Ontvangen"},
        EnumText{followup::ContactOutcome::wrong_address, "Nummer of adres klopt niet"},
    }};

constexpr EnumTexts nonpayment_reasons{
    code,
    std::array{
        EnumText{followup::NonpaymentReason::not_told, "Gevraagd, maar niet verteld"},
        EnumText{followup::NonpaymentReason::forgotten, "Vergeten"},
        EnumText{followup::NonpaymentReason::thinks_paid, "Zegt dat er betaald is"},
        EnumText{followup::NonpaymentReason::bank_failed, "Er ging iets mis bij de bank"},
        EnumText{followup::NonpaymentReason::income_fell, "Minder inkomen"},
        EnumText{followup::NonpaymentReason::costs_rose, "Meer kosten"},
        EnumText{followup::NonpaymentReason::other_debts, "Andere schulden gingen voor"},
        EnumText{followup::NonpaymentReason::other_set_off, "Een ander houdt geld in"},
        EnumText{followup::NonpaymentReason::circumstances, "Kan nu niet, door omstandigheden"},
        EnumText{followup::NonpaymentReason::disputes_claim, "Is het niet eens met de vordering"},
        EnumText{followup::NonpaymentReason::will_not_pay, "Wil niet betalen"},
    }};

constexpr EnumTexts next_steps{
    code,
    std::array{
        EnumText{followup::NextStep::none, "Niets"},
        EnumText{followup::NextStep::await_payment, "De cliënt betaalt"},
        EnumText{followup::NextStep::contact_again, "Opnieuw contact zoeken"},
        EnumText{followup::NextStep::review_plan, "Regeling herzien"},
        EnumText{followup::NextStep::refer_to_debt_help, "Naar schuldhulp verwijzen"},
        EnumText{followup::NextStep::check_payment, "Betaling uitzoeken"},
    }};

}  // namespace

std::string_view dutch(access::Role role) {
    return roles.text_of(role);
}
std::string_view dutch(access::ApprovalState state) {
    return approval_states.text_of(state);
}
std::string_view dutch(people::BenefitLaw law) {
    return benefit_laws.text_of(law);
}
std::string_view dutch(claims::ClaimKind kind) {
    return claim_kinds.text_of(kind);
}
std::string_view dutch(claims::Component component) {
    return components.text_of(component);
}
std::string_view dutch(claims::PostingKind kind) {
    return posting_kinds.text_of(kind);
}
std::string_view dutch(claims::ActKind kind) {
    return act_kinds.text_of(kind);
}

std::string_view dutch(claims::HoldKind kind) {
    return hold_kinds.text_of(kind);
}

std::string_view dutch(claims::InterruptionKind kind) {
    return interruption_kinds.text_of(kind);
}

std::string_view dutch(claims::RemissionGround ground) {
    return remission_grounds.text_of(ground);
}

std::string_view dutch(claims::Stage stage) {
    return claim_stages.text_of(stage);
}

std::string_view address_word(claims::ActKind kind) {
    return act_addresses.text_of(kind);
}

base::Outcome<claims::ActKind> act_kind_at(std::string_view word) {
    return act_addresses.parse(word);
}

std::string_view dutch(plans::InstalmentState state) {
    return instalment_states.text_of(state);
}
std::string_view dutch(plans::PlanOutcome outcome) {
    return plan_outcomes.text_of(outcome);
}
std::string_view dutch(plans::PauseKind kind) {
    return kind == plans::PauseKind::pause ? "Pauze" : "Uitstel van betaling";
}
std::string_view dutch(followup::Channel channel) {
    return channels.text_of(channel);
}
std::string_view dutch(followup::Direction direction) {
    return directions.text_of(direction);
}
std::string_view dutch(followup::ContactOutcome outcome) {
    return contact_outcomes.text_of(outcome);
}
std::string_view dutch(followup::NonpaymentReason reason) {
    return nonpayment_reasons.text_of(reason);
}
std::string_view dutch(followup::NextStep step) {
    return next_steps.text_of(step);
}

std::string dutch_way_of(const followup::ContactKind& kind) {
    return fmt::format(
        "{}{}",
        ways.text_of(kind.channel),
        kind.direction == followup::Direction::incoming ? ", de cliënt zocht contact" : ""
    );
}

std::string_view dutch_machine(std::string_view actor) {
    if (actor == "machine:payroll") {
        return "Salarisadministratie";
    }
    return actor == "machine:conversion" ? "Vorig systeem" : "Het systeem";
}

}  // namespace draagkracht::pages
