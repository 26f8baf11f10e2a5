#include "payments/hand_act_store.hpp"

#include <algorithm>

#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "payments/return_store.hpp"
#include "payments/running_plans_store.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Nullable;
using storage::Transaction;

namespace {

const std::string acts_where =
    "SELECT hand_act.id, act_number, kind, told, reason, undoes_act_id, CASE WHEN EXISTS (SELECT 1"
    " FROM hand_act undoing WHERE undoing.undoes_act_id = hand_act.id) THEN 1 ELSE 0 END,"
    " recorded_on, recorded_by FROM hand_act WHERE ";

struct ActRow {
    long long id = 0;
    std::string number, kind, told, reason, recorded_on, recorded_by;
    Nullable<long long> undoes;
    int is_undone = 0;

    [[nodiscard]] HandAct act() const {
        HandAct act{
            HandActId{id},
            number,
            hand_act_kind_of(kind),
            told,
            reason,
            std::nullopt,
            is_undone == 1,
            base::Date::parse(recorded_on).value(),
            recorded_by};
        if (const auto of = undoes.get()) {
            act.undoes = HandActId{*of};
        }
        return act;
    }
};

std::vector<HandAct> read_acts(storage::Question&& question) {
    std::vector<HandAct> acts;
    ActRow row;
    for_each_row(
        (std::move(question),
         into(row.id),
         into(row.number),
         into(row.kind),
         into(row.told),
         into(row.reason),
         into(row.undoes.value, row.undoes.indicator),
         into(row.is_undone),
         into(row.recorded_on),
         into(row.recorded_by)),
        [&] { acts.push_back(row.act()); }
    );
    return acts;
}

void read_shares(
    Transaction& transaction, const std::string& keys, std::map<base::EntryId, EntryAtHand>& entries
) {
    long long entry = 0;
    long long claim = 0;
    long long cents = 0;
    Nullable<long long> plan;
    for_each_row(
        (ask(transaction,
             "SELECT entry_id, claim_id, plan_id, CAST(SUM(amount_cents) AS BIGINT)"
             " FROM allocation WHERE entry_id " +
                 transaction.among_numbers(":entries") +
                 " GROUP BY entry_id, claim_id, plan_id HAVING SUM(amount_cents) > 0"
                 " ORDER BY entry_id, claim_id, plan_id"),
         use(keys, "entries"),
         into(entry),
         into(claim),
         into(plan.value, plan.indicator),
         into(cents)),
        [&] {
            const auto at = entries.find(base::EntryId{entry});
            if (at != entries.end()) {
                const auto of = plan.get();
                at->second.shares.push_back(
                    {base::ClaimId{claim},
                     of ? std::optional{base::PlanId{*of}} : std::nullopt,
                     base::Money::cents(cents)}
                );
            }
        }
    );
}

void read_revisions(
    Transaction& transaction, const std::string& keys, std::map<base::EntryId, EntryAtHand>& entries
) {
    const std::string among = transaction.among_numbers(":entries");
    long long entry = 0;
    long long rows = 0;
    for_each_row(
        (ask(transaction,
             "SELECT entry_id, COUNT(*) FROM (SELECT entry_id FROM allocation WHERE entry_id " +
                 among + " UNION ALL SELECT entry_id FROM suspense_item WHERE entry_id " + among +
                 ") AS booked GROUP BY entry_id"),
         use(keys, "entries"),
         into(entry),
         into(rows)),
        [&] {
            if (const auto at = entries.find(base::EntryId{entry}); at != entries.end()) {
                at->second.revision = rows;
            }
        }
    );
}

// Which claim bears which number, of the claims of these plans.
std::map<base::PlanId, std::vector<std::string>> claim_numbers_of(
    Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    std::map<base::PlanId, std::vector<std::string>> numbers;
    const std::string keys = storage::json_list(plans);
    long long plan = 0;
    std::string number;
    for_each_row(
        (ask(transaction,
             "SELECT plan_id, claim_number FROM plan_claim JOIN claim ON claim.id = claim_id"
             " WHERE plan_id " +
                 transaction.among_numbers(":plans") + " ORDER BY plan_id, rank"),
         use(keys, "plans"),
         into(plan),
         into(number)),
        [&] { numbers[base::PlanId{plan}].push_back(number); }
    );
    return numbers;
}

std::vector<std::string> sorted_once(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    std::erase(texts, "");
    return texts;
}

std::vector<HandMove> moves_of(Transaction& transaction, HandActId act) {
    std::vector<HandMove> moves;
    const long long id = act.value();
    long long entry = 0;
    long long claim = 0;
    long long cents = 0;
    Nullable<long long> plan;
    for_each_row(
        (ask(transaction,
             "SELECT allocation.entry_id, claim_id, plan_id, amount_cents FROM hand_act_entry"
             " JOIN allocation ON allocation.entry_id = hand_act_entry.entry_id"
             " AND allocation.hand_act_id = hand_act_entry.act_id"
             " WHERE hand_act_entry.act_id = :act ORDER BY allocation.id"),
         use(id, "act"),
         into(entry),
         into(claim),
         into(plan.value, plan.indicator),
         into(cents)),
        [&] {
            const auto of = plan.get();
            moves.push_back(
                {base::EntryId{entry},
                 base::ClaimId{claim},
                 of ? std::optional{base::PlanId{*of}} : std::nullopt,
                 base::Money::cents(cents)}
            );
        }
    );
    return moves;
}

std::vector<TouchedEntry> touched_by(Transaction& transaction, HandActId act) {
    const auto other_stands = [](const std::string& order) {
        return "CASE WHEN EXISTS (SELECT 1 FROM hand_act_entry other JOIN hand_act"
               " ON hand_act.id = other.act_id WHERE other.entry_id = touched.entry_id"
               " AND other.act_id " +
               order +
               " touched.act_id AND hand_act.kind <> 'undone' AND NOT EXISTS (SELECT 1"
               " FROM hand_act undoing JOIN hand_act_entry undone ON undone.act_id = undoing.id"
               " AND undone.entry_id = touched.entry_id"
               " WHERE undoing.undoes_act_id = hand_act.id))"
               " THEN 1 ELSE 0 END";
    };
    std::vector<TouchedEntry> entries;
    const long long id = act.value();
    long long entry = 0;
    int later = 0;
    int earlier = 0;
    int is_taken_back = 0;
    for_each_row(
        (ask(transaction,
             "SELECT touched.entry_id, " + other_stands(">") + ", " + other_stands("<") +
                 ", CASE WHEN EXISTS (SELECT 1 FROM entry_return"
                 " WHERE returned_entry_id = touched.entry_id) THEN 1 ELSE 0 END"
                 " FROM hand_act_entry touched WHERE touched.act_id = :act"
                 " ORDER BY touched.entry_id"),
         use(id, "act"),
         into(entry),
         into(later),
         into(earlier),
         into(is_taken_back)),
        [&] {
            entries.push_back({base::EntryId{entry}, later == 1, earlier == 1, is_taken_back == 1});
        }
    );
    return entries;
}

std::optional<RefundOfAct> refund_of(Transaction& transaction, HandActId act) {
    std::optional<RefundOfAct> refund;
    const long long id = act.value();
    long long entry = 0;
    long long cents = 0;
    int is_ordered = 0;
    for_each_row(
        (ask(transaction,
             "SELECT refund.entry_id, refund.amount_cents, CASE WHEN EXISTS (SELECT 1"
             " FROM refund_on_its_way way WHERE way.refund_id = refund.id"
             " AND way.standing IN ('ordered', 'paid')) THEN 1 ELSE 0 END FROM refund"
             " WHERE refund.act_id = :act"),
         use(id, "act"),
         into(entry),
         into(cents),
         into(is_ordered)),
        [&] {
            refund = RefundOfAct{base::EntryId{entry}, base::Money::cents(cents), is_ordered == 1};
        }
    );
    return refund;
}

}  // namespace

std::optional<HandAct> act_numbered(
    Transaction& transaction, base::MunicipalityId municipality, const std::string& number
) {
    const long long of_municipality = municipality.value();
    std::vector<HandAct> acts = read_acts(
        (ask(transaction, acts_where + "municipality_id = :municipality AND act_number = :number"),
         use(of_municipality, "municipality"),
         use(number, "number"))
    );
    return acts.empty() ? std::nullopt : std::optional{std::move(acts.front())};
}

std::vector<HandAct> acts_on(Transaction& transaction, base::EntryId entry) {
    const long long id = entry.value();
    return read_acts(
        (ask(transaction,
             acts_where + "hand_act.id IN (SELECT act_id FROM hand_act_entry"
                          " WHERE entry_id = :entry) ORDER BY hand_act.id DESC"),
         use(id, "entry"))
    );
}

std::map<base::EntryId, EntryAtHand> entries_at_hand(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::EntryId>& entries
) {
    std::map<base::EntryId, EntryAtHand> at_hand;
    for (const auto& [id, booked] : booked_entries(transaction, entries)) {
        if (booked.municipality == municipality) {
            at_hand.emplace(
                id,
                EntryAtHand{
                    id,
                    booked.municipality,
                    booked.amount,
                    booked.suspended,
                    booked.takes_back,
                    booked.is_taken_back}
            );
        }
    }
    const std::string keys = storage::json_list(entries);
    read_shares(transaction, keys, at_hand);
    read_revisions(transaction, keys, at_hand);
    return at_hand;
}

std::map<std::string, PlanAtHand> plans_numbered(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<std::string>& plan_numbers
) {
    std::map<std::string, PlanAtHand> plans;
    const std::string keys = storage::json_list(sorted_once(plan_numbers));
    const long long of_municipality = municipality.value();
    std::string number;
    long long id = 0;
    int has_ended = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan_number, plan.id, CASE WHEN plan_end.plan_id IS NULL THEN 0 ELSE 1 END"
             " FROM plan LEFT JOIN plan_end ON plan_end.plan_id = plan.id"
             " WHERE municipality_id = :municipality AND plan_number " +
                 transaction.among_texts(":numbers") + " ORDER BY plan_number, version"),
         use(of_municipality, "municipality"),
         use(keys, "numbers"),
         into(number),
         into(id),
         into(has_ended)),
        // The newest version takes the place of those before it.
        [&] {
            plans.insert_or_assign(number, PlanAtHand{base::PlanId{id}, has_ended == 1});
        }
    );
    std::vector<base::PlanId> ids;
    for (const auto& [of, plan] : plans) {
        ids.push_back(plan.id);
    }
    auto numbers = claim_numbers_of(transaction, ids);
    for (auto& [of, plan] : plans) {
        plan.claims = std::move(numbers[plan.id]);
    }
    return plans;
}

PlacementFacts placement_facts_of(
    Transaction& transaction, base::MunicipalityId municipality, const PlacementAsked& asked
) {
    PlacementFacts facts;
    std::vector<base::EntryId> entries;
    std::ranges::transform(asked.seen, std::back_inserter(entries), &SeenEntry::entry);
    facts.entries = entries_at_hand(transaction, municipality, entries);
    std::vector<std::string> claim_numbers;
    std::vector<std::string> plan_numbers;
    std::ranges::transform(
        asked.take, std::back_inserter(claim_numbers), &AmountTaken::claim_number
    );
    for (const AmountPut& put : asked.put) {
        claim_numbers.push_back(put.claim_number);
        plan_numbers.push_back(put.plan_number);
    }
    facts.plans = plans_numbered(transaction, municipality, plan_numbers);
    for (const auto& [number, plan] : facts.plans) {
        claim_numbers.insert(claim_numbers.end(), plan.claims.begin(), plan.claims.end());
    }
    const auto claims =
        claims::claims_of_numbers(transaction, municipality, sorted_once(claim_numbers));
    std::vector<base::ClaimId> ids;
    for (const auto& [number, id] : claims) {
        ids.push_back(id);
    }
    const auto open = open_on(transaction, ids);
    PlansOfClaims running = running_plans_of(transaction, ids);
    for (const auto& [number, id] : claims) {
        ClaimAtHand claim{id, open.at(id)};
        std::ranges::transform(
            running[id], std::back_inserter(claim.running_plans), &RunningPlan::id
        );
        facts.claims.emplace(number, std::move(claim));
    }
    return facts;
}

std::map<base::ClaimId, base::Money> open_on(
    Transaction& transaction, const std::vector<base::ClaimId>& claims
) {
    std::map<base::ClaimId, base::Money> open;
    for (const base::ClaimId claim : claims) {
        open.emplace(claim, base::Money{});
    }
    for (const auto& [claim, balance] : claims::balances_of(transaction, claims)) {
        open.at(claim) = balance.total();
    }
    return open;
}

ActToUndo act_to_undo(Transaction& transaction, const HandAct& act) {
    return {
        act.kind,
        act.is_undone,
        touched_by(transaction, act.id),
        moves_of(transaction, act.id),
        refund_of(transaction, act.id)};
}

std::string payer_account_of(Transaction& transaction, base::EntryId entry) {
    const long long id = entry.value();
    std::string account;
    transaction.sql() << "SELECT counterparty_iban FROM bank_entry WHERE id = :id", use(id, "id"),
        into(account);
    return account;
}

HandActId add_act(Transaction& transaction, const audit::Author& author, const NewHandAct& act) {
    const std::string today = author.today.date().to_string();
    storage::IdBlock ids = transaction.reserve_ids(1 + act.entries.size());
    const HandActId id{ids.take()};
    storage::BulkInsert acts{
        transaction,
        "hand_act",
        {{"id", Column::number},
         {"municipality_id", Column::number},
         {"act_number", Column::text},
         {"kind", Column::text},
         {"told", Column::text},
         {"reason", Column::text},
         {"undoes_act_id", Column::number},
         {"approval_id", Column::number},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    acts.add(
        {id.value(),
         act.municipality.value(),
         act.number,
         to_text(act.kind),
         act.told,
         act.reason,
         storage::id_cell(act.undoes),
         storage::id_cell(act.approval),
         today,
         author.actor}
    );
    acts.write();
    storage::BulkInsert entries{
        transaction,
        "hand_act_entry",
        {{"id", Column::number}, {"act_id", Column::number}, {"entry_id", Column::number}}};
    for (const base::EntryId entry : act.entries) {
        entries.add({ids.take(), id.value(), entry.value()});
    }
    entries.write();
    return id;
}

void add_moves(
    Transaction& transaction,
    const audit::Author& author,
    HandActId act,
    const std::string& reason,
    const std::vector<HandMove>& moves
) {
    const std::string today = author.today.date().to_string();
    storage::IdBlock ids = transaction.reserve_ids(moves.size());
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
         {"allocated_by", Column::text},
         {"hand_act_id", Column::number}}};
    for (const HandMove& move : moves) {
        rows.add(
            {ids.take(),
             move.entry.value(),
             move.claim.value(),
             storage::id_cell(move.plan),
             move.amount.in_cents(),
             claims::by_hand_rung,
             reason,
             today,
             author.actor,
             act.value()}
        );
    }
    rows.write();
}

void add_suspense(
    Transaction& transaction, const audit::Author& author, const std::vector<SuspenseMove>& moves
) {
    const std::string today = author.today.date().to_string();
    storage::IdBlock ids = transaction.reserve_ids(moves.size());
    storage::BulkInsert rows{
        transaction,
        "suspense_item",
        {{"id", Column::number},
         {"entry_id", Column::number},
         {"amount_cents", Column::number},
         {"reason_code", Column::text},
         {"reason", Column::text},
         {"opened_on", Column::text}}};
    for (const SuspenseMove& move : moves) {
        rows.add(
            {ids.take(),
             move.entry.value(),
             move.amount.in_cents(),
             to_text(move.code),
             move.reason,
             today}
        );
    }
    rows.write();
}

void add_refund(
    Transaction& transaction,
    RefundId refund,
    HandActId act,
    base::EntryId entry,
    base::Money amount,
    const std::optional<std::string>& iban_sealed
) {
    storage::BulkInsert rows{
        transaction,
        "refund",
        {{"id", Column::number},
         {"act_id", Column::number},
         {"entry_id", Column::number},
         {"amount_cents", Column::number},
         {"iban_sealed", Column::text}}};
    rows.add(
        {refund.value(),
         act.value(),
         entry.value(),
         amount.in_cents(),
         storage::text_cell(iban_sealed)}
    );
    rows.write();
}

std::vector<StoredRefundQuestion> refund_questions(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::ApprovalId>& questions
) {
    std::vector<StoredRefundQuestion> found;
    const long long of_municipality = municipality.value();
    const std::string keys = storage::json_list(questions);
    long long question = 0;
    long long entry = 0;
    Nullable<std::string> iban_sealed;
    std::string account, name;
    for_each_row(
        (ask(transaction,
             "SELECT approval.id, entry_id, iban_sealed, counterparty_iban, counterparty_name"
             " FROM refund_question JOIN approval ON approval.id = approval_id"
             " JOIN bank_entry ON bank_entry.id = entry_id"
             " WHERE municipality_id = :municipality AND approval.id " +
                 transaction.among_numbers(":questions") + " ORDER BY approval.id"),
         use(of_municipality, "municipality"),
         use(keys, "questions"),
         into(question),
         into(entry),
         into(iban_sealed.value, iban_sealed.indicator),
         into(account),
         into(name)),
        [&] {
            found.push_back(
                {base::ApprovalId{question}, base::EntryId{entry}, iban_sealed.get(), account, name}
            );
        }
    );
    return found;
}

void add_refund_question(
    Transaction& transaction,
    base::ApprovalId question,
    base::EntryId entry,
    const std::optional<std::string>& iban_sealed
) {
    storage::BulkInsert rows{
        transaction,
        "refund_question",
        {{"approval_id", Column::number},
         {"entry_id", Column::number},
         {"iban_sealed", Column::text}}};
    rows.add({question.value(), entry.value(), storage::text_cell(iban_sealed)});
    rows.write();
}

}  // namespace draagkracht::payments
