// What the tests of the payments room share: a file read to its end.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

struct ReadFile {
    std::vector<Entry> entries;
    std::vector<Statement> statements;
    std::map<std::size_t, Tally> tallies;  // by the number of the statement
    std::optional<base::Problem> problem;  // that ended the reading
};

[[nodiscard]] inline ReadFile read_to_end(StatementReader& reader) {
    ReadFile read;
    while (true) {
        base::Outcome<StatementPiece> piece = reader.next();
        if (!piece) {
            read.problem = piece.error();
            return read;
        }
        if (Entry* const entry = std::get_if<Entry>(&*piece)) {
            read.tallies[entry->statement_number].add(*entry);
            read.entries.push_back(std::move(*entry));
        } else if (Statement* const statement = std::get_if<Statement>(&*piece)) {
            read.statements.push_back(std::move(*statement));
        } else {
            return read;
        }
    }
}

// How many entries there are, for a file that is too large to keep.
[[nodiscard]] inline base::Outcome<std::size_t> count_entries(StatementReader& reader) {
    std::size_t entries = 0;
    while (true) {
        const base::Outcome<StatementPiece> piece = reader.next();
        if (!piece) {
            return tl::unexpected(piece.error());
        }
        if (std::holds_alternative<EndOfFile>(*piece)) {
            return entries;
        }
        entries += std::holds_alternative<Entry>(*piece) ? 1U : 0U;
    }
}

}  // namespace draagkracht::payments
