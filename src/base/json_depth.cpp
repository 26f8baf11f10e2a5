#include "draagkracht/base/json_depth.hpp"

namespace draagkracht::base {

bool nests_deeper(std::string_view json, int most) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t place = 0; place < json.size(); ++place) {
        const char character = json[place];
        if (in_text) {
            place += character == '\\' ? 1 : 0;
            in_text = character != '"';
        } else if (character == '"') {
            in_text = true;
        } else if (character == '{' || character == '[') {
            ++depth;
        } else if ((character == '}' || character == ']') && depth > 0) {
            --depth;
        }
        if (depth > most) {
            return true;
        }
    }
    return false;
}

}  // namespace draagkracht::base
