#include "draagkracht/base/payment_reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace draagkracht::base {

namespace {

constexpr std::size_t length_max = 16;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

char check_digit_of(std::string_view body) {
    constexpr std::array<int, 10> weights{2, 4, 8, 5, 10, 9, 7, 3, 6, 1};
    int sum = 0;
    for (std::size_t from_right = 0; from_right < body.size(); ++from_right) {
        const int digit = body[body.size() - 1 - from_right] - '0';
        sum += digit * weights[from_right % weights.size()];
    }
    const int check = 11 - sum % 11;
    if (check == 10) {
        return '1';
    }
    return check == 11 ? '0' : static_cast<char>('0' + check);
}

// The length digit of a reference of 9 to 14 digits is the last digit of how many follow it.
bool length_digit_fits(std::string_view digits) {
    const std::size_t following = digits.size() - 2;
    return digits[1] == static_cast<char>('0' + following % 10);
}

bool has_valid_check(std::string_view digits) {
    const bool checked_length =
        (digits.size() >= 9 && digits.size() <= 14 && length_digit_fits(digits)) ||
        digits.size() == length_max;
    return checked_length && digits[0] == check_digit_of(digits.substr(1));
}

struct DigitRun {
    std::string digits;
    std::vector<std::size_t> starts;  // where in `digits` a group begins, as the bank printed it
};

// Groups of digits that stand apart by nothing but spaces and points belong to one run: Dutch banks
// print "0000 0000       3007 6145".
std::vector<DigitRun> digit_runs_of(std::string_view text) {
    std::vector<DigitRun> runs;
    bool inside_group = false;
    bool run_open = false;
    for (const char character : text) {
        if (is_digit(character)) {
            if (!run_open) {
                runs.emplace_back();
                run_open = true;
            }
            if (!inside_group) {
                runs.back().starts.push_back(runs.back().digits.size());
            }
            runs.back().digits += character;
            inside_group = true;
        } else {
            inside_group = false;
            run_open = run_open && (character == ' ' || character == '.');
        }
    }
    return runs;
}

// The longest reference that begins with this group, or nothing. It covers whole groups: it never
// ends in the middle of a number.
std::string_view longest_reference_at(const DigitRun& run, std::size_t first) {
    const std::string_view rest = std::string_view{run.digits}.substr(run.starts[first]);
    std::string_view longest;
    for (std::size_t next = first + 1; next <= run.starts.size(); ++next) {
        const bool is_last_group = next == run.starts.size();
        const std::size_t length =
            is_last_group ? rest.size() : run.starts[next] - run.starts[first];
        if (length > length_max) {
            break;
        }
        if (has_valid_check(rest.substr(0, length))) {
            longest = rest.substr(0, length);
        }
    }
    return longest;
}

}  // namespace

Outcome<PaymentReference> PaymentReference::parse(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char character) {
        return character != ' ';
    });
    const bool all_digits = std::all_of(digits.begin(), digits.end(), is_digit);
    if (!all_digits || (digits.size() != 7 && !has_valid_check(digits))) {
        return problem(
            "base.not-a-payment-reference",
            "this is not a valid payment reference (betalingskenmerk)",
            "type the digits over from the letter; one of them is probably wrong"
        );
    }
    return PaymentReference{std::move(digits)};
}

PaymentReference PaymentReference::for_number(std::int64_t number) {
    ensure(number >= 0 && number < 1'000'000'000'000'000, "a reference number has 15 digits");
    const std::string body = fmt::format("{:015}", number);
    return PaymentReference{check_digit_of(body) + body};
}

PaymentReference PaymentReference::for_id(std::int64_t id) {
    ensure(id >= 0 && id < 100'000'000'000'000, "an id has at most 14 digits");
    return for_number(900'000'000'000'000 + id);
}

std::vector<PaymentReference> PaymentReference::found_in(std::string_view free_text) {
    std::vector<PaymentReference> found;
    const auto keep = [&found](std::string_view digits) {
        PaymentReference reference{std::string{digits}};
        if (std::find(found.begin(), found.end(), reference) == found.end()) {
            found.push_back(std::move(reference));
        }
    };
    for (const DigitRun& run : digit_runs_of(free_text)) {
        std::size_t furthest_end = 0;
        for (std::size_t first = 0; first < run.starts.size(); ++first) {
            const std::string_view digits = longest_reference_at(run, first);
            const std::size_t end = run.starts[first] + digits.size();
            if (!digits.empty() && end > furthest_end) {
                keep(digits);
                furthest_end = end;
            }
        }
    }
    return found;
}

std::string PaymentReference::grouped() const {
    std::string grouped;
    for (std::size_t place = 0; place < text_.size(); ++place) {
        if (place > 0 && place % 4 == 0) {
            grouped += ' ';
        }
        grouped += text_[place];
    }
    return grouped;
}

}  // namespace draagkracht::base
