#include "norms/policy_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "draagkracht/base/sha256.hpp"
#include "norms/direct_debit_table.hpp"
#include "norms/match_ladder_table.hpp"
#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

namespace {

// Rows of rules that stand together, and the name by which they are found again.
class RowsTogether {
  public:
    void take(const ParameterRow& row) {
        since_ = std::max(since_, row.valid_from);
        canonical_text_ += canonical_line(row);
    }
    [[nodiscard]] RulesName name() const { return {since_, base::sha256_of(canonical_text_)}; }

  private:
    base::Date since_{std::chrono::sys_days{}};
    std::string canonical_text_;
};

constexpr std::string_view capacity_prefix = "capacity.";  // Of the names of its rows.

// Reads the rules as they stand on one date, and gathers what is needed to know on which dates
// they stand otherwise.
class RulesReader {
  public:
    RulesReader(TomlTable root, base::Date date, const LawOverPolicy& law)
        : root_{std::move(root)}, date_{date}, law_{law} {}

    PolicyRules read(const std::string& key);
    // Every first day of a row of any rule, from the day on which all rules are in force.
    [[nodiscard]] std::set<base::Date> change_dates() const;
    // After read: nothing but the rules and what `root` was asked for before stands in the file.
    void close() const { root_.close(); }

  private:
    template <typename Value>
    Parameter<Value> rule(TomlTable& section, std::string_view key) {
        const std::vector<Parameter<Value>> rows = read_dated<Value>(section, key, RowKind::policy);
        if (rows.empty()) {  // A problem is noted; nothing that is read now will be used.
            return {Value{}, {{}, {}, date_, {}, {}, Basis::policy}};
        }
        all_since_ = std::max(all_since_, rows.front().row.valid_from);
        for (const Parameter<Value>& row : rows) {
            begin_dates_.insert(row.row.valid_from);
        }
        const Parameter<Value>* const found = in_force(rows, date_);
        const Parameter<Value>& chosen = found == nullptr ? rows.front() : *found;
        all_.take(chosen.row);
        if (chosen.row.name.starts_with(capacity_prefix)) {
            of_capacity_.take(chosen.row);
        }
        return chosen;
    }

    Parameter<base::Percentage> share_of_benefit(TomlTable& section);
    // A count that may not be below one.
    Parameter<int> counted(TomlTable& section, std::string_view key);
    // A count that may not be below the hard gate of this program.
    Parameter<int> gated(TomlTable& section, std::string_view key, int least);
    Parameter<std::vector<EscalationStep>> ladder(TomlTable& section);
    Parameter<std::vector<FourEyesAction>> four_eyes(TomlTable& section);

    TomlTable root_;
    base::Date date_;
    const LawOverPolicy& law_;
    base::Date all_since_{std::chrono::sys_days{}};
    std::set<base::Date> begin_dates_;
    RowsTogether all_;
    RowsTogether of_capacity_;
};

// Who lives on the benefit has the norm to live on and keeps the protected share of it, so asking
// more is asking what can never be taken.
Parameter<base::Percentage> RulesReader::share_of_benefit(TomlTable& section) {
    Parameter<base::Percentage> parameter = rule<base::Percentage>(section, "benefit_norm_share");
    if (!law_.share_of_income_limit) {
        return parameter;
    }
    const base::Percentage most = base::Percentage::thousandths(
        base::Percentage::whole(100).in_thousandths() -
        law_.share_of_income_limit->value.in_thousandths()
    );
    if (parameter.value > most) {
        section.complain(
            "benefit_norm_share",
            "norms.beyond-law",
            fmt::format(
                "'{}' is {}, more than the {} percent that {} leaves",
                section.path_of("benefit_norm_share"),
                parameter.row.value_text,
                most.to_string(),
                law_.share_of_income_limit->row.article
            ),
            fmt::format("ask at most {}", most.to_string())
        );
    }
    return parameter;
}

Parameter<int> RulesReader::counted(TomlTable& section, std::string_view key) {
    Parameter<int> parameter = rule<int>(section, key);
    if (parameter.value < 1) {
        section.complain(
            key,
            "norms.not-a-value",
            fmt::format("'{}' is {}", section.path_of(key), parameter.value),
            "write a whole number from 1"
        );
    }
    return parameter;
}

Parameter<int> RulesReader::gated(TomlTable& section, std::string_view key, int least) {
    Parameter<int> parameter = rule<int>(section, key);
    if (parameter.value < least) {
        section.complain(
            key,
            "norms.weaker-than-gate",
            fmt::format("'{}' is {}, less than {}", section.path_of(key), parameter.value, least),
            "policy can ask more contact before force, never less"
        );
    }
    return parameter;
}

Parameter<std::vector<EscalationStep>> RulesReader::ladder(TomlTable& section) {
    Parameter<std::vector<EscalationStep>> parameter =
        rule<std::vector<EscalationStep>>(section, "escalation_ladder");
    const std::vector<EscalationStep>& steps = parameter.value;
    const bool rises =
        std::ranges::adjacent_find(steps, std::ranges::greater_equal{}) == steps.end();
    if (!rises || steps.empty() || steps.front() != EscalationStep::personal_contact) {
        section.complain(
            "escalation_ladder",
            "norms.weaker-than-gate",
            "the ladder does not begin with personal_contact or does not rise in weight",
            "order the steps from light to heavy, each once"
        );
    }
    return parameter;
}

Parameter<std::vector<FourEyesAction>> RulesReader::four_eyes(TomlTable& section) {
    Parameter<std::vector<FourEyesAction>> parameter =
        rule<std::vector<FourEyesAction>>(section, "four_eyes");
    if (std::ranges::find(parameter.value, FourEyesAction::gate_override) ==
        parameter.value.end()) {
        section.complain(
            "four_eyes",
            "norms.weaker-than-gate",
            "'gate_override' is not among the actions for a second person",
            "going round the gate in front of force always takes two"
        );
    }
    return parameter;
}

PolicyRules RulesReader::read(const std::string& key) {
    TomlTable capacity = root_.table("capacity");
    TomlTable plans = root_.table("plans");
    TomlTable followup = root_.table("followup");
    TomlTable claims = root_.table("claims");
    TomlTable remission = root_.table("remission");
    TomlTable access = root_.table("access");
    PolicyRules rules{
        .key = key,
        .all = {date_, {}},
        .of_capacity = {date_, {}},
        .benefit_norm_share = share_of_benefit(capacity),
        .other_norm_share = rule<base::Percentage>(capacity, "other_norm_share"),
        .other_surplus_share = rule<base::Percentage>(capacity, "other_surplus_share"),
        .minimum_amount = rule<base::Money>(capacity, "minimum_amount"),
        .set_off_from_benefit = rule<bool>(capacity, "set_off_from_benefit"),
        .instalment_rounding = rule<InstalmentRounding>(plans, "instalment_rounding"),
        .review_interval_months = counted(plans, "review_interval_months"),
        .longest_term_months = counted(plans, "longest_term_months"),
        .missed_margin_days = rule<int>(followup, "missed_margin_days"),
        .missed_margin = rule<base::Money>(followup, "missed_margin"),
        .unpaid_talk_days = rule<int>(followup, "unpaid_talk_days"),
        .talk_interval_months = rule<int>(followup, "talk_interval_months"),
        .contact_attempts = gated(followup, "contact_attempts", hard_gate.attempts),
        .contact_channels = gated(followup, "contact_channels", hard_gate.channels),
        .contact_days = gated(followup, "contact_days", hard_gate.days),
        .escalation_ladder = ladder(followup),
        .claim_order = rule<ClaimOrder>(claims, "claim_order"),
        .trivial_amount = rule<base::Money>(claims, "trivial_amount"),
        .limitation_warning_months = counted(claims, "limitation_warning_months"),
        .other_remission_years = counted(remission, "other_remission_years"),
        .other_buy_off_share = rule<base::Percentage>(remission, "other_buy_off_share"),
        .late_counts_as_paid = rule<bool>(remission, "late_counts_as_paid"),
        .remainder_with_costs = rule<bool>(remission, "remainder_with_costs"),
        .four_eyes = four_eyes(access)};
    for (const TomlTable* section : {&capacity, &plans, &followup, &claims, &remission, &access}) {
        section->close();
    }
    rules.all = all_.name();
    rules.of_capacity = of_capacity_.name();
    return rules;
}

std::set<base::Date> RulesReader::change_dates() const {
    std::set<base::Date> dates{all_since_};
    std::ranges::copy_if(begin_dates_, std::inserter(dates, dates.end()), [&](base::Date date) {
        return date > all_since_;
    });
    return dates;
}

Letterhead read_letterhead(TomlTable& section, const base::Iban& iban) {
    Letterhead letterhead{
        .name = section.text("name"),
        .desk = section.text("desk"),
        .street = section.text("street"),
        .postcode = section.text("postcode"),
        .town = section.text("town"),
        .phone = section.text("phone"),
        .email = section.text("email"),
        .iban = iban};
    section.close();
    return letterhead;
}

std::vector<Municipality> read_municipalities(TomlTable& root) {
    std::vector<Municipality> municipalities;
    for (TomlTable& row : root.rows("municipalities")) {
        municipalities.push_back({.code = row.text("code"), .name = row.text("name")});
        row.close();
    }
    return municipalities;
}

}  // namespace

base::Outcome<Policy> read_policy_file(
    const std::filesystem::path& path, const LawOverPolicy& law
) {
    base::Outcome<TomlFile> file = TomlFile::read(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    file->set_by_law(law.articles);
    TomlTable root = file->root();
    const std::string key = path.stem().string();
    TomlTable letterhead = root.table("letterhead");
    const base::Outcome<base::Iban> iban = base::Iban::parse(letterhead.text("iban"));
    if (!iban) {
        letterhead.complain("iban", "norms.not-a-value", iban.error().message);
        return tl::unexpected(*file->problem());
    }
    Policy policy{
        .key = key,
        .name = root.text("name"),
        .letterhead = read_letterhead(letterhead, *iban),
        .municipalities = read_municipalities(root),
        .history = {}};
    // Used by read_direct_debit; here so that a slip in it is told when the program starts.
    for (const DirectDebitPolicy& collection : take_direct_debit(root)) {
        const std::string& code = collection.creditor.municipality;
        if (std::ranges::find(policy.municipalities, code, &Municipality::code) ==
            policy.municipalities.end()) {
            root.complain(
                "direct_debit",
                "norms.unknown-municipality",
                fmt::format("'{}' is none of the municipalities of this policy", code)
            );
        }
    }
    // Used by read_match_ladders; here for the same reason.
    static_cast<void>(take_match_ladders(root));
    RulesReader first{root, base::Date{std::chrono::sys_days{}}, law};
    first.read(key);
    first.close();
    for (const base::Date date : first.change_dates()) {
        policy.history.push_back(
            std::make_shared<const PolicyRules>(RulesReader{root, date, law}.read(key))
        );
    }
    if (file->problem()) {
        return tl::unexpected(*file->problem());
    }
    return policy;
}

}  // namespace draagkracht::norms
