#include "payments/payroll_list_store.hpp"

#include <fmt/format.h>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Transaction;

namespace {

// The clients by the numbers that the list tells.
using Numbers = std::unordered_map<base::PersonId, std::string>;

std::string keys_of(const Numbers& numbers) {
    std::vector<base::PersonId> people;
    for (const auto& [person, number] : numbers) {
        people.push_back(person);
    }
    return storage::json_list(people);
}

void read_owed(Transaction& transaction, const Numbers& numbers, ListFacts& facts) {
    const std::string keys = keys_of(numbers);
    long long person = 0;
    long long claim = 0;
    for_each_row(
        (ask(transaction,
             "SELECT person_id, claim_id FROM claim_debtor WHERE person_id " +
                 transaction.among_numbers(":people")),
         use(keys, "people"),
         into(person),
         into(claim)),
        [&] {
            facts.clients.at(numbers.at(base::PersonId{person})).owes.insert(base::ClaimId{claim});
        }
    );
}

void read_plans(Transaction& transaction, const Numbers& numbers, ListFacts& facts) {
    const std::string keys = keys_of(numbers);
    long long person = 0;
    long long plan = 0;
    long long claim = 0;
    int has_ended = 0;
    std::string plan_number, reference, way;
    for_each_row(
        (ask(transaction,
             "SELECT plan.person_id, plan.id, plan.plan_number, plan.payment_reference,"
             " COALESCE(way.way, 'transfer'),"
             " CASE WHEN plan_end.plan_id IS NULL THEN 0 ELSE 1 END, plan_claim.claim_id"
             " FROM plan JOIN plan_claim ON plan_claim.plan_id = plan.id"
             " LEFT JOIN plan_way_to_pay way ON way.plan_id = plan.id"
             " LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
             " WHERE plan.person_id " +
                 transaction.among_numbers(":people") +
                 " AND NOT EXISTS (SELECT 1 FROM plan later"
                 "  WHERE later.municipality_id = plan.municipality_id"
                 "  AND later.plan_number = plan.plan_number AND later.version > plan.version)"
                 " ORDER BY plan.person_id, plan.id, plan_claim.rank"),
         use(keys, "people"),
         into(person),
         into(plan),
         into(plan_number),
         into(reference),
         into(way),
         into(has_ended),
         into(claim)),
        [&] {
            std::vector<ListedPlan>& plans =
                facts.clients.at(numbers.at(base::PersonId{person})).plans;
            const base::PlanId id{plan};
            if (plans.empty() || plans.back().id != id) {
                plans.push_back(
                    {id, plan_number, reference, plans::way_of(way).value(), has_ended == 1, {}}
                );
            }
            plans.back().claims.emplace_back(claim);
        }
    );
}

void read_claims(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& claim_numbers,
    ListFacts& facts
) {
    const std::string keys = storage::json_list(claim_numbers);
    const long long of_municipality = municipality.value();
    std::string number, reference;
    long long claim = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim_number, id, payment_reference FROM claim"
             " WHERE municipality_id = :municipality AND claim_number " +
                 transaction.among_texts(":numbers")),
         use(of_municipality, "municipality"),
         use(keys, "numbers"),
         into(number),
         into(claim),
         into(reference)),
        [&] {
            facts.claims.emplace(number, ListedClaim{base::ClaimId{claim}, reference});
        }
    );
}

}  // namespace

ClearingAccount clearing_account(
    Transaction& transaction, base::MunicipalityId municipality, ListKind kind
) {
    const long long of_municipality = municipality.value();
    const std::string kind_text{to_text(kind)};
    std::string name;
    long long id = 0;
    transaction.sql() << "SELECT id, iban FROM bank_account"
                         " WHERE municipality_id = :municipality AND kind = :kind",
        use(of_municipality, "municipality"), use(kind_text, "kind"), into(id), into(name);
    if (transaction.sql().got_data()) {
        return {base::BankAccountId{id}, name};
    }
    transaction.sql() << "SELECT code FROM municipality WHERE id = :municipality",
        use(of_municipality, "municipality"), into(name);
    name = fmt::format("{}:{}", kind_text, name);
    id = transaction.reserve_ids(1).take();
    transaction.sql() << "INSERT INTO bank_account (id, municipality_id, iban, kind)"
                         " VALUES (:id, :municipality, :name, :kind)",
        use(id, "id"), use(of_municipality, "municipality"), use(name, "name"),
        use(kind_text, "kind");
    return {base::BankAccountId{id}, name};
}

std::optional<KnownList> list_of_number(
    Transaction& transaction, base::BankAccountId account, const std::string& number
) {
    const long long of_account = account.value();
    long long id = 0;
    std::string date, sha256;
    transaction.sql() << "SELECT id, statement_date, file_sha256 FROM bank_statement"
                         " WHERE bank_account_id = :account AND identifier = :number",
        use(of_account, "account"), use(number, "number"), into(id), into(date), into(sha256);
    if (!transaction.sql().got_data()) {
        return std::nullopt;
    }
    return KnownList{base::StatementId{id}, base::Date::parse(date).value(), sha256};
}

ListFacts list_facts_of(
    Transaction& transaction, base::MunicipalityId municipality, const PayrollList& list
) {
    std::set<std::string> client_numbers;
    std::set<std::string> claim_numbers;
    for (const PayrollLine& line : list.lines) {
        client_numbers.insert(line.client_number);
        if (!line.claim_number.empty()) {
            claim_numbers.insert(line.claim_number);
        }
    }
    ListFacts facts;
    Numbers numbers;
    for (const auto& [number, person] : people::people_of_client_numbers(
             transaction, municipality, {client_numbers.begin(), client_numbers.end()}
         )) {
        facts.clients.emplace(number, ListedClient{person, {}, {}});
        numbers.emplace(person, number);
    }
    read_owed(transaction, numbers, facts);
    read_plans(transaction, numbers, facts);
    read_claims(transaction, municipality, {claim_numbers.begin(), claim_numbers.end()}, facts);
    return facts;
}

LineNames names_of_lines_taken_back(
    Transaction& transaction, base::BankAccountId account, const PayrollList& list
) {
    std::set<std::string> numbers;
    for (const PayrollLine& line : list.lines) {
        if (line.takes_back) {
            numbers.insert(line.takes_back->list_number);
        }
    }
    LineNames names;
    if (numbers.empty()) {
        return names;
    }
    const std::string keys =
        storage::json_list(std::vector<std::string>{numbers.begin(), numbers.end()});
    const long long of_account = account.value();
    std::string number, name;
    int line = 0;
    for_each_row(
        (ask(transaction,
             "SELECT identifier, CAST(entry_number AS INTEGER), bank_reference"
             " FROM bank_statement JOIN bank_entry ON statement_id = bank_statement.id"
             " WHERE bank_account_id = :account AND amount_cents > 0 AND identifier " +
                 transaction.among_texts(":numbers")),
         use(of_account, "account"),
         use(keys, "numbers"),
         into(number),
         into(line),
         into(name)),
        [&] {
            names.emplace(std::pair{number, line}, name);
        }
    );
    return names;
}

bool is_bank_entry(Transaction& transaction, base::EntryId entry) {
    const long long id = entry.value();
    std::string kind;
    transaction.sql() << "SELECT bank_account.kind FROM bank_entry"
                         " JOIN bank_statement ON bank_statement.id = bank_entry.statement_id"
                         " JOIN bank_account ON bank_account.id = bank_statement.bank_account_id"
                         " WHERE bank_entry.id = :id",
        use(id, "id"), into(kind);
    return transaction.sql().got_data() && kind == "bank";
}

base::EntryId entry_at(
    Transaction& transaction, base::StatementId statement, std::int64_t entry_number
) {
    const long long of_statement = statement.value();
    const long long number = entry_number;
    long long id = 0;
    transaction.sql() << "SELECT id FROM bank_entry WHERE statement_id = :statement"
                         " AND entry_number = :number",
        use(of_statement, "statement"), use(number, "number"), into(id);
    return base::EntryId{id};
}

std::map<int, TakenLine> taken_lines_of(Transaction& transaction, base::StatementId statement) {
    const long long of_statement = statement.value();
    std::map<int, TakenLine> lines;
    int line = 0;
    long long cents = 0;
    long long suspended_cents = 0;
    std::string code;
    storage::Nullable<long long> plan;
    for_each_row(
        (ask(transaction,
             "SELECT CAST(entry_number AS INTEGER), amount_cents,"
             " CAST(COALESCE((SELECT SUM(item.amount_cents) FROM suspense_item item"
             "  WHERE item.entry_id = bank_entry.id), 0) AS BIGINT),"
             " COALESCE((SELECT item.reason_code FROM suspense_item item"
             "  WHERE item.entry_id = bank_entry.id ORDER BY item.id LIMIT 1), ''),"
             " matched_plan_id FROM bank_entry"
             " WHERE statement_id = :statement ORDER BY entry_number"),
         use(of_statement, "statement"),
         into(line),
         into(cents),
         into(suspended_cents),
         into(code),
         into(plan.value, plan.indicator)),
        [&] {
            const base::Money suspended = base::Money::cents(suspended_cents);
            TakenLine taken{
                base::Money::cents(cents),
                suspended,
                suspended.is_zero() ? std::string{} : code,
                std::nullopt};
            if (const auto id = plan.get()) {
                taken.plan = base::PlanId{*id};
            }
            lines.emplace(line, std::move(taken));
        }
    );
    return lines;
}

}  // namespace draagkracht::payments
