// Two at once: one in a transaction that is open, the other in a thread and on a connection of its
// own.
//
//     Beside closing{[&] { closed = months.close(...); }};
//     EXPECT_TRUE(closing.waits_for(transaction));
//     transaction.commit();
//     closing.join();
#pragma once

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
              note_waits_in(is_waiting_);
              work();
              is_done_ = true;
          }} {}
    ~Beside();
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    // Until the work waits for `holder`, or is done; whether it waits.
    [[nodiscard]] bool waits_for(const storage::Transaction& holder) const;
    void join() { thread_.join(); }

  private:
    // From now on this thread says there when SQLite lets it wait.
    static void note_waits_in(std::atomic<bool>& is_waiting);
    [[nodiscard]] bool is_held_up_by(const storage::Transaction& holder) const;

    std::atomic<bool> is_done_ = false;
    std::atomic<bool> is_waiting_ = false;  // on SQLite
    std::thread thread_;                    // after what it writes
};

}  // namespace draagkracht::test_support
