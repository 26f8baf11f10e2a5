#include "pages/offer_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/household_form.hpp"
#include "pages/typed_amount.hpp"

namespace draagkracht::pages {

using base::Money;
using base::Outcome;
using capacity::CapacityFigures;
using plans::Frequency;
using plans::Offer;
using plans::Proposal;
using plans::Proposals;
using text::amount_text;
using text::date_text;

namespace {

// The drawing is 360 wide, and all of it is the income; each bar has its words above it.
constexpr std::int64_t chart_width = 360;
constexpr std::int64_t bar_step = 50;

std::int64_t width_of(Money amount, Money income) {
    const std::int64_t half = income.in_cents() / 2;
    const std::int64_t width = (amount.in_cents() * chart_width + half) / income.in_cents();
    return std::clamp<std::int64_t>(width, 0, chart_width);
}

std::string_view rhythm_text(Frequency frequency) {
    switch (frequency) {
        case Frequency::monthly:
            return "per maand";
        case Frequency::four_weekly:
            return "per vier weken";
        case Frequency::weekly:
            return "per week";
    }
    return "";
}

// Why a proposal cannot be made, and what to talk about instead.
std::string why_not(const base::Problem& problem, const CapacityFigures& figures) {
    const std::string room = amount_text(figures.room());
    if (problem.code == "plans.no-capacity") {
        return "Er is nu niets om van af te lossen. Praat over uitstel, schuldhulp of "
               "kwijtschelding.";
    }
    if (problem.code == "plans.below-protected-income") {
        return figures.room().is_positive()
                   ? fmt::format(
                         "Zo blijft er te weinig over om van te leven. Meer dan {} per maand kan "
                         "niet.",
                         room
                     )
                   : "Zo blijft er te weinig over om van te leven.";
    }
    if (problem.code == "plans.too-long") {
        return "Zo duurt het meer dan veertig jaar. Praat over kwijtschelding of schuldhulp.";
    }
    if (problem.code == "plans.no-months") {
        return "Kies een aantal maanden van 1 tot en met 480.";
    }
    return "Dit kan niet. Kijk de bedragen en de dagen na.";
}

struct NamedProposal {
    std::string_view name;
    std::string_view id;
    const Outcome<Proposal>* proposal;
};

std::vector<NamedProposal> on_the_table(const Proposals& proposals) {
    std::vector<NamedProposal> table{
        {"Volgens de norm", "norm", &proposals.by_norm},
        {"Zo snel als het kan", "snelst", &proposals.fastest}};
    if (proposals.asked_term) {
        table.push_back({"In de gevraagde tijd", "looptijd", &*proposals.asked_term});
    }
    if (proposals.named_amount) {
        table.push_back({"Afspraak", "afspraak", &*proposals.named_amount});
    }
    return table;
}

// "€ 75,00", or "€ 75,00, vanaf termijn 7 € 90,00".
std::string instalments_text(const plans::ScheduleTerms& terms) {
    std::string text;
    for (const plans::AmountStep& step : terms.amounts) {
        text +=
            text.empty()
                ? amount_text(step.amount)
                : fmt::format(", vanaf termijn {} {}", step.from_number, amount_text(step.amount));
    }
    return text;
}

std::string added_text(const claims::Balance& total) {
    std::string text;
    const auto add = [&text](Money amount, std::string_view what) {
        if (amount.is_positive()) {
            text += fmt::format(
                "{}{} {}", text.empty() ? "waarvan " : " en ", amount_text(amount), what
            );
        }
    };
    add(total.interest, "rente");
    add(total.costs, "kosten");
    return text;
}

// A long plan is a reason to talk about something else first, and none to ask more.
std::string long_text(const Proposal& proposal, const Offer& offer) {
    return offer.is_long(proposal)
               ? fmt::format(
                     "Dit duurt langer dan {} maanden. Praat eerst over kwijtschelding en "
                     "schuldhulp. Het is geen reden om meer te vragen.",
                     *offer.longest_term_months()
                 )
               : std::string{};
}

Values proposal_view(
    const NamedProposal& named, const Offer& offer, const CapacityFigures& figures
) {
    Values values{
        {"proposal_name", named.name},
        {"proposal_id", named.id},
        {"is_agreement", named.id == "afspraak"},
        {"is_possible", named.proposal->has_value()},
        {"long_text", false}};
    if (!*named.proposal) {
        values["why_not"] = why_not(named.proposal->error(), figures);
        return values;
    }
    const Proposal& proposal = **named.proposal;
    const int count = static_cast<int>(proposal.schedule.size());
    const bool has_other_end = proposal.schedule.back().amount != proposal.schedule.front().amount;
    values["instalment_text"] = instalments_text(proposal.terms);
    values["rhythm_text"] = rhythm_text(proposal.terms.rhythm.frequency);
    values["count_text"] = text::count_text(count, "termijn", "termijnen");
    values["last_text"] = text_or_false(
        has_other_end ? "de laatste " + amount_text(proposal.schedule.back().amount) : ""
    );
    values["months_text"] = text::count_text(proposal.months(), "maand", "maanden");
    set_date(values, "end_date", proposal.end_date());
    values["total_text"] = amount_text(proposal.total.total());
    values["added_text"] = text_or_false(added_text(proposal.total));
    values["left_text"] = amount_text(proposal.amounts.left_to_live_on);
    values["long_text"] = text_or_false(long_text(proposal, offer));
    values["take_amount"] = field_amount(proposal.terms.amounts.front().amount);
    return values;
}

Values bar_view(
    std::string_view name, Money payment, const CapacityFigures& figures, std::size_t place
) {
    const Money income = figures.income;
    const auto top = static_cast<std::int64_t>(place) * bar_step;
    const std::int64_t paid = width_of(payment, income);
    return {
        {"bar_label", name},
        {"bar_amount", amount_text(payment)},
        {"label_y", std::to_string(top + 14)},
        {"bar_y", std::to_string(top + 21)},
        {"floor_x", std::to_string(width_of(figures.protected_income, income))},
        {"floor_y", std::to_string(top + 18)},
        {"living_width", std::to_string(chart_width - paid)},
        {"payment_width", std::to_string(paid)}};
}

Values chart_view(const std::vector<NamedProposal>& table, const CapacityFigures& figures) {
    if (!figures.income.is_positive()) {
        return false;
    }
    Values bars = Values::array();
    std::string description = fmt::format(
        "Inkomen {} per maand, beschermd inkomen {}.",
        amount_text(figures.income),
        amount_text(figures.protected_income)
    );
    for (const NamedProposal& named : table) {
        if (*named.proposal) {
            const plans::ThreeAmounts& amounts = (*named.proposal)->amounts;
            bars.push_back(bar_view(named.name, amounts.agreed, figures, bars.size()));
            description += fmt::format(
                " {}: {} aflossen, {} over om van te leven.",
                named.name,
                amount_text(amounts.agreed),
                amount_text(amounts.left_to_live_on)
            );
        }
    }
    if (bars.empty()) {
        return false;
    }
    const auto height = static_cast<std::int64_t>(bars.size()) * bar_step;
    return {
        {"chart_description", std::move(description)},
        {"bars", std::move(bars)},
        {"legend_y", std::to_string(height + 10)},
        {"legend_text_y", std::to_string(height + 21)},
        {"chart_height", std::to_string(height + 28)}};
}

Values questions_view(const Offer& offer) {
    Values list = Values::array();
    for (const capacity::Obstacle& obstacle : offer.assessment.worksheet.obstacles) {
        const bool is_about_a_fact = obstacle.code == "capacity.fact-unknown" ||
                                     obstacle.code == "capacity.facts-contradict";
        list.push_back(
            {{"question_text", obstacle.dutch},
             {"question_anchor",
              is_about_a_fact ? Values(anchor_of(obstacle.subject)) : Values(false)}}
        );
    }
    return list;
}

// A date or an amount as a Dutch reader expects it; nothing for a stage, which the text tells.
std::string remark_value(const std::string& value) {
    if (const base::Outcome<base::Date> day = base::Date::parse(value)) {
        return date_text(*day);
    }
    const base::Outcome<Money> amount = Money::parse(value);
    return amount ? amount_text(*amount) : "";
}

Values remarks_view(const std::vector<capacity::Remark>& remarks) {
    Values list = Values::array();
    for (const capacity::Remark& remark : remarks) {
        const std::string value = remark_value(remark.value);
        list.push_back(
            {{"remark_text", capacity::text_of(remark.kind).dutch},
             {"remark_value", text_or_false(value)}}
        );
    }
    return list;
}

// The three amounts are always shown together: what the norm says, what is agreed on, and what is
// left to live on.
Values amounts_view(const Reckoned& reckoned, const std::optional<CapacityFigures>& figures) {
    const Proposal* named = named_proposal(reckoned);
    const Proposal* by_norm = nullptr;
    if (figures && (*reckoned.offer)->proposals && (*reckoned.offer)->proposals->by_norm) {
        by_norm = &*(*reckoned.offer)->proposals->by_norm;
    }
    const Proposal* shown = named != nullptr ? named : by_norm;
    return {
        {"norm_text", figures ? amount_text(figures->norm_capacity) : "nog niet bekend"},
        {"agreed_text", named != nullptr ? amount_text(named->amounts.agreed) : "nog geen bedrag"},
        {"left_text",
         shown != nullptr ? amount_text(shown->amounts.left_to_live_on) : "nog niet bekend"},
        {"left_is_by_norm", named == nullptr && by_norm != nullptr},
        {"floor_text", figures ? amount_text(figures->protected_income) : "nog niet bekend"}};
}

std::string proposal_sentence(const Proposal& proposal) {
    return fmt::format(
        "{} {}: {}, klaar op {}. Er blijft {} per maand over om van te leven.",
        instalments_text(proposal.terms),
        rhythm_text(proposal.terms.rhythm.frequency),
        text::count_text(static_cast<int>(proposal.schedule.size()), "termijn", "termijnen"),
        date_text(proposal.end_date()),
        amount_text(proposal.amounts.left_to_live_on)
    );
}

// What a screen reader says once somebody has stopped typing.
std::string told_text(const Reckoned& reckoned, const std::optional<CapacityFigures>& figures) {
    if (!reckoned.faults.empty()) {
        return "Nog niet te berekenen: " + reckoned.faults.front().text;
    }
    if (!reckoned.offer || !*reckoned.offer) {
        return "Kies eerst een vordering.";
    }
    if (!figures) {
        const std::size_t count = (*reckoned.offer)->assessment.worksheet.obstacles.size();
        return fmt::format(
            "Nog niet te berekenen. Er {} nog {}.",
            count == 1 ? "is" : "zijn",
            text::count_text(static_cast<int>(count), "vraag", "vragen")
        );
    }
    if (const Proposal* named = named_proposal(reckoned)) {
        return proposal_sentence(*named);
    }
    if (const auto& asked = (*reckoned.offer)->proposals->named_amount; asked && !*asked) {
        return why_not(asked->error(), *figures);
    }
    return fmt::format("De norm zegt {} per maand.", amount_text(figures->norm_capacity));
}

std::optional<CapacityFigures> figures_of(const Reckoned& reckoned) {
    return reckoned.offer && *reckoned.offer ? (*reckoned.offer)->figures() : std::nullopt;
}

Values basis_text(const Reckoned& reckoned, const CapacityFigures& figures) {
    const Offer& offer = **reckoned.offer;
    std::string text = fmt::format(
        "Het gaat om {}. Het inkomen is {} per maand.",
        amount_text(offer.debt.total()),
        amount_text(offer.assessment.figures->income)
    );
    if (offer.paid_elsewhere.is_positive()) {
        text += fmt::format(
            " Daarvan gaat al {} naar een andere regeling: er blijft {} voor dit gesprek.",
            amount_text(offer.paid_elsewhere),
            amount_text(figures.income)
        );
    }
    return text;
}

}  // namespace

const Proposal* named_proposal(const Reckoned& reckoned) {
    if (!reckoned.offer || !*reckoned.offer || !(*reckoned.offer)->proposals) {
        return nullptr;
    }
    const auto& named = (*reckoned.offer)->proposals->named_amount;
    return named && *named ? &**named : nullptr;
}

void set_outcome(Values& values, const Reckoned& reckoned) {
    const std::optional<CapacityFigures> figures = figures_of(reckoned);
    Values faults = Values::array();
    for (const FormFault& fault : reckoned.faults) {
        faults.push_back({{"fault_text", fault.text}, {"fault_anchor", id_of(fault.name)}});
    }
    const bool has_offer = reckoned.offer && *reckoned.offer;
    Values questions = has_offer ? questions_view(**reckoned.offer) : Values::array();
    Values table = false;
    if (figures) {
        const std::vector<NamedProposal> proposals = on_the_table(*(*reckoned.offer)->proposals);
        Values rows = Values::array();
        for (const NamedProposal& named : proposals) {
            rows.push_back(proposal_view(named, **reckoned.offer, *figures));
        }
        table = {
            {"basis_text", basis_text(reckoned, *figures)},
            {"chart", chart_view(proposals, *figures)},
            {"proposals", std::move(rows)}};
    }
    const bool has_remarks = figures.has_value();
    Values notices = has_remarks ? remarks_view((*reckoned.offer)->assessment.worksheet.notices)
                                 : Values::array();
    Values provisions = has_remarks
                            ? remarks_view((*reckoned.offer)->assessment.worksheet.provisions)
                            : Values::array();
    const Proposal* named = named_proposal(reckoned);
    values["outcome"] = {
        {"has_notices", !notices.empty()},
        {"notices", std::move(notices)},
        {"has_provisions", !provisions.empty()},
        {"provisions", std::move(provisions)},
        {"has_faults", !faults.empty()},
        {"faults", std::move(faults)},
        {"no_claims", reckoned.faults.empty() && !has_offer},
        {"has_questions", !questions.empty()},
        {"questions", std::move(questions)},
        {"table", std::move(table)}};
    values["amounts"] = amounts_view(reckoned, figures);
    values["summary_text"] = named != nullptr ? Values(proposal_sentence(*named)) : Values(false);
    values["told_text"] = told_text(reckoned, figures);
}

}  // namespace draagkracht::pages
