#include "payments/municipal_ladders_service.hpp"

#include "draagkracht/access/access_service.hpp"

namespace draagkracht::payments {

std::map<base::MunicipalityId, norms::MatchLadders> ladders_by_municipality(
    storage::Database& database, const norms::LaddersOfMunicipalities& ladders
) {
    std::map<base::MunicipalityId, norms::MatchLadders> known;
    for (const access::Municipality& municipality :
         access::AccessService{database}.municipalities()) {
        const auto of_policy = ladders.find(municipality.code);
        if (of_policy != ladders.end()) {
            known.emplace(municipality.id, of_policy->second);
        }
    }
    return known;
}

}  // namespace draagkracht::payments
