// What the types of this room forbid. Each case is one statement that the compiler must refuse, and
// its reason; see cmake/DraagkrachtMustNotCompile.cmake.
#include "draagkracht/base/bsn.hpp"
#include "draagkracht/base/date.hpp"
#include "draagkracht/base/exact_money.hpp"
#include "draagkracht/base/id.hpp"
#include "draagkracht/base/money.hpp"
#include "draagkracht/base/percentage.hpp"

namespace draagkracht::base {

extern const Money rent;
extern const ExactMoney share;
extern const Percentage percentage;
extern const Date due;
extern const BusinessDate today;
extern const ClaimId claim;

// Money: floating point loses cents, and a bare number does not say whether it is cents or euros.

#ifdef money_from_floating_point  // no matching function for call to .*cents.double
const Money wrong = Money::cents(932.93);
#endif

#ifdef money_from_a_bare_number  // conversion from 'int' to non-scalar type
const Money wrong = 93293;
#endif

#ifdef money_plus_a_bare_number  // no match for 'operator[+]'
const Money wrong = rent + 5;
#endif

#ifdef money_times_a_fraction  // use of deleted function .*operator[*]
const Money wrong = rent * 1.5;
#endif

#ifdef money_times_money  // no match for 'operator[*]'
const auto wrong = rent * rent;
#endif

#ifdef money_read_as_a_number  // cannot convert .*Money.* to .*double
const double wrong = rent;
#endif

// Rounding: whoever rounds says how.

#ifdef a_division_yields_money_unrounded  // conversion from .*ExactMoney.* to non-scalar type
const Money wrong = rent / 3;
#endif

#ifdef a_share_yields_money_unrounded  // conversion from .*ExactMoney.* to non-scalar type
const Money wrong = rent * percentage;
#endif

#ifdef rounding_without_saying_how  // no matching function for call to .*rounded
const Money wrong = share.rounded();
#endif

#ifdef percentage_from_a_fraction  // use of deleted function .*whole
const Percentage wrong = Percentage::whole(4.8);
#endif

// Dates: a number is no day, and the day that work is done for is not just any day.

#ifdef date_plus_a_bare_number  // no match for 'operator[+]'
const Date wrong = due + 30;
#endif

#ifdef months_without_a_month_end  // no matching function for call to .*plus_months
const Date wrong = due.plus_months(1);
#endif

#ifdef date_of_no_day  // no matching function for call to .*Date
const Date wrong;
#endif

#ifdef business_date_from_any_date  // conversion from .*Date.* to non-scalar type
const BusinessDate wrong = due;
#endif

#ifdef business_date_compared_with_a_date  // no match for 'operator<'
const bool wrong = due < today;
#endif

// Ids: one thing is not looked up by the id of another.

#ifdef person_from_a_claim  // conversion from .*Claim.* to non-scalar type .*Person
const PersonId wrong = claim;
#endif

#ifdef id_from_a_bare_number  // conversion from 'int' to non-scalar type
const ClaimId wrong = 17;
#endif

#ifdef person_compared_with_a_claim  // no match for 'operator=='
const bool wrong = PersonId{17} == claim;
#endif

// Text from outside goes through parse, and what came of it is looked at.

#ifdef bsn_from_text_unchecked  // is private within this context
const Bsn wrong{"111222333"};
#endif

#ifdef outcome_not_looked_at  // ignoring return value
void wrong() {
    Money::parse("932.93");
}
#endif

}  // namespace draagkracht::base
