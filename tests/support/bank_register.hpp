// A municipality with a bank account, people, claims and plans, and statements that come in: for
// tests of reconciling.
//
//     BankRegister bank{database()};
//     PersonId debtor = bank.person("100001", {"NL91ABNA0417164300"});
//     ClaimId claim = bank.claim(501, {debtor}, "300.00");
//     PlanId plan = bank.plan(901, debtor, {claim}, "300.00", "50.00");
//     bank.reconcile(StatementText{}.paid("50.00", {.structured = reference_text(901)}));
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/payments/camt053_writer.hpp"
#include "draagkracht/payments/reconciliation_service.hpp"
#include "draagkracht/payments/statement.hpp"
#include "draagkracht/plans/way_to_pay.hpp"
#include "support/test_register.hpp"

namespace draagkracht::test_support {

[[nodiscard]] std::string reference_text(std::int64_t number);

// What a payment tells; all of it optional.
struct PaymentText {
    std::string structured = {};
    std::string text = {};
    std::string account = {};
    std::string name = {};
    std::string bank_reference = {};
    bool is_reversal = false;
    std::string return_reason = {};
    std::string end_to_end_id = {};
    std::string batch_id = {};
    payments::EntryStatus status = payments::EntryStatus::booked;
};

// A statement of one day whose balances meet, unless a test breaks it.
class StatementText {
  public:
    explicit StatementText(std::string identifier = "S1", const std::string& date = "2026-06-30");

    StatementText& paid(std::string_view amount, const PaymentText& told);
    StatementText& add(payments::Entry entry);
    // Before anything is paid.
    StatementText& opens_with(base::Money balance);
    StatementText& broken_by(std::string_view difference);  // of the closing balance
    StatementText& of_account(std::string account);
    StatementText& numbered(std::string sequence_number);
    StatementText& named(std::string identifier);  // the same statement under another name

    [[nodiscard]] base::Money closing() const { return statement_.closing->amount; }
    [[nodiscard]] const std::vector<payments::Entry>& entries() const { return entries_; }
    void write(payments::Camt053Writer& writer, std::size_t number) const;

  private:
    payments::Statement statement_;
    std::vector<payments::Entry> entries_;
};

[[nodiscard]] std::string text_of(
    const std::vector<StatementText>& statements,
    payments::Camt053Version version = payments::Camt053Version::v02
);

// Page `page` of one camt.053 statement of 30 June with one payment: the first page has the opening
// balance, and the last one the closing balance.
[[nodiscard]] std::string camt_page(
    int page, bool is_last, const std::string& opening, const std::string& amount
);

class BankRegister {
  public:
    static constexpr const char* own_account = "NL26VAYB8060476890";

    explicit BankRegister(storage::Database& database);
    ~BankRegister();
    BankRegister(const BankRegister&) = delete;
    BankRegister& operator=(const BankRegister&) = delete;

    [[nodiscard]] TestRegister& people() { return register_; }
    [[nodiscard]] base::PersonId person(
        const std::string& client_number, const std::vector<std::string>& accounts = {}
    );
    // Claim "V-<number>" with the payment reference of that number.
    base::ClaimId claim(
        std::int64_t number, const std::vector<base::PersonId>& debtors, const std::string& amount
    );
    // Plan "R-<number>" over these claims, from 2026-05-28, with the payment reference of the
    // number.
    base::PlanId plan(
        std::int64_t number,
        base::PersonId person,
        const std::vector<base::ClaimId>& claims,
        const std::string& total,
        const std::string& monthly,
        const plans::WayToPay& way_to_pay = {}
    );
    void end_plan(base::PlanId plan);

    // Writes a file and answers with its path; the same name replaces it.
    [[nodiscard]] std::filesystem::path file(
        const std::string& text, const std::string& name = "statement.xml"
    );
    // An officer confirms every gap before a statement, as most tests are about payments of days
    // between which nothing is told.
    [[nodiscard]] base::Outcome<payments::FileReport> reconcile(
        const std::filesystem::path& file,
        std::size_t entries_per_chunk = 1000,
        const std::string& today = "2026-07-01"
    );
    [[nodiscard]] base::Outcome<payments::FileReport> reconcile(const StatementText& statement);
    // Nobody confirms anything.
    [[nodiscard]] base::Outcome<payments::FileReport> reconcile_as_sent(
        const std::filesystem::path& file
    );
    [[nodiscard]] base::Outcome<payments::ConfirmedFinding> confirm(
        const std::filesystem::path& file, const payments::FindingToConfirm& told
    );

    // "plan R-901 V-501 principal 50.00 structured_reference" for each part of each payment, or
    // "suspense 50.00 unknown_payer", in the order of the statement.
    [[nodiscard]] std::vector<std::string> placed();
    // All that reconciling leaves in the register, without ids that it drew: what must be the same
    // however often it was cut off.
    [[nodiscard]] std::string everything();
    // What it all comes to, however it came about: each claim and component by value date, what
    // each entry paid on which claim under which plan, and what waits of it.
    [[nodiscard]] std::string outcome();

  private:
    void tell(const char* action, base::PlanId plan, storage::Transaction& transaction);

    storage::Database& database_;
    TestRegister register_;
    std::filesystem::path folder_;
};

}  // namespace draagkracht::test_support
