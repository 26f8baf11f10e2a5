#include "payments/mt940_information.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "draagkracht/payments/bank_reference.hpp"
#include "payments/camt053_content.hpp"
#include "payments/mt940_line.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t full_line_length = 65;
constexpr std::size_t reference_length_max = 35;

void fill(std::string& target, std::string_view value) {
    if (target.empty()) {
        target = without_blanks_around(value);
    }
}

// Takes what stands before the next slash.
std::string_view take_part(std::string_view& text) {
    const std::string_view part = text.substr(0, text.find('/'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    return part;
}

struct Marker {
    std::string_view beginning;  // in capitals and without spaces
    std::string_view issuer;
};

// How a bank begins remittance information that is a structured reference.
constexpr Marker markers[] = {
    {"STRD/CUR/", "CUR"},                              // ING, Triodos
    {"STRD/ISO/", "ISO"},                              // ING
    {"SCOR/CUR/", "CUR"},                              // ING before it had code words
    {"/CDTRREFTP//CD/SCOR/ISSR/CUR/CDTRREF/", "CUR"},  // Rabobank
    {"/CDTRREFTP//CD/SCOR/CDTRREF/", ""},              // Rabobank, without issuer
    {"ISSUER:CURREF:", "CUR"},                         // ABN AMRO
};

std::string without_spaces_in_capitals(std::string_view text) {
    std::string compact = read_account(text);
    std::transform(compact.begin(), compact.end(), compact.begin(), [](char character) {
        return character >= 'a' && character <= 'z' ? static_cast<char>(character - 'a' + 'A')
                                                    : character;
    });
    return compact;
}

std::optional<StructuredReference> structured_reference_in(std::string_view text) {
    const std::string compact = without_spaces_in_capitals(text);
    for (const Marker& marker : markers) {
        if (!compact.starts_with(marker.beginning)) {
            continue;
        }
        std::string_view rest = std::string_view{compact}.substr(marker.beginning.size());
        const std::string_view reference = take_part(rest);
        if (!reference.empty() && reference.size() <= reference_length_max) {
            return StructuredReference{std::string{reference}, std::string{marker.issuer}};
        }
    }
    return std::nullopt;
}

void add_text(Detail& detail, std::string_view text) {
    if (!detail.free_text.empty() && !text.empty()) {
        detail.free_text += ' ';
    }
    detail.free_text += text;
}

void tell_remittance(Detail& detail, std::string_view value) {
    if (const auto reference = structured_reference_in(value)) {
        detail.structured_references.push_back(*reference);
        return;
    }
    constexpr std::string_view unstructured = "USTD//";
    if (value.starts_with(unstructured)) {
        value.remove_prefix(unstructured.size());
        value.remove_suffix(value.ends_with('/') ? 1 : 0);
    }
    add_text(detail, without_blanks_around(value));
}

void tell_other_side(Detail& detail, std::string_view value) {
    fill(detail.counterparty_account, read_account(take_part(value)));
    take_part(value);  // its bank
    fill(detail.counterparty_name, take_part(value));
}

void tell_end_to_end_id(Detail& detail, std::string_view value) {
    value.remove_suffix(value.ends_with('/') ? 1 : 0);
    if (is_reference(value)) {
        fill(detail.end_to_end_id, value);
    }
}

struct CodeWord {
    std::string_view word;
    void (*tell)(Detail&, std::string_view) = nullptr;  // null where it tells nothing we keep
    bool is_before_remittance = false;                  // behind it, it is text of the payer
};

constexpr CodeWord code_words[] = {
    {"RTRN",
     [](Detail& detail, std::string_view value) { fill(detail.return_reason, take_part(value)); }},
    {"EREF", tell_end_to_end_id},
    {"CNTP", tell_other_side, true},
    {"IBAN",
     [](Detail& detail, std::string_view value) {
         fill(detail.counterparty_account, read_account(value));
     },
     true},
    {"NAME",
     [](Detail& detail, std::string_view value) { fill(detail.counterparty_name, value); },
     true},
    {"REMI", tell_remittance},
    {"BIC", nullptr, true},
    {"ADDR", nullptr, true},
    {"ID", nullptr, true},
    {"TRTP", nullptr, true},
    {"CREF"},
    {"PREF",
     [](Detail& detail, std::string_view value) {
         value.remove_suffix(value.ends_with('/') ? 1 : 0);
         fill(detail.batch_id, value);
     }},
    {"IREF"},
    {"MARF"},
    {"CSID"},
    {"ISDT"},
    {"PURP"},
    {"ULTC"},
    {"ULTD"},
    {"EXCH"},
    {"CHGS"},
    {"BENM"},
    {"ORDP"},
    {"RTYP"},
    {"NRTX"},
    {"PIND"},
};

const CodeWord* code_word_at(std::string_view text, std::size_t slash) {
    const std::size_t end = text.find('/', slash + 1);
    if (end == std::string_view::npos) {
        return nullptr;
    }
    const std::string_view word = text.substr(slash + 1, end - slash - 1);
    const auto* const found =
        std::find_if(std::begin(code_words), std::end(code_words), [word](const CodeWord& known) {
            return known.word == word;
        });
    return found == std::end(code_words) ? nullptr : found;
}

void tell_code_words(Detail& detail, std::string_view text) {
    const CodeWord* current = nullptr;
    std::size_t begin = 0;
    bool behind_remittance = false;
    const auto close = [&](std::size_t end) {
        if (current != nullptr && current->tell != nullptr) {
            current->tell(detail, text.substr(begin, end - begin));
        }
    };
    for (std::size_t slash = text.find('/'); slash < text.size();) {
        const CodeWord* const word = code_word_at(text, slash);
        const bool counts = word != nullptr && !(behind_remittance && word->is_before_remittance);
        if (counts) {
            close(slash);
            current = word;
            behind_remittance = behind_remittance || word->word == "REMI";
            begin = slash + word->word.size() + 2;
        }
        slash = text.find('/', counts ? begin : slash + 1);
    }
    close(text.size());
}

// "IBAN: NL70ABNA0888888888" holds the value up to two spaces, a slash or the end of the line.
std::string_view labelled(std::string_view line, std::string_view label) {
    const std::size_t found = line.find(label);
    if (found == std::string_view::npos) {
        return {};
    }
    const std::string_view value = without_blanks_around(line.substr(found + label.size()));
    return value.substr(0, std::min(value.find("  "), value.find('/')));
}

void tell_plain_line(Detail& detail, std::string_view line) {
    for (const std::string_view label : {"IBAN:", "REK:"}) {
        fill(detail.counterparty_account, read_account(labelled(line, label)));
    }
    fill(detail.counterparty_name, labelled(line, "NAAM:"));
    if (const auto reference = structured_reference_in(line)) {
        detail.structured_references.push_back(*reference);
    }
}

}  // namespace

void tell_information(Detail& detail, const std::vector<std::string>& lines) {
    std::string joined;
    for (const std::string& line : lines) {
        joined += line;
    }
    if (code_word_at(joined, 0) != nullptr && joined.front() == '/') {
        tell_code_words(detail, joined);
        return;
    }
    bool is_broken = false;  // the line before was full, so a word may go on in the next
    for (const std::string& line : lines) {
        tell_plain_line(detail, line);
        const std::string_view text = without_blanks_around(line);
        if (is_broken) {
            detail.free_text += text;
        } else {
            add_text(detail, text);
        }
        is_broken = text.size() >= full_line_length;
    }
    const std::string_view first_word =
        std::string_view{detail.free_text}.substr(0, detail.free_text.find(' '));
    if (has_form_of_iban(first_word)) {
        fill(detail.counterparty_account, first_word);
    }
}

}  // namespace draagkracht::payments
