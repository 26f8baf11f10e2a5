#include "draagkracht/people/people_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/people/people_store.hpp"
#include "people/identity_store.hpp"
#include "people/register_store.hpp"

namespace draagkracht::people {

using base::ContentText;
using storage::Transaction;

namespace {

std::string subject_of(base::PersonId person) {
    return fmt::format("person:{}", person.value());
}

// The place to which a sealed BSN is bound.
std::string bsn_place(base::PersonId person) {
    return fmt::format("person_identity.bsn_sealed:{}", person.value());
}

std::string text_of(const std::optional<base::Date>& date) {
    return date ? date->to_string() : "";
}

std::string index_of(const storage::Sealer& sealer, const base::Bsn& bsn) {
    return sealer.blind_index(bsn.digits(), "bsn");
}

// Keyed, as a plain hash of a name and a BSN could be guessed.
std::string hash_of(const storage::Sealer& sealer, const PersonFacts& facts) {
    ContentText content;
    content.add(facts.client_number)
        .add(facts.bsn ? facts.bsn->digits() : "")
        .add(to_text(facts.name.salutation))
        .add(facts.name.initials)
        .add(facts.name.prefix)
        .add(facts.name.surname)
        .add(text_of(facts.birth_date))
        .add(facts.address.street)
        .add(facts.address.house_number)
        .add(facts.address.postal_code)
        .add(facts.address.city)
        .add(facts.phone)
        .add(facts.email);
    for (const base::Iban& account : facts.accounts) {
        content.add("account").add(account.text());
    }
    for (const BenefitSpell& spell : facts.benefits) {
        content.add("benefit")
            .add(to_text(spell.law))
            .add(spell.from.to_string())
            .add(text_of(spell.until));
    }
    return sealer.blind_index(content.text(), "person");
}

std::string hash_of(const HouseholdFacts& facts) {
    ContentText content;
    content.add(facts.household_number);
    for (const HouseholdMember& member : facts.members) {
        content.add(std::to_string(member.person.value()))
            .add(to_text(member.role))
            .add(member.from.to_string())
            .add(text_of(member.until));
    }
    return base::sha256_of(content.text());
}

base::Problem refusal(
    const std::string& where, std::string code, std::string message, std::string remedy
) {
    return {std::move(code), std::move(message), where, std::move(remedy)};
}

template <typename Facts, typename NumberOf>
std::vector<std::string> numbers_of(const std::vector<Facts>& set, NumberOf number_of) {
    std::vector<std::string> numbers;
    numbers.reserve(set.size());
    for (const Facts& facts : set) {
        numbers.push_back(number_of(facts));
    }
    return numbers;
}

// One person has one BSN, so a second client with it is the same person under another number.
void check_bsn_is_free(
    Transaction& transaction,
    const storage::Sealer& sealer,
    base::MunicipalityId municipality,
    const std::vector<base::Fresh<PersonFacts>>& fresh,
    base::Registration& result
) {
    std::vector<std::string> indexes;
    for (const base::Fresh<PersonFacts>& person : fresh) {
        if (person.facts->bsn) {
            indexes.push_back(index_of(sealer, *person.facts->bsn));
        }
    }
    std::unordered_set<std::string> taken;
    for (const auto& [index, person] : people_of_bsn_indexes(transaction, municipality, indexes)) {
        taken.insert(index);
    }
    for (const base::Fresh<PersonFacts>& person : fresh) {
        if (person.facts->bsn && !taken.insert(index_of(sealer, *person.facts->bsn)).second) {
            result.problems.push_back(refusal(
                person.facts->where,
                "people.bsn-taken",
                "another client of this municipality has this citizen service number",
                "find out which of the two is right"
            ));
        }
    }
}

void check_members_are_known(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<base::Fresh<HouseholdFacts>>& fresh,
    base::Registration& result
) {
    std::vector<base::PersonId> people;
    for (const base::Fresh<HouseholdFacts>& household : fresh) {
        for (const HouseholdMember& member : household.facts->members) {
            people.push_back(member.person);
        }
    }
    const auto municipalities = municipalities_of(transaction, people);
    for (const base::Fresh<HouseholdFacts>& household : fresh) {
        for (const HouseholdMember& member : household.facts->members) {
            const auto found = municipalities.find(member.person);
            if (found == municipalities.end() || found->second != municipality) {
                result.problems.push_back(refusal(
                    household.facts->where,
                    "people.unknown-person",
                    "a member of this household is not registered with this municipality",
                    "register the person first"
                ));
            }
        }
    }
}

base::Problem unknown_person() {
    return {"people.unknown-person", "this person is not registered", {}, {}};
}

// Everybody must be registered and of a municipality for which the actor may see people.
base::Done require_sight(
    Transaction& transaction,
    const access::Occasion& occasion,
    const std::vector<base::PersonId>& people
) {
    const auto municipalities = municipalities_of(transaction, people);
    for (const base::PersonId person : people) {
        const auto found = municipalities.find(person);
        if (found == municipalities.end()) {
            return tl::unexpected(unknown_person());
        }
        if (const base::Done allowed =
                access::require(occasion.actor, access::Right::see_person, found->second);
            !allowed) {
            return allowed;
        }
    }
    return {};
}

// Reads who these people are, in their order, and records a look at each.
base::Outcome<std::vector<Identity>> look_at(
    Transaction& transaction,
    audit::Trail& trail,
    const storage::Sealer& sealer,
    const std::vector<base::PersonId>& people
) {
    const auto stored = identities(transaction, people);
    std::vector<Identity> seen;
    for (const base::PersonId person : people) {
        const auto found = stored.find(person);
        if (found == stored.end()) {
            return tl::unexpected(unknown_person());
        }
        Identity identity = found->second.identity;
        if (found->second.bsn_sealed) {
            const base::Outcome<std::string> digits =
                sealer.unseal(*found->second.bsn_sealed, bsn_place(person));
            if (!digits) {
                return tl::unexpected(digits.error());
            }
            identity.masked_bsn = base::Bsn::parse(*digits).value().masked();
        }
        trail.record({"people.look", identity.municipality, person, subject_of(person)});
        seen.push_back(std::move(identity));
    }
    return seen;
}

}  // namespace

base::Registration PeopleService::register_people(
    Transaction& transaction,
    audit::Trail& trail,
    base::MunicipalityId municipality,
    base::BusinessDate today,
    const std::vector<PersonFacts>& facts
) const {
    base::Registration result;
    for (const PersonFacts& person : facts) {
        std::ranges::move(check(person, today.date()), std::back_inserter(result.problems));
    }
    const auto number_of = [](const PersonFacts& person) { return person.client_number; };
    const auto hash = [&](const PersonFacts& person) { return hash_of(sealer_, person); };
    const std::vector<base::Fresh<PersonFacts>> fresh = base::fresh_ones(
        facts,
        base::KnownContent{
            registered_person_hashes(transaction, municipality, numbers_of(facts, number_of))},
        number_of,
        hash,
        "people.other-content",
        result
    );
    check_bsn_is_free(transaction, sealer_, municipality, fresh, result);
    if (!result.problems.empty()) {
        return result;
    }
    storage::IdBlock ids = transaction.reserve_ids(fresh.size());
    std::vector<PersonToAdd> rows;
    for (const base::Fresh<PersonFacts>& person : fresh) {
        const base::PersonId id{ids.take()};
        PersonToAdd row{id, person.facts, std::nullopt, std::nullopt, person.hash};
        if (const std::optional<base::Bsn>& bsn = person.facts->bsn) {
            row.bsn_sealed = sealer_.seal(bsn->digits(), bsn_place(id));
            row.bsn_index = index_of(sealer_, *bsn);
        }
        rows.push_back(std::move(row));
        trail.record({"people.register", municipality, id, subject_of(id)});
    }
    add_people(transaction, municipality, rows);
    result.added_count = fresh.size();
    return result;
}

base::Registration PeopleService::register_households(
    Transaction& transaction,
    audit::Trail& trail,
    base::MunicipalityId municipality,
    const std::vector<HouseholdFacts>& facts
) const {
    base::Registration result;
    for (const HouseholdFacts& household : facts) {
        std::ranges::move(check(household), std::back_inserter(result.problems));
    }
    const auto number_of = [](const HouseholdFacts& one) { return one.household_number; };
    const auto hash = [](const HouseholdFacts& one) { return hash_of(one); };
    const std::vector<base::Fresh<HouseholdFacts>> fresh = base::fresh_ones(
        facts,
        base::KnownContent{
            registered_household_hashes(transaction, municipality, numbers_of(facts, number_of))},
        number_of,
        hash,
        "people.other-content",
        result
    );
    check_members_are_known(transaction, municipality, fresh, result);
    if (!result.problems.empty()) {
        return result;
    }
    storage::IdBlock ids = transaction.reserve_ids(fresh.size());
    std::vector<HouseholdToAdd> rows;
    for (const base::Fresh<HouseholdFacts>& household : fresh) {
        const base::HouseholdId id{ids.take()};
        rows.push_back({id, household.facts, household.hash});
        const std::string subject = fmt::format("household:{}", id.value());
        for (const HouseholdMember& member : household.facts->members) {
            trail.record({"people.register_household", municipality, member.person, subject});
        }
    }
    add_households(transaction, municipality, rows);
    result.added_count = fresh.size();
    return result;
}

base::Outcome<base::PersonId> PeopleService::register_person(
    const access::Occasion& occasion, base::MunicipalityId municipality, const PersonFacts& facts
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::register_claim, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "register person", storage::Access::write};
    audit::Trail trail{transaction, occasion.author()};
    const base::Registration done =
        register_people(transaction, trail, municipality, occasion.today, {facts});
    if (!done.problems.empty()) {
        return tl::unexpected(done.problems.front());
    }
    const base::PersonId person =
        people_of_client_numbers(transaction, municipality, {facts.client_number})
            .at(facts.client_number);
    trail.write();
    transaction.commit();
    return person;
}

namespace {

// Finding somebody is a look, and so is finding nobody: `by` says how it was tried.
std::optional<base::PersonId> found_and_written(
    Transaction& transaction,
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    std::string_view by,
    const std::unordered_map<std::string, base::PersonId>& found
) {
    std::optional<base::PersonId> person;
    if (!found.empty()) {
        person = found.begin()->second;
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"people.find",
         municipality,
         person,
         person ? subject_of(*person) : "nobody",
         fmt::format(R"({{"by":"{}"}})", by)}
    );
    trail.write();
    transaction.commit();
    return person;
}

}  // namespace

base::Outcome<std::optional<base::PersonId>> PeopleService::find_by_client_number(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    const std::string& client_number
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "find by client number", storage::Access::write};
    return found_and_written(
        transaction,
        occasion,
        municipality,
        "client_number",
        people_of_client_numbers(transaction, municipality, {client_number})
    );
}

base::Outcome<std::optional<base::PersonId>> PeopleService::find_by_bsn(
    const access::Occasion& occasion, base::MunicipalityId municipality, const base::Bsn& bsn
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::see_person, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    Transaction transaction{database_, "find by bsn", storage::Access::write};
    return found_and_written(
        transaction,
        occasion,
        municipality,
        "bsn",
        people_of_bsn_indexes(transaction, municipality, {index_of(sealer_, bsn)})
    );
}

base::Outcome<Identity> PeopleService::identity_of(
    const access::Occasion& occasion, base::PersonId person
) {
    base::Outcome<std::vector<Identity>> seen = identities_of(occasion, {person});
    if (!seen) {
        return tl::unexpected(seen.error());
    }
    return std::move(seen->front());
}

base::Outcome<std::vector<Identity>> PeopleService::identities_of(
    const access::Occasion& occasion, const std::vector<base::PersonId>& people
) {
    if (people.empty()) {
        return std::vector<Identity>{};
    }
    Transaction transaction{database_, "look at people", storage::Access::write};
    if (const base::Done allowed = require_sight(transaction, occasion, people); !allowed) {
        return tl::unexpected(allowed.error());
    }
    audit::Trail trail{transaction, occasion.author()};
    base::Outcome<std::vector<Identity>> seen = look_at(transaction, trail, sealer_, people);
    if (seen) {
        trail.write();
        transaction.commit();
    }
    return seen;
}

base::Outcome<std::vector<FamilyMember>> PeopleService::family_of(
    const access::Occasion& occasion, base::PersonId person
) {
    Transaction transaction{database_, "look at a household", storage::Access::write};
    if (const base::Done allowed = require_sight(transaction, occasion, {person}); !allowed) {
        return tl::unexpected(allowed.error());
    }
    const std::vector<StoredFamilyMember> stored =
        family_on(transaction, person, occasion.today.date());
    std::vector<base::PersonId> others;
    for (const StoredFamilyMember& member : stored) {
        others.push_back(member.person);
    }
    audit::Trail trail{transaction, occasion.author()};
    base::Outcome<std::vector<Identity>> seen = look_at(transaction, trail, sealer_, others);
    if (!seen) {
        return tl::unexpected(seen.error());
    }
    std::vector<FamilyMember> family;
    for (std::size_t index = 0; index < stored.size(); ++index) {
        family.push_back({std::move((*seen)[index]), stored[index].role});
    }
    trail.write();
    transaction.commit();
    return family;
}

}  // namespace draagkracht::people
