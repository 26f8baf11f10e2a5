#include "draagkracht/audit/row_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "audit/rows_written.hpp"
#include "audit/trail_store.hpp"
#include "draagkracht/storage/written_rows.hpp"

namespace draagkracht::audit {

namespace {

using storage::ColumnTexts;
using storage::RowPrint;
using storage::Transaction;

struct Told {
    std::int64_t key;
    int schema;
    std::array<char, 32> print;
    bool is_found = false;
};

using ToldByTable = std::map<std::string, std::vector<Told>>;

ToldByTable read_told(Transaction& transaction) {
    ToldByTable told;
    for_each_event(transaction, [&told](const RecordedEvent& event) {
        if (!event.rows_written) {
            return;
        }
        for_each_told_row(*event.rows_written, [&told](int schema, const RowPrint& row) {
            Told& next = told[row.table].emplace_back(Told{row.key, schema, {}});
            row.print.copy(next.print.data(), next.print.size());
        });
    });
    for (auto& [table, rows] : told) {
        std::ranges::stable_sort(rows, {}, &Told::key);
    }
    return told;
}

// One table: its rows as they stand beside what the trail tells of them.
class TableProof {
  public:
    TableProof(std::string table, std::vector<Told>& told)
        : table_{std::move(table)}, told_{told} {}

    void look_at(std::int64_t key, const ColumnTexts& columns) {
        ++checked_;
        const auto of_key = std::ranges::equal_range(told_, key, {}, &Told::key);
        for (Told& told : of_key) {
            if (!told.is_found && print_under(told.schema, columns) ==
                                      std::string_view{told.print.data(), told.print.size()}) {
                told.is_found = true;
                return;
            }
        }
        strange_.insert(key);
    }

    void add_to(RowProof& proof) {
        proof.checked_count += checked_;
        std::set<std::int64_t> missing;
        for (const Told& told : told_) {
            if (!told.is_found) {
                missing.insert(told.key);
            }
        }
        for (const std::int64_t key : missing) {
            const bool differs = strange_.erase(key) > 0;
            proof.violations.push_back(
                fmt::format("{}:{} {}", table_, key, differs ? "differs" : "is gone")
            );
        }
        for (const std::int64_t key : strange_) {
            proof.violations.push_back(fmt::format("{}:{} is not in the trail", table_, key));
        }
    }

  private:
    std::string print_under(int schema, ColumnTexts columns) {
        const auto [added, is_new] = added_.try_emplace(schema);
        if (is_new) {
            added->second = storage::columns_added_after(schema, table_);
        }
        for (const std::string& name : added->second) {
            columns.erase(name);
        }
        return storage::print_of(table_, columns);
    }

    std::string table_;
    std::vector<Told>& told_;
    std::map<int, std::set<std::string>> added_;  // columns, by the schema that had them not yet
    std::set<std::int64_t> strange_;
    std::int64_t checked_ = 0;
};

}  // namespace

RowProof prove_rows(Transaction& transaction) {
    ToldByTable told = read_told(transaction);
    RowProof proof;
    for (const std::string& table : storage::tables_told_in_trail()) {
        TableProof of_table{table, told[table]};
        storage::for_each_stored_row(
            transaction,
            table,
            [&of_table](std::int64_t key, const ColumnTexts& columns) {
                of_table.look_at(key, columns);
            }
        );
        of_table.add_to(proof);
    }
    return proof;
}

std::int64_t take_stock(Transaction& transaction, const Author& author) {
    const ToldByTable told = read_told(transaction);
    std::int64_t count = 0;
    Trail trail{transaction, author};
    for (const std::string& table : storage::tables_told_in_trail()) {
        if (told.contains(table)) {
            continue;
        }
        const std::int64_t before = count;
        storage::for_each_stored_row(
            transaction,
            table,
            [&](std::int64_t key, const ColumnTexts& columns) {
                transaction.note_written({table, key, storage::print_of(table, columns)});
                ++count;
            }
        );
        if (count > before) {
            trail.record({"audit.take_stock", std::nullopt, std::nullopt, "table:" + table});
            trail.write();
        }
    }
    return count;
}

}  // namespace draagkracht::audit
