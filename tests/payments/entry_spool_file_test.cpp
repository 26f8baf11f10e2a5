#include "payments/entry_spool_file.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "payments/entry_bytes.hpp"
#include "payments/reading.hpp"
#include "support/environment.hpp"

namespace draagkracht::payments {

namespace {

using base::Money;

base::Date day(const char* text) {
    return *base::Date::parse(text);
}

// One with every field, and one with none that may be absent.
std::vector<Entry> entries() {
    Entry full;
    full.statement_number = 2;
    full.number = 17;
    full.amount = Money::cents(-12'345);
    full.currency = "EUR";
    full.status = EntryStatus::pending;
    full.is_reversal = true;
    full.booking_date = day("2026-06-28");
    full.value_date = day("1969-12-31");  // a day before the first of the calendar of computers
    full.bank_reference = "2026-1";
    full.details.push_back(
        {Money::cents(-5),
         "2026-2",
         "E2E-1",
         "B1",
         "H. de Vries",
         "NL02ABNA0123456789",
         {{"5000056789012345", "CUR"}, {"RF18", ""}},
         std::string("termijn \0 mei", 13),
         "MD06"}
    );
    full.details.emplace_back();
    Entry bare;
    bare.statement_number = 2;
    bare.number = 18;
    bare.details.emplace_back();
    return {full, bare};
}

std::string bytes_of(const std::vector<Entry>& all) {
    std::string bytes;
    for (const Entry& entry : all) {
        append_bytes(bytes, entry);
    }
    return bytes;
}

base::Outcome<SpooledFile> spooled(EntrySpool& spool, const std::vector<Entry>& all) {
    spool.begin();
    for (const Entry& entry : all) {
        spool.add(entry);
    }
    Statement statement;
    statement.number = 2;
    spool.add_end_of(statement);
    return spool.finish();
}

// All that stands in files without a name that this program has open.
std::string bytes_without_a_name() {
    std::string bytes;
    for (const auto& open : std::filesystem::directory_iterator{"/proc/self/fd"}) {
        std::error_code error;
        const std::string target = std::filesystem::read_symlink(open.path(), error).string();
        if (target.ends_with(" (deleted)")) {
            std::ifstream file{open.path(), std::ios::binary};
            bytes.append(std::istreambuf_iterator<char>{file}, {});
        }
    }
    return bytes;
}

}  // namespace

TEST(EntryBytes, EveryFieldComesBack) {
    const Entry full = entries().front();
    const Entry back = entry_of(bytes_of({full}));
    EXPECT_EQ(back.statement_number, 2U);
    EXPECT_EQ(back.number, 17U);
    EXPECT_EQ(back.amount, Money::cents(-12'345));
    EXPECT_EQ(back.currency, "EUR");
    EXPECT_EQ(back.status, EntryStatus::pending);
    EXPECT_TRUE(back.is_reversal);
    EXPECT_EQ(back.booking_date, day("2026-06-28"));
    EXPECT_EQ(back.value_date, day("1969-12-31"));
    EXPECT_EQ(back.bank_reference, "2026-1");
    ASSERT_EQ(back.details.size(), 2U);
    const Detail& detail = back.details.front();
    EXPECT_EQ(detail.amount, Money::cents(-5));
    EXPECT_EQ(detail.bank_reference, "2026-2");
    EXPECT_EQ(detail.end_to_end_id, "E2E-1");
    EXPECT_EQ(detail.batch_id, "B1");
    EXPECT_EQ(detail.counterparty_name, "H. de Vries");
    EXPECT_EQ(detail.counterparty_account, "NL02ABNA0123456789");
    ASSERT_EQ(detail.structured_references.size(), 2U);
    EXPECT_EQ(detail.structured_references.front().reference, "5000056789012345");
    EXPECT_EQ(detail.structured_references.front().issuer, "CUR");
    EXPECT_EQ(detail.free_text, (std::string("termijn \0 mei", 13)));
    EXPECT_EQ(detail.return_reason, "MD06");
    EXPECT_FALSE(back.details.back().amount);
    EXPECT_FALSE(entry_of(bytes_of({entries().back()})).booking_date);
}

TEST(EntryBytes, RefusesWhatIsCutOffOrTooLong) {
    const std::string bytes = bytes_of({entries().front()});
    EXPECT_THROW(
        (void)entry_of(std::string_view{bytes}.substr(0, bytes.size() - 1)), base::ProgrammerFault
    );
    EXPECT_THROW((void)entry_of(bytes + "x"), base::ProgrammerFault);
}

// Of sizes around the pieces in which it is written and read, several files after one another.
TEST(EntrySpool, GivesBackWhatWasReadOfEachFile) {
    EntrySpool spool;
    std::vector<std::pair<std::vector<Entry>, SpooledFile>> files;
    for (const std::size_t times : {0U, 1U, 700U, 3000U}) {
        std::vector<Entry> all;
        for (std::size_t time = 0; time < times; ++time) {
            const std::vector<Entry> both = entries();
            all.insert(all.end(), both.begin(), both.end());
        }
        if (times == 1) {
            all.back().details.back().free_text = std::string(1'000'000, 'x');
        }
        const base::Outcome<SpooledFile> file = spooled(spool, all);
        ASSERT_TRUE(file);
        files.emplace_back(std::move(all), *file);
    }
    for (const auto& [all, file] : files) {
        const auto reader = spool.read(file);
        const ReadFile back = read_to_end(*reader);
        EXPECT_EQ(bytes_of(back.entries), bytes_of(all));
        ASSERT_EQ(back.statements.size(), 1U);
        EXPECT_EQ(back.statements.front().number, 2U);
        EXPECT_TRUE(std::holds_alternative<EndOfFile>(*reader->next())) << "said again";
    }
}

TEST(EntrySpool, WhatPeoplePaidStandsNowhereToBeRead) {
    EntrySpool spool;
    ASSERT_TRUE(spooled(spool, entries()));
    const std::string kept = bytes_without_a_name();
    EXPECT_GE(kept.size(), bytes_of(entries()).size());
    EXPECT_EQ(kept.find("Vries"), std::string::npos);
    EXPECT_EQ(kept.find("EUR"), std::string::npos);
}

TEST(EntrySpool, SaysWhenItCouldNotKeepAll) {
    const test_support::Environment nowhere{"TMPDIR", "/proc/nothing"};
    EntrySpool spool;
    EXPECT_EQ(spooled(spool, entries()).error().code, "payments.no-room");
}

// A disk that is full in the middle of a block, as a limit on files makes it: what did not fit is
// told, and the room is given back.
TEST(EntrySpool, SaysSoWhereTheDiskIsFullInsideABlock) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 300'001;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    EntrySpool spool;
    std::vector<Entry> many(3000, entries().front());
    const base::Outcome<SpooledFile> full = spooled(spool, many);
    const std::size_t left = bytes_without_a_name().size();
    setrlimit(RLIMIT_FSIZE, &before);
    const base::Outcome<SpooledFile> next = spooled(spool, entries());
    std::signal(SIGXFSZ, ignored);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, "payments.no-room");
    EXPECT_EQ(left, 0U);
    ASSERT_TRUE(next) << "the next file is kept";
    EXPECT_EQ(bytes_of(read_to_end(*spool.read(*next)).entries), bytes_of(entries()));
}

}  // namespace draagkracht::payments
