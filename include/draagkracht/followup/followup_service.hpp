// Follow-up as use cases: see whom to call, call, and write down how it went.
//
//     FollowupService followup{database, sealer, policies};
//     Outcome<Worklist> today = followup.worklist(occasion, zandwijk, {});
//     Outcome<ContactId> contact = followup.record_contact(occasion, zandwijk, call);
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/approval.hpp"
#include "draagkracht/access/occasion.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/followup/worklist.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::followup {

struct WorklistPage {
    int limit = 50;  // at most 200
    int offset = 0;
};

struct Worklist {
    std::vector<WorklistItem> items;  // longest due first
    int total_count;                  // this and what follows: of all pages
    base::Money left_total;
    std::optional<base::Date> oldest_opened_on;
};

class FollowupService {
  public:
    FollowupService(
        storage::Database& database,
        const storage::Sealer& sealer,
        const norms::PolicyBook& policies
    )
        : database_{database}, sealer_{sealer}, policies_{policies} {}

    // Open tasks that are due on or before today and not paid since. Each person who is shown is in
    // the audit trail. Problem access.not-allowed (see_person).
    [[nodiscard]] base::Outcome<Worklist> worklist(
        const access::Occasion& occasion, base::MunicipalityId municipality, WorklistPage page
    );

    // Every open task about a person, also what is not due yet; when there is one, the look is in
    // the trail. Problem access.not-allowed.
    [[nodiscard]] base::Outcome<std::vector<WorklistItem>> tasks_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
    );

    // What there is to talk about. Problem followup.no-such-task; access.not-allowed.
    [[nodiscard]] base::Outcome<TalkFacts> talk_facts(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::TaskId task
    );

    // Whom and what a task is about, also when it is done. Problem followup.no-such-task;
    // access.not-allowed (record_contact).
    [[nodiscard]] base::Outcome<TaskSubject> subject_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::TaskId task
    );

    // The contact log of a person, newest first. Problems people.unknown-person,
    // access.not-allowed.
    [[nodiscard]] base::Outcome<std::vector<LoggedContact>> contacts_of(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::PersonId person
    );

    // Writes the contact and sets the tasks about its arrears: done after a conversation, due again
    // later after an attempt. The same number with the same contents is answered with the contact
    // that is there, and changes nothing. Problems of check(contact), access.not-allowed
    // (record_contact), people.unknown-person, followup.no-such-arrear (not of this person) and
    // followup.contact-number-taken (another contact has it).
    [[nodiscard]] base::Outcome<base::ContactId> record_contact(
        const access::Occasion& occasion, base::MunicipalityId municipality, const Contact& contact
    );

    // Writes many in the transaction and trail of the caller, who has checked the right: for the
    // conversion of a former system. Problems as of record_contact, each with its place.
    [[nodiscard]] base::Registration register_contacts(
        storage::Transaction& transaction,
        audit::Trail& trail,
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        const std::vector<Contact>& contacts
    ) const;

  private:
    storage::Database& database_;
    const storage::Sealer& sealer_;
    const norms::PolicyBook& policies_;
};

}  // namespace draagkracht::followup
