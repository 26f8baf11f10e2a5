#include "payments/mt940_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "payments/camt053_content.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t date_length = 6;      // YYMMDD
constexpr std::size_t day_length = 4;       // MMDD
constexpr std::size_t type_length = 4;      // NTRF
constexpr std::size_t currency_length = 3;  // EUR

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_capital(char character) {
    return character >= 'A' && character <= 'Z';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

// Takes `length` characters from the front of the text, or as many as there are.
std::string_view take(std::string_view& text, std::size_t length) {
    const std::string_view taken = text.substr(0, length);
    text.remove_prefix(taken.size());
    return taken;
}

base::Outcome<base::Date> read_day(std::string_view text) {
    // SWIFT: 80 to 99 are years of the last century.
    const std::string_view century = text >= "80" ? "19" : "20";
    return base::Date::parse(
        text.size() == date_length
            ? fmt::format(
                  "{}{}-{}-{}", century, text.substr(0, 2), text.substr(2, 2), text.substr(4)
              )
            : std::string{text}
    );
}

base::Outcome<base::Date> read_day_near(std::string_view text, base::Date value_date) {
    if (text.size() != day_length) {
        return base::Date::parse(text);  // which it is not, and says so
    }
    const int year = static_cast<int>(value_date.calendar().year());
    const auto in_year = [text](int candidate) {
        return base::Date::parse(
            fmt::format("{:04}-{}-{}", candidate, text.substr(0, 2), text.substr(2))
        );
    };
    base::Outcome<base::Date> nearest = in_year(year);
    for (const int candidate : {year - 1, year + 1}) {
        const base::Outcome<base::Date> other = in_year(candidate);
        if (other && (!nearest || std::abs(value_date.days_until(*other)) <
                                      std::abs(value_date.days_until(*nearest)))) {
            nearest = other;
        }
    }
    return nearest;
}

// An amount has a comma, always, so that one that was cut off is not taken for another.
base::Outcome<base::Money> read_comma_amount(std::string_view text) {
    const std::size_t comma = text.find(',');
    const bool has_form = comma != std::string_view::npos && all_digits(text.substr(0, comma)) &&
                          all_digits(text.substr(comma + 1)) && text.size() > 1;
    if (!has_form) {
        return base::problem(
            "base.not-an-amount",
            fmt::format("'{}' is not an amount such as 1250,00", text.substr(0, 30)),
            "ask the bank for the statement again"
        );
    }
    const std::size_t first = std::min(text.find_first_not_of('0'), comma);
    std::string canonical{first == comma ? "0" : text.substr(first, comma - first)};
    if (comma + 1 < text.size()) {
        canonical += '.';
        canonical += text.substr(comma + 1);
    }
    const base::Outcome<StatedAmount> amount = read_amount({canonical, {}});
    return amount ? base::Outcome<base::Money>{amount->amount} : tl::unexpected(amount.error());
}

std::string_view take_digits(std::string_view& text) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), is_digit);
    return take(text, static_cast<std::size_t>(end - text.begin()));
}

StatedTotal read_total(std::string_view count, std::string_view amount) {
    StatedTotal total{read_count(count), std::nullopt};
    if (const base::Outcome<base::Money> read = read_comma_amount(amount)) {
        total.amount = *read;
    }
    return total;
}

struct Mark {
    Side side;
    bool is_reversal;
};

std::optional<Mark> take_mark(std::string_view& text) {
    const bool is_reversal = text.starts_with('R');
    std::string_view rest = text.substr(is_reversal ? 1 : 0);
    const bool is_mark = rest.starts_with('C') || rest.starts_with('D');
    if (!is_mark) {
        return std::nullopt;
    }
    const bool is_credit = take(rest, 1) == "C";
    text = rest;
    // A reversed credit leaves the account, a reversed debit comes back.
    return Mark{is_credit != is_reversal ? Side::credit : Side::debit, is_reversal};
}

base::Money signed_amount(base::Money amount, Side side) {
    return side == Side::credit ? amount : -amount;
}

// "0121470966      W.P. Jansen", "NONREF//ABC988", "EREF"
void read_references(Mt940Line& line, std::string_view text) {
    const std::size_t bar = std::min(text.find("//"), text.size());
    line.bank_reference = without_blanks_around(text.substr(std::min(bar + 2, text.size())));
    const std::string_view own = without_blanks_around(text.substr(0, bar));
    const std::size_t gap = std::min(own.find("  "), own.size());
    line.own_reference = own.substr(0, gap);
    line.other_name = without_blanks_around(own.substr(gap));
}

}  // namespace

std::string_view without_blanks_around(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? std::string_view{}
               : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

base::Outcome<Mt940Line> read_mt940_line(std::string_view text) {
    const base::Outcome<base::Date> value_date = read_day(take(text, date_length));
    if (!value_date) {
        return tl::unexpected(value_date.error());
    }
    std::optional<base::Date> booking_date;
    const std::string_view day = text.substr(0, day_length);
    if (!day.empty() && is_digit(day.front())) {
        const base::Outcome<base::Date> read = read_day_near(take(text, day_length), *value_date);
        if (!read) {
            return tl::unexpected(read.error());
        }
        booking_date = *read;
    }
    text = without_blanks_around(text);
    const std::optional<Mark> mark = take_mark(text);
    if (!mark) {
        return base::problem(
            "payments.not-a-line",
            "a line of the statement has none of the marks C, D, RC and RD behind its dates",
            "ask the bank for the statement again"
        );
    }
    const bool has_funds_code = !text.empty() && is_capital(text.front());
    take(text, has_funds_code ? 1 : 0);
    const auto end = std::find_if(text.begin(), text.end(), is_capital);
    const base::Outcome<base::Money> amount =
        read_comma_amount(take(text, static_cast<std::size_t>(end - text.begin())));
    if (!amount) {
        return tl::unexpected(amount.error());
    }
    Mt940Line line{
        *value_date,
        booking_date,
        signed_amount(*amount, mark->side),
        mark->is_reversal,
        {},
        {},
        {},
        {}};
    line.type = take(text, type_length);
    read_references(line, text);
    return line;
}

base::Outcome<Balance> read_mt940_balance(std::string_view text) {
    const std::optional<Mark> mark = take_mark(text);
    const base::Outcome<base::Date> date = read_day(take(text, date_length));
    if (mark && !date) {
        return tl::unexpected(date.error());
    }
    const std::string_view currency = take(text, currency_length);
    const bool has_currency = currency.size() == currency_length &&
                              std::all_of(currency.begin(), currency.end(), is_capital);
    if (!mark || mark->is_reversal || !has_currency) {
        return base::problem(
            "payments.not-a-balance",
            "a balance is not of the form C260529EUR1250,00",
            "ask the bank for the statement again"
        );
    }
    const base::Outcome<base::Money> amount = read_comma_amount(without_blanks_around(text));
    if (!amount) {
        return tl::unexpected(amount.error());
    }
    return Balance{signed_amount(*amount, mark->side), std::string{currency}, *date};
}

StatedTotals read_mt940_sum(std::string_view text) {
    constexpr std::string_view code_word = "/SUM/";
    if (!text.starts_with(code_word)) {
        return {};
    }
    text.remove_prefix(code_word.size());
    std::array<std::string_view, 4> parts;
    for (std::string_view& part : parts) {
        part = text.substr(0, text.find('/'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
    }
    return {{}, read_total(parts[1], parts[3]), read_total(parts[0], parts[2])};
}

StatedTotal read_mt940_side(std::string_view text) {
    const std::string_view count = take_digits(text);
    take(text, currency_length);
    return read_total(count, without_blanks_around(text));
}

std::string read_mt940_account(std::string_view text) {
    std::string account = read_account(text);
    const std::size_t body = account.size() - std::min(account.size(), currency_length);
    const bool ends_in_currency =
        body > 0 && is_digit(account[body - 1]) &&
        std::all_of(account.begin() + static_cast<std::ptrdiff_t>(body), account.end(), is_capital);
    if (ends_in_currency) {
        account.resize(body);
    }
    return account;
}

bool has_form_of_iban(std::string_view text) {
    constexpr std::size_t shortest = 15;
    constexpr std::size_t longest = 34;
    return text.size() >= shortest && text.size() <= longest && is_capital(text[0]) &&
           is_capital(text[1]) && is_digit(text[2]) && is_digit(text[3]) &&
           std::all_of(text.begin(), text.end(), [](char character) {
               return is_digit(character) || is_capital(character);
           });
}

}  // namespace draagkracht::payments
