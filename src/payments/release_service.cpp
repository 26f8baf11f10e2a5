#include "payments/release_service.hpp"

#include <Poco/SHA1Engine.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"

namespace draagkracht::payments {

std::string sha1_of(const std::string& bytes) {
    Poco::SHA1Engine engine;
    engine.update(bytes);
    return Poco::DigestEngine::digestToHex(engine.digest());
}

SlipNames slip_names(
    storage::Database& database,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& prepared_by,
    base::ApprovalId approval
) {
    const access::OfficerNames names = access::AccessService{database}.officer_names();
    const auto name_of_officer = [&names](const std::string& actor) {
        const auto name = names.find(actor);
        return name == names.end() ? actor : name->second;
    };
    const auto question =
        access::ApprovalsService{database}.approval(occasion, municipality, approval);
    return {
        name_of_officer(prepared_by),
        question ? name_of_officer(question->decided_by.value_or("")) : std::string{}};
}

}  // namespace draagkracht::payments
