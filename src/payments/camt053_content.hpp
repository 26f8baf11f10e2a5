// Gathers what the elements of a camt.053 say into entries and statements. Which element says what
// is the table in camt053_elements.cpp; here is what it means.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

// The text of an element without children, and its attribute Ccy.
struct ElementText {
    std::string_view text;
    std::string_view currency;
};

struct StatedAmount {
    base::Money amount;
    std::string currency;
};

enum class Side { credit, debit };

struct Party {
    std::string name;
    std::string account;
};

// A detail before it is known on which side of it we stand.
struct StatedDetail {
    Detail detail;
    std::optional<StatedAmount> transaction_amount;  // TxDtls/Amt
    std::optional<StatedAmount> detailed_amount;     // TxDtls/AmtDtls/TxAmt/Amt
    std::optional<Side> side;
    Party debtor;
    Party creditor;
    std::string additional_text;
};

struct StatedBalance {
    std::string code;  // OPBD, CLBD, PRCD or one that is not needed here
    std::optional<StatedAmount> amount;
    std::optional<Side> side;
    std::optional<base::Date> date;
};

struct StatedEntry {
    Entry entry;
    std::optional<StatedAmount> amount;
    std::optional<Side> side;
    std::optional<EntryStatus> status;
    std::string additional_text;
    std::string batch_id;
    std::vector<StatedDetail> details;
    std::size_t bytes = 0;  // of text in it, to refuse one that would fill the memory
};

struct StatedReference {
    StructuredReference reference;
    std::string code;
};

class Camt053Content {
  public:
    void begin_statement();
    base::Done end_statement();
    void begin_balance() { balance = {}; }
    base::Done end_balance();
    void begin_entry();
    base::Done end_entry();
    base::Done begin_detail();
    void begin_reference() { reference = {}; }
    base::Done end_reference();

    // Counts text that an entry keeps. Problem payments.too-large beyond the limit.
    base::Done keep_bytes(std::size_t bytes);
    StatedDetail& detail() { return entry.details.back(); }
    [[nodiscard]] std::string place() const;  // "statement 1, entry 3"

    StatementKind kind = StatementKind::statement;  // of all in the file
    std::optional<std::size_t> page;                // of the message, when there are several
    Statement statement;
    StatedBalance balance;
    StatedEntry entry;
    StatedReference reference;
    std::deque<StatementPiece> pieces;  // complete, and not handed out yet

  private:
    [[nodiscard]] Detail finished(StatedDetail stated, const StatedEntry& within) const;

    std::size_t statement_count_ = 0;
    std::size_t entry_count_ = 0;
    bool inside_statement_ = false;
    bool inside_entry_ = false;
    std::optional<Balance> opening_;
    std::optional<Balance> previously_closed_;
};

// What an element's text means; problems name the text.
[[nodiscard]] base::Outcome<StatedAmount> read_amount(ElementText element);
[[nodiscard]] base::Outcome<base::Date> read_date(std::string_view text);  // a day or a moment
[[nodiscard]] base::Outcome<Side> read_side(std::string_view text);
[[nodiscard]] base::Outcome<EntryStatus> read_status(std::string_view text);
[[nodiscard]] base::Outcome<bool> read_mark(std::string_view text);
// None where it is no number.
[[nodiscard]] std::optional<std::size_t> read_count(std::string_view text);
[[nodiscard]] std::string read_account(std::string_view text);  // without spaces

}  // namespace draagkracht::payments
