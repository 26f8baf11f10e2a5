// What stands around every page: title, municipality, menu, who is logged in.
#pragma once

#include <optional>

#include "draagkracht/api/gate.hpp"
#include "pages/view_parts.hpp"
#include "pages/workplace.hpp"

namespace draagkracht::pages {

enum class Section { none, worklist, reviews, approvals, clients };

struct Frame {
    std::string title;               // never a name: it stays in the history of the browser
    std::optional<Workplace> place;  // for the header and the menu
    Section section = Section::none;
};

// Names of the files that the page is dressed with, under /assets.
struct Dress {
    std::string stylesheet;
    std::string icon;
    std::string talk_script;  // of the talk about money alone
};

// `visit`: nothing when nobody is logged in.
[[nodiscard]] Values frame_view(
    const Frame& frame, const Dress& dress, const std::optional<api::Visit>& visit
);

}  // namespace draagkracht::pages
