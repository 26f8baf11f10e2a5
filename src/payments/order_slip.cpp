#include "draagkracht/payments/order_slip.hpp"

#include <fmt/format.h>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::payments {

namespace {

// That BNG asks whoever hands the file in to type.
constexpr std::size_t typed_characters = 5;

std::string orders_text(const CountAndTotal& orders) {
    return fmt::format(
        "{}, {}",
        text::count_text(static_cast<int>(orders.count), "opdracht", "opdrachten"),
        text::amount_text(orders.total)
    );
}

// What all slips end with: the total, the prints, and by whom. `since_approval` stands under the
// total.
template <typename Slip>
std::string end_of(const Slip& slip, std::string_view since_approval) {
    return fmt::format(
        "Samen: {}\n"
        "{}\n"
        "SHA-256: {}\n"
        "SHA-1:   {}\n"
        "Laatste vijf tekens van SHA-1: {}\n\n"
        "Klaargezet door:  {}\n"
        "Goedgekeurd door: {}\n\n"
        "Vergelijk het aantal, het bedrag en SHA-1 met wat de bank laat zien. Is iets anders?\n"
        "Lever het bestand dan niet aan.\n",
        orders_text(slip.orders),
        since_approval,
        slip.sha256,
        slip.sha1,
        slip.sha1.substr(slip.sha1.size() - std::min(typed_characters, slip.sha1.size())),
        slip.prepared_by,
        slip.approved_by
    );
}

// Empty when all that was approved is in the file.
std::string fallen_out_text(const OrderSlip& slip) {
    if (slip.approved == slip.orders) {
        return {};
    }
    return fmt::format(
        "Goedgekeurd: {}\n"
        "Vervallen sinds de goedkeuring: {}. Dit hoeft niet meer geïncasseerd te worden.\n",
        orders_text(slip.approved),
        orders_text(
            {slip.approved.count - slip.orders.count, slip.approved.total - slip.orders.total}
        )
    );
}

}  // namespace

std::string text_of(const OrderSlip& slip) {
    std::string text = fmt::format(
        "Opdrachtbon automatische incasso {0}\n\n"
        "Bestand:        {0}.xml ({1})\n"
        "Incassant:      {2}\n"
        "Incassant-id:   {3}\n"
        "Rekening:       {4}\n\n",
        slip.name,
        slip.message,
        slip.collector.name,
        slip.collector.identifier,
        slip.collector.account.grouped()
    );
    for (const SlipBatch& batch : slip.batches) {
        text += fmt::format(
            "Batch {}: op {}, {}\n",
            batch.id,
            text::date_text(batch.collect_on),
            orders_text(batch.orders)
        );
    }
    return text + end_of(slip, fallen_out_text(slip));
}

std::string text_of(const PayoutSlip& slip) {
    std::string text = fmt::format(
        "Opdrachtbon terugbetalingen {0}\n\n"
        "Bestand:        {0}.xml ({1})\n"
        "Betaler:        {2}\n"
        "Betalen op:     {3}\n\n",
        slip.name,
        slip.message,
        slip.payer,
        text::date_text(slip.pay_on)
    );
    for (const PayoutSlipBatch& batch : slip.batches) {
        text += fmt::format(
            "Batch {}: van rekening {}, {}\n",
            batch.id,
            batch.account.grouped(),
            orders_text(batch.orders)
        );
    }
    return text + end_of(slip, {});
}

}  // namespace draagkracht::payments
