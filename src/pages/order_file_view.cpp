#include "pages/order_file_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::pages {

using payments::OrderFileStage;

namespace {

// What the program keeps when no officer gave a reason.
std::string end_text(const std::string& reason) {
    struct Row {
        std::string_view kept;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"another collection took its place", "Een nieuwer bestand kwam ervoor in de plaats"},
        Row{"another payout took its place", "Een nieuwer bestand kwam ervoor in de plaats"},
        Row{"nothing of it is to be collected any more", "Er is niets meer te incasseren"},
    };
    const auto* const row = std::ranges::find(rows, reason, &Row::kept);
    return row == rows.end() ? reason : std::string{row->text};
}

Values orders_or_false(const payments::CountAndTotal& orders) {
    return orders.count == 0 ? Values(false) : Values(orders_text(orders));
}

}  // namespace

std::string orders_text(const payments::CountAndTotal& orders) {
    return fmt::format(
        "{}, {}",
        text::count_text(static_cast<int>(orders.count), "opdracht", "opdrachten"),
        text::amount_text(orders.total)
    );
}

StageShown shown_as(OrderFileStage stage) {
    switch (stage) {
        case OrderFileStage::waiting:
            return {Tone::neutral, "Nog niet uitgeleverd"};
        case OrderFileStage::made:
            return {Tone::warning, "Gemaakt: kijk of de bank het heeft"};
        case OrderFileStage::laid_out:
            return {Tone::success, "Uitgeleverd"};
        case OrderFileStage::ended:
            return {Tone::neutral, "Vervallen"};
        case OrderFileStage::withdrawn:
            return {Tone::neutral, "Ingetrokken"};
    }
    throw base::ProgrammerFault{"a file of orders is at one of its stages"};
}

Values order_file_view(const OrderFileShown& file, const OfficerNames& names) {
    Values values{
        {"name", file.name},
        {"orders_text", orders_text(file.orders)},
        {"fallen_out_text", text_or_false(file.fallen_out_text)},
        {"officer_name", actor_name(file.prepared_by, names)},
        {"end_reason", text_or_false(end_text(file.end_reason))},
        {"is_carried_out", file.is_carried_out_all_the_same},
        {"paid_text", orders_or_false(file.paid)},
        {"back_text", orders_or_false(file.taken_back)}};
    set_badge(values, file.stage.tone, file.stage.text);
    set_date(values, "prepared_on", file.prepared_on);
    return values;
}

}  // namespace draagkracht::pages
