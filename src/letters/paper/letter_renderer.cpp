#include "draagkracht/letters/letter_renderer.hpp"

#include "letters/paper/letter_layout.hpp"
#include "letters/paper/letter_painter.hpp"
#include "letters/paper/page_breaks.hpp"
#include "letters/paper/pdf_accessibility.hpp"

namespace draagkracht::letters {

struct LetterRenderer::Tools {
    norms::Letterhead letterhead;
    GOwned<RsvgHandle> logo;
    GOwned<PangoContext> context;
};

LetterRenderer::LetterRenderer(std::unique_ptr<Tools> tools) : tools_{std::move(tools)} {}
LetterRenderer::~LetterRenderer() = default;
LetterRenderer::LetterRenderer(LetterRenderer&&) noexcept = default;
LetterRenderer& LetterRenderer::operator=(LetterRenderer&&) noexcept = default;

base::Outcome<LetterRenderer> LetterRenderer::open(
    norms::Letterhead letterhead, const std::filesystem::path& logo_file
) {
    if (!letter_font_is_installed()) {
        return base::problem(
            "letters.no-font",
            "the font of the letters, Noto Sans, is not installed",
            "install the package fonts-noto-core"
        );
    }
    GOwned<RsvgHandle> logo{rsvg_handle_new_from_file(logo_file.c_str(), nullptr)};
    if (!logo) {
        return tl::unexpected(base::Problem{
            "letters.no-logo",
            "there is no SVG drawing to put on the letters",
            logo_file.string(),
            "put the logo there, named after the policy file",
        });
    }
    return LetterRenderer{std::make_unique<Tools>(Tools{
        std::move(letterhead), std::move(logo), make_paper_context()})};
}

base::Outcome<std::string> LetterRenderer::render(const LetterContent& content, base::Date date)
    const {
    const norms::Letterhead& letterhead = tools_->letterhead;
    const base::Outcome<LetterLayout> layout = lay_out(tools_->context.get(), content, letterhead);
    if (!layout) {
        return tl::unexpected(layout.error());
    }
    std::vector<StripFlow> flows;
    for (const Strip& strip : layout->strips) {
        flows.push_back(strip.flow);
    }
    const base::Outcome<std::vector<std::size_t>> starts =
        page_starts(flows, page_height - top_margin - bottom_margin);
    if (!starts) {
        return tl::unexpected(starts.error());
    }
    const std::string painted = paint_pdf({
        .layout = *layout,
        .page_starts = *starts,
        .title = content.title,
        .author = letterhead.name,
        .footer = content.footer,
        .date = date,
        .logo = tools_->logo.get(),
        .context = tools_->context.get(),
    });
    return with_accessibility_marks(
        painted, {.title = content.title, .logo_text = "Logo van " + letterhead.name}
    );
}

}  // namespace draagkracht::letters
