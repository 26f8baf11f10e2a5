// A named piece of work that is written whole or not at all.
//
//     Transaction transaction{database, "agree plan", Access::write};
//     ... load, decide, write, audit ...
//     transaction.commit();        // the last line; without it everything is undone
//
// A read transaction sees one moment of the register throughout and can write nothing. A write
// transaction on SQLite waits its turn at the start, so that it never fails half-way for a lock.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draagkracht/base/id.hpp"
#include "draagkracht/storage/database.hpp"
#include "draagkracht/storage/written_rows.hpp"

namespace draagkracht::storage {

enum class Access { read, write };

// Whether the questions of a transaction stay worked out on its connection. That is for a look,
// which is short and comes again and again with a few keys: how it is answered is chosen without
// regard to how many there are.
enum class Questions { once, kept };

// When what is committed is on the disk for good. `with_next`: with the next commit of anybody that
// is so at once, as the log is written in one order. A loss of power before that undoes it, whole.
// For a piece of work that is taken up by itself where it ends, and whose last piece is so at once.
enum class Durable { at_commit, with_next };

// Consecutive numbers that belong to this caller alone.
struct IdBlock {
    std::int64_t next;
    std::int64_t end;
    // The next unused number; a fault when the block is used up.
    std::int64_t take();
};

class Transaction {
  public:
    Transaction(
        Database& database,
        std::string_view name,
        Access access,
        Questions questions = Questions::once,
        Durable durable = Durable::at_commit
    );
    ~Transaction();  // rolls back unless committed
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // What was written in tables that are only added to has been told in the trail by then.
    void commit();

    [[nodiscard]] soci::session& sql() const { return connection_.session(); }
    [[nodiscard]] Engine engine() const { return engine_; }
    // Nothing when each question is asked once.
    [[nodiscard]] KeptQuestions* kept_questions() const {
        return questions_ == Questions::kept ? &connection_.kept_questions() : nullptr;
    }
    [[nodiscard]] const std::string& name() const { return name_; }

    // `count` ids from the one sequence of the register. Rolled-back ids are not given out again on
    // PostgreSQL; gaps mean nothing.
    [[nodiscard]] IdBlock reserve_ids(std::size_t count) const;

    // SQL for a set of keys that is handed over as one parameter, so that a look-up of a thousand
    // keys is one statement:
    //     "SELECT ... WHERE id " + transaction.among_numbers(":ids")   with  use(json_list(ids))
    [[nodiscard]] std::string among_numbers(std::string_view parameter) const;
    [[nodiscard]] std::string among_texts(std::string_view parameter) const;

    // What was written in tables that are only added to, until the trail takes it to tell of it.
    void note_written(const std::string& table, const RowPrint& row) {
        written_[table].push_back(row);
    }
    void note_written(WrittenRows rows);
    [[nodiscard]] WrittenRows take_written() { return std::exchange(written_, {}); }

    // For LargeAnswer: a name that no other has in this transaction.
    [[nodiscard]] std::string next_cursor_name();

  private:
    // SQLite takes no other value inside a transaction, so it is set around it.
    void wait_for_disk(bool at_commit) const;

    Connection connection_;
    Engine engine_;
    Questions questions_;
    Durable durable_;
    std::string name_;
    WrittenRows written_;
    int cursor_count_ = 0;
    bool is_open_ = false;
};

// The value of the parameter for among_numbers and among_texts.
[[nodiscard]] std::string json_list(const std::vector<std::int64_t>& numbers);
[[nodiscard]] std::string json_list(const std::vector<std::string>& texts);
template <typename Tag>
[[nodiscard]] std::string json_list(const std::vector<base::Id<Tag>>& ids) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(ids.size());
    for (const base::Id<Tag> id : ids) {
        numbers.push_back(id.value());
    }
    return json_list(numbers);
}

// The optional lock clause for rows that several service instances may want at once.
[[nodiscard]] std::string_view for_update(const Transaction& transaction);

}  // namespace draagkracht::storage
