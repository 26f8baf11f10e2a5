#include "draagkracht/people/payer_name.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace draagkracht::people {

namespace {

constexpr std::size_t words_max = 8;

bool is_small(char character) {
    return character >= 'a' && character <= 'z';
}

char small(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a')
                                                : character;
}

// The letters under the marks, from U+00C0 to U+017F; '.' where there is none, or where one stands
// for two.
constexpr std::string_view plain_letters =
    "aaaaaa.ceeeeiiii"   // U+00C0
    ".nooooo.ouuuuy.."   // U+00D0
    "aaaaaa.ceeeeiiii"   // U+00E0
    ".nooooo.ouuuuy.y"   // U+00F0
    "aaaaaaccccccccdd"   // U+0100
    "ddeeeeeeeeeegggg"   // U+0110
    "gggghhhhiiiiiiii"   // U+0120
    "ii..jjkkklllllll"   // U+0130
    "lllnnnnnnn..oooo"   // U+0140
    "oo..rrrrrrssssss"   // U+0150
    "ssttttttuuuuuuuu"   // U+0160
    "uuuuwwyyyzzzzzzs";  // U+0170
constexpr unsigned first_marked = 0xC0;

// The letter of two bytes, or nothing.
char plain_letter(unsigned char first, unsigned char second) {
    const unsigned code = ((first & 0x1FU) << 6U) | (second & 0x3FU);
    const bool is_marked = code >= first_marked && code - first_marked < plain_letters.size();
    return is_marked ? plain_letters[code - first_marked] : '.';
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char character : text) {
        if (character == ' ' || character == ',' || character == '.' || character == '/') {
            if (!words.back().empty()) {
                words.emplace_back();
            }
        } else {
            words.back() += character;
        }
    }
    if (words.back().empty()) {
        words.pop_back();
    }
    if (words.size() > words_max) {
        words.resize(words_max);
    }
    return words;
}

// Each part of a double name begins with a capital.
std::string with_capital(const std::string& word) {
    std::string text;
    for (const char character : word) {
        const bool begins = text.empty() || text.back() == '-';
        const char letter = small(character);
        text += begins && is_small(letter) ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return text;
}

}  // namespace

std::string name_key(std::string_view name) {
    std::string key;
    for (std::size_t place = 0; place < name.size(); ++place) {
        const auto byte = static_cast<unsigned char>(name[place]);
        if (is_small(small(name[place]))) {
            key += small(name[place]);
        } else if ((byte & 0xE0U) == 0xC0U && place + 1 < name.size()) {
            const char letter = plain_letter(byte, static_cast<unsigned char>(name[++place]));
            if (letter != '.') {
                key += letter;
            }
        }
    }
    return key;
}

bool is_called(const Name& name, std::string_view payer) {
    constexpr std::array<std::string_view, 9> titles{
        "", "mw", "mevr", "mevrouw", "dhr", "hr", "heer", "deheer", "mej"};
    const std::string initials = name_key(name.initials);
    const std::string prefix = name_key(name.prefix);
    const std::string surname = name_key(name.surname);
    const std::string told = name_key(payer);
    if (initials.empty() || surname.empty()) {
        return false;
    }
    const std::array<std::string, 4> ways{
        initials + prefix + surname,
        prefix + surname + initials,
        surname + prefix + initials,
        surname + initials + prefix};
    return std::ranges::any_of(titles, [&](std::string_view title) {
        return std::ranges::any_of(ways, [&](const std::string& way) {
            return told == std::string{title} + way;
        });
    });
}

std::vector<std::string> surnames_in(std::string_view payer) {
    std::set<std::string> surnames;
    const std::vector<std::string> words = words_of(payer);
    for (std::size_t place = 0; place < words.size(); ++place) {
        surnames.insert(words[place]);
        surnames.insert(with_capital(words[place]));
        if (place + 1 < words.size()) {
            surnames.insert(words[place] + " " + words[place + 1]);
            surnames.insert(with_capital(words[place]) + " " + with_capital(words[place + 1]));
        }
    }
    return {surnames.begin(), surnames.end()};
}

}  // namespace draagkracht::people
