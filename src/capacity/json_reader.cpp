#include "capacity/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace draagkracht::capacity {

namespace {

// So that the sum of all that fits in a line stays within what Money can hold.
constexpr base::Money amount_max = base::Money::cents(1'000'000'000'00);
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t usual_field_count = 16;

base::Problem not_a_household(std::string message, std::string where, std::string remedy) {
    return {"capacity.not-a-household", std::move(message), std::move(where), std::move(remedy)};
}

}  // namespace

base::Done JsonDocument::read(std::string_view text) {
    problem_.reset();
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    if (parser_.parse(text.data(), text.size()).get(object_) != simdjson::SUCCESS) {
        return tl::unexpected(not_a_household("the line is not one JSON object", "", ""));
    }
    return {};
}

JsonFields::JsonFields(simdjson::dom::object object, std::optional<base::Problem>& problem)
    : object_{object}, problem_{problem} {
    taken_.reserve(usual_field_count);
}

JsonFields::JsonFields(
    simdjson::dom::object object,
    const JsonFields& parent,
    std::string_view name,
    std::optional<std::size_t> place
)
    : JsonFields{object, parent.problem_} {
    parent_ = &parent;
    name_ = name;
    place_ = place;
}

std::optional<simdjson::dom::element> JsonFields::take(std::string_view name) {
    taken_.push_back(name);
    simdjson::dom::element field;
    if (object_.at_key(name).get(field) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    ++present_count_;
    return field.is_null() ? std::nullopt : std::optional{field};
}

// Put together only when there is something to complain of.
std::string JsonFields::path_of(std::string_view name) const {
    if (parent_ == nullptr) {
        return std::string{name};
    }
    const std::string item = place_ ? fmt::format("[{}]", *place_) : std::string{};
    return fmt::format("{}{}.{}", parent_->path_of(name_), item, name);
}

void JsonFields::complain(std::string_view name, std::string message, std::string remedy) const {
    if (!problem_) {
        problem_ = not_a_household(std::move(message), path_of(name), std::move(remedy));
    }
}

std::optional<std::string_view> JsonFields::text(std::string_view name) {
    const std::optional<simdjson::dom::element> field = take(name);
    if (!field) {
        return std::nullopt;
    }
    std::string_view written;
    if (field->get(written) != simdjson::SUCCESS) {
        complain(name, "is not text", "write it in quotation marks");
        return std::nullopt;
    }
    return written;
}

std::optional<bool> JsonFields::flag(std::string_view name) {
    const std::optional<simdjson::dom::element> field = take(name);
    if (!field) {
        return std::nullopt;
    }
    bool written = false;
    if (field->get(written) != simdjson::SUCCESS) {
        complain(name, "is neither true nor false", "leave it out when it is not known");
        return std::nullopt;
    }
    return written;
}

std::optional<base::Date> JsonFields::date(std::string_view name) {
    const std::optional<std::string_view> written = text(name);
    if (!written) {
        return std::nullopt;
    }
    const base::Outcome<base::Date> date = base::Date::parse(*written);
    if (!date) {
        complain(name, "is not a date that exists", "write it as \"2026-07-01\"");
        return std::nullopt;
    }
    return *date;
}

std::optional<base::Money> JsonFields::amount(std::string_view name) {
    const std::optional<std::string_view> written = text(name);
    if (!written) {
        return std::nullopt;
    }
    const base::Outcome<base::Money> amount = base::Money::parse(*written);
    if (!amount || amount->is_negative()) {
        complain(name, "is not an amount from zero", "write it as \"1419.46\", in quotation marks");
        return std::nullopt;
    }
    if (*amount > amount_max) {
        complain(name, "is over a billion euros", "check the decimal point");
        return std::nullopt;
    }
    return *amount;
}

std::optional<JsonFields> JsonFields::object(std::string_view name) {
    const std::optional<simdjson::dom::element> field = take(name);
    if (!field) {
        return std::nullopt;
    }
    simdjson::dom::object object;
    if (field->get(object) != simdjson::SUCCESS) {
        complain(name, "is not an object");
        return std::nullopt;
    }
    return JsonFields{object, *this, name};
}

std::optional<std::vector<JsonFields>> JsonFields::objects(std::string_view name) {
    const std::optional<simdjson::dom::element> field = take(name);
    if (!field) {
        return std::nullopt;
    }
    simdjson::dom::array list;
    bool all_objects = field->get(list) == simdjson::SUCCESS;
    std::vector<JsonFields> items;
    if (all_objects) {
        items.reserve(list.size());
        for (const simdjson::dom::element item : list) {
            simdjson::dom::object object;
            all_objects = all_objects && item.get(object) == simdjson::SUCCESS;
            if (!all_objects) {
                break;
            }
            items.push_back(JsonFields{object, *this, name, items.size()});
        }
    }
    if (!all_objects) {
        complain(name, "is not a list of objects");
        return std::nullopt;
    }
    return items;
}

std::string JsonFields::needed_text(std::string_view name) {
    const std::optional<std::string_view> written = text(name);
    if (!written || written->empty()) {
        complain(name, "is missing");
    }
    return std::string{written.value_or("")};
}

base::Date JsonFields::needed_date(std::string_view name) {
    const std::optional<base::Date> written = date(name);
    if (!written) {
        complain(name, "is missing");
    }
    return written.value_or(base::Date{std::chrono::sys_days{}});
}

base::Money JsonFields::needed_amount(std::string_view name) {
    const std::optional<base::Money> written = amount(name);
    if (!written) {
        complain(name, "is missing", "leave out the whole list when an amount is not known");
    }
    return written.value_or(base::Money{});
}

void JsonFields::close() const {
    if (present_count_ == object_.size()) {
        return;
    }
    for (const simdjson::dom::key_value_pair field : object_) {
        if (std::ranges::find(taken_, field.key) == taken_.end()) {
            complain(field.key, "is not a field that is known here", "check the spelling");
            return;
        }
    }
    if (!problem_) {
        problem_ = not_a_household("a field stands twice in one object", "", "");
    }
}

}  // namespace draagkracht::capacity
