// The demo municipality's paper and templates, for the tests of letters.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>

#include "draagkracht/letters/letter_examples.hpp"
#include "draagkracht/letters/letter_renderer.hpp"
#include "draagkracht/letters/letter_template.hpp"

namespace draagkracht::letters {

inline const std::filesystem::path templates_folder =
    std::filesystem::path{DRAAGKRACHT_SOURCE_DIR} / "templates" / "letters";

inline norms::Letterhead zandwijk() {
    return {
        .name = "Gemeente Zandwijk",
        .desk = "Team Debiteuren",
        .street = "Stadhuisplein 1",
        .postcode = "9990 AA",
        .town = "Zandwijk",
        .phone = "14 0999",
        .email = "debiteuren@zandwijk.example",
        .iban = base::Iban::parse("NL91ABNA0417164300").value(),
    };
}

inline LetterRenderer zandwijk_renderer() {
    return LetterRenderer::open(zandwijk(), templates_folder / "logos" / "zandwijk.svg").value();
}

inline nlohmann::json example_values(const std::string& kind) {
    return letter_examples(zandwijk()).at(kind);
}

inline LetterContent filled(const std::string& kind, const nlohmann::json& values) {
    return LetterTemplates::load(templates_folder, letter_examples(zandwijk()))
        .value()
        .of(kind)
        .fill(values)
        .value();
}

inline base::Date day(const char* text) {
    return base::Date::parse(text).value();
}

}  // namespace draagkracht::letters
