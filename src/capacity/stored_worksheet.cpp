#include "draagkracht/capacity/stored_worksheet.hpp"

#include "capacity/json_reader.hpp"

namespace draagkracht::capacity {

namespace {

std::string text_in(JsonFields& fields, std::string_view name) {
    return std::string{fields.text(name).value_or("")};
}

norms::ParameterRow row_in(JsonFields& fields) {
    norms::ParameterRow row{
        .name = fields.needed_text("row"),
        .value_text = fields.needed_text("value"),
        .valid_from = fields.needed_date("valid_from"),
        .article = text_in(fields, "article"),
        .source = fields.needed_text("source")};
    if (const auto basis = norms::basis_of(fields.needed_text("basis"))) {
        row.basis = *basis;
    } else {
        fields.complain("basis", basis.error().message, basis.error().remedy);
    }
    return row;
}

std::vector<StoredStep> steps_in(JsonFields& sheet) {
    std::vector<StoredStep> steps;
    std::optional<std::vector<JsonFields>> lines = sheet.objects("steps");
    if (!lines) {
        sheet.complain("steps", "a worksheet has lines");
        return steps;
    }
    for (JsonFields& line : *lines) {
        StoredStep& step = steps.emplace_back(StoredStep{
            .name = line.needed_text("step"),
            .value = line.needed_text("value"),
            .english = text_in(line, "en"),
            .article = text_in(line, "article"),
            .parameters = {}});
        if (std::optional<std::vector<JsonFields>> rows = line.objects("parameters")) {
            for (JsonFields& row : *rows) {
                step.parameters.push_back(row_in(row));
            }
        }
    }
    return steps;
}

// `name_field`: what the rules of this kind are called by.
void add_rules(
    JsonFields& receipt,
    std::string_view kind,
    std::string_view name_field,
    std::vector<NamedRules>& rules
) {
    if (std::optional<JsonFields> named = receipt.object(kind)) {
        rules.push_back(
            {std::string{kind},
             named->needed_text(name_field),
             named->date("valid_from"),
             named->needed_text("sha256")}
        );
    }
}

}  // namespace

base::Outcome<StoredWorksheet> stored_worksheet(std::string_view text) {
    const auto refused = [](const std::string& where) {
        return tl::unexpected(base::Problem{
            "capacity.not-a-receipt",
            "this is no worksheet with a receipt",
            where,
            "give it as `draagkracht capacity` wrote it"});
    };
    JsonDocument document;
    if (!document.read(text)) {
        return refused("");
    }
    JsonFields root = document.root();
    std::optional<JsonFields> receipt = root.object("receipt");
    if (!receipt) {
        return refused("receipt");
    }
    StoredWorksheet sheet{
        .program = receipt->needed_text("program"),
        .computation = receipt->needed_text("computation"),
        .rules = {},
        .steps = steps_in(root)};
    add_rules(*receipt, "norms", "file", sheet.rules);
    add_rules(*receipt, "policy", "key", sheet.rules);
    add_rules(*receipt, "law", "row", sheet.rules);
    if (document.problem()) {
        return refused(document.problem()->where);
    }
    return sheet;
}

}  // namespace draagkracht::capacity
