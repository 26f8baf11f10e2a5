#include "register_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/payment_reference.hpp"

namespace draagkracht::bench {

namespace {

using base::Date;
using base::Money;

constexpr std::array<std::string_view, 8> name_beginnings{
    "Linde", "Water", "Ooster", "Berken", "Zilver", "Hazel", "Duin", "Klaver"};
constexpr std::array<std::string_view, 8> name_endings{
    "man", "boom", "veld", "huis", "berg", "stra", "kamp", "sen"};
constexpr std::array<std::string_view, 4> prefixes{"", "", "van der", "de"};
constexpr std::array<std::string_view, 4> streets{"Duinweg", "Strandlaan", "Kerkpad", "Havenkade"};

struct Story {
    std::string_view kind;
    std::string_view legal_ground;
    std::string_view cause;
    std::string_view culpability;
};
constexpr std::array<Story, 4> stories{{
    {"overpayment", "PW 58 lid 2 onder a", "late_processing", "none"},
    {"information_duty", "PW 58 lid 1", "unreported_change", "ordinary"},
    {"loan", "PW 58 lid 2 onder b", "loan", "not_assessed"},
    {"overpayment", "PW 58 lid 2 onder f", "income_settled", "none"},
}};

const Date last_decision_day{std::chrono::year{2026} / 3 / 1};

template <typename Texts>
const auto& one_of(const Texts& texts, std::int64_t chosen) {
    return texts.at(static_cast<std::size_t>(chosen) % texts.size());
}

// What moved on a claim, and what it comes to of the principal.
class Movements {
  public:
    void add(std::string_view component, std::string_view kind, Money amount, Date value_date) {
        text_ += fmt::format(
            R"({}{{"component": "{}", "kind": "{}", "amount": "{}", "value_date": "{}", "reason": )"
            R"("former system"}})",
            text_.empty() ? "" : ", ",
            component,
            kind,
            amount.to_string(),
            value_date.to_string()
        );
    }
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

}  // namespace

std::string client_number_of(std::int64_t debtor) {
    return std::to_string(1'000'000 + debtor);
}

// The account gets the check digits that make it 1 modulo 97; INGB reads 18 23 16 11, NL 23 21.
std::string account_of(std::int64_t debtor) {
    const std::int64_t number = 900'000'000 + debtor;
    std::int64_t remainder = 0;
    for (const char digit : fmt::format("18231611{:010}232100", number)) {
        remainder = (remainder * 10 + (digit - '0')) % 97;
    }
    return fmt::format("NL{:02}INGB{:010}", 98 - remainder, number);
}

std::string plan_reference_of(std::int64_t debtor) {
    return base::PaymentReference::for_number(500'000'000'000'000 + debtor).text();
}

std::int64_t RegisterLines::between(std::int64_t least, std::int64_t most) {
    const auto width = static_cast<std::uint64_t>(most - least + 1);
    return least + static_cast<std::int64_t>(engine_() % width);
}

// The next that passes the eleven-test; one in eleven has no ninth digit.
std::string RegisterLines::next_bsn() {
    for (;;) {
        const std::string digits = std::to_string(++last_bsn_);
        std::int64_t sum = 0;
        for (std::size_t place = 0; place < digits.size(); ++place) {
            sum += (digits[place] - '0') * (9 - static_cast<std::int64_t>(place));
        }
        if (sum % 11 != 10) {
            return digits + std::to_string(sum % 11);
        }
    }
}

std::string RegisterLines::person(std::int64_t debtor) {
    const std::int64_t chance = between(0, 1'000'000'000);
    return fmt::format(
        R"({{"kind": "person", "client_number": "{}", "bsn": "{}", "salutation": "{}", )"
        R"("initials": "{}.", "prefix": "{}", "surname": "{}{}{}", "birth_date": "{}-0{}-1{}", )"
        R"("address": {{"street": "{}", "house_number": "{}", "postal_code": "9990 AB", )"
        R"("city": "Zandwijk"}}, "phone": "06-{:08}", "accounts": ["{}"], "benefits": )"
        R"([{{"law": "PW", "from": "2012-03-01", "until": "20{}-06-30"}}]}})",
        client_number_of(debtor),
        next_bsn(),
        chance % 2 == 0 ? "mevrouw" : "de heer",
        static_cast<char>('A' + chance % 26),
        one_of(prefixes, chance / 26),
        one_of(name_beginnings, chance / 104),
        one_of(name_beginnings, chance / 832),
        one_of(name_endings, chance / 6656),
        1950 + chance % 55,
        1 + chance % 9,
        chance % 10,
        one_of(streets, chance),
        1 + chance % 200,
        chance % 100'000'000,
        account_of(debtor),
        13 + chance % 12
    );
}

// Each debtor has a claim; those that are left go to anybody. One in five is joint.
std::string RegisterLines::debtors(std::int64_t claim, const std::string& liable_from) {
    const std::int64_t debtor = claim < size_.debtors ? claim : between(0, size_.debtors - 1);
    const auto one = [&liable_from](std::int64_t number) {
        return fmt::format(
            R"({{"client_number": "{}", "liable_from": "{}"}})",
            client_number_of(number),
            liable_from
        );
    };
    const bool is_joint = size_.debtors > 1 && one_in(5);
    return is_joint ? one(debtor) + ", " + one((debtor + 1) % size_.debtors) : one(debtor);
}

// One claim in thirty-two has a history of many years, and so the others have less than the mean.
std::int64_t RegisterLines::take_movements(std::int64_t claims_left) {
    const std::int64_t mean = movements_left_ / claims_left;
    const std::int64_t wanted =
        one_in(32) ? between(5 * mean, 18 * mean) : between(0, 4 * mean / 3);
    const std::int64_t taken =
        claims_left == 1 ? movements_left_ : std::min(wanted, movements_left_);
    movements_left_ -= taken;
    return taken;
}

std::string RegisterLines::claim(std::int64_t number) {
    const std::int64_t count = take_movements(size_.claims - number);
    const Date decided = last_decision_day.plus_months(
        static_cast<int>(-count - between(0, 48)), base::MonthEnd::last_day
    );
    const Date due = decided.plus_days(42);
    const Money monthly = Money::cents(between(5'00, 120'00));
    const Money notice_fee = Money::cents(19'00);
    Movements movements;
    Money principal = Money::cents(between(10'00, 2'500'00));
    const bool has_fee = count >= 3 && one_in(4);
    if (has_fee) {
        movements.add("costs", "fee", notice_fee, due.plus_days(20));
        movements.add("costs", "payment", -notice_fee, due.plus_days(40));
    }
    for (std::int64_t month = has_fee ? 2 : 0; month < count; ++month) {
        const Date paid = due.plus_months(static_cast<int>(month), base::MonthEnd::last_day);
        movements.add("principal", "payment", -monthly, paid);
        principal += monthly;
    }
    const Story& story = one_of(stories, between(0, 3));
    const std::string decision_date = decided.to_string();
    return fmt::format(
        R"({{"kind": "claim", "claim_number": "V-{:07}", "claim_kind": "{}", "law": "PW", )"
        R"("legal_ground": "{}", "cause": "{}", "culpability": "{}", "decision_number": )"
        R"("B-{:07}", "decision_date": "{}", "notified_date": "{}", "due_date": "{}", "period": )"
        R"({{"from": "{}", "until": "{}"}}, "amount": "{}", "debtors": [{}], )"
        R"("payment_reference": "{}", "movements": [{}]}})",
        number,
        story.kind,
        story.legal_ground,
        story.cause,
        story.culpability,
        number,
        decision_date,
        decision_date,
        due.to_string(),
        decided.plus_days(-120).to_string(),
        decided.plus_days(-30).to_string(),
        principal.to_string(),
        debtors(number, decision_date),
        base::PaymentReference::for_number(400'000'000'000'000 + number).text(),
        movements.text()
    );
}

// No claim has less open than the instalment.
std::string RegisterLines::plan(std::int64_t debtor) {
    const std::string instalment = instalment_of_plan.to_string();
    return fmt::format(
        R"({{"kind": "plan", "plan_number": "R-{:07}", "client_number": "{}", "agreed_on": )"
        R"("2026-03-20", "monthly_amount": "{}", "first_due_date": "2026-06-28", "claims": )"
        R"([{{"claim_number": "V-{:07}", "amount": "{}"}}], "payment_reference": "{}"}})",
        debtor,
        client_number_of(debtor),
        instalment,
        debtor,
        instalment,
        plan_reference_of(debtor)
    );
}

void RegisterLines::write(std::ostream& out) {
    out << fmt::format(R"({{"kind": "municipality", "code": "{}"}})", municipality_of_register)
        << '\n';
    for (std::int64_t debtor = 0; debtor < size_.debtors; ++debtor) {
        out << person(debtor) << '\n';
    }
    for (std::int64_t number = 0; number < size_.claims; ++number) {
        out << claim(number) << '\n';
    }
    for (std::int64_t debtor = 0; debtor < size_.plans; ++debtor) {
        out << plan(debtor) << '\n';
    }
    const std::int64_t lines = 1 + size_.debtors + size_.claims + size_.plans;
    out << fmt::format(R"({{"kind": "end", "lines": {}}})", lines) << '\n';
}

}  // namespace draagkracht::bench
