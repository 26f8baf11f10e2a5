// draagkracht verify: asks the whole register whether each guarantee holds.
#include <fmt/format.h>

#include "cli/command.hpp"
#include "draagkracht/figures/proof_service.hpp"

namespace draagkracht::cli {

namespace {

Json json_of(const figures::Proof& proof) {
    return {
        {"guarantee", proof.guarantee},
        {"name", proof.name},
        {"holds", proof.holds()},
        {"checked", proof.checked_count},
        {"violations", proof.violation_count},
        {"places", proof.violations},
        {"unproved", proof.unproved_count},
        {"unproved_places", proof.unproved}};
}

std::string text_of(const figures::Proof& proof) {
    std::string text = fmt::format(
        "{} {:>2}  {} ({} looked at)",
        proof.holds() ? "holds " : "BROKEN",
        proof.guarantee,
        proof.statement,
        proof.checked_count
    );
    for (const std::string& place : proof.violations) {
        text += "\n            " + place;
    }
    if (proof.unproved_count > 0) {
        text += fmt::format("\n        {} of them cannot be proved here:", proof.unproved_count);
    }
    for (const std::string& place : proof.unproved) {
        text += "\n            " + place;
    }
    return text;
}

base::Outcome<ExitCode> verify(const CommonOptions& options, const Console& console) {
    const base::Outcome<Installation> here = Installation::find(options);
    if (!here) {
        return tl::unexpected(here.error());
    }
    const base::Outcome<std::unique_ptr<storage::Database>> database = here->open_database();
    if (!database) {
        return tl::unexpected(database.error());
    }
    const base::Outcome<norms::RuleBook> rules = here->read_rules();
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    Json proofs = Json::array();
    std::string text;
    bool all_hold = true;
    for (const figures::Proof& proof : figures::ProofService{**database, *rules}.verify()) {
        proofs.push_back(json_of(proof));
        text += text_of(proof) + "\n";
        all_hold = all_hold && proof.holds();
    }
    text += all_hold ? "The books prove." : "THE BOOKS DO NOT PROVE.";
    console.result({{"holds", all_hold}, {"proofs", std::move(proofs)}}, text);
    return all_hold ? ExitCode::done : ExitCode::not_proved;
}

}  // namespace

void add_verify_command(const CommandLine& line) {
    line.add(
        "verify",
        "Prove the books: every guarantee, over the whole register",
        [&options = line.options](const Console& console) { return verify(options, console); }
    );
}

}  // namespace draagkracht::cli
