#include "pages/file_text.hpp"

#include <fstream>
#include <sstream>

namespace draagkracht::pages {

base::Outcome<std::string> file_text(const std::filesystem::path& path) {
    const std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    if (!file || !(text << file.rdbuf())) {
        return tl::unexpected(base::Problem{
            "pages.no-file", "this file cannot be read", path.string(), ""});
    }
    return text.str();
}

}  // namespace draagkracht::pages
