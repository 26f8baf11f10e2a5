// How long a client's claims, balances and last movements take to come back, as the pages and the
// REST interface get them: from ClaimsService, with the look written in the trail and committed.
//
//     const LookUps looks = look_up_clients(database, {.count = 5000, .debtors = 250'000});
//     looks.milliseconds_at(0.99);
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "draagkracht/storage/database.hpp"

namespace draagkracht::bench {

struct LookUpOptions {
    std::int64_t count = 5000;
    std::int64_t debtors = 0;  // in the register; those to look at are drawn from them
    std::uint64_t seed = 1;
    // Asked before each look; when it says so the others are left.
    std::function<bool()> is_enough = [] { return false; };
};

// Times of many doings of the same, each in milliseconds.
class Times {
  public:
    void add(double milliseconds) { milliseconds_.push_back(milliseconds); }
    [[nodiscard]] std::size_t count() const { return milliseconds_.size(); }
    // 0.5: the median; 1: the longest.
    [[nodiscard]] double at(double share) const;

  private:
    std::vector<double> milliseconds_;
};

struct LookUps {
    Times wall;
    Times processor;  // of this program; a PostgreSQL server is a process of its own
    Times flush;      // the limit: one small write to the same disk, flushed, after each look
    std::int64_t claims = 0;  // seen in all
    std::int64_t movements = 0;
};

[[nodiscard]] LookUps look_up_clients(
    storage::Database& database, const LookUpOptions& options, const std::filesystem::path& scratch
);

}  // namespace draagkracht::bench
