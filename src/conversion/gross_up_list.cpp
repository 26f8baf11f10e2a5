#include "draagkracht/conversion/gross_up_list.hpp"

#include <fmt/format.h>

#include "conversion/input_line.hpp"
#include "conversion/json_fields.hpp"

namespace draagkracht::conversion {

using followup::GrossUpLine;
using followup::GrossUpLines;

namespace {

constexpr std::size_t lines_per_set = 500;

bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
}

// The decision of the line, or the one of the whole list.
std::string decision_of(
    Fields& fields, const std::string& usual, std::vector<base::Problem>& problems
) {
    std::string decision = fields.text("decision_number");
    if (decision.empty()) {
        decision = usual;
    }
    if (decision.empty()) {
        problems.push_back(
            {"conversion.missing-field",
             "no decision is told by which the claim is grossed up",
             "field decision_number",
             "tell it in the line, or one decision for the whole list"}
        );
    }
    return decision;
}

std::optional<GrossUpLine> read_line(
    simdjson::dom::object object,
    const std::string& usual_decision,
    std::vector<base::Problem>& problems
) {
    Fields fields{object, problems};
    const std::string claim_number = fields.required_text("claim_number");
    const std::string client_number = fields.required_text("client_number");
    const auto open_net = fields.required("open_net", base::Money::parse);
    const auto factor = fields.optional("factor", base::Percentage::parse);
    const auto amount = fields.optional("gross_up", base::Money::parse);
    const std::string decision = decision_of(fields, usual_decision, problems);
    fields.leave("about");
    fields.finish();
    if (!problems.empty()) {
        return std::nullopt;
    }
    return GrossUpLine{claim_number, client_number, {*open_net, factor, amount}, decision, {}};
}

}  // namespace

struct GrossUpList::Reader {
    std::istream& lines;
    std::string name;
    std::string usual_decision;
    JsonLine json{};
    std::string text{};
    std::size_t line_count = 0;
    bool has_ended = false;

    [[nodiscard]] std::string place() const { return fmt::format("{}:{}", name, line_count); }

    void take(GrossUpLines& set) {
        const base::Outcome<simdjson::dom::object> object = json.read(text);
        if (!object) {
            set.problems.push_back(object.error().at(place()));
            return;
        }
        std::vector<base::Problem> problems;
        if (auto line = read_line(*object, usual_decision, problems)) {
            line->where = place();
            set.lines.push_back(std::move(*line));
        }
        for (const base::Problem& problem : problems) {
            set.problems.push_back(problem.at(place()));
        }
    }

    // What comes after a line that cannot be read is not known to be lines.
    void end(Reading reading, GrossUpLines& set) {
        has_ended = true;
        if (reading == Reading::too_long) {
            set.problems.push_back(
                {"conversion.line-too-long",
                 "a line is longer than a mebibyte",
                 fmt::format("{}:{}", name, line_count + 1),
                 "a file holds one JSON object a line"}
            );
        }
        if (reading == Reading::unreadable) {
            set.problems.push_back(
                {"conversion.unreadable", "the file cannot be read to its end", name, {}}
            );
        }
    }
};

GrossUpList::GrossUpList(std::istream& lines, std::string name, std::string usual_decision)
    : reader_{new Reader{lines, std::move(name), std::move(usual_decision)}} {}

GrossUpList::~GrossUpList() = default;

GrossUpLines GrossUpList::next() {
    GrossUpLines set;
    while (!reader_->has_ended && set.lines.size() + set.problems.size() < lines_per_set) {
        const Reading reading = next_line(reader_->lines, reader_->text);
        if (reading != Reading::line) {
            reader_->end(reading, set);
            break;
        }
        ++reader_->line_count;
        if (!is_blank(reader_->text)) {
            reader_->take(set);
        }
    }
    return set;
}

}  // namespace draagkracht::conversion
