// A list of payroll: what was kept back in one run of the benefits (set-off, verrekening) or of the
// wages of an employer (withholding), a line for each payment. The money did not come by the bank
// one by one, so the list says whose it is; from then on a line is a payment as any other.
//
//     base::Outcome<PayrollList> list = read_payroll_list(...);
//     Decision decision = debt_of(list->lines[0], *list, facts);   // Match{plan 12, ...}
//
// What was kept back is real, whoever knows the client: a line of which nobody knows the debt waits
// in suspense, and never makes the list fall (docs/decisions/0036).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "draagkracht/base/month.hpp"
#include "draagkracht/payments/matching.hpp"
#include "draagkracht/plans/way_to_pay.hpp"

namespace draagkracht::payments {

enum class ListKind {
    set_off,      // by the benefit payroll: no money comes by the bank
    withholding,  // by an employer: it comes by the bank in one sum
};

[[nodiscard]] std::string_view to_text(ListKind kind);  // "set_off", as the enumerator
// The way to pay of the plans that such a list is about.
[[nodiscard]] plans::Way way_of(ListKind kind);

// A line of a list, as that list numbers it.
struct PlaceInList {
    std::string list_number;
    int line = 0;

    [[nodiscard]] std::string text() const;  // "U-2026-06/3"
};

struct PayrollLine {
    int number;                          // rises within the list
    base::Month period;                  // for which it was kept back
    std::optional<base::Date> pay_date;  // empty in a list that payroll has to fill in
    std::string client_number;
    std::string plan_number;   // empty: not told
    std::string claim_number;  // empty: not told
    base::Money amount;        // below zero: it takes a former line back
    std::optional<PlaceInList> takes_back = std::nullopt;
};

struct PayrollList {
    ListKind kind;
    std::string number;
    std::vector<PayrollLine> lines;

    [[nodiscard]] base::Money total() const;
};

inline constexpr std::size_t payroll_lines_max = 50'000;

// A number of a client, plan, claim or list as it may stand in such a file: one that no spreadsheet
// takes for a formula, and that needs no quotes.
[[nodiscard]] bool is_plain_in_list(std::string_view number);

// The file of a list (docs/formats.md), with a comma in its amounts as Dutch spreadsheets read
// them. The same list gives the same bytes.
[[nodiscard]] std::string file_text(const PayrollList& list);

// What the register knows of those who are on a list.
struct ListedPlan {
    base::PlanId id;
    std::string plan_number;
    std::string payment_reference;
    plans::Way way;
    bool has_ended;
    std::vector<base::ClaimId> claims;
};
struct ListedClient {
    base::PersonId person;
    std::set<base::ClaimId> owes;
    std::vector<ListedPlan> plans;  // of each the newest version
};
struct ListedClaim {
    base::ClaimId id;
    std::string payment_reference;
};
struct ListFacts {
    std::unordered_map<std::string, ListedClient> clients;  // by number
    std::unordered_map<std::string, ListedClaim> claims;    // by number
};

// To which debt a line goes: the claim that it names, the plan that it names, or else the only plan
// of the client that is paid this way.
[[nodiscard]] Decision debt_of(
    const PayrollLine& line, const PayrollList& list, const ListFacts& facts
);

// The payment reference of what the line was matched with; empty when it waits.
[[nodiscard]] std::string reference_of(
    const Decision& decision, const PayrollLine& line, const ListFacts& facts
);

}  // namespace draagkracht::payments
