#include "draagkracht/norms/parameter.hpp"

#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

std::string_view name_of(Basis basis) {
    switch (basis) {
        case Basis::confirmed:
            return "confirmed";
        case Basis::derived:
            return "derived";
        case Basis::unconfirmed:
            return "unconfirmed";
        case Basis::policy:
            return "policy";
    }
    throw base::ProgrammerFault{"unknown basis"};
}

}  // namespace draagkracht::norms
