// A register in which money is to be paid back, and officers who do it: for tests of payouts.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/payout_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using access::Role;
using base::EntryId;
using base::Money;
using test_support::BankRegister;
using test_support::StatementText;

inline const std::string payer = "NL91ABNA0417164300";
inline const std::string other_account = "NL02ABNA0123456789";

inline base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

// What stands between these tags, each time.
inline std::vector<std::string> values_of(const std::string& xml, const std::string& tag) {
    const std::string begin = "<" + tag + ">";
    std::vector<std::string> values;
    for (std::size_t place = xml.find(begin); place != std::string::npos;
         place = xml.find(begin, place + 1)) {
        const std::size_t from = place + begin.size();
        values.push_back(xml.substr(from, xml.find('<', from) - from));
    }
    return values;
}

// 60.00 and 80.00 of nobody came in on 10 June 2026; an officer and a supervisor decide to
// pay 25.00 of the first back to its payer, and 80.00 to another account.
class PayingOutOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        officer_ = add_officer("j.bakker", {Role::debt_officer, Role::supervisor});
        second_ = add_officer("p.visser", {Role::supervisor});
        first_ = receive("S1", "60.00");
        last_ = receive("S2", "80.00");
    }

    BankRegister& bank() { return *bank_; }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }
    PayoutService service() { return {database(), bank().people().sealer()}; }
    HandActService acts() { return {database(), bank().people().sealer()}; }

    access::Actor add_officer(const std::string& login, const std::set<Role>& roles) {
        const base::OfficerId id =
            access::AccessService{database()}
                .add_officer(
                    bank().people().machine(access::Machine::conversion),
                    {login, login, "een lang wachtwoord", {{zandwijk(), roles}}}
                )
                .value();
        return access::Actor::officer(id, login, {{zandwijk(), roles}});
    }
    static access::Occasion as(const access::Actor& actor, const std::string& today) {
        return {
            actor,
            base::BusinessDate{on(today)},
            base::Timestamp::parse(today + "T10:00:00Z").value()};
    }
    [[nodiscard]] access::Occasion officer(const std::string& today = "2026-07-03") const {
        return as(*officer_, today);
    }

    long long number_of(const std::string& query) {
        storage::Transaction transaction{database(), "number", storage::Access::read};
        long long number = 0;
        transaction.sql() << query, soci::into(number);
        return number;
    }
    EntryId receive(const std::string& statement, const std::string& amount) {
        StatementText text{statement, "2026-06-10"};
        text.opens_with(balance_).paid(
            amount, {.account = payer, .name = "J. Jansen", .bank_reference = statement}
        );
        balance_ = text.closing();
        const auto report = bank().reconcile(text);
        EXPECT_TRUE(report.has_value()) << report.error().to_line();
        return EntryId{number_of("SELECT MAX(id) FROM bank_entry")};
    }
    SuspenseLook look(EntryId entry) {
        return SuspenseService{database()}.look(officer(), zandwijk(), entry).value();
    }
    // "35.00 waits; 25.00 due, 0.00 ordered, 0.00 paid"
    std::string stands(EntryId entry) {
        const SuspenseLook now = look(entry);
        return fmt::format(
            "{} waits; {} due, {} ordered, {} paid",
            now.item.suspended.to_string(),
            now.refunds.due.to_string(),
            now.refunds.ordered.to_string(),
            now.refunds.paid.to_string()
        );
    }

    void approve() {
        access::ApprovalsService approvals{database()};
        const access::Occasion second = as(*second_, "2026-07-03");
        const auto open = approvals.open_approvals(second, zandwijk());
        for (const access::AskedApproval& one : *open) {
            if (one.state == access::ApprovalState::waits) {
                const auto decided = approvals.decide(second, zandwijk(), one.asked.id, {true});
                ASSERT_TRUE(decided.has_value()) << decided.error().to_line();
            }
        }
    }
    void decide(
        const std::string& number,
        EntryId entry,
        const std::string& amount,
        const std::string& account = {}
    ) {
        RefundAsked asked{
            number, "betaald voor een ander", {entry, look(entry).revision}, money(amount)};
        if (!account.empty()) {
            asked.other_account = base::Iban::parse(account).value();
        }
        ASSERT_TRUE(acts().ask_refund(officer(), zandwijk(), asked).has_value());
        approve();
        const auto done = acts().refund(officer(), zandwijk(), asked);
        ASSERT_TRUE(done.has_value()) << done.error().to_line();
    }
    void decide_both() {
        decide("H-1", *first_, "25.00");
        decide("H-2", *last_, "80.00", other_account);
    }
    static Money money(const std::string& text) { return Money::parse(text).value(); }
    std::string undo(const std::string& number, const std::string& of) {
        const auto done = acts().undo(officer(), zandwijk(), {number, of, "een vergissing"});
        return done ? "done" : done.error().code;
    }

    PreparedPayout prepare(const std::string& today = "2026-07-03") {
        const auto prepared = service().prepare(officer(today), zandwijk());
        base::ensure(prepared.has_value(), prepared ? "" : prepared.error().to_line());
        return *prepared;
    }
    PayoutReport lay_out(const std::string& today = "2026-07-03") {
        const auto report =
            service().lay_out(officer(today), zandwijk(), [this](const LaidOutPayout& file) {
                files_.push_back(file);
                return base::Done{};
            });
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return *report;
    }
    // The file of both, laid out; the end-to-end ids of its orders.
    std::vector<std::string> paid_out() {
        decide_both();
        (void)prepare();
        approve();
        (void)lay_out();
        return values_of(files_.back().bytes, "EndToEndId");
    }
    std::string batch_id() { return values_of(files_.back().bytes, "PmtInfId").at(0); }

    // The file is made, and the disk turns out to be full: nobody knows whether it left.
    std::string made_and_not_kept() {
        decide_both();
        (void)prepare();
        approve();
        std::string bytes;
        const auto failed =
            service().lay_out(officer(), zandwijk(), [&bytes](const LaidOutPayout& file) {
                bytes = file.bytes;
                return base::Done{base::problem("test.disk-full", "the disk is full")};
            });
        EXPECT_EQ(failed.error().code, "test.disk-full");
        return bytes;
    }
    std::string withdrawn(PayoutId payout, const std::string& reason = "the bank refused it") {
        const auto done = service().withdraw(officer(), zandwijk(), payout, reason);
        return !done ? done.error().code : *done == Withdrawal::done ? "done" : "asked";
    }
    // By two people.
    void withdraw(PayoutId payout) {
        ASSERT_EQ(withdrawn(payout), "asked");
        approve();
        ASSERT_EQ(withdrawn(payout), "done");
    }

    // "25.00 NL91ABNA0417164300 due"
    std::vector<std::string> open() {
        std::vector<std::string> lines;
        const auto refunds = service().open_refunds(officer(), zandwijk());
        for (const OpenRefund& one : refunds->items) {
            lines.push_back(fmt::format(
                "{} {} {}{}{}{}",
                one.amount.to_string(),
                one.account.text(),
                to_text(one.standing),
                one.return_reason.empty() ? "" : " ",
                one.return_reason,
                one.gone_by ? " in doubt" : ""
            ));
        }
        return lines;
    }
    void book(const StatementText& statement) {
        const auto report = bank().reconcile(statement);
        ASSERT_TRUE(report.has_value()) << report.error().to_line();
        EXPECT_EQ(report->statements.at(0).outcome, StatementOutcome::closed);
    }
    std::vector<std::string> waiting() {
        std::vector<std::string> lines;
        const auto list = SuspenseService{database()}.list(officer(), zandwijk());
        for (const WaitingItem& item : list->items) {
            lines.push_back(item.suspended.to_string());
        }
        return lines;
    }

    std::vector<LaidOutPayout> files_;
    std::optional<EntryId> first_;
    std::optional<EntryId> last_;
    std::optional<access::Actor> officer_;
    std::optional<access::Actor> second_;

  private:
    std::optional<BankRegister> bank_;
    Money balance_;
};

}  // namespace draagkracht::payments
