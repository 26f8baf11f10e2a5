#include "payments/receiving_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "payments/overlap_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

base::Problem at_statement(tl::unexpected<base::Problem> problem, std::size_t number) {
    return problem.value().at(fmt::format("statement {}", number));
}

// Whether a statement that is there already is the same one, and can be gone on with.
base::Done check_known(
    const StoredStatement& known, const CheckedStatement& checked, const std::string& sha256
) {
    const Statement& statement = checked.statement;
    const bool same_balances =
        known.opening == statement.opening->amount && known.closing == statement.closing->amount;
    if (!same_balances) {
        return tl::unexpected(at_statement(
            base::problem(
                "payments.other-content",
                "a statement with this identifier and date was reconciled with other balances",
                "ask the bank which of the two is right"
            ),
            statement.number
        ));
    }
    if (known.state == StatementState::importing && known.file_sha256 != sha256) {
        return tl::unexpected(at_statement(
            base::problem(
                "payments.other-file",
                "this statement was begun from another file and was cut off",
                "hand in the file with which it was begun"
            ),
            statement.number
        ));
    }
    return {};
}

std::string duplicate_prefix_of(const Statement& statement) {
    return fmt::format(
        "{}|{}|{}", statement.account, statement.identifier, statement.date()->to_string()
    );
}

// The accounts of the file, when all are ours and the actor may reconcile them.
base::Outcome<std::map<std::string, BankAccount>> accounts_of(
    Transaction& transaction, const access::Occasion& occasion, const CheckedFile& file
) {
    std::vector<std::string> ibans;
    for (const CheckedStatement& checked : file.statements) {
        ibans.push_back(checked.statement.account);
    }
    std::map<std::string, BankAccount> accounts = lock_bank_accounts(transaction, ibans);
    for (const CheckedStatement& checked : file.statements) {
        const auto account = accounts.find(checked.statement.account);
        if (account == accounts.end()) {
            return tl::unexpected(at_statement(
                base::problem(
                    "payments.unknown-account",
                    "the statement is of an account that is not registered here",
                    "check whose statement this is, or register the account"
                ),
                checked.statement.number
            ));
        }
        const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, account->second.municipality);
        if (!allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    return accounts;
}

// The statements of those accounts and days that are there, to know again what comes once more.
std::vector<StoredStatement> known_statements(
    Transaction& transaction,
    const CheckedFile& file,
    const std::map<std::string, BankAccount>& accounts
) {
    std::vector<base::BankAccountId> ids;
    std::vector<base::Date> days;
    for (const CheckedStatement& checked : file.statements) {
        ids.push_back(accounts.at(checked.statement.account).id);
        days.push_back(*checked.statement.date());
    }
    return statements_on(transaction, ids, days);
}

// A statement of the file, and what is known of it.
struct Received {
    const CheckedStatement* checked;
    StatementKey key;
    Work work;
    bool is_stored;
    std::vector<KnownEntry> known = {};  // without the id of a statement that is new
};

base::Outcome<std::vector<Received>> look_up(
    Transaction& transaction,
    const CheckedFile& file,
    const std::map<std::string, BankAccount>& accounts
) {
    const std::vector<StoredStatement> known = known_statements(transaction, file, accounts);
    std::vector<Received> all;
    std::set<StatementKey> seen;
    for (const CheckedStatement& checked : file.statements) {
        const Statement& statement = checked.statement;
        const BankAccount& account = accounts.at(statement.account);
        const StatementKey key{account.id, statement.identifier, *statement.date()};
        if (!seen.insert(key).second) {
            return tl::unexpected(at_statement(
                base::problem(
                    "payments.repeated-statement", "the file holds the same statement twice"
                ),
                statement.number
            ));
        }
        Work work{
            base::StatementId{0},
            account.municipality,
            key.date,
            duplicate_prefix_of(statement),
            false,
            0};
        const auto stored = std::ranges::find(known, key, &StoredStatement::key);
        if (stored != known.end()) {
            if (const base::Done same = check_known(*stored, checked, file.sha256); !same) {
                return tl::unexpected(same.error());
            }
            work.id = stored->id;
            work.is_known = stored->state != StatementState::importing;
            work.entries_done = stored->entries_done;
            work.known_before = stored->known_before;
        }
        all.push_back({&checked, key, std::move(work), stored != known.end()});
    }
    return all;
}

// The statements of other files that have entries on its days; all of them ended. Those of the same
// file are in the order of the bank, and would wait for themselves when it was cut off.
base::Outcome<std::vector<BalanceLine>> lines_beside(
    Transaction& transaction,
    const Received& received,
    const std::vector<base::StatementId>& of_this_file
) {
    std::vector<BalanceLine> lines;
    const std::optional<DaysBooked> days = received.checked->days();
    if (!days || received.work.is_known) {
        return lines;
    }
    for (StoredLine& stored :
         lines_on_days(transaction, received.key.account, *days, of_this_file)) {
        if (stored.state == StatementState::importing) {
            return tl::unexpected(at_statement(
                base::problem(
                    "payments.other-cut-off",
                    "another statement of these days was begun and was cut off",
                    "hand in the file with which it was begun first"
                ),
                received.checked->statement.number
            ));
        }
        lines.push_back(std::move(stored.line));
    }
    return lines;
}

// Of a statement that was cut off they are the same as when it was begun.
void note_booked_elsewhere(
    Received& received, const PrintedStatement& printed, const std::vector<bool>& known
) {
    Work& work = received.work;
    work.known_before = {};
    for (std::size_t place = 0; place < known.size(); ++place) {
        if (known[place]) {
            const std::size_t number = printed.numbers[place];
            work.booked_elsewhere.resize(std::max(work.booked_elsewhere.size(), number));
            work.booked_elsewhere[number - 1] = true;
            ++work.known_before.count;
            work.known_before.amount += printed.prints[place].amount;
            received.known.push_back({work.id, number, printed.prints[place]});
        }
    }
}

// Finds the entries that other statements of the same days brought. The file is read once more for
// that, when there are such statements.
base::Done find_booked_elsewhere(
    Transaction& transaction,
    const CheckedFile& file,
    StatementFile& source,
    std::vector<Received>& all
) {
    std::map<std::size_t, std::vector<BalanceLine>> beside;
    std::set<std::size_t> numbers;
    std::vector<base::StatementId> of_this_file;
    for (const Received& received : all) {
        if (received.is_stored) {
            of_this_file.push_back(received.work.id);
        }
    }
    for (const Received& received : all) {
        base::Outcome<std::vector<BalanceLine>> lines =
            lines_beside(transaction, received, of_this_file);
        if (!lines) {
            return tl::unexpected(lines.error());
        }
        if (!lines->empty()) {
            numbers.insert(received.checked->statement.number);
            beside.emplace(received.checked->statement.number, std::move(*lines));
        }
    }
    if (beside.empty()) {
        return {};
    }
    const auto printed = source.prints_of(file, numbers);
    if (!printed) {
        return tl::unexpected(printed.error());
    }
    for (Received& received : all) {
        const Statement& statement = received.checked->statement;
        const auto of_statement = printed->find(statement.number);
        if (of_statement == printed->end()) {
            continue;
        }
        const base::Outcome<std::vector<bool>> known = booked_before(
            {statement.opening->amount, statement.closing->amount, of_statement->second.prints},
            beside.at(statement.number)
        );
        if (!known) {
            return tl::unexpected(at_statement(tl::unexpected(known.error()), statement.number));
        }
        note_booked_elsewhere(received, of_statement->second, *known);
    }
    return {};
}

void add_new_ones(
    Transaction& transaction,
    const access::Occasion& occasion,
    const CheckedFile& file,
    std::vector<Received>& all
) {
    std::vector<NewStatement> added;
    std::vector<Received*> places;
    for (Received& received : all) {
        if (received.is_stored) {
            continue;
        }
        const Statement& statement = received.checked->statement;
        places.push_back(&received);
        added.push_back(
            {received.key,
             statement.sequence_number,
             statement.opening->amount,
             statement.closing->amount,
             file.sha256,
             occasion.moment,
             received.checked->days()}
        );
    }
    const std::vector<base::StatementId> ids = add_statements(transaction, added);
    std::vector<KnownEntry> known;
    audit::Trail trail{transaction, occasion.author()};
    for (std::size_t place = 0; place < ids.size(); ++place) {
        Work& work = places[place]->work;
        work.id = ids[place];
        for (KnownEntry& entry : places[place]->known) {
            entry.statement = work.id;
            known.push_back(std::move(entry));
        }
        trail.record(
            {"payments.receive_statement",
             work.municipality,
             std::nullopt,
             fmt::format("statement:{}", work.id.value()),
             fmt::format(
                 R"({{"file_sha256":"{}","known_entries":{}}})",
                 file.sha256,
                 work.known_before.count
             )}
        );
    }
    add_known_entries(transaction, known);
    trail.write();
}

}  // namespace

base::Outcome<std::vector<Work>> receive(
    storage::Database& database,
    const access::Occasion& occasion,
    const CheckedFile& file,
    StatementFile& source
) {
    Transaction transaction{database, "receive bank statements", storage::Access::write};
    const auto accounts = accounts_of(transaction, occasion, file);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    for (const auto& [iban, account] : *accounts) {
        const base::Done open =
            claims::keep_month_open(transaction, account.municipality, occasion.today);
        if (!open) {
            return tl::unexpected(open.error());
        }
    }
    base::Outcome<std::vector<Received>> all = look_up(transaction, file, *accounts);
    if (!all) {
        return tl::unexpected(all.error());
    }
    if (const base::Done found = find_booked_elsewhere(transaction, file, source, *all); !found) {
        return tl::unexpected(found.error());
    }
    add_new_ones(transaction, occasion, file, *all);
    transaction.commit();
    std::vector<Work> works;
    for (Received& received : *all) {
        works.push_back(std::move(received.work));
    }
    return works;
}

}  // namespace draagkracht::payments
