#include "draagkracht/figures/journal.hpp"

#include <fmt/format.h>

#include <iterator>

namespace draagkracht::figures {

namespace {

bool is_plain(char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '-' || character == '.' ||
           character == '_' || character == '/';
}

}  // namespace

std::string account_part(std::string_view text) {
    std::string part;
    for (const char character : text) {
        if (is_plain(character)) {
            part += character;
        } else {
            part += fmt::format("%{:02X}", static_cast<unsigned char>(character));
        }
    }
    return part;
}

std::string_view journal_head() {
    return "commodity EUR 1000.00\ndecimal-mark .\n\n";
}

void append_booking(const JournalBooking& booking, std::string& journal) {
    fmt::format_to(
        std::back_inserter(journal),
        "{}={} {}  ; {}\n    {}  EUR {}\n    {}  EUR {}\n\n",
        booking.value_date.to_string(),
        booking.booked_on.to_string(),
        booking.description,
        booking.comment,
        booking.to_account,
        booking.amount.to_string(),
        booking.from_account,
        (-booking.amount).to_string()
    );
}

void append_assertion_head(base::Date date, std::string& journal) {
    fmt::format_to(
        std::back_inserter(journal), "{} what the register says is open\n", date.to_string()
    );
}

void append_assertion(std::string_view account, base::Money balance, std::string& journal) {
    fmt::format_to(
        std::back_inserter(journal), "    {}  EUR 0.00 = EUR {}\n", account, balance.to_string()
    );
}

}  // namespace draagkracht::figures
