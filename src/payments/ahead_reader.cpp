#include "payments/ahead_reader.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace draagkracht::payments {

namespace {

// Handed over together, as handing over takes longer than reading one.
constexpr std::size_t batch_bytes = 256UL * 1024;
constexpr std::size_t batches_ahead_max = 4;

using Piece = base::Outcome<StatementPiece>;
using Batch = std::vector<Piece>;

// After these the reader says the same again.
bool is_last(const Piece& piece) {
    return !piece || std::holds_alternative<EndOfFile>(*piece);
}

std::size_t bytes_of(const Piece& piece) {
    std::size_t bytes = sizeof(Piece);
    if (const Entry* const entry = piece ? std::get_if<Entry>(&*piece) : nullptr) {
        for (const Detail& detail : entry->details) {
            bytes += sizeof(Detail) + detail.free_text.size();
        }
    }
    return bytes;
}

class AheadReader : public StatementReader {
  public:
    explicit AheadReader(std::unique_ptr<StatementReader> reader)
        : reader_{std::move(reader)}, thread_{[this] { read_all(); }} {}

    ~AheadReader() override {
        {
            const std::lock_guard lock{mutex_};
            is_given_up_ = true;
        }
        changed_.notify_all();
        thread_.join();
    }
    AheadReader(const AheadReader&) = delete;
    AheadReader& operator=(const AheadReader&) = delete;

    Piece next() override {
        if (place_ == batch_.size()) {
            take_batch();
        }
        return is_last(batch_[place_]) ? batch_[place_] : std::move(batch_[place_++]);
    }

  private:
    void take_batch() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return !ready_.empty() || thrown_; });
        if (ready_.empty()) {
            std::rethrow_exception(thrown_);
        }
        batch_ = std::move(ready_.front());
        ready_.pop_front();
        place_ = 0;
        lock.unlock();
        changed_.notify_all();
    }

    // False when nobody waits for it any more.
    bool hand_over(Batch batch) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return ready_.size() < batches_ahead_max || is_given_up_; });
        ready_.push_back(std::move(batch));
        const bool goes_on = !is_given_up_;
        lock.unlock();
        changed_.notify_all();
        return goes_on;
    }

    void read_all() {
        try {
            bool goes_on = true;
            while (goes_on) {
                Batch batch;
                for (std::size_t bytes = 0; goes_on && bytes < batch_bytes;) {
                    batch.push_back(reader_->next());
                    bytes += bytes_of(batch.back());
                    goes_on = !is_last(batch.back());
                }
                goes_on = hand_over(std::move(batch)) && goes_on;
            }
        } catch (...) {
            const std::lock_guard lock{mutex_};
            thrown_ = std::current_exception();
            changed_.notify_all();
        }
    }

    std::unique_ptr<StatementReader> reader_;
    Batch batch_;
    std::size_t place_ = 0;

    std::mutex mutex_;  // of the three below
    std::condition_variable changed_;
    std::deque<Batch> ready_;
    std::exception_ptr thrown_;
    bool is_given_up_ = false;

    std::thread thread_;  // last, as it uses all of the above
};

}  // namespace

std::unique_ptr<StatementReader> read_ahead(std::unique_ptr<StatementReader> reader) {
    return std::make_unique<AheadReader>(std::move(reader));
}

}  // namespace draagkracht::payments
