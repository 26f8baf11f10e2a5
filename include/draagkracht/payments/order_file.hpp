// A file of orders for the bank, whichever way its money goes: how far it is. A collection
// (incassobestand) and a payout (uitbetaling) go the same way.
//
//     stage_of({.has_file = true, .is_laid_out = false, .has_ended = false})   // made
#pragma once

#include <string_view>

namespace draagkracht::payments {

enum class OrderFileStage {
    waiting,    // for a second person, or for whoever lays it out
    made,       // its file, of which nobody knows whether it left
    laid_out,   // for the bank
    ended,      // without a file: another took its place, or nothing of it was left
    withdrawn,  // though it may have left
};
[[nodiscard]] std::string_view to_text(OrderFileStage stage);  // as the enumerator

struct OrderFileMarks {
    bool has_file;
    bool is_laid_out;
    bool has_ended;
};
[[nodiscard]] OrderFileStage stage_of(const OrderFileMarks& marks);

}  // namespace draagkracht::payments
