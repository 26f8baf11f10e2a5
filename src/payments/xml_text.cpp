#include "payments/xml_text.hpp"

#include <fmt/format.h>

namespace draagkracht::payments {

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char character : text) {
        switch (character) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '\r':
                safe += "&#13;";
                break;
            default:
                safe += character;
        }
    }
    return safe;
}

std::string element(std::string_view name, std::string_view text) {
    return text.empty() ? std::string{} : fmt::format("<{0}>{1}</{0}>", name, escaped(text));
}

}  // namespace draagkracht::payments
