// Guarantee 3 for letters on the disk: `draagkracht letters --out` is killed at a random point of
// its work, over and over, and run again until it comes to its end. The folder must hold what one
// run leaves there: every letter once, whole, and nothing else.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "cli/killed_case.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/payment_reference.hpp"
#include "draagkracht/storage/outbox.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/random.hpp"

namespace draagkracht::cli {
namespace {

namespace fs = std::filesystem;
using storage::Transaction;
using test_support::Random;

constexpr int letters_asked = 60;  // more than two batches

// How often each content stands in a folder, whatever the numbers of the letters are.
std::map<std::string, int> contents_of(const fs::path& folder) {
    std::map<std::string, int> contents;
    for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
        std::ifstream file{entry.path(), std::ios::binary};
        std::ostringstream bytes;
        bytes << file.rdbuf();
        ++contents[entry.path().extension().string() + bytes.str()];
    }
    return contents;
}

std::int64_t files_in(const fs::path& folder) {
    return fs::exists(folder)
               ? std::distance(fs::directory_iterator{folder}, fs::directory_iterator{})
               : 0;
}

class KilledLettersOnBoth : public KilledCase {
  protected:
    // Sixty debtors with a plan from a former system, and a confirmation asked for each.
    void prepare(TestDatabase& test) {
        ASSERT_EQ(run(test.address(), {"migrate"}), 0);
        const fs::path file = home() / "register.jsonl";
        write_register(file);
        ASSERT_EQ(run(test.address(), {"load", file.string(), "--today", "2026-05-29"}), 0);
        Transaction transaction{test.database(), "ask", storage::Access::write};
        std::vector<storage::LetterRequest> requests;
        const base::Date day = base::Date::parse("2026-05-29").value();
        long long plan = 0;
        long long person = 0;
        long long municipality = 0;
        storage::for_each_row(
            (ask(transaction,
                 "SELECT id, person_id, municipality_id FROM plan ORDER BY plan_number"),
             soci::into(plan),
             soci::into(person),
             soci::into(municipality)),
            [&] {
                requests.push_back(
                    {base::MunicipalityId{municipality},
                     base::PersonId{person},
                     "plan_confirmation",
                     fmt::format("plan:{}", plan),
                     base::PlanId{plan},
                     day,
                     "test"}
                );
            }
        );
        storage::request_letters(transaction, requests);
        audit::Trail trail{
            transaction,
            {"test", base::BusinessDate{day}, base::Timestamp{std::chrono::sys_days{}}}};
        trail.record({"test.ask", std::nullopt, std::nullopt, "test"});
        trail.write();
        transaction.commit();
    }

    static std::vector<std::string> lay_out_in(const fs::path& folder) {
        return {"letters", "--out", folder.string(), "--today", "2026-06-01", "--quiet"};
    }

    // Killed at a random point of the work, which is nearly all spent on making letters; or, as
    // often, while they are laid out, which takes next to no work.
    int lay_out_and_be_killed(
        const std::string& address, const fs::path& folder, std::int64_t whole_work, Random& random
    ) {
        if (random.between(0, 1) == 0) {
            return run_and_kill(address, lay_out_in(folder), random.between(1, whole_work));
        }
        const std::int64_t there = files_in(folder);
        const std::int64_t files = there + random.between(1, (letters_asked - there) / 2 + 1);
        return run_until(address, lay_out_in(folder), [&] { return files_in(folder) >= files; });
    }

  private:
    // A line of one kind for each debtor; "{0}" is the number of the debtor.
    template <typename LineOf>
    static void write_lines(std::ofstream& file, LineOf line_of) {
        for (int number = 100001; number <= 100000 + letters_asked; ++number) {
            file << line_of(number) << '\n';
        }
    }
    static void write_register(const fs::path& path) {
        std::ofstream file{path};
        file << R"({"kind":"municipality","code":"zandwijk"})" << '\n';
        write_lines(file, [](int number) {
            return fmt::format(
                R"({{"kind":"person","client_number":"{0}","surname":"Berg {0}","initials":"A.",)"
                R"("address":{{"street":"Dorpsstraat","house_number":"1",)"
                R"("postal_code":"1234 AB","city":"Zandwijk"}}}})",
                number
            );
        });
        write_lines(file, [](int number) {
            return fmt::format(
                R"({{"kind":"claim","claim_number":"V-{0}","claim_kind":"overpayment","law":"PW",)"
                R"("legal_ground":"PW 58 lid 2 onder a","cause":"late_processing",)"
                R"("culpability":"none","decision_number":"B-{0}","decision_date":"2026-03-02",)"
                R"("notified_date":"2026-03-02","due_date":"2026-04-13","amount":"600.00",)"
                R"("debtors":[{{"client_number":"{0}","liable_from":"2026-03-02"}}]}})",
                number
            );
        });
        write_lines(file, [](int number) {
            return fmt::format(
                R"({{"kind":"plan","plan_number":"R-{0}","client_number":"{0}",)"
                R"("agreed_on":"2026-05-11","monthly_amount":"50.00",)"
                R"("first_due_date":"2026-06-01","payment_reference":"{1}",)"
                R"("claims":[{{"claim_number":"V-{0}","amount":"600.00"}}]}})",
                number,
                base::PaymentReference::for_number(700000 + number).text()
            );
        });
        file << fmt::format(R"({{"kind":"end","lines":{}}})", 1 + 3 * letters_asked) << '\n';
    }
};

TEST_P(KilledLettersOnBoth, TheFolderHoldsWhatOneRunLeaves) {
    Random random;
    TestDatabase clean{GetParam()};
    prepare(clean);
    ASSERT_EQ(run(clean.address(), lay_out_in(home() / "clean")), 0);
    const std::int64_t whole_work = work_microseconds();
    const std::map<std::string, int> wanted = contents_of(home() / "clean");
    ASSERT_EQ(wanted.size(), static_cast<std::size_t>(letters_asked));

    constexpr int kills_wanted = 30;
    constexpr int kills_halfway_wanted = 6;  // with some of the letters in the folder
    int kills = 0;
    int kills_halfway = 0;
    for (int round = 0; kills < kills_wanted || kills_halfway < kills_halfway_wanted; ++round) {
        ASSERT_LT(round, rounds_max) << "too few kills to tell anything";
        TestDatabase disturbed{GetParam()};
        prepare(disturbed);
        const fs::path folder = home() / fmt::format("disturbed{}", round);
        int exit_code = killed_by_signal;
        for (int runs = 0; exit_code == killed_by_signal; ++runs) {
            exit_code = runs < 8
                            ? lay_out_and_be_killed(disturbed.address(), folder, whole_work, random)
                            : run(disturbed.address(), lay_out_in(folder));
            const bool was_killed = exit_code == killed_by_signal;
            const std::size_t laid = fs::exists(folder) ? contents_of(folder).size() : 0;
            kills += was_killed ? 1 : 0;
            kills_halfway += was_killed && laid > 0 && laid < wanted.size() ? 1 : 0;
        }
        ASSERT_EQ(exit_code, 0);
        ASSERT_EQ(contents_of(folder), wanted);
        ASSERT_EQ(run(disturbed.address(), {"verify", "--quiet"}), 0);
    }
    std::cout << kills << " kills, " << kills_halfway << " of them halfway\n";
}

DRAAGKRACHT_ON_BOTH_DATABASES(KilledLettersOnBoth);

}  // namespace
}  // namespace draagkracht::cli
