// What is no reference, in the program and in the questions to the database.
#include "draagkracht/payments/bank_reference.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "payments/bank_reference_store.hpp"

namespace draagkracht::payments {
namespace {

TEST(BankReference, WhatABankWritesWhereThereIsNoneNamesNothing) {
    struct Row {
        std::string_view text;
        bool is_reference;
    };
    const std::vector<Row> rows{
        {"B-17", true},
        {"0121470966", true},
        {"NONREF 17", true},
        {"", false},
        {"NONREF", false},
        {"NOTPROVIDED", false},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(is_reference(row.text), row.is_reference) << row.text;
    }
}

TEST(BankReference, TheDatabaseIsAskedTheSame) {
    EXPECT_EQ(no_references_sql, fmt::format("('{}')", fmt::join(no_references, "', '")));
}

}  // namespace
}  // namespace draagkracht::payments
