#include "payments/statement_format.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "payments/mt940_reader.hpp"

namespace draagkracht::payments {

namespace {

using namespace std::string_view_literals;

struct KnownBeginning {
    std::string_view bytes;
    std::string_view what;
    std::string_view remedy;
};

constexpr std::string_view download_again =
    "download the statement from the bank as camt.053 or MT940";

constexpr KnownBeginning other_files[] = {
    {"PK\x03\x04"sv, "a zip archive", "unpack it, and hand in the statements that are inside"},
    {"\x1F\x8B"sv, "a file compressed with gzip", "unpack it first"},
    {"%PDF"sv, "a PDF", download_again},
    {"\xD0\xCF\x11\xE0"sv, "a document of Office", download_again},
};

constexpr std::string_view marks_of_utf16[] = {"\xFF\xFE"sv, "\xFE\xFF"sv, "<\0"sv, "\0<"sv};

tl::unexpected<base::Problem> other_format(std::string_view what, std::string_view remedy) {
    return base::problem(
        "payments.unknown-format",
        fmt::format("this is no bank statement but {}", what),
        std::string{remedy}
    );
}

bool has_mt940_field(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (begins_mt940_field(text.substr(0, end))) {
            return true;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

bool is_web_page(std::string_view text) {
    std::string beginning{text.substr(0, 64)};
    std::transform(beginning.begin(), beginning.end(), beginning.begin(), [](char character) {
        return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                    : character;
    });
    return beginning.starts_with("<html") || beginning.starts_with("<!doctype html");
}

// Several fields in the first line: a list of transactions, which has no balances.
bool is_table(std::string_view text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const auto times = [line](char separator) {
        return std::count(line.begin(), line.end(), separator);
    };
    return times(';') >= 2 || times(',') >= 2 || times('\t') >= 2;
}

}  // namespace

base::Outcome<StatementFormat> format_of(std::string_view beginning) {
    if (beginning.empty()) {
        return base::problem(
            "payments.cut-off", "the file is empty", "download it from the bank again"
        );
    }
    for (const std::string_view mark : marks_of_utf16) {
        if (beginning.starts_with(mark)) {
            return base::problem(
                "payments.wrong-encoding",
                "the file is in UTF-16; a bank statement is in UTF-8",
                "save it as the bank sent it"
            );
        }
    }
    for (const KnownBeginning& other : other_files) {
        if (beginning.starts_with(other.bytes)) {
            return other_format(other.what, other.remedy);
        }
    }
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string_view text = beginning;
    text.remove_prefix(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (is_web_page(text)) {
        return other_format(
            "a web page (HTML), perhaps that of a session that ended", download_again
        );
    }
    if (text.starts_with('<')) {
        return StatementFormat::camt;
    }
    if (has_mt940_field(text)) {
        return StatementFormat::mt940;
    }
    if (text.find('\0') != std::string_view::npos) {
        return other_format("a file that is no text", download_again);
    }
    if (is_table(text)) {
        return other_format("a table (CSV), which has no balances to prove it by", download_again);
    }
    return other_format("something that is neither camt nor MT940", download_again);
}

}  // namespace draagkracht::payments
