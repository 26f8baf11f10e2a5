#include "draagkracht/plans/proposals_json.hpp"
#include "draagkracht/base/json_depth.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "draagkracht/capacity/capacity_json.hpp"
#include "draagkracht/capacity/validity.hpp"
#include "draagkracht/plans/offer.hpp"

namespace draagkracht::plans {

namespace {

using base::Money;
using Json = nlohmann::ordered_json;

constexpr int months_max = 12 * years_max;
// Twice what a talk needs: what is deeper was made to do harm.
constexpr int depth_max = 16;

// The fields of one object, each of which must be known. Notes the first thing that is wrong, for
// all objects of a line together.
class TalkFields {
  public:
    TalkFields(
        const Json& object,
        std::string where,
        const std::set<std::string>& known,
        std::optional<base::Problem>& problem
    )
        : object_{object}, where_{std::move(where)}, problem_{problem} {
        if (!object_.is_object()) {
            complain("", "this is no object");
            return;
        }
        for (const auto& [name, value] : object_.items()) {
            if (!known.contains(name)) {
                complain("", "there is a field here that is not known");
            }
        }
    }

    [[nodiscard]] TalkFields object(const std::string& name, const std::set<std::string>& known)
        const {
        return {needed(name), where(name), known, problem_};
    }
    [[nodiscard]] bool has(const std::string& name) const {
        return object_.is_object() && object_.contains(name) && !object_.at(name).is_null();
    }
    [[nodiscard]] const Json& needed(const std::string& name) const {
        static const Json nothing = Json::object();
        if (!has(name)) {
            complain(name, "this field is missing");
            return nothing;
        }
        return object_.at(name);
    }
    // Money, a date or a rhythm, written as text.
    template <typename Value>
    [[nodiscard]] std::optional<Value> parsed(
        const std::string& name, base::Outcome<Value> (*parse)(std::string_view)
    ) const {
        if (!has(name)) {
            return std::nullopt;
        }
        const Json& value = object_.at(name);
        const base::Outcome<Value> read =
            parse(value.is_string() ? value.get_ref<const std::string&>() : std::string{});
        if (!read) {
            complain(name, "this field does not hold what it should, written as text");
            return std::nullopt;
        }
        return *read;
    }
    [[nodiscard]] base::Date needed_date(const std::string& name) const {
        static_cast<void>(needed(name));
        return parsed<base::Date>(name, &base::Date::parse)
            .value_or(base::Date{std::chrono::sys_days{}});
    }
    // Not below zero; zero where it is not there.
    [[nodiscard]] Money amount(const std::string& name) const {
        const Money amount = parsed<Money>(name, &Money::parse).value_or(Money{});
        if (amount.is_negative() || amount > claims::amount_max) {
            complain(name, "this amount is below zero, or too large");
            return Money{};
        }
        return amount;
    }
    [[nodiscard]] std::optional<int> count(const std::string& name, int most) const {
        if (!has(name)) {
            return std::nullopt;
        }
        const Json& value = object_.at(name);
        if (!value.is_number_integer() || value < 1 || value > most) {
            complain(name, fmt::format("this is no whole number from 1 to {}", most));
            return std::nullopt;
        }
        return value.get<int>();
    }
    // Empty when there is a problem.
    [[nodiscard]] std::optional<capacity::Household> household() const {
        base::Outcome<capacity::Household> household =
            capacity::household_from_json(needed("household").dump());
        if (!household) {
            base::Problem problem = household.error();
            problem.where = where("household") + (problem.where.empty() ? "" : ".") + problem.where;
            note(std::move(problem));
            return std::nullopt;
        }
        return std::move(*household);
    }
    void complain(const std::string& name, std::string message) const {
        note(
            {"plans.not-a-talk",
             std::move(message),
             name.empty() ? where_ : where(name),
             "see docs/formats.md"}
        );
    }

  private:
    [[nodiscard]] std::string where(const std::string& name) const {
        return where_.empty() ? name : where_ + "." + name;
    }
    void note(base::Problem problem) const {
        if (!problem_) {
            problem_ = std::move(problem);
        }
    }

    const Json& object_;
    std::string where_;
    std::optional<base::Problem>& problem_;
};

claims::Balance read_debt(const TalkFields& root, std::optional<base::Problem>& problem) {
    const Json& list = root.needed("claims");
    if (!list.is_array()) {
        root.complain("claims", "this field is no list");
        return {};
    }
    claims::Balance debt;
    for (const Json& item : list) {
        const TalkFields claim{
            item, "claims", {"reference", "costs", "interest", "principal"}, problem};
        debt.costs += claim.amount("costs");
        debt.interest += claim.amount("interest");
        debt.principal += claim.amount("principal");
        if (debt.total() > claims::amount_max) {
            root.complain("claims", "these amounts come to too much");
            return {};
        }
    }
    if (!debt.total().is_positive()) {
        root.complain("claims", "nothing is open on these claims");
    }
    return debt;
}

Asked read_wish(const TalkFields& root) {
    const TalkFields wish = root.object(
        "wish", {"first_due_date", "frequency", "day_of_month", "months", "amount", "holiday_pay"}
    );
    Asked asked{
        .rhythm =
            {wish.parsed<Frequency>("frequency", &frequency_of).value_or(Frequency::monthly),
             wish.needed_date("first_due_date"),
             wish.count("day_of_month", 31)},
        .months = wish.count("months", months_max)};
    if (wish.has("amount")) {
        asked.amounts = {{1, wish.amount("amount")}};
    }
    if (wish.has("holiday_pay")) {
        asked.holiday_pay = wish.amount("holiday_pay");
    }
    return asked;
}

// The household of the assessment before, and the day on which its change was told.
struct Former {
    capacity::Household household;
    base::Date reported_on;
};

std::optional<Former> read_former(const TalkFields& root) {
    if (!root.has("former")) {
        return std::nullopt;
    }
    const TalkFields former = root.object("former", {"household", "reported_on"});
    std::optional<capacity::Household> household = former.household();
    const base::Date reported_on = former.needed_date("reported_on");
    return household ? std::optional{Former{std::move(*household), reported_on}} : std::nullopt;
}

struct TalkLine {
    capacity::Household household;
    claims::Balance debt;
    Money paid_elsewhere;
    Asked asked;
    std::optional<Former> former;
};

base::Outcome<TalkLine> read_talk(std::string_view line) {
    const Json json =
        base::nests_deeper(line, depth_max) ? Json{} : Json::parse(line, nullptr, false);
    std::optional<base::Problem> problem;
    const TalkFields root{
        json, "", {"household", "claims", "paid_elsewhere", "wish", "former"}, problem};
    std::optional<capacity::Household> household = root.household();
    const claims::Balance debt = read_debt(root, problem);
    const Money elsewhere = root.amount("paid_elsewhere");
    Asked asked = read_wish(root);
    std::optional<Former> former = read_former(root);
    if (problem) {
        return tl::unexpected(*problem);
    }
    return TalkLine{std::move(*household), debt, elsewhere, std::move(asked), std::move(former)};
}

Json figures_of(const Offer& offer) {
    const std::optional<capacity::CapacityFigures> figures = offer.figures();
    if (!figures) {
        return {};
    }
    return {
        {"norm_capacity", figures->norm_capacity.to_string()},
        {"protected_income", figures->protected_income.to_string()},
        {"income", figures->income.to_string()},
        {"room", figures->room().to_string()}};
}

Json json_of(std::string_view kind, const base::Outcome<Proposal>& proposal, const Offer& offer) {
    Json json{{"proposal", kind}, {"possible", proposal.has_value()}};
    if (!proposal) {
        json["code"] = proposal.error().code;
        json["message"] = proposal.error().message;
        json["remedy"] = proposal.error().remedy;
        return json;
    }
    json["norm"] = proposal->amounts.norm.to_string();
    json["agreed"] = proposal->amounts.agreed.to_string();
    json["left_to_live_on"] = proposal->amounts.left_to_live_on.to_string();
    json["protected_income"] = proposal->protected_income.to_string();
    json["instalments"] = proposal->schedule.size();
    json["instalment"] = proposal->schedule.front().amount.to_string();
    json["last_instalment"] = proposal->schedule.back().amount.to_string();
    json["months"] = proposal->months();
    json["end_date"] = proposal->end_date().to_string();
    json["total"] = proposal->total.total().to_string();
    json["interest"] = proposal->total.interest.to_string();
    json["longer_than_policy"] = offer.is_long(*proposal);
    return json;
}

Json proposals_of(const Offer& offer) {
    Json list = Json::array();
    if (!offer.proposals) {
        return list;
    }
    list.push_back(json_of("by_norm", offer.proposals->by_norm, offer));
    list.push_back(json_of("fastest", offer.proposals->fastest, offer));
    if (offer.proposals->asked_term) {
        list.push_back(json_of("asked_term", *offer.proposals->asked_term, offer));
    }
    if (offer.proposals->named_amount) {
        list.push_back(json_of("named_amount", *offer.proposals->named_amount, offer));
    }
    return list;
}

Json questions_of(const Offer& offer) {
    Json list = Json::array();
    for (const capacity::Obstacle& obstacle : offer.assessment.worksheet.obstacles) {
        list.push_back(
            {{"code", obstacle.code},
             {"subject", obstacle.subject},
             {"nl", obstacle.dutch},
             {"en", obstacle.english}}
        );
    }
    return list;
}

}  // namespace

base::Outcome<std::string> propose_line(std::string_view line, const norms::RuleBook& rules) {
    const base::Outcome<TalkLine> talk = read_talk(line);
    if (!talk) {
        return tl::unexpected(talk.error());
    }
    base::Outcome<capacity::CapacityAssessment> assessment =
        capacity::assess(talk->household, rules);
    if (!assessment) {
        return tl::unexpected(assessment.error());
    }
    const Offer offer =
        offer_for(std::move(*assessment), talk->debt, talk->paid_elsewhere, talk->asked);
    Json answer{
        {"reference", talk->household.reference},
        {"debt", talk->debt.total().to_string()},
        {"paid_elsewhere", talk->paid_elsewhere.to_string()},
        {"figures", figures_of(offer)},
        {"questions", questions_of(offer)},
        {"proposals", proposals_of(offer)}};
    if (talk->former) {
        const base::Outcome<capacity::Renewal> renewal = capacity::renewal_after(
            talk->former->household, talk->household, talk->former->reported_on, rules
        );
        if (!renewal) {
            return tl::unexpected(renewal.error());
        }
        answer["renewal"] = {
            {"needed", renewal->needed}, {"works_from", renewal->works_from.to_string()}};
    }
    return answer.dump();
}

}  // namespace draagkracht::plans
