#include "draagkracht/storage/transaction.hpp"

#include <fmt/format.h>
#include <soci/soci.h>

#include <nlohmann/json.hpp>

#include "draagkracht/base/log.hpp"

namespace draagkracht::storage {

namespace {

std::string opening_of(Engine engine, Access access, Questions questions, Durable durable) {
    if (engine == Engine::sqlite) {
        return access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN";
    }
    std::string opening =
        access == Access::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    if (questions == Questions::kept) {
        // Otherwise the server works a kept question out anew for the number of its keys.
        opening += "; SET LOCAL plan_cache_mode = force_generic_plan";
    }
    if (durable == Durable::with_next) {
        opening += "; SET LOCAL synchronous_commit = off";
    }
    return opening;
}

// Ids are drawn in blocks; the lock keeps a block of one caller in one piece.
std::int64_t first_of_block_on_postgresql(soci::session& sql, std::int64_t count) {
    long long last = 0;
    sql << "SELECT pg_advisory_lock(hashtext(current_schema() || '.entity_id'))";
    sql << "SELECT setval('entity_id', nextval('entity_id') + :more)",
        soci::use(static_cast<long long>(count - 1), "more"), soci::into(last);
    sql << "SELECT pg_advisory_unlock(hashtext(current_schema() || '.entity_id'))";
    return last - count + 1;
}

std::int64_t first_of_block_on_sqlite(soci::session& sql, std::int64_t count) {
    long long first = 0;
    sql << "UPDATE entity_id SET next_id = next_id + :count RETURNING next_id - :count",
        soci::use(static_cast<long long>(count), "count"), soci::into(first);
    return first;
}

}  // namespace

std::int64_t IdBlock::take() {
    base::ensure(next < end, "no more ids are taken than were reserved");
    return next++;
}

Transaction::Transaction(
    Database& database, std::string_view name, Access access, Questions questions, Durable durable
)
    : connection_{database},
      engine_{database.engine()},
      questions_{questions},
      durable_{durable},
      name_{name} {
    wait_for_disk(durable_ == Durable::at_commit);
    try {
        sql() << opening_of(engine_, access, questions_, durable_);
    } catch (...) {
        wait_for_disk(true);
        throw;
    }
    is_open_ = true;
}

Transaction::~Transaction() {
    if (!is_open_) {
        return;
    }
    try {
        sql() << "ROLLBACK";
    } catch (const std::exception&) {
        // The connection is broken, so the database undoes the work by itself.
        base::log_line(base::Level::error, "storage", "roll-back failed: " + name_);
    }
    try {
        wait_for_disk(true);  // whoever has the connection next waits, also when this one failed
    } catch (const std::exception&) {
        base::log_line(base::Level::error, "storage", "not waiting for the disk: " + name_);
    }
}

void Transaction::commit() {
    base::ensure(is_open_, "a transaction is committed once");
    base::ensure(
        written_.empty(), "what " + name_ + " wrote for good is told in the trail with it"
    );
    sql() << "COMMIT";
    is_open_ = false;
    wait_for_disk(true);
}

void Transaction::wait_for_disk(bool at_commit) const {
    if (engine_ == Engine::sqlite && durable_ == Durable::with_next) {
        sql() << (at_commit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    }
}

void Transaction::note_written(WrittenRows rows) {
    for (auto& [table, of_table] : rows) {
        std::vector<RowPrint>& written = written_[table];
        written.insert(written.end(), of_table.begin(), of_table.end());
    }
}

std::string Transaction::next_cursor_name() {
    return fmt::format("large_answer_{}", ++cursor_count_);
}

IdBlock Transaction::reserve_ids(std::size_t count) const {
    if (count == 0) {
        return {0, 0};
    }
    const auto wanted = static_cast<std::int64_t>(count);
    const std::int64_t first = engine_ == Engine::sqlite
                                   ? first_of_block_on_sqlite(sql(), wanted)
                                   : first_of_block_on_postgresql(sql(), wanted);
    return {first, first + wanted};
}

// On PostgreSQL an array and not a table: its rows are looked up by the index whatever the server
// knows of the table, and such a query takes half as long to plan.
std::string Transaction::among_numbers(std::string_view parameter) const {
    return engine_ == Engine::sqlite
               ? fmt::format("IN (SELECT value FROM json_each({}))", parameter)
               : fmt::format("= ANY(CAST(translate({}, '[]', '{{}}') AS BIGINT[]))", parameter);
}

std::string Transaction::among_texts(std::string_view parameter) const {
    return engine_ == Engine::sqlite
               ? fmt::format("IN (SELECT value FROM json_each({}))", parameter)
               : fmt::format(
                     "= ANY(ARRAY(SELECT value FROM json_array_elements_text(CAST({} AS json))))",
                     parameter
                 );
}

std::string json_list(const std::vector<std::int64_t>& numbers) {
    return nlohmann::json(numbers).dump();
}

std::string json_list(const std::vector<std::string>& texts) {
    return nlohmann::json(texts).dump();
}

std::string_view for_update(const Transaction& transaction) {
    // SQLite has one writer at a time, who holds the whole file already. On PostgreSQL the lock is
    // the one that lets others write rows that refer to this one: two who lock wait for each other,
    // but a letter to a person does not wait for a talk with that person, nor the other way round.
    return transaction.engine() == Engine::sqlite ? "" : " FOR NO KEY UPDATE";
}

}  // namespace draagkracht::storage
