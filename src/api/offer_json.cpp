#include "api/offer_json.hpp"

#include <fmt/format.h>

#include "api/dutch_reason.hpp"
#include "api/dutch_words.hpp"

namespace draagkracht::api {

namespace {

using base::Outcome;
using plans::Proposal;

Json figures_of(const plans::Offer& offer) {
    const std::optional<capacity::CapacityFigures> figures = offer.figures();
    if (!figures) {
        return {};
    }
    return {
        {"volgensNorm", figures->norm_capacity.to_string()},
        {"beslagvrijeVoet", figures->protected_income.to_string()},
        {"inkomen", figures->income.to_string()},
        {"ruimte", figures->room().to_string()}};
}

Json questions_of(const plans::Offer& offer) {
    Json list = Json::array();
    for (const capacity::Obstacle& obstacle : offer.assessment.worksheet.obstacles) {
        list.push_back(
            {{"code", obstacle.code}, {"onderwerp", obstacle.subject}, {"vraag", obstacle.dutch}}
        );
    }
    return list;
}

// What there is to say of a proposal that can be; null when that is nothing.
Json remark_on(const Proposal& proposal, const plans::Offer& offer) {
    if (!offer.is_long(proposal)) {
        return {};
    }
    return fmt::format(
        "Deze regeling duurt langer dan {} maanden. Praat eerst over kwijtschelding en schuldhulp. "
        "Het is geen reden om meer per maand te vragen.",
        *offer.longest_term_months()
    );
}

Json plan_of(const Proposal& proposal, const plans::Offer& offer) {
    Json instalments = Json::array();
    for (const plans::Instalment& instalment : proposal.schedule) {
        instalments.push_back(
            {{"nummer", instalment.number},
             {"vervaldatum", instalment.due_date.to_string()},
             {"bedrag", instalment.amount.to_string()}}
        );
    }
    return {
        {"bedragPerMaand",
         {{"volgensNorm", proposal.amounts.norm.to_string()},
          {"afgesproken", proposal.amounts.agreed.to_string()},
          {"blijftOverOmVanTeLeven", proposal.amounts.left_to_live_on.to_string()},
          {"beslagvrijeVoet", proposal.protected_income.to_string()}}},
        {"ritme", dutch(proposal.terms.rhythm.frequency)},
        {"aantalTermijnen", proposal.schedule.size()},
        {"aantalMaanden", proposal.months()},
        {"einddatum", proposal.end_date().to_string()},
        {"totaal", proposal.total.total().to_string()},
        {"waarvanRente", proposal.total.interest.to_string()},
        {"waarvanKosten", proposal.total.costs.to_string()},
        {"opmerking", remark_on(proposal, offer)},
        {"termijnen", std::move(instalments)}};
}

Json proposal_of(
    std::string_view kind, const Outcome<Proposal>& proposal, const plans::Offer& offer
) {
    Json json{
        {"soort", kind},
        {"mogelijk", proposal.has_value()},
        {"regeling", Json()},
        {"reden", Json()}};
    if (proposal) {
        json["regeling"] = plan_of(*proposal, offer);
    } else {
        const std::string& code = proposal.error().code;
        const auto [detail, remedy] = dutch_reason_of(code);
        json["reden"] = {{"code", code}, {"detail", detail}, {"remedy", remedy}};
    }
    return json;
}

Json proposals_of(const plans::Offer& offer) {
    Json list = Json::array();
    if (!offer.proposals) {
        return list;
    }
    list.push_back(proposal_of("norm", offer.proposals->by_norm, offer));
    list.push_back(proposal_of("snelst", offer.proposals->fastest, offer));
    if (offer.proposals->asked_term) {
        list.push_back(proposal_of("looptijd", *offer.proposals->asked_term, offer));
    }
    if (offer.proposals->named_amount) {
        list.push_back(proposal_of("bedrag", *offer.proposals->named_amount, offer));
    }
    return list;
}

}  // namespace

Json json_of(const plans::Offer& offer) {
    return {
        {"schuld", offer.debt.total().to_string()},
        {"betaaltElders", offer.paid_elsewhere.to_string()},
        {"draagkracht", figures_of(offer)},
        {"vragen", questions_of(offer)},
        {"voorstellen", proposals_of(offer)}};
}

}  // namespace draagkracht::api
