#include "conversion/load_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "conversion/known_numbers.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/followup/followup_service.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/storage/statistics.hpp"

namespace draagkracht::conversion {

namespace {

constexpr std::size_t lines_per_set = 1000;
constexpr std::size_t bytes_per_set = std::size_t{4} << 20U;
constexpr std::size_t untold_max = 50'000;

base::Problem out_of_order(std::string message) {
    return {
        "conversion.out-of-order",
        std::move(message),
        {},
        "a file is a municipality, then its people, households, claims, plans and contacts"};
}

}  // namespace

LoadRun::LoadRun(
    const LoadContext& context, storage::Transaction& transaction, std::string file_name
)
    : context_{context}, transaction_{transaction}, file_name_{std::move(file_name)} {}

std::string LoadRun::place() const {
    return report_.line_count == 0 ? file_name_
                                   : fmt::format("{}:{}", file_name_, report_.line_count);
}

void LoadRun::refuse(base::Problem problem) {
    if (!has_many_problems()) {
        report_.problems.push_back(std::move(problem));
    }
}

void LoadRun::take(const std::string& text) {
    ++report_.line_count;
    std::vector<base::Problem> problems;
    std::optional<LoadLine> line = read_line(json_, text, place(), problems);
    for (base::Problem& problem : problems) {
        refuse(std::move(problem));
    }
    if (line) {
        accept(std::move(*line), text.size());
    }
}

void LoadRun::accept(LoadLine line, std::size_t byte_count) {
    const LineKind kind = kind_of(line);
    if (has_ended_) {
        refuse(base::Problem{
            "conversion.after-end",
            "a line stands after the end of the file",
            {},
            {}}.at(place()));
        return;
    }
    const bool begins_section = kind == LineKind::municipality;
    if (!begins_section && kind < kind_) {
        refuse(out_of_order(fmt::format("a {} stands after a {}", to_text(kind), to_text(kind_)))
                   .at(place()));
        return;
    }
    if (kind != kind_ || kept_count_ >= lines_per_set || kept_bytes_ >= bytes_per_set) {
        flush();
    }
    if (kind != kind_) {
        next_count_ = first_count;
        lines_of_kind_ = 0;
    }
    kind_ = kind;
    ++lines_of_kind_;
    const bool needs_municipality = !begins_section && kind != LineKind::end;
    if (needs_municipality && !municipality_) {
        // After a municipality that was refused, nothing more can be said of its lines.
        if (report_.problems.empty()) {
            refuse(out_of_order("no municipality stands before this line").at(place()));
        }
        return;
    }
    ++kept_count_;
    kept_bytes_ += byte_count;
    std::visit([this](auto& given) { keep(std::move(given)); }, line);
}

void LoadRun::keep(const MunicipalityLine& line) {
    municipality_.reset();
    const auto found = context_.municipalities.find(line.code);
    if (found == context_.municipalities.end()) {
        refuse(base::Problem{
            "conversion.unknown-municipality",
            "this municipality is not registered here",
            "field code",
            "its policy file names it; registering it comes first"}
                   .at(place()));
        return;
    }
    if (const base::Done allowed =
            access::require(context_.occasion.actor, access::Right::load_register, found->second);
        !allowed) {
        refuse(allowed.error().at(place()));
        return;
    }
    municipality_ = found->second;
}

void LoadRun::keep(const EndLine& line) {
    has_ended_ = true;
    if (line.line_count != static_cast<std::int64_t>(report_.line_count) - 1) {
        refuse(base::Problem{
            "conversion.cut-off",
            fmt::format("{} lines stand before this one", report_.line_count - 1),
            "field lines",
            "the number of lines says whether the file is whole: make it again"}
                   .at(place()));
    }
}

LoadReport LoadRun::finish() {
    flush();
    if (!has_ended_ && report_.problems.empty()) {
        refuse(base::Problem{
            "conversion.cut-off",
            "the last line is no end line: the file is not whole",
            {},
            R"(the last line is {"kind": "end", "lines": the number of lines before it})"}
                   .at(place()));
    }
    if (report_.problems.empty()) {
        write_trail();
    }
    return std::move(report_);
}

void LoadRun::write_trail() {
    for (Untold& part : untold_) {
        transaction_.note_written(std::move(part.rows));
        part.trail.write();
    }
    untold_.clear();
    untold_count_ = 0;
}

void LoadRun::flush() {
    kept_count_ = 0;
    kept_bytes_ = 0;
    if (report_.problems.empty() && municipality_) {
        audit::Trail trail{transaction_, context_.occasion.author()};
        const base::Registration done = register_kept(trail);
        untold_.push_back({std::move(trail), transaction_.take_written()});
        for (const auto& [table, rows] : untold_.back().rows) {
            untold_count_ += rows.size();
        }
        if (untold_count_ > untold_max) {
            write_trail();
        }
        if (done.added_count + done.known_count > 0) {
            LoadCount& count = report_.counts[kind_];
            count.added += done.added_count;
            count.known += done.known_count;
        }
        std::ranges::for_each(done.problems, [this](const base::Problem& one) { refuse(one); });
    }
    if (lines_of_kind_ >= next_count_) {
        next_count_ = 4 * lines_of_kind_;
        storage::count_rows(transaction_);
    }
    people_.clear();
    households_.clear();
    claims_.clear();
    plans_.clear();
    contacts_.clear();
}

base::Registration LoadRun::register_kept(audit::Trail& trail) {
    switch (kind_) {
        case LineKind::person:
            return people::PeopleService{context_.database, context_.sealer}.register_people(
                transaction_, trail, *municipality_, context_.occasion.today, people_
            );
        case LineKind::household:
            return register_households(trail);
        case LineKind::claim:
            return register_claims(trail);
        case LineKind::plan:
            return register_plans(trail);
        case LineKind::contact:
            return register_contacts(trail);
        case LineKind::municipality:
        case LineKind::end:
            break;
    }
    return {};
}

base::Registration LoadRun::register_households(audit::Trail& trail) {
    KnownNumbers numbers{transaction_, *municipality_};
    for (const HouseholdLine& line : households_) {
        for (const MemberLine& member : line.members) {
            numbers.want_person(member.client_number);
        }
    }
    numbers.look_up();
    std::vector<people::HouseholdFacts> households;
    for (const HouseholdLine& line : households_) {
        people::HouseholdFacts facts{line.household_number, {}, line.where};
        for (const MemberLine& member : line.members) {
            if (const auto person = numbers.person(member.client_number, line.where)) {
                facts.members.push_back({*person, member.role, member.from, member.until});
            }
        }
        households.push_back(std::move(facts));
    }
    if (!numbers.problems().empty()) {
        return {0, 0, numbers.problems()};
    }
    return people::PeopleService{context_.database, context_.sealer}.register_households(
        transaction_, trail, *municipality_, households
    );
}

base::Registration LoadRun::register_claims(audit::Trail& trail) {
    KnownNumbers numbers{transaction_, *municipality_};
    for (const ClaimLine& line : claims_) {
        for (const DebtorLine& debtor : line.debtors) {
            numbers.want_person(debtor.client_number);
        }
    }
    numbers.look_up();
    std::vector<base::Problem> problems = references_of_plans_in_claims();
    std::vector<claims::NewClaim> claims;
    for (ClaimLine& line : claims_) {
        for (const DebtorLine& debtor : line.debtors) {
            if (const auto person = numbers.person(debtor.client_number, line.claim.where)) {
                line.claim.debtors.push_back({*person, debtor.liable_from});
            }
        }
        claims.push_back(std::move(line.claim));
    }
    problems.insert(problems.end(), numbers.problems().begin(), numbers.problems().end());
    if (!problems.empty()) {
        return {0, 0, std::move(problems)};
    }
    return claims::ClaimsService{context_.database}.register_claims(
        transaction_, trail, *municipality_, context_.occasion.author(), claims
    );
}

// Claims know nothing of plans, so that a payment could be for either is seen here.
std::vector<base::Problem> LoadRun::references_of_plans_in_claims() {
    std::vector<base::PaymentReference> given;
    for (const ClaimLine& line : claims_) {
        if (line.claim.payment_reference) {
            given.push_back(*line.claim.payment_reference);
        }
    }
    const std::set<std::string> taken = plans::references_of_plans(transaction_, given);
    std::vector<base::Problem> problems;
    for (const ClaimLine& line : claims_) {
        const std::optional<base::PaymentReference>& reference = line.claim.payment_reference;
        if (reference && taken.contains(reference->text())) {
            problems.push_back(
                {"conversion.reference-taken",
                 "a plan has this payment reference",
                 line.claim.where,
                 "leave it out, and one is made"}
            );
        }
    }
    return problems;
}

base::Registration LoadRun::register_plans(audit::Trail& trail) {
    KnownNumbers numbers{transaction_, *municipality_};
    for (const PlanLine& line : plans_) {
        numbers.want_person(line.client_number);
        for (const PlannedClaimLine& claim : line.claims) {
            numbers.want_claim(claim.claim_number);
        }
    }
    numbers.look_up();
    std::vector<plans::FormerPlan> plans;
    for (const PlanLine& line : plans_) {
        std::vector<plans::PlannedClaim> claims;
        for (const PlannedClaimLine& planned : line.claims) {
            if (const auto claim = numbers.claim(planned.claim_number, line.where)) {
                claims.push_back({*claim, static_cast<int>(claims.size()) + 1, planned.amount});
            }
        }
        if (const auto person = numbers.person(line.client_number, line.where)) {
            plans.push_back(
                {*person,
                 line.plan_number,
                 line.agreed_on,
                 line.instalment_amount,
                 line.rhythm,
                 std::move(claims),
                 line.payment_reference,
                 line.where}
            );
        }
    }
    if (!numbers.problems().empty()) {
        return {0, 0, numbers.problems()};
    }
    return plans::register_plans(transaction_, trail, context_.occasion, *municipality_, plans);
}

base::Registration LoadRun::register_contacts(audit::Trail& trail) {
    KnownNumbers numbers{transaction_, *municipality_};
    for (const ContactLine& line : contacts_) {
        numbers.want_person(line.client_number);
        for (const InstalmentLine& instalment : line.instalments) {
            numbers.want_plan(instalment.plan_number);
        }
    }
    numbers.look_up();
    std::vector<followup::Contact> contacts;
    for (const ContactLine& line : contacts_) {
        std::vector<followup::Arrear> arrears;
        for (const InstalmentLine& instalment : line.instalments) {
            if (const auto plan = numbers.plan(instalment.plan_number, line.where)) {
                arrears.push_back({*plan, instalment.number});
            }
        }
        if (const auto person = numbers.person(line.client_number, line.where)) {
            contacts.push_back(
                {line.contact_number,
                 *person,
                 line.contacted_on,
                 line.kind,
                 std::move(arrears),
                 line.nonpayment_reason,
                 line.notes,
                 line.next_step,
                 line.come_back_on,
                 line.where}
            );
        }
    }
    if (!numbers.problems().empty()) {
        return {0, 0, numbers.problems()};
    }
    return followup::FollowupService{context_.database, context_.sealer, context_.policies}
        .register_contacts(transaction_, trail, context_.occasion, *municipality_, contacts);
}

}  // namespace draagkracht::conversion
