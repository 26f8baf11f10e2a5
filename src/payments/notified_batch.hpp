// What a notification of the bank (camt.054) tells of a batch that its statement has as one amount:
// its single payments. The statement is booked; the notification says whose it is.
//
//     notified   day 28 June, batch SALARIS-6, 50.00 and 30.00
//     entry      day 28 June, batch SALARIS-6, +80.00
//     told_of(entry, {notified}).batch      // that one: both payments stand in its place
//
// An entry and a batch are of each other when day, side and batch id, or the bank's reference, are
// the same, and the payments come to the amount of the entry to the cent. An entry that tells a
// payment by itself needs nobody to tell it; one whose own details do not come to it tells none.
// MT940 has references of its own, so that there another reference says nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/payments/statement.hpp"

namespace draagkracht::payments {

using NotifiedBatchId = base::Id<struct NotifiedBatchTag>;

struct NotifiedBatch {
    NotifiedBatchId id;
    base::Date booked_on;
    base::Money amount;
    std::string batch_id;        // empty when the bank names none
    std::string bank_reference;  // empty when the bank gives none
    bool is_reversal;
    std::int64_t details;
    std::optional<base::Money> total;  // of the details; none when one has no amount
};

// An entry that a statement has as one amount.
struct EntryAsOne {
    base::Date booked_on;
    base::Money amount;
    std::string batch_id;
    std::string bank_reference;
    StatementFormat format = StatementFormat::camt;
    friend bool operator==(const EntryAsOne&, const EntryAsOne&) = default;
};

// The batch that an entry of a notification tells, without its id. Nothing of what is only
// announced, tells no payment, has no day, or has neither batch id nor reference to be known by.
[[nodiscard]] std::optional<NotifiedBatch> notified_batch_of(const Entry& entry);

// A print of all that it tells. The same told twice, in whatever message or version, is the same.
[[nodiscard]] std::string content_key_of(const Entry& entry, const NotifiedBatch& batch);

// Whether an entry of a statement is booked as one amount and tells no payment by itself. Of one
// that was booked before, `entries_waiting_for` asks the same.
[[nodiscard]] bool tells_no_payment(const Entry& entry);
[[nodiscard]] EntryAsOne as_one(
    const Entry& entry, base::Date statement_date, StatementFormat format
);

[[nodiscard]] bool is_about(const NotifiedBatch& batch, const EntryAsOne& entry);

// The only batch that comes to the entry; else, where some are about it, in words why none stands
// in its place.
struct ToldOfEntry {
    const NotifiedBatch* batch = nullptr;
    std::string otherwise;
};
[[nodiscard]] ToldOfEntry told_of(
    const EntryAsOne& entry, const std::vector<NotifiedBatch>& batches
);

// By their places: an entry and a batch that both have nothing else that they could be of.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> only_pairs(
    const std::vector<EntryAsOne>& entries, const std::vector<NotifiedBatch>& batches
);

// Puts the payments of the batch in the place of the one detail. They keep the reference by which
// the statement knows the entry, as another statement of these days is held against that.
void spread(Entry& entry, const NotifiedBatch& batch, std::vector<Detail> details);

}  // namespace draagkracht::payments
