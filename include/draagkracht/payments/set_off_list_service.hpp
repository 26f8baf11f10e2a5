// Writes the list of what the benefit payroll is asked to set off for a month.
//
//     SetOffListService lists{database};
//     WrittenSetOffList list = lists.write(occasion, zandwijk, Month{2026y / July}).value();
//     // list.number "2026-07-1", list.file_text, and who was left out and why
//
// Each list is kept. What has not changed since the last list of the month is that list again; when
// something did, a next one is written, and the last one counts.
#pragma once

#include <string>
#include <vector>

#include "draagkracht/access/occasion.hpp"
#include "draagkracht/payments/set_off_list.hpp"
#include "draagkracht/storage/database.hpp"

namespace draagkracht::payments {

struct WrittenSetOffList {
    std::string number;     // empty: nothing is due, and no list was written
    bool is_known = false;  // it was written before
    std::string file_text;
    std::string sha256;  // of file_text
    std::vector<SetOffLine> lines;
    std::vector<NotSetOff> left_out;
    base::Money total;
};

class SetOffListService {
  public:
    explicit SetOffListService(storage::Database& database) : database_{database} {}

    // The look at each person on it, and each who was left out, is in the trail. Right::reconcile.
    // Problem payments.month-is-over: nothing can be set off any more for a month before this one.
    [[nodiscard]] base::Outcome<WrittenSetOffList> write(
        const access::Occasion& occasion, base::MunicipalityId municipality, base::Month month
    );

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::payments
