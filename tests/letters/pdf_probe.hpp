// Looks at a PDF as its readers do: the words of a page, and the structure that a screen reader
// walks through. No tool that proves PDF/UA is packaged for Debian; these are its structural rules
// that can be counted.
#pragma once

#include <map>
#include <string>

namespace draagkracht::letters {

// The words with their layout, by pdftotext of poppler-utils; no-break spaces become spaces.
[[nodiscard]] std::string text_of(const std::string& pdf);
[[nodiscard]] std::string text_of_page(const std::string& pdf, int page_number);

// The words in an area of the first page, in millimetres from its top left corner.
struct PageArea {
    int left;
    int top;
    int width;
    int height;
};
[[nodiscard]] std::string text_within(const std::string& pdf, PageArea area);

struct PdfStructure {
    int page_count = 0;
    bool is_marked = false;
    std::string language;
    std::string title;
    std::string created_on;  // "20260701"
    std::string modified_on;
    bool shows_title = false;
    bool says_pdf_ua = false;
    std::string root_tag;
    std::map<std::string, int> tags;  // how often each occurs: "/TH" 4

    // What must be zero.
    int unmarked_paint_count = 0;  // painted neither in a structure element nor as an artifact
    int nested_mark_count = 0;     // marked content of an element within that of another
    int loose_mark_count = 0;      // marked content that the structure tree does not know, or twice
    int header_without_scope_count = 0;
    int figure_without_text_count = 0;
    int link_without_object_count = 0;
    int link_without_contents_count = 0;
    int font_not_embedded_count = 0;
};

[[nodiscard]] PdfStructure structure_of(const std::string& pdf);

}  // namespace draagkracht::letters
