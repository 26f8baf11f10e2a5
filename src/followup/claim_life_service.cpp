#include "draagkracht/followup/claim_life_service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act_effect.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/claims/remission_act.hpp"
#include "draagkracht/people/people_store.hpp"
#include "followup/claim_lives_service.hpp"
#include "followup/loaded_claim_service.hpp"
#include "followup/person_service.hpp"

namespace draagkracht::followup {

using claims::Claim;
using claims::NamedClaim;
using claims::NewAct;
using storage::Transaction;

namespace {

base::Outcome<Claim> claim_named(Transaction& transaction, const NamedClaim& named) {
    if (const base::Done home = check_home(transaction, named.municipality, named.debtor); !home) {
        return tl::unexpected(home.error());
    }
    return claims::find_claim(transaction, named);
}

LoadedClaim load(
    Transaction& transaction, Claim claim, const norms::Law& law, const Vantage& vantage
) {
    return std::move(load_claims(transaction, {std::move(claim)}, law, vantage).front());
}

// The claim of an act, and the other claim that it names.
struct ClaimsOfAct {
    Claim own;
    std::optional<Claim> other;

    [[nodiscard]] std::vector<base::ClaimId> ids() const {
        return other ? std::vector{own.id, other->id} : std::vector{own.id};
    }
};

base::Outcome<ClaimsOfAct> claims_of_act(
    Transaction& transaction, const NamedClaim& named, const NewAct& act
) {
    base::Outcome<Claim> own = claim_named(transaction, named);
    if (!own) {
        return tl::unexpected(own.error());
    }
    if (!act.other_claim) {
        return ClaimsOfAct{std::move(*own), std::nullopt};
    }
    base::Outcome<Claim> other =
        claim_named(transaction, {named.municipality, named.debtor, *act.other_claim});
    if (!other) {
        return tl::unexpected(other.error().at("other_claim"));
    }
    return ClaimsOfAct{std::move(*own), std::move(*other)};
}

struct LoadedAct {
    LoadedClaim own;
    std::optional<LoadedClaim> other;
};

LoadedAct load(
    Transaction& transaction, ClaimsOfAct concerned, const norms::Law& law, base::Date today
) {
    LoadedAct loaded{
        load(transaction, std::move(concerned.own), law, {today, today}), std::nullopt};
    if (concerned.other) {
        loaded.other = load(transaction, std::move(*concerned.other), law, {today, today});
    }
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

// What an act books, by claim.
struct Effect {
    std::vector<claims::Movement> own;
    std::vector<claims::Movement> other;
};

// Asks `rule` about the claim of the act, and hands it the other claim too.
template <typename Rule>
auto decided_by(
    Rule rule,
    Transaction& transaction,
    const access::Occasion& occasion,
    const norms::Law& law,
    const LoadedAct& loaded
) {
    const std::optional<base::Date> closed_until =
        claims::books_closed_until(transaction, loaded.own.claim.municipality);
    const std::vector<claims::Movement> movements = loaded.own.movements();
    claims::ActCase on_claim = case_of(loaded.own, movements, law, occasion.today, closed_until);
    if (!loaded.other) {
        return rule(on_claim);
    }
    const std::vector<claims::Movement> other_movements = loaded.other->movements();
    const claims::ActCase other =
        case_of(*loaded.other, other_movements, law, occasion.today, closed_until);
    on_claim.other = &other;
    return rule(on_claim);
}

// The rule of what an act books.
auto effect_of(const NewAct& act) {
    return [&act](const claims::ActCase& on_claim) {
        return claims::effect_of(on_claim, act).map([&](std::vector<claims::Movement> own) {
            Effect effect{std::move(own), {}};
            if (on_claim.other != nullptr) {
                effect.other = claims::effect_on_other(*on_claim.other, act, effect.own);
            }
            return effect;
        });
    };
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
    // Of a remission a second person decides on a ground, a decision and a finding, and not on an
    // amount alone.
    const std::string text = claims::proposal_text(act);
    const bool is_proposal = claims::proposed_in(act.kind, text).has_value();
    const base::Outcome<access::GrantedApproval> granted =
        access::ApprovalsService{database}.recall(
            occasion,
            named.municipality,
            act_approval_action,
            subject,
            is_proposal ? std::optional{text} : std::nullopt
        );
    if (!granted || (!is_proposal && claims::proposed_in(act.kind, granted->reason()))) {
        return base::problem(
            "claims.needs-second-person",
            "an act of this kind is decided by a second person",
            "prepare it, and record it after the approval"
        );
    }
    return *granted;
}

}  // namespace

base::Done check_vantage(const Vantage& vantage, base::BusinessDate today) {
    if (std::max(vantage.day, vantage.known_on) > today.date()) {
        return base::problem(
            "claims.in-future",
            "how a claim will stand is not known",
            "take today or an earlier day"
        );
    }
    return {};
}

namespace {

// A claim has stood in the ledger since its decision, and is known since it was registered.
tl::unexpected<base::Problem> not_known_then(const Claim& claim, const Vantage& vantage) {
    const base::Date decided = claim.decision.decision_date;
    return vantage.day < decided
               ? base::problem(
                     "claims.not-known-then",
                     "this claim was decided on later, on " + decided.to_string(),
                     "ask for that day or a later one"
                 )
               : base::problem(
                     "claims.not-known-then",
                     "this claim was not registered here yet on " + vantage.known_on.to_string(),
                     "ask for a later day, or for that day as it is known now"
                 );
}

}  // namespace

base::Outcome<ClaimLife> life_of_named(
    Transaction& transaction, const NamedClaim& named, const norms::Law& law, const Vantage& vantage
) {
    return claim_named(transaction, named).and_then([&](Claim claim) -> base::Outcome<ClaimLife> {
        LoadedClaim loaded = load(transaction, std::move(claim), law, vantage);
        if (loaded.postings.empty()) {
            return not_known_then(loaded.claim, vantage);
        }
        return ClaimLife{
            loaded.claim,
            loaded.life(vantage.day),
            loaded.balance(),
            std::move(loaded.acts),
            std::move(loaded.postings),
            std::move(loaded.clocks),
            client_numbers(transaction, loaded.claim)};
    });
}

base::Outcome<base::ActId> act_number_taken() {
    return base::problem(
        "claims.act-number-taken",
        "another act on this claim has this number",
        "give the new act a number of its own"
    );
}

// Asks something of a claim as it stands now, and writes nothing: what is told are amounts that
// the officer who decides sees on the claim too.
template <typename Question>
auto ClaimLifeService::looked_over(
    const access::Occasion& occasion, const NamedClaim& named, const NewAct& act, Question question
) {
    using Answer =
        decltype(question(std::declval<Transaction&>(), std::declval<const LoadedAct&>()));
    const auto refused = [](const base::Problem& problem) -> Answer {
        return tl::unexpected(problem);
    };
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, named.municipality);
        !allowed) {
        return refused(allowed.error());
    }
    Transaction transaction{database_, "work out an act", storage::Access::read};
    base::Outcome<ClaimsOfAct> concerned = claims_of_act(transaction, named, act);
    if (!concerned) {
        return refused(concerned.error());
    }
    return question(
        transaction, load(transaction, std::move(*concerned), law_, occasion.today.date())
    );
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
    const base::Done open =
        claims::keep_month_open(transaction, named.municipality, occasion.today);
    base::Outcome<ClaimsOfAct> concerned = claims_of_act(transaction, named, act);
    if (!concerned) {
        return tl::unexpected(concerned.error());
    }
    claims::lock_claims(transaction, concerned->ids());
    const LoadedAct loaded = load(transaction, std::move(*concerned), law_, occasion.today.date());
    if (const auto before = repeated(loaded.own, act)) {
        return *before;
    }
    const auto effect = decided_by(effect_of(act), transaction, occasion, law_, loaded);
    if (const base::Problem* first = base::first_problem(open, effect, approval)) {
        return tl::unexpected(*first);
    }
    if (*approval) {
        if (const base::Done used = access::use_approval(transaction, **approval, occasion.moment);
            !used) {
            return tl::unexpected(used.error());
        }
    }
    audit::Trail trail{transaction, occasion.author()};
    const base::ActId recorded = write_acts(
                                     transaction,
                                     trail,
                                     occasion,
                                     {{&loaded.own,
                                       act,
                                       effect->own,
                                       *approval ? std::optional{(*approval)->id()} : std::nullopt,
                                       loaded.other ? &*loaded.other : nullptr,
                                       effect->other}}
    ).front();
    trail.write();
    transaction.commit();
    return recorded;
}

base::Outcome<base::Money> ClaimLifeService::amount_of(
    const access::Occasion& occasion, const NamedClaim& named, const NewAct& act
) {
    return looked_over(
        occasion,
        named,
        act,
        [&](Transaction& transaction, const LoadedAct& loaded) {
            return decided_by(
                [&act](const claims::ActCase& on_claim) {
                    return claims::amount_of(on_claim, act);
                },
                transaction,
                occasion,
                law_,
                loaded
            );
        }
    );
}

base::Outcome<std::vector<OpenClaimBeside>> ClaimLifeService::open_claims_beside(
    const access::Occasion& occasion, const NamedClaim& named
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, named.municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "claims beside a claim", storage::Access::read};
    const base::Outcome<Claim> claim = claim_named(transaction, named);
    if (!claim) {
        return tl::unexpected(claim.error());
    }
    const std::vector<Claim> claims = claims::claims_of_people(transaction, {named.debtor});
    std::vector<base::ClaimId> ids;
    for (const Claim& one : claims) {
        ids.push_back(one.id);
    }
    const auto balances = claims::balances_of(transaction, ids);
    std::vector<OpenClaimBeside> beside;
    for (const Claim& one : claims) {
        const auto balance = balances.find(one.id);
        if (one.id != claim->id && balance != balances.end() &&
            balance->second.total().is_positive()) {
            beside.push_back({one.decision.claim_number, balance->second.total()});
        }
    }
    std::ranges::sort(beside, {}, &OpenClaimBeside::claim_number);
    return beside;
}

base::Outcome<std::vector<claims::DecidedRefund>> ClaimLifeService::refunds_decided(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const claims::Period& period
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "refunds", storage::Access::read};
    return claims::refunds_of(transaction, municipality, period);
}

base::Outcome<base::ApprovalId> ClaimLifeService::prepare(
    const access::Occasion& occasion, const NamedClaim& named, const NewAct& act
) {
    const base::Outcome<std::string> subject =
        looked_over(occasion, named, act, [&](Transaction& transaction, const LoadedAct& loaded) {
            return decided_by(effect_of(act), transaction, occasion, law_, loaded)
                .map([&](const auto&) { return approval_subject(transaction, named, act); });
        });
    if (!subject) {
        return tl::unexpected(subject.error());
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
    if (const base::Done past = check_vantage(vantage, occasion.today); !past) {
        return tl::unexpected(past.error());
    }
    Transaction transaction{database_, "life of a claim", storage::Access::write};
    base::Outcome<ClaimLife> life = life_of_named(transaction, named, law_, vantage);
    if (!life) {
        return life;
    }
    audit::Trail trail{transaction, occasion.author()};
    for (const claims::Debtor& debtor : life->claim.debtors) {
        trail.record({"claims.look", named.municipality, debtor.person, subject_of(life->claim.id)}
        );
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
    claims::take_books(transaction, municipality);
    const std::optional<base::Date> closed = claims::books_closed_until(transaction, municipality);
    if (closed && std::chrono::year{year} <= closed->calendar().year()) {
        return base::problem("claims.year-closed", "the books of this year are closed already");
    }
    const std::optional<int> next = claims::next_year_to_close(
        claims::closed_years(transaction, municipality), occasion.today.date()
    );
    if (next != year) {
        return base::problem(
            "claims.other-year-first",
            "years are closed one after another, and it cannot be undone",
            fmt::format("close {} first", next.value_or(year))
        );
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
