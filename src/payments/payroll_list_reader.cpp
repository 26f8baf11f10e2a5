#include "draagkracht/payments/payroll_list_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/claims/ledger.hpp"
#include "payments/payroll_list_columns.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t line_bytes_max = 2000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr int line_number_max = 999'999;

using Fields = std::array<std::string_view, list_columns>;

// The places of the columns in Fields.
enum : std::size_t {
    of_list,
    of_line,
    of_period,
    of_pay,
    of_client,
    of_plan,
    of_claim,
    of_amount,
    of_back
};

// Empty when they are not as many as there are columns.
std::optional<Fields> fields_of(std::string_view line) {
    Fields fields;
    std::size_t place = 0;
    while (true) {
        const std::size_t end = line.find(';');
        if (place == fields.size()) {
            return std::nullopt;
        }
        fields[place++] = line.substr(0, end);
        if (end == std::string_view::npos) {
            return place == fields.size() ? std::optional{fields} : std::nullopt;
        }
        line.remove_prefix(end + 1);
    }
}

// Digits alone, and not too many of them.
std::optional<int> whole_number(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_digits =
        std::ranges::all_of(text, [](char one) { return one >= '0' && one <= '9'; });
    if (text.empty() || !is_digits || error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

// "12,34" or "12.34", with or without a minus: always two decimals, so that a separator of
// thousands is not taken for one of cents.
std::optional<base::Money> amount_of(std::string_view text) {
    const std::size_t point = text.find_first_of(",.");
    if (point == std::string_view::npos || text.size() != point + 3) {
        return std::nullopt;
    }
    std::string with_point{text};
    with_point[point] = '.';
    const auto amount = base::Money::parse(with_point);
    return amount ? std::optional{*amount} : std::nullopt;
}

// The list may have a slash in its number.
std::optional<PlaceInList> place_of(std::string_view text) {
    const std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos || !is_plain_in_list(text.substr(0, slash))) {
        return std::nullopt;
    }
    const auto line = whole_number(text.substr(slash + 1));
    return line ? std::optional{PlaceInList{std::string{text.substr(0, slash)}, *line}}
                : std::nullopt;
}

class Reading {
  public:
    Reading(std::istream& file, const std::string& name) : file_{file}, name_{name} {}

    ReadPayrollList read() {
        if (next_line()) {
            take_header();
        } else if (read_.problems.empty()) {
            refuse("payments.list-empty", "the file is empty", "hand in the file of payroll");
        }
        while (can_go_on() && !has_end_ && next_line()) {
            take_line();
        }
        while (can_go_on() && next_line()) {
            if (!line_.empty()) {
                refuse("payments.list-after-end", "there is something after the last line", {});
            }
        }
        if (!has_end_ && can_go_on() && has_header_) {
            refuse(
                "payments.list-cut-off",
                "the last line, with the count and the total, is not there",
                "ask payroll for the whole file"
            );
        }
        return std::move(read_);
    }

  private:
    [[nodiscard]] bool can_go_on() const {
        return !is_broken_ && read_.problems.size() < list_problems_max;
    }

    // Into line_, without its end; false where there is none, or none that can be read.
    bool next_line() {
        file_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        const auto count = static_cast<std::size_t>(file_.gcount());
        if (file_.bad()) {
            broken("payments.unreadable-file", "the file cannot be read to its end", {});
            return false;
        }
        if (count == 0) {
            return false;
        }
        ++number_;
        if (file_.fail()) {
            broken("payments.list-line-too-long", "this line is longer than any can be", {});
            return false;
        }
        // What ended with a newline counts one more.
        line_ = std::string_view{buffer_.data(), file_.eof() ? count : count - 1};
        if (number_ == 1 && line_.starts_with(byte_order_mark)) {
            line_.remove_prefix(byte_order_mark.size());
        }
        if (line_.ends_with('\r')) {
            line_.remove_suffix(1);
        }
        if (!base::is_utf8(line_)) {
            broken(
                "payments.list-encoding",
                "this is no text in UTF-8",
                "save the file as CSV in UTF-8, with semicolons"
            );
            return false;
        }
        return true;
    }

    void take_header() {
        for (const ListKind kind : {ListKind::set_off, ListKind::withholding}) {
            if (line_ == header_of(kind)) {
                read_.list.kind = kind;
                has_header_ = true;
                return;
            }
        }
        broken(
            "payments.list-header",
            "the first line is not that of a list of payroll",
            header_of(ListKind::set_off)
        );
    }

    void take_line() {
        const std::optional<Fields> fields = fields_of(line_);
        if (!fields) {
            refuse(
                "payments.list-fields",
                fmt::format("a line has {} fields with semicolons between them", list_columns),
                "leave a field empty where there is nothing to tell"
            );
            return;
        }
        if ((*fields)[of_list] == end_mark) {
            take_end(*fields);
            return;
        }
        if (read_.list.lines.size() == payroll_lines_max) {
            broken(
                "payments.list-too-long",
                fmt::format("a list has at most {} lines", payroll_lines_max),
                "make two lists of it"
            );
            return;
        }
        if (std::optional<PayrollLine> line = line_of(*fields)) {
            read_.list.lines.push_back(std::move(*line));
        }
        ++line_count_;
    }

    std::optional<PayrollLine> line_of(const Fields& fields) {
        const std::size_t before = read_.problems.size();
        take_list_number(fields[of_list]);
        const int number = line_number(fields[of_line]);
        const base::Outcome<base::Month> period = base::month_of(fields[of_period]);
        if (!period) {
            refuse(of_period, period.error());
        }
        const base::Outcome<base::Date> pay_date = base::Date::parse(fields[of_pay]);
        if (!pay_date) {
            refuse(of_pay, pay_date.error());
        } else if (period && *pay_date < base::first_day_of(*period)) {
            refuse(
                of_pay,
                {"payments.list-pay-date", "this day lies before the month that it is for", {}, {}}
            );
        }
        const std::string client = plain(fields, of_client, true);
        const std::string plan = plain(fields, of_plan, false);
        const std::string claim = plain(fields, of_claim, false);
        const std::optional<base::Money> amount = line_amount(fields[of_amount]);
        const auto takes_back = line_taken_back(fields[of_back], amount);
        if (amount) {
            total_ += *amount;
        }
        if (read_.problems.size() > before) {
            return std::nullopt;
        }
        return PayrollLine{number, *period, *pay_date, client, plan, claim, *amount, takes_back};
    }

    void take_list_number(std::string_view number) {
        if (!is_plain_in_list(number)) {
            refuse(of_list, not_plain());
        } else if (read_.list.number.empty()) {
            read_.list.number = number;
        } else if (read_.list.number != number) {
            refuse(
                of_list,
                {"payments.list-number-differs",
                 "another number than the lines before it: a file holds one list",
                 {},
                 {}}
            );
        }
    }

    int line_number(std::string_view text) {
        const std::optional<int> number = whole_number(text);
        if (!number || *number > line_number_max || *number <= last_line_) {
            refuse(
                of_line,
                {"payments.list-line-number",
                 "this is no whole number above that of the line before",
                 {},
                 "number the lines 1, 2, 3; a line that is left out may leave its number"}
            );
            return last_line_;
        }
        last_line_ = *number;
        return last_line_;
    }

    std::string plain(const Fields& fields, std::size_t column, bool is_needed) {
        const std::string_view text = fields[column];
        if (text.empty() && is_needed) {
            refuse(column, {"payments.list-missing-field", "this must be told", {}, {}});
        } else if (!text.empty() && !is_plain_in_list(text)) {
            refuse(column, not_plain());
        }
        return std::string{text};
    }

    static base::Problem not_plain() {
        return {
            "payments.list-not-plain",
            "a number does not begin with = + - @ or a space, and holds no quote",
            {},
            "write it as it stands in the register"};
    }

    std::optional<base::Money> line_amount(std::string_view text) {
        const std::optional<base::Money> amount = amount_of(text);
        const bool is_in_bounds = amount && !amount->is_zero() && *amount <= claims::amount_max &&
                                  *amount >= -claims::amount_max;
        if (!is_in_bounds) {
            refuse(
                of_amount,
                {"payments.list-amount",
                 "this is no amount in euros and cents, other than zero",
                 {},
                 "such as 12,34 or 12.34, without a separator of thousands"}
            );
            return std::nullopt;
        }
        return amount;
    }

    std::optional<PlaceInList> line_taken_back(
        std::string_view text, const std::optional<base::Money>& amount
    ) {
        if (text.empty() && (!amount || amount->is_positive())) {
            return std::nullopt;
        }
        std::optional<PlaceInList> place = place_of(text);
        if (!place || (amount && amount->is_positive())) {
            refuse(
                of_back,
                {"payments.list-takes-back",
                 "an amount below zero tells which line it takes back, and no other does",
                 {},
                 "the number of its list, a slash and its line: U-2026-06/3"}
            );
        }
        return place;
    }

    void take_end(const Fields& fields) {
        has_end_ = true;
        const std::optional<int> count = whole_number(fields[of_line]);
        if (!count || static_cast<std::size_t>(*count) != line_count_) {
            refuse(
                of_line,
                {"payments.list-count",
                 fmt::format(
                     "the list has {} lines, and the last line tells another count", line_count_
                 ),
                 {},
                 "ask payroll for the whole file"}
            );
        }
        const std::optional<base::Money> total = amount_of(fields[of_amount]);
        if (!total || (*total != total_ && read_.problems.empty())) {
            refuse(
                of_amount,
                {"payments.list-total",
                 fmt::format(
                     "the lines come to {}, and the last line tells another total",
                     total_.to_string()
                 ),
                 {},
                 "ask payroll which of the two is right"}
            );
        }
        for (const std::size_t column :
             {of_period, of_pay, of_client, of_plan, of_claim, of_back}) {
            if (!fields[column].empty()) {
                refuse(
                    column,
                    {"payments.list-fields", "the last line tells only count and total", {}, {}}
                );
            }
        }
        if (line_count_ == 0) {
            refuse("payments.list-empty", "the list holds no lines", {});
        }
    }

    void refuse(std::size_t column, base::Problem problem) {
        const std::string_view title =
            column == of_list ? std::string_view{"list"} : list_columns_after_first[column - 1];
        problem.where = fmt::format("{}:{}, column {} {}", name_, number_, column + 1, title);
        keep(std::move(problem));
    }
    void refuse(std::string code, std::string message, std::string remedy) {
        keep(
            {std::move(code),
             std::move(message),
             fmt::format("{}:{}", name_, std::max<std::size_t>(number_, 1)),
             std::move(remedy)}
        );
    }
    // Nothing that comes after it can be understood.
    void broken(std::string code, std::string message, std::string remedy) {
        refuse(std::move(code), std::move(message), std::move(remedy));
        is_broken_ = true;
    }
    void keep(base::Problem problem) {
        if (read_.problems.size() < list_problems_max) {
            read_.problems.push_back(std::move(problem));
        }
    }

    std::istream& file_;
    const std::string& name_;
    std::array<char, line_bytes_max> buffer_{};
    std::string_view line_;
    std::size_t number_ = 0;
    std::size_t line_count_ = 0;
    int last_line_ = 0;
    base::Money total_;
    bool has_header_ = false;
    bool has_end_ = false;
    bool is_broken_ = false;
    ReadPayrollList read_{{ListKind::set_off, {}, {}}, {}};
};

}  // namespace

ReadPayrollList read_payroll_list(std::istream& file, const std::string& name) {
    return Reading{file, name}.read();
}

}  // namespace draagkracht::payments
