// A file of orders for the bank as a row of a list, whichever way its money goes: how many orders,
// who prepared it, how it stands, and what the bank told. The templates are parts/order_file_*.
#pragma once

#include "draagkracht/payments/order_file.hpp"
#include "draagkracht/payments/payment_order.hpp"
#include "pages/view_parts.hpp"

namespace draagkracht::pages {

// "2 opdrachten, € 105,00"
[[nodiscard]] std::string orders_text(const payments::CountAndTotal& orders);

struct StageShown {
    Tone tone;
    std::string text;
};
[[nodiscard]] StageShown shown_as(payments::OrderFileStage stage);

struct OrderFileShown {
    std::string name;
    payments::CountAndTotal orders;
    std::string fallen_out_text = {};
    StageShown stage;
    base::Date prepared_on;
    std::string prepared_by;  // Actor::text
    std::string end_reason;   // as it is kept
    payments::CountAndTotal paid;
    payments::CountAndTotal taken_back;
    // The bank carried out what was withdrawn.
    bool is_carried_out_all_the_same = false;
};
[[nodiscard]] Values order_file_view(const OrderFileShown& file, const OfficerNames& names);

}  // namespace draagkracht::pages
