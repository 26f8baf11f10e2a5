#include "norms/norm_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

namespace {

NormPeriod read_period(TomlTable& root) {
    NormPeriod period{.valid_from = root.date("valid_from"), .sources = {}};
    TomlTable sources = root.table("sources");
    for (const std::string& key : sources.keys()) {
        period.sources.emplace(key, fmt::format("{}", fmt::join(sources.texts(key), "; ")));
    }
    return period;
}

BenefitNorms read_benefit_norm(TomlTable section, const NormPeriod& period) {
    const auto amount = [&](std::string_view key) {
        return read_optional<base::Money>(section, key, period);
    };
    BenefitNorms norms{
        .single = amount("single"),
        .couple = amount("couple"),
        .single_pension = amount("single_pension"),
        .couple_pension = amount("couple_pension"),
        .young_single = amount("young_single"),
        .young_couple_both = amount("young_couple_both"),
        .young_couple_one = amount("young_couple_one"),
        .young_single_parent = amount("young_single_parent"),
        .young_parents_both = amount("young_parents_both"),
        .young_parents_one = amount("young_parents_one"),
        .young_supplement = amount("young_supplement"),
        .young_spouse_parent = amount("young_spouse_parent"),
        .young_spouse = amount("young_spouse"),
        .institution_single = amount("institution_single"),
        .institution_couple = amount("institution_couple"),
        .institution_supplement_single = amount("institution_supplement_single"),
        .institution_supplement_couple = amount("institution_supplement_couple")};
    section.close();
    return norms;
}

CostSharerRule read_cost_sharers(TomlTable section, const NormPeriod& period) {
    CostSharerRule rule{
        .minimum_age = read_optional<int>(section, "minimum_age", period),
        .fixed_share = read_optional<base::Percentage>(section, "fixed_share", period),
        .share_per_person = read_optional<base::Percentage>(section, "share_per_person", period)};
    section.close();
    return rule;
}

Share read_holiday_share(TomlTable section, const NormPeriod& period) {
    Share share = read_optional<base::Percentage>(section, "share", period);
    section.close();
    return share;
}

ProtectedIncomeForm read_form(TomlTable& section) {
    const std::string form = section.text("form");
    if (form == "linear_rent_term") {
        return ProtectedIncomeForm::linear_rent_term;
    }
    if (form != "quadratic_rent_term") {
        section.complain(
            "form",
            "norms.not-a-value",
            fmt::format("the form '{}' is not known", form),
            "choose from linear_rent_term, quadratic_rent_term"
        );
    }
    return ProtectedIncomeForm::quadratic_rent_term;
}

ProtectedIncomeParameters read_protected_income(TomlTable section, const NormPeriod& period) {
    const auto amount = [&](std::string_view key) {
        return read_optional<base::Money>(section, key, period);
    };
    const auto share = [&](std::string_view key) {
        return read_optional<base::Percentage>(section, key, period);
    };
    const auto count = [&](std::string_view key) {
        return read_optional<int>(section, key, period);
    };
    ProtectedIncomeParameters parameters{
        .form = read_form(section),
        .cap_single = amount("cap_single"),
        .cap_single_parent = amount("cap_single_parent"),
        .cap_couple = amount("cap_couple"),
        .cap_couple_with_children = amount("cap_couple_with_children"),
        .base_share = share("base_share"),
        .threshold_income = amount("threshold_income"),
        .healthcare_taper = share("healthcare_taper"),
        .standard_premium = amount("standard_premium"),
        .rent_taper_single = share("rent_taper_single"),
        .rent_taper_household = share("rent_taper_household"),
        .maximum_rent = amount("maximum_rent"),
        .minimum_income_single = amount("minimum_income_single"),
        .minimum_income_household = amount("minimum_income_household"),
        .basic_rent_single = amount("basic_rent_single"),
        .basic_rent_household = amount("basic_rent_household"),
        .child_budget_taper = share("child_budget_taper"),
        .partner_threshold_raise = amount("partner_threshold_raise"),
        .no_address_share = share("no_address_share"),
        .housing_threshold_raise = share("housing_threshold_raise"),
        .housing_term_months = count("housing_term_months"),
        .housing_extension_months = count("housing_extension_months"),
        .housing_limit_single = amount("housing_limit_single"),
        .housing_limit_household = amount("housing_limit_household"),
        .partner_deduction_limit = share("partner_deduction_limit"),
        .share_of_income_limit = share("share_of_income_limit"),
        .validity_months = count("validity_months"),
        .institution_norm_part = read_optional<Fraction>(section, "institution_norm_part", period)};
    section.close();
    return parameters;
}

EarningsDisregard read_disregard(
    TomlTable& section, const std::string& name, const NormPeriod& period
) {
    return {
        .share = read_optional<base::Percentage>(section, name + "_share", period),
        .limit = read_optional<base::Money>(section, name + "_limit", period),
        .months = read_optional<int>(section, name + "_months", period)};
}

EarningsDisregards read_disregards(TomlTable section, const NormPeriod& period) {
    EarningsDisregards disregards{
        .first_months = read_disregard(section, "first_months", period),
        .single_parent = read_disregard(section, "single_parent", period),
        .limited_hours = read_disregard(section, "limited_hours", period),
        .subsidised = read_disregard(section, "subsidised", period),
        .subsidised_after = read_disregard(section, "subsidised_after", period)};
    section.close();
    return disregards;
}

MeansLimits read_means(TomlTable section, const NormPeriod& period) {
    const auto amount = [&](std::string_view key) {
        return read_optional<base::Money>(section, key, period);
    };
    MeansLimits limits{
        .gifts_a_year = amount("gifts_a_year"),
        .assets_single = amount("assets_single"),
        .assets_single_parent = amount("assets_single_parent"),
        .assets_couple = amount("assets_couple"),
        .own_home = amount("own_home")};
    section.close();
    return limits;
}

}  // namespace

base::Outcome<NormTable> read_norm_file(const std::filesystem::path& path) {
    const base::Outcome<TomlFile> file = TomlFile::read(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    TomlTable root = file->root();
    const NormPeriod period = read_period(root);
    NormTable table{
        .valid_from = period.valid_from,
        .valid_until = root.date("valid_until"),
        .file = path.filename().string(),
        .hash = file->hash(),
        .benefit_norm = read_benefit_norm(root.table("benefit_norm"), period),
        .holiday_share = read_holiday_share(root.table("holiday_pay"), period),
        .cost_sharers = read_cost_sharers(root.table("cost_sharers"), period),
        .protected_income = {},
        .earnings_disregards = {},
        .means = {}};
    // Before the half-year in which its parameters are known, a whole section is absent.
    if (root.has("protected_income")) {
        table.protected_income = read_protected_income(root.table("protected_income"), period);
    }
    if (root.has("earnings_disregards")) {
        table.earnings_disregards = read_disregards(root.table("earnings_disregards"), period);
    }
    if (root.has("means")) {
        table.means = read_means(root.table("means"), period);
    }
    root.close();
    if (table.valid_until < table.valid_from) {
        root.complain("valid_until", "norms.wrong-date", "'valid_until' is before 'valid_from'");
    }
    if (path.stem() != table.valid_from.to_string()) {
        root.complain(
            "valid_from",
            "norms.wrong-date",
            "'valid_from' is not the date in the name of the file",
            "rename the file, or mend the date"
        );
    }
    if (file->problem()) {
        return tl::unexpected(*file->problem());
    }
    return table;
}

}  // namespace draagkracht::norms
