// The stable spelling of an enumeration: one table for the database, the JSON forms and messages.
//
//     constexpr EnumTexts roles{"people.not-a-role", std::array{
//         EnumText{Role::applicant, "applicant"}, EnumText{Role::partner, "partner"}}};
//     roles.text_of(Role::partner)      // "partner"
//     roles.parse("lodger").error()     // people.not-a-role, "one of: applicant, partner"
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

template <typename Enum>
struct EnumText {
    Enum value;
    std::string_view text;
};

template <typename Enum, std::size_t Size>
class EnumTexts {
  public:
    constexpr EnumTexts(std::string_view code, std::array<EnumText<Enum>, Size> rows)
        : code_{code}, rows_{rows} {}

    // A value that the table does not hold is a fault of the table.
    [[nodiscard]] std::string_view text_of(Enum value) const {
        for (const EnumText<Enum>& row : rows_) {
            if (row.value == value) {
                return row.text;
            }
        }
        throw ProgrammerFault{"every value of an enumeration has a text"};
    }

    // Problem with the code of the table, and all its words as the remedy.
    [[nodiscard]] Outcome<Enum> parse(std::string_view text) const {
        std::string words = "one of: ";
        for (const EnumText<Enum>& row : rows_) {
            if (row.text == text) {
                return row.value;
            }
            words.append(&row == &rows_.front() ? "" : ", ").append(row.text);
        }
        return problem(std::string{code_}, "this word is not known here", words);
    }

  private:
    std::string_view code_;
    std::array<EnumText<Enum>, Size> rows_;
};

}  // namespace draagkracht::base
