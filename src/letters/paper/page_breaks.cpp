#include "letters/paper/page_breaks.hpp"

namespace draagkracht::letters {

namespace {

// One past the last strip that `first` keeps together with.
std::size_t end_of_group(const std::vector<StripFlow>& strips, std::size_t first) {
    std::size_t last = first;
    while (strips[last].keep_with_next && last + 1 < strips.size()) {
        ++last;
    }
    return last + 1;
}

double height_at_top(const StripFlow& strip) {
    return strip.height_repeated + strip.height;
}

// The height of strips [first, end) when `first` stands at the top of a page.
double group_height_at_top(
    const std::vector<StripFlow>& strips, std::size_t first, std::size_t end
) {
    double height = height_at_top(strips[first]);
    for (std::size_t place = first + 1; place < end; ++place) {
        height += strips[place].space_before + strips[place].height;
    }
    return height;
}

}  // namespace

base::Outcome<std::vector<std::size_t>> page_starts(
    const std::vector<StripFlow>& strips, double page_height
) {
    std::vector<std::size_t> starts;
    double used_height = 0;
    std::size_t group_end = 0;  // strips before it are already known to fit on this page
    for (std::size_t place = 0; place < strips.size(); ++place) {
        const StripFlow& strip = strips[place];
        if (height_at_top(strip) > page_height) {
            return base::problem(
                "letters.too-tall",
                "one piece of the letter is taller than a page",
                "shorten the text in it"
            );
        }
        std::size_t needed_end = place + 1;
        if (place >= group_end) {
            group_end = end_of_group(strips, place);
            const bool fits_on_a_page =
                group_height_at_top(strips, place, group_end) <= page_height;
            needed_end = fits_on_a_page ? group_end : place + 1;
        }
        const double height_here = strip.space_before - strip.height_repeated +
                                   group_height_at_top(strips, place, needed_end);
        if (starts.empty() || strip.starts_page || used_height + height_here > page_height) {
            starts.push_back(place);
            used_height = height_at_top(strip);
        } else {
            used_height += strip.space_before + strip.height;
        }
    }
    return starts;
}

}  // namespace draagkracht::letters
