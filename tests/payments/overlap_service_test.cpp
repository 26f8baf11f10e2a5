// Statements that overlap: whatever the bank sends once more, in another cut or another form, each
// payment is booked once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::PaymentText;
using test_support::Random;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;

namespace {

base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

Entry paid_on(
    const std::string& day,
    base::Money amount,
    const std::string& bank_reference,
    std::int64_t claim = 501
) {
    Entry entry;
    entry.amount = amount;
    entry.booking_date = base::Date::parse(day).value();
    entry.value_date = entry.booking_date;
    entry.bank_reference = bank_reference;
    Detail detail;
    detail.amount = amount;
    detail.structured_references.push_back({reference_text(claim), "CUR"});
    entry.details.push_back(std::move(detail));
    return entry;
}

// "3 of 75.00": how many entries are booked, and what they come to.
std::string booked_in(storage::Database& database) {
    storage::Transaction transaction{database, "booked", storage::Access::read};
    long long count = 0;
    long long cents = 0;
    transaction.sql() << "SELECT COUNT(*), CAST(COALESCE(SUM(amount_cents), 0) AS BIGINT)"
                         " FROM bank_entry",
        soci::into(count), soci::into(cents);
    return fmt::format("{} of {}", count, base::Money::cents(cents).to_string());
}

// Reconciles, and the power fails when so many entries of the file are passed.
void cut_off(
    ReconciliationService& service,
    const access::Occasion& occasion,
    const std::filesystem::path& file,
    std::uint64_t passed
) {
    EXPECT_THROW(
        (void)service.reconcile(
            occasion,
            file,
            [passed](const Progress& progress) {
                if (progress.stage == Progress::Stage::booking && progress.done == passed) {
                    throw std::runtime_error{"the power fails"};
                }
            }
        ),
        std::runtime_error
    );
}

}  // namespace

class OverlapOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
            bank().claim(501, {bank().person("100001")}, "9000.00");
        }
    }
    BankRegister& bank() { return *bank_; }

    StatementReport reconciled(const StatementText& statement) {
        const base::Outcome<FileReport> report = bank().reconcile(statement);
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return report->statements.at(0);
    }
    std::string booked() { return booked_in(database()); }

  private:
    std::optional<BankRegister> bank_;
};

TEST_P(OverlapOnBoth, OfAMonthAfterItsDaysOnlyWhatIsNewIsBooked) {
    StatementText day{"D28", "2026-06-28"};
    day.opens_with(money("100.00"))
        .add(paid_on("2026-06-28", money("25.00"), "A"))
        .add(paid_on("2026-06-28", money("25.00"), "B"));
    EXPECT_EQ(reconciled(day).payments.count, 2);
    StatementText month{"MONTH", "2026-06-30"};
    month.opens_with(money("100.00"))
        .add(paid_on("2026-06-28", money("25.00"), "A"))
        .add(paid_on("2026-06-28", money("25.00"), "B"))
        .add(paid_on("2026-06-30", money("25.00"), "C"));
    const StatementReport report = reconciled(month);
    EXPECT_EQ(report.outcome, StatementOutcome::closed);
    EXPECT_EQ(report.known_before.count, 2);
    EXPECT_EQ(report.known_before.amount, money("50.00"));
    EXPECT_EQ(report.payments.count, 1);
    EXPECT_EQ(report.payments.amount, money("25.00"));
    EXPECT_EQ(booked(), "3 of 75.00");
    // And a day that is in the month.
    StatementText last{"D30", "2026-06-30"};
    last.opens_with(money("150.00")).add(paid_on("2026-06-30", money("25.00"), "C"));
    EXPECT_EQ(reconciled(last).known_before.count, 1);
    EXPECT_EQ(booked(), "3 of 75.00");
    EXPECT_EQ(reconciled(month).outcome, StatementOutcome::known);
}

TEST_P(OverlapOnBoth, ADayThatCameInCamtIsKnownInMt940WithAnEntryMore) {
    StatementText day{"D30", "2026-06-30"};
    day.opens_with(money("100.00")).add(paid_on("2026-06-30", money("25.00"), "CAMT-1"));
    (void)reconciled(day);
    const std::string mt940 =
        ":20:S1\n:25:NL26VAYB8060476890EUR\n:28C:1\n:60F:C260629EUR100,00\n"
        ":61:2606300630C25,00NTRFEREF//M1\n:86:/REMI/STRD/CUR/" +
        reference_text(501) + "/\n:61:2606300630C7,00NTRFEREF//M2\n:86:/REMI/STRD/CUR/" +
        reference_text(501) + "/\n:62F:C260630EUR132,00\n";
    const auto report = bank().reconcile(bank().file(mt940, "day.940"));
    ASSERT_TRUE(report.has_value()) << report.error().to_line();
    EXPECT_EQ(report->statements[0].known_before.count, 1);
    EXPECT_EQ(booked(), "2 of 32.00");
}

TEST_P(OverlapOnBoth, WhatTheBankBooksAfterTheDayOfTheStatementIsFoundAgain) {
    StatementText first{"1", "2026-06-30"};
    first.opens_with(money("100.00")).add(paid_on("2026-07-01", money("25.00"), "R1"));
    (void)reconciled(first);
    StatementText longer{"2", "2026-07-01"};
    longer.opens_with(money("100.00"))
        .add(paid_on("2026-07-01", money("25.00"), "R1"))
        .add(paid_on("2026-07-01", money("1.00"), "R2"));
    EXPECT_EQ(reconciled(longer).known_before.count, 1);
    EXPECT_EQ(booked(), "2 of 26.00");
}

TEST_P(OverlapOnBoth, TheSecondStatementOfADayIsNew) {
    StatementText morning{"1", "2026-06-30"};
    morning.opens_with(money("100.00")).add(paid_on("2026-06-30", money("25.00"), ""));
    StatementText evening{"2", "2026-06-30"};
    evening.opens_with(morning.closing()).add(paid_on("2026-06-30", money("25.00"), ""));
    (void)reconciled(morning);
    EXPECT_EQ(reconciled(evening).payments.count, 1);
    EXPECT_EQ(booked(), "2 of 50.00");
}

// The account is emptied into the treasury each day, and the bank gives a day other references each
// time that it is asked for it.
TEST_P(OverlapOnBoth, ADayOfAnAccountThatIsEmptiedIsNotBookedOnceMoreUnderOtherReferences) {
    const auto emptied =
        [](const std::string& name, const std::string& number, const std::string& references) {
            StatementText day{name, "2026-06-28"};
            day.opens_with(money("0.00"))
                .numbered(number)
                .add(paid_on("2026-06-28", money("25.00"), references + "1"))
                .add(paid_on("2026-06-28", money("-25.00"), references + "2"));
            return day;
        };
    EXPECT_EQ(reconciled(emptied("D28", "", "A")).payments.count, 2);
    const auto refused = bank().reconcile(emptied("AGAIN", "", "B"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "payments.overlap-unclear");
    EXPECT_EQ(booked(), "2 of 0.00");
    // Under the same references it is known again, whatever it is called.
    EXPECT_EQ(reconciled(emptied("AGAIN", "", "A")).known_before.count, 2);
    EXPECT_EQ(booked(), "2 of 0.00");
}

TEST_P(OverlapOnBoth, AnAccountThatIsEmptiedTwiceADayIsToldByNumbersThatCount) {
    for (int number = 6; number <= 9; ++number) {  // 26, 27, 28, and 28 June once more
        const std::string day = fmt::format("2026-06-{}", std::min(number + 20, 28));
        StatementText emptied{fmt::format("S{}", number), day};
        emptied.opens_with(money("0.00"))
            .numbered(std::to_string(number))
            .add(paid_on(day, money("25.00"), fmt::format("A{}", number)))
            .add(paid_on(day, money("-25.00"), fmt::format("B{}", number)));
        EXPECT_EQ(reconciled(emptied).payments.count, 2) << number;
    }
    EXPECT_EQ(booked(), "8 of 0.00");
}

TEST_P(OverlapOnBoth, WhatIsUnclearIsRefusedAndNothingIsWritten) {
    StatementText first{"1", "2026-06-30"};
    first.opens_with(money("100.00"))
        .add(paid_on("2026-06-30", money("25.00"), ""))
        .add(paid_on("2026-06-30", money("7.00"), ""));
    (void)reconciled(first);
    StatementText other{"2", "2026-06-30"};
    other.opens_with(money("100.00"))
        .add(paid_on("2026-06-30", money("25.00"), ""))
        .add(paid_on("2026-06-30", money("9.00"), ""));
    const std::string before = bank().everything();
    const auto refused = bank().reconcile(other);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, "payments.overlap-unclear");
    EXPECT_EQ(refused.error().where, "statement.xml, statement 1");
    EXPECT_EQ(bank().everything(), before);
}

TEST_P(OverlapOnBoth, AnImportThatWasCutOffGoesOnAndKnowsAgainWhatItKnew) {
    StatementText day{"D28", "2026-06-28"};
    StatementText month{"MONTH", "2026-06-30"};
    day.opens_with(money("0.00"));
    month.opens_with(money("0.00"));
    for (int payment = 0; payment < 3; ++payment) {
        day.add(paid_on("2026-06-28", money("1.00"), ""));
        month.add(paid_on("2026-06-28", money("1.00"), ""));
    }
    for (int payment = 0; payment < 3; ++payment) {
        month.add(paid_on("2026-06-30", money("2.00"), ""));
    }
    (void)reconciled(day);
    const access::Occasion occasion = bank().people().machine(access::Machine::reconciliation);
    const std::filesystem::path file = bank().file(text_of({month}), "month.xml");
    ReconciliationService service{database(), 1};
    for (const std::uint64_t passed : {2U, 4U, 5U}) {
        cut_off(service, occasion, file, passed);
    }
    // Another statement of these days waits for it.
    StatementText last{"D30", "2026-06-30"};
    last.opens_with(money("3.00")).add(paid_on("2026-06-30", money("2.00"), ""));
    const auto waits = bank().reconcile(last);
    ASSERT_FALSE(waits.has_value());
    EXPECT_EQ(waits.error().code, "payments.other-cut-off");
    const auto finished = service.reconcile(occasion, file);
    ASSERT_TRUE(finished.has_value()) << finished.error().to_line();
    EXPECT_EQ(finished->statements[0].outcome, StatementOutcome::closed);
    EXPECT_EQ(finished->statements[0].known_before.count, 3);
    EXPECT_EQ(booked(), "6 of 9.00");
}

// Two statements of one day in one file: they do not wait for each other.
TEST_P(OverlapOnBoth, AFileWithTwoStatementsOfADayGoesOnWhereverItWasCutOff) {
    StatementText morning{"1", "2026-06-30"};
    morning.opens_with(money("100.00"));
    StatementText evening{"2", "2026-06-30"};
    for (int payment = 0; payment < 3; ++payment) {
        morning.add(paid_on("2026-06-30", money("25.00"), ""));
    }
    evening.opens_with(morning.closing());
    for (int payment = 0; payment < 3; ++payment) {
        evening.add(paid_on("2026-06-30", money("25.00"), ""));
    }
    const access::Occasion occasion = bank().people().machine(access::Machine::reconciliation);
    const std::filesystem::path file = bank().file(text_of({morning, evening}), "day.xml");
    ReconciliationService service{database(), 1};
    for (const std::uint64_t passed : {2U, 5U}) {
        cut_off(service, occasion, file, passed);
    }
    const auto finished = service.reconcile(occasion, file);
    ASSERT_TRUE(finished.has_value()) << finished.error().to_line();
    EXPECT_EQ(finished->statements[0].outcome, StatementOutcome::known);
    EXPECT_EQ(finished->statements[1].outcome, StatementOutcome::closed);
    EXPECT_EQ(finished->statements[1].known_before.count, 0);
    EXPECT_EQ(booked(), "6 of 150.00");
}

// A month and its days: what each brings is found once, wherever the power failed.
TEST_P(OverlapOnBoth, AFileWithAMonthAndItsDaysGoesOnWhereverItWasCutOff) {
    StatementText day{"D28", "2026-06-28"};
    StatementText month{"MONTH", "2026-06-30"};
    day.opens_with(money("100.00"));
    month.opens_with(money("100.00"));
    for (int payment = 0; payment < 3; ++payment) {
        day.add(paid_on("2026-06-28", money("25.00"), ""));
        month.add(paid_on("2026-06-28", money("25.00"), ""));
    }
    month.add(paid_on("2026-06-30", money("7.00"), ""));
    const access::Occasion occasion = bank().people().machine(access::Machine::reconciliation);
    const std::filesystem::path file = bank().file(text_of({month, day}), "both.xml");
    ReconciliationService service{database(), 1};
    for (const std::uint64_t passed : {1U, 3U, 5U, 6U}) {
        cut_off(service, occasion, file, passed);
    }
    const auto finished = service.reconcile(occasion, file);
    ASSERT_TRUE(finished.has_value()) << finished.error().to_line();
    EXPECT_EQ(finished->statements[0].known_before.count, 0);
    EXPECT_EQ(finished->statements[1].outcome, StatementOutcome::closed);
    EXPECT_EQ(finished->statements[1].known_before.count, 3);
    EXPECT_EQ(booked(), "4 of 82.00");
}

namespace {

// What happened on an account in a fortnight.
class Fortnight {
  public:
    static constexpr std::size_t days = 14;

    explicit Fortnight(Random& random) : entries_(days), opening_(days + 1) {
        opening_[0] = money("1000.00");
        int reference = 0;
        for (std::size_t day = 0; day < days; ++day) {
            opening_[day + 1] = opening_[day];
            for (auto count = random.between(0, 4); count > 0; --count) {
                const base::Money amount = base::Money::cents(500 * random.between(1, 3));
                const std::string told =
                    random.chance(70) ? fmt::format("R{}", ++reference) : std::string{};
                entries_[day].push_back(paid_on(text_of_day(day), amount, told));
                opening_[day + 1] += amount;
                ++total_;
            }
        }
    }

    [[nodiscard]] StatementText stretch(std::size_t first, std::size_t last) const {
        StatementText statement{fmt::format("H{}-{}", first, last), text_of_day(last)};
        statement.opens_with(opening_[first]);
        for (std::size_t day = first; day <= last; ++day) {
            for (const Entry& entry : entries_[day]) {
                statement.add(entry);
            }
        }
        return statement;
    }
    // As booked_in tells it.
    [[nodiscard]] std::string booked() const {
        return fmt::format("{} of {}", total_, (opening_[days] - opening_[0]).to_string());
    }

  private:
    [[nodiscard]] static std::string text_of_day(std::size_t day) {
        return fmt::format("2026-06-{:02}", day + 1);
    }

    std::vector<std::vector<Entry>> entries_;
    std::vector<base::Money> opening_;
    int total_ = 0;
};

}  // namespace

// A fortnight, of which the bank sends days and stretches of days in any order, some twice and some
// together in one file.
TEST_P(OverlapOnBoth, HoweverTheBankCutsItsDaysEachPaymentIsBookedOnce) {
    Random random;
    for (int history = 0; history < 4; ++history) {
        const Fortnight fortnight{random};
        test_support::TestDatabase fresh{GetParam()};
        BankRegister own{fresh.database()};
        own.claim(501, {own.person("100001")}, "9000.00");
        std::vector<std::pair<std::size_t, std::size_t>> sent;
        for (std::size_t day = 0; day < Fortnight::days; ++day) {
            sent.emplace_back(day, day);
            const std::int64_t first = random.between(0, Fortnight::days - 1);
            const std::int64_t last = random.between(first, Fortnight::days - 1);
            sent.emplace_back(static_cast<std::size_t>(first), static_cast<std::size_t>(last));
        }
        std::ranges::shuffle(sent, random.engine());
        while (!sent.empty()) {
            std::set<std::pair<std::size_t, std::size_t>> of_file;
            for (auto count = random.between(1, 4); count > 0 && !sent.empty(); --count) {
                of_file.insert(sent.back());
                sent.pop_back();
            }
            std::vector<StatementText> statements;
            for (const auto& [first, last] : of_file) {
                statements.push_back(fortnight.stretch(first, last));
            }
            std::ranges::shuffle(statements, random.engine());
            const auto report = own.reconcile(own.file(text_of(statements)));
            ASSERT_TRUE(report.has_value()) << report.error().to_line();
            for (const StatementReport& told : report->statements) {
                EXPECT_NE(told.outcome, StatementOutcome::left_open);
            }
        }
        EXPECT_EQ(booked_in(fresh.database()), fortnight.booked());
    }
}

DRAAGKRACHT_ON_BOTH_DATABASES(OverlapOnBoth);

}  // namespace draagkracht::payments
