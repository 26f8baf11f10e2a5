#include "api/dutch_words.hpp"

#include "draagkracht/base/enum_text.hpp"

namespace draagkracht::api {

namespace {

using base::EnumText;
using base::EnumTexts;

constexpr std::string_view code = "api.not-a-word";

constexpr EnumTexts approval_states{
    code,
    std::array{
        EnumText{access::ApprovalState::waits, "wacht"},
        EnumText{access::ApprovalState::granted, "akkoord"},
        EnumText{access::ApprovalState::refused, "niet_akkoord"},
        EnumText{access::ApprovalState::used, "gebruikt"},
        EnumText{access::ApprovalState::lapsed, "verlopen"},
    }};

constexpr EnumTexts claim_kinds{
    code,
    std::array{
        EnumText{claims::ClaimKind::information_duty, "schending_inlichtingenplicht"},
        EnumText{claims::ClaimKind::overpayment, "te_veel_betaald"},
        EnumText{claims::ClaimKind::loan, "lening"},
        EnumText{claims::ClaimKind::fine, "boete"},
        EnumText{claims::ClaimKind::advance, "voorschot"},
        EnumText{claims::ClaimKind::maintenance_recourse, "verhaal"},
        EnumText{claims::ClaimKind::costs, "kosten"},
    }};

constexpr EnumTexts causes{
    code,
    std::array{
        EnumText{claims::Cause::late_processing, "late_verwerking"},
        EnumText{claims::Cause::municipality_error, "fout_gemeente"},
        EnumText{claims::Cause::income_settled, "inkomsten_verrekend"},
        EnumText{claims::Cause::unreported_change, "wijziging_niet_gemeld"},
        EnumText{claims::Cause::fraud, "fraude"},
        EnumText{claims::Cause::later_means, "middelen_achteraf"},
        EnumText{claims::Cause::loan, "lening"},
        EnumText{claims::Cause::maintenance, "onderhoudsplicht"},
        EnumText{claims::Cause::other, "anders"},
        EnumText{claims::Cause::unknown, "onbekend"},
    }};

constexpr EnumTexts culpabilities{
    code,
    std::array{
        EnumText{claims::Culpability::none, "geen"},
        EnumText{claims::Culpability::reduced, "verminderd"},
        EnumText{claims::Culpability::ordinary, "gewoon"},
        EnumText{claims::Culpability::gross_negligence, "grove_schuld"},
        EnumText{claims::Culpability::intent, "opzet"},
        EnumText{claims::Culpability::not_assessed, "niet_beoordeeld"},
    }};

constexpr EnumTexts components{
    code,
    std::array{
        EnumText{claims::Component::costs, "kosten"},
        EnumText{claims::Component::interest, "rente"},
        EnumText{claims::Component::principal, "hoofdsom"},
    }};

constexpr EnumTexts posting_kinds{
    code,
    std::array{
        EnumText{claims::PostingKind::claim, "besluit"},
        EnumText{claims::PostingKind::payment, "betaling"},
        EnumText{claims::PostingKind::interest, "rente"},
        EnumText{claims::PostingKind::fee, "kosten"},
        EnumText{claims::PostingKind::correction, "correctie"},
        EnumText{claims::PostingKind::gross_up, "brutering"},
        EnumText{claims::PostingKind::remission, "kwijtschelding"},
        EnumText{claims::PostingKind::buy_off, "afkoop"},
        EnumText{claims::PostingKind::write_off, "afboeking"},
        EnumText{claims::PostingKind::transfer, "overdracht"},
        EnumText{claims::PostingKind::refund, "terugbetaling"},
        EnumText{claims::PostingKind::set_off, "verrekening"},
    }};

constexpr EnumTexts interruption_kinds{
    "api.wrong-field",
    std::array{
        EnumText{claims::InterruptionKind::acknowledgement, "erkenning"},
        EnumText{claims::InterruptionKind::payment, "betaling"},
        EnumText{claims::InterruptionKind::court_action, "rechtszaak"},
        EnumText{claims::InterruptionKind::formal_notice, "aanmaning"},
        EnumText{claims::InterruptionKind::set_off_decision, "verrekening"},
        EnumText{claims::InterruptionKind::enforcement_order, "dwangbevel"},
    }};

constexpr EnumTexts remission_grounds{
    "api.wrong-field",
    std::array{
        EnumText{claims::RemissionGround::paid_in_full, "volledig_betaald"},
        EnumText{claims::RemissionGround::arrears_made_good, "achterstand_ingehaald"},
        EnumText{claims::RemissionGround::nothing_paid, "niets_betaald"},
        EnumText{claims::RemissionGround::buy_off, "afkoop"},
        EnumText{claims::RemissionGround::proper_payment, "goed_betaald"},
        EnumText{claims::RemissionGround::trivial, "kruimelbedrag"},
        EnumText{claims::RemissionGround::fine_in_arrangement, "boete_in_schuldregeling"},
    }};

constexpr EnumTexts remission_needs{
    code,
    std::array{
        EnumText{claims::RemissionNeed::plan, "regeling"},
        EnumText{claims::RemissionNeed::time, "tijd"},
        EnumText{claims::RemissionNeed::keep_paying, "blijven_betalen"},
        EnumText{claims::RemissionNeed::arrears, "achterstand"},
        EnumText{claims::RemissionNeed::interest_and_costs, "rente_en_kosten"},
        EnumText{claims::RemissionNeed::payment_at_once, "betaling_ineens"},
        EnumText{claims::RemissionNeed::no_prospect, "geen_uitzicht_op_betaling"},
        EnumText{claims::RemissionNeed::arrangement, "schuldregeling"},
    }};

constexpr EnumTexts remission_notes{
    code,
    std::array{
        EnumText{claims::RemissionNote::compelling_reasons, "dringende_redenen"},
        EnumText{claims::RemissionNote::disproportionate, "onevenredige_gevolgen"},
        EnumText{claims::RemissionNote::no_debt_arrangement, "geen_schuldregeling"},
        EnumText{claims::RemissionNote::other_act, "andere_wet"},
    }};

constexpr EnumTexts act_kinds{
    "api.wrong-field",
    std::array{
        EnumText{claims::ActKind::changed, "herziening"},
        EnumText{claims::ActKind::corrected, "correctie"},
        EnumText{claims::ActKind::interest_set, "rentevaststelling"},
        EnumText{claims::ActKind::grossed_up, "brutering"},
        EnumText{claims::ActKind::held, "opschorting"},
        EnumText{claims::ActKind::hold_ended, "einde_opschorting"},
        EnumText{claims::ActKind::debtor_released, "einde_hoofdelijkheid"},
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
    "api.wrong-field",
    std::array{
        EnumText{claims::HoldKind::objection, "bezwaar"},
        EnumText{claims::HoldKind::appeal, "beroep"},
        EnumText{claims::HoldKind::suspension, "schorsing"},
        EnumText{claims::HoldKind::deferral, "uitstel"},
        EnumText{claims::HoldKind::dispute, "betwisting"},
        EnumText{claims::HoldKind::debt_help, "schuldhulpverlening"},
        EnumText{claims::HoldKind::bankruptcy, "faillissement"},
        EnumText{claims::HoldKind::debt_arrangement, "wettelijke_schuldsanering"},
        EnumText{claims::HoldKind::estate, "nalatenschap"},
    }};

constexpr EnumTexts claim_stages{
    code,
    std::array{
        EnumText{claims::Stage::decided, "niet_bekendgemaakt"},
        EnumText{claims::Stage::to_be_paid, "binnen_betaaltermijn"},
        EnumText{claims::Stage::in_default, "in_verzuim"},
        EnumText{claims::Stage::in_plan, "in_betalingsregeling"},
        EnumText{claims::Stage::at_bailiff, "bij_deurwaarder"},
        EnumText{claims::Stage::paid, "betaald"},
        EnumText{claims::Stage::remitted, "kwijtgescholden"},
        EnumText{claims::Stage::bought_off, "afgekocht"},
        EnumText{claims::Stage::written_off, "afgeboekt"},
        EnumText{claims::Stage::lapsed, "verjaard"},
        EnumText{claims::Stage::transferred, "overgedragen"},
        EnumText{claims::Stage::annulled, "vernietigd"},
    }};

constexpr EnumTexts instalment_states{
    code,
    std::array{
        EnumText{plans::InstalmentState::paid, "betaald"},
        EnumText{plans::InstalmentState::partly_paid, "deels_betaald"},
        EnumText{plans::InstalmentState::open, "open"},
        EnumText{plans::InstalmentState::overdue, "te_laat"},
        EnumText{plans::InstalmentState::fallen_away, "vervallen"},
    }};

constexpr EnumTexts plan_outcomes{
    "api.wrong-field",
    std::array{
        EnumText{plans::PlanOutcome::paid, "betaald"},
        EnumText{plans::PlanOutcome::replaced, "vervangen"},
        EnumText{plans::PlanOutcome::broken, "niet_nagekomen"},
        EnumText{plans::PlanOutcome::remitted, "kwijtgescholden"},
    }};

constexpr EnumTexts ways{
    code,
    std::array{
        EnumText{plans::Way::transfer, "overschrijving"},
        EnumText{plans::Way::direct_debit, "automatische_incasso"},
        EnumText{plans::Way::set_off, "verrekening"},
        EnumText{plans::Way::withholding, "inhouding_door_werkgever"},
    }};

constexpr EnumTexts review_causes{
    code,
    std::array{
        EnumText{plans::ReviewCause::date_came, "datum_bereikt"},
        EnumText{plans::ReviewCause::income_fell, "inkomen_gedaald"},
        EnumText{plans::ReviewCause::reopened, "weer_open"},
        EnumText{plans::ReviewCause::broken, "niet_nagekomen"},
    }};

constexpr EnumTexts pause_kinds{
    "api.wrong-field",
    std::array{
        EnumText{plans::PauseKind::pause, "pauze"},
        EnumText{plans::PauseKind::deferral, "uitstel"},
    }};

constexpr EnumTexts frequencies{
    code,
    std::array{
        EnumText{plans::Frequency::monthly, "maandelijks"},
        EnumText{plans::Frequency::four_weekly, "vierwekelijks"},
        EnumText{plans::Frequency::weekly, "wekelijks"},
    }};

constexpr EnumTexts payment_signs{
    code,
    std::array{
        EnumText{payments::Sign::reference_named, "kenmerk_genoemd"},
        EnumText{payments::Sign::reference_near, "kenmerk_bijna_goed"},
        EnumText{payments::Sign::account_known, "rekening_bekend"},
        EnumText{payments::Sign::account_paid_before, "rekening_betaalde_eerder"},
        EnumText{payments::Sign::name_equal, "naam_gelijk"},
        EnumText{payments::Sign::amount_next, "bedrag_van_termijn"},
        EnumText{payments::Sign::amount_next_two, "bedrag_van_twee_termijnen"},
        EnumText{payments::Sign::amount_whole, "bedrag_van_alles"},
        EnumText{payments::Sign::nothing_open, "niets_open"},
        EnumText{payments::Sign::plan_ended, "regeling_beeindigd"},
        EnumText{payments::Sign::more_than_open, "meer_dan_open"},
        EnumText{payments::Sign::other_amount, "ander_bedrag"},
        EnumText{payments::Sign::account_of_others, "rekening_van_meer_mensen"},
        EnumText{payments::Sign::joint_debtors, "meer_schuldenaren"},
    }};

constexpr EnumTexts hand_act_kinds{
    code,
    std::array{
        EnumText{payments::HandActKind::placed, "plaatsing"},
        EnumText{payments::HandActKind::refunded, "terugbetaling"},
        EnumText{payments::HandActKind::undone, "herstel"},
    }};

constexpr EnumTexts collection_stages{
    code,
    std::array{
        EnumText{payments::OrderFileStage::waiting, "wacht"},
        EnumText{payments::OrderFileStage::made, "gemaakt"},
        EnumText{payments::OrderFileStage::laid_out, "uitgeleverd"},
        EnumText{payments::OrderFileStage::ended, "vervallen"},
        EnumText{payments::OrderFileStage::withdrawn, "ingetrokken"},
    }};

using NotCollected = payments::NotCollectedReason;
constexpr EnumTexts not_collected_reasons{
    code,
    std::array{
        EnumText{NotCollected::nothing_open, "niets_open"},
        EnumText{NotCollected::mandate_ended, "machtiging_ingetrokken"},
        EnumText{NotCollected::mandate_lapsed, "machtiging_verlopen"},
        EnumText{NotCollected::mandate_stopped, "machtiging_onbruikbaar"},
        EnumText{NotCollected::mandate_unfit, "machtigingsnummer_ongeschikt"},
        EnumText{NotCollected::under_way, "onderweg"},
        EnumText{NotCollected::collected_before, "eerder_geincasseerd"},
        EnumText{NotCollected::taken_back, "teruggeboekt"},
        EnumText{NotCollected::no_retry_left, "niet_nog_eens"},
        EnumText{NotCollected::retry_later, "later_nog_eens"},
        EnumText{NotCollected::missed, "te_laat"},
        EnumText{NotCollected::quiet, "pauze_of_opschorting"},
        EnumText{NotCollected::not_due, "niet_meer_te_betalen"},
        EnumText{NotCollected::less_now, "minder_of_later"},
    }};

constexpr EnumTexts refund_standings{
    code,
    std::array{
        EnumText{payments::RefundStanding::due, "te_betalen"},
        EnumText{payments::RefundStanding::ordered, "in_opdracht"},
        EnumText{payments::RefundStanding::paid, "betaald"},
        EnumText{payments::RefundStanding::returned, "teruggestort"},
    }};

constexpr EnumTexts closings_from{
    code,
    std::array{
        EnumText{payments::ClosingFrom::statement, "afschrift"},
        EnumText{payments::ClosingFrom::officer, "medewerker"},
    }};

constexpr EnumTexts channels{
    code,
    std::array{
        EnumText{followup::Channel::phone, "telefoon"},
        EnumText{followup::Channel::visit, "huisbezoek"},
        EnumText{followup::Channel::office_talk, "gesprek_op_kantoor"},
        EnumText{followup::Channel::letter, "brief"},
        EnumText{followup::Channel::email, "e_mail"},
        EnumText{followup::Channel::text_message, "sms"},
    }};

constexpr EnumTexts directions{
    code,
    std::array{
        EnumText{followup::Direction::outgoing, "uitgaand"},
        EnumText{followup::Direction::incoming, "inkomend"},
    }};

constexpr EnumTexts contact_outcomes{
    code,
    std::array{
        EnumText{followup::ContactOutcome::spoken, "gesproken"},
        EnumText{followup::ContactOutcome::refused, "wilde_niet_praten"},
        EnumText{followup::ContactOutcome::no_answer, "geen_gehoor"},
        EnumText{followup::ContactOutcome::message_left, "bericht_achtergelaten"},
        EnumText{followup::ContactOutcome::no_show, "niet_verschenen"},
        EnumText{followup::ContactOutcome::sent, "verstuurd"},
        EnumText{followup::ContactOutcome::received, "ontvangen"},
        EnumText{followup::ContactOutcome::wrong_address, "verkeerd_adres"},
    }};

constexpr EnumTexts match_rules{
    code,
    std::array{
        EnumText{norms::MatchRule::own_batch, "eigen_incassobatch"},
        EnumText{norms::MatchRule::structured_reference, "betalingskenmerk"},
        EnumText{norms::MatchRule::reference_in_free_text, "kenmerk_in_omschrijving"},
        EnumText{norms::MatchRule::account_and_amount, "rekening_en_bedrag"},
    }};

constexpr EnumTexts nonpayment_reasons{
    code,
    std::array{
        EnumText{followup::NonpaymentReason::not_told, "niet_verteld"},
        EnumText{followup::NonpaymentReason::forgotten, "vergeten"},
        EnumText{followup::NonpaymentReason::thinks_paid, "denkt_betaald_te_hebben"},
        EnumText{followup::NonpaymentReason::bank_failed, "ging_mis_bij_bank"},
        EnumText{followup::NonpaymentReason::income_fell, "inkomen_gedaald"},
        EnumText{followup::NonpaymentReason::costs_rose, "kosten_gestegen"},
        EnumText{followup::NonpaymentReason::other_debts, "andere_schulden"},
        EnumText{followup::NonpaymentReason::other_set_off, "verrekening_door_ander"},
        EnumText{followup::NonpaymentReason::circumstances, "omstandigheden"},
        EnumText{followup::NonpaymentReason::disputes_claim, "betwist_vordering"},
        EnumText{followup::NonpaymentReason::will_not_pay, "wil_niet_betalen"},
    }};

constexpr EnumTexts next_steps{
    code,
    std::array{
        EnumText{followup::NextStep::none, "geen"},
        EnumText{followup::NextStep::await_payment, "betaling_afwachten"},
        EnumText{followup::NextStep::contact_again, "opnieuw_contact"},
        EnumText{followup::NextStep::review_plan, "regeling_herzien"},
        EnumText{followup::NextStep::refer_to_debt_help, "naar_schuldhulp"},
        EnumText{followup::NextStep::check_payment, "betaling_zoeken"},
    }};

}  // namespace

std::string_view dutch(access::ApprovalState state) {
    return approval_states.text_of(state);
}

std::string_view dutch(claims::ClaimKind kind) {
    return claim_kinds.text_of(kind);
}

std::string_view dutch(claims::Cause cause) {
    return causes.text_of(cause);
}

std::string_view dutch(claims::Culpability culpability) {
    return culpabilities.text_of(culpability);
}

std::string_view dutch(claims::Component component) {
    return components.text_of(component);
}

std::string_view dutch(claims::PostingKind kind) {
    return posting_kinds.text_of(kind);
}

std::string_view dutch(claims::InterruptionKind kind) {
    return interruption_kinds.text_of(kind);
}

std::string_view dutch(claims::RemissionGround ground) {
    return remission_grounds.text_of(ground);
}

base::Outcome<claims::RemissionGround> remission_ground_of(std::string_view word) {
    return remission_grounds.parse(word);
}

std::string_view dutch(claims::RemissionNeed need) {
    return remission_needs.text_of(need);
}

std::string_view dutch(claims::RemissionNote note) {
    return remission_notes.text_of(note);
}

base::Outcome<claims::InterruptionKind> interruption_kind_of(std::string_view word) {
    return interruption_kinds.parse(word);
}

base::Outcome<claims::Component> component_of(std::string_view word) {
    return components.parse(word);
}

std::string_view dutch(claims::ActKind kind) {
    return act_kinds.text_of(kind);
}

base::Outcome<claims::ActKind> act_kind_of(std::string_view word) {
    return act_kinds.parse(word);
}

std::string_view dutch(norms::MatchRule rule) {
    return match_rules.text_of(rule);
}

std::string_view dutch(claims::HoldKind kind) {
    return hold_kinds.text_of(kind);
}

base::Outcome<claims::HoldKind> hold_kind_of(std::string_view word) {
    return hold_kinds.parse(word);
}

std::string_view dutch(claims::Stage stage) {
    return claim_stages.text_of(stage);
}

std::string_view dutch(plans::InstalmentState state) {
    return instalment_states.text_of(state);
}

std::string_view dutch(plans::PauseKind kind) {
    return pause_kinds.text_of(kind);
}
base::Outcome<plans::PauseKind> pause_kind_of(std::string_view text) {
    return pause_kinds.parse(text);
}
std::string_view dutch(plans::PlanOutcome outcome) {
    return plan_outcomes.text_of(outcome);
}

base::Outcome<plans::PlanOutcome> plan_outcome_of(std::string_view word) {
    return plan_outcomes.parse(word);
}

std::string_view dutch(plans::Way way) {
    return ways.text_of(way);
}

base::Outcome<plans::Way> way_of(std::string_view word) {
    return ways.parse(word);
}

std::string_view dutch(plans::ReviewCause cause) {
    return review_causes.text_of(cause);
}

std::string_view dutch(plans::Frequency frequency) {
    return frequencies.text_of(frequency);
}

base::Outcome<plans::Frequency> frequency_of(std::string_view word) {
    return frequencies.parse(word);
}

std::string_view dutch(payments::Sign sign) {
    return payment_signs.text_of(sign);
}

std::string_view dutch(payments::HandActKind kind) {
    return hand_act_kinds.text_of(kind);
}

std::string_view dutch(payments::OrderFileStage stage) {
    return collection_stages.text_of(stage);
}

std::string_view dutch(payments::NotCollectedReason reason) {
    return not_collected_reasons.text_of(reason);
}

std::string_view dutch(payments::RefundStanding standing) {
    return refund_standings.text_of(standing);
}

std::string_view dutch(payments::ClosingFrom from) {
    return closings_from.text_of(from);
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

}  // namespace draagkracht::api
