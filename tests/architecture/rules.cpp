#include "architecture/rules.hpp"

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>
#include <string_view>

namespace draagkracht::architecture {

namespace {

constexpr std::size_t line_width_max = 100;
constexpr std::size_t header_lines_max = 250;
constexpr std::size_t cpp_lines_max = 600;
constexpr std::size_t function_lines_max = 70;

// What may not be written, and what to use instead. `where` and `except` are patterns on the path;
// the reason for an exception stands beside it.
struct Ban {
    std::vector<std::string> words;
    std::string where;
    std::string except;
    std::string message;
};

const std::string program = "^(include|src)/";
const std::string cpp = "^(include|src|tests|bench)/.*[.][ch]pp$";
const std::string anywhere;
const std::string nowhere = "^$";

// Looked for in code alone: comments and the contents of literals may say anything.
const std::vector<Ban>& bans_on_code() {
    static const std::vector<Ban> bans{
        // Places on paper are in points; amounts come there as text.
        {{"double", "float"},
         program,
         "^src/letters/paper/",
         "loses cents: use base::Money, ExactMoney or Percentage"},
        {{"stod", "stof", "stold", "strtod", "strtof", "atof"},
         cpp,
         nowhere,
         "reads floating point: use base::Money::parse or Percentage::parse"},
        // The one place where the clock is read.
        {{"system_clock::now"},
         cpp,
         "^src/base/timestamp.cpp$",
         "is called by base::clock_now alone: take a base::BusinessDate or Timestamp"},
        {{"localtime",
          "localtime_r",
          "gmtime",
          "gmtime_r",
          "mktime",
          "strftime",
          "gettimeofday",
          "std::tm",
          "std::time"},
         cpp,
         nowhere,
         "has zones and gaps of its own: use base::Date and base::Timestamp"},
        {{"rand(", "srand("},
         cpp,
         nowhere,
         "is predictable: use libsodium for secrets, a printed seed in tests"},
        {{"sleep_for", "sleep_until", "sleep(", "usleep", "nanosleep"},
         cpp,
         nowhere,
         "makes slow and lucky code: wait for the event itself"},
        // The face that speaks to a terminal.
        {{"printf", "fprintf", "puts", "fputs", "putchar", "std::cout", "std::cerr", "std::clog"},
         program,
         "^src/cli/",
         "is for the command line: return the text, or use base/log.hpp"},
        // The wrapper itself.
        {{"spdlog"}, program, "^src/base/log.cpp$", "is wrapped: log through base/log.hpp"},
        {{"assert("}, cpp, nowhere, "vanishes from a release: use base::ensure"},
        {{"std::regex", "std::regex_search", "std::regex_match", "std::regex_replace"},
         program,
         nowhere,
         "overflows its stack on long input: scan by hand"},
        {{"using namespace std;"}, cpp, nowhere, "hides what is used: name it, as std::vector"},
    };
    return bans;
}

const std::vector<Ban>& bans_on_text() {
    static const std::vector<Ban> bans{
        {{"TO"
          "DO",
          "FIX"
          "ME"},
         anywhere,
         nowhere,
         "is a leftover: do it, or file an issue"},
        {{"{{{", "{{&"},
         "^templates/",
         nowhere,
         "puts text on the page unescaped: use {{name}}, which escapes"},
        {{"DECIMAL", "NUMERIC", "REAL", "FLOAT", "DOUBLE"},
         "^sql/.*[.]sql$",
         nowhere,
         "comes back as floating point: money is BIGINT cents"},
    };
    return bans;
}

bool matches(const std::string& text, const std::string& pattern) {
    return std::regex_search(text, std::regex{pattern});
}

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

// "double" stands in "double x" and in "(double)", not in "doubled" or "redouble".
bool stands_in(std::string_view word, std::string_view line) {
    for (std::size_t at = line.find(word); at != std::string_view::npos;
         at = line.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool runs_on = is_word(word.back()) && end < line.size() && is_word(line[end]);
        const bool runs_in = is_word(word.front()) && at > 0 && is_word(line[at - 1]);
        if (!runs_on && !runs_in) {
            return true;
        }
    }
    return false;
}

void check_bans(
    const SourceText& file,
    const std::vector<std::string>& lines,
    const std::vector<Ban>& bans,
    std::vector<Finding>& findings
) {
    for (const Ban& ban : bans) {
        if (!matches(file.path(), ban.where) || matches(file.path(), ban.except)) {
            continue;
        }
        for (std::size_t index = 0; index < lines.size(); ++index) {
            for (const std::string& word : ban.words) {
                if (stands_in(word, lines[index])) {
                    findings.push_back({file.path(), index + 1, "'" + word + "' " + ban.message});
                }
            }
        }
    }
}

// "money" for src/money/x.cpp and "money" for include/draagkracht/money/x.hpp; empty for a file
// that stands in no room.
std::string room_of(const std::string& path) {
    std::smatch match;
    static const std::regex place{"^(include/draagkracht|src|tests)/([a-z]+)/"};
    return std::regex_search(path, match, place) ? match[2].str() : "";
}

void check_room_includes(
    const SourceText& file, const Rooms& rooms, std::vector<Finding>& findings
) {
    const std::string own = room_of(file.path());
    const auto own_floor = std::ranges::find(rooms, own);
    if (own_floor == rooms.end()) {
        return;
    }
    for (const Include& include : file.includes()) {
        const bool is_public = include.target.starts_with("draagkracht/");
        const std::string rest = include.target.substr(is_public ? 12 : 0);
        const std::string room = rest.substr(0, rest.find('/'));
        const auto floor = std::ranges::find(rooms, room);
        if (!include.quoted || (floor == rooms.end() && !is_public)) {
            continue;
        }
        if (floor == rooms.end()) {
            findings.push_back({file.path(), include.line, "there is no room '" + room + "'"});
        } else if (floor > own_floor) {
            findings.push_back(
                {file.path(),
                 include.line,
                 own + " may not know " + room + ", which stands above it"}
            );
        } else if (!is_public && floor != own_floor) {
            findings.push_back(
                {file.path(),
                 include.line,
                 "inside of another room: use what " + room + " shows in include/draagkracht/" +
                     room + "/"}
            );
        }
    }
}

// The name of a file tells its layer; what is none of these is a pure rule.
bool is_pure_rule(const SourceText& file) {
    static const std::regex room_of_rules{
        "^(include/draagkracht|src)/"
        "(norms|people|claims|capacity|plans|payments|followup|figures)/"};
    static const std::regex other_layer{"_(book|file|reader|service|store|writer)$"};
    return std::regex_search(file.path(), room_of_rules) &&
           !std::regex_search(file.stem(), other_layer);
}

void check_layer_includes(const SourceText& file, std::vector<Finding>& findings) {
    const bool may_sql = room_of(file.path()) == "storage" || file.stem().ends_with("_store") ||
                         !matches(file.path(), program);
    for (const Include& include : file.includes()) {
        if (include.target.starts_with("soci/") && !may_sql) {
            findings.push_back(
                {file.path(), include.line, "SQL stands in *_store files and in storage alone"}
            );
        }
        if (is_pure_rule(file) &&
            matches(
                include.target,
                "^(Poco|soci|sodium|openssl|libxml|pango|cairo|toml)|^(fstream"
                "|iostream|ctime|random|thread|mutex)$|_(store|service)[.]hpp$"
            )) {
            findings.push_back(
                {file.path(),
                 include.line,
                 "a pure rule does no I/O: move this to a _book, _file, _reader, _service or "
                 "_store"}
            );
        }
    }
}

void check_sizes(const SourceText& file, std::vector<Finding>& findings) {
    const std::size_t lines_max = file.is_header() ? header_lines_max : cpp_lines_max;
    if (file.lines().size() > lines_max) {
        findings.push_back(
            {file.path(),
             file.lines().size(),
             "longer than " + std::to_string(lines_max) + " lines: it holds more than one thing"}
        );
    }
    for (std::size_t index = 0; index < file.lines().size(); ++index) {
        if (width(file.lines()[index]) > line_width_max) {
            findings.push_back({file.path(), index + 1, "line over 100 characters"});
        }
    }
    for (const Function& function : file.functions()) {
        if (function.code_lines > function_lines_max) {
            findings.push_back(
                {file.path(),
                 function.first_line,
                 "function of " + std::to_string(function.code_lines) +
                     " lines: over 70, give its parts names of their own"}
            );
        }
    }
}

void check_header(const SourceText& file, std::vector<Finding>& findings) {
    if (file.is_under("include/") && !file.text().starts_with("// ")) {
        findings.push_back(
            {file.path(), 1, "a public header opens by telling a newcomer what the thing is"}
        );
    }
    if (std::ranges::find(file.lines(), "#pragma once") == file.lines().end()) {
        findings.push_back({file.path(), 1, "#pragma once is missing"});
    }
}

}  // namespace

std::vector<Finding> check_file(const SourceText& file, const Rooms& rooms) {
    std::vector<Finding> findings;
    check_bans(file, file.lines(), bans_on_text(), findings);
    if (file.is_cpp() || file.is_header()) {
        check_bans(file, file.code(), bans_on_code(), findings);
        check_room_includes(file, rooms, findings);
        check_layer_includes(file, findings);
        check_sizes(file, findings);
    }
    if (file.is_header()) {
        check_header(file, findings);
    }
    return findings;
}

std::vector<Finding> check_together(std::span<const SourceText> files) {
    std::set<std::string> included;
    for (const SourceText& file : files) {
        for (const Include& include : file.includes()) {
            included.insert("include/" + include.target);
        }
    }
    std::vector<Finding> findings;
    for (const SourceText& file : files) {
        if (file.is_under("include/") && !included.contains(file.path())) {
            findings.push_back({file.path(), 1, "nobody includes this header: delete it"});
        }
    }
    return findings;
}

}  // namespace draagkracht::architecture
