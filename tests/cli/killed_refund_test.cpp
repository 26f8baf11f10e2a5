// Guarantee 3 for refunds: `draagkracht refund` and the `reconcile` that hears of them are killed
// at random points of their work, over and over, and run again until they come to their end. Each
// refund leaves once, in one file of the same bytes.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/killed_case.hpp"
#include "cli/register_files.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using access::Role;
using test_support::Random;
using test_support::TestDatabase;

constexpr int refund_count = 8;
const std::string password = "een lang wachtwoord";

class KilledRefundOnBoth : public KilledCase {
  protected:
    // Of 100.00 of nobody, eight times 2.00 is to be paid back.
    void prepare(TestDatabase& test) {
        typed_ = password + "\n";
        const fs::path file = home() / "register.jsonl";
        std::ofstream{file} << load_file();
        ASSERT_EQ(run(test.address(), {"migrate", "--quiet"}), 0);
        ASSERT_EQ(
            run(test.address(), {"load", file.string(), "--today", "2026-05-29", "--quiet"}), 0
        );
        reconcile(test, "S1", "2026-06-10", "100.00", {.account = "NL20INGB0001234567"});
        officer_ = add_officer(test, "j.bakker", Role::debt_officer);
        second_ = add_officer(test, "p.visser", Role::supervisor);
        for (int number = 1; number <= refund_count; ++number) {
            decide(test, fmt::format("H-{}", number));
        }
    }

    static base::MunicipalityId zandwijk(TestDatabase& test) {
        for (const access::Municipality& known :
             access::AccessService{test.database()}.municipalities()) {
            if (known.code == "zandwijk") {
                return known.id;
            }
        }
        throw base::ProgrammerFault{"the register holds Zandwijk"};
    }
    static access::Occasion as(const access::Actor& actor) {
        return {
            actor, base::BusinessDate{base::Date::parse("2026-07-03").value()}, base::clock_now()};
    }
    static access::Actor add_officer(TestDatabase& test, const std::string& login, Role role) {
        const access::RolesByMunicipality roles{{zandwijk(test), {role}}};
        const auto id = access::AccessService{test.database()}.add_officer(
            as(access::Actor::machine(access::Machine::conversion)), {login, login, password, roles}
        );
        return access::Actor::officer(id.value(), login, roles);
    }
    void approve(TestDatabase& test) const {
        access::ApprovalsService approvals{test.database()};
        const auto open = approvals.open_approvals(as(*second_), zandwijk(test));
        for (const access::AskedApproval& one : *open) {
            if (one.state == access::ApprovalState::waits) {
                ASSERT_TRUE(approvals.decide(as(*second_), zandwijk(test), one.asked.id, {true}));
            }
        }
    }
    void decide(TestDatabase& test, const std::string& number) const {
        const storage::Sealer sealer =
            storage::Sealer::from_key_file(home() / "register.key").value();
        payments::HandActService acts{test.database(), sealer};
        payments::SuspenseService suspense{test.database()};
        const payments::SuspenseList list = suspense.list(as(*officer_), zandwijk(test)).value();
        const base::EntryId entry = list.items.at(0).entry;
        const auto look = suspense.look(as(*officer_), zandwijk(test), entry);
        const payments::RefundAsked asked{
            number, "dubbel betaald", {entry, look->revision}, base::Money::cents(200)};
        ASSERT_TRUE(acts.ask_refund(as(*officer_), zandwijk(test), asked));
        approve(test);
        ASSERT_TRUE(acts.refund(as(*officer_), zandwijk(test), asked));
    }

    void reconcile(
        TestDatabase& test,
        const std::string& statement,
        const std::string& day,
        const std::string& amount,
        const test_support::PaymentText& told
    ) {
        write_statement(statement, day, amount, told);
        ASSERT_EQ(run(test.address(), {"reconcile", bank_file().string(), "--quiet"}), 0);
    }
    void write_statement(
        const std::string& statement,
        const std::string& day,
        const std::string& amount,
        const test_support::PaymentText& told
    ) const {
        test_support::StatementText text{statement, day};
        text.opens_with(base::Money::cents(statement == "S1" ? 0 : 10'000));
        std::ofstream{bank_file()}
            << test_support::text_of({text.of_account("NL91ABNA0417164300").paid(amount, told)});
    }
    [[nodiscard]] fs::path bank_file() const { return home() / "statement.xml"; }

    int refund(
        const std::string& address,
        const std::vector<std::string>& more,
        std::optional<std::int64_t> killed_after_microseconds = std::nullopt
    ) {
        std::vector<std::string> words{
            "refund",
            "--municipality",
            "zandwijk",
            "--officer",
            "j.bakker",
            "--today",
            "2026-07-03",
            "--quiet"};
        words.insert(words.end(), more.begin(), more.end());
        return run_or_kill(address, words, killed_after_microseconds);
    }

    int run_or_kill(
        const std::string& address,
        const std::vector<std::string>& words,
        std::optional<std::int64_t> killed_after_microseconds
    ) {
        return killed_after_microseconds ? run_and_kill(address, words, *killed_after_microseconds)
                                         : run(address, words);
    }

    static long long rows_of(TestDatabase& test, const std::string& rows) {
        storage::Transaction transaction{test.database(), "count", storage::Access::read};
        long long count = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + rows, soci::into(count);
        return count;
    }
    static std::string text_of(TestDatabase& test, const std::string& query) {
        storage::Transaction transaction{test.database(), "text", storage::Access::read};
        std::string text;
        transaction.sql() << query, soci::into(text);
        return text;
    }

    // The prints of the files for the bank that lie in the folder.
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> prints;
        if (!fs::exists(folder())) {
            return prints;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator{folder()}) {
            if (entry.path().extension() == ".xml") {
                std::ifstream file{entry.path(), std::ios::binary};
                std::ostringstream bytes;
                bytes << file.rdbuf();
                prints.push_back(base::sha256_of(bytes.str()));
            }
        }
        return prints;
    }
    [[nodiscard]] fs::path folder() const { return home() / "bank"; }

    // Runs it until it ends by itself, killed at random points before; `holds` is asked after each.
    template <typename Run, typename Holds>
    void killed_until_done(Random& random, const Run& run, const Holds& holds) {
        int exit_code = killed_by_signal;
        for (int runs = 1; exit_code == killed_by_signal; ++runs) {
            exit_code =
                run(runs < 12 ? std::optional{random.between(1, 2 * list_work_)} : std::nullopt);
            kills_ += exit_code == killed_by_signal ? 1 : 0;
            ASSERT_NO_FATAL_FAILURE(holds());
        }
        ASSERT_EQ(exit_code, 0);
    }

    // From the decision to the entry of the bank, on a register of its own.
    void pay_back(Random& random);

    std::int64_t list_work_ = 0;  // what it costs to list the refunds, in microseconds
    int kills_ = 0;
    std::optional<access::Actor> officer_;
    std::optional<access::Actor> second_;
};

void KilledRefundOnBoth::pay_back(Random& random) {
    TestDatabase test{GetParam()};
    fs::remove_all(folder());
    ASSERT_NO_FATAL_FAILURE(prepare(test));
    ASSERT_EQ(refund(test.address(), {}), 0);
    list_work_ = work_microseconds();
    killed_until_done(
        random,
        [&](std::optional<std::int64_t> after) {
            return refund(test.address(), {"--prepare"}, after);
        },
        [&] {
            const long long payouts = rows_of(test, "payout");
            ASSERT_LE(payouts, 1);
            ASSERT_EQ(rows_of(test, "payout_order"), payouts * refund_count);
            ASSERT_EQ(rows_of(test, "approval WHERE action = 'payments.pay_out'"), payouts);
        }
    );
    ASSERT_FALSE(HasFatalFailure());
    approve(test);
    const std::vector<std::string> out{"--out", folder().string()};
    killed_until_done(
        random,
        [&](std::optional<std::int64_t> after) { return refund(test.address(), out, after); },
        [&] {
            for (const std::string& print : files()) {
                ASSERT_EQ(print, text_of(test, "SELECT sha256 FROM payout_file"));
            }
            // Lost before it was marked as laid out, it is made once more.
            if (rows_of(test, "payout_laid_out") == 0) {
                fs::remove_all(folder());
            }
        }
    );
    ASSERT_FALSE(HasFatalFailure());
    EXPECT_EQ(files().size(), 1U);
    EXPECT_EQ(rows_of(test, "payout_laid_out"), 1);

    const std::string batch = text_of(
        test,
        "SELECT 'TB-' || payout_id || '-' || MIN(bank_account_id) FROM payout_order"
        " GROUP BY payout_id"
    );
    write_statement("S2", "2026-07-03", "-16.00", {.batch_id = batch});
    killed_until_done(
        random,
        [&](std::optional<std::int64_t> after) {
            return run_or_kill(
                test.address(), {"reconcile", bank_file().string(), "--quiet"}, after
            );
        },
        [&] {
            const long long answers = rows_of(test, "payout_answer");
            ASSERT_TRUE(answers == 0 || answers == refund_count) << answers;
        }
    );
    ASSERT_FALSE(HasFatalFailure());
    EXPECT_EQ(rows_of(test, "refund_on_its_way WHERE standing = 'paid'"), refund_count);
    EXPECT_EQ(run(test.address(), {"verify", "--quiet"}), 0);
}

TEST_P(KilledRefundOnBoth, EachRefundLeavesOnce) {
    Random random;
    for (int round = 0; kills_ < 12; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        ASSERT_NO_FATAL_FAILURE(pay_back(random));
    }
    std::cout << kills_ << " kills\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledRefundOnBoth);

}  // namespace
}  // namespace draagkracht::cli
