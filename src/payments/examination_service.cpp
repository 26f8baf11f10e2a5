#include "payments/examination_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <unordered_map>

#include "draagkracht/payments/continuity.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

tl::unexpected<base::Problem> at_statement(base::Problem problem, std::size_t number) {
    return tl::unexpected(problem.at(fmt::format("statement {}", number)));
}

// Banks give every MT940 the same identifier, such as their name; its number tells those of one day
// apart.
StatementKey key_of(base::BankAccountId account, const Statement& statement) {
    std::string identifier = statement.identifier;
    if (statement.format == StatementFormat::mt940 && !statement.sequence_number.empty()) {
        identifier += " " + statement.sequence_number;
    } else if (statement.page) {
        identifier += fmt::format(" page {}", statement.page->first);
    }
    return {account, std::move(identifier), *statement.date()};
}

// Whether a statement that is there already is the same one, and can be gone on with.
base::Done check_known(
    const StoredStatement& known, const CheckedStatement& checked, const std::string& sha256
) {
    const Statement& statement = checked.statement;
    const bool is_begun = known.state == StatementState::importing;
    const bool same_content =
        known.opening == statement.opening->amount && known.closing == statement.closing->amount &&
        (is_begun || known.entries_done == static_cast<std::int64_t>(checked.tally.entries()));
    if (!same_content) {
        return base::problem(
            "payments.other-content",
            "a statement with this identifier and date was reconciled with other balances or "
            "another number of entries",
            "ask the bank which of the two is right"
        );
    }
    if (is_begun && known.file_sha256 != sha256) {
        return base::problem(
            "payments.other-file",
            "this statement was begun from another file and was cut off",
            "hand in the file with which it was begun"
        );
    }
    return {};
}

using StoredByKey = std::map<StatementKey, const StoredStatement*>;

base::Outcome<std::vector<ExaminedStatement>> look_up(
    const CheckedFile& file, const Accounts& accounts, const std::vector<StoredStatement>& stored
) {
    StoredByKey by_key;
    for (const StoredStatement& one : stored) {
        by_key.emplace(one.key, &one);
    }
    std::vector<ExaminedStatement> all;
    std::set<StatementKey> seen;
    for (const CheckedStatement& checked : file.statements) {
        const Statement& statement = checked.statement;
        const BankAccount& account = accounts.at(statement.account);
        ExaminedStatement next{&checked, key_of(account.id, statement), account.municipality};
        if (!seen.insert(next.key).second) {
            return at_statement(
                base::problem(
                    "payments.repeated-statement", "the file holds the same statement twice"
                )
                    .value(),
                statement.number
            );
        }
        if (const auto known = by_key.find(next.key); known != by_key.end()) {
            const base::Done same = check_known(*known->second, checked, file.sha256);
            if (!same) {
                return at_statement(same.error(), statement.number);
            }
            next.stored = *known->second;
        } else {
            next.findings = checked.findings;
        }
        all.push_back(std::move(next));
    }
    return all;
}

// Of those that came before, what was known then is known now.
void tell_known_again(Transaction& transaction, std::vector<ExaminedStatement>& statements) {
    std::vector<base::StatementId> ids;
    std::unordered_map<base::StatementId, ExaminedStatement*> by_id;
    for (ExaminedStatement& statement : statements) {
        if (statement.stored) {
            ids.push_back(statement.stored->id);
            by_id.emplace(statement.stored->id, &statement);
        }
    }
    for (KnownEntry& entry : known_entries_of(transaction, ids)) {
        by_id.at(entry.statement)->known.push_back(std::move(entry));
    }
}

DaysBooked with_date(const std::optional<DaysBooked>& booked, base::Date date) {
    DaysBooked days = booked.value_or(DaysBooked{date, date});
    days.take_in(date);
    return days;
}

Stretch stretch_of(const StoredStatement& stored) {
    return {
        stored.key.date,
        with_date(stored.days, stored.key.date),
        stored.sequence_number,
        {stored.opening, stored.closing, {}, stored.format}};
}

// Of one that is new; with its entries, when they were read.
Stretch stretch_of(const ExaminedStatement& statement, const PrintsOfFile& prints) {
    const Statement& told = statement.checked->statement;
    const auto read = prints.find(told.number);
    return {
        statement.key.date,
        with_date(statement.checked->days(), statement.key.date),
        told.page && told.page->first > 1 ? "" : told.sequence_number,  // pages do not count
        {told.opening->amount,
         told.closing->amount,
         read == prints.end() ? std::vector<EntryPrint>{} : read->second.prints,
         told.format}};
}

// One of which nothing tells on which days it was booked can have entries on any day before it.
bool may_have_days_in_common(const StoredStatement& stored, const Stretch& with) {
    const bool can_be_earlier = !stored.days && stored.key.date >= with.days.first;
    return can_be_earlier || stretch_of(stored).has_days_in_common_with(with);
}

// From the first to the last day of all that the file holds.
DaysBooked days_of(const CheckedFile& file) {
    std::optional<DaysBooked> all;
    for (const CheckedStatement& checked : file.statements) {
        const DaysBooked days = with_date(checked.days(), *checked.statement.date());
        all = all.value_or(days);
        all->take_in(days.first);
        all->take_in(days.last);
    }
    return all.value();
}

// The line of each account, to which the statements of the file are added one after another.
class Lines {
  public:
    Lines(
        const std::vector<StoredStatement>& stored,
        std::vector<ExaminedStatement>& statements,
        const PrintsOfFile& prints
    )
        : stored_{stored}, prints_{prints} {
        for (ExaminedStatement& statement : statements) {
            if (!statement.stored) {
                new_ones_.push_back({&statement, stretch_of(statement, prints)});
            }
        }
        // In the order of their days, so that each finds what comes before it.
        std::ranges::stable_sort(new_ones_, {}, [](const NewOne& one) {
            return one.stretch.days.first;
        });
    }

    // Those of which the entries must be known, as others have days in common with them. Problem
    // payments.other-cut-off.
    [[nodiscard]] base::Done find_common_days() {
        for (const NewOne& one : new_ones_) {
            for (const StoredStatement& other : stored_) {
                const bool is_beside = other.key.account == one.statement->key.account &&
                                       may_have_days_in_common(other, one.stretch);
                if (is_beside && other.state == StatementState::importing) {
                    return at_statement(
                        base::problem(
                            "payments.other-cut-off",
                            "another statement of these days was begun and was cut off",
                            "hand in the file with which it was begun first"
                        )
                            .value(),
                        one.statement->number()
                    );
                }
                if (is_beside) {
                    beside_.insert(other.id);
                    needed_.insert(one.statement->number());
                }
            }
            for (const NewOne& other : new_ones_) {
                const bool is_beside = &other != &one &&
                                       other.statement->key.account == one.statement->key.account &&
                                       other.stretch.has_days_in_common_with(one.stretch);
                if (is_beside) {
                    needed_.insert(one.statement->number());
                }
            }
        }
        return {};
    }

    [[nodiscard]] std::set<std::size_t> unread() const {
        std::set<std::size_t> numbers;
        std::ranges::copy_if(
            needed_,
            std::inserter(numbers, numbers.end()),
            [this](std::size_t number) { return !prints_.contains(number); }
        );
        return numbers;
    }

    // Problem payments.overlap-unclear.
    [[nodiscard]] base::Done hold_against_each_other(Transaction& transaction) {
        begin_lines(transaction);
        for (NewOne& one : new_ones_) {
            std::vector<Stretch>& line = lines_[one.statement->key.account];
            if (std::optional<Finding> found = continuity(one.stretch, line)) {
                one.statement->findings.push_back(std::move(*found));
            }
            if (const base::Done told = tell_known(one, line); !told) {
                return at_statement(told.error(), one.statement->number());
            }
            line.push_back(std::move(one.stretch));
        }
        return {};
    }

  private:
    struct NewOne {
        ExaminedStatement* statement;
        Stretch stretch;
    };

    void begin_lines(Transaction& transaction) {
        EntriesOfStatements entries =
            beside_.empty() ? EntriesOfStatements{}
                            : entries_of(transaction, {beside_.begin(), beside_.end()});
        for (const StoredStatement& stored : stored_) {
            Stretch next = stretch_of(stored);
            next.line.entries = std::move(entries[stored.id]);
            for (const EntryPrint& entry : next.line.entries) {
                next.days.take_in(entry.booked_on);
            }
            lines_[stored.key.account].push_back(std::move(next));
        }
    }

    // Finds what other statements of these days brought.
    [[nodiscard]] base::Done tell_known(NewOne& one, const std::vector<Stretch>& line) const {
        std::vector<BalanceLine> beside;
        for (const Stretch& other : line) {
            if (other.has_days_in_common_with(one.stretch) && !other.line.entries.empty()) {
                beside.push_back(other.line);
                beside.back().is_another_by_number = is_another_by_number(one.stretch, other, line);
            }
        }
        if (beside.empty()) {
            return {};
        }
        std::vector<EntryPrint>& entries = one.stretch.line.entries;
        const base::Outcome<std::vector<bool>> known = booked_before(one.stretch.line, beside);
        if (!known) {
            return tl::unexpected(known.error());
        }
        const std::vector<std::size_t>& numbers = prints_.at(one.statement->number()).numbers;
        for (std::size_t place = 0; place < entries.size(); ++place) {
            if ((*known)[place]) {
                one.statement->known.push_back(
                    {base::StatementId{0}, numbers[place], entries[place]}
                );
                entries[place].is_booked_elsewhere = true;
            }
        }
        return {};
    }

    const std::vector<StoredStatement>& stored_;
    const PrintsOfFile& prints_;
    std::vector<NewOne> new_ones_;
    std::set<base::StatementId> beside_;
    std::set<std::size_t> needed_;
    std::map<base::BankAccountId, std::vector<Stretch>> lines_;
};

}  // namespace

base::Outcome<Accounts> accounts_of(
    Transaction& transaction, const access::Occasion& occasion, const CheckedFile& file
) {
    std::vector<std::string> ibans;
    for (const CheckedStatement& checked : file.statements) {
        ibans.push_back(checked.statement.account);
    }
    Accounts accounts = lock_bank_accounts(transaction, ibans);
    for (const CheckedStatement& checked : file.statements) {
        const auto account = accounts.find(checked.statement.account);
        if (account == accounts.end()) {
            return at_statement(
                base::problem(
                    "payments.unknown-account",
                    "the statement is of an account that is not registered here",
                    "check whose statement this is; the account of a municipality stands in its "
                    "policy, and `draagkracht migrate` registers it"
                )
                    .value(),
                checked.statement.number
            );
        }
        const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, account->second.municipality);
        if (!allowed) {
            return tl::unexpected(allowed.error());
        }
    }
    return accounts;
}

base::Outcome<ExaminedFile> examine(
    Transaction& transaction,
    const access::Occasion& occasion,
    const CheckedFile& file,
    const PrintsOfFile& prints
) {
    const base::Outcome<Accounts> accounts = accounts_of(transaction, occasion, file);
    if (!accounts) {
        return tl::unexpected(accounts.error());
    }
    std::vector<base::BankAccountId> ids;
    for (const auto& [iban, account] : *accounts) {
        ids.push_back(account.id);
    }
    const std::vector<StoredStatement> stored = statements_near(transaction, ids, days_of(file));
    base::Outcome<std::vector<ExaminedStatement>> statements = look_up(file, *accounts, stored);
    if (!statements) {
        return tl::unexpected(statements.error());
    }
    tell_known_again(transaction, *statements);
    Lines lines{stored, *statements, prints};
    if (const base::Done found = lines.find_common_days(); !found) {
        return tl::unexpected(found.error());
    }
    if (std::set<std::size_t> unread = lines.unread(); !unread.empty()) {
        return ExaminedFile{{}, std::move(unread)};
    }
    if (const base::Done held = lines.hold_against_each_other(transaction); !held) {
        return tl::unexpected(held.error());
    }
    return ExaminedFile{std::move(*statements), {}};
}

}  // namespace draagkracht::payments
