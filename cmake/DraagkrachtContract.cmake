# Writes src/api/openapi.json into a source file, so that the service needs no file to show it.
set(contract_path "${CMAKE_SOURCE_DIR}/src/api/openapi.json")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${contract_path}")
file(READ "${contract_path}" contract_json)
set(contract_source "${CMAKE_BINARY_DIR}/generated/contract.cpp")
file(CONFIGURE OUTPUT "${contract_source}" @ONLY CONTENT [=[
// Made by cmake/DraagkrachtContract.cmake from src/api/openapi.json.
#include "api/contract.hpp"

namespace draagkracht::api {

std::string_view contract_text() {
    return R"contract(@contract_json@)contract";
}

}  // namespace draagkracht::api
]=])
