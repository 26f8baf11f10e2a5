#include "draagkracht/plans/mandate_service.hpp"

#include <fmt/format.h>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/plain_line.hpp"
#include "draagkracht/people/people_store.hpp"
#include "plans/mandate_store.hpp"
#include "plans/person_service.hpp"

namespace draagkracht::plans {

using storage::Transaction;

namespace {

constexpr std::size_t shown_digits = 4;

base::Done check_form(const NewMandate& mandate, base::BusinessDate today) {
    if (mandate.number.empty()) {
        return base::problem(
            "plans.no-mandate-number", "the mandate has no number", "take over the one of the form"
        );
    }
    if (mandate.signed_on > today.date()) {
        return base::problem(
            "plans.mandate-in-future",
            "the mandate is signed after the business date",
            "correct the date"
        );
    }
    // An account is kept sealed, and a number is not.
    if (base::Iban::parse(mandate.number)) {
        return base::problem(
            "plans.mandate-number-is-account",
            "this is the number of an account, and not of the mandate",
            "take over the number of the form; the account has a field of its own"
        );
    }
    return base::check_told_line(mandate.number, "number");
}

}  // namespace

base::Outcome<MandateId> MandateService::record(
    const access::Occasion& occasion, base::PersonId person, const NewMandate& mandate
) {
    Transaction transaction{database_, "record mandate", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::agree_plan, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    if (const base::Done sound = check_form(mandate, occasion.today); !sound) {
        return tl::unexpected(sound.error());
    }
    if (is_own_account(transaction, mandate.account)) {
        return base::problem(
            "plans.mandate-on-own-account",
            "this is an account of the municipality, which does not collect from itself",
            "take over the account of the debtor from the form"
        );
    }
    people::hold_person(transaction, person);
    if (const auto known = mandate_of_number(transaction, *municipality, mandate.number)) {
        const bool is_the_same =
            known->person == person && known->signed_on == mandate.signed_on &&
            sealer_.unseal(known->iban_sealed, place_of(known->id)) == mandate.account.text();
        if (is_the_same) {
            return known->id;
        }
        return base::problem(
            "plans.mandate-taken",
            "there is another mandate with this number",
            "check the number on the form"
        );
    }
    const MandateId id{transaction.reserve_ids(1).take()};
    const std::string& iban = mandate.account.text();
    add_mandate(
        transaction,
        {id,
         *municipality,
         person,
         mandate.number,
         mandate.signed_on,
         sealer_.seal(iban, place_of(id)),
         iban.substr(iban.size() - shown_digits)},
        occasion.today.date(),
        occasion.actor.text()
    );
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"plans.record_mandate", *municipality, person, fmt::format("mandate:{}", id.value())}
    );
    trail.write();
    transaction.commit();
    return id;
}

base::Outcome<std::vector<Mandate>> MandateService::mandates_of(
    const access::Occasion& occasion, base::PersonId person
) {
    Transaction transaction{database_, "mandates of person", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::see_person, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    std::vector<Mandate> mandates;
    for (const MandateRow& row : mandates_of_person(transaction, person)) {
        mandates.push_back({row.id, row.number, row.signed_on, row.iban_end});
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"plans.look_mandates", *municipality, person, fmt::format("person:{}", person.value())}
    );
    trail.write();
    transaction.commit();
    return mandates;
}

base::Done MandateService::withdraw(
    const access::Occasion& occasion,
    base::PersonId person,
    const std::string& mandate_number,
    base::Date ended_on
) {
    Transaction transaction{database_, "withdraw mandate", storage::Access::write};
    const base::Outcome<base::MunicipalityId> municipality =
        municipality_for(transaction, occasion, access::Right::agree_plan, person);
    if (!municipality) {
        return tl::unexpected(municipality.error());
    }
    people::hold_person(transaction, person);
    const std::optional<MandateRow> mandate =
        mandate_of_number(transaction, *municipality, mandate_number);
    if (!mandate || mandate->person != person) {
        return base::problem(
            "plans.unknown-mandate",
            "this person has no mandate with this number",
            "check the number on the form"
        );
    }
    if (ended_on > occasion.today.date()) {
        return base::problem(
            "plans.mandate-in-future",
            "the mandate is withdrawn after the business date",
            "correct the date"
        );
    }
    if (has_ended(transaction, mandate->id)) {
        return {};
    }
    add_mandate_end(
        transaction, mandate->id, ended_on, occasion.today.date(), occasion.actor.text()
    );
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"plans.withdraw_mandate",
         *municipality,
         person,
         fmt::format("mandate:{}", mandate->id.value()),
         fmt::format(R"({{"ended_on":"{}"}})", ended_on.to_string())}
    );
    trail.write();
    transaction.commit();
    return {};
}

std::map<MandateId, base::Iban> accounts_of_mandates(
    Transaction& transaction, const storage::Sealer& sealer, const std::vector<MandateId>& mandates
) {
    std::map<MandateId, base::Iban> accounts;
    for (const MandateRow& row : mandates_by_ids(transaction, mandates)) {
        const base::Outcome<std::string> text = sealer.unseal(row.iban_sealed, place_of(row.id));
        base::ensure(
            text.has_value(), "the account of a mandate opens with the key of its register"
        );
        accounts.emplace(row.id, base::Iban::parse(*text).value());
    }
    return accounts;
}

}  // namespace draagkracht::plans
