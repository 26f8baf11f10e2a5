// Guarantee 3 for direct debits: `draagkracht collect --out` is killed at a random point of its
// work, over and over, and as soon as the file is there. Whoever takes the file out of the folder,
// at whichever moment, gets the same bytes; and in the end it was laid out once.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <fstream>
#include <iostream>
#include <set>
#include <sstream>

#include "cli/killed_case.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/random.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using test_support::Random;
using test_support::TestDatabase;

constexpr int debtor_count = 40;
const std::string password = "een lang wachtwoord";

std::string content(const fs::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream{path, std::ios::binary}.rdbuf();
    return bytes.str();
}

class KilledCollectOnBoth : public KilledCase {
  protected:
    void SetUp() override {
        KilledCase::SetUp();
        typed_ = password + "\n";
    }

    // Of each debtor 50.00 is due on 1 June by direct debit, and approved; then one withdraws the
    // mandate.
    void prepare(TestDatabase& test) {
        ASSERT_EQ(run(test.address(), {"migrate", "--quiet"}), 0);
        write_register();
        ASSERT_EQ(
            run(test.address(),
                {"load", (home() / "register.jsonl").string(), "--today", "2026-05-20", "--quiet"}),
            0
        );
        for (const auto& [login, role] :
             {std::pair{"j.bakker", "debt_officer"}, std::pair{"p.visser", "supervisor"}}) {
            ASSERT_EQ(
                run(test.address(),
                    {"officers",
                     "add",
                     login,
                     "--name",
                     login,
                     "--municipality",
                     "zandwijk",
                     "--role",
                     role,
                     "--quiet"}),
                0
            );
        }
        give_mandates(test.database());
        ASSERT_EQ(run(test.address(), collect({"--until", "2026-06-30"})), 0);
        approve(test.database());
        const access::Occasion officer = as(test.database(), "j.bakker");
        ASSERT_TRUE(plans::MandateService(test.database(), sealer())
                        .withdraw(officer, person(test.database(), 7), "M-7", officer.today.date())
        );
    }

    void write_register() const {
        std::ofstream file{home() / "register.jsonl"};
        file << R"({"kind":"municipality","code":"zandwijk"})" << '\n';
        for (int number = 1; number <= debtor_count; ++number) {
            file << fmt::format(
                        R"({{"kind":"person","client_number":"{}","surname":"Berg"}})",
                        100'000 + number
                    )
                 << '\n';
        }
        for (int number = 1; number <= debtor_count; ++number) {
            const std::string claim =
                R"({{"kind":"claim","claim_number":"V-{0}","claim_kind":"overpayment",)"
                R"("law":"PW","legal_ground":"PW 58 lid 2 onder a","cause":"later_means",)"
                R"("culpability":"none","decision_number":"B-{0}",)"
                R"("decision_date":"2026-03-02","notified_date":"2026-03-02",)"
                R"("due_date":"2026-04-13","amount":"500.00",)"
                R"("debtors":[{{"client_number":"{1}","liable_from":"2026-03-02"}}]}})";
            file << fmt::format(fmt::runtime(claim), number, 100'000 + number) << '\n';
        }
        for (int number = 1; number <= debtor_count; ++number) {
            file << fmt::format(
                        R"({{"kind":"plan","plan_number":"R-{0}","client_number":"{1}",)"
                        R"("agreed_on":"2026-04-20","monthly_amount":"50.00",)"
                        R"("first_due_date":"2026-06-01",)"
                        R"("claims":[{{"claim_number":"V-{0}","amount":"500.00"}}]}})",
                        number,
                        100'000 + number
                    )
                 << '\n';
        }
        file << fmt::format(R"({{"kind":"end","lines":{}}})", 1 + 3 * debtor_count) << '\n';
    }

    [[nodiscard]] storage::Sealer sealer() const {
        return storage::Sealer::from_key_file(home() / "register.key").value();
    }
    static base::MunicipalityId zandwijk(storage::Database& database) {
        for (const access::Municipality& known : access::AccessService{database}.municipalities()) {
            if (known.code == "zandwijk") {
                return known.id;
            }
        }
        throw base::ProgrammerFault{"the register holds Zandwijk"};
    }
    static access::Occasion as(storage::Database& database, const std::string& login) {
        access::AccessService access{database};
        const base::Timestamp now = base::clock_now();
        const auto session = access.log_in(login, password, now);
        return {
            access.signed_in(session->token, now)->actor,
            base::BusinessDate{base::Date::parse("2026-05-20").value()},
            now};
    }
    base::PersonId person(storage::Database& database, int number) const {
        const storage::Sealer key = sealer();
        return *people::PeopleService(database, key)
                    .find_by_client_number(
                        as(database, "j.bakker"),
                        zandwijk(database),
                        std::to_string(100'000 + number)
                    )
                    .value();
    }

    void give_mandates(storage::Database& database) const {
        const storage::Sealer key = sealer();
        const access::Occasion officer = as(database, "j.bakker");
        std::vector<plans::MandateId> mandates;
        for (int number = 1; number <= debtor_count; ++number) {
            const auto found = people::PeopleService{database, key}.find_by_client_number(
                officer, zandwijk(database), std::to_string(100'000 + number)
            );
            mandates.push_back(plans::MandateService{database, key}
                                   .record(
                                       officer,
                                       **found,
                                       {fmt::format("M-{}", number),
                                        base::Date::parse("2026-04-20").value(),
                                        base::Iban::parse("NL20INGB0001234567").value()}
                                   )
                                   .value());
        }
        storage::Transaction transaction{database, "way to pay", storage::Access::write};
        std::vector<long long> plans;
        long long plan = 0;
        storage::for_each_row(
            (ask(transaction,
                 "SELECT plan.id FROM plan JOIN mandate ON mandate.person_id = plan.person_id"
                 " ORDER BY mandate.id"),
             soci::into(plan)),
            [&] { plans.push_back(plan); }
        );
        storage::BulkInsert rows{
            transaction,
            "plan_way_to_pay",
            {{"plan_id", storage::Column::number},
             {"way", storage::Column::text},
             {"mandate_id", storage::Column::number}}};
        for (std::size_t place = 0; place < plans.size(); ++place) {
            rows.add({std::int64_t{plans[place]}, "direct_debit", mandates[place].value()});
        }
        rows.write();
        audit::Trail trail{transaction, officer.author()};
        trail.record({"test.way_to_pay", std::nullopt, std::nullopt, "test"});
        trail.write();
        transaction.commit();
    }

    static void approve(storage::Database& database) {
        const access::Occasion supervisor = as(database, "p.visser");
        access::ApprovalsService approvals{database};
        const auto waiting = approvals.open_approvals(supervisor, zandwijk(database)).value();
        ASSERT_EQ(waiting.size(), 1U);
        ASSERT_TRUE(
            approvals.decide(supervisor, zandwijk(database), waiting.front().asked.id, {true})
        );
    }

    static std::vector<std::string> collect(const std::vector<std::string>& more) {
        std::vector<std::string> words{
            "collect",
            "--municipality",
            "zandwijk",
            "--officer",
            "j.bakker",
            "--today",
            "2026-05-20",
            "--quiet"};
        words.insert(words.end(), more.begin(), more.end());
        return words;
    }

    [[nodiscard]] fs::path folder() const { return home() / "bank"; }
    [[nodiscard]] std::vector<fs::path> files() const {
        std::vector<fs::path> files;
        std::error_code none;
        for (const fs::directory_entry& entry : fs::directory_iterator{folder(), none}) {
            if (entry.path().extension() == ".xml") {
                files.push_back(entry.path());
            }
        }
        return files;
    }
    // Killed as soon as the file is there, before it is marked; or at a random point.
    int lay_out_and_be_killed(TestDatabase& test, bool when_it_is_there, std::int64_t after) {
        const std::vector<std::string> words = collect({"--out", folder().string()});
        return when_it_is_there
                   ? run_until(test.address(), words, [this] { return !files().empty(); })
                   : run_and_kill(test.address(), words, after);
    }
    static std::string text_of(TestDatabase& test, const std::string& query) {
        storage::Transaction transaction{test.database(), "text", storage::Access::read};
        std::string text;
        transaction.sql() << query, soci::into(text);
        return text;
    }

    // A register of its own, killed until it comes to its end.
    void disturb(std::int64_t whole_work, Random& random) {
        TestDatabase disturbed{GetParam()};
        prepare(disturbed);
        std::set<std::string> taken;  // what somebody took out of the folder, at any moment
        int exit_code = killed_by_signal;
        for (int runs = 0; exit_code == killed_by_signal; ++runs) {
            exit_code =
                runs < 8
                    ? lay_out_and_be_killed(disturbed, runs % 2 == 1, random.between(1, whole_work))
                    : run(disturbed.address(), collect({"--out", folder().string()}));
            kills_ += exit_code == killed_by_signal ? 1 : 0;
            for (const fs::path& file : files()) {
                kills_with_file_ += exit_code == killed_by_signal ? 1 : 0;
                taken.insert(content(file));
                fs::remove(file);
            }
            ASSERT_LE(taken.size(), 1U);
        }
        ASSERT_EQ(exit_code, 0);
        ASSERT_EQ(taken.size(), 1U);
        EXPECT_EQ(
            text_of(disturbed, "SELECT sha256 FROM collection_file"),
            base::sha256_of(*taken.begin())
        );
        EXPECT_EQ(
            text_of(
                disturbed,
                "SELECT order_count || ' ' || total_cents || ' ' ||"
                " (SELECT COUNT(*) FROM collection_laid_out) FROM collection_file"
            ),
            fmt::format("{} {} 1", debtor_count - 1, 5000 * (debtor_count - 1))
        );
        ASSERT_EQ(run(disturbed.address(), collect({"--out", folder().string()})), 0);
        EXPECT_TRUE(files().empty()) << "it does not leave twice";
        EXPECT_EQ(run(disturbed.address(), {"verify", "--quiet"}), 0);
    }

    int kills_ = 0;
    int kills_with_file_ = 0;
};

TEST_P(KilledCollectOnBoth, WhoeverTakesTheFileGetsTheSameBytesAndItLeavesOnce) {
    Random random;
    std::int64_t whole_work = 0;
    {
        TestDatabase clean{GetParam()};
        prepare(clean);
        ASSERT_EQ(run(clean.address(), collect({"--out", folder().string()})), 0);
        whole_work = work_microseconds();
        fs::remove_all(folder());
    }
    for (int round = 0; kills_ < 12 || kills_with_file_ < 2; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        ASSERT_NO_FATAL_FAILURE(disturb(whole_work, random));
    }
    std::cout << kills_ << " kills, " << kills_with_file_ << " of them with the file there\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledCollectOnBoth);

}  // namespace
}  // namespace draagkracht::cli
