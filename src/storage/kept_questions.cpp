#include "draagkracht/storage/kept_questions.hpp"

namespace draagkracht::storage {

std::optional<soci::statement> KeptQuestions::take(const std::string& text) {
    const auto found = statements_.find(text);
    if (found == statements_.end()) {
        return std::nullopt;
    }
    std::optional<soci::statement> known{found->second};
    statements_.erase(found);
    return known;
}

void KeptQuestions::put_back(const std::string& text, const soci::statement& statement) {
    // A question that was asked inside its own answer is there already; one of the two is enough.
    statements_.try_emplace(text, statement);
}

}  // namespace draagkracht::storage
