#include "figures/claim_history.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <algorithm>
#include <set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/plans/registration_service.hpp"

namespace draagkracht::test_support {

namespace {

using base::Date;
using base::Money;
using claims::ActKind;
using claims::NewAct;
using storage::Transaction;

Date day(const char* text) {
    return Date::parse(text).value();
}

const Date first_day = day("2026-07-02");  // the claims are registered the day before

// Kinds that say the amount that the officer saw.
bool says_what_is_seen(ActKind kind) {
    static const std::set<ActKind> kinds{
        ActKind::interest_set,
        ActKind::grossed_up,
        ActKind::remitted,
        ActKind::bought_off,
        ActKind::written_off,
        ActKind::revived,
        ActKind::transferred};
    return kinds.contains(kind);
}

bool has_decision(ActKind kind) {
    return kind != ActKind::corrected && kind != ActKind::hold_ended &&
           kind != ActKind::interrupted;
}

template <typename Word>
Word chosen(const std::vector<Word>& words, int choice) {
    return words[static_cast<std::size_t>(choice) % words.size()];
}

ActWish random_wish(Random& random, int number, ActKind kind, std::int64_t claim) {
    const std::int64_t sign = random.chance(60) ? -1 : 1;
    std::int64_t cents = random.between(1, random.chance(20) ? 60'000 : 8'000);
    if (random.chance(2)) {
        cents = 0;
    } else if (random.chance(3)) {
        cents = random.between(999'990'000, 1'000'010'000);  // about ten million
    }
    return {
        number,
        kind,
        claim,
        static_cast<int>(random.chance(50) ? 0 : random.between(-3, 120)),
        Money::cents(sign * cents),
        static_cast<int>(random.between(0, 9'999))};
}

// On the days before `today`, or on earlier ones.
void add_money(Random& random, Date today, std::vector<BankMoney>& payments, Script& script) {
    for (std::int64_t count = random.between(0, 3); count > 0; --count) {
        const bool goes_back = !payments.empty() && random.chance(25);
        if (goes_back) {
            const auto which = random.between(0, std::ssize(payments) - 1);
            BankMoney back = payments[static_cast<std::size_t>(which)];
            payments.erase(payments.begin() + which);
            back.goes_back = true;
            const int days_since = back.value_date.days_until(today) - 1;
            back.value_date =
                back.value_date.plus_days(static_cast<int>(random.between(0, days_since)));
            script.push_back({today, back});
            continue;
        }
        const auto late_days = static_cast<int>(random.chance(50) ? 1 : random.between(1, 90));
        const BankMoney paid{
            static_cast<int>(script.size()) + 1,
            Money::cents(random.between(1, 25'000)),
            today.plus_days(-late_days),
            random.one_of(std::vector<std::int64_t>{901, 901, 501, 502, 503, 504})};
        payments.push_back(paid);
        script.push_back({today, paid});
    }
}

bool is_money(const Moment& moment) {
    return std::holds_alternative<BankMoney>(moment.what);
}

}  // namespace

Script random_script(
    Random& random,
    const std::vector<ActKind>& kinds,
    const std::vector<std::int64_t>& numbers_of_claims
) {
    Script script;
    std::vector<BankMoney> payments;  // that did not go back
    Date today = first_day;
    for (std::int64_t count = random.between(12, 24); count > 0; --count) {
        today = today.plus_days(static_cast<int>(random.between(1, 20)));
        add_money(random, today, payments, script);
        if (random.chance(6)) {
            script.push_back({today, YearToClose{static_cast<int>(random.between(2025, 2026))}});
        }
        const auto number = static_cast<int>(script.size()) + 1;
        script.push_back(
            {today,
             random_wish(random, number, random.one_of(kinds), random.one_of(numbers_of_claims))}
        );
    }
    return script;
}

Script in_another_order(Script script, Random& random) {
    const auto comes_in = [](const Moment& moment) {
        return !std::get<BankMoney>(moment.what).goes_back;
    };
    for (auto first = std::ranges::find_if(script, is_money); first != script.end();) {
        const auto last = std::find_if_not(first, script.end(), is_money);
        std::shuffle(first, last, random.engine());
        std::stable_partition(first, last, comes_in);  // what goes back came in before
        first = std::find_if(last, script.end(), is_money);
    }
    return script;
}

Script with_money_known(Script script, int latest_days, Random& random) {
    std::map<int, Date> payments_known_on;
    for (const bool goes_back : {false, true}) {
        for (Moment& moment : script) {
            const auto* const money = std::get_if<BankMoney>(&moment.what);
            if (money == nullptr || money->goes_back != goes_back) {
                continue;
            }
            moment.day =
                money->value_date.plus_days(static_cast<int>(random.between(0, latest_days)));
            moment.day = std::max(moment.day, first_day);
            if (goes_back) {
                moment.day = std::max(moment.day, payments_known_on.at(money->number).plus_days(1));
            } else {
                payments_known_on.emplace(money->number, moment.day);
            }
        }
    }
    std::ranges::stable_sort(script, {}, [](const Moment& moment) {
        return std::tuple{moment.day, is_money(moment)};
    });
    return script;
}

std::string told(const Script& script) {
    std::string text;
    for (const Moment& moment : script) {
        text += "\n" + moment.day.to_string() + " ";
        if (const auto* const money = std::get_if<BankMoney>(&moment.what)) {
            text += fmt::format(
                "P{} {}{} of {} for {}",
                money->number,
                money->goes_back ? "-" : "",
                money->amount.to_string(),
                money->value_date.to_string(),
                money->reference
            );
        } else if (const auto* const wish = std::get_if<ActWish>(&moment.what)) {
            text += fmt::format(
                "A{} {} on {}: {}, {} days back, choice {}",
                wish->number,
                to_text(wish->kind),
                wish->claim,
                wish->amount.to_string(),
                wish->days_back,
                wish->choice
            );
        } else {
            text += fmt::format("close {}", std::get<YearToClose>(moment.what).year);
        }
    }
    return text;
}

LivedClaims::LivedClaims(storage::Database& database)
    : database_{database}, bank_{database}, lives_{database, law_of_the_land()}, today_{first_day} {
    people_ = {bank_.person("100001"), bank_.person("100002")};
    add_claim(501, people_, "400.00", "2026-04-13");
    add_claim(502, {people_[0]}, "90.00", "2026-05-28");
    add_claim(503, {people_[1]}, "1200.00", "2021-08-10");
    add_claim(504, people_, "250.00", "2026-08-12");
    add_plan();
}

void LivedClaims::add_claim(
    std::int64_t number,
    const std::vector<base::PersonId>& debtors,
    const std::string& amount,
    const std::string& due_date
) {
    claims::NewClaim claim =
        TestRegister::new_claim(fmt::format("V-{}", number), debtors, amount, due_date);
    claim.payment_reference = base::PaymentReference::for_number(number);
    const auto registered = claims::ClaimsService{database_}.register_claim(
        bank_.people().officer(), bank_.people().zandwijk(), claim, law_of_the_land()
    );
    claims_.push_back(
        {registered.value(),
         {bank_.people().zandwijk(), debtors.front(), claim.decision.claim_number},
         claim.decision.amount}
    );
}

void LivedClaims::add_plan() {
    Transaction transaction{database_, "plan", storage::Access::write};
    const access::Occasion occasion = bank_.people().machine(access::Machine::conversion);
    audit::Trail trail{transaction, occasion.author()};
    const base::Registration done = plans::register_plans(
        transaction,
        trail,
        occasion,
        bank_.people().zandwijk(),
        {{.person = people_[0],
          .plan_number = "R-901",
          .agreed_on = day("2026-06-15"),
          .instalment_amount = Money::cents(35'00),
          .rhythm = {plans::Frequency::monthly, day("2026-06-30")},
          .claims = {{claims_[0].id, 1, claims_[0].asked}, {claims_[1].id, 2, claims_[1].asked}},
          .payment_reference = base::PaymentReference::for_number(901),
          .where = "R-901"}}
    );
    EXPECT_EQ(done.added_count, 1U);
    trail.write();
    transaction.commit();
}

access::Occasion LivedClaims::officer() {
    return bank_.people().officer(access::Role::debt_officer, today_.to_string());
}

// Made known when the first act needs one.
access::Occasion LivedClaims::supervisor() {
    const access::RolesByMunicipality roles{
        {bank_.people().zandwijk(), {access::Role::supervisor}}};
    const access::Occasion of_officer = officer();
    if (!second_person_) {
        second_person_ = access::AccessService{database_}
                             .add_officer(
                                 bank_.people().officer(access::Role::administrator),
                                 {"b.tweede", "B. Tweede", "een lang wachtwoord", roles}
                             )
                             .value();
    }
    return {
        access::Actor::officer(*second_person_, "B. Tweede", roles),
        of_officer.today,
        of_officer.moment};
}

std::string LivedClaims::live(const Moment& moment) {
    today_ = moment.day;
    const std::string outcome =
        std::visit([this](const auto& what) { return happen(what); }, moment.what);
    if (outcome != "done") {
        ++refused_[outcome];
    }
    return outcome;
}

// What is refused with a reason writes nothing.
template <typename Act>
auto LivedClaims::tried(Act act) {
    const std::string before = rows();
    auto outcome = act();
    if (!outcome) {
        EXPECT_EQ(rows(), before) << outcome.error().to_line();
    }
    return outcome;
}

std::string LivedClaims::happen(const BankMoney& money) {
    const auto statement =
        StatementText{
            fmt::format("{}{}", money.goes_back ? "T" : "S", money.number),
            money.value_date.to_string()}
            .paid(
                (money.goes_back ? -money.amount : money.amount).to_string(),
                {.structured = reference_text(money.reference),
                 .bank_reference = fmt::format("B{}", money.number),
                 .is_reversal = money.goes_back}
            );
    const auto report = bank_.reconcile(bank_.file(text_of({statement})), 1000, today_.to_string());
    EXPECT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements.at(0).outcome, payments::StatementOutcome::closed);
    return "done";
}

std::string LivedClaims::happen(const YearToClose& year) {
    const access::Occasion occasion =
        bank_.people().officer(access::Role::supervisor, today_.to_string());
    const auto closed = tried([&] {
        return lives_.close_year(occasion, claims_.front().named.municipality, year.year);
    });
    return closed ? "done" : closed.error().code;
}

std::string LivedClaims::happen(const ActWish& wish) {
    auto place = static_cast<std::size_t>(wish.claim - 501);
    if (wish.kind == ActKind::revived) {
        const auto off = std::ranges::find_if(claims_, [](const Owed& owed) {
            return owed.written_off.is_positive();
        });
        place = off == claims_.end() ? place : static_cast<std::size_t>(off - claims_.begin());
    }
    Owed& owed = claims_[place];
    NewAct act = act_of(wish, owed);
    if (says_what_is_seen(wish.kind)) {
        tell_what_is_seen(wish, owed, act);
    }
    if (claims::needs_second_person(wish.kind) && wish.choice % 7 != 0) {
        ask_second_person(owed, act);
    }
    const auto recorded = tried([&] { return lives_.record(officer(), owed.named, act); });
    if (!recorded) {
        return recorded.error().code;
    }
    const std::string once = rows();
    EXPECT_EQ(lives_.record(officer(), owed.named, act), recorded);
    EXPECT_EQ(rows(), once) << "the same act was written twice";
    count(act, owed);
    return "done";
}

NewAct LivedClaims::act_of(const ActWish& wish, const Owed& owed) const {
    const Date back = today_.plus_days(-wish.days_back);
    const base::PersonId debtor =
        chosen(std::vector{people_[0], people_[1], base::PersonId{999'999}}, wish.choice);
    NewAct act{fmt::format("A-{}", wish.number), wish.kind, back, "a reason"};
    act.decision_number = has_decision(wish.kind) ? fmt::format("B-{}", wish.number) : "";
    switch (wish.kind) {
        case ActKind::changed:
            act.amount = wish.amount;
            break;
        case ActKind::corrected:
            act.amount = wish.amount;
            act.component = chosen(
                std::vector{
                    claims::Component::principal,
                    claims::Component::interest,
                    claims::Component::costs},
                wish.choice
            );
            break;
        case ActKind::interest_set:
            act.on = today_;
            act.last_day = back;
            break;
        case ActKind::grossed_up:
            act.on = Date{today_.calendar().year() / std::chrono::January / 1};
            act.factor = base::Percentage::whole(1 + wish.choice % 60);
            break;
        case ActKind::held:
            act.hold = chosen(
                std::vector{
                    claims::HoldKind::objection,
                    claims::HoldKind::deferral,
                    claims::HoldKind::debt_arrangement},
                wish.choice
            );
            act.interest_runs = wish.choice % 2 == 0;
            act.last_day = act.on.plus_days(wish.choice % 60);
            act.debtor = wish.choice % 5 == 0 ? std::optional{debtor} : std::nullopt;
            break;
        case ActKind::hold_ended:
            act.ends = owed.holds.empty() ? "none" : chosen(owed.holds, wish.choice);
            act.last_day = back;
            break;
        case ActKind::debtor_released:
            act.debtor = debtor;
            break;
        case ActKind::interrupted:
            act.debtor = debtor;
            act.interruption = claims::InterruptionKind::formal_notice;
            break;
        case ActKind::annulled:
            break;
        default:
            act.on = wish.choice % 10 == 0 ? back : today_;
    }
    return act;
}

void LivedClaims::tell_what_is_seen(const ActWish& wish, const Owed& owed, NewAct& act) {
    const auto seen = tried([&] { return lives_.amount_of(officer(), owed.named, act); });
    act.amount = seen.value_or(Money::cents(1'00));
    if (seen && wish.choice % 15 == 0) {
        *act.amount += Money::cents(1);  // a figure that is no longer true
    }
}

void LivedClaims::ask_second_person(const Owed& owed, const NewAct& act) {
    const auto asked = tried([&] { return lives_.prepare(officer(), owed.named, act); });
    if (asked) {
        access::AccessService approvals{database_};
        EXPECT_FALSE(approvals.grant_approval(officer(), *asked)) << "by the same person";
        EXPECT_TRUE(approvals.grant_approval(supervisor(), *asked));
    }
}

void LivedClaims::count(const NewAct& act, Owed& owed) {
    ++accepted_[act.kind];
    switch (act.kind) {
        case ActKind::changed:
        case ActKind::corrected:
        case ActKind::interest_set:
        case ActKind::grossed_up:
            owed.asked += *act.amount;
            break;
        case ActKind::remitted:
        case ActKind::bought_off:
        case ActKind::transferred:
        case ActKind::written_off:
            EXPECT_EQ(*act.amount, owed.asked - owed.given_up - paid_on(owed)) << "all is given up";
            owed.given_up += *act.amount;
            owed.written_off += act.kind == ActKind::written_off ? *act.amount : Money{};
            break;
        case ActKind::revived:
            EXPECT_EQ(*act.amount, owed.written_off);
            owed.given_up -= *act.amount;
            owed.written_off = {};
            break;
        case ActKind::annulled:
            owed.asked = owed.given_up;
            break;
        case ActKind::held:
            owed.holds.push_back(act.number);
            break;
        default:
            break;
    }
}

base::Money LivedClaims::paid_on(const Owed& owed) {
    Transaction transaction{database_, "paid", storage::Access::read};
    const long long claim = owed.id.value();
    long long cents = 0;
    transaction.sql() << "SELECT CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT) FROM allocation"
                         " WHERE claim_id = :claim",
        soci::use(claim, "claim"), soci::into(cents);
    return Money::cents(cents);
}

void LivedClaims::expect_sums() {
    for (const Owed& owed : claims_) {
        const Money paid = paid_on(owed);
        Transaction transaction{database_, "balance", storage::Access::read};
        const claims::Balance balance = claims::balances_of(transaction, {owed.id}).at(owed.id);
        EXPECT_EQ(balance.total(), owed.asked - owed.given_up - paid) << owed.named.claim_number;
        EXPECT_LE(owed.given_up, owed.asked) << "a credit that nobody paid";
        EXPECT_LE(owed.asked, claims::amount_max) << owed.named.claim_number;
        EXPECT_FALSE(paid.is_negative()) << owed.named.claim_number;
    }
}

std::string LivedClaims::life_of(const Owed& owed, Date on) {
    const auto life = lives_.life_on(officer(), owed.named, {on, on});
    EXPECT_TRUE(life.has_value()) << life.error().to_line();
    EXPECT_FALSE(life->life.debtors.empty()) << "nobody owes " << owed.named.claim_number;
    std::string text = fmt::format(
        "{} {}, {}, {} after {} acts and {} movements",
        to_text(life->life.stage),
        life->balance.costs.to_string(),
        life->balance.interest.to_string(),
        life->balance.principal.to_string(),
        life->acts.size(),
        life->postings.size()
    );
    for (const claims::RunningHold& hold : life->life.holds) {
        text += fmt::format(", {} {}", to_text(hold.kind), hold.number);
    }
    for (const base::PersonId debtor : life->life.debtors) {
        text += fmt::format(", owed by {}", debtor.value());
    }
    for (const followup::ClaimClock& clock : life->clocks) {
        const auto last = clock.clock ? clock.clock->last_day() : std::nullopt;
        text += ", until " + (last ? last->to_string() : "no day is known");
    }
    return text;
}

void LivedClaims::look() {
    for (std::size_t place = 0; place < claims_.size(); ++place) {
        seen_.emplace(std::pair{place, today_}, life_of(claims_[place], today_));
    }
}

void LivedClaims::expect_the_past_as_it_was() {
    for (const auto& [of, then] : seen_) {
        const auto& [place, on] = of;
        EXPECT_EQ(life_of(claims_[place], on), then)
            << claims_[place].named.claim_number << " on " << on.to_string();
    }
}

std::string LivedClaims::rows() {
    Transaction transaction{database_, "rows", storage::Access::read};
    std::string query;
    for (const char* const table :
         {"posting",
          "claim_act",
          "allocation",
          "suspense_item",
          "bank_entry",
          "annual_close",
          "approval",
          "audit_event"}) {
        query += fmt::format(
            "{}(SELECT '{} ' || COUNT(*) FROM {})", query.empty() ? "" : " || ' ' || ", table, table
        );
    }
    std::string text;
    transaction.sql() << "SELECT " + query, soci::into(text);
    return text;
}

}  // namespace draagkracht::test_support
