#include "support/beside.hpp"

#include <soci/soci.h>
#include <sqlite3.h>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::test_support {

namespace {

thread_local std::atomic<bool>* notes_waits = nullptr;
int (*usual_sleep)(sqlite3_vfs*, int) = nullptr;

// SQLite sleeps here until the one who writes has ended: there is no other way to see that.
int sleep_and_tell(sqlite3_vfs* way, int microseconds) {
    if (notes_waits != nullptr) {
        *notes_waits = true;
    }
    return usual_sleep(way, microseconds);
}

// Has the way to the disk that all connections of SQLite take tell where it sleeps. Not before
// there is a connection, as the program sets SQLite up before its first.
void watch_sleep() {
    static const bool is_watched = [] {
        sqlite3_vfs* const taken = sqlite3_vfs_find(nullptr);
        usual_sleep = taken->xSleep;
        taken->xSleep = sleep_and_tell;
        return true;
    }();
    static_cast<void>(is_watched);
}

}  // namespace

Beside::~Beside() {
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Beside::note_waits_in(std::atomic<bool>& is_waiting) {
    watch_sleep();
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
