#include "draagkracht/base/registration.hpp"

namespace draagkracht::base {

Novelty KnownContent::meet(const std::string& number, const std::string& hash) {
    const auto [met, is_fresh] = hash_by_number_.try_emplace(number, hash);
    if (is_fresh) {
        return Novelty::fresh;
    }
    return met->second == hash ? Novelty::known : Novelty::differs;
}

ContentText& ContentText::add(std::string_view field) {
    // The length in front keeps "ab" + "c" apart from "a" + "bc".
    text_ += std::to_string(field.size());
    text_ += ':';
    text_ += field;
    return *this;
}

}  // namespace draagkracht::base
