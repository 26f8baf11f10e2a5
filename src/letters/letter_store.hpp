// The SQL of letters: what was asked for, what a letter must know, and the letters as sent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "draagkracht/letters/counted_payments.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::letters {

// A letter that was asked for in the outbox.
struct LetterOrder {
    std::int64_t id;
    base::PersonId person;
    std::string kind;
    std::string subject;  // "plan:12" or "plan:12/instalment:3"
    std::optional<base::PlanId> plan;
};

// Those of a municipality for which a letter can still be made, in the order of asking, after
// `after`.
[[nodiscard]] std::vector<LetterOrder> open_orders(
    storage::Transaction& transaction,
    base::MunicipalityId municipality,
    std::int64_t after,
    int limit
);

// Keeps other writers from these orders until the transaction ends, and answers with those for
// which a letter can still be made.
[[nodiscard]] std::set<std::int64_t> hold_open_orders(
    storage::Transaction& transaction, const std::vector<std::int64_t>& orders
);

// What was booked on each plan; a plan on which nothing came in is absent.
[[nodiscard]] std::map<base::PlanId, std::vector<PlanBooking>> bookings_of_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans
);

// What is open on the claims of each plan by that day, whoever pays them.
[[nodiscard]] std::map<base::PlanId, base::Money> open_on_claims_of_plans(
    storage::Transaction& transaction, const std::vector<base::PlanId>& plans, base::Date until
);

// Who tried to reach the debtor about the arrear of a reminder, last, by order: "officer:12".
[[nodiscard]] std::map<std::int64_t, std::string> last_callers(
    storage::Transaction& transaction, const std::vector<std::int64_t>& orders
);

// The names of officers who are active, by actor: "officer:12". A machine is absent.
[[nodiscard]] std::map<std::string, std::string> officer_names(storage::Transaction& transaction);

// The date of the last closed bank statement up to and with `until`.
[[nodiscard]] std::optional<base::Date> payments_known_until(
    storage::Transaction& transaction, base::MunicipalityId municipality, base::Date until
);

struct LetterRow {
    base::LetterId id;
    std::int64_t order;
    base::MunicipalityId municipality;
    base::PersonId person;
    std::string kind;
    base::Date letter_date;
    std::string template_version;
    std::string figures_json;
    std::string pdf;  // bytes
    std::string pdf_sha256;
};

void add_letters(storage::Transaction& transaction, const std::vector<LetterRow>& letters);

[[nodiscard]] std::optional<LetterRow> letter_by_id(
    storage::Transaction& transaction, base::LetterId letter
);

// The first of a municipality that were not laid out yet, in the order of making. No other writer
// takes them until the transaction ends.
[[nodiscard]] std::vector<LetterRow> letters_to_lay_out(
    storage::Transaction& transaction, base::MunicipalityId municipality, int limit
);
void mark_laid_out(
    storage::Transaction& transaction,
    const std::vector<LetterRow>& letters,
    base::Date laid_out_on,
    const std::string& laid_out_by
);

struct WithheldRow {
    std::int64_t order;
    std::string reason_code;
    bool is_final;

    friend auto operator<=>(const WithheldRow&, const WithheldRow&) = default;
};
[[nodiscard]] std::set<WithheldRow> withheld_before(
    storage::Transaction& transaction, const std::vector<std::int64_t>& orders
);
void add_withheld(
    storage::Transaction& transaction, const std::vector<WithheldRow>& rows, base::Date withheld_on
);

// Asked for and not sent, newest first, with the last reason.
struct UnsentRow {
    std::string kind;
    base::Date requested_on;
    std::optional<std::string> reason_code;
    bool is_final;
};
[[nodiscard]] std::vector<UnsentRow> unsent_of_person(
    storage::Transaction& transaction, base::PersonId person
);

// Newest first, without their bytes.
[[nodiscard]] std::vector<LetterRow> letters_of_person(
    storage::Transaction& transaction, base::PersonId person
);

// A letter beside what it was about, in the order of the ids: for the proof.
struct LetterWithSubject {
    LetterRow letter;
    std::optional<base::PlanId> plan;
};
[[nodiscard]] std::vector<LetterWithSubject> letters_after(
    storage::Transaction& transaction, base::LetterId after, int limit
);

}  // namespace draagkracht::letters
