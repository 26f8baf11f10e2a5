// Text as Pango lays it out, with owners that free what Pango and GLib hand out. Lengths are points
// (1/72 inch).
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <vector>

#include "draagkracht/letters/letter_content.hpp"

namespace draagkracht::letters {

struct GObjectUnref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <typename Object>
using GOwned = std::unique_ptr<Object, GObjectUnref>;

struct FontRole {
    double size_points;
    bool is_bold = false;
};

// A stretch of a line that is drawn in one go: the runs of one link, or the runs between links.
struct LineStretch {
    std::vector<PangoGlyphItem*> runs;  // owned by the layout
    double x;                           // from the left of the layout
    double width;
    std::string link;  // empty for common text
};

struct TextLine {
    double top;  // from the top of the layout
    double height;
    double baseline;  // from the top of the layout
    std::vector<LineStretch> stretches;
};

// One laid out text; its lines point into the layout that it owns.
class LaidOutText {
  public:
    LaidOutText(
        PangoContext* context,
        const RichText& text,
        FontRole font,
        double width,
        Alignment alignment = Alignment::left
    );

    [[nodiscard]] const std::vector<TextLine>& lines() const { return lines_; }
    [[nodiscard]] const char* text() const { return pango_layout_get_text(layout_.get()); }
    [[nodiscard]] double height() const;

  private:
    void collect_lines(const std::vector<std::string>& links);

    GOwned<PangoLayout> layout_;
    std::vector<TextLine> lines_;
};

// The width that the text takes on one line.
[[nodiscard]] double natural_width(PangoContext* context, const RichText& text, FontRole font);

// A context for paper: no rounding to pixels, so that the same text breaks alike everywhere.
[[nodiscard]] GOwned<PangoContext> make_paper_context();
// Whether the font of the letters is there; another would be taken silently in its place.
[[nodiscard]] bool letter_font_is_installed();

}  // namespace draagkracht::letters
