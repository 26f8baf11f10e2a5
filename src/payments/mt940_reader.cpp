#include "payments/mt940_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>
#include <vector>

#include "draagkracht/payments/bank_reference.hpp"
#include "payments/line_reader.hpp"
#include "payments/mt940_information.hpp"
#include "payments/mt940_line.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t entry_bytes_max = 64UL * 1024;  // the standard has under a thousand

// Which fields there are. Anything else between colons is text that went on in a new line.
enum class Tag {
    reference,
    account,
    number,
    opening,
    opening_of_page,
    line,
    information,
    closing,
    closing_of_page,
    debits,
    credits,
    other,
};

struct KnownTag {
    std::string_view text;
    Tag tag;
};

constexpr KnownTag known_tags[] = {
    {":20:", Tag::reference},
    {":25:", Tag::account},
    {":25P:", Tag::account},
    {":28:", Tag::number},
    {":28C:", Tag::number},
    {":60F:", Tag::opening},
    {":60M:", Tag::opening_of_page},
    {":61:", Tag::line},
    {":86:", Tag::information},
    {":62F:", Tag::closing},
    {":62M:", Tag::closing_of_page},
    {":13:", Tag::other},
    {":13D:", Tag::other},
    {":21:", Tag::other},
    {":34F:", Tag::other},
    {":64:", Tag::other},
    {":65:", Tag::other},
    {":90C:", Tag::credits},
    {":90D:", Tag::debits},
    {":940:", Tag::other},
    {":NS:", Tag::other},
};

const KnownTag* tag_of(std::string_view line) {
    const auto* const found =
        std::find_if(std::begin(known_tags), std::end(known_tags), [line](const KnownTag& known) {
            return line.starts_with(known.text);
        });
    return found == std::end(known_tags) ? nullptr : found;
}

// The text of one field, which may go on over several lines.
struct Field {
    Tag tag;
    std::size_t line;
    std::vector<std::string> lines;
};

// An entry of which more lines may follow.
struct OpenEntry {
    Entry entry;
    std::vector<std::string> information;
    std::size_t bytes = 0;
};

class Mt940Reader : public StatementReader {
  public:
    Mt940Reader(std::istream& file, std::string file_name) : lines_{file, std::move(file_name)} {}

    base::Outcome<StatementPiece> next() override {
        while (pieces_.empty() && has_more_ && *has_more_) {
            has_more_ = read_line();
        }
        if (!pieces_.empty()) {
            StatementPiece piece = std::move(pieces_.front());
            pieces_.pop_front();
            return piece;
        }
        if (!has_more_) {
            return tl::unexpected(has_more_.error());
        }
        return EndOfFile{};
    }

  private:
    base::Outcome<bool> read_line() {
        const base::Outcome<bool> found = lines_.advance();
        if (!found) {
            return found;
        }
        const std::string_view line = lines_.line();
        const KnownTag* const tag = *found ? tag_of(line) : nullptr;
        const bool ends_field = !*found || tag != nullptr || ends_message(line);
        if (!ends_field) {
            return keep_line(line);
        }
        if (const base::Done taken = take_field(); !taken) {
            return tl::unexpected(taken.error());
        }
        if (tag != nullptr) {
            field_ = Field{tag->tag, lines_.number(), {std::string{line.substr(tag->text.size())}}};
        } else if (!*found) {
            end_message();
            end_pages();
        }
        return *found;
    }

    // A dash ends a message, and it may also begin a line of text.
    [[nodiscard]] bool ends_message(std::string_view line) const {
        return line.starts_with("-}") || line.starts_with("{1:") ||
               (line.starts_with('-') && is_closed_);
    }

    base::Outcome<bool> keep_line(std::string_view line) {
        if (field_ && field_->tag != Tag::other) {
            field_bytes_ += line.size() + sizeof(std::string);
            if (field_bytes_ > entry_bytes_max) {
                return problem_here(too_large());
            }
            field_->lines.emplace_back(line);
        }
        return true;
    }

    base::Done take_field() {
        if (!field_) {
            return {};
        }
        const Field field = std::move(*field_);
        field_.reset();
        field_bytes_ = 0;
        if (const base::Done taken = take(field); !taken) {
            return tl::unexpected(lines_.at(taken.error().at(place()), field.line));
        }
        return {};
    }

    base::Done take(const Field& field) {
        const std::string& text = field.lines.front();
        if (begins_message(field.tag)) {
            end_message();
        }
        switch (field.tag) {
            case Tag::reference:
                message().identifier = without_blanks_around(text);
                return {};
            case Tag::account:
                message().account = read_mt940_account(text);
                return {};
            case Tag::number:
                message().sequence_number = without_blanks_around(text);
                return {};
            case Tag::opening:
                return take_balance(text, message().opening);
            case Tag::opening_of_page:
                return take_opening_of_page(text);
            case Tag::line:
                return take_line(field);
            case Tag::information:
                return take_information(field);
            case Tag::closing:
                end_entry();
                is_closed_ = true;
                return take_balance(text, message().closing);
            case Tag::closing_of_page:
                end_entry();
                is_closed_ = true;
                goes_on_ = true;
                return read_mt940_balance(text).map([this](Balance balance) {
                    statement();
                    page().goes_on_at = std::move(balance);
                });
            case Tag::debits:
                message().stated.debits = read_mt940_side(text);
                return {};
            case Tag::credits:
                message().stated.credits = read_mt940_side(text);
                return {};
            case Tag::other:
                return {};
        }
        throw base::ProgrammerFault{"unknown tag of an MT940"};
    }

    // Some banks leave out the reference, with which a message should begin.
    [[nodiscard]] bool begins_message(Tag tag) const {
        const bool is_of_beginning = tag == Tag::account || tag == Tag::number ||
                                     tag == Tag::opening || tag == Tag::opening_of_page;
        return tag == Tag::reference || (is_of_beginning && is_closed_);
    }

    Statement& message() {
        if (!message_) {
            message_.emplace().format = StatementFormat::mt940;
        }
        return *message_;
    }

    // The statement of the message, with its number in the file.
    Statement& statement() {
        if (message().number == 0) {
            end_pages();
            message_->number = ++statement_count_;
            entry_count_ = 0;
        }
        return *message_;
    }

    base::Done take_balance(const std::string& text, std::optional<Balance>& target) {
        statement();
        if (target) {
            return base::problem(
                "payments.repeated-balance",
                "a statement has the same balance twice",
                "ask the bank for the statement again"
            );
        }
        base::Outcome<Balance> balance = read_mt940_balance(text);
        if (!balance) {
            return tl::unexpected(balance.error());
        }
        message_->currency = balance->currency;
        target = std::move(*balance);
        return {};
    }

    // The page before may be in this file: then both are one statement.
    base::Done take_opening_of_page(const std::string& text) {
        const base::Outcome<Balance> balance = read_mt940_balance(text);
        if (!balance) {
            return tl::unexpected(balance.error());
        }
        is_page_ = true;
        const std::size_t number = page_number();
        if (goes_on_in(number)) {
            message_ = std::move(page_before_);
            page_before_.reset();
            page().last = number;
            page().goes_on_at.reset();
        } else {
            page().follows_at = *balance;
        }
        statement().currency = balance->currency;
        return {};
    }

    // Whether the page before goes on in this message, by its account and its number. Where a bank
    // counts no pages, by what stands there.
    bool goes_on_in(std::size_t number) {
        if (!page_before_ || !page_before_->page || page_before_->account != message().account) {
            return false;
        }
        const std::size_t before = page_before_->page->last;
        const bool are_counted = number != 0 || before != 0;
        return !are_counted || (number > before && number - before == 1);
    }

    // "12/3": page 3 of statement 12; 0 where pages are not counted.
    [[nodiscard]] std::size_t page_number() {
        const std::string& number = message().sequence_number;
        const std::size_t slash = number.find('/');
        std::size_t page = 0;
        if (slash != std::string::npos) {
            std::from_chars(number.data() + slash + 1, number.data() + number.size(), page);
        }
        return page;
    }

    Page& page() {
        if (!message().page) {
            const std::size_t number = page_number();
            message_->page = Page{number, number};
        }
        return *message_->page;
    }

    base::Done take_line(const Field& field) {
        end_entry();
        const std::size_t statement_number = statement().number;
        OpenEntry& open = entry_.emplace();
        open.entry.number = ++entry_count_;
        open.entry.statement_number = statement_number;
        base::Outcome<Mt940Line> line = read_mt940_line(field.lines.front());
        if (!line) {
            return tl::unexpected(line.error());
        }
        open.entry.currency = message_->currency;
        open.entry.amount = line->amount;
        open.entry.is_reversal = line->is_reversal || line->type == "NRTI";
        open.entry.value_date = line->value_date;
        open.entry.booking_date = line->booking_date;
        open.entry.bank_reference = std::move(line->bank_reference);
        Detail& detail = open.entry.details.emplace_back();
        detail.amount = line->amount;
        const std::string_view second =
            field.lines.size() > 1 ? without_blanks_around(field.lines[1]) : std::string_view{};
        tell_other_side(detail, *line, second);
        return {};
    }

    // Rabobank gives the account of the other side in the second line, ASN in the first with the
    // name in the second, and Rabobank of before IBAN account and name in the first.
    static void tell_other_side(Detail& detail, Mt940Line& line, std::string_view second) {
        constexpr std::string_view stands_below[] = {"EREF", "PREF", "MARF"};
        const bool is_given =
            is_reference(line.own_reference) &&
            std::count(std::begin(stands_below), std::end(stands_below), line.own_reference) == 0;
        if (has_form_of_iban(second)) {
            detail.counterparty_account = second;
        } else if (has_form_of_iban(line.own_reference)) {
            detail.counterparty_account = std::move(line.own_reference);
            detail.counterparty_name = second;
        } else if (!line.other_name.empty()) {
            detail.counterparty_name = std::move(line.other_name);
            detail.counterparty_account =
                is_reference(line.own_reference) ? std::move(line.own_reference) : std::string{};
        } else if (is_given) {
            detail.end_to_end_id = std::move(line.own_reference);
        }
    }

    // Behind a balance the field tells what the lines come to, and of no payment.
    base::Done take_information(const Field& field) {
        if (!entry_) {
            if (is_closed_ && field.lines.front().starts_with("/SUM/")) {
                message().stated = read_mt940_sum(field.lines.front());
            }
            return {};
        }
        for (const std::string& line : field.lines) {
            entry_->bytes += line.size() + sizeof(std::string);
            if (entry_->bytes > entry_bytes_max) {
                return too_large();
            }
            entry_->information.push_back(line);
        }
        return {};
    }

    void end_entry() {
        if (!entry_) {
            return;
        }
        Entry& entry = entry_->entry;
        Detail& detail = entry.details.front();
        std::string own_reference = std::move(detail.end_to_end_id);
        detail.end_to_end_id.clear();
        tell_information(detail, entry_->information);
        if (detail.end_to_end_id.empty()) {
            detail.end_to_end_id = std::move(own_reference);
        }
        entry.is_reversal = entry.is_reversal || !detail.return_reason.empty();
        pieces_.emplace_back(std::move(entry));
        entry_.reset();
    }

    void end_message() {
        end_entry();
        if (message_) {
            statement();
            if (goes_on_ || is_page_) {
                message_->stated = {};  // what a page comes to is not told apart from all
            }
            if (message_->opening && message_->closing) {
                message_->page.reset();  // all pages are here
            }
            if (goes_on_) {
                page_before_ = std::move(message_);
            } else {
                pieces_.emplace_back(std::move(*message_));
            }
        }
        message_.reset();
        is_closed_ = false;
        goes_on_ = false;
        is_page_ = false;
    }

    // No page follows any more on the one before.
    void end_pages() {
        if (page_before_) {
            pieces_.emplace_back(std::move(*page_before_));
            page_before_.reset();
        }
    }

    static tl::unexpected<base::Problem> too_large() {
        return base::problem(
            "payments.too-large",
            fmt::format("one entry is over {} kilobytes", entry_bytes_max / 1024)
        );
    }

    tl::unexpected<base::Problem> problem_here(const tl::unexpected<base::Problem>& problem) const {
        return tl::unexpected(lines_.at(problem.value().at(place()), lines_.number()));
    }

    [[nodiscard]] std::string place() const {
        const std::size_t number = message_ ? message_->number : 0;
        if (number == 0) {
            return fmt::format("statement {}", statement_count_ + 1);
        }
        return entry_ ? fmt::format("statement {}, entry {}", number, entry_count_)
                      : fmt::format("statement {}", number);
    }

    LineReader lines_;
    std::optional<Field> field_;
    std::size_t field_bytes_ = 0;
    std::optional<Statement> message_;      // the one that is read now
    std::optional<Statement> page_before_;  // a page that may go on in the next message
    std::optional<OpenEntry> entry_;
    bool is_closed_ = false;  // the closing balance of the message was read
    bool goes_on_ = false;    // and it was that of a page
    bool is_page_ = false;    // the opening balance was that of a page
    std::size_t statement_count_ = 0;
    std::size_t entry_count_ = 0;
    std::deque<StatementPiece> pieces_;
    base::Outcome<bool> has_more_ = true;
};

}  // namespace

bool begins_mt940_field(std::string_view line) {
    return tag_of(line) != nullptr;
}

std::unique_ptr<StatementReader> read_mt940(std::istream& file, std::string file_name) {
    return std::make_unique<Mt940Reader>(file, std::move(file_name));
}

}  // namespace draagkracht::payments
