// Reads the numbers of law and policy from config/, once, at start.
//
//     Outcome<RuleBook> book = read_rules({.norms = "config/norms",
//                                          .law = "config/law.toml",
//                                          .policies = "config/policies"});
//
// Reading is strict, for a slip here is a wrong amount for many people. Problems name file and
// line: norms.unreadable, norms.not-toml, norms.unknown-key, norms.missing, norms.wrong-type,
// norms.not-a-value, norms.no-source, norms.wrong-date, norms.overlap, norms.weaker-than-gate,
// norms.served-twice; of a policy that sets what an act decides norms.set-by-law, and that asks
// more than an act leaves norms.beyond-law.
#pragma once

#include <filesystem>

#include "draagkracht/norms/rule_book.hpp"

namespace draagkracht::norms {

struct RuleFiles {
    std::filesystem::path norms;     // Folder with a file a half-year.
    std::filesystem::path law;       // One file.
    std::filesystem::path policies;  // Folder with a file a body.
};

[[nodiscard]] base::Outcome<NormBook> read_norms(const std::filesystem::path& folder);
// One half-year alone.
[[nodiscard]] base::Outcome<NormTable> read_norm_table(const std::filesystem::path& file);
[[nodiscard]] base::Outcome<Law> read_law(const std::filesystem::path& file);
// The policies alone: what is law can be told from a slip by read_rules only.
[[nodiscard]] base::Outcome<PolicyBook> read_policies(const std::filesystem::path& folder);
[[nodiscard]] base::Outcome<RuleBook> read_rules(const RuleFiles& files);

}  // namespace draagkracht::norms
