// Writes worksheets with their receipts as JSON. What the worksheets of many households share, the
// words of the lines and the rows of the rules, is turned into JSON once and kept.
//
//     WorksheetWriter writer;
//     writer.write(household, assessment, this_program, text);   // behind what the text holds
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "capacity/json_writer.hpp"
#include "draagkracht/capacity/assessment.hpp"

namespace draagkracht::capacity {

// The version of the computation: of the lines, their words, their order and their form. It is
// raised by whoever changes what the same facts under the same rules come to, to the byte.
inline constexpr std::string_view computation_version = "2";
// Comes to the same lines, but its receipts name the policy by all of its rules. Such a receipt can
// still be written, so that what was stored then is recomputed.
inline constexpr std::string_view computation_by_whole_policy = "1";

// Who made a worksheet, as its receipt says.
struct Maker {
    std::string_view program;
    std::string_view computation;
};
inline constexpr Maker this_program{"draagkracht " DRAAGKRACHT_VERSION, computation_version};

class WorksheetWriter {
  public:
    void write(
        const Household& household,
        const CapacityAssessment& assessment,
        const Maker& maker,
        std::string& text
    );

  private:
    struct WrittenRow {
        norms::ParameterRow row;
        std::string json;
    };
    struct WrittenLine {  // The fields around its value.
        std::string name;
        std::string words;
    };
    const std::string& written(const norms::ParameterRow& row);
    const WrittenLine& written(std::string_view name_field, const LineText& text);
    void write_line(
        JsonWriter& json,
        const WrittenLine& line,
        std::string_view value,
        const std::vector<const norms::ParameterRow*>& parameters
    );
    void write_remarks(
        JsonWriter& json,
        std::string_view list_field,
        std::string_view name_field,
        const std::vector<Remark>& remarks
    );

    // By address: looked up quickly, and compared, as another row may come to stand there.
    std::unordered_map<const norms::ParameterRow*, WrittenRow> rows_;
    // The texts of lines are there as long as the program runs.
    std::unordered_map<const LineText*, WrittenLine> lines_;
};

}  // namespace draagkracht::capacity
