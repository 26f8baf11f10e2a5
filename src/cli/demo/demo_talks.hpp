// What people do in the demo, through the same use cases as the screens: talk about money, agree on
// plans, and call those whose instalment did not come in.
#pragma once

#include <vector>

#include "cli/demo/demo_statement.hpp"
#include "cli/installation.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/plans/way_to_pay.hpp"

namespace draagkracht::cli {

struct DemoLogin {
    std::string login;
    std::string display_name;
    access::Role role;
    std::string role_text;  // "debt officer", for the summary
};

[[nodiscard]] const std::vector<DemoLogin>& demo_logins();
inline constexpr const char* demo_password = "zandwijk-aan-zee";

// Somebody of the demo at work on a day.
class DemoOffice {
  public:
    // Adds the officers. Problems of the services.
    [[nodiscard]] static base::Outcome<DemoOffice> open(OpenRegister& reg);

    // Early in October: a talk with each debtor who has no plan yet, and what was agreed. Answers
    // with what each debtor has to pay, under which reference.
    [[nodiscard]] base::Outcome<std::vector<DemoDue>> agree_on_plans();
    // Calls the first four of the worklist: two are reached, two are not.
    [[nodiscard]] base::Done call_people(base::Date day);

    // The supervisor approves all that waits for a second person.
    [[nodiscard]] base::Done approve_all(base::Date day);

    [[nodiscard]] access::Occasion occasion_of(access::Role role, base::Date day) const;
    [[nodiscard]] base::MunicipalityId municipality() const { return municipality_; }

  private:
    DemoOffice(OpenRegister& reg, base::MunicipalityId municipality);
    [[nodiscard]] base::Outcome<DemoDue> due_of(const DemoDebtor& debtor);
    [[nodiscard]] base::Done talk_with(const DemoDebtor& debtor, base::PersonId person);
    [[nodiscard]] base::Outcome<plans::WayToPay> way_of(
        const DemoDebtor& debtor, base::PersonId person
    );

    OpenRegister& reg_;
    base::MunicipalityId municipality_;
    std::vector<access::Actor> actors_;  // in the order of demo_logins
};

}  // namespace draagkracht::cli
