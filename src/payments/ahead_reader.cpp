#include "payments/ahead_reader.hpp"

#include <vector>

#include "payments/ahead_service.hpp"

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
        : reader_{std::move(reader)},
          batches_{
              [this] { return read_batch(); },
              [](const Batch& batch) { return is_last(batch.back()); },
              batches_ahead_max} {}

    Piece next() override {
        if (place_ == batch_.size()) {
            batch_ = batches_.next();
            place_ = 0;
        }
        return is_last(batch_[place_]) ? batch_[place_] : std::move(batch_[place_++]);
    }

  private:
    Batch read_batch() {
        Batch batch;
        std::size_t bytes = 0;
        do {
            batch.push_back(reader_->next());
            bytes += bytes_of(batch.back());
        } while (bytes < batch_bytes && !is_last(batch.back()));
        return batch;
    }

    std::unique_ptr<StatementReader> reader_;
    Batch batch_;
    std::size_t place_ = 0;
    Ahead<Batch> batches_;  // last, as it uses the reader
};

}  // namespace

std::unique_ptr<StatementReader> read_ahead(std::unique_ptr<StatementReader> reader) {
    return std::make_unique<AheadReader>(std::move(reader));
}

}  // namespace draagkracht::payments
