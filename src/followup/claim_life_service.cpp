#include "draagkracht/followup/claim_life_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act_effect.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/replay_store.hpp"
#include "draagkracht/people/people_store.hpp"
#include "followup/course_store.hpp"
#include "followup/limitation_clocks_service.hpp"
#include "followup/person_service.hpp"

namespace draagkracht::followup {

using claims::Act;
using claims::Claim;
using claims::NamedClaim;
using claims::NewAct;
using claims::Posting;
using storage::Transaction;

namespace {

std::string subject_of(base::ClaimId claim) {
    return fmt::format("claim:{}", claim.value());
}

base::Outcome<Claim> claim_named(Transaction& transaction, const NamedClaim& named) {
    if (const base::Done home = check_home(transaction, named.municipality, named.debtor); !home) {
        return tl::unexpected(home.error());
    }
    for (Claim& claim : claims::claims_of_people(transaction, {named.debtor})) {
        if (claim.decision.claim_number == named.claim_number) {
            return std::move(claim);
        }
    }
    return base::problem("claims.unknown-claim", "this debtor owes no claim of that number");
}

// A claim with all that its life is worked out from, as it stood on a day.
struct Loaded {
    Claim claim;
    std::vector<Act> acts;
    std::vector<Posting> postings;
    std::vector<ClaimClock> clocks;
    claims::Course course;

    [[nodiscard]] std::vector<claims::Movement> movements() const {
        std::vector<claims::Movement> movements;
        for (const Posting& posting : postings) {
            movements.push_back(posting.facts.movement);
        }
        return movements;
    }
    [[nodiscard]] claims::Balance balance() const { return claims::balance_of(movements()); }
    [[nodiscard]] claims::Life life(base::Date day) const {
        return claims::life_of({claim, acts, balance(), course}, day);
    }
};

// Limitation of the claim for every debtor who still owes it.
void load_clocks(Transaction& transaction, const norms::Law& law, base::Date day, Loaded& loaded) {
    const std::vector<base::PersonId> debtors = loaded.life(day).debtors;
    for (ClaimClock& clock : clocks_of(transaction, debtors, law, day)) {
        if (clock.claim == loaded.claim.id) {
            loaded.clocks.push_back(std::move(clock));
        }
    }
    loaded.course.has_lapsed =
        !loaded.clocks.empty() && std::ranges::all_of(loaded.clocks, [day](const ClaimClock& of) {
            return of.clock && of.clock->has_lapsed(day);
        });
}

Loaded load(Transaction& transaction, Claim claim, const norms::Law& law, const Vantage& vantage) {
    const base::ClaimId id = claim.id;
    Loaded loaded{
        std::move(claim),
        claims::acts_of(transaction, {id})[id],
        claims::postings_of(transaction, {id}),
        {},
        courses_on(transaction, {id}, vantage.day)[id]};
    std::erase_if(loaded.acts, [&vantage](const Act& act) {
        return act.recorded_on > vantage.known_on;
    });
    std::erase_if(loaded.postings, [&vantage](const Posting& posting) {
        return posting.booked_on > vantage.known_on ||
               posting.facts.movement.value_date > vantage.day;
    });
    load_clocks(transaction, law, vantage.day, loaded);
    return loaded;
}

// What the second person approves is this act for this amount or debtor, and nothing else.
std::string approval_subject(Transaction& transaction, const NamedClaim& named, const NewAct& act) {
    std::vector<base::PersonId> people{named.debtor};
    if (act.debtor) {
        people.push_back(*act.debtor);
    }
    auto numbers = people::client_numbers_of(transaction, people);
    return subject_of(ActToApprove{
        numbers[named.debtor],
        named.claim_number,
        act.kind,
        act.amount,
        act.debtor ? numbers[*act.debtor] : ""});
}

std::unordered_map<base::PersonId, std::string> client_numbers(
    Transaction& transaction, const Claim& claim
) {
    std::vector<base::PersonId> people;
    for (const claims::Debtor& debtor : claim.debtors) {
        people.push_back(debtor.person);
    }
    return people::client_numbers_of(transaction, people);
}

// `rule`: claims::effect_of or claims::amount_of.
template <typename Rule>
auto decided_by(
    Rule rule,
    Transaction& transaction,
    const access::Occasion& occasion,
    const norms::Law& law,
    const Loaded& loaded,
    const NewAct& act
) {
    const std::vector<claims::Movement> movements = loaded.movements();
    return rule(
        {loaded.claim,
         loaded.acts,
         movements,
         loaded.course,
         law,
         occasion.today,
         claims::books_closed_until(transaction, loaded.claim.municipality)},
        act
    );
}

void book(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::ClaimId claim,
    base::ActId act,
    const std::vector<claims::Movement>& effect
) {
    std::vector<claims::NewPosting> postings;
    for (const claims::Movement& movement : effect) {
        postings.push_back({claim, movement, std::nullopt, std::nullopt, act});
    }
    claims::add_postings(transaction, occasion.author(), postings);
    // What counts from before a payment changes what that payment paid.
    claims::settle(transaction, occasion.author(), {claim});
}

void tell(
    audit::Trail& trail,
    const Loaded& loaded,
    const NewAct& act,
    const std::vector<claims::Movement>& effect
) {
    const std::string details = fmt::format(
        R"({{"act":"{}","amount_cents":{}}})",
        to_text(act.kind),
        claims::balance_of(effect).total().in_cents()
    );
    for (const claims::Debtor& debtor : loaded.claim.debtors) {
        trail.record(
            {"claims.act",
             loaded.claim.municipality,
             debtor.person,
             subject_of(loaded.claim.id),
             details}
        );
    }
}

// The approval that this act needs, of the actor who prepared it; none when it needs none.
base::Outcome<std::optional<access::GrantedApproval>> approval_for(
    storage::Database& database,
    const access::Occasion& occasion,
    const NamedClaim& named,
    const NewAct& act
) {
    if (!claims::needs_second_person(act.kind)) {
        return std::nullopt;
    }
    const std::string subject = [&] {
        Transaction transaction{database, "subject of an approval", storage::Access::read};
        return approval_subject(transaction, named, act);
    }();
    const base::Outcome<access::GrantedApproval> granted =
        access::ApprovalsService{database}.recall(
            occasion, named.municipality, act_approval_action, subject
        );
    if (!granted) {
        return base::problem(
            "claims.needs-second-person",
            "an act of this kind is decided by a second person",
            "prepare it, and record it after the approval"
        );
    }
    return *granted;
}

// The act that has this number already, when it says the same.
std::optional<base::Outcome<base::ActId>> repeated(const Loaded& loaded, const NewAct& act) {
    const auto known = std::ranges::find_if(loaded.acts, [&act](const Act& before) {
        return before.facts.number == act.number;
    });
    if (known == loaded.acts.end()) {
        return std::nullopt;
    }
    if (known->facts == act) {
        return known->id;
    }
    return base::Outcome<base::ActId>{base::problem(
        "claims.act-number-taken",
        "another act on this claim has this number",
        "give the new act a number of its own"
    )};
}

}  // namespace

// Asks something of a claim as it stands now, and writes nothing: what is told are amounts that
// the officer who decides sees on the claim too.
template <typename Question>
auto ClaimLifeService::looked_over(
    const access::Occasion& occasion, const NamedClaim& named, Question question
) {
    using Answer = decltype(question(std::declval<Transaction&>(), std::declval<const Loaded&>()));
    const auto refused = [](const base::Problem& problem) -> Answer {
        return tl::unexpected(problem);
    };
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, named.municipality);
        !allowed) {
        return refused(allowed.error());
    }
    Transaction transaction{database_, "work out an act", storage::Access::read};
    base::Outcome<Claim> claim = claim_named(transaction, named);
    if (!claim) {
        return refused(claim.error());
    }
    const base::Date today = occasion.today.date();
    return question(transaction, load(transaction, std::move(*claim), law_, {today, today}));
}

base::Outcome<base::ActId> ClaimLifeService::record(
    const access::Occasion& occasion, const NamedClaim& named, const NewAct& act
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, named.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    const auto approval = approval_for(database_, occasion, named, act);
    Transaction transaction{database_, "act on claim", storage::Access::write};
    base::Outcome<Claim> claim = claim_named(transaction, named);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    claims::lock_claims(transaction, {claim->id});
    const base::Date today = occasion.today.date();
    const Loaded loaded = load(transaction, std::move(*claim), law_, {today, today});
    if (const auto before = repeated(loaded, act)) {
        return *before;
    }
    const auto effect = decided_by(claims::effect_of, transaction, occasion, law_, loaded, act);
    if (const base::Problem* first = base::first_problem(effect, approval)) {
        return tl::unexpected(*first);
    }
    if (*approval) {
        if (const base::Done used = access::use_approval(transaction, **approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
    }
    const base::ClaimId id = loaded.claim.id;
    const base::ActId recorded = claims::add_act(
        transaction,
        occasion.author(),
        id,
        act,
        *approval ? std::optional{(*approval)->id()} : std::nullopt
    );
    book(transaction, occasion, id, recorded, *effect);
    audit::Trail trail{transaction, occasion.author()};
    tell(trail, loaded, act, *effect);
    trail.write();
    transaction.commit();
    return recorded;
}

base::Outcome<base::Money> ClaimLifeService::amount_of(
    const access::Occasion& occasion, const NamedClaim& named, const NewAct& act
) {
    return looked_over(occasion, named, [&](Transaction& transaction, const Loaded& loaded) {
        return decided_by(claims::amount_of, transaction, occasion, law_, loaded, act);
    });
}

base::Outcome<base::ApprovalId> ClaimLifeService::prepare(
    const access::Occasion& occasion, const NamedClaim& named, const NewAct& act
) {
    const base::Outcome<std::string> subject =
        looked_over(occasion, named, [&](Transaction& transaction, const Loaded& loaded) {
            return decided_by(claims::effect_of, transaction, occasion, law_, loaded, act)
                .map([&](const auto&) { return approval_subject(transaction, named, act); });
        });
    if (!subject) {
        return tl::unexpected(subject.error());
    }
    const auto open =
        access::ApprovalsService{database_}.open_approvals(occasion, named.municipality);
    if (!open) {
        return tl::unexpected(open.error());
    }
    // Asked before, and not refused: asking twice is asking once.
    const auto same = std::ranges::find_if(*open, [&](const access::OpenApproval& approval) {
        return approval.asked.action == act_approval_action && approval.asked.subject == *subject &&
               approval.asked.requested_by == occasion.actor.text();
    });
    if (same != open->end()) {
        return same->asked.id;
    }
    return access::AccessService{database_}.ask_approval(
        occasion, named.municipality, act_approval_action, *subject, act.reason
    );
}

base::Outcome<ClaimLife> ClaimLifeService::life_on(
    const access::Occasion& occasion, const NamedClaim& named, const Vantage& vantage
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, named.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (std::max(vantage.day, vantage.known_on) > occasion.today.date()) {
        return base::problem(
            "claims.in-future",
            "how a claim will stand is not known",
            "take today or an earlier day"
        );
    }
    Transaction transaction{database_, "life of a claim", storage::Access::write};
    base::Outcome<Claim> claim = claim_named(transaction, named);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    Loaded loaded = load(transaction, std::move(*claim), law_, vantage);
    ClaimLife life{
        loaded.claim,
        loaded.life(vantage.day),
        loaded.balance(),
        std::move(loaded.acts),
        std::move(loaded.postings),
        std::move(loaded.clocks),
        client_numbers(transaction, loaded.claim)};
    audit::Trail trail{transaction, occasion.author()};
    for (const claims::Debtor& debtor : life.claim.debtors) {
        trail.record({"claims.look", named.municipality, debtor.person, subject_of(life.claim.id)});
    }
    trail.write();
    transaction.commit();
    return life;
}

base::Done ClaimLifeService::close_year(
    const access::Occasion& occasion, base::MunicipalityId municipality, int year
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::decide_approval, municipality);
        !allowed) {
        return allowed;
    }
    if (std::chrono::year{year} >= occasion.today.date().calendar().year()) {
        return base::problem(
            "claims.in-future", "the year is not over", "close it after 31 December"
        );
    }
    Transaction transaction{database_, "close year", storage::Access::write};
    const std::optional<base::Date> closed = claims::books_closed_until(transaction, municipality);
    if (closed && std::chrono::year{year} <= closed->calendar().year()) {
        return base::problem("claims.year-closed", "the books of this year are closed already");
    }
    claims::close_books(transaction, occasion.author(), municipality, year);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"claims.close_year", municipality, std::nullopt, fmt::format("year:{}", year)});
    trail.write();
    transaction.commit();
    return {};
}

base::Outcome<std::vector<claims::ClosedYear>> ClaimLifeService::closed_years(
    const access::Occasion& occasion, base::MunicipalityId municipality
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_figures, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "closed years", storage::Access::read};
    return claims::closed_years(transaction, municipality);
}

}  // namespace draagkracht::followup
