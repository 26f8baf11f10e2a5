#include "pages/remission_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "draagkracht/text/dutch.hpp"

namespace draagkracht::pages {

using claims::GroundOutlook;
using claims::RemissionGround;
using claims::RemissionNeed;
using claims::RemissionNote;
using text::amount_text;
using text::date_text;

namespace {

bool asks(const GroundOutlook& ground, RemissionNeed need) {
    return std::ranges::find(ground.needs, need) != ground.needs.end();
}

// "elke termijn tot dan wordt betaald en de achterstand van € 50,00 wordt ingehaald".
std::string conditions_text(const GroundOutlook& ground) {
    std::vector<std::string> conditions;
    if (asks(ground, RemissionNeed::plan)) {
        conditions.emplace_back("er een regeling komt");
    }
    if (asks(ground, RemissionNeed::keep_paying)) {
        conditions.emplace_back("elke termijn tot dan wordt betaald");
    }
    if (asks(ground, RemissionNeed::arrears)) {
        conditions.push_back(
            fmt::format("de achterstand van {} wordt ingehaald", amount_text(ground.to_pay))
        );
    }
    std::string text;
    for (const std::string& condition : conditions) {
        text += text.empty() ? condition : " en " + condition;
    }
    return text;
}

std::string by_payment_text(const GroundOutlook& ground, base::BusinessDate today) {
    if (!ground.from) {
        return "Kwijtschelding: nog niet te zeggen, want er is nog geen regeling";
    }
    if (ground.is_reached()) {
        return fmt::format(
            "Kwijtschelding: kan worden gevraagd. Er is lang genoeg betaald ({})", ground.article
        );
    }
    if (asks(ground, RemissionNeed::interest_and_costs)) {
        return fmt::format(
            "Kwijtschelding: mogelijk zodra {} is betaald, met rente en kosten ({})",
            amount_text(ground.to_pay),
            ground.article
        );
    }
    const std::string when = *ground.from > today.date()
                                 ? "mogelijk vanaf " + date_text(*ground.from) + ", als "
                                 : std::string{"mogelijk als "};
    return fmt::format("Kwijtschelding: {}{}", when, conditions_text(ground));
}

}  // namespace

std::string remission_text(const GroundOutlook& ground, base::BusinessDate today) {
    switch (ground.ground) {
        case RemissionGround::paid_in_full:
        case RemissionGround::arrears_made_good:
        case RemissionGround::proper_payment:
            return by_payment_text(ground, today);
        case RemissionGround::nothing_paid:
            return asks(ground, RemissionNeed::time)
                       ? std::string{}
                       : fmt::format(
                             "Kwijtschelding: er is {} jaar niets betaald. Mogelijk als er geen "
                             "uitzicht op betaling is",
                             ground.rule->value_text
                         );
        case RemissionGround::buy_off:
            return ground.is_reached()
                       ? "Afkoop: genoeg ineens betaald. De rest kan worden kwijtgescholden"
                       : fmt::format("Afkoop: mogelijk met {} ineens", amount_text(ground.to_pay));
        case RemissionGround::trivial:
            return "Kruimelbedrag: de gemeente kan de rest laten vervallen";
        case RemissionGround::fine_in_arrangement:
            return "Kwijtschelding: van een boete alleen in een schuldregeling";
    }
    return {};
}

std::string remission_text(RemissionNote note) {
    switch (note) {
        case RemissionNote::no_debt_arrangement:
            return "Schuldregeling: met een boete of aangifte werkt de gemeente daar niet aan mee "
                   "(PW 60c)";
        case RemissionNote::other_act:
            return "Kwijtschelding: niet bekend, want de regels van deze wet staan niet in dit "
                   "systeem";
        case RemissionNote::compelling_reasons:
        case RemissionNote::disproportionate:
            return {};
    }
    return {};
}

Values remission_view(
    base::ClaimId claim,
    const std::vector<followup::ClaimOutlook>& outlooks,
    base::BusinessDate today
) {
    Values lines = Values::array();
    const auto add = [&lines](std::string text) {
        if (!text.empty()) {
            lines.push_back({{"remission_text", std::move(text)}});
        }
    };
    const auto found = std::ranges::find(outlooks, claim, &followup::ClaimOutlook::claim);
    if (found != outlooks.end() && found->outlook) {
        for (const GroundOutlook& ground : found->outlook->grounds) {
            add(remission_text(ground, today));
        }
        for (const RemissionNote note : found->outlook->notes) {
            add(remission_text(note));
        }
    }
    return lines;
}

}  // namespace draagkracht::pages
