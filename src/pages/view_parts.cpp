#include "pages/view_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

using text::amount_text;
using text::date_text;

namespace {

constexpr std::size_t conversations_max = 10;

// The drawing is 360 wide, and all of it is the income.
constexpr std::int64_t chart_width = 360;

std::int64_t width_of(base::Money amount, base::Money income) {
    const std::int64_t half = income.in_cents() / 2;
    const std::int64_t width = (amount.in_cents() * chart_width + half) / income.in_cents();
    return std::clamp<std::int64_t>(width, 0, chart_width);
}

Values chart_view(const plans::Plan& plan, const plans::AssessedAmounts& assessed) {
    if (!assessed.income.is_positive()) {
        return false;
    }
    const std::int64_t norm = width_of(assessed.norm, assessed.income);
    const std::int64_t agreed = width_of(plan.facts.agreed_amount, assessed.income);
    return {
        {"chart_id", std::to_string(plan.id.value())},
        {"chart_description",
         fmt::format(
             "Inkomen {}. Volgens de norm gaat daarvan {} naar de aflossing, volgens de afspraak "
             "{}. Het beschermd inkomen is {}.",
             amount_text(assessed.income),
             amount_text(assessed.norm),
             amount_text(plan.facts.agreed_amount),
             amount_text(assessed.protected_income)
         )},
        {"norm_living_width", std::to_string(chart_width - norm)},
        {"norm_payment_width", std::to_string(norm)},
        {"agreed_living_width", std::to_string(chart_width - agreed)},
        {"agreed_payment_width", std::to_string(agreed)},
        {"floor_x", std::to_string(width_of(assessed.protected_income, assessed.income))}};
}

// With somebody who was not there nothing was agreed: then it is what we do ourselves.
bool took_part(const followup::Contact& contact) {
    return contact.kind.outcome == followup::ContactOutcome::spoken ||
           contact.kind.outcome == followup::ContactOutcome::received;
}

std::string step_text(const followup::Contact& contact) {
    if (contact.next_step == followup::NextStep::none) {
        return "";
    }
    return contact.next_step == followup::NextStep::await_payment && !took_part(contact)
               ? "Wachten op de betaling"
               : std::string{dutch(contact.next_step)};
}

std::string next_step_text(const followup::Contact& contact) {
    std::string text = step_text(contact);
    if (contact.come_back_on) {
        text += fmt::format(
            "{} {}",
            text.empty() ? "Terugkomen op" : ", terugkomen op",
            date_text(*contact.come_back_on)
        );
    }
    return text;
}

Values contact_view(const followup::LoggedContact& logged, const OfficerNames& names) {
    const followup::Contact& contact = logged.contact;
    Values values{
        {"contact_outcome", dutch(contact.kind.outcome)},
        {"contact_way", dutch_way_of(contact.kind)},
        {"contact_officer", actor_name(logged.recorded_by, names)},
        {"contact_reason",
         contact.nonpayment_reason ? Values(dutch(*contact.nonpayment_reason)) : Values(false)},
        {"contact_note", text_or_false(contact.notes)},
        {"contact_next_step_label", took_part(contact) ? "Afgesproken" : "Onze volgende stap"},
        {"contact_next_step", text_or_false(next_step_text(contact))}};
    set_date(values, "contact_date", contact.contacted_on);
    return values;
}

}  // namespace

std::string actor_name(const std::string& actor, const OfficerNames& names) {
    const auto name = names.find(actor);
    return name == names.end() ? std::string{dutch_machine(actor)} : name->second;
}

void set_date(Values& values, const std::string& name, base::Date date) {
    values[name + "_iso"] = date.to_string();
    values[name + "_text"] = date_text(date);
}

Values text_or_false(std::string text) {
    return text.empty() ? Values(false) : Values(std::move(text));
}

void set_badge(Values& values, Tone tone, std::string_view label) {
    constexpr std::array tones{"success", "warning", "danger", "neutral"};
    values["badge_tone"] = tones.at(static_cast<std::size_t>(tone));
    values["badge_label"] = label;
}

Values phone_view(const std::string& phone) {
    if (phone.empty()) {
        return false;
    }
    std::string dial;
    std::string shown;  // on one line
    for (const char character : phone) {
        if ((character >= '0' && character <= '9') || character == '+') {
            dial += character;
        }
        shown += character == ' ' ? "\u00a0" : character == '-' ? "\u2011" : std::string{character};
    }
    return {{"phone_text", shown}, {"phone_dial", dial}};
}

Values pager_view(
    const ListPart& part, int shown_count, int total_count, const std::string& address
) {
    const auto& [limit, offset] = part;
    if (offset == 0 && total_count <= limit) {
        return false;
    }
    const auto address_of = [&](int first) { return fmt::format("{}?vanaf={}", address, first); };
    const int last = offset + shown_count;
    return {
        {"pager_text", fmt::format("{} tot en met {} van {}", offset + 1, last, total_count)},
        {"previous_address",
         offset > 0 ? Values(address_of(std::max(offset - limit, 0))) : Values(false)},
        {"next_address", last < total_count ? Values(address_of(last)) : Values(false)}};
}

Values choice(std::string_view value, std::string_view label, const std::string& chosen) {
    return {{"choice_value", value}, {"choice_label", label}, {"is_chosen", value == chosen}};
}

Values conversation_choices(
    const std::vector<followup::LoggedContact>& contacts, const std::string& chosen
) {
    Values list = Values::array();
    for (const followup::LoggedContact& logged : contacts) {
        if (list.size() < conversations_max &&
            followup::weight_of(logged.contact.kind) == followup::ContactWeight::conversation) {
            list.push_back(choice(
                std::to_string(logged.id.value()),
                fmt::format(
                    "{}, {}",
                    date_text(logged.contact.contacted_on),
                    dutch(logged.contact.kind.channel)
                ),
                chosen
            ));
        }
    }
    return list;
}

Values crumb(const std::string& label, const std::string& address) {
    return {{"crumb_label", label}, {"crumb_address", address}};
}

Values last_crumb(const std::string& label) {
    return {{"crumb_label", label}, {"crumb_address", false}};
}

std::string plan_summary(const plans::PlanFacts& plan) {
    const plans::Instalment& first = plan.schedule.front();
    const plans::Instalment& last = plan.schedule.back();
    const int count = static_cast<int>(plan.schedule.size());
    const bool has_other_end = last.amount != first.amount;
    return fmt::format(
        "{} van {}{}, samen {}. De eerste is op {}. Afgesproken op {}.",
        text::count_text(has_other_end ? count - 1 : count, "termijn", "termijnen"),
        amount_text(first.amount),
        has_other_end ? " en een laatste van " + amount_text(last.amount) : "",
        amount_text(plan.total()),
        date_text(first.due_date),
        date_text(plan.agreed_on)
    );
}

Values amounts_view(const plans::Plan& plan) {
    const plans::PlanFacts& facts = plan.facts;
    if (!facts.assessed) {
        return false;
    }
    return {
        {"norm_text", amount_text(facts.assessed->norm)},
        {"agreed_text", amount_text(facts.agreed_amount)},
        {"left_to_live_on_text", amount_text(*facts.left_to_live_on())},
        {"protected_income_text", amount_text(facts.assessed->protected_income)},
        {"amounts_basis_text",
         fmt::format(
             "Bij een inkomen van {} per maand op {}.",
             amount_text(facts.assessed->income),
             date_text(facts.agreed_on)
         )},
        {"amounts_chart", chart_view(plan, *facts.assessed)}};
}

void set_contacts(
    Values& values, const std::vector<followup::LoggedContact>& contacts, const OfficerNames& names
) {
    Values list = Values::array();
    for (const followup::LoggedContact& contact : contacts) {
        list.push_back(contact_view(contact, names));
    }
    values["has_contacts"] = !contacts.empty();
    values["contacts"] = std::move(list);
}

}  // namespace draagkracht::pages
