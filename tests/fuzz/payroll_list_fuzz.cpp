#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "draagkracht/payments/payroll_list_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

// A list is whole, or every problem of it names its place; and there are not too many of them.
int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace draagkracht;
    std::istringstream file{std::string{reinterpret_cast<const char*>(bytes), size}};
    const payments::ReadPayrollList read = payments::read_payroll_list(file, "fuzzed");
    base::ensure(read.problems.size() <= payments::list_problems_max, "problems are bounded");
    for (const base::Problem& problem : read.problems) {
        base::ensure(!problem.where.empty(), "a problem of a file names its place");
    }
    base::ensure(
        !read.problems.empty() || !read.list.lines.empty(), "a list without a problem has a line"
    );
    return 0;
}
