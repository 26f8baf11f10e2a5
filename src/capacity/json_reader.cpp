#include "capacity/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace draagkracht::capacity {

namespace {

// So that the sum of all that fits in a line stays within what Money can hold.
constexpr base::Money amount_max = base::Money::cents(1'000'000'000'00);

base::Problem not_a_household(std::string message, std::string where, std::string remedy) {
    return {"capacity.not-a-household", std::move(message), std::move(where), std::move(remedy)};
}

// Sees a name that an object has twice, which the parser itself would take silently.
class RepeatedNames {
  public:
    bool see(nlohmann::json::parse_event_t event, const nlohmann::json& parsed) {
        if (event == nlohmann::json::parse_event_t::object_start) {
            names_.emplace_back();
        } else if (event == nlohmann::json::parse_event_t::object_end) {
            names_.pop_back();
        } else if (event == nlohmann::json::parse_event_t::key) {
            const bool is_new = names_.back().insert(parsed.get<std::string>()).second;
            found_ = found_ || !is_new;
        }
        return true;
    }
    [[nodiscard]] bool found() const { return found_; }

  private:
    std::vector<std::set<std::string>> names_;
    bool found_ = false;
};

}  // namespace

base::Outcome<std::unique_ptr<JsonDocument>> JsonDocument::read(std::string_view text) {
    auto document = std::make_unique<JsonDocument>();
    RepeatedNames repeated;
    document->json_ = nlohmann::json::parse(
        text,
        [&](int /*depth*/, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
            return repeated.see(event, parsed);
        },
        false
    );
    if (!document->json_.is_object()) {
        return tl::unexpected(not_a_household("the line is not one JSON object", "", ""));
    }
    if (repeated.found()) {
        return tl::unexpected(not_a_household("a field stands twice in one object", "", ""));
    }
    return document;
}

const nlohmann::json* JsonFields::take(std::string_view name) {
    taken_.push_back(name);
    const auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
}

void JsonFields::complain(std::string_view name, std::string message, std::string remedy) const {
    if (!problem_) {
        problem_ = not_a_household(std::move(message), path_of(name), std::move(remedy));
    }
}

std::string JsonFields::path_of(std::string_view name) const {
    return path_.empty() ? std::string{name} : fmt::format("{}.{}", path_, name);
}

std::optional<std::string> JsonFields::text(std::string_view name) {
    const nlohmann::json* field = take(name);
    if (field == nullptr) {
        return std::nullopt;
    }
    if (!field->is_string()) {
        complain(name, "is not text", "write it in quotation marks");
        return std::nullopt;
    }
    return field->get_ref<const std::string&>();
}

std::optional<bool> JsonFields::flag(std::string_view name) {
    const nlohmann::json* field = take(name);
    if (field == nullptr) {
        return std::nullopt;
    }
    if (!field->is_boolean()) {
        complain(name, "is neither true nor false", "leave it out when it is not known");
        return std::nullopt;
    }
    return field->get<bool>();
}

std::optional<base::Date> JsonFields::date(std::string_view name) {
    const std::optional<std::string> written = text(name);
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
    const std::optional<std::string> written = text(name);
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
    const nlohmann::json* field = take(name);
    if (field == nullptr) {
        return std::nullopt;
    }
    if (!field->is_object()) {
        complain(name, "is not an object");
        return std::nullopt;
    }
    return JsonFields{*field, path_of(name), problem_};
}

std::optional<std::vector<JsonFields>> JsonFields::objects(std::string_view name) {
    const nlohmann::json* field = take(name);
    if (field == nullptr) {
        return std::nullopt;
    }
    if (!field->is_array() ||
        !std::ranges::all_of(*field, [](const nlohmann::json& item) { return item.is_object(); })) {
        complain(name, "is not a list of objects");
        return std::nullopt;
    }
    std::vector<JsonFields> items;
    const std::string path = path_of(name);
    for (const nlohmann::json& item : *field) {
        items.emplace_back(item, fmt::format("{}[{}]", path, items.size()), problem_);
    }
    return items;
}

std::string JsonFields::needed_text(std::string_view name) {
    const std::optional<std::string> written = text(name);
    if (!written || written->empty()) {
        complain(name, "is missing");
    }
    return written.value_or("");
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
    for (const auto& [name, value] : object_.items()) {
        if (std::ranges::find(taken_, name) == taken_.end()) {
            complain(name, "is not a field that is known here", "check the spelling");
            return;
        }
    }
}

}  // namespace draagkracht::capacity
