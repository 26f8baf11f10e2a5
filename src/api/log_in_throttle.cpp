#include "draagkracht/api/log_in_throttle.hpp"

namespace draagkracht::api {

namespace {

std::string key_of_name(const std::string& login) {
    return "name:" + login;
}

std::string key_of_address(const std::string& address) {
    return "address:" + address;
}

}  // namespace

bool LogInThrottle::may_try(
    const std::string& login, const std::string& address, base::Timestamp moment
) {
    const std::lock_guard lock{mutex_};
    forget_before(moment);
    const auto failures_of = [&](const std::string& key) {
        const auto found = counts_.find(key);
        return found == counts_.end() ? 0 : found->second.failures;
    };
    return failures_of(key_of_name(login)) < limits_.failures_of_name &&
           failures_of(key_of_address(address)) < limits_.failures_of_address;
}

void LogInThrottle::failed(
    const std::string& login, const std::string& address, base::Timestamp moment
) {
    const std::lock_guard lock{mutex_};
    ++counts_.try_emplace(key_of_name(login), Count{moment}).first->second.failures;
    ++counts_.try_emplace(key_of_address(address), Count{moment}).first->second.failures;
}

void LogInThrottle::succeeded(const std::string& login) {
    const std::lock_guard lock{mutex_};
    counts_.erase(key_of_name(login));
}

void LogInThrottle::forget_before(base::Timestamp moment) {
    std::erase_if(counts_, [&](const auto& entry) {
        return entry.second.window_start.in_seconds() + limits_.window <= moment.in_seconds();
    });
}

}  // namespace draagkracht::api
