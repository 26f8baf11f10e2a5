#include "cli/demo/demo_talks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/plans/plans_service.hpp"

namespace draagkracht::cli {

using base::Money;

namespace {

const base::Date first_due_date{std::chrono::year{2026} / 10 / 28};
const base::Date first_due_in_november{std::chrono::year{2026} / 11 / 28};

base::Date day_of_talk(const DemoDebtor& debtor) {
    return base::Date{std::chrono::year{2026} / 10 / 5}.plus_days(debtor.number % 4);
}

// Whole euros, as people agree on them.
Money whole_euros(Money amount) {
    return Money::cents(amount.in_cents() / 100 * 100);
}

bool begins_in_november(const DemoDebtor& debtor) {
    return debtor.agreement == DemoAgreement::by_set_off ||
           debtor.agreement == DemoAgreement::by_direct_debit;
}

plans::Wish wish_of(const DemoDebtor& debtor, const capacity::CapacityFigures& figures) {
    constexpr std::array<const char*, 3> reasons{
        "De energierekening is hoog deze winter.",
        "De cliënt betaalt ook een schuld bij de zorgverzekeraar af.",
        "De cliënt begint met een nieuwe baan. In november kijken we opnieuw naar het bedrag."};
    const Money norm = figures.norm_capacity;
    const Money lower = whole_euros(norm - Money::cents(2'000));
    const Money higher = whole_euros(norm + Money::cents(2'500));
    if (debtor.agreement == DemoAgreement::below_the_norm && lower.is_positive()) {
        const auto place = static_cast<std::size_t>(debtor.number) % reasons.size();
        return {plans::monthly(lower, first_due_date), false, reasons.at(place)};
    }
    if (debtor.agreement == DemoAgreement::above_the_norm && higher <= figures.room()) {
        return {
            plans::monthly(higher, first_due_date),
            true,
            "De cliënt wil eerder van de schuld af zijn."};
    }
    const base::Date first = begins_in_november(debtor) ? first_due_in_november : first_due_date;
    return {plans::monthly(norm, first), false, ""};
}

followup::Contact call_about(const followup::WorklistItem& item, base::Date day, std::size_t call) {
    followup::Contact contact{
        .number = fmt::format("demo-{}", item.task.value()),
        .person = item.person,
        .contacted_on = day,
        .kind =
            {followup::Channel::phone,
             followup::Direction::outgoing,
             followup::ContactOutcome::no_answer},
        .arrears = {item.arrear}};
    if (call == 0) {
        contact.kind.outcome = followup::ContactOutcome::spoken;
        contact.nonpayment_reason = followup::NonpaymentReason::income_fell;
        contact.notes = "Werkt minder uren sinds september. Samen opnieuw naar het bedrag kijken.";
        contact.next_step = followup::NextStep::review_plan;
    } else if (call == 1) {
        contact.kind.outcome = followup::ContactOutcome::spoken;
        contact.nonpayment_reason = followup::NonpaymentReason::forgotten;
        contact.notes = "Betaalt deze week alsnog.";
        contact.next_step = followup::NextStep::await_payment;
        contact.come_back_on = day.plus_days(9);
    } else if (call == 2) {
        contact.kind.outcome = followup::ContactOutcome::message_left;
    }
    return contact;
}

}  // namespace

const std::vector<DemoLogin>& demo_logins() {
    static const std::vector<DemoLogin> logins{
        {"anouk", "Anouk Jansen", access::Role::debt_officer, "debt officer"},
        {"bram", "Bram Visser", access::Role::caseworker, "caseworker"},
        {"carla", "Carla Smit", access::Role::supervisor, "supervisor"},
        {"dirk", "Dirk Mulder", access::Role::auditor, "auditor"},
    };
    return logins;
}

DemoOffice::DemoOffice(OpenRegister& reg, base::MunicipalityId municipality)
    : reg_{reg}, municipality_{municipality} {}

base::Outcome<DemoOffice> DemoOffice::open(OpenRegister& reg) {
    access::AccessService access{*reg.database};
    const std::vector<access::Municipality> municipalities = access.municipalities();
    const auto zandwijk =
        std::find_if(municipalities.begin(), municipalities.end(), [](const auto& known) {
            return known.code == "zandwijk";
        });
    base::ensure(zandwijk != municipalities.end(), "migrate registers the demo municipality");
    DemoOffice office{reg, zandwijk->id};
    const access::Occasion conversion = reg.here.occasion(access::Machine::conversion);
    for (const DemoLogin& login : demo_logins()) {
        const access::RolesByMunicipality roles{{zandwijk->id, {login.role}}};
        const base::Outcome<base::OfficerId> officer =
            access.add_officer(conversion, {login.login, login.display_name, demo_password, roles});
        if (!officer) {
            return tl::unexpected(officer.error());
        }
        office.actors_.push_back(access::Actor::officer(*officer, login.display_name, roles));
    }
    return office;
}

access::Occasion DemoOffice::occasion_of(access::Role role, base::Date day) const {
    const std::vector<DemoLogin>& logins = demo_logins();
    const auto login = std::find_if(logins.begin(), logins.end(), [role](const DemoLogin& known) {
        return known.role == role;
    });
    const auto place = static_cast<std::size_t>(login - logins.begin());
    return {actors_.at(place), base::BusinessDate{day}, base::clock_now()};
}

base::Outcome<std::vector<DemoDue>> DemoOffice::agree_on_plans() {
    std::vector<DemoDue> dues;
    for (const DemoDebtor& debtor : demo_debtors()) {
        base::Outcome<DemoDue> due = due_of(debtor);
        if (!due) {
            return tl::unexpected(due.error());
        }
        dues.push_back(std::move(*due));
    }
    return dues;
}

base::Outcome<DemoDue> DemoOffice::due_of(const DemoDebtor& debtor) {
    const access::Occasion occasion = occasion_of(access::Role::debt_officer, day_of_talk(debtor));
    const base::Outcome<std::optional<base::PersonId>> person =
        people::PeopleService{*reg_.database, reg_.sealer}.find_by_client_number(
            occasion, municipality_, debtor.client_number
        );
    if (!person) {
        return tl::unexpected(person.error());
    }
    base::ensure(person->has_value(), "the debtors of the demo were loaded");
    if (debtor.agreement == DemoAgreement::none_yet) {
        return claims::ClaimsService{*reg_.database}
            .overview_of(occasion, **person)
            .map([&](const claims::ClientOverview& owed) {
                const std::string& reference = owed.claims.front().claim.payment_reference.text();
                return DemoDue{debtor, reference, Money::cents(5'000)};
            });
    }
    if (debtor.agreement != DemoAgreement::from_a_former_system) {
        if (const base::Done agreed = talk_with(debtor, **person); !agreed) {
            return tl::unexpected(agreed.error());
        }
    }
    return plans::PlansService{*reg_.database, reg_.rules}
        .plans_of(occasion, **person)
        .map([&](const std::vector<plans::PlanStanding>& plans) {
            const plans::PlanFacts& facts = plans.front().plan.facts;
            return DemoDue{debtor, facts.payment_reference.text(), facts.schedule.front().amount};
        });
}

base::Done DemoOffice::talk_with(const DemoDebtor& debtor, base::PersonId person) {
    const base::Date day = day_of_talk(debtor);
    const access::Occasion occasion = occasion_of(access::Role::debt_officer, day);
    const base::Outcome<base::ContactId> contact =
        followup::FollowupService{*reg_.database, reg_.sealer, reg_.rules.policies}.record_contact(
            occasion,
            municipality_,
            {.number = "demo-talk-" + debtor.client_number,
             .person = person,
             .contacted_on = day,
             .kind =
                 {followup::Channel::office_talk,
                  followup::Direction::outgoing,
                  followup::ContactOutcome::spoken},
             .notes = "Gesproken over de vordering, de draagkracht en een regeling."}
        );
    if (!contact) {
        return tl::unexpected(contact.error());
    }
    const base::Outcome<claims::ClientOverview> owed =
        claims::ClaimsService{*reg_.database}.overview_of(occasion, person);
    if (!owed) {
        return tl::unexpected(owed.error());
    }
    plans::PlanRequest request{person, debtor.household(day), {}, *contact};
    for (const claims::ClaimWithBalance& claim : owed->claims) {
        request.claims.push_back(claim.claim.id);
    }
    plans::PlansService plans{*reg_.database, reg_.rules};
    const base::Outcome<plans::Offer> offer =
        plans.propose(occasion, request, {.rhythm = {plans::Frequency::monthly, first_due_date}});
    if (!offer) {
        return tl::unexpected(offer.error());
    }
    base::ensure(offer->assessment.figures.has_value(), "the households of the demo are complete");
    return way_of(debtor, person).and_then([&](const plans::WayToPay& way) {
        plans::Wish wish = wish_of(debtor, *offer->assessment.figures);
        wish.way_to_pay = way;
        return plans.agree(occasion, request, wish).map([](base::PlanId) {});
    });
}

base::Outcome<plans::WayToPay> DemoOffice::way_of(const DemoDebtor& debtor, base::PersonId person) {
    if (debtor.agreement == DemoAgreement::by_set_off) {
        return plans::WayToPay{plans::Way::set_off};
    }
    if (debtor.agreement != DemoAgreement::by_direct_debit) {
        return plans::WayToPay{};
    }
    const base::Date day = day_of_talk(debtor);
    return plans::MandateService{*reg_.database, reg_.sealer}
        .record(
            occasion_of(access::Role::debt_officer, day),
            person,
            {"M-" + debtor.client_number, day, debtor.account}
        )
        .map([](plans::MandateId mandate) {
            return plans::WayToPay{plans::Way::direct_debit, mandate};
        });
}

base::Done DemoOffice::approve_all(base::Date day) {
    const access::Occasion occasion = occasion_of(access::Role::supervisor, day);
    access::ApprovalsService approvals{*reg_.database};
    const auto open = approvals.open_approvals(occasion, municipality_);
    if (!open) {
        return tl::unexpected(open.error());
    }
    for (const access::AskedApproval& one : *open) {
        const auto decided = approvals.decide(occasion, municipality_, one.asked.id, {true});
        if (!decided) {
            return tl::unexpected(decided.error());
        }
    }
    return {};
}

base::Done DemoOffice::call_people(base::Date day) {
    followup::FollowupService followup{*reg_.database, reg_.sealer, reg_.rules.policies};
    const access::Occasion occasion = occasion_of(access::Role::debt_officer, day);
    const base::Outcome<followup::Worklist> worklist =
        followup.worklist(occasion, municipality_, {.limit = 4});
    if (!worklist) {
        return tl::unexpected(worklist.error());
    }
    for (std::size_t call = 0; call < worklist->items.size(); ++call) {
        const auto recorded = followup.record_contact(
            occasion, municipality_, call_about(worklist->items[call], day, call)
        );
        if (!recorded) {
            return tl::unexpected(recorded.error());
        }
    }
    return {};
}

}  // namespace draagkracht::cli
