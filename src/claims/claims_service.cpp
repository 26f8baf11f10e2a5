#include "draagkracht/claims/claims_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "claims/register_store.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/people/people_store.hpp"

namespace draagkracht::claims {

using base::ContentText;
using storage::Transaction;

namespace {

std::string subject_of(base::ClaimId claim) {
    return fmt::format("claim:{}", claim.value());
}

void add_decision(const ClaimDecision& decision, ContentText& content) {
    content.add(decision.claim_number)
        .add(to_text(decision.kind))
        .add(to_text(decision.law))
        .add(decision.legal_ground)
        .add(to_text(decision.cause))
        .add(to_text(decision.culpability))
        .add(decision.decision_number)
        .add(decision.decision_date.to_string())
        .add(decision.notified_date.to_string())
        .add(decision.due_date.to_string())
        .add(decision.period ? decision.period->from.to_string() : "")
        .add(decision.period ? decision.period->until.to_string() : "")
        .add(decision.amount.to_string());
}

std::string hash_of(const NewClaim& claim) {
    ContentText content;
    add_decision(claim.decision, content);
    content.add(claim.payment_reference ? claim.payment_reference->text() : "");
    for (const Debtor& debtor : claim.debtors) {
        content.add("debtor")
            .add(std::to_string(debtor.person.value()))
            .add(debtor.liable_from.to_string());
    }
    for (const Movement& movement : claim.movements) {
        content.add("movement")
            .add(to_text(movement.component))
            .add(to_text(movement.kind))
            .add(movement.amount.to_string())
            .add(movement.value_date.to_string())
            .add(movement.reason);
    }
    return base::sha256_of(content.text());
}

base::Problem refusal(
    const NewClaim& claim, std::string code, std::string message, std::string remedy
) {
    return base::Problem{std::move(code), std::move(message), {}, std::move(remedy)}.at(claim.where
    );
}

// One set of claims on its way into the register.
class Registering {
  public:
    Registering(
        Transaction& transaction,
        base::MunicipalityId municipality,
        const audit::Author& author,
        const std::vector<NewClaim>& claims
    )
        : transaction_{transaction},
          municipality_{municipality},
          author_{author},
          claims_{claims} {}

    base::Registration run(audit::Trail& trail) {
        for (const NewClaim& claim : claims_) {
            std::ranges::move(
                check(claim, author_.today.date()), std::back_inserter(result_.problems)
            );
        }
        sort_out_new_ones();
        check_books();
        check_debtors();
        check_references();
        if (result_.problems.empty()) {
            write(trail);
        }
        return std::move(result_);
    }

  private:
    void sort_out_new_ones() {
        const auto number_of = [](const NewClaim& claim) { return claim.decision.claim_number; };
        std::vector<std::string> numbers;
        std::ranges::transform(claims_, std::back_inserter(numbers), number_of);
        fresh_ = base::fresh_ones(
            claims_,
            base::KnownContent{registered_hashes(transaction_, municipality_, numbers)},
            number_of,
            hash_of,
            "claims.other-content",
            result_
        );
    }

    // A claim is in the books from its decision on.
    void check_books() {
        const base::Done open = keep_month_open(transaction_, municipality_, author_.today);
        if (!open && !fresh_.empty()) {
            result_.problems.push_back(open.error());
        }
        const std::optional<base::Date> closed = books_closed_until(transaction_, municipality_);
        for (const base::Fresh<NewClaim>& fresh : fresh_) {
            if (closed && fresh.facts->decision.decision_date <= *closed) {
                result_.problems.push_back(refusal(
                    *fresh.facts,
                    "claims.year-closed",
                    "the decision is of a year whose books are closed, until " +
                        closed->to_string(),
                    "register what was decided in a year before its books are closed"
                ));
            }
        }
    }

    void check_debtors() {
        std::vector<base::PersonId> people;
        for (const base::Fresh<NewClaim>& fresh : fresh_) {
            for (const Debtor& debtor : fresh.facts->debtors) {
                people.push_back(debtor.person);
            }
        }
        const auto municipalities = people::municipalities_of(transaction_, people);
        for (const base::Fresh<NewClaim>& fresh : fresh_) {
            for (const Debtor& debtor : fresh.facts->debtors) {
                const auto found = municipalities.find(debtor.person);
                if (found == municipalities.end() || found->second != municipality_) {
                    result_.problems.push_back(refusal(
                        *fresh.facts,
                        "claims.unknown-debtor",
                        "a debtor of this claim is not registered with this municipality",
                        "register the person first"
                    ));
                }
            }
        }
    }

    void check_references() {
        std::vector<base::PaymentReference> given;
        for (const base::Fresh<NewClaim>& fresh : fresh_) {
            if (fresh.facts->payment_reference) {
                given.push_back(*fresh.facts->payment_reference);
            }
        }
        std::unordered_set<std::string> taken;
        for (const auto& [reference, claim] :
             claims_of_references(transaction_, municipality_, given)) {
            taken.insert(reference);
        }
        for (const base::Fresh<NewClaim>& fresh : fresh_) {
            const auto& reference = fresh.facts->payment_reference;
            if (reference && !taken.insert(reference->text()).second) {
                result_.problems.push_back(refusal(
                    *fresh.facts,
                    "claims.reference-taken",
                    "another claim has this payment reference",
                    "leave it out, and one is made"
                ));
            }
        }
    }

    void write(audit::Trail& trail) {
        storage::IdBlock ids = transaction_.reserve_ids(fresh_.size());
        std::vector<ClaimToAdd> rows;
        std::vector<NewPosting> postings;
        for (const base::Fresh<NewClaim>& fresh : fresh_) {
            const base::ClaimId id{ids.take()};
            const NewClaim& claim = *fresh.facts;
            rows.push_back(
                {id,
                 &claim,
                 claim.payment_reference.value_or(base::PaymentReference::for_id(id.value())),
                 fresh.hash}
            );
            postings.push_back({id, opening_of(claim.decision), std::nullopt, std::nullopt});
            for (const Movement& movement : claim.movements) {
                postings.push_back({id, movement, std::nullopt, std::nullopt});
            }
            record(trail, id, claim);
        }
        add_claims(transaction_, municipality_, rows);
        add_postings(transaction_, author_, postings);
        result_.added_count = fresh_.size();
    }

    static Movement opening_of(const ClaimDecision& decision) {
        return {
            Component::principal,
            PostingKind::claim,
            decision.amount,
            decision.decision_date,
            decision.decision_number};
    }

    void record(audit::Trail& trail, base::ClaimId id, const NewClaim& claim) const {
        for (const Debtor& debtor : claim.debtors) {
            trail.record(
                {"claims.register",
                 municipality_,
                 debtor.person,
                 subject_of(id),
                 fmt::format(R"({{"amount_cents":{}}})", claim.decision.amount.in_cents())}
            );
        }
    }

    Transaction& transaction_;
    base::MunicipalityId municipality_;
    const audit::Author& author_;
    const std::vector<NewClaim>& claims_;
    std::vector<base::Fresh<NewClaim>> fresh_;
    base::Registration result_;
};

void add_balances(ClientOverview& overview, const std::vector<Posting>& postings) {
    std::unordered_map<base::ClaimId, Balance> balances;
    for (const Posting& posting : postings) {
        const Movement& movement = posting.facts.movement;
        balances[posting.facts.claim].add(movement.component, movement.amount);
    }
    for (ClaimWithBalance& owed : overview.claims) {
        owed.balance = balances[owed.claim.id];
        overview.total += owed.balance.total();
    }
}

}  // namespace

base::Registration ClaimsService::register_claims(
    Transaction& transaction,
    audit::Trail& trail,
    base::MunicipalityId municipality,
    const audit::Author& author,
    const std::vector<NewClaim>& claims
) const {
    return Registering{transaction, municipality, author, claims}.run(trail);
}

base::Outcome<base::ClaimId> ClaimsService::register_claim(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const NewClaim& claim,
    const norms::Law& law
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::register_claim, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (const base::Done in_time = check_term(claim.decision, law); !in_time) {
        return tl::unexpected(in_time.error().at(claim.where));
    }
    Transaction transaction{database_, "register claim", storage::Access::write};
    audit::Trail trail{transaction, occasion.author()};
    const base::Registration done =
        register_claims(transaction, trail, municipality, occasion.author(), {claim});
    if (!done.problems.empty()) {
        return tl::unexpected(done.problems.front());
    }
    const base::ClaimId id =
        claims_of_numbers(transaction, municipality, {claim.decision.claim_number})
            .at(claim.decision.claim_number);
    trail.write();
    transaction.commit();
    return id;
}

base::Outcome<ClientOverview> ClaimsService::overview_of(
    const access::Occasion& occasion, base::PersonId person
) {
    Transaction transaction{
        database_, "claims of a client", storage::Access::write, storage::Questions::kept};
    const auto municipalities = people::municipalities_of(transaction, {person});
    if (!municipalities.contains(person)) {
        return base::problem("people.unknown-person", "this person is not registered");
    }
    const base::MunicipalityId municipality = municipalities.at(person);
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    ClientOverview overview;
    std::vector<base::ClaimId> ids;
    for (Claim& claim : claims_of_people(transaction, {person})) {
        ids.push_back(claim.id);
        overview.claims.push_back({std::move(claim), {}});
    }
    // All of them in one answer: a client has hundreds at most, and a question takes longer.
    std::vector<Posting> postings = postings_of(transaction, ids);
    add_balances(overview, postings);
    overview.last_payment = last_payment_of(postings);
    overview.postings = last_of(std::move(postings), overview_movements_max);
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"claims.look", municipality, person, fmt::format("person:{}", person.value())});
    trail.write();
    transaction.commit();
    return overview;
}

base::Outcome<ClaimHistory> ClaimsService::history_of(
    const access::Occasion& occasion, base::ClaimId claim
) {
    Transaction transaction{database_, "history of a claim", storage::Access::write};
    const std::vector<Claim> found = claims_by_id(transaction, {claim});
    if (found.empty()) {
        return base::problem("claims.unknown-claim", "this claim is not registered");
    }
    const base::MunicipalityId municipality = found.front().municipality;
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    ClaimHistory history{found.front(), postings_of(transaction, {claim}), {}};
    audit::Trail trail{transaction, occasion.author()};
    for (const Posting& posting : history.postings) {
        history.balance.add(posting.facts.movement.component, posting.facts.movement.amount);
    }
    for (const Debtor& debtor : history.claim.debtors) {
        trail.record({"claims.look", municipality, debtor.person, subject_of(claim)});
    }
    trail.write();
    transaction.commit();
    return history;
}

}  // namespace draagkracht::claims
