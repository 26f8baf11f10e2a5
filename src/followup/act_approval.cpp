#include "draagkracht/followup/act_approval.hpp"

#include <fmt/format.h>

#include <vector>

namespace draagkracht::followup {

std::string subject_of(const ActToApprove& act) {
    return fmt::format(
        "{}|{}|{}|{}|{}",
        act.client_number,
        act.claim_number,
        to_text(act.kind),
        act.amount ? act.amount->to_string() : "",
        act.debtor_number
    );
}

std::string subject_start(const std::string& client_number, const std::string& claim_number) {
    return fmt::format("{}|{}|", client_number, claim_number);
}

std::optional<ActToApprove> act_to_approve(std::string_view subject) {
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= subject.size();) {
        const std::size_t end = std::min(subject.find('|', start), subject.size());
        parts.emplace_back(subject.substr(start, end - start));
        start = end + 1;
    }
    if (parts.size() != 5) {
        return std::nullopt;
    }
    const auto kind = claims::act_kind_of(parts[2]);
    const auto amount = base::Money::parse(parts[3]);
    if (!kind || (!amount && !parts[3].empty())) {
        return std::nullopt;
    }
    return ActToApprove{
        parts[0], parts[1], *kind, amount ? std::optional{*amount} : std::nullopt, parts[4]};
}

}  // namespace draagkracht::followup
