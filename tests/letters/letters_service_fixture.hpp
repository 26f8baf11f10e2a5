// Zandwijk with its policy and templates, its officers, and plans for which letters are asked.
#pragma once

#include <soci/soci.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "draagkracht/letters/letter_proof.hpp"
#include "draagkracht/letters/letters_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "draagkracht/storage/outbox.hpp"
#include "letters/letter_fixture.hpp"
#include "letters/pdf_probe.hpp"
#include "support/test_plans.hpp"

namespace draagkracht::letters {

class LettersOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
            plans_.emplace(database(), *register_);
            policies_ = norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
            write(
                "INSERT INTO officer (id, login, display_name, password_hash, is_active)"
                " VALUES (1, 'a.jansen', 'Anouk Jansen', '', 1)"
            );
        }
    }

    test_support::TestRegister& reg() { return *register_; }
    test_support::TestPlans& plans() { return *plans_; }
    const norms::PolicyBook& policies() { return policies_; }

    LettersService service() {
        return LettersService::open(database(), reg().sealer(), policies_, templates_folder)
            .value();
    }
    access::Occasion room(const std::string& day) {
        return reg().machine(access::Machine::letter_room, day);
    }
    LettersReport send(const std::string& day) {
        return service().send_requested(room(day)).value();
    }
    SentLetter seen(base::LetterId letter) {
        return service().sent_letter(reg().officer(), letter).value();
    }

    void ask(
        const test_support::TestPlan& plan, const std::string& kind, const std::string& subject
    ) {
        storage::Transaction transaction{database(), "ask", storage::Access::write};
        storage::request_letters(
            transaction,
            {{reg().zandwijk(), plan.person, kind, subject, plan.plan, day("2026-06-01"), "test"}}
        );
        test_support::commit_untold(transaction);
    }
    void ask_confirmation(const test_support::TestPlan& plan) {
        ask(plan, "plan_confirmation", "plan:" + std::to_string(plan.plan.value()));
    }
    void ask_reminder(const test_support::TestPlan& plan, int instalment) {
        ask(plan,
            "friendly_reminder",
            "plan:" + std::to_string(plan.plan.value()) +
                "/instalment:" + std::to_string(instalment));
    }

    // The letters that do not hold.
    std::vector<std::string> violations() {
        storage::Transaction transaction{database(), "prove", storage::Access::read};
        return prove_letters(transaction).violations;
    }
    long long count(const std::string& what) {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        long long rows = 0;
        transaction.sql() << "SELECT COUNT(*) FROM " + what, soci::into(rows);
        return rows;
    }
    void write(const std::string& sql) {
        storage::Transaction transaction{database(), "test", storage::Access::write};
        transaction.sql() << sql;
        transaction.commit();
    }

  private:
    std::optional<test_support::TestRegister> register_;
    std::optional<test_support::TestPlans> plans_;
    norms::PolicyBook policies_;
};

}  // namespace draagkracht::letters
