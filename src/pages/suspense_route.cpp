#include <fmt/format.h>

#include <algorithm>

#include "pages/page_offset.hpp"
#include "pages/recorded_notice.hpp"
#include "pages/refund_form.hpp"
#include "pages/routes.hpp"
#include "pages/suspense_view.hpp"
#include "pages/whole_number.hpp"

namespace draagkracht::pages {

namespace {

base::Outcome<api::Response> list_page(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    api::Services& services = site.rooms().services;
    const payments::SuspensePart part{.offset = page_offset(request)};
    const auto list = services.suspense.list(visit.occasion, places->here.municipality, part);
    if (!list) {
        return tl::unexpected(list.error());
    }
    const OfficerNames names = services.access.officer_names();
    return site.page(
        200,
        "suspense",
        {"Tussenrekening", places->here, Section::worklist},
        visit,
        suspense_view({*list, part, places->here, names})
    );
}

// One payment, with who looks at it.
struct AskedEntry {
    const Site& site;
    const api::Visit& visit;
    Workplace place;
    payments::SuspenseLook look;
    std::vector<StandingRefund> refunds;

    [[nodiscard]] api::Services& services() const { return site.rooms().services; }
    // Who has the right is an officer.
    [[nodiscard]] base::OfficerId officer() const {
        const std::string who = visit.occasion.actor.text();
        return base::OfficerId{whole_number_of(who.substr(who.find(':') + 1)).value_or(0)};
    }
    [[nodiscard]] std::string address() const {
        return suspense_entry_address(place, look.item.entry);
    }
    // The same form sent twice is one act; after each act the payment has another revision.
    [[nodiscard]] std::string act_number(const TypedForm& form) const {
        return fmt::format("B-{}-{}", look.item.entry.value(), form.text("revision"));
    }
    [[nodiscard]] payments::SeenEntry seen(const TypedForm& form) const {
        return {look.item.entry, whole_number_of(form.text("revision")).value_or(0)};
    }
};

base::Outcome<AskedEntry> asked_entry(
    const Site& site, const api::Request& request, const api::Visit& visit
) {
    const base::Outcome<Workplaces> places = site.workplaces_at(request, visit);
    if (!places) {
        return tl::unexpected(places.error());
    }
    const base::EntryId entry{whole_number_of(request.path_value("post")).value_or(0)};
    api::Services& services = site.rooms().services;
    const base::MunicipalityId municipality = places->here.municipality;
    return services.suspense.look(visit.occasion, municipality, entry)
        .and_then([&](const payments::SuspenseLook& look) {
            return standing_refunds(
                       services.approvals, services.hand_acts, visit.occasion, municipality, entry
            )
                .map([&](const std::vector<StandingRefund>& refunds) {
                    return AskedEntry{site, visit, places->here, look, refunds};
                });
        });
}

api::Response entry_page(
    const AskedEntry& asked, int status, const TypedForm& form, const std::string& notice = {}
) {
    const OfficerNames names = asked.services().access.officer_names();
    const std::string title = "Betaling op de tussenrekening";
    return asked.site.page(
        status,
        "suspense_entry",
        {form.faults.empty() ? title : "Fout: " + title, asked.place, Section::worklist},
        asked.visit,
        suspense_entry_view(
            {asked.look,
             asked.refunds,
             asked.place,
             names,
             asked.officer(),
             asked.visit.occasion.actor.may(access::Right::reconcile, asked.place.municipality),
             form,
             asked.visit.csrf_token,
             notice}
        )
    );
}

base::Outcome<api::Response> with_faults(
    const AskedEntry& asked, const api::Fields& fields, const std::vector<FormFault>& faults
) {
    return entry_page(asked, 422, {fields, faults});
}

// After an act the page is asked anew; a refusal stands at its field.
template <typename Value>
base::Outcome<api::Response> after(
    const AskedEntry& asked,
    const api::Fields& fields,
    const base::Outcome<Value>& done,
    const std::optional<FormFault>& fault
) {
    if (done) {
        return api::Response::see_other(asked.address() + recorded_act);
    }
    const std::string& code = done.error().code;
    if (code == "payments.changed-meanwhile" || code == "payments.act-number-taken" ||
        code == "payments.owner-changed") {
        return with_faults(
            asked,
            fields,
            {{"nu", "Er is intussen iets veranderd aan deze betaling. Kijk hoe het nu staat."}}
        );
    }
    return fault ? with_faults(asked, fields, {*fault})
                 : base::Outcome<api::Response>{tl::unexpected(done.error())};
}

base::Outcome<api::Response> place(const AskedEntry& asked, const api::Fields& fields) {
    std::vector<FormFault> faults;
    const TypedForm form{fields, faults};
    payments::PlacementAsked placement = placement_in(asked.look, form, faults);
    if (!faults.empty()) {
        return with_faults(asked, fields, faults);
    }
    placement.number = asked.act_number(form);
    placement.seen = {asked.seen(form)};
    const auto done =
        asked.services().hand_acts.place(asked.visit.occasion, asked.place.municipality, placement);
    return after(asked, fields, done, done ? std::nullopt : placement_fault_of(done.error(), form));
}

// All that stands on one claim waits again.
base::Outcome<api::Response> take(const AskedEntry& asked, const api::Fields& fields) {
    const TypedForm form{fields, {}};
    const std::string claim = form.text("taken");
    payments::PlacementAsked placement{
        .number = asked.act_number(form),
        .reason = form.text("take_reason"),
        .seen = {asked.seen(form)}};
    for (const payments::PlacedShare& share : asked.look.shares) {
        if (share.claim_number == claim) {
            placement.take.push_back({asked.look.item.entry, claim, share.amount});
        }
    }
    if (placement.take.empty()) {
        return with_faults(asked, fields, {{"taken", "Kies wat u terughaalt."}});
    }
    const auto done =
        asked.services().hand_acts.place(asked.visit.occasion, asked.place.municipality, placement);
    const bool is_reason = !done && done.error().where == "reason";
    return after(
        asked,
        fields,
        done,
        is_reason ? std::optional{FormFault{"take_reason", "Schrijf op waarom."}} : std::nullopt
    );
}

base::Outcome<api::Response> undo(const AskedEntry& asked, const api::Fields& fields) {
    const TypedForm form{fields, {}};
    const auto done = asked.services().hand_acts.undo(
        asked.visit.occasion,
        asked.place.municipality,
        {"O-" + form.text("act_number"), form.text("act_number"), form.text("undo_reason")}
    );
    const bool is_reason = !done && done.error().where == "reason";
    return after(
        asked,
        fields,
        done,
        is_reason ? std::optional{FormFault{"undo_reason", "Schrijf op waarom."}} : std::nullopt
    );
}

base::Outcome<api::Response> ask_refund(const AskedEntry& asked, const api::Fields& fields) {
    std::vector<FormFault> faults;
    const TypedForm form{fields, faults};
    std::optional<payments::RefundAsked> refund = refund_in(form, asked.seen(form), faults);
    if (!refund) {
        return with_faults(asked, fields, faults);
    }
    refund->number = asked.act_number(form);
    const auto done = asked.services().hand_acts.ask_refund(
        asked.visit.occasion, asked.place.municipality, *refund
    );
    if (done) {
        return api::Response::see_other(asked.address() + prepared_act);
    }
    return after(asked, fields, done, refund_fault_of(done.error()));
}

// What a second person granted.
base::Outcome<api::Response> record_refund(const AskedEntry& asked, const api::Fields& fields) {
    const TypedForm form{fields, {}};
    const auto number = whole_number_of(form.text("approval"));
    const auto refund = std::ranges::find_if(asked.refunds, [&](const StandingRefund& one) {
        return one.approval.asked.id.value() == number &&
               one.can_be_recorded_by(asked.visit.occasion.actor.text());
    });
    if (refund == asked.refunds.end()) {
        return base::problem("access.no-such-approval", "nobody granted you this refund");
    }
    const auto done = asked.services().hand_acts.refund(
        asked.visit.occasion, asked.place.municipality, refund->asked(asked.seen(form))
    );
    return after(asked, fields, done, done ? std::nullopt : refund_fault_of(done.error()));
}

base::Outcome<api::Response> set_owner(
    const AskedEntry& asked, const api::Fields& fields, std::optional<base::OfficerId> owner
) {
    payments::OwnerChange change{std::nullopt, owner};
    if (const auto seen = whole_number_of(TypedForm{fields, {}}.text("owner_seen"))) {
        change.seen = base::OfficerId{*seen};
    }
    const base::Done done = asked.services().suspense.set_owner(
        asked.visit.occasion, asked.place.municipality, asked.look.item.entry, change
    );
    return after(asked, fields, done, std::nullopt);
}

base::Outcome<api::Response> act(const AskedEntry& asked, const api::Fields& fields) {
    const std::string action = TypedForm{fields, {}}.text("action");
    if (action == "place") {
        return place(asked, fields);
    }
    if (action == "take") {
        return take(asked, fields);
    }
    if (action == "undo") {
        return undo(asked, fields);
    }
    if (action == "ask_refund") {
        return ask_refund(asked, fields);
    }
    if (action == "record_refund") {
        return record_refund(asked, fields);
    }
    if (action == "own" || action == "leave") {
        return set_owner(
            asked, fields, action == "own" ? std::optional{asked.officer()} : std::nullopt
        );
    }
    return base::problem("pages.no-such-action", "the form asks for nothing that is known here");
}

// What a suggestion fills in.
api::Fields filled_in(const api::Request& request) {
    api::Fields fields;
    for (const char* const name : {"claim", "plan", "amount"}) {
        const auto given = request.query.find(name);
        if (given != request.query.end()) {
            fields[std::string{name} + "_1"] = given->second;
        }
    }
    return fields;
}

}  // namespace

void add_suspense_routes(api::Router& router, const SitePointer& site) {
    const std::string pattern = "/gemeenten/{gemeentecode}/tussenrekening";
    router.add(page_route(pattern, [site](const api::Request& request, const api::Visit& visit) {
        return list_page(*site, request, visit);
    }));
    router.add(page_route(
        pattern + "/{post}",
        [site](const api::Request& request, const api::Visit& visit) {
            return asked_entry(*site, request, visit).map([&](const AskedEntry& asked) {
                const api::Fields fields = filled_in(request);
                return entry_page(asked, 200, {fields, {}}, recorded_notice(request));
            });
        }
    ));
    router.add(form_route(
        pattern + "/{post}",
        [site](const api::Request& request, const api::Visit& visit) {
            return asked_entry(*site, request, visit).and_then([&](const AskedEntry& asked) {
                return api::fields_from_query(request.body)
                    .and_then([&](const api::Fields& fields) { return act(asked, fields); });
            });
        }
    ));
}

}  // namespace draagkracht::pages
