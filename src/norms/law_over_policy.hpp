// What a policy cannot set, because an act does: every key of the files of law, with its article.
//
//     LawOverPolicy law = law_over_policy(norm_book, law);
//     law.articles.at("share_of_income_limit")     // "Rv 475dc lid 1"
#pragma once

#include <map>
#include <string>

#include "draagkracht/norms/law.hpp"
#include "draagkracht/norms/norm_book.hpp"

namespace draagkracht::norms {

struct LawOverPolicy {
    std::map<std::string, std::string, std::less<>> articles = {};
    // The newest row known: of an income no more than the rest can ever be taken.
    Share share_of_income_limit = {};
};

[[nodiscard]] LawOverPolicy law_over_policy(const NormBook& norms, const Law& law);

}  // namespace draagkracht::norms
