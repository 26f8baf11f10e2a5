#include "draagkracht/claims/act_store.hpp"

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

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
    std::string number, kind, on, reason, decision, recorded_on, recorded_by;
    Nullable<long long> amount_cents, factor_thousandths, interest_runs, person, approval;
    Nullable<std::string> component, hold, last_day, review_on, ends, interruption;

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

std::optional<base::ActId> act_numbered(
    storage::Transaction& transaction, base::ClaimId claim, const std::optional<std::string>& number
) {
    if (!number) {
        return std::nullopt;
    }
    const long long claim_id = claim.value();
    long long id = 0;
    transaction.sql(
    ) << "SELECT id FROM claim_act WHERE claim_id = :claim AND act_number = :number",
        use(claim_id, "claim"), use(*number, "number"), into(id);
    base::ensure(transaction.sql().got_data(), "the hold that ends is an act on the claim");
    return base::ActId{id};
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
             " act.recorded_by FROM claim_act act"
             " LEFT JOIN claim_act ended ON ended.id = act.ends_act_id"
             " WHERE act.claim_id " +
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
         into(row.recorded_by)),
        [&] { acts[base::ClaimId{row.claim}].push_back(row.act()); }
    );
    return acts;
}

base::ActId add_act(
    storage::Transaction& transaction,
    const audit::Author& author,
    base::ClaimId claim,
    const NewAct& act,
    const std::optional<base::ApprovalId>& approval
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
         {"person_id", Column::number},
         {"interruption", Column::text},
         {"approval_id", Column::number},
         {"recorded_on", Column::text},
         {"recorded_by", Column::text}}};
    const base::ActId id{transaction.reserve_ids(1).take()};
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
         storage::id_cell(act_numbered(transaction, claim, act.ends)),
         storage::id_cell(act.debtor),
         word_cell(act.interruption),
         storage::id_cell(approval),
         author.today.date().to_string(),
         author.actor}
    );
    rows.write();
    return id;
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
