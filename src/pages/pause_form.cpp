#include "pages/pause_form.hpp"

#include <Poco/UUIDGenerator.h>

#include <array>
#include <string_view>

#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

constexpr const char* no_such_day = "Vul een dag in die bestaat.";

}  // namespace

PauseForm PauseForm::empty() {
    PauseForm form;
    form.pause_number = Poco::UUIDGenerator::defaultGenerator().createRandom().toString();
    return form;
}

PauseForm PauseForm::of(const api::Fields& fields) {
    const auto sent = [&](const std::string& name) {
        const auto field = fields.find(name);
        return field == fields.end() ? std::string{} : field->second;
    };
    return {
        .pause_number = sent("pause_number"),
        .kind = sent("kind"),
        .first_day = sent("first_day"),
        .last_day = sent("last_day"),
        .reason = sent("reason"),
        .conversation = sent("conversation")};
}

base::Outcome<PauseReading> read_pause(const PauseForm& form, base::PlanId plan) {
    const std::optional<std::int64_t> conversation = whole_number_of(form.conversation);
    if (form.pause_number.empty() || (!form.conversation.empty() && !conversation)) {
        return base::problem(
            "pages.unreadable-form", "this form does not say what it is about", "open it again"
        );
    }
    PauseReading reading;
    const auto kind = plans::pause_kind_of(form.kind);
    const auto first_day = base::Date::parse(form.first_day);
    const auto last_day = base::Date::parse(form.last_day);
    if (!kind) {
        reading.faults.push_back({PauseField::kind, "Kies of dit een pauze of uitstel is."});
    }
    if (!first_day) {
        reading.faults.push_back({PauseField::first_day, no_such_day});
    }
    if (!last_day) {
        reading.faults.push_back({PauseField::last_day, no_such_day});
    }
    if (!reading.faults.empty()) {
        return reading;
    }
    reading.pause = plans::NewPause{
        form.pause_number, plan, *kind, {*first_day, *last_day}, form.reason, std::nullopt};
    if (conversation) {
        reading.pause->contact = base::ContactId{*conversation};
    }
    return reading;
}

PauseChangeReading read_pause_change(const PauseForm& form) {
    if (form.kind == "withdraw") {
        return {plans::PauseChange{std::nullopt, form.reason}, {}};
    }
    if (form.kind != "shorten") {
        return {std::nullopt, {{PauseField::kind, "Kies wat er met de pauze gebeurt."}}};
    }
    const auto last_day = base::Date::parse(form.last_day);
    if (!last_day) {
        return {std::nullopt, {{PauseField::last_day, no_such_day}}};
    }
    return {plans::PauseChange{*last_day, form.reason}, {}};
}

std::optional<PauseFault> pause_fault_of(const base::Problem& refusal) {
    struct Row {
        std::string_view code;
        PauseField field;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"plans.pause-ends-early",
            PauseField::last_day,
            "De laatste dag ligt voor de eerste. Kijk beide dagen na."},
        Row{"plans.pause-too-long",
            PauseField::last_day,
            "Een pauze duurt ten hoogste 24 maanden. Kies de dag waarop u er weer naar kijkt."},
        Row{"plans.pause-before-plan",
            PauseField::last_day,
            "De regeling is pas na deze pauze afgesproken. Kijk beide dagen na."},
        Row{"plans.pause-known",
            PauseField::first_day,
            "Deze regeling heeft al een pauze van precies deze dagen."},
        Row{"base.not-a-line",
            PauseField::reason,
            "Schrijf op waarom, op een regel, in ten hoogste 200 tekens."},
        Row{"plans.pause-not-shorter",
            PauseField::last_day,
            "Kies een dag in de pauze, voor de laatste dag die zij nu heeft."},
        Row{"plans.pause-went-by",
            PauseField::last_day,
            "Wat voorbij is, blijft pauze. Kies gisteren of later, of trek de pauze in als zij een"
            " vergissing was."},
    };
    for (const Row& row : rows) {
        if (row.code == refusal.code) {
            return PauseFault{row.field, std::string{row.text}};
        }
    }
    return std::nullopt;
}

}  // namespace draagkracht::pages
