#include "draagkracht/payments/payroll_list_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/payroll_list_store.hpp"
#include "payments/replay_service.hpp"
#include "payments/return_store.hpp"
#include "payments/returns_of_chunk_service.hpp"
#include "payments/set_off_list_store.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

base::Done check_days(const PayrollList& list, base::BusinessDate today) {
    for (const PayrollLine& line : list.lines) {
        if (!line.pay_date || *line.pay_date > today.date()) {
            return tl::unexpected(base::Problem{
                "payments.in-future",
                "the day of payment is not there yet, so nothing was kept back",
                fmt::format("line {} of the list, pay_date", line.number),
                "take in the list from that day on"});
        }
    }
    return {};
}

std::vector<base::ClaimId> claims_owed(const ListFacts& facts) {
    std::set<base::ClaimId> claims;
    for (const auto& [number, client] : facts.clients) {
        claims.insert(client.owes.begin(), client.owes.end());
    }
    return {claims.begin(), claims.end()};
}

// The entry by which an employer paid, when the list says whose all of it is. A list of set-offs
// has none.
base::Outcome<std::optional<BookedEntry>> paying_entry(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const PayrollList& list,
    const ListFacts& facts,
    const std::optional<base::EntryId>& paid_by
) {
    if (list.kind == ListKind::set_off) {
        if (paid_by) {
            return base::problem(
                "payments.list-without-entry",
                "what the benefit payroll sets off comes by no bank entry",
                "take in the list without one"
            );
        }
        return std::nullopt;
    }
    if (!paid_by) {
        return base::problem(
            "payments.list-needs-entry",
            "a list of an employer says whose the money of a bank entry is",
            "reconcile the bank statement first, and name the entry that waits in suspense"
        );
    }
    const std::vector<base::ClaimId> owed = claims_owed(facts);
    if (!hold_payments(transaction, {*paid_by}, {owed.begin(), owed.end()})) {
        return tl::unexpected(storage::collision());
    }
    const bool is_of_bank = is_bank_entry(transaction, *paid_by);
    const auto entries = booked_entries(transaction, {*paid_by});
    const auto found = entries.find(*paid_by);
    if (!is_of_bank || found == entries.end() || found->second.municipality != municipality) {
        return base::problem(
            "payments.unknown-entry", "no bank statement of this municipality holds this entry"
        );
    }
    const BookedEntry& entry = found->second;
    if (entry.amount != list.total() || !entry.amount.is_positive()) {
        return base::problem(
            "payments.entry-differs",
            fmt::format(
                "the bank entry is {} and the list {}",
                entry.amount.to_string(),
                list.total().to_string()
            ),
            "ask the employer what is missing"
        );
    }
    if (entry.suspended != entry.amount || entry.is_taken_back) {
        return base::problem(
            "payments.entry-placed", "the bank entry does not wait in suspense as a whole"
        );
    }
    return entry;
}

// Waiting for a lock lets somebody else make or end a plan. So what was found before the lock only
// says what to lock.
ListFacts locked_facts_of(
    Transaction& transaction, base::MunicipalityId municipality, const PayrollList& list
) {
    std::vector<base::ClaimId> locked;
    while (true) {
        ListFacts facts = list_facts_of(transaction, municipality, list);
        const std::vector<base::ClaimId> found = claims_owed(facts);
        if (std::ranges::includes(locked, found)) {
            return facts;
        }
        claims::lock_claims(transaction, found);
        locked = found;
    }
}

// What a later list can take back: the line, and whose it is, so that a slip in the number of a
// line takes nobody else's payment back. No number holds a semicolon, so no two have one name.
std::string name_of(const PlaceInList& place, const std::string& client_number) {
    return fmt::format("{};{};{}", place.list_number, place.line, client_number);
}

// As lines were named before: with a slash in a number, two can have one name.
std::string former_name_of(const PlaceInList& place, const std::string& client_number) {
    return place.text() + "/" + client_number;
}

// By the name under which it was booked, when that is the former one of this client.
std::string name_of_taken_back(
    const PlaceInList& place, const std::string& client_number, const LineNames& booked
) {
    const std::string former = former_name_of(place, client_number);
    const auto found = booked.find({place.list_number, place.line});
    const bool has_former = found != booked.end() && found->second == former;
    return has_former ? former : name_of(place, client_number);
}

// For the person who looks at it when it waits.
std::string description_of(const PayrollLine& line) {
    std::string text = "debiteur " + line.client_number;
    if (!line.plan_number.empty()) {
        text += ", regeling " + line.plan_number;
    }
    if (!line.claim_number.empty()) {
        text += ", vordering " + line.claim_number;
    }
    return text + ", periode " + base::to_text(line.period);
}

Entry entry_of(
    const PayrollLine& line,
    const PayrollList& list,
    const std::string& reference,
    const LineNames& booked,
    const std::optional<BookedEntry>& paid_by
) {
    Entry entry;
    entry.number = static_cast<std::size_t>(line.number);
    entry.amount = line.amount;
    entry.currency = "EUR";
    entry.is_reversal = line.takes_back.has_value();
    entry.booking_date = line.pay_date;
    // What came by the bank counts from the day on which the bank had it (Awb art. 4:89).
    entry.value_date = paid_by ? paid_by->value_date : *line.pay_date;
    entry.bank_reference = line.takes_back
                               ? name_of_taken_back(*line.takes_back, line.client_number, booked)
                               : name_of({list.number, line.number}, line.client_number);
    Detail detail;
    detail.amount = line.amount;
    detail.free_text = description_of(line);
    if (!reference.empty()) {
        detail.structured_references.push_back({reference, {}});
    }
    entry.details.push_back(std::move(detail));
    return entry;
}

// The money of the bank entry that the list hands out, as it leaves that entry.
Entry counter_entry_of(const PayrollList& list, const BookedEntry& paid_by) {
    Entry entry;
    entry.number = static_cast<std::size_t>(list.lines.back().number) + 1;
    entry.amount = -paid_by.amount;
    entry.currency = "EUR";
    entry.is_reversal = true;
    entry.booking_date = paid_by.value_date;
    entry.value_date = paid_by.value_date;
    Detail detail;
    detail.amount = entry.amount;
    entry.details.push_back(std::move(detail));
    return entry;
}

Payment payment_of(const Entry& entry) {
    return {&entry, &entry.details.front(), 1, entry.amount, true};
}

std::pair<base::Date, base::Date> days_of(const PayrollList& list) {
    base::Date first = *list.lines.front().pay_date;
    base::Date last = first;
    for (const PayrollLine& line : list.lines) {
        first = std::min(first, *line.pay_date);
        last = std::max(last, *line.pay_date);
    }
    return {first, last};
}

// One list on its way into the books.
class TakingIn {
  public:
    TakingIn(
        Transaction& transaction,
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const PayrollList& list
    )
        : transaction_{transaction},
          author_{occasion.author()},
          trail_{transaction, author_},
          municipality_{municipality},
          list_{list} {}

    [[nodiscard]] base::Outcome<ListReport> take(const std::optional<base::EntryId>& paid_by) {
        const std::string sha256 = base::sha256_of(file_text(list_));
        const ClearingAccount account = clearing_account(transaction_, municipality_, list_.kind);
        if (const auto known = list_of_number(transaction_, account.id, list_.number)) {
            if (known->sha256 != sha256) {
                return base::problem(
                    "payments.other-content",
                    "a list with this number was taken in, and this one says otherwise",
                    "ask payroll which of the two is right; a correction is a list of its own"
                );
            }
            facts_ = list_facts_of(transaction_, municipality_, list_);
            ListReport report = report_of(known->id);
            report.is_known = true;
            return report;
        }
        if (const base::Done open =
                claims::keep_month_open(transaction_, municipality_, author_.today);
            !open) {
            return tl::unexpected(open.error());
        }
        const ListFacts to_lock = list_facts_of(transaction_, municipality_, list_);
        base::Outcome<std::optional<BookedEntry>> paying =
            paying_entry(transaction_, municipality_, list_, to_lock, paid_by);
        if (!paying) {
            return tl::unexpected(paying.error());
        }
        const base::StatementId statement = add_statement(account, sha256);
        book(account, statement, *paying);
        ListReport report = report_of(statement);
        close(statement, report, sha256);
        return report;
    }

    void write_trail() { trail_.write(); }
    [[nodiscard]] const ListFacts& facts() const { return facts_; }

  private:
    base::StatementId add_statement(const ClearingAccount& account, const std::string& sha256) {
        const auto [first, last] = days_of(list_);
        const NewStatement statement{
            {account.id, list_.number, last},
            std::nullopt,
            {},
            {},
            list_.kind == ListKind::set_off ? list_.total() : base::Money{},
            sha256,
            author_.moment,
            DaysBooked{first, last}};
        return add_statements(transaction_, {statement}).front();
    }

    void book(
        const ClearingAccount& account,
        base::StatementId statement,
        const std::optional<BookedEntry>& paid_by
    ) {
        facts_ = locked_facts_of(transaction_, municipality_, list_);
        const LineNames booked = names_of_lines_taken_back(transaction_, account.id, list_);
        std::vector<Decision> decisions;
        std::vector<Entry> entries;
        for (const PayrollLine& line : list_.lines) {
            decisions.push_back(debt_of(line, list_, facts_));
            entries.push_back(
                entry_of(line, list_, reference_of(decisions.back(), line, facts_), booked, paid_by)
            );
        }
        if (paid_by) {
            decisions.emplace_back(Suspense{
                SuspenseCode::specified, "a list says whose the money of the bank entry is"});
            entries.push_back(counter_entry_of(list_, *paid_by));
        }
        std::vector<Payment> payments;
        std::ranges::transform(entries, std::back_inserter(payments), payment_of);
        OpenDebts debts = open_debts_for(transaction_, municipality_, payments);
        std::vector<PlacedPayment> placed;
        for (std::size_t place = 0; place < payments.size(); ++place) {
            placed.push_back(
                debts.place(payments[place], *entries[place].value_date, decisions[place])
            );
        }
        const base::Date date = days_of(list_).second;
        write_placed(
            transaction_,
            trail_,
            author_,
            {statement,
             municipality_,
             fmt::format("{}|{}|{}", account.name, list_.number, date.to_string()),
             date},
            placed
        );
        replay(transaction_, trail_, author_, municipality_, debts.out_of_order());
        take_back_what_is_named(transaction_, trail_, author_, statement, 0);
        if (paid_by) {
            take_over(
                *paid_by,
                entry_at(transaction_, statement, static_cast<std::int64_t>(entries.back().number))
            );
        }
    }

    // The bank entry counts as no payment by itself any more.
    void take_over(const BookedEntry& paid_by, base::EntryId counter) {
        write_returns(
            transaction_,
            trail_,
            author_,
            {{paid_by.id, counter, "a list of the employer says whose it is"}},
            booked_entries(transaction_, {paid_by.id, counter})
        );
    }

    // Nothing is committed of a list that does not prove.
    void close(base::StatementId statement, const ListReport& report, const std::string& sha256) {
        const StatementTotals totals = totals_of(transaction_, statement);
        base::ensure(
            totals.allocated.amount + totals.suspense.amount == totals.payments.amount &&
                totals.ledger == -totals.allocated.amount &&
                report.allocated + report.suspended == list_.total(),
            "a list is what was allocated of it and what waits, to the cent"
        );
        set_entries_done(transaction_, statement, static_cast<std::int64_t>(totals.payments.count));
        set_state(transaction_, statement, StatementState::closed);
        trail_.record(
            {"payments.take_list",
             municipality_,
             std::nullopt,
             fmt::format("statement:{}", statement.value()),
             fmt::format(
                 R"({{"kind":"{}","sha256":"{}","lines":{},"total_cents":{},"suspense_cents":{}}})",
                 to_text(list_.kind),
                 sha256,
                 list_.lines.size(),
                 list_.total().in_cents(),
                 report.suspended.in_cents()
             )}
        );
    }

    ListReport report_of(base::StatementId statement) {
        const std::map<int, TakenLine> taken = taken_lines_of(transaction_, statement);
        ListReport report;
        std::map<int, base::PlanId> plans;
        std::set<base::Month> months;
        for (const PayrollLine& line : list_.lines) {
            const TakenLine& one = taken.at(line.number);
            ++report.payments.count;
            report.payments.amount += one.amount;
            report.suspended += one.suspended;
            report.allocated += one.amount - one.suspended;
            if (!one.suspended.is_zero()) {
                report.waiting.push_back({line.number, one.suspended, one.suspense_code});
            }
            if (one.plan) {
                plans.emplace(line.number, *one.plan);
            }
            months.insert(line.period);
        }
        if (list_.kind == ListKind::set_off) {
            report.differences =
                differences_of(list_, plans, asked_lines_of(transaction_, municipality_, months));
        }
        return report;
    }

    Transaction& transaction_;
    audit::Author author_;
    audit::Trail trail_;
    base::MunicipalityId municipality_;
    const PayrollList& list_;
    ListFacts facts_;
};

void write_looks(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const ListFacts& facts
) {
    Transaction transaction{database, "looks at a list of payroll", storage::Access::write};
    audit::Trail trail{transaction, occasion.author()};
    for (const auto& [number, client] : facts.clients) {
        trail.record(
            {"payments.look",
             municipality,
             client.person,
             fmt::format("person:{}", client.person.value())}
        );
    }
    trail.write();
    transaction.commit();
}

}  // namespace

base::Outcome<ListReport> PayrollListService::take(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const PayrollList& list,
    const TakeOptions& options
) {
    base::ensure(!list.lines.empty(), "a list holds at least one line");
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (options.paid_by && occasion.actor.roles().empty()) {
        return base::problem(
            "payments.not-placed-by-a-machine",
            "that a bank entry is the money of this list is said by a person",
            "an officer who may reconcile takes it in"
        );
    }
    if (const base::Done days = check_days(list, occasion.today); !days) {
        return tl::unexpected(days.error());
    }
    ListFacts looked_at;
    base::Outcome<ListReport> report = [&] {
        Transaction transaction{database_, "take in a list of payroll", storage::Access::write};
        storage::take_turn(transaction, fmt::format("payroll-lists:{}", municipality.value()));
        if (options.paid_by) {
            take_by_hand_turn(transaction, municipality);
        }
        TakingIn taking{transaction, occasion, municipality, list};
        base::Outcome<ListReport> taken = taking.take(options.paid_by);
        if (taken && !taken->is_known && !options.is_dry_run) {
            taking.write_trail();
            transaction.commit();
        } else {
            looked_at = taking.facts();
        }
        return taken;
    }();
    if (!looked_at.clients.empty()) {
        write_looks(database_, occasion, municipality, looked_at);
    }
    return report;
}

}  // namespace draagkracht::payments
