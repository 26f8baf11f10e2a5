#include "access/officers_store.hpp"

#include <map>
#include <tuple>

#include "draagkracht/storage/bulk_insert.hpp"
#include "draagkracht/storage/rows.hpp"

namespace draagkracht::access {

using soci::into;
using soci::use;
using storage::Column;
using storage::Nullable;
using storage::Transaction;

namespace {

using RoleKey = std::tuple<std::int64_t, std::int64_t, std::string>;

// How often each role of these officers was given or taken.
std::map<RoleKey, std::int64_t> change_counts(
    Transaction& transaction, const std::string& officers
) {
    std::map<RoleKey, std::int64_t> counts;
    long long officer = 0;
    long long municipality = 0;
    std::string role;
    long long count = 0;
    storage::for_each_row(
        (ask(transaction,
             "SELECT officer_id, municipality_id, role, MAX(change_number)"
             " FROM officer_role_change WHERE officer_id " +
                 transaction.among_numbers(":officers") +
                 " GROUP BY officer_id, municipality_id, role"),
         use(officers, "officers"),
         into(officer),
         into(municipality),
         into(role),
         into(count)),
        [&] {
            counts.emplace(RoleKey{officer, municipality, role}, count);
        }
    );
    return counts;
}

void add_changes(
    Transaction& transaction,
    const std::vector<RoleChange>& changes,
    const std::map<RoleKey, std::int64_t>& before,
    const Occasion& occasion
) {
    storage::BulkInsert rows{
        transaction,
        "officer_role_change",
        {{"officer_id", Column::number},
         {"municipality_id", Column::number},
         {"role", Column::text},
         {"change_number", Column::number},
         {"is_given", Column::number},
         {"changed_on", Column::text},
         {"changed_by", Column::text}}};
    for (const RoleChange& change : changes) {
        const auto last = before.find(
            {change.officer.value(), change.municipality.value(), std::string{to_text(change.role)}}
        );
        rows.add(
            {change.officer.value(),
             change.municipality.value(),
             to_text(change.role),
             last == before.end() ? std::int64_t{1} : last->second + 1,
             std::int64_t{change.is_given ? 1 : 0},
             occasion.today.date().to_string(),
             occasion.actor.text()}
        );
    }
    rows.write();
}

}  // namespace

std::vector<OfficerEntry> all_officers(Transaction& transaction) {
    std::vector<OfficerEntry> officers;
    long long id = 0;
    std::string login;
    std::string display_name;
    Nullable<long long> municipality;
    Nullable<std::string> role;
    storage::for_each_row(
        (ask(transaction,
             "SELECT officer.id, login, display_name, municipality_id, role FROM officer"
             " LEFT JOIN officer_role ON officer_role.officer_id = officer.id"
             " WHERE is_active = 1 ORDER BY login"),
         into(id),
         into(login),
         into(display_name),
         into(municipality.value, municipality.indicator),
         into(role.value, role.indicator)),
        [&] {
            if (officers.empty() || officers.back().id.value() != id) {
                officers.push_back({base::OfficerId{id}, login, display_name, {}});
            }
            const auto known = role.get() ? role_of(*role.get()) : std::nullopt;
            if (known && municipality.get()) {
                officers.back().roles[base::MunicipalityId{*municipality.get()}].insert(*known);
            }
        }
    );
    return officers;
}

void hold_officer(Transaction& transaction, base::OfficerId officer) {
    const long long id = officer.value();
    long long held = 0;
    transaction.sql() << "SELECT id FROM officer WHERE id = :id" +
                             std::string{storage::for_update(transaction)},
        use(id, "id"), into(held);
}

void change_roles(
    Transaction& transaction, const std::vector<RoleChange>& changes, const Occasion& occasion
) {
    std::vector<std::int64_t> ids;
    std::vector<std::string> taken;
    storage::BulkInsert given{
        transaction,
        "officer_role",
        {{"officer_id", Column::number},
         {"municipality_id", Column::number},
         {"role", Column::text}}};
    for (const RoleChange& change : changes) {
        ids.push_back(change.officer.value());
        if (change.is_given) {
            given.add({change.officer.value(), change.municipality.value(), to_text(change.role)});
        } else {
            taken.push_back(
                std::to_string(change.officer.value()) + "/" +
                std::to_string(change.municipality.value()) + "/" +
                std::string{to_text(change.role)}
            );
        }
    }
    given.write();
    const std::string keys = storage::json_list(taken);
    transaction.sql() << "DELETE FROM officer_role"
                         " WHERE officer_id || '/' || municipality_id || '/' || role " +
                             transaction.among_texts(":keys"),
        use(keys, "keys");
    const std::string officers = storage::json_list(ids);
    add_changes(transaction, changes, change_counts(transaction, officers), occasion);
}

}  // namespace draagkracht::access
