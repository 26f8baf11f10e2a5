#include "cli/demo/demo_register.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "cli/demo/demo_debtors.hpp"

namespace draagkracht::cli {

namespace {

using Line = nlohmann::ordered_json;

struct ClaimStory {
    const char* kind;
    const char* legal_ground;
    const char* cause;
    const char* culpability;
};

// How the claims came to be: most because the municipality was late, as Alkmaar 1.3.5 expects.
constexpr std::array<ClaimStory, 6> stories{{
    {"overpayment", "PW 58 lid 2 onder a", "late_processing", "none"},
    {"information_duty", "PW 58 lid 1", "unreported_change", "ordinary"},
    {"loan", "PW 58 lid 2 onder b", "loan", "not_assessed"},
    {"overpayment", "PW 58 lid 2 onder f", "income_settled", "none"},
    {"information_duty", "PW 58 lid 1", "fraud", "intent"},
    {"overpayment", "PW 58 lid 2 onder f", "later_means", "none"},
}};

// Counts the lines, since the last one tells how many there were.
class Lines {
  public:
    explicit Lines(std::ostream& out) : out_{out} {}
    void add(const Line& line) {
        out_ << line.dump() << '\n';
        ++count_;
    }
    void finish() { add({{"kind", "end"}, {"lines", count_}}); }

  private:
    std::ostream& out_;
    int count_ = 0;
};

std::string euros(std::int64_t cents) {
    return base::Money::cents(cents).to_string();
}

bool has_partner(const DemoDebtor& debtor) {
    return debtor.number % 10 == 4;
}

std::string partner_number(const DemoDebtor& debtor) {
    return fmt::format("{}", 100'300 + debtor.number);
}

std::int64_t amount_cents_of(const DemoDebtor& debtor) {
    return 40'000 + (debtor.number * 13'791) % 260'000;
}

void add_people(Lines& lines) {
    for (const DemoDebtor& debtor : demo_debtors()) {
        const std::string house_number = fmt::format("{}", 3 + debtor.number * 2);
        const Line address{
            {"street", debtor.number % 2 == 0 ? "Duinweg" : "Strandlaan"},
            {"house_number", house_number},
            {"postal_code", "9990 AB"},
            {"city", "Zandwijk"}};
        Line person{
            {"kind", "person"},
            {"client_number", debtor.client_number},
            {"bsn", debtor.bsn.digits()},
            {"salutation", debtor.salutation},
            {"initials", debtor.initials},
            {"surname", debtor.surname},
            {"birth_date", fmt::format("{}-05-17", 1970 + debtor.number % 30)},
            {"address", address},
            {"phone", fmt::format("06-000001{:02}", debtor.number)},
            {"accounts", Line::array({debtor.account.text()})}};
        if (!debtor.prefix.empty()) {
            person["prefix"] = debtor.prefix;
        }
        if (debtor.lives_on_benefit()) {
            person["benefits"] = Line::array({{{"law", "PW"}, {"from", "2023-03-01"}}});
        }
        lines.add(person);
        if (has_partner(debtor)) {
            lines.add(
                {{"kind", "person"},
                 {"client_number", partner_number(debtor)},
                 {"initials", "K."},
                 {"surname", debtor.surname},
                 {"address", address}}
            );
        }
    }
}

void add_households(Lines& lines) {
    for (const DemoDebtor& debtor : demo_debtors()) {
        if (has_partner(debtor)) {
            // They part before the talk, and both stay liable for what came before.
            lines.add(
                {{"kind", "household"},
                 {"household_number", "H-" + debtor.client_number},
                 {"members",
                  Line::array(
                      {{{"client_number", debtor.client_number},
                        {"role", "applicant"},
                        {"from", "2023-03-01"},
                        {"until", "2026-06-30"}},
                       {{"client_number", partner_number(debtor)},
                        {"role", "partner"},
                        {"from", "2023-03-01"},
                        {"until", "2026-06-30"}}}
                  )}}
            );
        }
    }
}

void add_claims(Lines& lines) {
    for (const DemoDebtor& debtor : demo_debtors()) {
        const ClaimStory& story = stories[static_cast<std::size_t>(debtor.number) % stories.size()];
        Line debtors =
            Line::array({{{"client_number", debtor.client_number}, {"liable_from", "2026-03-02"}}});
        if (has_partner(debtor)) {
            debtors.push_back(
                {{"client_number", partner_number(debtor)}, {"liable_from", "2026-03-02"}}
            );
        }
        lines.add(
            {{"kind", "claim"},
             {"claim_number", fmt::format("V-2026-{:04}", debtor.number)},
             {"claim_kind", story.kind},
             {"law", "PW"},
             {"legal_ground", story.legal_ground},
             {"cause", story.cause},
             {"culpability", story.culpability},
             {"decision_number", fmt::format("B-2026-{:04}", debtor.number)},
             {"decision_date", "2026-03-02"},
             {"notified_date", "2026-03-02"},
             {"due_date", "2026-04-13"},
             {"period", {{"from", "2025-09-01"}, {"until", "2025-12-31"}}},
             {"amount", euros(amount_cents_of(debtor))},
             {"debtors", debtors}}
        );
        if (debtor.number % 4 == 0) {
            lines.add(
                {{"kind", "claim"},
                 {"claim_number", fmt::format("V-2026-{:04}", 100 + debtor.number)},
                 {"claim_kind", "loan"},
                 {"law", "PW"},
                 {"legal_ground", "PW 58 lid 2 onder b"},
                 {"cause", "loan"},
                 {"culpability", "not_assessed"},
                 {"decision_number", fmt::format("B-2026-{:04}", 100 + debtor.number)},
                 {"decision_date", "2026-05-04"},
                 {"notified_date", "2026-05-04"},
                 {"due_date", "2026-06-15"},
                 {"amount", "650.00"},
                 {"debtors",
                  Line::array(
                      {{{"client_number", debtor.client_number}, {"liable_from", "2026-05-04"}}}
                  )}}
            );
        }
    }
}

void add_plans(Lines& lines) {
    for (const DemoDebtor& debtor : demo_debtors()) {
        if (debtor.agreement == DemoAgreement::from_a_former_system) {
            lines.add(
                {{"kind", "plan"},
                 {"plan_number", fmt::format("R-2026-{:04}", debtor.number)},
                 {"client_number", debtor.client_number},
                 {"agreed_on", "2026-09-14"},
                 {"monthly_amount", "40.00"},
                 {"first_due_date", "2026-10-28"},
                 {"claims",
                  Line::array(
                      {{{"claim_number", fmt::format("V-2026-{:04}", debtor.number)},
                        {"amount", euros(amount_cents_of(debtor))}}}
                  )}}
            );
        }
    }
}

void add_contacts(Lines& lines) {
    for (const DemoDebtor& debtor : demo_debtors()) {
        lines.add(
            {{"kind", "contact"},
             {"contact_number", fmt::format("K-{:04}", debtor.number)},
             {"client_number", debtor.client_number},
             {"contacted_on", "2026-03-09"},
             {"channel", "phone"},
             {"direction", "outgoing"},
             {"outcome", "spoken"},
             {"notes", "Uitgelegd hoe de vordering is ontstaan."},
             {"next_step", "contact_again"}}
        );
    }
}

}  // namespace

void write_demo_register(std::ostream& out) {
    Lines lines{out};
    lines.add({{"kind", "municipality"}, {"code", "zandwijk"}});
    add_people(lines);
    add_households(lines);
    add_claims(lines);
    add_plans(lines);
    add_contacts(lines);
    lines.finish();
}

}  // namespace draagkracht::cli
