// What every fuzz target of a reader does: read bytes that nobody ever sent to their end. Whatever
// they are, there is a problem with a place or a statement; nothing else may come of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>

#include "draagkracht/payments/statement_control.hpp"
#include "draagkracht/payments/statement_reader.hpp"

namespace draagkracht::payments {

// `open` is one of the readers.
template <typename Open>
int fuzz_reader(Open open, const std::uint8_t* bytes, std::size_t size) {
    std::istringstream file{std::string{reinterpret_cast<const char*>(bytes), size}};
    const std::unique_ptr<StatementReader> reader = open(file, std::string{"fuzzed"});
    Tally tally;
    while (true) {
        const base::Outcome<StatementPiece> piece = reader->next();
        if (!piece) {
            base::ensure(!piece.error().where.empty(), "a problem of a file names its place");
            return 0;
        }
        if (const Entry* const entry = std::get_if<Entry>(&*piece)) {
            base::ensure(!entry->details.empty(), "an entry has a detail");
            tally.add(*entry);
        } else if (const Statement* const statement = std::get_if<Statement>(&*piece)) {
            static_cast<void>(control(*statement, tally));
            tally = {};
        } else {
            return 0;
        }
    }
}

}  // namespace draagkracht::payments
