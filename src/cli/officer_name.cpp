#include "cli/officer_name.hpp"

namespace draagkracht::cli {

const std::string& name_of(const access::OfficerNames& names, const std::string& who) {
    const auto known = names.find(who);
    return known == names.end() ? who : known->second;
}

}  // namespace draagkracht::cli
