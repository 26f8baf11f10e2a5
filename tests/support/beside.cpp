#include "support/beside.hpp"

#include <soci/soci.h>
#include <sqlite3.h>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::test_support {

namespace {

thread_local std::atomic<bool>* notes_waits = nullptr;
sqlite3_vfs* usual = nullptr;

// SQLite sleeps here until the one who writes has ended: there is no other way to see that.
int sleep_and_tell(sqlite3_vfs* /*unused*/, int microseconds) {
    if (notes_waits != nullptr) {
        *notes_waits = true;
    }
    return usual->xSleep(usual, microseconds);
}

// The way to the disk that SQLite takes, which tells where it sleeps. Every connection that is
// opened from now on takes it.
const bool is_watched = [] {
    static sqlite3_vfs watched;
    usual = sqlite3_vfs_find(nullptr);
    watched = *usual;
    watched.zName = "watched";
    watched.xSleep = sleep_and_tell;
    return sqlite3_vfs_register(&watched, 1) == SQLITE_OK;
}();

}  // namespace

Beside::~Beside() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Beside::note_waits_in(std::atomic<bool>& is_waiting) {
    base::ensure(is_watched, "SQLite takes another way to the disk");
    notes_waits = &is_waiting;
}

bool Beside::is_held_up_by(const storage::Transaction& holder) const {
    if (holder.engine() == storage::Engine::sqlite) {
        return is_waiting_;  // the holder is the one who writes
    }
    long long waiting = 0;
    holder.sql() << "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"
                    " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))",
        soci::into(waiting);
    return waiting > 0;
}

bool Beside::waits_for(const storage::Transaction& holder) const {
    while (!is_done_) {
        if (is_held_up_by(holder)) {
            return true;
        }
        std::this_thread::yield();
    }
    return false;
}

}  // namespace draagkracht::test_support
