// Two debtors who pay by direct debit, two officers, and what they do to collect: for the tests of
// collections.
#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <soci/soci.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/norms/direct_debit_file.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/payments/collection_service.hpp"
#include "draagkracht/plans/mandate_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/bank_register.hpp"

namespace draagkracht::payments {

using access::Role;
using test_support::BankRegister;
using test_support::StatementText;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

inline const std::string account_1 = "NL91ABNA0417164300";
inline const std::string account_2 = "NL18RABO0123459876";

inline base::Date on(std::string_view text) {
    return base::Date::parse(text).value();
}

inline const norms::PolicyBook& policies() {
    static const norms::PolicyBook book =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
    return book;
}

// That of Zandwijk, which collects on the account of the register of these tests.
inline norms::DirectDebitBook collections_on(const std::string& account) {
    norms::DirectDebitPolicy policy =
        norms::read_direct_debit(DRAAGKRACHT_SOURCE_DIR "/config/policies")
            .value()
            .of("zandwijk")
            .value();
    policy.creditor.account = base::Iban::parse(account).value();
    return norms::DirectDebitBook{{policy}};
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

// "R-901/1 quiet" of one that is left out.
inline std::vector<std::string> lines_of(const std::vector<SkippedInstalment>& left_out) {
    std::vector<std::string> lines;
    for (const SkippedInstalment& one : left_out) {
        lines.push_back(fmt::format(
            "{}/{} {}",
            one.instalment.plan_number,
            one.instalment.number,
            to_text(one.left_out.reason)
        ));
    }
    return lines;
}

// "R-901/1 2026-05-28 50.00", and then those that are left out.
inline std::vector<std::string> lines_of(const CollectionProposal& proposal) {
    std::vector<std::string> lines;
    for (const ProposedOrder& one : proposal.orders) {
        lines.push_back(fmt::format(
            "{}/{} {} {}{}",
            one.instalment.plan_number,
            one.instalment.number,
            one.order.collect_on.to_string(),
            one.order.amount.to_string(),
            one.order.is_retry ? " retry" : ""
        ));
    }
    std::ranges::move(lines_of(proposal.left_out), std::back_inserter(lines));
    return lines;
}

// Two debtors: 50.00 a month on 500.00, and 30.00 on 300.00, on the 28th from May 2026.
class CollectingOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        bank_.emplace(database());
        preparer_ = officer("j.bakker", {Role::debt_officer, Role::supervisor});
        approver_ = officer("p.visser", {Role::supervisor});
        person_1_ = add_debtor(901, "100001", "M-17", account_1, "500.00", "50.00");
        person_2_ = add_debtor(902, "100002", "M-18", account_2, "300.00", "30.00");
    }

    BankRegister& bank() { return *bank_; }

    access::Actor officer(const std::string& login, const std::set<Role>& roles) {
        const base::MunicipalityId zandwijk = bank_->people().zandwijk();
        const base::OfficerId id =
            access::AccessService{database()}
                .add_officer(
                    bank_->people().machine(access::Machine::conversion),
                    {login, login, "een lang wachtwoord", {{zandwijk, roles}}}
                )
                .value();
        return access::Actor::officer(id, login, {{zandwijk, roles}});
    }

    base::PersonId add_debtor(
        std::int64_t number,
        const std::string& client_number,
        const std::string& mandate_number,
        const std::string& account,
        const std::string& total,
        const std::string& monthly
    ) {
        const base::PersonId person = bank().person(client_number);
        const base::ClaimId claim = bank().claim(number - 400, {person}, total);
        const plans::MandateId mandate =
            plans::MandateService{database(), bank().people().sealer()}
                .record(
                    bank().people().officer(),
                    person,
                    {mandate_number, on("2026-04-20"), base::Iban::parse(account).value()}
                )
                .value();
        bank().plan(number, person, {claim}, total, monthly, {plans::Way::direct_debit, mandate});
        return person;
    }

    static access::Occasion as(const access::Actor& actor, const std::string& today) {
        return {
            actor,
            base::BusinessDate{on(today)},
            base::Timestamp::parse(today + "T10:00:00Z").value()};
    }
    [[nodiscard]] access::Occasion preparer(const std::string& today = "2026-05-20") const {
        return as(*preparer_, today);
    }

    CollectionService service() {
        return {database(), bank().people().sealer(), policies(), collections_};
    }
    base::MunicipalityId zandwijk() { return bank().people().zandwijk(); }

    PreparedCollection prepare(
        const std::string& today = "2026-05-20", const std::string& until = "2026-05-31"
    ) {
        const auto prepared = service().prepare(preparer(today), zandwijk(), on(until));
        base::ensure(prepared.has_value(), prepared ? "" : prepared.error().to_line());
        return *prepared;
    }

    std::vector<access::AskedApproval> asked() {
        return access::ApprovalsService{database()}.open_approvals(preparer(), zandwijk()).value();
    }
    void approve(const std::string& today = "2026-05-20") {
        for (const access::AskedApproval& one : asked()) {
            if (one.state == access::ApprovalState::waits) {
                const auto granted = access::AccessService{database()}.grant_approval(
                    as(*approver_, today), one.asked.id
                );
                ASSERT_TRUE(granted.has_value()) << granted.error().to_line();
            }
        }
    }

    LayOutReport lay_out(const std::string& today = "2026-05-20") {
        const auto report =
            service().lay_out(preparer(today), zandwijk(), [this](const LaidOutCollection& file) {
                files_.push_back(file);
                return base::Done{};
            });
        base::ensure(report.has_value(), report ? "" : report.error().to_line());
        return *report;
    }
    // The file of both debtors for May, laid out; the end-to-end ids of its orders.
    std::vector<std::string> collected() {
        (void)prepare();
        approve();
        (void)lay_out();
        return values_of(files_.back().bytes, "EndToEndId");
    }
    std::string batch_id() { return values_of(files_.back().bytes, "PmtInfId").at(0); }

    std::vector<std::string> looked(const std::string& today, const std::string& until) {
        const auto proposal = service().look(preparer(today), zandwijk(), on(until));
        base::ensure(proposal.has_value(), proposal ? "" : proposal.error().to_line());
        return lines_of(*proposal);
    }

    void say(const std::string& statement) {
        storage::Transaction transaction{database(), "say", storage::Access::write};
        transaction.sql() << statement;
        transaction.commit();
    }

    // One line of text for each row.
    std::vector<std::string> texts(const std::string& query) {
        storage::Transaction transaction{database(), "texts", storage::Access::read};
        std::vector<std::string> found;
        std::string text;
        storage::for_each_row((ask(transaction, query), soci::into(text)), [&] {
            found.push_back(text);
        });
        return found;
    }

    norms::DirectDebitBook collections_ = collections_on(BankRegister::own_account);
    std::vector<LaidOutCollection> files_;
    std::optional<base::PersonId> person_1_;
    std::optional<base::PersonId> person_2_;
    std::optional<access::Actor> preparer_;
    std::optional<access::Actor> approver_;

  private:
    std::optional<BankRegister> bank_;
};

}  // namespace draagkracht::payments
