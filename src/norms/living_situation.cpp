#include "draagkracht/norms/living_situation.hpp"

#include "draagkracht/base/problem.hpp"

namespace draagkracht::norms {

std::string_view name_of(LivingSituation situation) {
    switch (situation) {
        case LivingSituation::single:
            return "single";
        case LivingSituation::single_parent:
            return "single_parent";
        case LivingSituation::couple:
            return "couple";
        case LivingSituation::couple_with_children:
            return "couple_with_children";
    }
    throw base::ProgrammerFault{"unknown living situation"};
}

std::optional<LivingSituation> living_situation_of(std::string_view name) {
    for (const LivingSituation situation :
         {LivingSituation::single,
          LivingSituation::single_parent,
          LivingSituation::couple,
          LivingSituation::couple_with_children}) {
        if (name_of(situation) == name) {
            return situation;
        }
    }
    return std::nullopt;
}

}  // namespace draagkracht::norms
