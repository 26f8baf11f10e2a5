// Two at once: one in a transaction that is open, the other in a thread and on a connection of its
// own.
//
//     Beside closing{[&] { closed = months.close(...); }};
//     EXPECT_TRUE(closing.waits_for(transaction));
//     transaction.commit();
//     closing.join();
#pragma once

#include <soci/soci.h>

#include <atomic>
#include <thread>

#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::test_support {

// Work in a thread of its own, on a connection of its own.
class Beside {
  public:
    template <typename Work>
    explicit Beside(Work work)
        : thread_{[this, work] {
              work();
              is_done_ = true;
          }} {}
    ~Beside() {
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    // Until the work waits for `holder`, or is done; whether it waits. On SQLite a writer waits for
    // the other from its first line on.
    [[nodiscard]] bool waits_for(const storage::Transaction& holder) const {
        if (holder.engine() == storage::Engine::sqlite) {
            return true;
        }
        while (!is_done_) {
            long long waiting = 0;
            holder.sql() << "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"
                            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))",
                soci::into(waiting);
            if (waiting > 0) {
                return true;
            }
        }
        return false;
    }
    void join() { thread_.join(); }

  private:
    std::atomic<bool> is_done_ = false;
    std::thread thread_;  // after what it writes
};

}  // namespace draagkracht::test_support
