// Paints a layout on the pages of an untitled, tagged PDF with Cairo.
#pragma once

#include <librsvg/rsvg.h>

#include <string>
#include <vector>

#include "draagkracht/base/date.hpp"
#include "letters/paper/letter_layout.hpp"

namespace draagkracht::letters {

struct PaintJob {
    const LetterLayout& layout;
    const std::vector<std::size_t>& page_starts;
    const std::string& title;
    const std::string& author;
    const std::string& footer;
    base::Date date;
    RsvgHandle* logo;
    PangoContext* context;
};

[[nodiscard]] std::string paint_pdf(const PaintJob& job);

}  // namespace draagkracht::letters
