#include "figures/breaches.hpp"

namespace draagkracht::figures {

std::vector<Breach> breaches() {
    const std::string notice_of = std::string{new_step} +
                                  "VALUES (9001, $zandwijk, $person1, $plan1, 2, 'formal_notice',"
                                  " '2026-07-20', '2026-07-07', ";
    return {
        {"entry-conserved", {"UPDATE bank_entry SET amount_cents = amount_cents + 1"}},
        {"bank-equals-ledger", {"UPDATE bank_entry SET amount_cents = amount_cents + 1"}},
        {"allocation-posted",
         {"INSERT INTO allocation SELECT 9001, entry_id, claim_id, plan_id, 1, rung, reason,"
          " allocated_on, allocated_by, NULL FROM allocation WHERE plan_id = $plan1"}},
        {"posting-allocated",
         {"INSERT INTO posting SELECT 9001, $claim2, component, kind, -1, value_date, booked_on,"
          " allocation_id, NULL, reason, posted_by, NULL FROM posting"
          " WHERE claim_id = $claim1 AND kind = 'payment'"}},
        {"by-hand-stands",
         {"UPDATE allocation SET rung = 'replayed' WHERE hand_act_id IS NOT NULL"}},
        {"refund-as-decided", {"UPDATE approval SET decision = 'refused' WHERE decision > ''"}},
        {"refund-as-decided", {"UPDATE refund SET amount_cents = -amount_cents"}},
        {"collection-as-decided", {"UPDATE collection SET total_cents = total_cents + 1"}},
        {"collected-once",
         {"INSERT INTO collection SELECT 9001, municipality_id, until_date, message, creditor_name,"
          " creditor_identifier, creditor_iban, 1, 5000, prepared_on, prepared_at, prepared_by"
          " FROM collection",
          "INSERT INTO collection_order SELECT 9002, 9001, 'INC-9002', plan_id, instalment_number,"
          " mandate_id, collect_on, amount_cents, is_retry, debtor_name_sealed"
          " FROM collection_order WHERE instalment_number = 1",
          "INSERT INTO collection_file SELECT 9001, (SELECT MIN(id) FROM approval), sha256, sha1,"
          " byte_count, released_on, released_by, 1, 5000 FROM collection_file"}},
        {"payout-as-decided", {"UPDATE payout SET total_cents = total_cents + 1"}},
        {"payout-as-ordered",
         {// Ordered twice.
          "INSERT INTO payout SELECT 9001, municipality_id, message, payer_name, order_count,"
          " total_cents, prepared_on, prepared_at, prepared_by FROM payout",
          "INSERT INTO payout_order SELECT 9002, 9001, refund_id, bank_account_id, 'TB-9002',"
          " amount_cents FROM payout_order"}},
        {"payout-as-ordered",
         {"INSERT INTO payout_answer SELECT 9001, id, 'paid', (SELECT MIN(id) FROM bank_entry),"
          " -1, '2026-07-12', 'x' FROM payout_order"}},
        {"return-undone",
         {"INSERT INTO entry_return SELECT MAX(id), MIN(id), '2026-06-01', 'r', '2026-06-01', 'x'"
          " FROM bank_entry"}},
        {"credit-used", {"UPDATE posting SET amount_cents = 9999 WHERE kind = 'set_off'"}},
        {"credit-used", {"UPDATE claim_act SET amount_cents = 9999 WHERE kind = 'credit_moved'"}},
        {"credit-used",
         {// A refund that nothing was booked for.
          "INSERT INTO claim_act (id, claim_id, act_number, kind, on_date, reason,"
          " decision_number, amount_cents, recorded_on, recorded_by) VALUES (9001, $claim1, 'A-9',"
          " 'credit_refunded', '2026-07-12', 'r', '', 100, '2026-07-12', 'x')"}},
        {"closed-month-quiet",
         {"INSERT INTO posting SELECT 9001, claim_id, component, 'correction', -1, value_date,"
          " '2026-06-20', NULL, NULL, reason, posted_by, NULL FROM posting"
          " WHERE claim_id = $claim1 AND kind = 'claim'"}},
        {"closed-month-quiet",
         {"INSERT INTO allocation SELECT 9001, entry_id, claim_id, plan_id, 1, rung, reason,"
          " '2026-06-30', allocated_by, NULL FROM allocation WHERE plan_id = $plan1"}},
        {"closed-month-quiet",
         {// June was the first month that was closed, and took all before it in.
          "INSERT INTO suspense_item SELECT 9001, MIN(id), 1, 'x', 'x', '2026-04-30'"
          " FROM bank_entry"}},
        {"months-stand",
         {// With a lower id than the close, as if it had been there.
          "INSERT INTO posting SELECT -1, claim_id, component, kind, -500, value_date, booked_on,"
          " allocation_id, NULL, reason, posted_by, NULL FROM posting"
          " WHERE claim_id = $claim1 AND kind = 'payment'"}},
        {"months-stand", {"UPDATE month_close_account SET ledger_cents = ledger_cents + 1"}},
        {"claim-opened", {"UPDATE claim SET original_amount_cents = 1 WHERE id = $claim1"}},
        {"never-overpaid",
         {"INSERT INTO posting SELECT 9001, claim_id, 'interest', 'correction', -1, value_date,"
          " booked_on, NULL, NULL, reason, posted_by, NULL FROM posting"
          " WHERE claim_id = $claim1 AND kind = 'claim'"}},
        {"statement-closed", {"UPDATE bank_statement SET closing_cents = closing_cents + 1"}},
        {"plan-adds-up", {"UPDATE plan SET total_cents = total_cents + 1 WHERE id = $plan1"}},
        {"plan-adds-up", {"UPDATE plan_claim SET amount_cents = 1 WHERE plan_id = $plan1"}},
        {"schedule-runs-on",
         {"UPDATE instalment SET due_date = '2026-05-01' WHERE plan_id = $plan1 AND number = 2"}},
        {"schedule-runs-on",
         {"UPDATE instalment SET cumulative_cents = cumulative_cents + 1"
          " WHERE plan_id = $plan1 AND number = 2"}},
        {"entry-once",
         {"INSERT INTO bank_entry (id, statement_id, entry_number, detail_number, amount_cents,"
          " booking_date, value_date, bank_reference, end_to_end_reference,"
          " structured_reference, remittance_text, counterparty_iban, counterparty_name,"
          " is_reversal, duplicate_key)"
          " SELECT 9001, statement_id, entry_number, detail_number, amount_cents,"
          " booking_date, value_date, bank_reference, end_to_end_reference,"
          " structured_reference, remittance_text, counterparty_iban, counterparty_name,"
          " is_reversal, 'another key' FROM bank_entry WHERE duplicate_key = 'test 1'"}},
        {"task-once",
         {"INSERT INTO task SELECT 9001, municipality_id, person_id, kind, plan_id,"
          " instalment_number, '2026-06-11', amount_open_cents FROM task WHERE plan_id = $plan3"}},
        {"contact-before-force", {notice_of + "'conversation', NULL, 'x', 'officer:1')"}},
        {"contact-before-force",
         {notice_of + "'attempts', NULL, 'x', 'officer:1')",
          // The contacts were about another instalment.
          "INSERT INTO escalation_evidence SELECT 9001, contact_id FROM contact_arrear"
          " WHERE plan_id = $plan1"}},
        {"contact-before-force",
         {// An approval that nobody granted.
          "INSERT INTO approval (id, municipality_id, action, subject, reason, requested_by,"
          " requested_at, used_at) VALUES (9002, $zandwijk, 'followup.override_gate',"
          " 'plan:$plan1/instalment:2/formal_notice', 'x', 'officer:1', 'x', 'x')",
          notice_of + "'approval', 9002, 'x', 'officer:1')"}},
        {"contact-before-force",
         {// The second person is of another municipality.
          "INSERT INTO municipality (id, code, name, policy) VALUES (9003, 'x', 'X', 'x')",
          "UPDATE approval SET municipality_id = 9003"}},
        {"contact-before-force",
         {// An approval of another notice is turned to this one.
          "UPDATE approval SET subject = 'plan:$plan1/instalment:2/formal_notice'"}},
        {"call-before-letter",
         {std::string{new_step} +
          "VALUES (9001, $zandwijk, $person3, $plan3, 1, 'friendly_reminder', '2026-06-20',"
          " '2026-06-07', 'attempts', NULL, '', 'machine:night_run')"}},
        {"nothing-in-a-pause",
         {// A task about what the pause has moved to 1 August.
          "INSERT INTO task VALUES (9001, $zandwijk, $person3, 'missed_instalment', $plan2, 2,"
          " '2026-07-20', 5000)"}},
        {"nothing-in-a-pause",
         {std::string{new_step} +
          "VALUES (9001, $zandwijk, $person3, $plan2, 2, 'friendly_reminder', '2026-07-20',"
          " '2026-07-07', 'attempts', NULL, '', 'machine:night_run')"}},
        {"nothing-in-a-pause",
         {// About what was missed long before, but while the pause runs.
          std::string{new_step} +
          "VALUES (9001, $zandwijk, $person3, $plan3, 1, 'friendly_reminder', '2026-09-30',"
          " '2026-06-07', 'attempts', NULL, '', 'machine:night_run')"}},
        {"pauses-hold",
         {"UPDATE instalment_move SET due_date = '2026-12-31'"
          " WHERE plan_id = $plan2 AND instalment_number = 6"}},
        {"pauses-hold", {"DELETE FROM instalment_move WHERE plan_id = $plan3"}},
        {"pauses-hold", {"UPDATE plan_pause SET last_day = '2026-10-01' WHERE plan_id = $plan3"}},
        {"one-plan-a-debtor",
         {"INSERT INTO claim_debtor VALUES ($claim2, $person1, '2026-01-01')",
          "UPDATE plan SET person_id = $person1 WHERE id = $plan2",
          "INSERT INTO plan_claim VALUES ($plan1, $claim2, 2, 1)"}},
        {"one-plan-a-debtor", {"UPDATE plan SET person_id = $person1 WHERE id = $plan2"}},
        {"protected-income", {"UPDATE plan SET protected_income_cents = 125001"}},
        {"own-wish-above-norm", {"UPDATE plan SET norm_amount_cents = 4999"}},
        {"own-wish-above-norm",
         {"UPDATE plan SET norm_amount_cents = 4999, difference_reason = 'asked for it'"}},
        {"own-wish-above-norm", {"UPDATE plan SET norm_amount_cents = 5100"}},
        {"promised-once",
         {"UPDATE plan SET person_id = $person1 WHERE id = $plan2",
          "UPDATE plan_terms SET paid_elsewhere_cents = 4999 WHERE plan_id = $plan2"}},
        {"plan-follows-terms", {"UPDATE plan_terms SET day_of_month = 3 WHERE plan_id = $plan1"}},
        {"plan-follows-terms",
         {"UPDATE plan_amount_step SET amount_cents = 4000 WHERE plan_id = $plan1"}},
        {"plan-follows-terms", {"DELETE FROM plan_terms WHERE plan_id = $plan3"}},
        {"plan-follows-terms", {"UPDATE plan SET agreed_amount_cents = 100"}},
        {"letters-stand",
         {"UPDATE instalment SET amount_cents = amount_cents + 1 WHERE plan_id = $plan1"}},
        {"rows-as-written", {"DELETE FROM sent_letter"}},
        {"rows-as-written", {"UPDATE sent_letter SET letter_date = '2026-06-09'"}},
        {"rows-as-written", {"UPDATE sent_letter SET person_id = $person3"}},
        {"rows-as-written", {"UPDATE contact SET outcome = 'left_message'"}},
        {"rows-as-written", {"UPDATE task SET person_id = $person3"}},
        {"rows-as-written", {"UPDATE claim_debtor SET liable_from = '2026-07-01'"}},
        {"rows-as-written",
         {"UPDATE claim SET original_amount_cents = 40000 WHERE id = $claim1",
          "UPDATE posting SET amount_cents = 40000 WHERE claim_id = $claim1 AND kind = 'claim'"}},
        {"assessment-recomputes", {"UPDATE assessment SET sha256 = '0'"}},
        {"assessment-recomputes", {"UPDATE assessment SET worksheet_json = '{}'"}},
        {"assessment-recomputes",
         {"UPDATE assessment SET household_json = REPLACE(household_json, '1419.46', '1419.47')"}},
        {"roles-as-given", {"UPDATE officer_role SET role = 'supervisor'"}},
        {"roles-as-given", {"DELETE FROM officer_role"}},
        {"roles-as-given", {"INSERT INTO officer_role VALUES (1, $zandwijk, 'administrator')"}},
        {"never-changed", {"SELECT 1"}},  // the guards were taken off before
        {"trail-whole", {"UPDATE audit_event SET actor = 'x' WHERE sequence = 3"}},
    };
}

}  // namespace draagkracht::figures
