#include "payments/withdrawal_service.hpp"

#include <fmt/format.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/base/plain_line.hpp"

namespace draagkracht::payments {

namespace {

base::Done ask_second_person(
    storage::Transaction& transaction, const access::Occasion& occasion, const FileToWithdraw& file
) {
    const auto question = access::ask_once(
        transaction,
        occasion,
        {file.municipality,
         file.action,
         file.subject,
         fmt::format("{}: niet naar de bank. {}", file.told, file.reason)}
    );
    return question ? access::check_asked_by(*question, occasion.actor)
                    : tl::unexpected(question.error());
}

}  // namespace

base::Done check_withdrawal(
    const access::Occasion& occasion, base::MunicipalityId municipality, const std::string& reason
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return allowed;
    }
    return base::check_told_line(reason, "reason");
}

base::Problem withdrawal_asked() {
    return {
        "payments.withdrawal-asked",
        "somebody asked to withdraw it, as the bank would not have it",
        {},
        "carry the withdrawal out, or have it refused; then lay it out again"};
}

base::Outcome<access::GrantedApproval> granted_withdrawal(
    storage::Database& database, const access::Occasion& occasion, const FileToWithdraw& file
) {
    return access::ApprovalsService{database}.recall(
        occasion, file.municipality, file.action, file.subject
    );
}

base::Outcome<std::optional<WithdrawalGround>> ground_of_withdrawal(
    storage::Transaction& transaction,
    const access::Occasion& occasion,
    const FileToWithdraw& file,
    bool may_have_left,
    const base::Outcome<access::GrantedApproval>& granted
) {
    if (!may_have_left) {
        return WithdrawalGround{file.reason, std::nullopt};
    }
    if (!granted || !granted->covers(file.municipality, file.action, file.subject)) {
        if (const base::Done asked = ask_second_person(transaction, occasion, file); !asked) {
            return tl::unexpected(asked.error());
        }
        return std::nullopt;
    }
    if (const base::Done used = access::use_approval(transaction, *granted, occasion.moment);
        !used) {
        return tl::unexpected(used.error());
    }
    return WithdrawalGround{granted->reason(), granted->id()};
}

}  // namespace draagkracht::payments
