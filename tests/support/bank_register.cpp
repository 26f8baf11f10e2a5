#include "support/bank_register.hpp"

#include <fmt/format.h>
#include <soci/soci.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::test_support {

using soci::into;
using storage::Transaction;

namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

base::Date day(const std::string& text) {
    return base::Date::parse(text).value();
}

// The rows of a query with text columns, one a line.
std::string lines_of(Transaction& transaction, const std::string& query) {
    std::string line;
    std::string lines;
    storage::for_each_row((ask(transaction, query), into(line)), [&] { lines += line + "\n"; });
    return lines;
}

// Takes the balance with this code out of a camt.053.
void take_out(std::string& text, const std::string& code) {
    const std::size_t at = text.find("<Cd>" + code + "</Cd>");
    const std::size_t begin = text.rfind("<Bal>", at);
    text.erase(begin, text.find("</Bal>", at) + 6 - begin);
}

}  // namespace

std::string reference_text(std::int64_t number) {
    return base::PaymentReference::for_number(number).text();
}

// Two statements of one day do not open with the same balance.
StatementText::StatementText(std::string identifier, const std::string& date) {
    std::int64_t opening_cents = 100'000;
    for (const char character : identifier) {
        opening_cents = (opening_cents * 31 + character) % 10'000'019;
    }
    statement_.account = BankRegister::own_account;
    statement_.currency = "EUR";
    statement_.identifier = std::move(identifier);
    statement_.created_on = day(date);
    const base::Money opening = base::Money::cents(opening_cents);
    statement_.opening = payments::Balance{opening, "EUR", day(date).plus_days(-1)};
    statement_.closing = payments::Balance{opening, "EUR", day(date)};
}

StatementText& StatementText::paid(std::string_view amount, const PaymentText& told) {
    payments::Detail detail;
    detail.amount = money(amount);
    if (!told.structured.empty()) {
        detail.structured_references.push_back({told.structured, "CUR"});
    }
    detail.free_text = told.text;
    detail.counterparty_account = told.account;
    detail.counterparty_name = told.name;
    detail.return_reason = told.return_reason;
    detail.end_to_end_id = told.end_to_end_id;
    detail.batch_id = told.batch_id;
    payments::Entry entry;
    entry.amount = *detail.amount;
    entry.is_reversal = told.is_reversal;
    entry.status = told.status;
    entry.bank_reference = told.bank_reference;
    entry.details.push_back(std::move(detail));
    return add(std::move(entry));
}

StatementText& StatementText::add(payments::Entry entry) {
    entry.currency = "EUR";
    entry.number = entries_.size() + 1;
    if (!entry.booking_date) {
        entry.booking_date = statement_.created_on;
    }
    if (!entry.value_date) {
        entry.value_date = statement_.created_on;
    }
    if (entry.status == payments::EntryStatus::booked) {
        statement_.closing->amount += entry.amount;
    }
    entries_.push_back(std::move(entry));
    return *this;
}

StatementText& StatementText::opens_with(base::Money balance) {
    base::ensure(entries_.empty(), "the opening balance is given before anything is paid");
    statement_.opening->amount = balance;
    statement_.closing->amount = balance;
    return *this;
}

StatementText& StatementText::broken_by(std::string_view difference) {
    statement_.closing->amount += money(difference);
    return *this;
}

StatementText& StatementText::named(std::string identifier) {
    statement_.identifier = std::move(identifier);
    return *this;
}

StatementText& StatementText::numbered(std::string sequence_number) {
    statement_.sequence_number = std::move(sequence_number);
    return *this;
}

StatementText& StatementText::of_account(std::string account) {
    statement_.account = std::move(account);
    return *this;
}

void StatementText::write(payments::Camt053Writer& writer, std::size_t number) const {
    payments::Statement statement = statement_;
    statement.number = number;
    writer.begin(statement);
    for (const payments::Entry& entry : entries_) {
        writer.write(entry);
    }
    writer.end();
}

std::string text_of(
    const std::vector<StatementText>& statements, payments::Camt053Version version
) {
    std::ostringstream out;
    payments::Camt053Writer writer{out, version};
    std::size_t number = 0;
    for (const StatementText& statement : statements) {
        statement.write(writer, ++number);
    }
    writer.finish();
    return out.str();
}

std::string camt_page(
    int page, bool is_last, const std::string& opening, const std::string& amount
) {
    StatementText statement{"S1", "2026-06-30"};
    statement.opens_with(money(opening))
        .paid(amount, {.text = "van niemand", .bank_reference = fmt::format("R{}", page)});
    std::string text = text_of({statement});
    if (page > 1) {
        take_out(text, "OPBD");
    }
    if (!is_last) {
        take_out(text, "CLBD");
    }
    const std::string pages =
        fmt::format("<MsgPgntn><PgNb>{}</PgNb><LastPgInd>{}</LastPgInd></MsgPgntn>", page, is_last);
    text.insert(text.find("</GrpHdr>"), pages);
    return text;
}

BankRegister::BankRegister(storage::Database& database) : database_{database}, register_{database} {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("draagkracht_statements_{}_{}", getpid(), ++count);
    std::filesystem::create_directories(folder_);
    const auto account = payments::ReconciliationService{database}.add_bank_account(
        register_.machine(access::Machine::conversion),
        register_.zandwijk(),
        base::Iban::parse(own_account).value()
    );
    base::ensure(account.has_value(), "the bank account of a fresh register can be added");
}

BankRegister::~BankRegister() {
    std::filesystem::remove_all(folder_);
}

base::PersonId BankRegister::person(
    const std::string& client_number, const std::vector<std::string>& accounts
) {
    people::PersonFacts facts = TestRegister::person_facts(client_number);
    for (const std::string& account : accounts) {
        facts.accounts.push_back(base::Iban::parse(account).value());
    }
    people::PeopleService people{database_, register_.sealer()};
    return people.register_person(register_.officer(), register_.zandwijk(), facts).value();
}

base::ClaimId BankRegister::claim(
    std::int64_t number, const std::vector<base::PersonId>& debtors, const std::string& amount
) {
    claims::NewClaim claim =
        TestRegister::new_claim(fmt::format("V-{}", number), debtors, amount, "2026-04-13");
    claim.payment_reference = base::PaymentReference::for_number(number);
    claims::ClaimsService claims{database_};
    return claims
        .register_claim(register_.officer(), register_.zandwijk(), claim, law_of_the_land())
        .value();
}

base::PlanId BankRegister::plan(
    std::int64_t number,
    base::PersonId person,
    const std::vector<base::ClaimId>& claims,
    const std::string& total,
    const std::string& monthly,
    const plans::WayToPay& way_to_pay
) {
    plans::PlanFacts facts{
        .municipality = register_.zandwijk(),
        .person = person,
        .plan_number = fmt::format("R-{}", number),
        .payment_reference = base::PaymentReference::for_number(number),
        .agreed_on = day("2026-04-20"),
        .agreed_by = "officer:1",
        .assessed = std::nullopt,
        .agreed_amount = money(monthly),
        .difference_reason = "",
        .contact = std::nullopt,
        .assessment = std::nullopt,
        .claims = {},
        .terms = plans::monthly(money(monthly), day("2026-05-28")),
        .schedule = {},
        .way_to_pay = way_to_pay};
    facts.schedule = plans::schedule_of(money(total), facts.terms).value();
    for (const base::ClaimId claim : claims) {
        facts.claims.push_back({claim, static_cast<int>(facts.claims.size()) + 1, money("1.00")});
    }
    Transaction transaction{database_, "plan", storage::Access::write};
    const base::PlanId plan = plans::add_plans(transaction, {facts}).front();
    tell("plans.agree", plan, transaction);
    transaction.commit();
    return plan;
}

void BankRegister::end_plan(base::PlanId plan) {
    Transaction transaction{database_, "end plan", storage::Access::write};
    plans::end_plans(
        transaction,
        {plan},
        {day("2026-06-01"), plans::PlanOutcome::broken, "not kept", "officer:1"}
    );
    tell("plans.end", plan, transaction);
    transaction.commit();
}

// As the program does: an import goes by the trail to know whether anything changed.
void BankRegister::tell(const char* action, base::PlanId plan, Transaction& transaction) {
    audit::Trail trail{transaction, register_.officer().author()};
    trail.record({action, register_.zandwijk(), std::nullopt, fmt::format("plan:{}", plan.value())}
    );
    trail.write();
}

std::filesystem::path BankRegister::file(const std::string& text, const std::string& name) {
    std::ofstream{folder_ / name, std::ios::binary} << text;
    return folder_ / name;
}

base::Outcome<payments::FileReport> BankRegister::reconcile(
    const std::filesystem::path& file, std::size_t entries_per_chunk, const std::string& today
) {
    payments::ReconciliationService service{database_, entries_per_chunk};
    const access::Occasion machine = register_.machine(access::Machine::reconciliation, today);
    const access::Occasion officer = register_.officer(access::Role::debt_officer, today);
    auto report = service.reconcile(machine, file);
    while (!report && report.error().code == "payments.gap") {
        const std::string& where = report.error().where;  // "statement.xml, statement 2"
        const auto confirmed = service.confirm(
            officer,
            file,
            {payments::FindingCode::gap,
             "this test tells nothing of the days between",
             std::stoul(where.substr(where.rfind(' ')))}
        );
        base::ensure(confirmed.has_value(), "a gap that was found can be confirmed");
        report = service.reconcile(machine, file);
    }
    return report;
}

base::Outcome<payments::FileReport> BankRegister::reconcile_as_sent(
    const std::filesystem::path& file
) {
    payments::ReconciliationService service{database_};
    return service.reconcile(register_.machine(access::Machine::reconciliation), file);
}

base::Outcome<payments::ConfirmedFinding> BankRegister::confirm(
    const std::filesystem::path& file, const payments::FindingToConfirm& told
) {
    payments::ReconciliationService service{database_};
    return service.confirm(register_.officer(), file, told);
}

base::Outcome<payments::FileReport> BankRegister::reconcile(const StatementText& statement) {
    return reconcile(file(text_of({statement})));
}

std::vector<std::string> BankRegister::placed() {
    Transaction transaction{database_, "placed", storage::Access::read};
    const std::string lines = lines_of(
        transaction,
        "SELECT line FROM ("
        "SELECT bank_entry.entry_number AS entry, bank_entry.detail_number AS detail,"
        " posting.id AS place,"
        " COALESCE('plan ' || plan.plan_number || ' ', '') || claim.claim_number || ' ' ||"
        " posting.component || ' ' || CAST(-posting.amount_cents AS TEXT) || ' ' || allocation.rung"
        " AS line FROM bank_entry JOIN allocation ON allocation.entry_id = bank_entry.id"
        " JOIN posting ON posting.allocation_id = allocation.id"
        " JOIN claim ON claim.id = posting.claim_id"
        " LEFT JOIN plan ON plan.id = allocation.plan_id"
        " UNION ALL SELECT bank_entry.entry_number, bank_entry.detail_number, suspense_item.id,"
        " 'suspense ' || CAST(suspense_item.amount_cents AS TEXT) || ' ' || reason_code"
        " FROM bank_entry JOIN suspense_item ON suspense_item.entry_id = bank_entry.id"
        ") AS lines ORDER BY entry, detail, line LIKE 'suspense%', place"
    );
    std::vector<std::string> placed;
    std::istringstream stream{lines};
    for (std::string line; std::getline(stream, line);) {
        placed.push_back(line);
    }
    return placed;
}

std::string BankRegister::everything() {
    Transaction transaction{database_, "everything", storage::Access::read};
    const auto lines = [&transaction](const std::string& query) {
        return lines_of(transaction, query + " ORDER BY 1") + "--\n";
    };
    return lines(
               "SELECT identifier || '|' || statement_date || '|' || state || '|' ||"
               " CAST(entries_done AS TEXT) || '|' || CAST(closing_cents AS TEXT)"
               " FROM bank_statement"
           ) +
           lines(
               "SELECT duplicate_key || '|' || CAST(amount_cents AS TEXT) || '|' || value_date ||"
               " '|' || structured_reference || '|' || remittance_text || '|' ||"
               " counterparty_iban || '|' || counterparty_name FROM bank_entry"
           ) +
           lines(
               "SELECT bank_entry.duplicate_key || '|' || claim.claim_number || '|' ||"
               " COALESCE(plan.plan_number, '') || '|' || CAST(allocation.amount_cents AS TEXT)"
               " || '|' || allocation.rung || '|' || allocation.reason || '|' || posting.component"
               " || '|' || CAST(posting.amount_cents AS TEXT) || '|' || posting.value_date ||"
               " '|' || posting.booked_on || '|' || posting.posted_by"
               " FROM allocation JOIN bank_entry ON bank_entry.id = allocation.entry_id"
               " JOIN claim ON claim.id = allocation.claim_id"
               " LEFT JOIN plan ON plan.id = allocation.plan_id"
               " LEFT JOIN posting ON posting.allocation_id = allocation.id"
           ) +
           lines(
               "SELECT bank_entry.duplicate_key || '|' ||"
               " CAST(suspense_item.amount_cents AS TEXT) || '|' || reason_code || '|' || reason"
               " FROM suspense_item JOIN bank_entry ON bank_entry.id = suspense_item.entry_id"
           ) +
           lines(
               "SELECT claim.claim_number || '|' || component || '|' ||"
               " CAST(SUM(amount_cents) AS TEXT) FROM posting JOIN claim ON claim.id = claim_id"
               " GROUP BY claim.claim_number, component"
           ) +
           lines(
               // An entry is named by what the bank told of it: its number in the register depends
               // on how often somebody was cut off, as PostgreSQL gives no number twice.
               "SELECT told || '|' || CAST(COUNT(*) AS TEXT) FROM (SELECT action || '|' ||"
               " CASE WHEN action = 'payments.take_back' THEN (SELECT 'by ' || duplicate_key"
               " FROM bank_entry WHERE details = '{\"by_entry\":' || CAST(bank_entry.id AS TEXT) "
               "|| '}')"
               " ELSE details END AS told"
               " FROM audit_event WHERE action LIKE 'payments.%'"
               " AND action <> 'payments.book') events GROUP BY told"
           ) +
           lines("SELECT identifier || '|' || content_sha256 FROM bank_notification") +
           lines(
               "SELECT content_key || '|' || CAST(notified_batch.entry_number AS TEXT) || '|' ||"
               " CAST((SELECT COUNT(*) FROM notified_detail WHERE notified_batch_id ="
               " notified_batch.id) AS TEXT) || '|' || COALESCE((SELECT identifier || ' ' ||"
               " CAST(used.entry_number AS TEXT) FROM notified_batch_use used JOIN bank_statement"
               " ON bank_statement.id = statement_id WHERE notified_batch_id ="
               " notified_batch.id), '') FROM notified_batch"
           ) +
           // How many payments are told together depends on where an import was cut off.
           lines(
               "SELECT DISTINCT 'payments.book|' || client_number FROM audit_event"
               " JOIN audit_event_person ON audit_event_person.sequence = audit_event.sequence"
               " JOIN person ON person.id = audit_event_person.person_id"
               " WHERE action = 'payments.book'"
           );
}

std::string BankRegister::outcome() {
    Transaction transaction{database_, "outcome", storage::Access::read};
    const auto lines = [&transaction](const std::string& query) {
        return lines_of(transaction, query + " ORDER BY 1") + "--\n";
    };
    return lines(
               "SELECT claim.claim_number || ' ' || component || ' ' || value_date || ' ' ||"
               " CAST(SUM(amount_cents) AS TEXT) FROM posting JOIN claim ON claim.id = claim_id"
               " GROUP BY claim.claim_number, component, value_date HAVING SUM(amount_cents) <> 0"
           ) +
           lines(
               "SELECT bank_entry.duplicate_key || ' ' || claim.claim_number || ' ' ||"
               " COALESCE(plan.plan_number, '-') || ' ' ||"
               " CAST(SUM(allocation.amount_cents) AS TEXT)"
               " FROM allocation JOIN bank_entry ON bank_entry.id = allocation.entry_id"
               " JOIN claim ON claim.id = allocation.claim_id"
               " LEFT JOIN plan ON plan.id = allocation.plan_id"
               " GROUP BY bank_entry.duplicate_key, claim.claim_number, plan.plan_number"
               " HAVING SUM(allocation.amount_cents) <> 0"
           ) +
           lines(
               "SELECT bank_entry.duplicate_key || ' ' ||"
               " CAST(SUM(suspense_item.amount_cents) AS TEXT)"
               " FROM suspense_item JOIN bank_entry ON bank_entry.id = suspense_item.entry_id"
               " GROUP BY bank_entry.duplicate_key HAVING SUM(suspense_item.amount_cents) <> 0"
           );
}

}  // namespace draagkracht::test_support
