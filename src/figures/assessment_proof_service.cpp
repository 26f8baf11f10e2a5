#include "figures/assessment_proof_service.hpp"

#include <fmt/format.h>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/capacity/recomputation.hpp"
#include "figures/assessment_store.hpp"
#include "figures/proof_store.hpp"

namespace draagkracht::figures {

namespace {

constexpr int assessments_at_once = 200;

enum class Standing { proved, broken, unproved };

struct Verdict {
    Standing standing;
    std::string why;
};

Verdict verdict_on(const StoredAssessment& stored, capacity::Recomputer& recomputer) {
    if (base::sha256_of(stored.worksheet_json) != stored.sha256) {
        return {Standing::broken, "sha256 is not that of the worksheet"};
    }
    const base::Outcome<capacity::Recomputation> again =
        recomputer.recompute(stored.worksheet_json);
    if (!again) {
        return {Standing::broken, again.error().code};
    }
    switch (again->result) {
        case capacity::Recomputed::same:
            break;
        case capacity::Recomputed::differs:
            return {Standing::broken, text_of(*again)};
        case capacity::Recomputed::unknown_rules:
        case capacity::Recomputed::other_computation:
            return {Standing::unproved, text_of(*again)};
    }
    // What later talks and norms impact begin with is what the worksheet was made of.
    const bool is_its_household =
        stored.worksheet_json.ends_with(fmt::format(R"("household":{}}}}})", stored.household_json)
        );
    return is_its_household ? Verdict{Standing::proved, {}}
                            : Verdict{Standing::broken, "household is not that of the receipt"};
}

void keep(std::vector<std::string>& places, base::AssessmentId id, const std::string& why) {
    if (places.size() < places_kept_max) {
        places.push_back(fmt::format("assessment:{} {}", id.value(), why));
    }
}

}  // namespace

Proof prove_assessments(storage::Transaction& transaction, const norms::RuleBook& rules) {
    Proof proof{
        7,
        "assessment-recomputes",
        "every assessment comes to the same bytes again, under the rules that its receipt names",
        0,
        0,
        {}};
    capacity::Recomputer recomputer{rules};
    base::AssessmentId last{0};
    for (std::vector<StoredAssessment> page =
             assessments_after(transaction, last, assessments_at_once);
         !page.empty();
         page = assessments_after(transaction, last, assessments_at_once)) {
        for (const StoredAssessment& stored : page) {
            const Verdict verdict = verdict_on(stored, recomputer);
            if (verdict.standing == Standing::broken) {
                ++proof.violation_count;
                keep(proof.violations, stored.id, verdict.why);
            } else if (verdict.standing == Standing::unproved) {
                ++proof.unproved_count;
                keep(proof.unproved, stored.id, verdict.why);
            }
        }
        proof.checked_count += static_cast<std::int64_t>(page.size());
        last = page.back().id;
    }
    return proof;
}

}  // namespace draagkracht::figures
