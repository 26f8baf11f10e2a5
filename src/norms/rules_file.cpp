#include "draagkracht/norms/rules_file.hpp"

#include "draagkracht/norms/direct_debit_file.hpp"
#include "norms/norm_file.hpp"
#include "norms/parameter_file.hpp"
#include "norms/policy_file.hpp"

namespace draagkracht::norms {

base::Outcome<NormBook> read_norms(const std::filesystem::path& folder) {
    const base::Outcome<std::vector<std::filesystem::path>> files = toml_files_of(folder);
    if (!files) {
        return tl::unexpected(files.error());
    }
    std::vector<NormTable> tables;
    for (const std::filesystem::path& file : *files) {
        base::Outcome<NormTable> table = read_norm_file(file);
        if (!table) {
            return tl::unexpected(table.error());
        }
        tables.push_back(std::move(*table));
    }
    return NormBook::of(std::move(tables));
}

base::Outcome<Law> read_law(const std::filesystem::path& path) {
    const base::Outcome<TomlFile> file = TomlFile::read(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    TomlTable root = file->root();
    const auto whole = [&](std::string_view key) {
        return read_dated<int>(root, key, RowKind::law);
    };
    const auto share = [&](std::string_view key) {
        return read_dated<base::Percentage>(root, key, RowKind::law);
    };
    LawRows rows{
        .statutory_interest = share("statutory_interest"),
        .formal_notice_fee = read_dated<FormalNoticeFee>(root, "formal_notice_fee", RowKind::law),
        .payment_term_weeks = whole("payment_term_weeks"),
        .formal_notice_term_weeks = whole("formal_notice_term_weeks"),
        .limitation_years = whole("limitation_years"),
        .interest_due_from = read_dated<base::Money>(root, "interest_due_from", RowKind::law),
        .remission_years = whole("remission_years"),
        .buy_off_share = share("buy_off_share"),
        .pension_age = read_dated<PensionAge>(root, "pension_age", RowKind::law)};
    root.close();
    if (file->problem()) {
        return tl::unexpected(*file->problem());
    }
    return Law{std::move(rows)};
}

namespace {

base::Outcome<PolicyBook> read_policies_under(
    const std::filesystem::path& folder, const LawOverPolicy& law
) {
    const base::Outcome<std::vector<std::filesystem::path>> files = toml_files_of(folder);
    if (!files) {
        return tl::unexpected(files.error());
    }
    std::vector<Policy> policies;
    for (const std::filesystem::path& file : *files) {
        base::Outcome<Policy> policy = read_policy_file(file, law);
        if (!policy) {
            return tl::unexpected(policy.error());
        }
        policies.push_back(std::move(*policy));
    }
    return PolicyBook::of(std::move(policies));
}

}  // namespace

base::Outcome<NormTable> read_norm_table(const std::filesystem::path& file) {
    return read_norm_file(file);
}

base::Outcome<PolicyBook> read_policies(const std::filesystem::path& folder) {
    return read_policies_under(folder, {});
}

base::Outcome<RuleBook> read_rules(const RuleFiles& files) {
    base::Outcome<NormBook> norms = read_norms(files.norms);
    if (!norms) {
        return tl::unexpected(norms.error());
    }
    base::Outcome<Law> law = read_law(files.law);
    if (!law) {
        return tl::unexpected(law.error());
    }
    base::Outcome<PolicyBook> policies =
        read_policies_under(files.policies, law_over_policy(*norms, *law));
    if (!policies) {
        return tl::unexpected(policies.error());
    }
    base::Outcome<DirectDebitBook> direct_debit = read_direct_debit(files.policies);
    if (!direct_debit) {
        return tl::unexpected(direct_debit.error());
    }
    return RuleBook{
        std::move(*norms), std::move(*law), std::move(*policies), std::move(*direct_debit)};
}

}  // namespace draagkracht::norms
