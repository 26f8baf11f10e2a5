#include "draagkracht/storage/turn.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <string>

namespace draagkracht::storage {

namespace {

// unique_violation, serialization_failure, deadlock_detected, lock_not_available
constexpr std::array<std::string_view, 4> collisions_on_postgresql{
    "23505", "40001", "40P01", "55P03"};
constexpr int sqlite_is_busy = 5;

void lock_on_postgresql(Transaction& transaction, const char* query, std::string_view what) {
    if (transaction.engine() == Engine::postgresql) {
        const std::string name{what};
        transaction.sql() << query, soci::use(name, "what");
    }
}

}  // namespace

void take_turn(Transaction& transaction, std::string_view what) {
    lock_on_postgresql(
        transaction, "SELECT pg_advisory_xact_lock(hashtext(current_schema() || :what))", what
    );
}

void share_turn(Transaction& transaction, std::string_view what) {
    lock_on_postgresql(
        transaction,
        "SELECT pg_advisory_xact_lock_shared(hashtext(current_schema() || :what))",
        what
    );
}

void let_others_in(const Database& database) {
    if (database.engine() == Engine::sqlite) {
        sqlite_api::sqlite3_sleep(2);
    }
}

bool is_collision(const std::exception& fault) {
    if (const auto* postgresql = dynamic_cast<const soci::postgresql_soci_error*>(&fault)) {
        return std::ranges::find(collisions_on_postgresql, postgresql->sqlstate()) !=
               collisions_on_postgresql.end();
    }
    const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&fault);
    return sqlite != nullptr && sqlite->result() == sqlite_is_busy;
}

base::Problem collision() {
    return {
        "storage.collision",
        "somebody else did this, or something that stands in its way, at the same moment",
        {},
        "nothing of it was written: look at how it stands now, and try again"};
}

}  // namespace draagkracht::storage
