#include "draagkracht/api/log_in_throttle.hpp"

namespace draagkracht::api {

bool LogInThrottle::may_try(const Attempt& attempt, base::Timestamp moment) {
    const std::lock_guard lock{mutex_};
    forget_before(moment);
    return failures_of(attempt) < limits_.failures_of_name_at_address &&
           failures_of({"", attempt.address}) < limits_.failures_of_address &&
           (desks_.contains(attempt) || failures_of({attempt.login, ""}) < limits_.failures_of_name
           );
}

void LogInThrottle::failed(const Attempt& attempt, base::Timestamp moment) {
    const std::lock_guard lock{mutex_};
    for (const Attempt& counted :
         {attempt, Attempt{"", attempt.address}, Attempt{attempt.login, ""}}) {
        ++counts_.try_emplace(counted, Count{moment}).first->second.failures;
    }
}

void LogInThrottle::succeeded(const Attempt& attempt) {
    const std::lock_guard lock{mutex_};
    counts_.erase(attempt);
    desks_.insert(attempt);
}

int LogInThrottle::failures_of(const Attempt& counted) const {
    const auto found = counts_.find(counted);
    return found == counts_.end() ? 0 : found->second.failures;
}

void LogInThrottle::forget_before(base::Timestamp moment) {
    std::erase_if(counts_, [&](const auto& entry) {
        return entry.second.window_start.in_seconds() + limits_.window <= moment.in_seconds();
    });
}

}  // namespace draagkracht::api
