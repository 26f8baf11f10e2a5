#include "cli/line_reader.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "cli/cli_case.hpp"

namespace draagkracht::cli {
namespace {

class LineReaderCase : public ProgramCase {
  protected:
    // The lines of a file with this content; one that is too long as "(too long)".
    std::vector<std::string> lines_of(const std::string& content) {
        LineReader reader = LineReader::open(write_file("lines", content)).value();
        std::vector<std::string> lines;
        std::string_view line;
        for (LineReader::Read read = reader.next(line); read != LineReader::Read::end;
             read = reader.next(line)) {
            lines.emplace_back(read == LineReader::Read::line ? line : "(too long)");
        }
        return lines;
    }
};

TEST_F(LineReaderCase, GivesEachLineWithoutItsEnd) {
    using Lines = std::vector<std::string>;
    EXPECT_EQ(lines_of(""), Lines{});
    EXPECT_EQ(lines_of("a"), Lines{"a"});
    EXPECT_EQ(lines_of("a\n"), Lines{"a"});
    EXPECT_EQ(lines_of("a\n\nb"), (Lines{"a", "", "b"}));
    EXPECT_EQ(lines_of("\n\n"), (Lines{"", ""}));
}

TEST_F(LineReaderCase, ALineMayLieAcrossPiecesUpToAMegabyte) {
    const std::size_t megabyte = std::size_t{1} << 20;
    for (const std::size_t size : {megabyte / 4 - 1, megabyte / 4, megabyte / 4 + 1, megabyte}) {
        const std::string large(size, 'x');
        EXPECT_EQ(lines_of("a\n" + large + "\nb"), (std::vector<std::string>{"a", large, "b"}));
        EXPECT_EQ(lines_of(large), std::vector<std::string>{large});
    }
    for (const std::size_t size : {megabyte + 1, 2 * megabyte, 3 * megabyte + 7}) {
        const std::string large(size, 'x');
        EXPECT_EQ(
            lines_of("a\n" + large + "\nb"), (std::vector<std::string>{"a", "(too long)", "b"})
        );
        EXPECT_EQ(lines_of(large), std::vector<std::string>{"(too long)"});
    }
}

TEST_F(LineReaderCase, SaysWhenTheNextLineIsNotHereYet) {
    LineReader reader = LineReader::open(write_file("lines", "a\nb\n")).value();
    std::string_view line;
    EXPECT_TRUE(reader.must_wait());
    ASSERT_EQ(reader.next(line), LineReader::Read::line);
    EXPECT_FALSE(reader.must_wait());
    ASSERT_EQ(reader.next(line), LineReader::Read::line);
    EXPECT_TRUE(reader.must_wait());
}

}  // namespace
}  // namespace draagkracht::cli
