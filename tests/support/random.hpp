// Random numbers for properties over random histories. The seed is printed, and DRAAGKRACHT_SEED
// repeats a run:
//
//     DRAAGKRACHT_SEED=1234 script/test --only plans
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

namespace draagkracht::test_support {

class Random {
  public:
    Random() : Random{chosen_seed()} {}
    explicit Random(std::uint64_t seed) : engine_{seed} {
        std::cout << "seed: DRAAGKRACHT_SEED=" << seed << '\n';
        testing::Test::RecordProperty("seed", std::to_string(seed));
    }

    // A whole number from `least` up to and including `most`.
    [[nodiscard]] std::int64_t between(std::int64_t least, std::int64_t most) {
        return std::uniform_int_distribution<std::int64_t>{least, most}(engine_);
    }
    [[nodiscard]] bool chance(int percent) { return between(1, 100) <= percent; }
    template <typename Container>
    [[nodiscard]] const auto& one_of(const Container& choices) {
        return choices[static_cast<std::size_t>(
            between(0, static_cast<std::int64_t>(choices.size()) - 1)
        )];
    }
    [[nodiscard]] std::mt19937_64& engine() { return engine_; }

  private:
    static std::uint64_t chosen_seed() {
        const char* chosen = std::getenv("DRAAGKRACHT_SEED");
        return chosen == nullptr ? std::random_device{}() : std::stoull(chosen);
    }
    std::mt19937_64 engine_;
};

}  // namespace draagkracht::test_support
