#include "letters/letter_store.hpp"

#include <glib.h>

#include <memory>

#include "draagkracht/plans/plan_store.hpp"
#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::letters {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::json_list;
using storage::Nullable;
using storage::Transaction;

namespace {

base::Date date_of(const std::string& stored) {
    return base::Date::parse(stored).value();
}

std::string in_base64(const std::string& bytes) {
    const std::unique_ptr<char, decltype(&g_free)> text{
        g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size()), &g_free};
    return text.get();
}

std::string from_base64(const std::string& text) {
    gsize size = 0;
    const std::unique_ptr<guchar, decltype(&g_free)> bytes{
        g_base64_decode(text.c_str(), &size), &g_free};
    return {reinterpret_cast<const char*>(bytes.get()), size};
}

std::string list_of(const std::vector<base::PlanId>& plans) {
    std::vector<std::int64_t> ids;
    for (const base::PlanId plan : plans) {
        ids.push_back(plan.value());
    }
    return json_list(ids);
}

// Orders for which no letter was made, and for which it can still be.
constexpr std::string_view is_open_sql =
    " NOT EXISTS (SELECT 1 FROM sent_letter WHERE sent_letter.request_id = letter_request.id)"
    " AND NOT EXISTS (SELECT 1 FROM letter_withheld"
    "  WHERE letter_withheld.request_id = letter_request.id AND letter_withheld.is_final = 1)";

// The columns of sent_letter and the plan of its request.
struct StoredLetter {
    long long id = 0, order = 0, municipality = 0, person = 0;
    std::string kind, letter_date, template_version, figures_json, pdf_base64, pdf_sha256;
    Nullable<long long> plan;

    [[nodiscard]] LetterRow letter() const {
        return {
            base::LetterId{id},
            order,
            base::MunicipalityId{municipality},
            base::PersonId{person},
            kind,
            date_of(letter_date),
            template_version,
            figures_json,
            from_base64(pdf_base64),
            pdf_sha256};
    }
};

// `pdf` is the column or, where the bytes are not wanted, an empty text. `condition` has one
// parameter, :key.
template <typename OnLetter>
void for_each_letter(
    Transaction& transaction,
    const std::string& pdf,
    const std::string& condition,
    long long key,
    OnLetter on_letter
) {
    StoredLetter row;
    for_each_row(
        (ask(transaction,
             "SELECT sent_letter.id, sent_letter.request_id, sent_letter.municipality_id,"
             " sent_letter.person_id, sent_letter.kind, sent_letter.letter_date,"
             " sent_letter.template_sha256, sent_letter.figures_json, " +
                 pdf +
                 ", sent_letter.pdf_sha256, letter_request.plan_id FROM sent_letter"
                 " JOIN letter_request ON letter_request.id = sent_letter.request_id" +
                 condition),
         use(key, "key"),
         into(row.id),
         into(row.order),
         into(row.municipality),
         into(row.person),
         into(row.kind),
         into(row.letter_date),
         into(row.template_version),
         into(row.figures_json),
         into(row.pdf_base64),
         into(row.pdf_sha256),
         into(row.plan.value, row.plan.indicator)),
        [&] { on_letter(row); }
    );
}

}  // namespace

std::vector<LetterOrder> open_orders(
    Transaction& transaction, base::MunicipalityId municipality, std::int64_t after, int limit
) {
    std::vector<LetterOrder> orders;
    const long long municipality_id = municipality.value();
    const long long after_id = after;
    long long id = 0;
    long long person = 0;
    std::string kind;
    std::string subject;
    Nullable<long long> plan;
    for_each_row(
        (ask(transaction,
             "SELECT id, person_id, kind, subject, plan_id FROM letter_request"
             " WHERE municipality_id = :municipality AND id > :after AND" +
                 std::string{is_open_sql} + " ORDER BY id LIMIT :most"),
         use(municipality_id, "municipality"),
         use(after_id, "after"),
         use(limit, "most"),
         into(id),
         into(person),
         into(kind),
         into(subject),
         into(plan.value, plan.indicator)),
        [&] {
            LetterOrder order{id, base::PersonId{person}, kind, subject, std::nullopt};
            if (const auto known = plan.get()) {
                order.plan = base::PlanId{*known};
            }
            orders.push_back(std::move(order));
        }
    );
    return orders;
}

std::set<std::int64_t> hold_open_orders(
    Transaction& transaction, const std::vector<std::int64_t>& orders
) {
    const std::string keys = json_list(orders);
    const std::string of_these = " WHERE id " + transaction.among_numbers(":keys");
    long long id = 0;
    // First the lock and then the look: who waited for the lock must see what was written
    // meanwhile.
    for_each_row(
        (ask(transaction,
             "SELECT id FROM letter_request" + of_these + " ORDER BY id" +
                 std::string{storage::for_update(transaction)}),
         use(keys, "keys"),
         into(id)),
        [] {}
    );
    std::set<std::int64_t> open;
    for_each_row(
        (ask(transaction,
             "SELECT id FROM letter_request" + of_these + " AND" + std::string{is_open_sql}),
         use(keys, "keys"),
         into(id)),
        [&] { open.insert(id); }
    );
    return open;
}

std::map<base::PlanId, std::vector<PlanBooking>> bookings_of_plans(
    Transaction& transaction, const std::vector<base::PlanId>& plans
) {
    std::map<base::PlanId, std::vector<PlanBooking>> bookings;
    const std::string keys = list_of(plans);
    long long plan = 0;
    long long allocation = 0;
    long long amount_cents = 0;
    std::string value_date;
    for_each_row(
        (ask(transaction,
             "SELECT allocation.plan_id, allocation.id, allocation.amount_cents,"
             " bank_entry.value_date FROM allocation"
             " JOIN bank_entry ON bank_entry.id = allocation.entry_id"
             " WHERE allocation.plan_id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(plan),
         into(allocation),
         into(amount_cents),
         into(value_date)),
        [&] {
            bookings[base::PlanId{plan}].push_back(
                {base::AllocationId{allocation},
                 base::Money::cents(amount_cents),
                 date_of(value_date)}
            );
        }
    );
    return bookings;
}

std::map<base::PlanId, base::Money> open_on_claims_of_plans(
    Transaction& transaction, const std::vector<base::PlanId>& plans, base::Date until
) {
    std::map<base::PlanId, base::Money> open;
    const std::string keys = list_of(plans);
    const std::string last_day = until.to_string();
    long long plan = 0;
    long long open_cents = 0;
    for_each_row(
        (ask(transaction,
             "SELECT plan.id, " +
                 plans::open_on_claims_sql("plan.id", " AND posting.value_date <= :until") +
                 " FROM plan WHERE plan.id " + transaction.among_numbers(":keys")),
         use(last_day, "until"),
         use(keys, "keys"),
         into(plan),
         into(open_cents)),
        [&] { open.emplace(base::PlanId{plan}, base::Money::cents(open_cents)); }
    );
    return open;
}

std::map<std::int64_t, std::string> last_callers(
    Transaction& transaction, const std::vector<std::int64_t>& orders
) {
    std::map<std::int64_t, std::string> callers;
    const std::string keys = json_list(orders);
    long long order = 0;
    std::string recorded_by;
    for_each_row(
        (ask(transaction,
             "SELECT letter_request.id, contact.recorded_by FROM letter_request"
             " JOIN escalation_step ON escalation_step.plan_id = letter_request.plan_id"
             "  AND escalation_step.step = letter_request.kind"
             "  AND letter_request.subject = 'plan:' || escalation_step.plan_id ||"
             "   '/instalment:' || escalation_step.instalment_number"
             " JOIN escalation_evidence ON escalation_evidence.step_id = escalation_step.id"
             " JOIN contact ON contact.id = escalation_evidence.contact_id"
             " WHERE letter_request.id " +
                 transaction.among_numbers(":keys") + " ORDER BY contact.contacted_on, contact.id"),
         use(keys, "keys"),
         into(order),
         into(recorded_by)),
        [&] { callers.insert_or_assign(order, recorded_by); }
    );
    return callers;
}

std::map<std::string, std::string> officer_names(Transaction& transaction) {
    std::map<std::string, std::string> names;
    std::string actor;
    std::string name;
    for_each_row(
        (ask(transaction, "SELECT 'officer:' || id, display_name FROM officer WHERE is_active = 1"),
         into(actor),
         into(name)),
        [&] { names.emplace(actor, name); }
    );
    return names;
}

std::optional<base::Date> payments_known_until(
    Transaction& transaction, base::MunicipalityId municipality, base::Date until
) {
    const long long municipality_id = municipality.value();
    const std::string last_day = until.to_string();
    Nullable<std::string> date;
    transaction.sql() << "SELECT MAX(bank_statement.statement_date) FROM bank_statement"
                         " JOIN bank_account ON bank_account.id = bank_statement.bank_account_id"
                         " WHERE bank_account.municipality_id = :municipality"
                         " AND bank_account.kind = 'bank' AND bank_statement.state = 'closed'"
                         " AND bank_statement.statement_date <= :until",
        use(municipality_id, "municipality"), use(last_day, "until"),
        into(date.value, date.indicator);
    const std::optional<std::string> known = date.get();
    return known ? std::optional{date_of(*known)} : std::nullopt;
}

void add_letters(Transaction& transaction, const std::vector<LetterRow>& letters) {
    storage::BulkInsert rows{
        transaction,
        "sent_letter",
        {{"id", Column::number},
         {"request_id", Column::number},
         {"municipality_id", Column::number},
         {"person_id", Column::number},
         {"kind", Column::text},
         {"letter_date", Column::text},
         {"template_sha256", Column::text},
         {"figures_json", Column::text},
         {"pdf_base64", Column::text},
         {"pdf_sha256", Column::text}}};
    for (const LetterRow& letter : letters) {
        rows.add(
            {letter.id.value(),
             letter.order,
             letter.municipality.value(),
             letter.person.value(),
             letter.kind,
             letter.letter_date.to_string(),
             letter.template_version,
             letter.figures_json,
             in_base64(letter.pdf),
             letter.pdf_sha256}
        );
    }
    rows.write();
}

std::optional<LetterRow> letter_by_id(Transaction& transaction, base::LetterId letter) {
    std::optional<LetterRow> found;
    for_each_letter(
        transaction,
        "pdf_base64",
        " WHERE sent_letter.id = :key",
        letter.value(),
        [&found](const StoredLetter& row) { found = row.letter(); }
    );
    return found;
}

std::vector<LetterRow> letters_to_lay_out(
    Transaction& transaction, base::MunicipalityId municipality, int limit
) {
    const std::string waiting =
        " WHERE sent_letter.municipality_id = :key AND NOT EXISTS (SELECT 1 FROM letter_laid_out"
        "  WHERE letter_laid_out.letter_id = sent_letter.id) ORDER BY sent_letter.id LIMIT " +
        std::to_string(limit);
    const long long municipality_id = municipality.value();
    long long id = 0;
    // First the lock and then the look, as in hold_open_orders.
    for_each_row(
        (ask(transaction,
             "SELECT id FROM sent_letter" + waiting + std::string{storage::for_update(transaction)}
         ),
         use(municipality_id, "key"),
         into(id)),
        [] {}
    );
    std::vector<LetterRow> letters;
    for_each_letter(
        transaction,
        "pdf_base64",
        waiting,
        municipality_id,
        [&letters](const StoredLetter& row) { letters.push_back(row.letter()); }
    );
    return letters;
}

void mark_laid_out(
    Transaction& transaction,
    const std::vector<LetterRow>& letters,
    base::Date laid_out_on,
    const std::string& laid_out_by
) {
    storage::BulkInsert rows{
        transaction,
        "letter_laid_out",
        {{"letter_id", Column::number},
         {"laid_out_on", Column::text},
         {"laid_out_by", Column::text}}};
    for (const LetterRow& letter : letters) {
        rows.add({letter.id.value(), laid_out_on.to_string(), laid_out_by});
    }
    rows.write();
}

std::set<WithheldRow> withheld_before(
    Transaction& transaction, const std::vector<std::int64_t>& orders
) {
    std::set<WithheldRow> known;
    const std::string keys = json_list(orders);
    long long order = 0;
    std::string reason_code;
    int is_final = 0;
    for_each_row(
        (ask(transaction,
             "SELECT request_id, reason_code, is_final FROM letter_withheld"
             " WHERE request_id " +
                 transaction.among_numbers(":keys")),
         use(keys, "keys"),
         into(order),
         into(reason_code),
         into(is_final)),
        [&] {
            known.insert({order, reason_code, is_final == 1});
        }
    );
    return known;
}

void add_withheld(
    Transaction& transaction, const std::vector<WithheldRow>& withheld, base::Date withheld_on
) {
    storage::BulkInsert rows{
        transaction,
        "letter_withheld",
        {{"id", Column::number},
         {"request_id", Column::number},
         {"reason_code", Column::text},
         {"is_final", Column::number},
         {"withheld_on", Column::text}}};
    storage::IdBlock ids = transaction.reserve_ids(withheld.size());
    for (const WithheldRow& row : withheld) {
        rows.add(
            {ids.take(),
             row.order,
             row.reason_code,
             std::int64_t{row.is_final ? 1 : 0},
             withheld_on.to_string()}
        );
    }
    rows.write();
}

std::vector<UnsentRow> unsent_of_person(Transaction& transaction, base::PersonId person) {
    std::vector<UnsentRow> unsent;
    const long long person_id = person.value();
    std::string kind;
    std::string requested_on;
    Nullable<std::string> reason_code;
    int is_final = 0;
    for_each_row(
        (ask(transaction,
             "SELECT letter_request.kind, letter_request.requested_on, withheld.reason_code,"
             " COALESCE(withheld.is_final, 0) FROM letter_request"
             " LEFT JOIN letter_withheld withheld ON withheld.id ="
             "  (SELECT MAX(id) FROM letter_withheld WHERE request_id = letter_request.id)"
             " WHERE letter_request.person_id = :person AND NOT EXISTS"
             "  (SELECT 1 FROM sent_letter WHERE request_id = letter_request.id)"
             " ORDER BY letter_request.id DESC"),
         use(person_id, "person"),
         into(kind),
         into(requested_on),
         into(reason_code.value, reason_code.indicator),
         into(is_final)),
        [&] {
            unsent.push_back({kind, date_of(requested_on), reason_code.get(), is_final == 1});
        }
    );
    return unsent;
}

std::vector<LetterRow> letters_of_person(Transaction& transaction, base::PersonId person) {
    std::vector<LetterRow> letters;
    for_each_letter(
        transaction,
        "''",
        " WHERE sent_letter.person_id = :key"
        " ORDER BY sent_letter.letter_date DESC, sent_letter.id DESC",
        person.value(),
        [&letters](const StoredLetter& row) { letters.push_back(row.letter()); }
    );
    return letters;
}

std::vector<LetterWithSubject> letters_after(
    Transaction& transaction, base::LetterId after, int limit
) {
    std::vector<LetterWithSubject> letters;
    for_each_letter(
        transaction,
        "pdf_base64",
        " WHERE sent_letter.id > :key ORDER BY sent_letter.id LIMIT " + std::to_string(limit),
        after.value(),
        [&letters](const StoredLetter& row) {
            LetterWithSubject letter{row.letter(), std::nullopt};
            if (const auto known = row.plan.get()) {
                letter.plan = base::PlanId{*known};
            }
            letters.push_back(std::move(letter));
        }
    );
    return letters;
}

}  // namespace draagkracht::letters
