// The marks that make a tagged PDF accessible by PDF/UA-1 (ISO 14289-1) and that Cairo 1.16 leaves
// out: language, title, structure root, scope of table headers, text for the logo, and artifacts.
// It also mends the dates of the document.
#pragma once

#include <string>

namespace draagkracht::letters {

struct AccessibilityFacts {
    std::string title;
    std::string logo_text;  // what a screen reader says for the logo
};

// The same document with those marks. The same bytes in give the same bytes out.
[[nodiscard]] std::string with_accessibility_marks(
    const std::string& pdf, const AccessibilityFacts& facts
);

}  // namespace draagkracht::letters
