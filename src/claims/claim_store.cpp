#include "draagkracht/claims/claim_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::claims {

namespace {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::json_list;
using storage::Nullable;

base::Date date_of(const std::string& text) {
    return base::Date::parse(text).value();
}

// A claim with one of its debtors a row, in the order of ClaimRow.
constexpr std::string_view claims_with_debtors =
    "SELECT claim.id, municipality_id, claim_number, kind, law, legal_ground, cause, culpability,"
    " decision_number, decision_date, notified_date, due_date, period_from, period_until,"
    " original_amount_cents, payment_reference, claim_debtor.person_id, claim_debtor.liable_from"
    " FROM claim LEFT JOIN claim_debtor ON claim_debtor.claim_id = claim.id WHERE claim.id ";

struct ClaimRow {
    long long id = 0, municipality = 0, amount_cents = 0;
    std::string number, kind, law, ground, cause, culpability, decision, decided, notified, due;
    std::string reference;
    Nullable<std::string> from, until, liable_from;
    Nullable<long long> debtor;

    [[nodiscard]] Claim claim() const {
        std::optional<Period> period;
        if (from.get() && until.get()) {
            period = Period{date_of(from.value), date_of(until.value)};
        }
        return {
            base::ClaimId{id},
            base::MunicipalityId{municipality},
            {number,
             claim_kind_of(kind).value(),
             people::benefit_law_of(law).value(),
             ground,
             cause_of(cause).value(),
             culpability_of(culpability).value(),
             decision,
             date_of(decided),
             date_of(notified),
             date_of(due),
             period,
             base::Money::cents(amount_cents)},
            base::PaymentReference::parse(reference).value(),
            {}};
    }
};

// `ids` is what stands behind IN, with the one parameter :keys.
std::vector<Claim> read_claims(
    storage::Transaction& transaction, const std::string& ids, const std::string& keys
) {
    std::vector<Claim> claims;
    ClaimRow row;
    for_each_row(
        (ask(transaction,
             std::string{claims_with_debtors} + ids +
                 " ORDER BY due_date, claim.id, claim_debtor.person_id"),
         use(keys, "keys"),
         into(row.id),
         into(row.municipality),
         into(row.number),
         into(row.kind),
         into(row.law),
         into(row.ground),
         into(row.cause),
         into(row.culpability),
         into(row.decision),
         into(row.decided),
         into(row.notified),
         into(row.due),
         into(row.from.value, row.from.indicator),
         into(row.until.value, row.until.indicator),
         into(row.amount_cents),
         into(row.reference),
         into(row.debtor.value, row.debtor.indicator),
         into(row.liable_from.value, row.liable_from.indicator)),
        [&] {
            if (claims.empty() || claims.back().id != base::ClaimId{row.id}) {
                claims.push_back(row.claim());
            }
            if (const std::optional<long long> debtor = row.debtor.get()) {
                claims.back().debtors.push_back(
                    {base::PersonId{*debtor}, date_of(row.liable_from.value)}
                );
            }
        }
    );
    return claims;
}

}  // namespace

void lock_claims(storage::Transaction& transaction, const std::vector<base::ClaimId>& claims) {
    if (transaction.engine() == storage::Engine::sqlite) {
        return;  // its one writer holds all of them
    }
    const std::string keys = json_list(claims);
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT id FROM claim WHERE id " + transaction.among_numbers(":keys") +
                 " ORDER BY id" + std::string{storage::for_update(transaction)}),
         use(keys, "keys"),
         into(id)),
        [] {}
    );
}

std::unordered_map<base::ClaimId, Balance> balances_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    std::unordered_map<base::ClaimId, Balance> balances;
    const std::string keys = json_list(claims);
    long long claim = 0;
    std::string component;
    long long cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT claim_id, component, CAST(SUM(amount_cents) AS BIGINT) FROM posting"
             " WHERE claim_id " +
                 transaction.among_numbers(":keys") + " GROUP BY claim_id, component"),
         use(keys, "keys"),
         into(claim),
         into(component),
         into(cents)),
        [&] {
            balances[base::ClaimId{claim}].add(
                component_of(component).value(), base::Money::cents(cents)
            );
        }
    );
    return balances;
}

std::vector<OpenClaim> open_claims(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    const std::unordered_map<base::ClaimId, Balance> balances = balances_of(transaction, claims);
    std::vector<OpenClaim> open;
    const std::string keys = json_list(claims);
    long long id = 0;
    std::string due_date;
    for_each_row(
        (ask(transaction,
             "SELECT id, due_date FROM claim WHERE id " + transaction.among_numbers(":keys") +
                 " ORDER BY id"),
         use(keys, "keys"),
         into(id),
         into(due_date)),
        [&] {
            const base::ClaimId claim{id};
            const auto balance = balances.find(claim);
            open.push_back(
                {claim, date_of(due_date), balance == balances.end() ? Balance{} : balance->second}
            );
        }
    );
    return open;
}

std::vector<Claim> claims_of_people(
    storage::Transaction& transaction, const std::vector<base::PersonId>& people
) {
    return read_claims(
        transaction,
        "IN (SELECT claim_id FROM claim_debtor WHERE person_id " +
            transaction.among_numbers(":keys") + ")",
        json_list(people)
    );
}

base::Outcome<Claim> find_claim(storage::Transaction& transaction, const NamedClaim& named) {
    for (Claim& claim : claims_of_people(transaction, {named.debtor})) {
        if (claim.municipality == named.municipality &&
            claim.decision.claim_number == named.claim_number) {
            return std::move(claim);
        }
    }
    return base::problem("claims.unknown-claim", "this debtor owes no claim of that number");
}

std::vector<Claim> claims_by_id(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    return read_claims(transaction, transaction.among_numbers(":keys"), json_list(claims));
}

namespace {

// By the text of `column`, which is unique in a municipality.
std::unordered_map<std::string, base::ClaimId> claims_by_text(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::string& column,
    const std::vector<std::string>& texts
) {
    std::unordered_map<std::string, base::ClaimId> claims;
    const std::string keys = json_list(texts);
    const long long municipality_id = municipality.value();
    std::string text;
    long long id = 0;
    for_each_row(
        (ask(transaction,
             "SELECT " + column + ", id FROM claim" +
                 " WHERE municipality_id = :municipality AND " + column + " " +
                 transaction.among_texts(":keys")),
         use(municipality_id, "municipality"),
         use(keys, "keys"),
         into(text),
         into(id)),
        [&] { claims.emplace(text, base::ClaimId{id}); }
    );
    return claims;
}

}  // namespace

std::unordered_map<std::string, base::ClaimId> claims_of_numbers(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& claim_numbers
) {
    return claims_by_text(transaction, municipality, "claim_number", claim_numbers);
}

std::unordered_map<std::string, base::ClaimId> claims_of_references(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::PaymentReference>& references
) {
    std::vector<std::string> texts;
    for (const base::PaymentReference& reference : references) {
        texts.push_back(reference.text());
    }
    return claims_by_text(transaction, municipality, "payment_reference", texts);
}

std::vector<base::PostingId> add_postings(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<NewPosting>& postings
) {
    std::vector<base::PostingId> made;
    storage::IdBlock ids = transaction.reserve_ids(postings.size());
    storage::BulkInsert rows{
        transaction,
        "posting",
        {{"id", Column::number},
         {"claim_id", Column::number},
         {"component", Column::text},
         {"kind", Column::text},
         {"amount_cents", Column::number},
         {"value_date", Column::text},
         {"booked_on", Column::text},
         {"allocation_id", Column::number},
         {"reverses_posting_id", Column::number},
         {"reason", Column::text},
         {"posted_by", Column::text},
         {"act_id", Column::number}}};
    const std::string booked_on = author.today.date().to_string();
    for (const NewPosting& posting : postings) {
        const Movement& movement = posting.movement;
        base::ensure(check(movement).has_value(), "what is posted passes the check of the ledger");
        made.emplace_back(ids.take());
        rows.add(
            {made.back().value(),
             posting.claim.value(),
             to_text(movement.component),
             to_text(movement.kind),
             movement.amount.in_cents(),
             movement.value_date.to_string(),
             booked_on,
             storage::id_cell(posting.allocation),
             storage::id_cell(posting.reverses),
             movement.reason,
             author.actor,
             storage::id_cell(posting.act)}
        );
    }
    rows.write();
    return made;
}

namespace {

struct PostingRow {
    long long id = 0, claim = 0, amount_cents = 0;
    std::string component, kind, value_date, booked_on, reason, posted_by;
    Nullable<long long> allocation, reverses, act;

    [[nodiscard]] Posting posting() const {
        NewPosting facts{
            base::ClaimId{claim},
            {component_of(component).value(),
             posting_kind_of(kind).value(),
             base::Money::cents(amount_cents),
             date_of(value_date),
             reason},
            std::nullopt,
            std::nullopt};
        if (const std::optional<long long> number = allocation.get()) {
            facts.allocation = base::AllocationId{*number};
        }
        if (const std::optional<long long> number = reverses.get()) {
            facts.reverses = base::PostingId{*number};
        }
        if (const std::optional<long long> number = act.get()) {
            facts.act = base::ActId{*number};
        }
        return {base::PostingId{id}, facts, date_of(booked_on), posted_by};
    }
};

}  // namespace

std::vector<Posting> postings_of(
    storage::Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    std::vector<Posting> postings;
    const std::string keys = json_list(claims);
    PostingRow row;
    for_each_row(
        (ask(transaction,
             "SELECT id, claim_id, component, kind, amount_cents, value_date, booked_on,"
             " allocation_id, reverses_posting_id, reason, posted_by, act_id FROM posting"
             " WHERE claim_id " +
                 transaction.among_numbers(":keys") + " ORDER BY claim_id, value_date, id"),
         use(keys, "keys"),
         into(row.id),
         into(row.claim),
         into(row.component),
         into(row.kind),
         into(row.amount_cents),
         into(row.value_date),
         into(row.booked_on),
         into(row.allocation.value, row.allocation.indicator),
         into(row.reverses.value, row.reverses.indicator),
         into(row.reason),
         into(row.posted_by),
         into(row.act.value, row.act.indicator)),
        [&] { postings.push_back(row.posting()); }
    );
    return postings;
}

}  // namespace draagkracht::claims
