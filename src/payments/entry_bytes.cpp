#include "payments/entry_bytes.hpp"

#include <cstdint>
#include <cstring>
#include <limits>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::int64_t no_number = std::numeric_limits<std::int64_t>::min();

void append(std::string& bytes, std::int64_t number) {
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes.append(raw, sizeof number);
}

void append(std::string& bytes, const std::string& text) {
    append(bytes, static_cast<std::int64_t>(text.size()));
    bytes += text;
}

void append(std::string& bytes, const std::optional<base::Date>& date) {
    append(bytes, date ? date->in_days().time_since_epoch().count() : no_number);
}

void append(std::string& bytes, const std::optional<base::Money>& amount) {
    append(bytes, amount ? amount->in_cents() : no_number);
}

void append(std::string& bytes, const Detail& detail) {
    append(bytes, detail.amount);
    append(bytes, detail.bank_reference);
    append(bytes, detail.end_to_end_id);
    append(bytes, detail.batch_id);
    append(bytes, detail.counterparty_name);
    append(bytes, detail.counterparty_account);
    append(bytes, static_cast<std::int64_t>(detail.structured_references.size()));
    for (const StructuredReference& reference : detail.structured_references) {
        append(bytes, reference.reference);
        append(bytes, reference.issuer);
    }
    append(bytes, detail.free_text);
    append(bytes, detail.return_reason);
}

// Takes the fields off the front, in the order in which they were appended.
class Fields {
  public:
    explicit Fields(std::string_view bytes) : left_{bytes} {}

    std::int64_t number() {
        std::int64_t number = 0;
        std::memcpy(&number, take(sizeof number).data(), sizeof number);
        return number;
    }
    std::size_t count() { return static_cast<std::size_t>(number()); }
    std::string text() { return std::string{take(count())}; }
    std::optional<base::Date> date() {
        const std::int64_t days = number();
        return days == no_number
                   ? std::nullopt
                   : std::optional{base::Date{std::chrono::sys_days{std::chrono::days{days}}}};
    }
    std::optional<base::Money> amount() {
        const std::int64_t cents = number();
        return cents == no_number ? std::nullopt : std::optional{base::Money::cents(cents)};
    }
    Detail detail() {
        Detail detail;
        detail.amount = amount();
        detail.bank_reference = text();
        detail.end_to_end_id = text();
        detail.batch_id = text();
        detail.counterparty_name = text();
        detail.counterparty_account = text();
        detail.structured_references.resize(count());
        for (StructuredReference& reference : detail.structured_references) {
            reference.reference = text();
            reference.issuer = text();
        }
        detail.free_text = text();
        detail.return_reason = text();
        return detail;
    }
    [[nodiscard]] bool is_empty() const { return left_.empty(); }

  private:
    std::string_view take(std::size_t count) {
        base::ensure(count <= left_.size(), "an entry has all its bytes");
        const std::string_view taken = left_.substr(0, count);
        left_.remove_prefix(count);
        return taken;
    }

    std::string_view left_;
};

}  // namespace

void append_bytes(std::string& bytes, const Entry& entry) {
    append(bytes, static_cast<std::int64_t>(entry.statement_number));
    append(bytes, static_cast<std::int64_t>(entry.number));
    append(bytes, entry.amount.in_cents());
    append(bytes, entry.currency);
    append(bytes, static_cast<std::int64_t>(entry.status));
    append(bytes, std::int64_t{entry.is_reversal ? 1 : 0});
    append(bytes, entry.booking_date);
    append(bytes, entry.value_date);
    append(bytes, entry.bank_reference);
    append(bytes, static_cast<std::int64_t>(entry.details.size()));
    for (const Detail& detail : entry.details) {
        append(bytes, detail);
    }
}

Entry entry_of(std::string_view bytes) {
    Fields fields{bytes};
    Entry entry;
    entry.statement_number = fields.count();
    entry.number = fields.count();
    entry.amount = base::Money::cents(fields.number());
    entry.currency = fields.text();
    entry.status = static_cast<EntryStatus>(fields.number());
    entry.is_reversal = fields.number() == 1;
    entry.booking_date = fields.date();
    entry.value_date = fields.date();
    entry.bank_reference = fields.text();
    const std::size_t details = fields.count();
    entry.details.reserve(details);
    while (entry.details.size() < details) {
        entry.details.push_back(fields.detail());
    }
    base::ensure(fields.is_empty(), "an entry has no bytes but its own");
    return entry;
}

}  // namespace draagkracht::payments
