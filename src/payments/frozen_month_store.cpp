#include "payments/frozen_month_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::payments {

using soci::into;
using soci::use;
using storage::Column;
using storage::for_each_row;
using storage::Transaction;

namespace {

struct FrozenRow {
    long long close = 0, municipality = 0, account = 0;
    std::string code, month, proof_sha256, closed_on, closed_by, iban, closing_from;
    std::array<long long, frozen_columns.size()> cents{};
    long long approval = 0, difference = 0;  // no approval: none was accepted
    std::string reason, accepted_by, approved_by;

    [[nodiscard]] AccountProof figures() const {
        std::array<base::Money, frozen_columns.size()> amounts;
        std::ranges::transform(cents, amounts.begin(), [](long long one) {
            return base::Money::cents(one);
        });
        AccountMonth figures{
            base::BankAccountId{account}, iban, amounts[0], amounts[1], amounts[2]};
        figures.own = {amounts[4], amounts[5], amounts[6]};
        figures.earlier = {amounts[7], amounts[8], amounts[9]};
        figures.ledger = amounts[10];
        figures.suspense_opening = amounts[11];
        figures.suspense_closing = amounts[12];
        if (approval != 0) {
            figures.accepted = {
                base::Money::cents(difference),
                reason,
                accepted_by,
                approved_by,
                base::ApprovalId{approval}};
        }
        const bool is_seen = closing_from == to_text(ClosingFrom::officer);
        return {figures, amounts[3], is_seen ? ClosingFrom::officer : ClosingFrom::statement};
    }
    [[nodiscard]] FrozenMonth without_figures() const {
        return {
            close,
            base::MunicipalityId{municipality},
            code,
            {base::month_of(month).value(),
             base::Date::parse(closed_on).value(),
             closed_by,
             proof_sha256},
            {}};
    }
};

}  // namespace

std::array<base::Money, frozen_columns.size()> frozen_amounts(const AccountProof& account) {
    const AccountMonth& month = account.figures;
    return {
        month.opening,
        month.received,
        month.paid_out,
        account.bank_closing,
        month.own.allocated,
        month.own.suspended,
        month.own.refunded,
        month.earlier.allocated,
        month.earlier.suspended,
        month.earlier.refunded,
        month.ledger,
        month.suspense_opening,
        month.suspense_closing};
}

namespace {

void write_differences(Transaction& transaction, std::int64_t close, const MonthProof& proof) {
    storage::BulkInsert rows{
        transaction,
        "month_difference",
        {{"id", Column::number},
         {"month_close_id", Column::number},
         {"bank_account_id", Column::number},
         {"amount_cents", Column::number},
         {"reason", Column::text},
         {"accepted_by", Column::text},
         {"approved_by", Column::text},
         {"approval_id", Column::number}}};
    storage::IdBlock ids = transaction.reserve_ids(proof.accounts.size());
    for (const AccountProof& account : proof.accounts) {
        if (const std::optional<AcceptedDifference>& accepted = account.figures.accepted) {
            rows.add(
                {ids.take(),
                 close,
                 account.figures.account.value(),
                 accepted->amount.in_cents(),
                 accepted->reason,
                 accepted->accepted_by,
                 accepted->approved_by,
                 accepted->approval.value()}
            );
        }
    }
    rows.write();
}

}  // namespace

void freeze(Transaction& transaction, std::int64_t close, const MonthProof& proof) {
    std::vector<storage::ColumnDefinition> columns{
        {"id", Column::number},
        {"month_close_id", Column::number},
        {"bank_account_id", Column::number},
        {"closing_from", Column::text}};
    for (const char* const name : frozen_columns) {
        columns.push_back({name, Column::number});
    }
    storage::BulkInsert rows{transaction, "month_close_account", columns};
    storage::IdBlock ids = transaction.reserve_ids(proof.accounts.size());
    for (const AccountProof& account : proof.accounts) {
        const auto amounts = frozen_amounts(account);
        const auto cents = [&amounts](std::size_t place) { return amounts.at(place).in_cents(); };
        rows.add(
            {ids.take(),
             close,
             account.figures.account.value(),
             to_text(account.closing_from.value()),
             cents(0),
             cents(1),
             cents(2),
             cents(3),
             cents(4),
             cents(5),
             cents(6),
             cents(7),
             cents(8),
             cents(9),
             cents(10),
             cents(11),
             cents(12)}
        );
    }
    rows.write();
    write_differences(transaction, close, proof);
}

std::vector<FrozenMonth> frozen_months(
    Transaction& transaction, std::optional<base::MunicipalityId> municipality
) {
    std::string amounts;
    for (const char* const name : frozen_columns) {
        amounts += fmt::format(", COALESCE({}, 0)", name);
    }
    std::vector<FrozenMonth> months;
    std::map<base::BankAccountId, base::Money> differences;  // of the months before
    FrozenRow row;
    storage::Nullable<long long> of{
        municipality ? std::optional{static_cast<long long>(municipality->value())} : std::nullopt};
    storage::Question question =
        (ask(transaction,
             "SELECT month_close.id, month_close.municipality_id, municipality.code, month,"
             " proof_sha256, closed_on, closed_by, COALESCE(bank_account.id, 0), COALESCE(iban, "
             "''),"
             " COALESCE(closing_from, ''), COALESCE(amount_cents, 0), COALESCE(reason, ''),"
             " COALESCE(accepted_by, ''), COALESCE(approved_by, ''), COALESCE(approval_id, 0)" +
                 amounts +
                 " FROM month_close JOIN municipality ON municipality.id = "
                 "month_close.municipality_id"
                 " LEFT JOIN month_close_account account"
                 " ON account.month_close_id = month_close.id"
                 " LEFT JOIN bank_account ON bank_account.id = account.bank_account_id"
                 " LEFT JOIN month_difference difference"
                 " ON difference.month_close_id = account.month_close_id"
                 " AND difference.bank_account_id = account.bank_account_id"
                 " WHERE month_close.municipality_id = COALESCE(CAST(:municipality AS BIGINT),"
                 " month_close.municipality_id) ORDER BY month_close.municipality_id, month, iban"),
         use(of.value, of.indicator, "municipality"),
         into(row.close),
         into(row.municipality),
         into(row.code),
         into(row.month),
         into(row.proof_sha256),
         into(row.closed_on),
         into(row.closed_by),
         into(row.account),
         into(row.iban),
         into(row.closing_from),
         into(row.difference),
         into(row.reason),
         into(row.accepted_by),
         into(row.approved_by),
         into(row.approval));
    for (long long& cents : row.cents) {
        static_cast<void>((std::move(question), into(cents)));
    }
    for_each_row(std::move(question), [&] {
        if (months.empty() || months.back().close != row.close) {
            months.push_back(row.without_figures());
        }
        if (row.account != 0) {
            AccountProof account = row.figures();
            base::Money& before = differences[account.figures.account];
            account.figures.difference_opening = before;
            before = account.figures.difference_closing();
            months.back().accounts.push_back(std::move(account));
        }
    });
    return months;
}

}  // namespace draagkracht::payments
