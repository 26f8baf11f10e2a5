#include "followup/explanation_store.hpp"

#include "draagkracht/base/timestamp.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/norms/match_ladder.hpp"
#include "draagkracht/storage/rows.hpp"
#include "followup/step_store.hpp"

namespace draagkracht::followup {

using base::Date;
using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Transaction;

namespace {

Date date_of(const std::string& text) {
    return Date::parse(text).value();
}

Date day_of_moment(const std::string& moment) {
    return base::amsterdam_date(base::Timestamp::parse(moment).value());
}

}  // namespace

std::unordered_map<base::AllocationId, EntrySource> entry_sources(
    Transaction& transaction, const std::vector<base::AllocationId>& allocations
) {
    const std::string keys = storage::json_list(allocations);
    std::unordered_map<base::AllocationId, EntrySource> sources;
    long long allocation = 0;
    long long entry = 0;
    std::string statement, statement_date, rung, matched_by, ladder_from, allocated_by,
        allocated_on;
    int ladder_rule = 0;
    for_each_row(
        (ask(transaction,
             "SELECT allocation.id, bank_entry.id,"
             " CASE WHEN bank_account.kind = 'bank' THEN 'statement '"
             " ELSE bank_account.kind || ' list ' END || bank_statement.identifier,"
             " bank_statement.statement_date, allocation.rung,"
             " COALESCE(bank_entry.matched_by, ''), COALESCE(bank_entry.ladder_rule, 0),"
             " COALESCE(bank_entry.ladder_from, ''),"
             " allocation.allocated_by, allocation.allocated_on"
             " FROM allocation JOIN bank_entry ON bank_entry.id = allocation.entry_id"
             " JOIN bank_statement ON bank_statement.id = bank_entry.statement_id"
             " JOIN bank_account ON bank_account.id = bank_statement.bank_account_id"
             " WHERE allocation.id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(allocation),
         into(entry),
         into(statement),
         into(statement_date),
         into(rung),
         into(matched_by),
         into(ladder_rule),
         into(ladder_from),
         into(allocated_by),
         into(allocated_on)),
        [&] {
            sources.emplace(
                base::AllocationId{allocation},
                EntrySource{
                    base::EntryId{entry},
                    statement,
                    date_of(statement_date),
                    rung,
                    allocated_by,
                    date_of(allocated_on),
                    matched_by,
                    norms::text_of(
                        {rung == claims::by_hand_rung ? 0 : ladder_rule,
                         ladder_from.empty() ? std::nullopt : std::optional{date_of(ladder_from)}}
                    )}
            );
        }
    );
    return sources;
}

std::unordered_map<base::ApprovalId, DecidedApproval> decided_approvals(
    Transaction& transaction, const std::vector<base::ApprovalId>& approvals
) {
    const std::string keys = storage::json_list(approvals);
    std::unordered_map<base::ApprovalId, DecidedApproval> decided;
    long long id = 0;
    std::string decided_by, decided_at;
    for_each_row(
        (ask(transaction,
             "SELECT id, decided_by, decided_at FROM approval"
             " WHERE decision = 'granted' AND id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(id),
         into(decided_by),
         into(decided_at)),
        [&] {
            decided.emplace(
                base::ApprovalId{id}, DecidedApproval{decided_by, day_of_moment(decided_at)}
            );
        }
    );
    return decided;
}

std::vector<base::PlanId> plans_on_claim(Transaction& transaction, base::ClaimId claim, Date day) {
    const long long claim_id = claim.value();
    const std::string by = day.to_string();
    std::vector<base::PlanId> plans;
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan.id FROM plan_claim JOIN plan ON plan.id = plan_claim.plan_id"
             " WHERE plan_claim.claim_id = :claim AND plan.agreed_on <= :day"
             " ORDER BY plan.agreed_on, plan.id"),
         use(claim_id, "claim"),
         use(by, "day"),
         into(id)),
        [&] { plans.emplace_back(id); }
    );
    return plans;
}

std::map<base::PlanId, std::string> enders_of(
    Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    const std::string keys = storage::json_list(plans);
    std::map<base::PlanId, std::string> enders;
    long long plan = 0;
    std::string ended_by;
    for_each_row(
        (ask(transaction,
             "SELECT plan_id, ended_by FROM plan_end WHERE plan_id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(plan),
         into(ended_by)),
        [&] { enders.emplace(base::PlanId{plan}, ended_by); }
    );
    return enders;
}

std::vector<RecordedStep> steps_on_plans(
    Transaction& transaction, const std::vector<base::PlanId>& plans, Date day
) {
    const std::string keys = storage::json_list(plans);
    const std::string by = day.to_string();
    std::vector<RecordedStep> steps;
    long long id = 0;
    long long plan = 0;
    int instalment = 0;
    std::string step, taken_on, taken_by, basis, note;
    for_each_row(
        (ask(transaction,
             "SELECT id, plan_id, instalment_number, step, taken_on, taken_by, basis,"
             " lighter_step_note FROM escalation_step WHERE plan_id " +
                 transaction.among_numbers(":keys") +
                 " AND taken_on <= :day ORDER BY taken_on, id"),
         use(keys, "keys"),
         use(by, "day"),
         into(id),
         into(plan),
         into(instalment),
         into(step),
         into(taken_on),
         into(taken_by),
         into(basis),
         into(note)),
        [&] {
            steps.push_back(
                {StepId{id},
                 {base::PlanId{plan}, instalment},
                 step_of(step),
                 date_of(taken_on),
                 taken_by,
                 basis,
                 note}
            );
        }
    );
    return steps;
}

std::map<base::ContactId, MadeBy> conversations(
    Transaction& transaction, const std::vector<base::ContactId>& contacts
) {
    const std::string keys = storage::json_list(contacts);
    std::map<base::ContactId, MadeBy> found;
    long long id = 0;
    std::string number, recorded_by, contacted_on;
    for_each_row(
        (ask(transaction,
             "SELECT id, contact_number, recorded_by, contacted_on FROM contact WHERE id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(id),
         into(number),
         into(recorded_by),
         into(contacted_on)),
        [&] {
            found.emplace(
                base::ContactId{id}, MadeBy{"contact:" + number, recorded_by, date_of(contacted_on)}
            );
        }
    );
    return found;
}

std::map<base::AssessmentId, StoredAssessment> stored_assessments(
    Transaction& transaction, const std::vector<base::AssessmentId>& assessments
) {
    const std::string keys = storage::json_list(assessments);
    std::map<base::AssessmentId, StoredAssessment> found;
    long long id = 0;
    std::string assessed_on, worksheet;
    for_each_row(
        (ask(transaction,
             "SELECT id, assessed_on, worksheet_json FROM assessment WHERE id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(id),
         into(assessed_on),
         into(worksheet)),
        [&] {
            found.emplace(
                base::AssessmentId{id}, StoredAssessment{date_of(assessed_on), worksheet}
            );
        }
    );
    return found;
}

}  // namespace draagkracht::followup
