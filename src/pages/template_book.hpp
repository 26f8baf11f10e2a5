// The templates of the pages, templates/pages/*.mustache, each checked when it is read.
//
//     TemplateBook book = TemplateBook::read("templates/pages").value();
//     std::string html = book.page("worklist", values);
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "draagkracht/text/template.hpp"
#include "pages/view_parts.hpp"

namespace draagkracht::pages {

class TemplateBook {
  public:
    // Problems pages.no-template (one that the program shows is not there) and
    // text.template-syntax, with the file.
    [[nodiscard]] static base::Outcome<TemplateBook> read(const std::filesystem::path& folder);

    // A value that the template asks for and that is not there is a fault of the program.
    [[nodiscard]] std::string page(const std::string& name, const Values& values) const;

  private:
    std::map<std::string, text::Template> templates_;
};

}  // namespace draagkracht::pages
