#include "support/test_plans.hpp"

#include <soci/soci.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/storage/bulk_insert.hpp"

namespace draagkracht::test_support {

namespace {

using base::Date;
using base::Money;
using storage::Column;
using storage::Transaction;

// As the services do: what was written stands in the trail.
void tell(Transaction& transaction, const access::Occasion& occasion) {
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"test.write", std::nullopt, std::nullopt, "test"});
    trail.write();
    transaction.commit();
}

// Clear of the numbers of payments, also of those that another TestPlans made.
constexpr int received_from = 1000;

constexpr std::string_view own_iban = "NL91ABNA0417164300";

// The account of the municipality, made at the first payment.
long long account_id(Transaction& transaction, base::MunicipalityId municipality) {
    long long account = 0;
    transaction.sql() << "SELECT id FROM bank_account", soci::into(account);
    if (transaction.sql().got_data()) {
        return account;
    }
    account = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "bank_account",
        {{"id", Column::number}, {"municipality_id", Column::number}, {"iban", Column::text}}};
    rows.add({std::int64_t{account}, municipality.value(), own_iban});
    rows.write();
    return account;
}

struct Receipt {
    long long account;
    int number;
    Money opening;
    Money amount;
    std::string value_date;
    std::string payer = {};
};

// A closed statement with one entry; the id of the entry.
std::int64_t add_entry(Transaction& transaction, const Receipt& receipt) {
    storage::IdBlock ids = transaction.reserve_ids(2);
    const std::int64_t statement_id = ids.take();
    const std::int64_t entry_id = ids.take();
    storage::BulkInsert statement{
        transaction,
        "bank_statement",
        {{"id", Column::number},
         {"bank_account_id", Column::number},
         {"identifier", Column::text},
         {"sequence_number", Column::text},
         {"statement_date", Column::text},
         {"opening_cents", Column::number},
         {"closing_cents", Column::number},
         {"file_sha256", Column::text},
         {"state", Column::text},
         {"entries_done", Column::number},
         {"received_at", Column::text}}};
    statement.add(
        {statement_id,
         std::int64_t{receipt.account},
         std::to_string(receipt.number),
         "",
         receipt.value_date,
         receipt.opening.in_cents(),
         (receipt.opening + receipt.amount).in_cents(),
         "",
         "closed",
         std::int64_t{1},
         receipt.value_date + "T12:00:00Z"}
    );
    statement.write();
    storage::BulkInsert entry{
        transaction,
        "bank_entry",
        {{"id", Column::number},
         {"statement_id", Column::number},
         {"entry_number", Column::number},
         {"detail_number", Column::number},
         {"amount_cents", Column::number},
         {"booking_date", Column::text},
         {"value_date", Column::text},
         {"bank_reference", Column::text},
         {"end_to_end_reference", Column::text},
         {"structured_reference", Column::text},
         {"remittance_text", Column::text},
         {"counterparty_iban", Column::text},
         {"counterparty_name", Column::text},
         {"is_reversal", Column::number},
         {"duplicate_key", Column::text}}};
    entry.add(
        {entry_id,
         statement_id,
         std::int64_t{1},
         std::int64_t{1},
         receipt.amount.in_cents(),
         receipt.value_date,
         receipt.value_date,
         "",
         "",
         "",
         "",
         "",
         receipt.payer,
         std::int64_t{receipt.amount.is_negative() ? 1 : 0},
         "test " + std::to_string(receipt.number)}
    );
    entry.write();
    return entry_id;
}

base::AllocationId add_allocation(
    Transaction& transaction, std::int64_t entry, const TestPlan& plan, const Receipt& receipt
) {
    const std::int64_t id = transaction.reserve_ids(1).take();
    storage::BulkInsert rows{
        transaction,
        "allocation",
        {{"id", Column::number},
         {"entry_id", Column::number},
         {"claim_id", Column::number},
         {"plan_id", Column::number},
         {"amount_cents", Column::number},
         {"rung", Column::text},
         {"reason", Column::text},
         {"allocated_on", Column::text},
         {"allocated_by", Column::text}}};
    rows.add(
        {id,
         entry,
         plan.claim.value(),
         plan.plan.value(),
         receipt.amount.in_cents(),
         "structured_reference",
         "test",
         receipt.value_date,
         "machine:reconciliation"}
    );
    rows.write();
    return base::AllocationId{id};
}

}  // namespace

TestPlan TestPlans::add(const std::string& client_number, const PlanTerms& terms) {
    const base::PersonId person = terms.person ? *terms.person : register_.person(client_number);
    const Money amount = Money::parse(terms.instalment).value();
    const Money total = amount * terms.count;
    const Date first_due = Date::parse(terms.first_due).value();
    std::vector<base::PersonId> debtors = terms.joint_debtors;
    debtors.push_back(person);
    const base::ClaimId claim =
        terms.claim
            ? *terms.claim
            : register_.claim("V-" + client_number, debtors, total.to_string(), terms.first_due);
    const plans::ScheduleTerms plan_terms = plans::monthly(amount, first_due);
    const plans::PlanFacts facts{
        .municipality = register_.zandwijk(),
        .person = person,
        .plan_number = "R-" + client_number,
        .version = 1,
        .payment_reference =
            base::PaymentReference::for_id(terms.claim ? person.value() : claim.value()),
        .agreed_on = terms.agreed_on.empty() ? first_due.plus_days(-30)
                                             : Date::parse(terms.agreed_on).value(),
        .agreed_by = "officer:1",
        .assessed = terms.assessed,
        .agreed_amount = amount,
        .debtors_own_wish = false,
        .difference_reason = {},
        .contact = std::nullopt,
        .assessment = std::nullopt,
        .claims = {{claim, 1, total}},
        .terms = plan_terms,
        .schedule = plans::schedule_of(total, plan_terms).value()};
    Transaction transaction{database_, "test plan", storage::Access::write};
    const base::PlanId plan = plans::add_plans(transaction, {facts}).front();
    tell(transaction, register_.machine(access::Machine::conversion));
    return {person, claim, plan};
}

base::EntryId TestPlans::receive(
    const std::string& amount, const std::string& value_date, const std::string& payer
) {
    Transaction transaction{database_, "test receipt", storage::Access::write};
    const Receipt receipt{
        account_id(transaction, register_.zandwijk()),
        received_from + ++payment_count_,
        bank_balance_,
        Money::parse(amount).value(),
        value_date,
        payer};
    bank_balance_ += receipt.amount;
    const std::int64_t entry = add_entry(transaction, receipt);
    storage::BulkInsert rows{
        transaction,
        "suspense_item",
        {{"id", Column::number},
         {"entry_id", Column::number},
         {"amount_cents", Column::number},
         {"reason_code", Column::text},
         {"reason", Column::text},
         {"opened_on", Column::text}}};
    rows.add(
        {transaction.reserve_ids(1).take(),
         entry,
         receipt.amount.in_cents(),
         "unknown_payer",
         "test",
         value_date}
    );
    rows.write();
    tell(transaction, register_.machine(access::Machine::conversion));
    return base::EntryId{entry};
}

void TestPlans::pay(
    const TestPlan& plan, const std::string& amount, const std::string& value_date
) {
    Transaction transaction{database_, "test payment", storage::Access::write};
    const Receipt receipt{
        account_id(transaction, register_.zandwijk()),
        ++payment_count_,
        bank_balance_,
        Money::parse(amount).value(),
        value_date};
    bank_balance_ += receipt.amount;
    const std::int64_t entry = add_entry(transaction, receipt);
    const base::AllocationId allocation = add_allocation(transaction, entry, plan, receipt);
    claims::add_postings(
        transaction,
        register_.machine(access::Machine::reconciliation, value_date).author(),
        {{plan.claim,
          {claims::Component::principal,
           claims::PostingKind::payment,
           -receipt.amount,
           Date::parse(value_date).value(),
           "test"},
          allocation,
          std::nullopt}}
    );
    tell(transaction, register_.machine(access::Machine::conversion));
}

void TestPlans::collect_from(const TestPlan& plan) {
    const plans::MandateId mandate = plans::MandateService{database_, register_.sealer()}
                                         .record(
                                             register_.officer(),
                                             plan.person,
                                             {"M-1",
                                              Date::parse("2026-06-29").value(),
                                              base::Iban::parse("NL18RABO0123459876").value()}
                                         )
                                         .value();
    Transaction transaction{database_, "test way to pay", storage::Access::write};
    static_cast<void>(account_id(transaction, register_.zandwijk()));
    storage::BulkInsert rows{
        transaction,
        "plan_way_to_pay",
        {{"plan_id", Column::number}, {"way", Column::text}, {"mandate_id", Column::number}}};
    rows.add({plan.plan.value(), "direct_debit", mandate.value()});
    rows.write();
    tell(transaction, register_.machine(access::Machine::conversion));
}

void TestPlans::end(const TestPlan& plan, const std::string& ended_on, plans::PlanOutcome outcome) {
    Transaction transaction{database_, "test end", storage::Access::write};
    plans::end_plans(
        transaction, {plan.plan}, {Date::parse(ended_on).value(), outcome, "test", "officer:1"}
    );
    tell(transaction, register_.machine(access::Machine::conversion));
}

}  // namespace draagkracht::test_support
