#include "payments/payout_file.hpp"

#include <sstream>

#include "draagkracht/payments/pain001_writer.hpp"

namespace draagkracht::payments {

namespace {

// What an order is to say where a bank wrote no name of who paid.
constexpr std::string_view no_name = "NOTPROVIDED";

}  // namespace

std::map<base::BankAccountId, CountAndTotal> batches_of(const std::vector<PayoutOrder>& orders) {
    std::map<base::BankAccountId, CountAndTotal> batches;
    for (const PayoutOrder& order : orders) {
        batches[order.pays_from].add(order.amount);
    }
    return batches;
}

std::string bytes_of(
    const StoredPayout& payout, base::Date pay_on, const std::vector<PayoutOrder>& orders
) {
    std::ostringstream out;
    Pain001Writer writer{
        out,
        payout.message,
        {name_of(payout.id), payout.prepared_at, payout.payer_name, payout.orders}};
    auto next = orders.begin();
    for (const auto& [account, totals] : batches_of(orders)) {
        writer.begin(
            {to_text(PayoutBatch{payout.id, account}),
             pay_on,
             payout.payer_name,
             next->own_account,
             totals}
        );
        for (; next != orders.end() && next->pays_from == account; ++next) {
            writer.write(
                {end_to_end_id_of_payout_order(next->id),
                 next->amount,
                 next->account,
                 next->name.empty() ? std::string{no_name} : next->name,
                 next->reference}
            );
        }
        writer.end();
    }
    writer.finish();
    return out.str();
}

}  // namespace draagkracht::payments
