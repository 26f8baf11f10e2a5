#include "payments/file_order.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace draagkracht::payments {

namespace {

using Places = std::vector<std::size_t>;

// Takes out of those that are left the one that opens where none of the others closes; where that
// is none, as with accounts that are emptied each day, the first.
std::size_t take_next(const std::vector<PlaceOfFile>& files, Places& left) {
    const auto follows_another = [&](std::size_t one) {
        return std::ranges::any_of(left, [&](std::size_t other) {
            return other != one && files[other].closing == files[one].opening;
        });
    };
    const auto found = std::ranges::find_if_not(left, follows_another);
    const auto next = found == left.end() ? left.begin() : found;
    const std::size_t place = *next;
    left.erase(next);
    return place;
}

}  // namespace

std::vector<std::size_t> order_of_files(const std::vector<PlaceOfFile>& files) {
    Places by_day(files.size());
    std::iota(by_day.begin(), by_day.end(), std::size_t{0});
    std::ranges::stable_sort(by_day, {}, [&files](std::size_t place) {
        const PlaceOfFile& file = files[place];
        return std::tie(file.first_day, file.account, file.date);
    });
    const auto is_same_day = [&files](std::size_t one, std::size_t other) {
        return files[one].first_day == files[other].first_day &&
               files[one].account == files[other].account && files[one].date == files[other].date;
    };
    Places order;
    for (auto begin = by_day.begin(); begin != by_day.end();) {
        const auto end = std::find_if_not(begin, by_day.end(), [&](std::size_t place) {
            return is_same_day(*begin, place);
        });
        for (Places left{begin, end}; !left.empty();) {
            order.push_back(take_next(files, left));
        }
        begin = end;
    }
    return order;
}

}  // namespace draagkracht::payments
