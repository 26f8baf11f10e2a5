// draagkracht migrate: brings the database to the schema of this program and to the policies of
// this installation: the municipalities that they serve, and the account on which debtors pay. A
// register that is new gets a key for its sealed columns, when there is none yet.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/row_proof.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/storage/migration.hpp"

namespace draagkracht::cli {

namespace {

// A register that holds something has a key already: a new one would not open it.
base::Outcome<bool> make_key_when_new(
    const storage::MigrationReport& report, const std::filesystem::path& key_file
) {
    if (!report.was_empty || std::filesystem::exists(key_file)) {
        return false;
    }
    return storage::Sealer::create_key_file(key_file).map([] { return true; });
}

// A body that works for several municipalities has one account for all of them. Which of them a
// payment on it is for is not told apart yet, so such an account is left out.
base::Done register_policy(
    storage::Database& database, const access::Occasion& occasion, const norms::Policy& policy
) {
    access::AccessService access{database};
    payments::ReconciliationService payments{database};
    for (const norms::Municipality& served : policy.municipalities) {
        const base::MunicipalityId municipality =
            access.register_municipality(occasion, served.code, served.name, policy.key);
        if (policy.municipalities.size() == 1) {
            const auto account =
                payments.add_bank_account(occasion, municipality, policy.letterhead.iban);
            if (!account) {
                return tl::unexpected(account.error());
            }
        }
    }
    return {};
}

// A register from before the trail told of rows: from now on it tells of all that are there.
void take_stock_when_old(storage::Database& database, const access::Occasion& occasion) {
    storage::Transaction transaction{database, "take stock", storage::Access::write};
    if (audit::take_stock(transaction, occasion.author()) > 0) {
        transaction.commit();
    }
}

base::Outcome<ExitCode> migrate(const CommonOptions& options, const Console& console) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->connect();
    if (!database) {
        return tl::unexpected(database.error());
    }
    const base::Outcome<storage::MigrationReport> report = storage::migrate(**database);
    if (!report) {
        return tl::unexpected(report.error());
    }
    const base::Outcome<bool> key_made = make_key_when_new(*report, here->settings().key_file);
    if (!key_made) {
        return tl::unexpected(key_made.error());
    }
    const access::Occasion occasion = here->occasion(access::Machine::conversion);
    if (report->applied_count > 0) {
        take_stock_when_old(**database, occasion);
    }
    for (const auto& policy : rules->policies.policies()) {
        if (const base::Done done = register_policy(**database, occasion, *policy); !done) {
            return tl::unexpected(done.error());
        }
    }
    console.result(
        {{"applied", report->applied_count}, {"version", report->version}, {"keyMade", *key_made}},
        fmt::format(
            "{} migrations applied; the database is at version {}.{}",
            report->applied_count,
            report->version,
            *key_made
                ? fmt::format(
                      " A new key stands in {}: keep it safe.", here->settings().key_file.string()
                  )
                : std::string{}
        )
    );
    return ExitCode::done;
}

}  // namespace

void add_migrate_command(const CommandLine& line) {
    line.add(
        "migrate",
        "Bring the database to the schema of this program and to its policies",
        [&options = line.options](const Console& console) { return migrate(options, console); }
    );
}

}  // namespace draagkracht::cli
