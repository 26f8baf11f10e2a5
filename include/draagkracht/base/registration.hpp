// Registering a set of things at once, a thousand people or claims, so that doing it twice is as
// doing it once.
//
//     KnownContent known{hashes_by_number};             // what the register holds already
//     known.meet("V-17", hash) == Novelty::fresh        // the first time
//     known.meet("V-17", hash) == Novelty::known        // the same again: skip it
//     known.meet("V-17", other) == Novelty::differs     // other content under that number: refuse
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::base {

// What came of it.
struct Registration {
    std::size_t added_count = 0;
    std::size_t known_count = 0;
    // Each says where. When there is one, nothing of the set was written.
    std::vector<Problem> problems;
};

enum class Novelty { fresh, known, differs };

class KnownContent {
  public:
    using HashByNumber = std::unordered_map<std::string, std::string>;
    explicit KnownContent(HashByNumber hash_by_number)
        : hash_by_number_{std::move(hash_by_number)} {}

    // A fresh one is known from here on, so that a set may hold the same thing twice.
    [[nodiscard]] Novelty meet(const std::string& number, const std::string& hash);

  private:
    HashByNumber hash_by_number_;
};

// A thing of a set that is not in the register yet, with the hash of its content.
template <typename Facts>
struct Fresh {
    const Facts* facts;
    std::string hash;
};

// Those of `set` that are fresh. `number_of` gives the number under which a thing is known,
// `hash_of` the hash of its content; one that differs from what is known adds a problem of code
// `differs_code` at the `where` of its facts.
template <typename Facts, typename NumberOf, typename HashOf>
[[nodiscard]] std::vector<Fresh<Facts>> fresh_ones(
    const std::vector<Facts>& set,
    KnownContent known,
    NumberOf number_of,
    HashOf hash_of,
    const std::string& differs_code,
    Registration& result
) {
    std::vector<Fresh<Facts>> fresh;
    for (const Facts& facts : set) {
        std::string hash = hash_of(facts);
        const Novelty novelty = known.meet(number_of(facts), hash);
        if (novelty == Novelty::fresh) {
            fresh.push_back({&facts, std::move(hash)});
        } else if (novelty == Novelty::known) {
            ++result.known_count;
        } else {
            result.problems.push_back(
                {differs_code,
                 "this number is registered with other content",
                 facts.where,
                 "what is registered changes by an act of its own, not by registering it again"}
            );
        }
    }
    return fresh;
}

// Facts as one text that no other facts have, to be hashed and compared.
class ContentText {
  public:
    ContentText& add(std::string_view field);
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string text_;
};

}  // namespace draagkracht::base
