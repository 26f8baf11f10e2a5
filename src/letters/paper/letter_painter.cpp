#include "letters/paper/letter_painter.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace draagkracht::letters {

namespace {

constexpr double logo_top = 13 * millimetre;
constexpr double logo_width = 75 * millimetre;
constexpr double logo_height = 20 * millimetre;
constexpr double footer_baseline = page_height - 14 * millimetre;
constexpr FontRole footer_font{.size_points = 8.5};
constexpr Colour footer_colour{.red = 0.33, .green = 0.33, .blue = 0.33};
constexpr Colour panel_tint{.red = 0.945, .green = 0.957, .blue = 0.972};
constexpr double panel_edge_width = 3;

struct SurfaceDestroy {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoDestroy {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

// What one marked stretch of the page holds. Cairo marks only the ends of the structure tree, so an
// element that is cut by a page or holds a link is split into such leaves.
struct Leaf {
    ElementId element = no_element;
    std::size_t page = 0;
    std::string link;

    friend bool operator==(const Leaf&, const Leaf&) = default;
};

class Painter {
  public:
    Painter(cairo_t* cairo, const PaintJob& job)
        : cairo_{cairo}, job_{job}, is_split_(job.layout.elements.size(), false) {
        find_split_elements();
    }

    void paint() {
        for (page_ = 0; page_ < job_.page_starts.size(); ++page_) {
            const bool is_last_page = page_ + 1 == job_.page_starts.size();
            const std::size_t end =
                is_last_page ? job_.layout.strips.size() : job_.page_starts[page_ + 1];
            paint_page(job_.page_starts[page_], end);
            close_leaf();
            if (is_last_page) {
                close_elements_above(0);
            }
            paint_footer();
            cairo_show_page(cairo_);
        }
    }

  private:
    enum class Meaning { content, decoration };

    void find_split_elements() {
        std::vector<int> leaf_counts(is_split_.size(), 0);
        Leaf previous;
        std::size_t page = 0;
        for (std::size_t place = 0; place < job_.layout.strips.size(); ++place) {
            if (page + 1 < job_.page_starts.size() && job_.page_starts[page + 1] == place) {
                ++page;
            }
            for (const TextPiece& piece : job_.layout.strips[place].pieces) {
                const Leaf leaf{piece.element, page, piece.stretch->link};
                const std::size_t element = static_cast<std::size_t>(piece.element);
                leaf_counts[element] += leaf == previous ? 0 : 1;
                is_split_[element] = leaf_counts[element] > 1 || !leaf.link.empty();
                previous = leaf;
            }
        }
    }

    void paint_page(std::size_t first, std::size_t end) {
        double y = top_margin;
        for (std::size_t place = first; place < end; ++place) {
            const Strip& strip = job_.layout.strips[place];
            if (place > first) {
                y += strip.flow.space_before;
            } else if (strip.header) {
                paint_strip(job_.layout.strips[*strip.header], y, Meaning::decoration);
                y += strip.flow.height_repeated;
            }
            paint_strip(strip, y, Meaning::content);
            y += strip.flow.height;
        }
    }

    void paint_strip(const Strip& strip, double y, Meaning meaning) {
        if (strip.is_on_panel) {
            paint_panel(strip, y);
        }
        if (strip.holds_logo) {
            paint_logo();
        }
        for (const TextPiece& piece : strip.pieces) {
            if (meaning == Meaning::content) {
                enter_leaf({piece.element, page_, piece.stretch->link});
            }
            paint_piece(piece, y);
        }
        if (strip.rule) {
            close_leaf();
            set_colour(strip.rule->colour);
            const double thickness = strip.rule->thickness;
            cairo_rectangle(
                cairo_, left_margin, y + strip.rule->y - thickness, text_width, thickness
            );
            cairo_fill(cairo_);
        }
    }

    void paint_panel(const Strip& strip, double y) {
        close_leaf();
        set_colour(panel_tint);
        cairo_rectangle(cairo_, left_margin, y, text_width, strip.flow.height);
        cairo_fill(cairo_);
        set_colour(accent_colour);
        cairo_rectangle(cairo_, left_margin, y, panel_edge_width, strip.flow.height);
        cairo_fill(cairo_);
    }

    void paint_logo() {
        enter_leaf({job_.layout.logo, page_, {}});
        const RsvgRectangle place{
            .x = left_margin, .y = logo_top, .width = logo_width, .height = logo_height};
        rsvg_handle_render_document(job_.logo, cairo_, &place, nullptr);
        close_leaf();
    }

    void paint_piece(const TextPiece& piece, double y) {
        set_colour(piece.stretch->link.empty() ? piece.colour : accent_colour);
        double x = piece.x;
        for (PangoGlyphItem* run : piece.stretch->runs) {
            cairo_move_to(cairo_, x, y + piece.baseline);
            pango_cairo_show_glyph_item(cairo_, piece.text->text(), run);
            x += static_cast<double>(pango_glyph_string_get_width(run->glyphs)) / PANGO_SCALE;
        }
        if (!piece.stretch->link.empty()) {
            cairo_rectangle(cairo_, piece.x, y + piece.baseline + 1.2, piece.stretch->width, 0.6);
            cairo_fill(cairo_);
        }
    }

    void paint_footer() {
        const LaidOutText left{job_.context, {{job_.footer}}, footer_font, text_width};
        const LaidOutText right{
            job_.context,
            {{fmt::format("Pagina {} van {}", page_ + 1, job_.page_starts.size())}},
            footer_font,
            text_width,
            Alignment::right};
        for (const LaidOutText* text : {&left, &right}) {
            const TextLine& line = text->lines().front();
            for (const LineStretch& stretch : line.stretches) {
                paint_piece(
                    {.element = no_element,
                     .text = {std::shared_ptr<const void>{}, text},
                     .stretch = &stretch,
                     .x = left_margin + stretch.x,
                     .baseline = 0,
                     .colour = footer_colour},
                    footer_baseline
                );
            }
        }
    }

    // Makes `leaf` the marked stretch that is drawn into.
    void enter_leaf(const Leaf& leaf) {
        if (is_leaf_open_ && leaf == leaf_) {
            return;
        }
        close_leaf();
        const Element& element = job_.layout.elements[static_cast<std::size_t>(leaf.element)];
        const bool is_split = is_split_[static_cast<std::size_t>(leaf.element)];
        open_elements_to(is_split ? leaf.element : element.parent);
        if (!leaf.link.empty()) {
            leaf_tag_ = CAIRO_TAG_LINK;
            cairo_tag_begin(cairo_, leaf_tag_, fmt::format("uri='{}'", leaf.link).c_str());
        } else {
            leaf_tag_ = is_split ? "Span" : element.tag;
            cairo_tag_begin(cairo_, leaf_tag_, "");
        }
        leaf_ = leaf;
        is_leaf_open_ = true;
    }

    void close_leaf() {
        if (is_leaf_open_) {
            cairo_tag_end(cairo_, leaf_tag_);
            is_leaf_open_ = false;
        }
    }

    void open_elements_to(ElementId innermost) {
        std::vector<ElementId> path;
        for (ElementId here = innermost; here != no_element;
             here = job_.layout.elements[static_cast<std::size_t>(here)].parent) {
            path.push_back(here);
        }
        std::reverse(path.begin(), path.end());
        const auto fork =
            std::mismatch(open_elements_.begin(), open_elements_.end(), path.begin(), path.end());
        close_elements_above(static_cast<std::size_t>(fork.first - open_elements_.begin()));
        for (std::size_t depth = open_elements_.size(); depth < path.size(); ++depth) {
            cairo_tag_begin(cairo_, tag_of(path[depth]), "");
            open_elements_.push_back(path[depth]);
        }
    }

    void close_elements_above(std::size_t depth) {
        while (open_elements_.size() > depth) {
            cairo_tag_end(cairo_, tag_of(open_elements_.back()));
            open_elements_.pop_back();
        }
    }

    [[nodiscard]] const char* tag_of(ElementId element) const {
        return job_.layout.elements[static_cast<std::size_t>(element)].tag;
    }

    void set_colour(Colour colour) {
        cairo_set_source_rgb(cairo_, colour.red, colour.green, colour.blue);
    }

    cairo_t* cairo_;
    const PaintJob& job_;
    std::vector<bool> is_split_;
    std::size_t page_ = 0;
    std::vector<ElementId> open_elements_;
    Leaf leaf_;
    bool is_leaf_open_ = false;
    const char* leaf_tag_ = "";
};

void set_metadata(cairo_surface_t* surface, const PaintJob& job) {
    const std::string moment = job.date.to_string() + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, job.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, job.author.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Draagkracht");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, moment.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, moment.c_str());
}

}  // namespace

std::string paint_pdf(const PaintJob& job) {
    std::string pdf;
    const std::unique_ptr<cairo_surface_t, SurfaceDestroy> surface{
        cairo_pdf_surface_create_for_stream(&append_bytes, &pdf, page_width, page_height)};
    set_metadata(surface.get(), job);
    const std::unique_ptr<cairo_t, CairoDestroy> cairo{cairo_create(surface.get())};
    Painter{cairo.get(), job}.paint();
    const cairo_status_t drawn = cairo_status(cairo.get());
    cairo_surface_finish(surface.get());
    for (const cairo_status_t status : {drawn, cairo_surface_status(surface.get())}) {
        if (status != CAIRO_STATUS_SUCCESS) {
            throw std::runtime_error{fmt::format(
                "Cairo could not paint the letter: {}", cairo_status_to_string(status)
            )};
        }
    }
    return pdf;
}

}  // namespace draagkracht::letters
