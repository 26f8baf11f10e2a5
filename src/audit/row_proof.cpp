#include "draagkracht/audit/row_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "audit/rows_written.hpp"
#include "audit/trail_store.hpp"
#include "draagkracht/storage/stored_rows.hpp"

namespace draagkracht::audit {

namespace {

using storage::Print;
using storage::StoredRows;
using storage::Transaction;

constexpr int rows_per_event = 10'000;

// One table: its rows as they stand beside what the trail tells of them. Both go up by key, the
// trail about so, as ids are given out in about the order in which they are written.
class TableProof {
  public:
    TableProof(Transaction& transaction, const std::string& table)
        : table_{table}, rows_{transaction, table} {
        go_on();
    }

    void hear(const ToldRow& told) {
        while (has_row_ && rows_.key() <= told.row.key) {
            untold_.emplace(rows_.key(), rows_.prints());
            go_on();
        }
        const auto [first, last] = untold_.equal_range(told.row.key);
        const auto found = std::find_if(first, last, [&](const auto& untold) {
            const std::vector<Print>& prints = untold.second;
            return told.row.print ==
                   prints[std::min(rows_.form_under(told.schema), prints.size() - 1)];
        });
        if (found == last) {
            missing_.insert(told.row.key);
        } else {
            untold_.erase(found);
        }
    }

    void add_to(RowProof& proof) {
        std::set<std::int64_t> strange;
        for (const auto& [key, prints] : untold_) {
            strange.insert(key);
        }
        for (; has_row_; go_on()) {
            strange.insert(rows_.key());
        }
        proof.checked_count += checked_;
        for (const std::int64_t key : missing_) {
            const bool differs = strange.erase(key) > 0;
            proof.violations.push_back(
                fmt::format("{}:{} {}", table_, key, differs ? "differs" : "is gone")
            );
        }
        for (const std::int64_t key : strange) {
            proof.violations.push_back(fmt::format("{}:{} is not in the trail", table_, key));
        }
    }

  private:
    void go_on() {
        has_row_ = rows_.next();
        checked_ += has_row_ ? 1 : 0;
    }

    std::string table_;
    StoredRows rows_;
    bool has_row_ = false;  // the next one, which is not among the untold yet
    std::multimap<std::int64_t, std::vector<Print>> untold_;  // read, and not told of so far
    std::set<std::int64_t> missing_;
    std::int64_t checked_ = 0;
};

void for_each_told_row_of_trail(
    Transaction& transaction, const std::function<void(const ToldRow& told)>& on_row
) {
    for_each_event(transaction, [&on_row](const RecordedEvent& event) {
        if (event.rows_written) {
            for_each_told_row(*event.rows_written, on_row);
        }
    });
}

}  // namespace

RowProof prove_rows(Transaction& transaction) {
    std::map<std::string, TableProof> tables;
    for (const std::string& table : storage::tables_told_in_trail()) {
        tables.try_emplace(table, transaction, table);
    }
    for_each_told_row_of_trail(transaction, [&tables](const ToldRow& told) {
        if (const auto found = tables.find(told.table); found != tables.end()) {
            found->second.hear(told);
        }
    });
    RowProof proof;
    for (auto& [table, of_table] : tables) {
        of_table.add_to(proof);
    }
    return proof;
}

std::int64_t take_stock(Transaction& transaction, const Author& author) {
    std::set<std::string> told_of;
    for_each_told_row_of_trail(transaction, [&told_of](const ToldRow& told) {
        told_of.insert(told.table);
    });
    std::int64_t count = 0;
    Trail trail{transaction, author};
    for (const std::string& table : storage::tables_told_in_trail()) {
        if (told_of.contains(table)) {
            continue;
        }
        StoredRows rows{transaction, table};
        for (bool has_row = rows.next(); has_row;) {
            transaction.note_written(table, {rows.key(), rows.prints().front()});
            has_row = rows.next();
            if (++count % rows_per_event == 0 || !has_row) {
                trail.record({"audit.take_stock", std::nullopt, std::nullopt, "table:" + table});
                trail.write();
            }
        }
    }
    return count;
}

}  // namespace draagkracht::audit
