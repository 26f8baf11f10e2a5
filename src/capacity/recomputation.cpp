#include "draagkracht/capacity/recomputation.hpp"

#include <fmt/format.h>

#include "capacity/household_json.hpp"
#include "capacity/worksheet_difference.hpp"
#include "capacity/worksheet_json.hpp"

namespace draagkracht::capacity {

namespace {

// What a receipt says; a hash is empty where the worksheet was made without such rules.
struct Receipt {
    std::string program;
    std::string computation;
    std::string norms_hash;
    std::string policy_key;
    std::string policy_hash;
    std::string law_hash;
    Household household;
};

base::Problem not_a_receipt(const std::string& where) {
    return {
        "capacity.not-a-receipt",
        "this is no worksheet with a receipt",
        where,
        "give it as `draagkracht capacity` wrote it"};
}

std::string hash_in(JsonFields& receipt, std::string_view name) {
    std::optional<JsonFields> rules = receipt.object(name);
    return rules ? rules->needed_text("sha256") : std::string{};
}

// The fields that are not asked for need no check: each is compared, byte for byte.
base::Outcome<Receipt> read_receipt(JsonDocument& document, std::string_view worksheet) {
    if (!document.read(worksheet)) {
        return tl::unexpected(not_a_receipt(""));
    }
    JsonFields root = document.root();
    std::optional<JsonFields> fields = root.object("receipt");
    std::optional<JsonFields> household =
        fields ? fields->object("household") : std::optional<JsonFields>{};
    if (!household) {
        return tl::unexpected(not_a_receipt(fields ? "receipt.household" : "receipt"));
    }
    Receipt receipt{
        .program = fields->needed_text("program"),
        .computation = fields->needed_text("computation"),
        .norms_hash = hash_in(*fields, "norms"),
        .policy_key = {},
        .policy_hash = {},
        .law_hash = hash_in(*fields, "law"),
        .household = read_household(*household)};
    if (std::optional<JsonFields> policy = fields->object("policy")) {
        receipt.policy_key = policy->needed_text("key");
        receipt.policy_hash = policy->needed_text("sha256");
    }
    if (document.problem()) {
        return tl::unexpected(not_a_receipt(document.problem()->where));
    }
    return receipt;
}

std::shared_ptr<const norms::NormTable> norms_of(
    const Receipt& receipt, const norms::RuleBook& rules
) {
    for (const std::shared_ptr<const norms::NormTable>& table : rules.norms.tables()) {
        if (table->hash == receipt.norms_hash) {
            return table;
        }
    }
    return nullptr;
}

std::shared_ptr<const norms::PolicyRules> policy_of(
    const Receipt& receipt, const norms::RuleBook& rules
) {
    for (const std::shared_ptr<const norms::Policy>& policy : rules.policies.policies()) {
        for (const std::shared_ptr<const norms::PolicyRules>& since : policy->history) {
            const norms::RulesName& name = receipt.computation == computation_by_whole_policy
                                               ? since->all
                                               : since->of_capacity;
            if (since->key == receipt.policy_key && name.hash == receipt.policy_hash) {
                return since;
            }
        }
    }
    return nullptr;
}

}  // namespace

struct Recomputer::Kept {
    const norms::RuleBook& rules;
    JsonDocument document;
    WorksheetWriter writer;
    std::string text;
};

Recomputer::Recomputer(const norms::RuleBook& rules)
    : kept_{std::make_unique<Kept>(Kept{.rules = rules})} {}

Recomputer::~Recomputer() = default;

base::Outcome<Recomputation> Recomputer::recompute(std::string_view worksheet) {
    const base::Outcome<Receipt> receipt = read_receipt(kept_->document, worksheet);
    if (!receipt) {
        return tl::unexpected(receipt.error());
    }
    Recomputation recomputation{
        .reference = receipt->household.reference, .program = receipt->program};
    const auto ends_as = [&](Recomputed result, std::string place) {
        recomputation.result = result;
        recomputation.place = std::move(place);
        return recomputation;
    };
    if (receipt->computation != computation_version &&
        receipt->computation != computation_by_whole_policy) {
        return ends_as(Recomputed::other_computation, receipt->computation);
    }
    const RulesInForce rules{
        .norms = norms_of(*receipt, kept_->rules),
        .policy = policy_of(*receipt, kept_->rules),
        .law = kept_->rules.law};
    if (!rules.norms && !receipt->norms_hash.empty()) {
        return ends_as(Recomputed::unknown_rules, "norms");
    }
    if (!rules.policy && !receipt->policy_hash.empty()) {
        return ends_as(Recomputed::unknown_rules, "policy");
    }
    if (rules.law.pension_age_hash_on(receipt->household.date) != receipt->law_hash) {
        return ends_as(Recomputed::unknown_rules, "law");
    }
    kept_->text.clear();
    kept_->writer.write(
        receipt->household,
        assess(receipt->household, rules),
        {receipt->program, receipt->computation},
        kept_->text
    );
    return kept_->text == worksheet
               ? recomputation
               : ends_as(Recomputed::differs, first_difference(worksheet, kept_->text));
}

std::string_view name_of(Recomputed result) {
    switch (result) {
        case Recomputed::same:
            return "same";
        case Recomputed::differs:
            return "differs";
        case Recomputed::unknown_rules:
            return "unknown_rules";
        case Recomputed::other_computation:
            return "other_computation";
    }
    throw base::ProgrammerFault{"unknown result of a recomputation"};
}

std::string text_of(const Recomputation& recomputation) {
    switch (recomputation.result) {
        case Recomputed::same:
            return "the same bytes";
        case Recomputed::differs:
            return fmt::format(
                "differs at {}; made by {}", recomputation.place, recomputation.program
            );
        case Recomputed::unknown_rules:
            return fmt::format(
                "the rules that it names are not known here: {}; not computed under others",
                recomputation.place
            );
        case Recomputed::other_computation:
            return fmt::format(
                "made by {}, whose computation has version {} and not {}; that program can repeat "
                "it",
                recomputation.program,
                recomputation.place,
                computation_version
            );
    }
    throw base::ProgrammerFault{"unknown result of a recomputation"};
}

}  // namespace draagkracht::capacity
