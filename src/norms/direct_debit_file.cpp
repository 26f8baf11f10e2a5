#include "draagkracht/norms/direct_debit_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "norms/direct_debit_table.hpp"
#include "norms/parameter_file.hpp"

namespace draagkracht::norms {

namespace {

// Longer is a slip: a bank takes orders so many days ahead, and no debtor is kept waiting so long.
constexpr int days_max = 90;
constexpr int retries_max = 2;  // SEPA Core: an order that failed is not presented for ever

std::vector<Parameter<int>> whole_up_to(
    TomlTable& section, std::string_view key, int least, int most
) {
    std::vector<Parameter<int>> rows = read_dated<int>(section, key, RowKind::policy);
    for (const Parameter<int>& row : rows) {
        if (row.value < least || row.value > most) {
            section.complain(
                key,
                "norms.not-a-value",
                fmt::format(
                    "'{}' is {}, not from {} to {}", section.path_of(key), row.value, least, most
                )
            );
        }
    }
    return rows;
}

// Nothing after a problem, which is noted.
std::optional<Creditor> read_creditor(TomlTable& row) {
    const std::string municipality = row.text("municipality");
    const std::string name = row.text("name");
    const std::string identifier = row.text("identifier");
    const base::Outcome<base::Iban> account = base::Iban::parse(row.text("account"));
    const std::string message = row.text("message");
    if (!is_creditor_identifier(identifier)) {
        row.complain(
            "identifier",
            "norms.not-a-value",
            "this is no Dutch creditor identifier",
            "take it over from the contract with the bank: NL, two digits, three characters and"
            " twelve digits"
        );
    }
    if (!account) {
        row.complain("account", "norms.not-a-value", account.error().message);
    }
    if (message != "pain.008.001.02" && message != "pain.008.001.08") {
        row.complain(
            "message",
            "norms.not-a-value",
            fmt::format("the message '{}' is not known", message),
            "choose from pain.008.001.02 and pain.008.001.08, as the bank takes it"
        );
    }
    row.close();
    return account ? std::optional{Creditor{municipality, name, identifier, *account, message}}
                   : std::nullopt;
}

}  // namespace

std::vector<DirectDebitPolicy> take_direct_debit(TomlTable& root) {
    std::vector<DirectDebitPolicy> policies;
    if (!root.has("direct_debit")) {
        return policies;
    }
    TomlTable section = root.table("direct_debit");
    const std::vector<Parameter<int>> lead_days = whole_up_to(section, "lead_days", 1, days_max);
    const std::vector<Parameter<int>> notice_days =
        whole_up_to(section, "notice_days", 0, days_max);
    const std::vector<Parameter<int>> retries = whole_up_to(section, "retries", 0, retries_max);
    const std::vector<Parameter<int>> retry_after_days =
        whole_up_to(section, "retry_after_days", 1, days_max);
    for (TomlTable& row : section.rows("creditors")) {
        if (std::optional<Creditor> creditor = read_creditor(row)) {
            policies.push_back(
                {std::move(*creditor), lead_days, notice_days, retries, retry_after_days}
            );
        }
    }
    section.close();
    return policies;
}

base::Outcome<DirectDebitBook> read_direct_debit(const std::filesystem::path& folder) {
    const base::Outcome<std::vector<std::filesystem::path>> files = toml_files_of(folder);
    if (!files) {
        return tl::unexpected(files.error());
    }
    std::vector<DirectDebitPolicy> policies;
    for (const std::filesystem::path& path : *files) {
        const base::Outcome<TomlFile> file = TomlFile::read(path);
        if (!file) {
            return tl::unexpected(file.error());
        }
        TomlTable root = file->root();
        std::ranges::move(take_direct_debit(root), std::back_inserter(policies));
        if (file->problem()) {
            return tl::unexpected(*file->problem());
        }
    }
    return DirectDebitBook{std::move(policies)};
}

}  // namespace draagkracht::norms
