#include "payments/chunks_ahead_service.hpp"

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/storage/by_index.hpp"

namespace draagkracht::payments {

namespace {

using storage::Transaction;
using Step = base::Outcome<BookingStep>;

// One waits and one is being looked up: more would only grow old.
constexpr std::size_t steps_ahead_max = 2;

bool is_last(const Step& step) {
    return !step || std::holds_alternative<EndOfFile>(*step);
}

}  // namespace

std::vector<Entry*> entries_to_book(
    const Work& work, std::vector<Entry>& entries, std::int64_t entries_done
) {
    std::vector<Entry*> to_book;
    for (Entry& entry : entries) {
        const bool is_new = static_cast<std::int64_t>(entry.number) > entries_done;
        if (is_new && entry.status == EntryStatus::booked && !work.is_booked_elsewhere(entry)) {
            to_book.push_back(&entry);
        }
    }
    return to_book;
}

std::vector<Payment> payments_of_all(const std::vector<Entry*>& entries) {
    std::vector<Payment> payments;
    for (const Entry* const entry : entries) {
        const std::vector<Payment> of_entry = payments_of(*entry);
        payments.insert(payments.end(), of_entry.begin(), of_entry.end());
    }
    return payments;
}

Placing place_all(OpenDebts debts, const std::vector<Payment>& payments, const Work& work) {
    Placing placing{std::move(debts), {}};
    placing.placed.reserve(payments.size());
    for (const Payment& payment : payments) {
        const base::Date day = value_date_of(*payment.entry, work.date);
        placing.placed.push_back(placing.debts.place(payment, day, work.ladders.on(day)));
    }
    return placing;
}

ChunksAhead::ChunksAhead(
    storage::Database& database,
    const std::vector<Work>& works,
    std::size_t payments_per_chunk,
    StatementReader& reader
)
    : database_{database},
      works_{works},
      payments_per_chunk_{payments_per_chunk},
      reader_{reader},
      steps_{[this] { return make_step(); }, is_last, steps_ahead_max} {}

Step ChunksAhead::make_step() {
    free_spent();
    if (end_) {
        return *std::exchange(end_, std::nullopt);
    }
    while (true) {
        base::Outcome<StatementPiece> piece = reader_.next();
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (Entry* const entry = std::get_if<Entry>(&*piece)) {
            if (std::optional<Chunk> chunk = take(std::move(*entry))) {
                return std::move(*chunk);
            }
        } else if (const Statement* const statement = std::get_if<Statement>(&*piece)) {
            const EndOfStatement end{statement->number - 1, passed_};
            if (entries_.empty()) {
                return end;
            }
            end_ = end;
            return finished_chunk();
        } else {
            return EndOfFile{};
        }
    }
}

std::optional<Chunk> ChunksAhead::take(Entry entry) {
    const Work& work = works_.at(entry.statement_number - 1);
    const bool is_done = static_cast<std::int64_t>(entry.number) <= work.entries_done;
    ++passed_;
    if (work.is_known || is_done) {
        return std::nullopt;
    }
    payments_ += entry.details.size();
    entries_.push_back(std::move(entry));
    return payments_ >= payments_per_chunk_ ? std::optional{finished_chunk()} : std::nullopt;
}

Chunk ChunksAhead::finished_chunk() {
    payments_ = 0;
    Chunk chunk{
        entries_.front().statement_number - 1, std::exchange(entries_, {}), std::nullopt, passed_};
    const Work& work = works_[chunk.statement];
    const std::vector<Payment> payments =
        payments_of_all(entries_to_book(work, chunk.entries, work.entries_done));
    if (!payments.empty()) {
        Transaction transaction{database_, "look up debts ahead", storage::Access::read};
        storage::look_up_by_index(transaction);
        const std::int64_t last_sequence = audit::last_sequence(transaction);
        chunk.ahead = PlacingAhead{
            last_sequence,
            place_all(look_up_debts(transaction, work.municipality, payments), payments, work)};
    }
    return chunk;
}

void ChunksAhead::give_back(Chunk chunk) {
    const std::lock_guard lock{mutex_};
    spent_.push_back(std::move(chunk));
}

void ChunksAhead::free_spent() {
    std::vector<Chunk> spent;
    const std::lock_guard lock{mutex_};
    spent.swap(spent_);
}

}  // namespace draagkracht::payments
