// Fields of a long form as data: what is asked, in which words, and when. One table serves the
// reading of what was typed, the filling in of what is known, and the page itself.
//
// A name is a path, "household.debtor.incomes.0.monthly"; an id is the same with dashes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/api/request.hpp"
#include "draagkracht/base/problem.hpp"
#include "pages/view_parts.hpp"

namespace draagkracht::pages {

// Any fact can be left unknown: a choice offers "Weet ik niet", the others may stay empty.
enum class FieldKind { flag, choice, amount, number, date, text };

struct FieldChoice {
    std::string_view value;
    std::string_view label;
};

// Asked only when a field beside it has this value; the page hides it until then.
struct FieldCondition {
    std::string_view name;
    std::string_view value;
    std::string_view css_class;
};

struct FormField {
    std::string_view name;
    std::string_view label;
    FieldKind kind;
    std::span<const FieldChoice> choices = {};
    std::optional<FieldCondition> when = {};
    std::string_view hint = {};
    bool is_rare = false;                       // behind "Meer"
    std::string_view unknown = "Weet ik niet";  // of a choice; empty when one must be made
};

// Rows of fields that are unknown, known to be none, or told.
struct FormList {
    std::string_view name;
    std::string_view legend;
    std::string_view none;  // "Er wonen geen anderen"
    std::string_view add;   // "Nog een inkomen"
    std::span<const FormField> fields;
    const FormList* inner = nullptr;
};

struct FormGroup {
    std::string_view id;
    std::string_view title;
    std::string_view prefix;  // of the names: "household.debtor"
    std::span<const FormField> fields;
    std::span<const FormList> lists = {};
    std::optional<FieldCondition> when = {};
};

struct FormFault {
    std::string name;  // of the field
    std::string text;  // Dutch: what to do about it

    friend bool operator==(const FormFault&, const FormFault&) = default;
};

// What a refusal says of a form, by its code.
struct FaultOfCode {
    std::string_view code;
    std::string_view field;  // empty: it is about none
    std::string_view text;
};
[[nodiscard]] std::optional<FormFault> fault_by_code(
    const base::Problem& refusal, std::span<const FaultOfCode> rows
);

// What was sent, and what is wrong with it.
struct TypedForm {
    const api::Fields& fields;
    const std::vector<FormFault>& faults;

    [[nodiscard]] std::string text(const std::string& name) const;
    // False when nothing is wrong there.
    [[nodiscard]] Values fault(const std::string& name) const;
};

[[nodiscard]] std::string id_of(std::string name);

// What is wrong, as a list of links above the form: has_errors and errors.
void set_errors(Values& values, const TypedForm& form);

// The numbers of the rows of a list in which something stands.
[[nodiscard]] std::vector<int> rows_of(const api::Fields& fields, const std::string& list);

[[nodiscard]] Values field_view(
    const FormField& field, const std::string& prefix, const TypedForm& form
);
// `grown`: the list that shows an empty row at its end.
[[nodiscard]] Values group_view(
    const FormGroup& group, const TypedForm& form, const std::string& grown
);

}  // namespace draagkracht::pages
