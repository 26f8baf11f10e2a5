// Closing a month on a register: claim 501 of 100.00. In June the bank brings 100.00, then 30.00
// too much, and 7.00 of nobody.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/payments/month_close_service.hpp"
#include "draagkracht/payments/month_proof_service.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

inline base::Money money(std::string_view text) {
    return base::Money::parse(text).value();
}

inline base::Month month(const std::string& text) {
    return base::month_of(text).value();
}

// "opening 100.00 received 130.00 paid out 0.00 closing 230.00 | own 100.00 30.00 0.00 | earlier
// 0.00 0.00 0.00 | ledger 100.00 | suspense 0.00 30.00"
inline std::string line_of(const AccountProof& account) {
    const AccountMonth& of = account.figures;
    const auto three = [](const Whereabouts& whereabouts) {
        return fmt::format(
            "{} {} {}",
            whereabouts.allocated.to_string(),
            whereabouts.suspended.to_string(),
            whereabouts.refunded.to_string()
        );
    };
    return fmt::format(
        "opening {} received {} paid out {} closing {} | own {} | earlier {} | ledger {} |"
        " suspense {} {}",
        of.opening.to_string(),
        of.received.to_string(),
        of.paid_out.to_string(),
        account.bank_closing.to_string(),
        three(of.own),
        three(of.earlier),
        of.ledger.to_string(),
        of.suspense_opening.to_string(),
        of.suspense_closing.to_string()
    );
}

// Claim 501 of 100.00. In June the bank brings 100.00, then 30.00 too much, and 7.00 of nobody.
class MonthCloseOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            bank_.emplace(database());
            bank().claim(501, {bank().person("100001")}, "100.00");
        }
    }
    test_support::BankRegister& bank() { return *bank_; }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }
    access::Occasion officer(const std::string& today) {
        return bank().people().officer(access::Role::debt_officer, today);
    }
    MonthCloseService months() { return MonthCloseService{database()}; }

    base::Outcome<FileReport> take_in(
        const test_support::StatementText& statement, const std::string& today = "2026-07-01"
    ) {
        return ReconciliationService{database()}.reconcile(
            bank().people().machine(access::Machine::reconciliation, today),
            bank().file(test_support::text_of({statement}))
        );
    }
    StatementReport taken_in(
        const test_support::StatementText& statement, const std::string& today = "2026-07-01"
    ) {
        const base::Outcome<FileReport> report = take_in(statement, today);
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return report->statements.at(0);
    }
    static test_support::StatementText june() {
        test_support::StatementText statement{"JUNE", "2026-06-30"};
        statement.opens_with(money("1000.00"))
            .paid(
                "100.00", {.structured = test_support::reference_text(501), .bank_reference = "A"}
            )
            .paid("30.00", {.structured = test_support::reference_text(501), .bank_reference = "B"})
            .paid("7.00", {.text = "van niemand"});
        return statement;
    }
    // One of a day on which nothing moved.
    static test_support::StatementText still(
        const std::string& identifier, const std::string& day, base::Money balance
    ) {
        return test_support::StatementText{identifier, day}.opens_with(balance);
    }
    // June, and the statement of 1 July by which it is known that all of June is here.
    void take_june_in() {
        (void)taken_in(june());
        (void)taken_in(still("NEXT", "2026-07-01", june().closing()), "2026-07-02");
    }
    // An officer confirms whatever is found of it.
    void take_confirmed(const test_support::StatementText& statement, const std::string& today) {
        const auto path = bank().file(test_support::text_of({statement}));
        const access::Occasion confirms = officer(today);
        for (const FindingCode code : {FindingCode::balance_break, FindingCode::gap}) {
            (void)ReconciliationService{database()}.confirm(confirms, path, {code, "nagevraagd"});
        }
        (void)taken_in(statement, today);
    }
    // Somebody else of this role.
    access::Occasion another(access::Role role, const std::string& today) {
        const access::RolesByMunicipality roles{{zandwijk(), {role}}};
        const std::string login = "another" + std::to_string(++another_count_);
        const auto added = access::AccessService{database()}.add_officer(
            bank().people().machine(access::Machine::conversion),
            {login, "C. Vos", "een lang wachtwoord", roles}
        );
        const access::Occasion now = officer(today);
        return {access::Actor::officer(*added, "C. Vos", roles), now.today, now.moment};
    }
    void grant_what_was_asked(const std::string& today) {
        const access::Occasion decides = another(access::Role::supervisor, today);
        access::ApprovalsService approvals{database()};
        const auto open = approvals.open_approvals(decides, zandwijk());
        ASSERT_TRUE(open) << open.error().to_line();
        for (const access::AskedApproval& one : *open) {
            if (one.state == access::ApprovalState::waits) {
                ASSERT_TRUE(approvals.decide(decides, zandwijk(), one.asked.id, {true}));
            }
        }
    }
    // The bank takes the 100.00 back, so that the 30.00 pays the claim.
    static test_support::StatementText july(const std::string& day = "2026-07-31") {
        test_support::StatementText statement{"JULY", day};
        statement.opens_with(june().closing())
            .paid("-100.00", {.bank_reference = "A", .is_reversal = true, .return_reason = "MD06"});
        return statement;
    }

    std::string code_of_close(const std::string& which, const std::string& today) {
        const auto closed = months().close(officer(today), zandwijk(), {month(which)});
        return closed ? "closed" : closed.error().code;
    }
    std::string line_of_preview(const std::string& which, const std::string& today) {
        const auto proof = months().preview(officer(today), zandwijk(), {month(which)});
        base::ensure(proof.has_value(), proof ? "" : proof.error().to_line());
        return line_of(proof->accounts.at(0));
    }
    std::vector<std::string> broken() {
        storage::Transaction transaction{database(), "verify", storage::Access::read};
        return prove_closed_months(transaction).violations;
    }
    // The entries of these amounts in cents.
    std::pair<base::EntryId, base::EntryId> entries_of(
        const std::string& one, const std::string& other
    ) {
        storage::Transaction transaction{database(), "entries", storage::Access::read};
        long long first = 0;
        long long second = 0;
        const std::string query = "SELECT MIN(id) FROM bank_entry WHERE amount_cents = ";
        transaction.sql() << query + one, soci::into(first);
        transaction.sql() << query + other, soci::into(second);
        return {base::EntryId{first}, base::EntryId{second}};
    }
    long long count(const std::string& from) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long found = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + from, soci::into(found);
        return found;
    }

  private:
    std::optional<test_support::BankRegister> bank_;
    int another_count_ = 0;
};

}  // namespace draagkracht::payments
