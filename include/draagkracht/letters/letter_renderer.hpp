// Makes a letter's content into a tagged PDF on the paper of a municipality.
//
//     LetterRenderer renderer = LetterRenderer::open(letterhead, "templates/letters/logos/x.svg")
//                                   .value();
//     Outcome<std::string> pdf = renderer.render(content, letter_date);
//
// A4, for an envelope with a window at the left. The same content, letterhead and date give the
// same bytes, whenever and wherever it is made; so a letter can be proved against its facts years
// later.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "draagkracht/base/date.hpp"
#include "draagkracht/base/problem.hpp"
#include "draagkracht/letters/letter_content.hpp"
#include "draagkracht/norms/policy.hpp"

namespace draagkracht::letters {

// Holds the logo and the fonts ready for many letters. One thread uses one renderer.
class LetterRenderer {
  public:
    // Problem letters.no-font when Noto Sans is not installed, letters.no-logo when there is no SVG
    // drawing in that file.
    [[nodiscard]] static base::Outcome<LetterRenderer> open(
        norms::Letterhead letterhead, const std::filesystem::path& logo_file
    );
    ~LetterRenderer();
    LetterRenderer(LetterRenderer&&) noexcept;
    LetterRenderer& operator=(LetterRenderer&&) noexcept;

    // The bytes of the PDF. `date` is the date of the letter, kept as the date of the document.
    // Problem letters.address-too-long or letters.too-tall when the text does not fit on the paper.
    [[nodiscard]] base::Outcome<std::string> render(const LetterContent& content, base::Date date)
        const;

  private:
    struct Tools;
    explicit LetterRenderer(std::unique_ptr<Tools> tools);
    std::unique_ptr<Tools> tools_;
};

}  // namespace draagkracht::letters
