#include "draagkracht/claims/replay_store.hpp"

#include <algorithm>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::claims {

namespace {

using soci::into;
using soci::use;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

base::Date date_of(const std::string& text) {
    return base::Date::parse(text).value();
}

constexpr std::string_view allocations_sql = R"sql(
SELECT allocation.id, allocation.entry_id, allocation.claim_id, allocation.amount_cents,
    bank_entry.amount_cents, bank_entry.value_date, bank_entry.entry_number,
    bank_entry.detail_number, bank_account.iban || '|' || bank_statement.identifier || '|'
        || bank_statement.statement_date,
    taken.entry_id, taken.counts_from, CASE WHEN taking.entry_id IS NULL THEN 0 ELSE 1 END
FROM allocation
JOIN bank_entry ON bank_entry.id = allocation.entry_id
JOIN bank_statement ON bank_statement.id = bank_entry.statement_id
JOIN bank_account ON bank_account.id = bank_statement.bank_account_id
LEFT JOIN entry_return taken ON taken.returned_entry_id = bank_entry.id
LEFT JOIN entry_return taking ON taking.entry_id = bank_entry.id
WHERE allocation.claim_id )sql";

struct AllocationRow {
    long long id = 0, entry = 0, claim = 0, amount_cents = 0, entry_cents = 0;
    long long entry_number = 0, detail_number = 0;
    std::string value_date, statement;
    Nullable<long long> taken_back_by;
    Nullable<std::string> counts_from;
    int takes_back = 0;

    [[nodiscard]] Receipt receipt() const {
        Receipt receipt{
            .entry = base::EntryId{entry},
            .value_date = date_of(value_date),
            .place = {statement, entry_number, detail_number},
            .amount = base::Money::cents(entry_cents),
            .in_order = {},
            .shares = {}};
        if (const auto by = taken_back_by.get()) {
            receipt.taken_back = TakenBack{base::EntryId{*by}, date_of(counts_from.value)};
        }
        return receipt;
    }
};

// Entries with what was allocated of them. Money that went out and takes no payment back is no
// receipt: what was posted of it stands as it is.
struct Entries {
    std::map<base::EntryId, Receipt> receipts;
    std::set<base::EntryId> returns;
};

Entries read_allocations(Transaction& transaction, const std::string& keys, ReplayFacts& facts) {
    Entries entries;
    AllocationRow row;
    for_each_row(
        (ask(transaction,
             std::string{allocations_sql} + transaction.among_numbers(":claims") +
                 " ORDER BY allocation.id"),
         use(keys, "claims"),
         into(row.id),
         into(row.entry),
         into(row.claim),
         into(row.amount_cents),
         into(row.entry_cents),
         into(row.value_date),
         into(row.entry_number),
         into(row.detail_number),
         into(row.statement),
         into(row.taken_back_by.value, row.taken_back_by.indicator),
         into(row.counts_from.value, row.counts_from.indicator),
         into(row.takes_back)),
        [&] {
            const base::EntryId entry{row.entry};
            const base::ClaimId claim{row.claim};
            if (row.takes_back == 1) {
                entries.returns.insert(entry);
            } else if (row.entry_cents > 0) {
                Receipt& receipt = entries.receipts.try_emplace(entry, row.receipt()).first->second;
                receipt.shares[claim] += base::Money::cents(row.amount_cents);
            } else {
                return;
            }
            facts.shares[{entry, claim}] += base::Money::cents(row.amount_cents);
            facts.newest_allocations.insert_or_assign({entry, claim}, base::AllocationId{row.id});
        }
    );
    return entries;
}

struct PostingRow {
    long long id = 0, claim = 0, amount_cents = 0;
    std::string component, kind, value_date, booked_on;
    Nullable<long long> entry, act;

    // That of an act on a credit; a former system has such postings without one.
    [[nodiscard]] std::optional<CreditUse> credit_use() const {
        const PostingKind posted = posting_kind_of(kind).value();
        const std::optional<long long> of = act.get();
        if (!of || (posted != PostingKind::refund && posted != PostingKind::set_off)) {
            return std::nullopt;
        }
        return CreditUse{
            base::ActId{*of},
            base::ClaimId{claim},
            posted,
            base::Money::cents(amount_cents),
            date_of(value_date)};
    }
};

// The postings of one act on one claim are one use of a credit.
void add_credit(const CreditUse& posted, Component component, ReplayFacts& facts) {
    facts.credit_parts[{posted.act, posted.claim, component}] += posted.amount;
    const auto known = std::ranges::find_if(facts.credits, [&posted](const CreditUse& one) {
        return one.act == posted.act && one.claim == posted.claim;
    });
    if (known == facts.credits.end()) {
        facts.credits.push_back(posted);
    } else {
        known->amount += posted.amount;
    }
}

void read_postings(
    Transaction& transaction, const std::string& keys, const Entries& entries, ReplayFacts& facts
) {
    std::map<base::ClaimId, std::string> registered_on;  // the first posting stands first
    PostingRow row;
    const auto add_row = [&] {
        const base::ClaimId claim{row.claim};
        const Component component = component_of(row.component).value();
        const base::Money amount = base::Money::cents(row.amount_cents);
        const std::string& registered =
            registered_on.try_emplace(claim, row.booked_on).first->second;
        if (const std::optional<long long> of = row.entry.get()) {
            const base::EntryId entry{*of};
            if (entries.receipts.contains(entry) || entries.returns.contains(entry)) {
                facts.parts[{entry, claim, component}] -= amount;
                facts.first_postings.try_emplace({entry, claim, component}, row.id);
                return;
            }
        }
        if (const std::optional<CreditUse> credit = row.credit_use()) {
            add_credit(*credit, component, facts);
            return;
        }
        const bool is_later = row.booked_on > registered;
        facts.charges.push_back(
            {claim,
             component,
             amount,
             date_of(row.value_date),
             is_later ? std::optional{date_of(row.booked_on)} : std::nullopt}
        );
    };
    for_each_row(
        (ask(transaction,
             "SELECT posting.id, posting.claim_id, component, kind,"
             " posting.amount_cents, value_date, booked_on, allocation.entry_id, act_id FROM "
             "posting"
             " LEFT JOIN allocation ON allocation.id = posting.allocation_id"
             " WHERE posting.claim_id " +
                 transaction.among_numbers(":claims") + " ORDER BY posting.booked_on, posting.id"),
         use(keys, "claims"),
         into(row.id),
         into(row.claim),
         into(row.component),
         into(row.kind),
         into(row.amount_cents),
         into(row.value_date),
         into(row.booked_on),
         into(row.entry.value, row.entry.indicator),
         into(row.act.value, row.act.indicator)),
        add_row
    );
}

// The counter-postings, each on the newest allocation of its entry to its claim: one that was just
// made is posted by them in full.
std::vector<NewPosting> postings_for(const Parts& missing, const ReplayFacts& facts) {
    std::map<base::EntryId, base::Date> value_dates;
    std::map<base::EntryId, base::EntryId> taken_back;
    for (const Receipt& receipt : facts.receipts) {
        value_dates.emplace(receipt.entry, receipt.value_date);
        if (receipt.taken_back) {
            value_dates.emplace(receipt.taken_back->by, receipt.taken_back->counts_from);
            taken_back.emplace(receipt.taken_back->by, receipt.entry);
        }
    }
    std::vector<NewPosting> postings;
    for (const auto& [key, amount] : missing) {
        const auto& [entry, claim, component] = key;
        const auto returned = taken_back.find(entry);
        NewPosting posting{
            claim,
            {component, PostingKind::payment, -amount, value_dates.at(entry), "replayed"},
            facts.newest_allocations.at({entry, claim}),
            std::nullopt};
        if (returned != taken_back.end()) {
            posting.movement.reason = "taken back by the bank";
            const auto first = facts.first_postings.find({returned->second, claim, component});
            if (first != facts.first_postings.end()) {
                posting.reverses = first->second;
            }
        }
        postings.push_back(std::move(posting));
    }
    return postings;
}

std::vector<NewPosting> postings_for(const CreditParts& missing, const ReplayFacts& facts) {
    std::map<base::ActId, const CreditUse*> uses;
    for (const CreditUse& credit : facts.credits) {
        uses.emplace(credit.act, &credit);
    }
    std::vector<NewPosting> postings;
    for (const auto& [key, amount] : missing) {
        const auto& [act, claim, component] = key;
        const CreditUse& use = *uses.at(act);
        postings.push_back(
            {claim,
             {component, use.kind, amount, use.value_date, "replayed"},
             std::nullopt,
             std::nullopt,
             act}
        );
    }
    return postings;
}

// The days of the postings of a claim, as they are stored.
class LastDays {
  public:
    void take_in(
        const std::string& registered_on,
        const std::string& charged_from,
        const std::string& decided_on,
        const std::optional<std::string>& received
    ) {
        registered_on_ =
            registered_on_.empty() ? registered_on : std::min(registered_on_, registered_on);
        charged_from_ = std::max(charged_from_, charged_from);
        decided_on_ = std::max(decided_on_, decided_on);
        received_ = std::max(received_, received);
    }

    // None where nothing was charged yet.
    [[nodiscard]] std::optional<LastMove> move() const {
        if (charged_from_.empty()) {
            return std::nullopt;
        }
        LastMove move{date_of(charged_from_), std::nullopt};
        if (decided_on_ > registered_on_) {
            move.charged = std::max(move.charged, date_of(decided_on_));
        }
        if (received_) {
            move.received = date_of(*received_);
        }
        return move;
    }

  private:
    std::string registered_on_, charged_from_, decided_on_;
    std::optional<std::string> received_;
};

// On which claims these parts are.
template <typename AnyParts>
void add_claims_of(const AnyParts& parts, std::set<base::ClaimId>& claims) {
    for (const auto& [key, amount] : parts) {
        claims.insert(std::get<base::ClaimId>(key));
    }
}

}  // namespace

std::vector<StandingClaim> standing_claims(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    std::vector<StandingClaim> standing;
    const std::string keys = storage::json_list(claims);
    long long id = 0;
    long long cents = 0;
    std::string due_date, component, registered_on, charged_from, decided_on;
    Nullable<std::string> received;
    LastDays days;
    for_each_row(
        (ask(transaction,
             "SELECT claim.id, claim.due_date, COALESCE(component, ''),"
             " CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT), COALESCE(MIN(booked_on), ''),"
             " COALESCE(MAX(CASE WHEN allocation_id IS NULL THEN value_date END), ''),"
             " COALESCE(MAX(CASE WHEN allocation_id IS NULL THEN booked_on END), ''),"
             " MAX(CASE WHEN allocation_id IS NOT NULL THEN value_date END)"
             " FROM claim LEFT JOIN posting ON posting.claim_id = claim.id WHERE claim.id " +
                 transaction.among_numbers(":keys") +
                 " GROUP BY claim.id, claim.due_date, component ORDER BY claim.id"),
         use(keys, "keys"),
         into(id),
         into(due_date),
         into(component),
         into(cents),
         into(registered_on),
         into(charged_from),
         into(decided_on),
         into(received.value, received.indicator)),
        [&] {
            const base::ClaimId claim{id};
            if (standing.empty() || standing.back().open.claim != claim) {
                standing.push_back({{claim, date_of(due_date), {}}, {}});
                days = {};
            }
            if (component.empty()) {
                return;  // nothing was posted on it
            }
            standing.back().open.balance.add(
                component_of(component).value(), base::Money::cents(cents)
            );
            days.take_in(registered_on, charged_from, decided_on, received.get());
            standing.back().last = days.move();
        }
    );
    return standing;
}

ReplayFacts replay_facts_of(Transaction& transaction, const std::vector<base::ClaimId>& claims) {
    ReplayFacts facts;
    const std::string keys = storage::json_list(claims);
    Entries entries = read_allocations(transaction, keys, facts);
    read_postings(transaction, keys, entries, facts);
    for (auto& [entry, receipt] : entries.receipts) {
        facts.receipts.push_back(std::move(receipt));
    }
    return facts;
}

std::set<base::ClaimId> settle(
    Transaction& transaction, const audit::Author& author, const std::vector<base::ClaimId>& claims
) {
    const ReplayFacts facts = replay_facts_of(transaction, claims);
    const Distribution desired = distribute(facts.charges, facts.credits, facts.receipts);
    const Parts missing = difference(desired.parts, facts.parts);
    const CreditParts credits = difference(desired.credits, facts.credit_parts);
    add_postings(transaction, author, postings_for(missing, facts));
    add_postings(transaction, author, postings_for(credits, facts));
    std::set<base::ClaimId> changed;
    add_claims_of(missing, changed);
    add_claims_of(credits, changed);
    return changed;
}

}  // namespace draagkracht::claims
