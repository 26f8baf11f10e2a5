// A list of payroll for the gross-up at the turn of a year (brutering): JSON Lines, a claim each,
// read strictly and a set at a time.
//
//     GrossUpList list{lines, "payroll.jsonl", "B-2027-0012"};
//     gross_up.record(occasion, zandwijk, 2026, [&list] { return list.next(); });
//
// docs/formats.md shows the form of a line.
#pragma once

#include <istream>
#include <memory>
#include <string>

#include "draagkracht/followup/gross_up_service.hpp"

namespace draagkracht::conversion {

class GrossUpList {
  public:
    // `name` is what problems call the file; `usual_decision` is the decision of a line that tells
    // none, and may be empty.
    GrossUpList(std::istream& lines, std::string name, std::string usual_decision);
    ~GrossUpList();
    GrossUpList(const GrossUpList&) = delete;
    GrossUpList& operator=(const GrossUpList&) = delete;

    // The next lines, a bounded number of them; nothing at the end. A blank line is none. Problems
    // conversion.not-json, .repeated-field, .missing-field, .unknown-field, .wrong-type,
    // .line-too-long, .unreadable, and those of the values.
    [[nodiscard]] followup::GrossUpLines next();

  private:
    struct Reader;
    std::unique_ptr<Reader> reader_;
};

}  // namespace draagkracht::conversion
