#include "fuzz/statement_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    return draagkracht::payments::fuzz_reader(draagkracht::payments::read_camt053, bytes, size);
}
