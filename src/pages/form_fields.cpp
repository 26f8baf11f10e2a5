#include "pages/form_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

// Nobody has more incomes, housemates or debts than this; what comes after it is not read.
constexpr std::int64_t row_number_max = 49;

Values choices_view(const FormField& field, const std::string& chosen) {
    static constexpr std::array<FieldChoice, 2> yes_or_no{{{"ja", "Ja"}, {"nee", "Nee"}}};
    const std::span<const FieldChoice> offered =
        field.kind == FieldKind::flag ? std::span<const FieldChoice>{yes_or_no} : field.choices;
    Values list = Values::array();
    for (const FieldChoice& choice : offered) {
        list.push_back(
            {{"choice_value", choice.value},
             {"choice_label", choice.label},
             {"is_chosen", choice.value == chosen}}
        );
    }
    return list;
}

Values fields_view(
    std::span<const FormField> fields, const std::string& prefix, const TypedForm& form, bool rare
) {
    Values list = Values::array();
    for (const FormField& field : fields) {
        if (field.is_rare == rare) {
            list.push_back(field_view(field, prefix, form));
        }
    }
    return list;
}

// Whether "Meer" must be open: something in it is known or wrong.
bool is_told(const Values& fields) {
    return std::ranges::any_of(fields, [](const Values& field) {
        return field.at("value") != "" || field.at("error") != false;
    });
}

Values list_view(
    const FormList& list, const std::string& prefix, const TypedForm& form, const std::string& grown
);

Values row_view(
    const FormList& list,
    const std::string& row,
    int place,
    const TypedForm& form,
    const std::string& grown
) {
    Values more = fields_view(list.fields, row, form, true);
    Values inner = Values::array();
    if (list.inner != nullptr) {
        inner.push_back(list_view(*list.inner, row, form, grown));
    }
    const bool inner_is_told = list.inner != nullptr && inner.front().at("is_told") == true;
    const bool is_open = is_told(more) || inner_is_told;
    return {
        {"row_label", fmt::format("{} {}", list.legend, place)},
        {"fields", fields_view(list.fields, row, form, false)},
        {"has_more", !more.empty() || !inner.empty()},
        {"more_is_open", is_open},
        {"more_fields", std::move(more)},
        {"inner_lists", std::move(inner)}};
}

Values list_view(
    const FormList& list, const std::string& prefix, const TypedForm& form, const std::string& grown
) {
    const std::string name = fmt::format("{}.{}", prefix, list.name);
    std::vector<int> numbers = rows_of(form.fields, name);
    if (grown == name) {
        numbers.push_back(numbers.empty() ? 0 : numbers.back() + 1);
    }
    Values rows = Values::array();
    for (const int number : numbers) {
        const int place = static_cast<int>(rows.size()) + 1;
        rows.push_back(row_view(list, fmt::format("{}.{}", name, number), place, form, grown));
    }
    const bool is_none = form.text(name) == "geen";
    return {
        {"list_name", name},
        {"list_id", id_of(name)},
        {"list_legend", list.legend},
        {"list_none", text_or_false(std::string{list.none})},
        {"list_is_none", is_none},
        {"list_error", form.fault(name)},
        {"list_add", list.add},
        {"is_told", is_none || !rows.empty() || form.fault(name) != false},
        {"rows", std::move(rows)}};
}

}  // namespace

std::optional<FormFault> fault_by_code(
    const base::Problem& refusal, std::span<const FaultOfCode> rows
) {
    const auto row = std::ranges::find(rows, refusal.code, &FaultOfCode::code);
    if (row == rows.end()) {
        return std::nullopt;
    }
    return FormFault{std::string{row->field}, std::string{row->text}};
}

std::string TypedForm::text(const std::string& name) const {
    const auto field = fields.find(name);
    return field == fields.end() ? std::string{} : field->second;
}

Values TypedForm::fault(const std::string& name) const {
    const auto found = std::ranges::find(faults, name, &FormFault::name);
    return found == faults.end() ? Values(false) : Values(found->text);
}

void set_errors(Values& values, const TypedForm& form) {
    Values list = Values::array();
    for (const FormFault& fault : form.faults) {
        list.push_back({{"error_field", id_of(fault.name)}, {"error_text", fault.text}});
    }
    values["has_errors"] = !list.empty();
    values["errors"] = std::move(list);
}

std::string id_of(std::string name) {
    std::ranges::replace(name, '.', '-');
    std::ranges::replace(name, '_', '-');
    return name;
}

std::vector<int> rows_of(const api::Fields& fields, const std::string& list) {
    const std::string start = list + ".";
    std::set<int> numbers;
    for (auto field = fields.lower_bound(start);
         field != fields.end() && field->first.starts_with(start);
         ++field) {
        const std::string rest = field->first.substr(start.size());
        const std::optional<std::int64_t> number = whole_number_of(rest.substr(0, rest.find('.')));
        if (number && *number <= row_number_max && !field->second.empty()) {
            numbers.insert(static_cast<int>(*number));
        }
    }
    return {numbers.begin(), numbers.end()};
}

Values field_view(const FormField& field, const std::string& prefix, const TypedForm& form) {
    const std::string name =
        prefix.empty() ? std::string{field.name} : fmt::format("{}.{}", prefix, field.name);
    const std::string value = form.text(name);
    const Values error = form.fault(name);
    const bool is_choice = field.kind == FieldKind::flag || field.kind == FieldKind::choice;
    return {
        {"name", name},
        {"id", id_of(name)},
        {"label", field.label},
        {"hint", text_or_false(std::string{field.hint})},
        {"value", value},
        {"error", error},
        {"is_described", error != false || !field.hint.empty()},
        {"when_class", field.when ? Values(field.when->css_class) : Values(false)},
        {"is_choice", is_choice},
        {"is_amount", field.kind == FieldKind::amount},
        {"is_number", field.kind == FieldKind::number},
        {"is_date", field.kind == FieldKind::date},
        {"is_text", field.kind == FieldKind::text},
        {"unknown", text_or_false(std::string{field.unknown})},
        {"choices", choices_view(field, value)}};
}

Values group_view(const FormGroup& group, const TypedForm& form, const std::string& grown) {
    const std::string prefix{group.prefix};
    Values lists = Values::array();
    for (const FormList& list : group.lists) {
        lists.push_back(list_view(list, prefix, form, grown));
    }
    Values more = fields_view(group.fields, prefix, form, true);
    const bool is_open = is_told(more);
    return {
        {"group_id", group.id},
        {"group_title", group.title},
        {"group_when_class", group.when ? Values(group.when->css_class) : Values(false)},
        {"fields", fields_view(group.fields, prefix, form, false)},
        {"lists", std::move(lists)},
        {"has_more", !more.empty()},
        {"more_is_open", is_open},
        {"more_fields", std::move(more)}};
}

}  // namespace draagkracht::pages
