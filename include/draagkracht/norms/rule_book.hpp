// All numbers of law and policy that the program knows, read once at start.
//
//     RuleBook book = RuleBook::load(settings.rule_files).value();
//     book.policies.policy_of("9901");
//
// It never changes while the program runs, so it may be read from many threads.
#pragma once

#include <filesystem>

#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/norm_book.hpp"
#include "draagkracht/norms/policy_book.hpp"

namespace draagkracht::norms {

struct RuleFiles {
    std::filesystem::path norms;     // Folder with a file a half-year.
    std::filesystem::path law;       // One file.
    std::filesystem::path policies;  // Folder with a file a body.
};

struct RuleBook {
    NormBook norms;
    Law law;
    PolicyBook policies;

    // The first Problem of whichever file has one.
    [[nodiscard]] static base::Outcome<RuleBook> load(const RuleFiles& files);
};

}  // namespace draagkracht::norms
