#include "draagkracht/payments/set_off_list_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "draagkracht/audit/trail.hpp"
#include "draagkracht/base/sha256.hpp"
#include "draagkracht/storage/turn.hpp"
#include "payments/set_off_list_store.hpp"
#include "payments/spoken_for.hpp"

namespace draagkracht::payments {

using storage::Transaction;

namespace {

PayrollList list_of(
    const std::vector<SetOffLine>& lines, base::Month month, const std::string& number
) {
    PayrollList list{ListKind::set_off, number, {}};
    for (const SetOffLine& line : lines) {
        list.lines.push_back(
            {static_cast<int>(list.lines.size()) + 1,
             month,
             std::nullopt,
             line.client_number,
             line.plan_number,
             {},
             line.amount}
        );
    }
    return list;
}

// As the last list of the month when it says the same, and else the next one.
void number_list(WrittenSetOffList& written, const WrittenLists& before, base::Month month) {
    const auto take = [&](const std::string& number) {
        written.number = number;
        written.file_text = file_text(list_of(written.lines, month, number));
        written.sha256 = base::sha256_of(written.file_text);
    };
    if (before.last) {
        take(before.last->number);
        written.is_known = written.sha256 == before.last->sha256;
    }
    if (!written.is_known) {
        take(fmt::format("{}-{}", base::to_text(month), before.count + 1));
    }
}

void record(
    audit::Trail& trail, base::MunicipalityId municipality, const WrittenSetOffList& written
) {
    for (const SetOffLine& line : written.lines) {
        trail.record(
            {"payments.ask_set_off",
             municipality,
             line.person,
             fmt::format("plan:{}", line.plan.value()),
             fmt::format(R"({{"amount_cents":{}}})", line.amount.in_cents())}
        );
    }
    for (const NotSetOff& one : written.left_out) {
        trail.record(
            {"payments.leave_out_set_off",
             municipality,
             one.person,
             fmt::format("plan:{}", one.plan.value()),
             fmt::format(R"({{"reason":"{}"}})", to_text(one.reason))}
        );
    }
}

}  // namespace

base::Outcome<WrittenSetOffList> SetOffListService::write(
    const access::Occasion& occasion, base::MunicipalityId municipality, base::Month month
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::reconcile, municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    if (base::last_day_of(month) < occasion.today.date()) {
        return base::problem(
            "payments.month-is-over",
            "this month is over, and nothing can be set off for it any more",
            "write the list of a month that is to come"
        );
    }
    Transaction transaction{database_, "set-off list", storage::Access::write};
    storage::take_turn(transaction, fmt::format("set-off-list:{}", municipality.value()));
    WrittenSetOffList written;
    SpokenFor spoken_for;
    for (const SetOffFacts& facts : set_off_facts_of(transaction, municipality, month)) {
        std::vector<base::ClaimId> claims;
        std::ranges::transform(
            facts.plan.facts.claims, std::back_inserter(claims), &plans::PlannedClaim::claim
        );
        const MonthOfPlan of_plan = set_off_of(facts, month, spoken_for.on_claims(claims));
        if (const SetOffLine* const line = std::get_if<SetOffLine>(&of_plan)) {
            spoken_for.add(line->plan, claims, line->amount);
            written.lines.push_back(*line);
            written.total += line->amount;
        } else if (const NotSetOff* const left_out = std::get_if<NotSetOff>(&of_plan)) {
            written.left_out.push_back(*left_out);
        }
    }
    const audit::Author author = occasion.author();
    audit::Trail trail{transaction, author};
    if (!written.lines.empty()) {
        number_list(written, lists_of_month(transaction, municipality, month), month);
        if (!written.is_known) {
            const std::int64_t id = add_list(
                transaction,
                author,
                municipality,
                month,
                {0, written.number, written.sha256},
                written.lines
            );
            trail.record(
                {"payments.write_set_off_list",
                 municipality,
                 std::nullopt,
                 fmt::format("set_off_list:{}", id),
                 fmt::format(
                     R"({{"sha256":"{}","lines":{},"total_cents":{}}})",
                     written.sha256,
                     written.lines.size(),
                     written.total.in_cents()
                 )}
            );
        }
    }
    record(trail, municipality, written);
    trail.write();
    transaction.commit();
    return written;
}

}  // namespace draagkracht::payments
