#include "draagkracht/people/payer_name.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "draagkracht/text/plain_letters.hpp"

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
    while (!name.empty()) {
        const text::Character next = text::character_at(name);
        const std::string_view letters =
            next.bytes == 1 ? name.substr(0, 1) : text::plain_letters(next.code).value_or("");
        for (const char letter : letters) {
            if (is_small(small(letter))) {
                key += small(letter);
            }
        }
        name.remove_prefix(next.bytes);
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
