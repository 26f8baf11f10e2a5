// Makes the next things while the caller is at work with those that came before, in a thread of its
// own.
//
//     Ahead<Batch> batches{[&] { return read_batch(); }, is_last, 4};
//     batches.next();      // what the first call of read_batch gave
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace draagkracht::payments {

template <typename Thing>
class Ahead {
  public:
    // At most `most` of them wait to be taken. After one that `is_last` none is made, and none is
    // asked for. What `make` uses is in use until this is gone.
    Ahead(std::function<Thing()> make, std::function<bool(const Thing&)> is_last, std::size_t most)
        : make_{std::move(make)}, is_last_{std::move(is_last)}, most_{most}, thread_{[this] {
              make_all();
          }} {}

    ~Ahead() {
        {
            const std::lock_guard lock{mutex_};
            is_given_up_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    Ahead(const Ahead&) = delete;
    Ahead& operator=(const Ahead&) = delete;

    // Waits for it. An exception of `make` comes out here.
    [[nodiscard]] Thing next() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return !ready_.empty() || thrown_; });
        if (ready_.empty()) {
            std::rethrow_exception(thrown_);
        }
        Thing thing = std::move(ready_.front());
        ready_.pop_front();
        lock.unlock();
        changed_.notify_all();
        return thing;
    }

  private:
    // False when nobody waits for it any more.
    bool hand_over(Thing thing) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return ready_.size() < most_ || is_given_up_; });
        ready_.push_back(std::move(thing));
        const bool goes_on = !is_given_up_;
        lock.unlock();
        changed_.notify_all();
        return goes_on;
    }

    void make_all() {
        try {
            for (bool goes_on = true; goes_on;) {
                Thing thing = make_();
                const bool is_last = is_last_(thing);
                goes_on = hand_over(std::move(thing)) && !is_last;
            }
        } catch (...) {
            const std::lock_guard lock{mutex_};
            thrown_ = std::current_exception();
            changed_.notify_all();
        }
    }

    std::function<Thing()> make_;
    std::function<bool(const Thing&)> is_last_;
    std::size_t most_;

    std::mutex mutex_;  // of the three below
    std::condition_variable changed_;
    std::deque<Thing> ready_;
    std::exception_ptr thrown_;
    bool is_given_up_ = false;

    std::thread thread_;  // last, as it uses all of the above
};

}  // namespace draagkracht::payments
