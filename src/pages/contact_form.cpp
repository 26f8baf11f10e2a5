#include "pages/contact_form.hpp"

#include <Poco/UUIDGenerator.h>
#include <fmt/format.h>

#include <array>
#include <sstream>
#include <string_view>

#include "draagkracht/plans/schedule.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

using followup::Contact;

namespace {

constexpr std::string_view something_else = "other";

// "40/3"
std::optional<followup::Arrear> arrear_of(const std::string& text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos) {
        return std::nullopt;
    }
    const std::optional<std::int64_t> plan = whole_number_of(text.substr(0, slash));
    const std::optional<std::int64_t> instalment = whole_number_of(text.substr(slash + 1));
    if (!plan || !instalment || *instalment > plans::instalments_max(plans::Frequency::weekly)) {
        return std::nullopt;
    }
    return followup::Arrear{base::PlanId{*plan}, static_cast<int>(*instalment)};
}

// What the page offered to be about; nothing when it does not read.
std::optional<std::vector<followup::Arrear>> subject_of(const std::string& about) {
    std::vector<followup::Arrear> arrears;
    if (about == something_else) {
        return arrears;
    }
    std::istringstream words{about};
    for (std::string word; std::getline(words, word, ',');) {
        const std::optional<followup::Arrear> arrear = arrear_of(word);
        if (!arrear) {
            return std::nullopt;
        }
        arrears.push_back(*arrear);
    }
    return arrears;
}

// Browsers send the end of a line as CR LF.
std::string with_plain_line_ends(std::string text) {
    std::erase(text, '\r');
    return text;
}

}  // namespace

std::string about_text(const std::vector<followup::Arrear>& arrears) {
    std::string text;
    for (const followup::Arrear& arrear : arrears) {
        text += fmt::format(
            "{}{}/{}", text.empty() ? "" : ",", arrear.plan.value(), arrear.instalment_number
        );
    }
    return text.empty() ? std::string{something_else} : text;
}

ContactForm ContactForm::empty() {
    ContactForm form;
    form.contact_number = Poco::UUIDGenerator::defaultGenerator().createRandom().toString();
    return form;
}

ContactForm ContactForm::of(const api::Fields& fields) {
    const auto sent = [&](const std::string& name) {
        const auto field = fields.find(name);
        return field == fields.end() ? std::string{} : field->second;
    };
    return {
        .contact_number = sent("contact_number"),
        .person = sent("person"),
        .about = sent("about"),
        .direction = sent("direction"),
        .channel = sent("channel"),
        .outcome = sent("outcome"),
        .reason = sent("reason"),
        .next_step = sent("next_step"),
        .come_back_on = sent("come_back_on"),
        .note = with_plain_line_ends(sent("note"))};
}

base::Outcome<ContactReading> read_contact(const ContactForm& form, base::BusinessDate today) {
    const std::optional<std::int64_t> person = whole_number_of(form.person);
    const auto arrears = subject_of(form.about);
    if (!person || !arrears) {
        return base::problem(
            "pages.unreadable-form", "this form does not say what it is about", "open it again"
        );
    }
    ContactReading reading;
    const auto direction = followup::direction_of(form.direction);
    const auto channel = followup::channel_of(form.channel);
    const auto outcome = followup::contact_outcome_of(form.outcome);
    const auto reason = followup::nonpayment_reason_of(form.reason);
    const auto next_step = followup::next_step_of(form.next_step);
    // The form hides the reason and the day where nothing was missed: no task waits to come back.
    const bool is_about_arrears = !arrears->empty();
    const bool comes_back = is_about_arrears && next_step && *next_step != followup::NextStep::none;
    const auto come_back_on = base::Date::parse(form.come_back_on);
    const auto need = [&](bool holds, ContactField field, std::string text) {
        if (!holds) {
            reading.faults.push_back({field, std::move(text)});
        }
    };
    need(!form.about.empty(), ContactField::about, "Kies waar het contact over ging.");
    need(direction.has_value(), ContactField::direction, "Kies wie contact zocht.");
    need(channel.has_value(), ContactField::channel, "Kies op welke manier.");
    need(outcome.has_value(), ContactField::outcome, "Kies wat de uitkomst was.");
    need(form.reason.empty() || reason, ContactField::reason, "Kies een reden uit de lijst.");
    need(next_step.has_value(), ContactField::next_step, "Kies wat er nu gebeurt.");
    need(
        !comes_back || form.come_back_on.empty() || come_back_on,
        ContactField::come_back_on,
        "Vul een dag in die bestaat."
    );
    if (!reading.faults.empty()) {
        return reading;
    }
    reading.contact = Contact{
        .number = form.contact_number,
        .person = base::PersonId{*person},
        .contacted_on = today.date(),
        .kind = {*channel, *direction, *outcome},
        .arrears = *arrears,
        .notes = form.note,
        .next_step = *next_step};
    if (is_about_arrears && !form.reason.empty()) {
        reading.contact->nonpayment_reason = *reason;
    }
    if (comes_back && !form.come_back_on.empty()) {
        reading.contact->come_back_on = *come_back_on;
    }
    return reading;
}

std::optional<FieldFault> fault_of(const base::Problem& refusal) {
    struct Row {
        std::string_view code;
        ContactField field;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"followup.outcome-does-not-fit",
            ContactField::outcome,
            "Deze uitkomst past niet bij de manier van contact. Kies een andere."},
        Row{"followup.no-reason-asked",
            ContactField::reason,
            "Kies de reden. Vertelde de cliënt die niet? Kies dan ‘Gevraagd, maar niet verteld’."},
        Row{"followup.comes-back-too-early",
            ContactField::come_back_on,
            "Kies een dag na vandaag."},
        Row{"followup.bad-notes",
            ContactField::note,
            "Schrijf de notitie korter op, in gewone letters."},
    };
    for (const Row& row : rows) {
        if (row.code == refusal.code) {
            return FieldFault{row.field, std::string{row.text}};
        }
    }
    return std::nullopt;
}

}  // namespace draagkracht::pages
