// Two debtors, and a batch of a payment of each that the bank tells in a notification: for the
// tests of notifications.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/storage/rows.hpp"
#include "support/notification_text.hpp"

namespace draagkracht::payments {

using test_support::BankRegister;
using test_support::BatchText;
using test_support::notification_text;
using test_support::reference_text;
using test_support::StatementText;
using test_support::text_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

inline constexpr const char* day = "2026-06-28";

// V-501 of 300.00 and V-502 of 200.00, each of a debtor of its own.
class NotificationsOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            begin();
        }
    }
    // A register in which nothing came in yet.
    void begin_anew() {
        bank_.reset();
        OnBothDatabases::SetUp();
        begin();
    }
    void begin() {
        bank_.emplace(database());
        bank().claim(501, {bank().person("100001")}, "300.00");
        bank().claim(502, {bank().person("100002")}, "200.00");
    }
    BankRegister& bank() { return *bank_; }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }

    // 50.00 for V-501 and 30.00 for V-502.
    static BatchText batch(
        const std::string& batch_id = "B1", const std::string& bank_reference = "R1"
    ) {
        return {
            .batch_id = batch_id,
            .bank_reference = bank_reference,
            .payments = {
                {"50.00", {.structured = reference_text(501)}},
                {"30.00", {.structured = reference_text(502)}}}};
    }
    static StatementText statement(const std::string& amount = "80.00") {
        StatementText statement{"S1", day};
        return statement.paid(amount, {.bank_reference = "R1", .batch_id = "B1"});
    }

    base::Outcome<FileReport> hand_in(
        const std::string& text, std::size_t chunk = 1000, const std::string& name = "file.xml"
    ) {
        return bank().reconcile(bank().file(text, name), chunk);
    }
    FileReport handed_in(const std::string& text, std::size_t chunk = 1000) {
        const base::Outcome<FileReport> report = hand_in(text, chunk);
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return *report;
    }
    FileReport tell(const std::vector<BatchText>& batches, const std::string& name = "N1") {
        return handed_in(notification_text(name, day, batches));
    }
    FileReport book(const StatementText& statement, std::size_t chunk = 1000) {
        return handed_in(text_of({statement}), chunk);
    }

    std::vector<std::string> texts(const std::string& query) {
        storage::Transaction transaction{database(), "texts", storage::Access::read};
        std::vector<std::string> found;
        std::string text;
        storage::for_each_row((ask(transaction, query), soci::into(text)), [&] {
            found.push_back(text);
        });
        return found;
    }
    std::string one(const std::string& query) {
        const std::vector<std::string> found = texts(query);
        return found.empty() ? "" : found.front();
    }
    std::string sum(const std::string& of) {
        return one("SELECT CAST(COALESCE(SUM(amount_cents), 0) AS TEXT) FROM " + of);
    }
    // What came of it all, however it came about: "V-501 25000 V-502 17000 waits 0 bank 8000".
    std::string standing() {
        std::string text;
        for (const char* claim : {"V-501", "V-502"}) {
            text += fmt::format(
                "{} {} ",
                claim,
                sum(fmt::format(
                    "posting JOIN claim ON claim.id = claim_id WHERE claim_number = '{}'", claim
                ))
            );
        }
        return text + "waits " + sum("suspense_item") + " bank " + sum("bank_entry");
    }
    // Of what waits for a person: "8000 details_disagree", without what is paired.
    std::vector<std::string> waiting() {
        return texts(
            "SELECT CAST(SUM(item.amount_cents) AS TEXT) || ' ' || MIN(item.reason_code)"
            " FROM suspense_item item WHERE NOT EXISTS (SELECT 1 FROM entry_return pair WHERE"
            " pair.entry_id = item.entry_id OR pair.returned_entry_id = item.entry_id)"
            " GROUP BY item.entry_id HAVING SUM(item.amount_cents) <> 0 ORDER BY item.entry_id"
        );
    }
    // Bank total = allocated + suspense + refunded, of each entry, and the ledger went down by what
    // was allocated.
    void expect_proved() {
        EXPECT_THAT(
            texts("SELECT CAST(bank_entry.id AS TEXT) FROM bank_entry WHERE amount_cents <>"
                  " (SELECT COALESCE(SUM(amount_cents), 0) FROM allocation"
                  "  WHERE allocation.entry_id = bank_entry.id)"
                  " + (SELECT COALESCE(SUM(amount_cents), 0) FROM suspense_item"
                  "  WHERE suspense_item.entry_id = bank_entry.id)"
                  " + (SELECT COALESCE(SUM(amount_cents), 0) FROM refunded_money"
                  "  WHERE refunded_money.entry_id = bank_entry.id)"),
            IsEmpty()
        );
        EXPECT_EQ(
            sum("allocation"),
            one("SELECT CAST(COALESCE(-SUM(amount_cents), 0) AS TEXT) FROM posting"
                " WHERE allocation_id IS NOT NULL")
        );
    }
    // Handed in once more the statement proves as it did.
    void expect_closed(const StatementText& statement) {
        const StatementReport again = book(statement).statements.at(0);
        EXPECT_EQ(again.outcome, StatementOutcome::known);
        expect_proved();
    }

    std::optional<BankRegister> bank_;
};

}  // namespace draagkracht::payments
