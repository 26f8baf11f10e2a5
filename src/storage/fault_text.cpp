#include "draagkracht/storage/fault_text.hpp"

#include <soci/soci.h>

#include <algorithm>

namespace draagkracht::storage {

std::string fault_text(const std::exception& fault) {
    const auto* of_database = dynamic_cast<const soci::soci_error*>(&fault);
    const std::string message =
        of_database == nullptr ? fault.what() : of_database->get_error_message();
    // PostgreSQL tells the value that it could not read behind this: malformed array literal: "...
    return message.substr(0, std::min(message.find('\n'), message.find(": \"")));
}

}  // namespace draagkracht::storage
