#include "draagkracht/norms/norm_book.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::norms {

base::Outcome<NormBook> NormBook::of(std::vector<NormTable> tables) {
    std::ranges::sort(tables, {}, &NormTable::valid_from);
    const auto overlap =
        std::ranges::adjacent_find(tables, [](const NormTable& former, const NormTable& next) {
            return next.valid_from <= former.valid_until;
        });
    if (overlap != tables.end()) {
        return tl::unexpected(base::Problem{
            "norms.overlap",
            fmt::format("begins before {} ends", overlap->file),
            std::next(overlap)->file,
            "mend valid_from or valid_until: a date has one table"});
    }
    NormBook book;
    for (NormTable& table : tables) {
        book.tables_.push_back(std::make_shared<const NormTable>(std::move(table)));
    }
    return book;
}

base::Outcome<std::shared_ptr<const NormTable>> NormBook::norms_on(base::Date date) const {
    for (const std::shared_ptr<const NormTable>& table : tables_) {
        if (table->valid_from <= date && date <= table->valid_until) {
            return table;
        }
    }
    return base::problem(
        "norms.no-norms-known",
        fmt::format("no norms are known for {}", date.to_string()),
        "add the file of that half-year to config/norms"
    );
}

}  // namespace draagkracht::norms
