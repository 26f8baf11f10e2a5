#include "letters/paper/pango_text.hpp"

#include <string_view>

namespace draagkracht::letters {

namespace {

constexpr const char* font_family = "Noto Sans";

double points(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}

struct FontDescriptionFree {
    void operator()(PangoFontDescription* description) const {
        pango_font_description_free(description);
    }
};
using FontDescription = std::unique_ptr<PangoFontDescription, FontDescriptionFree>;

FontDescription describe(FontRole font) {
    FontDescription description{pango_font_description_new()};
    pango_font_description_set_family_static(description.get(), font_family);
    pango_font_description_set_size(
        description.get(), static_cast<int>(font.size_points * PANGO_SCALE)
    );
    pango_font_description_set_weight(
        description.get(), font.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL
    );
    return description;
}

struct AttributesUnref {
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};

using AttributeList = std::unique_ptr<PangoAttrList, AttributesUnref>;

void add_attribute(
    PangoAttrList* list, PangoAttribute* attribute, std::size_t start, std::size_t end
) {
    attribute->start_index = static_cast<guint>(start);
    attribute->end_index = static_cast<guint>(end);
    pango_attr_list_insert(list, attribute);
}

// Adds the text with a common space for each no-break space, and tells Pango not to break there: a
// reader who searches the letter for "€ 75,00" types a common space, and the font in the PDF is
// smaller without the other one.
void append_unbroken(std::string& words, const std::string& text, PangoAttrList* list) {
    constexpr std::string_view no_break_space = "\u00a0";
    std::size_t start = 0;
    for (std::size_t found = text.find(no_break_space); found != std::string::npos;
         found = text.find(no_break_space, start)) {
        words.append(text, start, found - start);
        const std::size_t before = words.empty() ? 0 : words.size() - 1;
        words += ' ';
        add_attribute(list, pango_attr_allow_breaks_new(FALSE), before, words.size() + 1);
        start = found + no_break_space.size();
    }
    words.append(text, start);
}

struct AttributedText {
    std::string words;
    AttributeList attributes;
};

// Ligatures are off: a screen reader and a search then find "financieel" letter by letter.
AttributedText attributed(const RichText& text) {
    AttributedText made{{}, AttributeList{pango_attr_list_new()}};
    PangoAttrList* list = made.attributes.get();
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0, clig=0, dlig=0"));
    guint16 link_number = 0;
    for (const TextRun& run : text) {
        const std::size_t start = made.words.size();
        append_unbroken(made.words, run.text, list);
        const std::size_t end = made.words.size();
        if (run.bold) {
            add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
        }
        if (!run.link.empty()) {
            // The link stays on one line, so that its area on the page is one rectangle. The colour
            // is its number: text of two links is never one run, and a run tells whose it is.
            ++link_number;
            add_attribute(list, pango_attr_allow_breaks_new(FALSE), start, end);
            add_attribute(list, pango_attr_foreground_new(link_number, 0, 0), start, end);
        }
    }
    return made;
}

// The number of the link that a run belongs to, from 1; 0 for common text.
std::size_t link_number_of(const PangoGlyphItem* run) {
    for (GSList* here = run->item->analysis.extra_attrs; here != nullptr; here = here->next) {
        const auto* attribute = static_cast<PangoAttribute*>(here->data);
        if (attribute->klass->type == PANGO_ATTR_FOREGROUND) {
            return pango_attribute_as_color(static_cast<PangoAttribute*>(here->data))->color.red;
        }
    }
    return 0;
}

double width_of(PangoGlyphItem* run) {
    return points(pango_glyph_string_get_width(run->glyphs));
}

GOwned<PangoLayout> make_layout(PangoContext* context, const RichText& text, FontRole font) {
    GOwned<PangoLayout> layout{pango_layout_new(context)};
    pango_layout_set_font_description(layout.get(), describe(font).get());
    const AttributedText made = attributed(text);
    pango_layout_set_text(layout.get(), made.words.data(), static_cast<int>(made.words.size()));
    pango_layout_set_attributes(layout.get(), made.attributes.get());
    return layout;
}

std::vector<LineStretch> stretches_of(
    PangoLayoutLine* line, double x, const std::vector<std::string>& links
) {
    std::vector<LineStretch> stretches;
    for (GSList* here = line->runs; here != nullptr; here = here->next) {
        auto* run = static_cast<PangoGlyphItem*>(here->data);
        const std::size_t link_number = link_number_of(run);
        const std::string link = link_number == 0 ? std::string{} : links.at(link_number - 1);
        if (stretches.empty() || stretches.back().link != link) {
            stretches.push_back({.runs = {}, .x = x, .width = 0, .link = link});
        }
        stretches.back().runs.push_back(run);
        stretches.back().width += width_of(run);
        x += width_of(run);
    }
    return stretches;
}

}  // namespace

LaidOutText::LaidOutText(
    PangoContext* context, const RichText& text, FontRole font, double width, Alignment alignment
)
    : layout_{make_layout(context, text, font)} {
    pango_layout_set_width(layout_.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout_.get(), PANGO_WRAP_WORD_CHAR);
    if (alignment == Alignment::right) {
        pango_layout_set_alignment(layout_.get(), PANGO_ALIGN_RIGHT);
    }
    std::vector<std::string> links;
    for (const TextRun& run : text) {
        if (!run.link.empty()) {
            links.push_back(run.link);
        }
    }
    collect_lines(links);
}

void LaidOutText::collect_lines(const std::vector<std::string>& links) {
    const std::unique_ptr<PangoLayoutIter, decltype(&pango_layout_iter_free)> place{
        pango_layout_get_iter(layout_.get()), &pango_layout_iter_free};
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(place.get(), nullptr, &extents);
        lines_.push_back(
            {.top = points(extents.y),
             .height = points(extents.height),
             .baseline = points(pango_layout_iter_get_baseline(place.get())),
             .stretches = stretches_of(
                 pango_layout_iter_get_line_readonly(place.get()), points(extents.x), links
             )}
        );
    } while (pango_layout_iter_next_line(place.get()) != FALSE);
}

double LaidOutText::height() const {
    return lines_.back().top + lines_.back().height;
}

double natural_width(PangoContext* context, const RichText& text, FontRole font) {
    const GOwned<PangoLayout> layout = make_layout(context, text, font);
    PangoRectangle extents;
    pango_layout_get_extents(layout.get(), nullptr, &extents);
    return points(extents.width);
}

GOwned<PangoContext> make_paper_context() {
    GOwned<PangoContext> context{pango_font_map_create_context(pango_cairo_font_map_get_default())};
    pango_cairo_context_set_resolution(context.get(), 72);
    const std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options{
        cairo_font_options_create(), &cairo_font_options_destroy};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string("nl"));
    return context;
}

bool letter_font_is_installed() {
    const GOwned<PangoContext> context = make_paper_context();
    const FontDescription wanted = describe({.size_points = 10});
    const GOwned<PangoFont> font{pango_context_load_font(context.get(), wanted.get())};
    if (!font) {
        return false;
    }
    const FontDescription found{pango_font_describe(font.get())};
    return std::string_view{pango_font_description_get_family(found.get())} == font_family;
}

}  // namespace draagkracht::letters
