#include "payments/notified_batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/payments/bank_reference.hpp"
#include "draagkracht/payments/matching.hpp"

namespace draagkracht::payments {

namespace {

bool names_payment(const Detail& detail) {
    return is_reference(detail.end_to_end_id) || !detail.structured_references.empty() ||
           !detail.return_reason.empty();
}

// The batch id of all its details; what some of them have is none of the entry.
std::string batch_id_of(const Entry& entry) {
    const std::string& first = entry.details.front().batch_id;
    const bool is_of_all = std::ranges::all_of(entry.details, [&first](const Detail& detail) {
        return detail.batch_id == first;
    });
    return is_of_all ? first : std::string{};
}

std::string difference_between(const EntryAsOne& entry, const NotifiedBatch& batch) {
    if (!batch.total) {
        return fmt::format(
            "the entry is {}, but its {} payments in a notification have no amount each",
            entry.amount.to_string(),
            batch.details
        );
    }
    return fmt::format(
        "the entry is {}, but its {} payments in a notification come to {}: a difference of {}",
        entry.amount.to_string(),
        batch.details,
        batch.total->to_string(),
        (entry.amount - *batch.total).to_string()
    );
}

}  // namespace

std::optional<NotifiedBatch> notified_batch_of(const Entry& entry) {
    const std::optional<base::Date> day =
        entry.booking_date ? entry.booking_date : entry.value_date;
    const Detail& first = entry.details.front();
    const bool tells_payments =
        entry.details.size() > 1 || names_payment(first) || !first.counterparty_account.empty();
    if (entry.status != EntryStatus::booked || entry.amount.is_zero() || !day || !tells_payments) {
        return std::nullopt;
    }
    NotifiedBatch batch{
        NotifiedBatchId{0},
        *day,
        entry.amount,
        batch_id_of(entry),
        is_reference(entry.bank_reference) ? entry.bank_reference : std::string{},
        entry.is_reversal,
        static_cast<std::int64_t>(entry.details.size()),
        total_of_details(entry)};
    const bool can_be_found = !batch.batch_id.empty() || !batch.bank_reference.empty();
    return can_be_found ? std::optional{std::move(batch)} : std::nullopt;
}

std::string content_key_of(const Entry& entry, const NotifiedBatch& batch) {
    base::Sha256 print;
    // No text of a bank holds this character, so that no two contents run together.
    const auto add = [&print](std::string_view text) {
        print.add(text);
        print.add("\x1f");
    };
    add(batch.booked_on.to_string());
    add(batch.amount.to_string());
    add(batch.batch_id);
    add(batch.bank_reference);
    add(batch.is_reversal ? "reversal" : "");
    for (const Detail& detail : entry.details) {
        add(detail.amount ? detail.amount->to_string() : "");
        add(detail.bank_reference);
        add(detail.end_to_end_id);
        add(detail.counterparty_name);
        add(detail.counterparty_account);
        add(detail.free_text);
        add(detail.return_reason);
        for (const StructuredReference& structured : detail.structured_references) {
            add(structured.issuer);
            add(structured.reference);
        }
        add("\x1e");
    }
    const base::Sha256Digits digits = print.digits();
    return {digits.begin(), digits.end()};
}

bool tells_no_payment(const Entry& entry) {
    const std::vector<Payment> booked =
        entry.status == EntryStatus::booked ? payments_of(entry) : std::vector<Payment>{};
    if (booked.size() != 1 || booked.front().detail_number != 1) {
        return false;
    }
    // Of details that do not come to it nothing is gone by.
    if (!booked.front().details_agree) {
        return true;
    }
    const Detail& detail = entry.details.front();
    return !names_payment(detail) &&
           (!detail.batch_id.empty() || detail.counterparty_account.empty());
}

EntryAsOne as_one(const Entry& entry, base::Date statement_date, StatementFormat format) {
    const Detail& whole = entry.details.front();
    return {
        entry.booking_date.value_or(statement_date),
        entry.amount,
        whole.batch_id,
        whole.bank_reference.empty() ? entry.bank_reference : whole.bank_reference,
        format};
}

bool is_about(const NotifiedBatch& batch, const EntryAsOne& entry) {
    if (batch.booked_on != entry.booked_on ||
        batch.amount.is_negative() != entry.amount.is_negative()) {
        return false;
    }
    const bool both_named = !batch.batch_id.empty() && !entry.batch_id.empty();
    if (both_named && batch.batch_id != entry.batch_id) {
        return false;
    }
    const bool both_refer = !batch.bank_reference.empty() && is_reference(entry.bank_reference);
    const bool same_reference = both_refer && batch.bank_reference == entry.bank_reference;
    if (both_refer && !same_reference && entry.format == StatementFormat::camt) {
        return false;
    }
    return both_named || same_reference;
}

ToldOfEntry told_of(const EntryAsOne& entry, const std::vector<NotifiedBatch>& batches) {
    std::vector<const NotifiedBatch*> about;
    for (const NotifiedBatch& batch : batches) {
        if (is_about(batch, entry)) {
            about.push_back(&batch);
        }
    }
    std::vector<const NotifiedBatch*> fitting;
    std::ranges::copy_if(about, std::back_inserter(fitting), [&entry](const NotifiedBatch* batch) {
        return batch->total == entry.amount;
    });
    if (fitting.size() == 1) {
        return {fitting.front(), {}};
    }
    if (fitting.size() > 1) {
        return {
            nullptr,
            fmt::format(
                "{} batches in notifications of the bank are of this day and name, and come to "
                "this amount",
                fitting.size()
            )};
    }
    return {nullptr, about.empty() ? std::string{} : difference_between(entry, *about.back())};
}

std::vector<std::pair<std::size_t, std::size_t>> only_pairs(
    const std::vector<EntryAsOne>& entries, const std::vector<NotifiedBatch>& batches
) {
    std::vector<const NotifiedBatch*> told;
    std::ranges::transform(entries, std::back_inserter(told), [&batches](const EntryAsOne& entry) {
        return told_of(entry, batches).batch;
    });
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t place = 0; place < entries.size(); ++place) {
        if (told[place] != nullptr && std::ranges::count(told, told[place]) == 1) {
            pairs.emplace_back(place, static_cast<std::size_t>(told[place] - batches.data()));
        }
    }
    return pairs;
}

void spread(Entry& entry, const NotifiedBatch& batch, std::vector<Detail> details) {
    const Detail whole = std::move(entry.details.front());
    entry.details = std::move(details);
    for (Detail& detail : entry.details) {
        detail.bank_reference = whole.bank_reference;
        detail.batch_id.clear();
    }
    entry.is_reversal = entry.is_reversal || batch.is_reversal;
}

}  // namespace draagkracht::payments
