// A register and a conversion file for one test, on either engine.
#pragma once

#include <soci/soci.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "draagkracht/conversion/conversion_service.hpp"
#include "draagkracht/norms/rules_file.hpp"
#include "support/test_register.hpp"

namespace draagkracht::conversion {

using nlohmann::json;

// A file that can be loaded; change what the test is about. Two people in a household, a claim of
// 2,000.00 on both of which 500.00 was paid, a plan for the rest and a talk about it.
inline std::vector<json> sample_lines() {
    return {
        json::parse(R"({"kind": "municipality", "code": "zandwijk"})"),
        json::parse(R"({"kind": "person", "client_number": "100001", "bsn": "111222333",
            "salutation": "de heer", "initials": "J.", "surname": "Berg",
            "address": {"street": "Dorpsstraat", "house_number": "1", "postal_code": "1234 AB",
                        "city": "Zandwijk"},
            "accounts": ["NL91ABNA0417164300"],
            "benefits": [{"law": "PW", "from": "2020-01-01"}]})"),
        json::parse(R"({"kind": "person", "client_number": "100002", "surname": "Jansen"})"),
        json::parse(R"({"kind": "household", "household_number": "H-1", "members": [
            {"client_number": "100001", "role": "applicant", "from": "2020-01-01"},
            {"client_number": "100002", "role": "partner", "from": "2020-01-01"}]})"),
        json::parse(R"({"kind": "claim", "claim_number": "V-1", "claim_kind": "overpayment",
            "law": "PW", "legal_ground": "PW 58 lid 2 onder a", "cause": "late_processing",
            "culpability": "none", "decision_number": "B-1", "decision_date": "2025-03-01",
            "notified_date": "2025-03-02", "due_date": "2025-04-13",
            "period": {"from": "2024-10-01", "until": "2024-12-31"}, "amount": "2000.00",
            "debtors": [{"client_number": "100001", "liable_from": "2025-03-01"},
                        {"client_number": "100002", "liable_from": "2025-03-01"}],
            "movements": [{"component": "principal", "kind": "payment", "amount": "-500.00",
                           "value_date": "2025-05-01", "reason": "paid before"}]})"),
        json::parse(R"({"kind": "plan", "plan_number": "R-1", "client_number": "100001",
            "agreed_on": "2025-05-01", "monthly_amount": "400.00",
            "first_due_date": "2026-06-28",
            "claims": [{"claim_number": "V-1", "amount": "1500.00"}]})"),
        json::parse(R"({"kind": "contact", "contact_number": "K-1", "client_number": "100001",
            "contacted_on": "2026-06-30", "channel": "phone", "direction": "outgoing",
            "outcome": "spoken", "nonpayment_reason": "forgotten", "notes": "Belt morgen.\nEcht.",
            "next_step": "await_payment",
            "instalments": [{"plan_number": "R-1", "number": 1}]})"),
    };
}

// The lines with their end line.
inline std::string file_of(const std::vector<json>& lines) {
    std::string text;
    for (const json& line : lines) {
        text += line.dump() + "\n";
    }
    return text + json{{"kind", "end"}, {"lines", lines.size()}}.dump() + "\n";
}

class ConversionCase : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (!IsSkipped()) {
            register_.emplace(database());
        }
    }
    test_support::TestRegister& reg() { return *register_; }
    const norms::PolicyBook& policies() { return policies_; }

    LoadReport load(const std::string& text) {
        return load_as(reg().machine(access::Machine::conversion), text);
    }
    LoadReport load_as(const access::Occasion& occasion, const std::string& text) {
        std::istringstream lines{text};
        return ConversionService{database(), reg().sealer(), policies_}.load(
            occasion, lines, "x.jsonl", nullptr
        );
    }

    // Every row of every table that a load writes, as counts: "person 2, claim 1, ...".
    std::string contents() {
        storage::Transaction transaction{database(), "count", storage::Access::read};
        std::string text;
        for (const std::string table :
             {"person",
              "person_identity",
              "person_account",
              "benefit_spell",
              "household",
              "household_member",
              "claim",
              "claim_debtor",
              "posting",
              "plan",
              "former_plan",
              "plan_claim",
              "instalment",
              "contact",
              "contact_arrear",
              "audit_event"}) {
            long long rows = 0;
            transaction.sql() << "SELECT COUNT(*) FROM " + table, soci::into(rows);
            text += table + " " + std::to_string(rows) + ", ";
        }
        return text;
    }

  private:
    std::optional<test_support::TestRegister> register_;
    norms::PolicyBook policies_ =
        norms::read_policies(DRAAGKRACHT_SOURCE_DIR "/config/policies").value();
};

}  // namespace draagkracht::conversion
