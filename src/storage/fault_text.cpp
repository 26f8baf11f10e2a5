#include "draagkracht/storage/fault_text.hpp"

#include <soci/soci.h>

namespace draagkracht::storage {

std::string fault_text(const std::exception& fault) {
    const auto* of_database = dynamic_cast<const soci::soci_error*>(&fault);
    const std::string message =
        of_database == nullptr ? fault.what() : of_database->get_error_message();
    return message.substr(0, message.find('\n'));
}

}  // namespace draagkracht::storage
