#include "draagkracht/claims/act_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "draagkracht/storage/turn.hpp"

namespace draagkracht::claims {

namespace {

using soci::into;
using soci::use;
using storage::Cell;
using storage::Column;
using storage::Nullable;

base::Date date_of(const std::string& text) {
    return base::Date::parse(text).value();
}

std::optional<base::Date> optional_date(const Nullable<std::string>& text) {
    const std::optional<std::string> told = text.get();
    return told ? std::optional{date_of(*told)} : std::nullopt;
}

template <typename Id>
std::optional<Id> optional_id(const Nullable<long long>& number) {
    const std::optional<long long> told = number.get();
    return told ? std::optional{Id{*told}} : std::nullopt;
}

// `parse` reads the words of an enumeration.
template <typename Parse>
auto optional_word(const Nullable<std::string>& text, Parse parse)
    -> std::optional<typename decltype(parse(std::string_view{}))::value_type> {
    const std::optional<std::string> told = text.get();
    if (!told) {
        return std::nullopt;
    }
    return parse(*told).value();
}

struct ActRow {
    long long id = 0, claim = 0;
    std::string claim_number, number, kind, on, reason, decision, recorded_on, recorded_by;
    Nullable<long long> amount_cents, factor_thousandths, interest_runs, person, approval, other;
    Nullable<std::string> component, hold, last_day, review_on, ends, interruption, other_claim;

    [[nodiscard]] Act act() const {
        NewAct facts{number, act_kind_of(kind).value(), date_of(on), reason, decision};
        if (const std::optional<long long> cents = amount_cents.get()) {
            facts.amount = base::Money::cents(*cents);
        }
        if (const std::optional<long long> thousandths = factor_thousandths.get()) {
            facts.factor = base::Percentage::thousandths(*thousandths);
        }
        facts.component = optional_word(component, component_of);
        facts.hold = optional_word(hold, hold_kind_of);
        facts.interruption = optional_word(interruption, interruption_kind_of);
        facts.interest_runs = interest_runs.get().value_or(1) == 1;
        facts.last_day = optional_date(last_day);
        facts.review_on = optional_date(review_on);
        facts.ends = ends.get();
        facts.other_claim = other_claim.get();
        facts.debtor = optional_id<base::PersonId>(person);
        return {
            base::ActId{id},
            facts,
            optional_id<base::ApprovalId>(approval),
            date_of(recorded_on),
            recorded_by};
    }
};

std::optional<std::string> text_of(const std::optional<base::Date>& day) {
    return day ? std::optional{day->to_string()} : std::nullopt;
}

template <typename Word>
Cell word_cell(const std::optional<Word>& word) {
    return word ? Cell{to_text(*word)} : Cell{std::nullopt};
}

// What the acts name by a number, as it is known beside their claims.
using Named = std::map<std::pair<base::ClaimId, std::string>, long long>;

// The holds that these acts end.
Named holds_ended_by(storage::Transaction& transaction, const std::vector<ActToAdd>& acts) {
    std::vector<base::ClaimId> claims;
    for (const ActToAdd& add : acts) {
        if (add.act.ends) {
            claims.push_back(add.claim);
        }
    }
    Named holds;
    if (claims.empty()) {
        return holds;
    }
    const std::string keys = storage::json_list(claims);
    long long claim = 0;
    std::string number;
    long long id = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim_id, act_number, id FROM claim_act WHERE kind = 'held' AND claim_id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(claim),
         into(number),
         into(id)),
        [&] {
            holds.emplace(std::pair{base::ClaimId{claim}, number}, id);
        }
    );
    return holds;
}

// The claims that these acts name beside their own, of the same municipality.
Named claims_beside(storage::Transaction& transaction, const std::vector<ActToAdd>& acts) {
    std::vector<base::ClaimId> claims;
    std::vector<std::string> numbers;
    for (const ActToAdd& add : acts) {
        if (add.act.other_claim) {
            claims.push_back(add.claim);
            numbers.push_back(*add.act.other_claim);
        }
    }
    Named beside;
    if (claims.empty()) {
        return beside;
    }
    const std::string keys = storage::json_list(claims);
    const std::string texts = storage::json_list(numbers);
    long long claim = 0;
    std::string number;
    long long id = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim.id, other.claim_number, other.id FROM claim JOIN claim other"
             " ON other.municipality_id = claim.municipality_id"
             " WHERE claim.id " +
                 transaction.among_numbers(":keys") + " AND other.claim_number " +
                 transaction.among_texts(":texts")),
         use(keys, "keys"),
         use(texts, "texts"),
         into(claim),
         into(number),
         into(id)),
        [&] {
            beside.emplace(std::pair{base::ClaimId{claim}, number}, id);
        }
    );
    return beside;
}

template <typename Id>
std::optional<Id> id_named(
    const Named& named, base::ClaimId claim, const std::optional<std::string>& number
) {
    if (!number) {
        return std::nullopt;
    }
    const auto found = named.find({claim, *number});
    base::ensure(found != named.end(), "what an act names is there");
    return Id{found->second};
}

// In the history of its claim, and of the claim that it names, as far as these are asked for.
void add_to_histories(
    const ActRow& row, const std::vector<base::ClaimId>& asked, ActsByClaim& acts
) {
    Act act = row.act();
    const base::ClaimId own{row.claim};
    if (std::ranges::count(asked, own) > 0) {
        acts[own].push_back(act);
    }
    const auto other = optional_id<base::ClaimId>(row.other);
    if (other && std::ranges::count(asked, *other) > 0) {
        act.from_claim = row.claim_number;
        acts[*other].push_back(std::move(act));
    }
}

std::string turn_of_books(base::MunicipalityId municipality) {
    return fmt::format("books:{}", municipality.value());
}

}  // namespace

ActsByClaim acts_of(storage::Transaction& transaction, const std::vector<base::ClaimId>& claims) {
    ActsByClaim acts;
    const std::string keys = storage::json_list(claims);
    ActRow row;
    storage::for_each_row(
        (ask(transaction,
             "SELECT act.id, act.claim_id, act.act_number, act.kind, act.on_date, act.reason,"
             " act.decision_number, act.amount_cents, act.component, act.factor_thousandths,"
             " act.hold, act.interest_runs, act.last_day, act.review_on, ended.act_number,"
             " act.person_id, act.interruption, act.approval_id, act.recorded_on,"
             " act.recorded_by, claim.claim_number, act.other_claim_id, other.claim_number"
             " FROM claim_act act JOIN claim ON claim.id = act.claim_id"
             " LEFT JOIN claim other ON other.id = act.other_claim_id"
             " LEFT JOIN claim_act ended ON ended.id = act.ends_act_id"
             " WHERE act.claim_id " +
                 transaction.among_numbers(":keys") + " OR act.other_claim_id " +
                 transaction.among_numbers(":keys") + " ORDER BY act.id"),
         use(keys, "keys"),
         into(row.id),
         into(row.claim),
         into(row.number),
         into(row.kind),
         into(row.on),
         into(row.reason),
         into(row.decision),
         into(row.amount_cents.value, row.amount_cents.indicator),
         into(row.component.value, row.component.indicator),
         into(row.factor_thousandths.value, row.factor_thousandths.indicator),
         into(row.hold.value, row.hold.indicator),
         into(row.interest_runs.value, row.interest_runs.indicator),
         into(row.last_day.value, row.last_day.indicator),
         into(row.review_on.value, row.review_on.indicator),
         into(row.ends.value, row.ends.indicator),
         into(row.person.value, row.person.indicator),
         into(row.interruption.value, row.interruption.indicator),
         into(row.approval.value, row.approval.indicator),
         into(row.recorded_on),
         into(row.recorded_by),
         into(row.claim_number),
         into(row.other.value, row.other.indicator),
         into(row.other_claim.value, row.other_claim.indicator)),
        [&] { add_to_histories(row, claims, acts); }
    );
    return acts;
}

std::vector<DecidedRefund> refunds_of(
    storage::Transaction& transaction, base::MunicipalityId municipality, const Period& period
) {
    std::vector<DecidedRefund> refunds;
    const long long municipality_id = municipality.value();
    const std::string from = period.from.to_string();
    const std::string until = period.until.to_string();
    std::string claim, act, decided_on;
    long long cents = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT claim.claim_number, act.act_number, act.amount_cents, act.recorded_on"
             " FROM claim_act act JOIN claim ON claim.id = act.claim_id"
             " WHERE act.kind = 'credit_refunded' AND claim.municipality_id = :municipality"
             " AND act.recorded_on >= :from AND act.recorded_on <= :until ORDER BY act.id"),
         use(municipality_id, "municipality"),
         use(from, "from"),
         use(until, "until"),
         into(claim),
         into(act),
         into(cents),
         into(decided_on)),
        [&] {
            refunds.push_back({claim, act, base::Money::cents(cents), date_of(decided_on)});
        }
    );
    return refunds;
}

std::vector<base::ActId> add_acts(
    storage::Transaction& transaction,
    const audit::Author& author,
    const std::vector<ActToAdd>& acts
) {
    storage::BulkInsert rows{
        transaction,
        "claim_act",
        {{"id", Column::number},
         {"claim_id", Column::number},
         {"act_number", Column::text},
         {"kind", Column::text},
         {"on_date", Column::text},
         {"reason", Column::text},
         {"decision_number", Column::text},
         {"amount_cents", Column::number},
         {"component", Column::text},
         {"factor_thousandths", Column::number},
         {"hold", Column::text},
         {"interest_runs", Column::number},
         {"last_day", Column::text},
         {"review_on", Column::text},
         {"ends_act_id", Column::number},
         {"other_claim_id", Column::number},
         {"person_id", Column::number},
         {"interruption", Column::text},
         {"approval_id", Column::number},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    const Named holds = holds_ended_by(transaction, acts);
    const Named beside = claims_beside(transaction, acts);
    storage::IdBlock ids = transaction.reserve_ids(acts.size());
    std::vector<base::ActId> added;
    for (const auto& [claim, act, approval] : acts) {
        const base::ActId id = added.emplace_back(ids.take());
        const bool is_hold = act.kind == ActKind::held;
        rows.add(
            {id.value(),
             claim.value(),
             act.number,
             to_text(act.kind),
             act.on.to_string(),
             act.reason,
             act.decision_number,
             act.amount ? Cell{act.amount->in_cents()} : Cell{std::nullopt},
             word_cell(act.component),
             act.factor ? Cell{act.factor->in_thousandths()} : Cell{std::nullopt},
             word_cell(act.hold),
             is_hold ? Cell{std::int64_t{act.interest_runs ? 1 : 0}} : Cell{std::nullopt},
             storage::text_cell(text_of(act.last_day)),
             storage::text_cell(text_of(act.review_on)),
             storage::id_cell(id_named<base::ActId>(holds, claim, act.ends)),
             storage::id_cell(id_named<base::ClaimId>(beside, claim, act.other_claim)),
             storage::id_cell(act.debtor),
             word_cell(act.interruption),
             storage::id_cell(approval),
             author.today.date().to_string(),
             author.actor}
        );
    }
    rows.write();
    return added;
}

void keep_books_open(storage::Transaction& transaction, base::MunicipalityId municipality) {
    storage::share_turn(transaction, turn_of_books(municipality));
}

void take_books(storage::Transaction& transaction, base::MunicipalityId municipality) {
    storage::take_turn(transaction, turn_of_books(municipality));
}

std::optional<base::Date> books_closed_until(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    Nullable<long long> year;
    transaction.sql() << "SELECT MAX(year) FROM annual_close WHERE municipality_id = :municipality",
        use(municipality_id, "municipality"), into(year.value, year.indicator);
    const std::optional<long long> closed = year.get();
    if (!closed) {
        return std::nullopt;
    }
    return base::Date{
        std::chrono::year{static_cast<int>(*closed)} / std::chrono::December /
        std::chrono::day{31}};
}

std::vector<ClosedYear> closed_years(
    storage::Transaction& transaction, base::MunicipalityId municipality
) {
    const long long municipality_id = municipality.value();
    std::vector<ClosedYear> years;
    long long year = 0;
    std::string closed_on;
    std::string closed_by;
    storage::for_each_row(
        (ask(transaction,
             "SELECT year, closed_on, closed_by FROM annual_close"
             " WHERE municipality_id = :municipality ORDER BY year DESC"),
         use(municipality_id, "municipality"),
         into(year),
         into(closed_on),
         into(closed_by)),
        [&] {
            years.push_back({static_cast<int>(year), date_of(closed_on), closed_by});
        }
    );
    return years;
}

void close_books(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::MunicipalityId municipality,
    int year
) {
    storage::BulkInsert rows{
        transaction,
        "annual_close",
        {{"municipality_id", Column::number},
         {"year", Column::number},
         {"closed_on", Column::text},
         {"closed_by", Column::text}}};
    rows.add(
        {municipality.value(), std::int64_t{year}, author.today.date().to_string(), author.actor}
    );
    rows.write();
}

}  // namespace draagkracht::claims
