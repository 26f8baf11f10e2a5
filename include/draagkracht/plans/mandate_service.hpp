// The mandates (machtigingen) by which debtors let us collect their instalments.
//
//     MandateService mandates{database, sealer};
//     Outcome<MandateId> mandate = mandates.record(occasion, person, signed_form);
//     // and then Wish{.way_to_pay = {Way::direct_debit, *mandate}}
#pragma once

#include <map>
#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/plans/way_to_pay.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::plans {

class MandateService {
  public:
    MandateService(storage::Database& database, const storage::Sealer& sealer)
        : database_{database}, sealer_{sealer} {}

    // The account is kept sealed. The same number again for the same person is known. Problems
    // people.unknown-person, access.not-allowed (agree_plan), base.not-a-line,
    // plans.no-mandate-number, plans.mandate-number-is-account, plans.mandate-in-future,
    // plans.mandate-taken (the number is of another person or another form),
    // plans.mandate-on-own-account (of a municipality here).
    [[nodiscard]] base::Outcome<MandateId> record(
        const access::Occasion& occasion, base::PersonId person, const NewMandate& mandate
    );

    // Newest first. Problems people.unknown-person, access.not-allowed (see_person).
    [[nodiscard]] base::Outcome<std::vector<Mandate>> mandates_of(
        const access::Occasion& occasion, base::PersonId person
    );

    // The debtor withdrew it: nothing is collected by it any more, and no plan is agreed on with
    // it. A plan that has it stays; somebody talks about how it is paid. Told again it is done.
    // Right::agree_plan. Problems people.unknown-person, access.not-allowed,
    // plans.unknown-mandate, plans.mandate-in-future.
    [[nodiscard]] base::Done withdraw(
        const access::Occasion& occasion,
        base::PersonId person,
        const std::string& mandate_number,
        base::Date ended_on
    );

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
};

// Opens the sealed accounts of these mandates, for a payment file. Whoever asks writes the look in
// the trail. Throws ProgrammerFault when one cannot be opened: the key is not that of this
// register.
[[nodiscard]] std::map<MandateId, base::Iban> accounts_of_mandates(
    storage::Transaction& transaction,
    const storage::Sealer& sealer,
    const std::vector<MandateId>& mandates
);

}  // namespace draagkracht::plans
