#include "draagkracht/followup/gross_up_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/audit/trail.hpp"
#include "draagkracht/claims/act_effect.hpp"
#include "draagkracht/claims/act_store.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/claims/closed_month_store.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/storage/turn.hpp"
#include "draagkracht/text/dutch.hpp"
#include "followup/gross_up_store.hpp"
#include "followup/loaded_claim_service.hpp"

namespace draagkracht::followup {

using claims::Claim;
using claims::NewAct;
using storage::Transaction;

namespace {

constexpr int claims_per_piece = 500;

using ClientNumbers = std::unordered_map<base::PersonId, std::string>;

base::Done check_asked(
    const access::Occasion& occasion, base::MunicipalityId municipality, int year
) {
    if (const base::Done allowed =
            access::require(occasion.actor, access::Right::act_on_claim, municipality);
        !allowed) {
        return allowed;
    }
    if (claims::first_day_after(year) > occasion.today.date()) {
        return base::problem(
            "claims.in-future", "the year is not over", "gross up after 31 December"
        );
    }
    return {};
}

std::vector<base::PersonId> all_debtors(const Claim& claim) {
    std::vector<base::PersonId> people;
    for (const claims::Debtor& debtor : claim.debtors) {
        people.push_back(debtor.person);
    }
    return people;
}

ClientNumbers client_numbers_of(Transaction& transaction, const std::vector<LoadedClaim>& loaded) {
    std::vector<base::PersonId> people;
    for (const LoadedClaim& claim : loaded) {
        std::ranges::copy(all_debtors(claim.claim), std::back_inserter(people));
    }
    return people::client_numbers_of(transaction, people);
}

// None when the claim is no candidate after all.
std::optional<GrossUpCandidate> candidate_of(
    const LoadedClaim& loaded, int year, base::Date today, const ClientNumbers& numbers
) {
    const claims::ClaimDecision& decision = loaded.claim.decision;
    const claims::Life life = loaded.life(today);
    const base::Outcome<base::Money> net =
        claims::net_to_gross_up(decision, loaded.movements(), claims::first_day_after(year));
    if (!net || !claims::check_net_of_year(decision, year) ||
        !claims::permitted(life, claims::ActKind::grossed_up) || life.debtors.empty()) {
        return std::nullopt;
    }
    GrossUpCandidate candidate{
        decision,
        numbers.at(life.debtors.front()),
        {},
        *net,
        claims::gross_up_questions(decision, year, !life.holds.empty())};
    for (std::size_t place = 1; place < life.debtors.size(); ++place) {
        candidate.joint_debtors.push_back(numbers.at(life.debtors[place]));
    }
    return candidate;
}

std::string act_number_of(int year) {
    return fmt::format("BRUTERING-{}", year);
}

// Says the net amount too, so that a list with another one is another act.
NewAct act_of(const GrossUpLine& line, int year, base::Money amount) {
    NewAct act{
        act_number_of(year),
        claims::ActKind::grossed_up,
        claims::first_day_after(year),
        fmt::format(
            "brutering over {} volgens de salarisadministratie: netto stond {} open",
            year,
            text::amount_text(line.told.open_net)
        ),
        line.decision_number,
        amount};
    act.factor = line.told.factor;
    return act;
}

// The act that the claim has for that year, as far as a list could say it.
const claims::Act* recorded_before(const LoadedClaim& loaded, int year) {
    const auto found = std::ranges::find_if(loaded.acts, [year](const claims::Act& act) {
        return act.facts.number == act_number_of(year) && !act.from_claim;
    });
    return found == loaded.acts.end() ? nullptr : &*found;
}

// Told of the claims of each piece of a list, before anything is said of them.
using OnLook = std::function<void(const std::vector<LoadedClaim>&)>;

std::vector<audit::Event> looks_at(
    const std::vector<LoadedClaim>& claims, base::MunicipalityId municipality
) {
    std::vector<audit::Event> looks;
    for (const LoadedClaim& claim : claims) {
        for (const claims::Debtor& debtor : claim.claim.debtors) {
            looks.push_back({"claims.look", municipality, debtor.person, subject_of(claim.claim.id)}
            );
        }
    }
    return looks;
}

void write_looks(
    storage::Database& database,
    const access::Occasion& occasion,
    const std::vector<audit::Event>& looks
) {
    Transaction transaction{database, "looks at claims", storage::Access::write};
    audit::Trail trail{transaction, occasion.author()};
    std::ranges::for_each(looks, [&trail](const audit::Event& look) { trail.record(look); });
    trail.write();
    transaction.commit();
}

// A list on its way into the books, or through the same steps without writing.
class GrossUpRun {
  public:
    GrossUpRun(
        Transaction& transaction,
        const access::Occasion& occasion,
        base::MunicipalityId municipality,
        int year,
        const norms::Law& law,
        bool is_written,
        OnLook on_look
    )
        : transaction_{transaction},
          occasion_{occasion},
          municipality_{municipality},
          year_{year},
          law_{law},
          is_written_{is_written},
          on_look_{std::move(on_look)},
          closed_until_{claims::books_closed_until(transaction, municipality)} {}

    GrossUpReport run(
        const NextGrossUpLines& next_lines, const std::function<void(const GrossedUp&)>& on_line
    ) {
        while (!has_many_problems()) {
            GrossUpLines next = next_lines();
            if (next.lines.empty() && next.problems.empty()) {
                break;
            }
            std::ranges::for_each(next.problems, [this](const auto& one) { refuse(one); });
            take(next.lines, on_line);
        }
        if (report_.line_count == 0 && report_.problems.empty()) {
            refuse(base::Problem{
                "followup.empty-list",
                "the list holds no line",
                {},
                "check whether this is the list that payroll made"});
        }
        if (is_written_ && report_.problems.empty()) {
            write_trail();
        }
        return std::move(report_);
    }

  private:
    [[nodiscard]] bool has_many_problems() const {
        return report_.problems.size() >= gross_up_problems_max;
    }
    void refuse(base::Problem problem) {
        if (!has_many_problems()) {
            report_.problems.push_back(std::move(problem));
        }
    }
    // At the line, and at the field of the list that the problem is about.
    void refuse(const GrossUpLine& line, base::Problem problem) {
        const std::string field = problem.where == "amount" ? "gross_up" : problem.where;
        problem.where = line.where + (field.empty() ? "" : ", field " + field);
        refuse(std::move(problem));
    }

    void take(
        const std::vector<GrossUpLine>& lines, const std::function<void(const GrossedUp&)>& on_line
    ) {
        const std::vector<LoadedClaim> loaded = load(lines);
        on_look_(loaded);
        const ClientNumbers clients = client_numbers_of(transaction_, loaded);
        std::unordered_map<std::string, const LoadedClaim*> by_number;
        for (const LoadedClaim& claim : loaded) {
            by_number.emplace(claim.claim.decision.claim_number, &claim);
        }
        std::vector<ActToWrite> acts;
        for (const GrossUpLine& line : lines) {
            const auto claim = by_number.find(line.claim_number);
            const base::Outcome<GrossedUp> done =
                check_place(line).and_then([&]() -> base::Outcome<GrossedUp> {
                    if (claim == by_number.end()) {
                        return tl::unexpected(base::Problem{
                            "claims.unknown-claim",
                            "no claim of this municipality has this number",
                            "claim_number",
                            "look whether it is a claim of another municipality"});
                    }
                    return decide(line, *claim->second, clients, acts);
                });
            if (!done) {
                refuse(line, done.error());
            } else if (on_line) {
                on_line(*done);
            }
        }
        write(acts);
    }

    std::vector<LoadedClaim> load(const std::vector<GrossUpLine>& lines) {
        std::vector<std::string> numbers;
        for (const GrossUpLine& line : lines) {
            numbers.push_back(line.claim_number);
        }
        std::vector<base::ClaimId> ids;
        for (const auto& [number, id] :
             claims::claims_of_numbers(transaction_, municipality_, numbers)) {
            ids.push_back(id);
        }
        if (is_written_) {
            claims::lock_claims(transaction_, ids);
        }
        const base::Date today = occasion_.today.date();
        return load_claims(
            transaction_, claims::claims_by_id(transaction_, ids), law_, {today, today}
        );
    }

    base::Done check_place(const GrossUpLine& line) {
        if (++report_.line_count > gross_up_lines_max) {
            return base::problem(
                "followup.list-too-long",
                fmt::format("a list has at most {} lines", gross_up_lines_max),
                "make two lists of it"
            );
        }
        if (!told_.insert(line.claim_number).second) {
            return tl::unexpected(base::Problem{
                "followup.repeated-claim",
                "this claim stands in the list before",
                "claim_number",
                "keep one of the lines"});
        }
        return {};
    }

    base::Outcome<GrossedUp> decide(
        const GrossUpLine& line,
        const LoadedClaim& loaded,
        const ClientNumbers& clients,
        std::vector<ActToWrite>& acts
    ) {
        const claims::Act* const before = recorded_before(loaded, year_);
        // Who was released since was a debtor when it was recorded.
        if (const base::Done owes = check_debtor(
                line, before != nullptr ? all_debtors(loaded.claim) : still_owing(loaded), clients
            );
            !owes) {
            return tl::unexpected(owes.error());
        }
        if (before != nullptr) {
            return known(line, loaded, *before);
        }
        if (closed_until_ && *closed_until_ >= claims::first_day_after(year_)) {
            return base::problem(
                "claims.year-closed",
                "the books are closed until " + closed_until_->to_string() +
                    ", and a gross-up of this year counts from before that",
                "an officer corrects the claim, from a later day"
            );
        }
        const std::vector<claims::Movement> movements = loaded.movements();
        return claims::gross_up_of(loaded.claim.decision, movements, year_, line.told)
            .and_then([&](base::Money amount) -> base::Outcome<GrossedUp> {
                const NewAct act = act_of(line, year_, amount);
                base::Outcome<std::vector<claims::Movement>> effect = claims::effect_of(
                    case_of(loaded, movements, law_, occasion_.today, closed_until_), act
                );
                if (!effect) {
                    return tl::unexpected(effect.error());
                }
                acts.push_back({&loaded, act, std::move(*effect)});
                ++report_.added_count;
                report_.open_net += line.told.open_net;
                report_.amount += amount;
                return GrossedUp{line.claim_number, line.told.open_net, amount, false, line.where};
            });
    }

    // The list tells the act that was recorded, or another one.
    base::Outcome<GrossedUp> known(
        const GrossUpLine& line, const LoadedClaim& loaded, const claims::Act& before
    ) {
        const base::Money amount = before.facts.amount.value_or(base::Money{});
        const bool is_other_amount = line.told.amount && *line.told.amount != amount;
        const auto same = repeated(loaded, act_of(line, year_, amount));
        if (is_other_amount || !same || !*same) {
            return tl::unexpected(base::Problem{
                "claims.act-number-taken",
                fmt::format(
                    "the claim was grossed up for this year by {}, and the list says otherwise",
                    amount.to_string()
                ),
                "claim_number",
                "leave the line out, or correct the claim when that was wrong"});
        }
        ++report_.known_count;
        return GrossedUp{line.claim_number, line.told.open_net, amount, true, line.where};
    }

    [[nodiscard]] std::vector<base::PersonId> still_owing(const LoadedClaim& loaded) const {
        return loaded.life(occasion_.today.date()).debtors;
    }

    static base::Done check_debtor(
        const GrossUpLine& line,
        const std::vector<base::PersonId>& debtors,
        const ClientNumbers& clients
    ) {
        const bool owes = std::ranges::any_of(debtors, [&](base::PersonId debtor) {
            return clients.at(debtor) == line.client_number;
        });
        if (owes) {
            return {};
        }
        return tl::unexpected(base::Problem{
            "claims.unknown-debtor",
            "no debtor who still owes this claim has this client number",
            "client_number",
            "look whether the line is about another claim"});
    }

    // Others who write wait for who writes the trail, so that is done when the whole list was read.
    void write(const std::vector<ActToWrite>& acts) {
        if (!is_written_ || !report_.problems.empty() || acts.empty()) {
            return;
        }
        audit::Trail trail{transaction_, occasion_.author()};
        write_acts(transaction_, trail, occasion_, acts);
        untold_.push_back({std::move(trail), transaction_.take_written()});
    }
    void write_trail() {
        for (Untold& part : untold_) {
            transaction_.note_written(std::move(part.rows));
            part.trail.write();
        }
    }

    struct Untold {
        audit::Trail trail;
        storage::WrittenRows rows;
    };

    Transaction& transaction_;
    const access::Occasion& occasion_;
    base::MunicipalityId municipality_;
    int year_;
    const norms::Law& law_;
    bool is_written_;
    OnLook on_look_;
    std::optional<base::Date> closed_until_;
    GrossUpReport report_;
    std::unordered_set<std::string> told_;  // the claims in the list so far
    std::vector<Untold> untold_;
};

}  // namespace

base::Outcome<std::size_t> GrossUpService::candidates(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    int year,
    const std::function<void(const std::vector<GrossUpCandidate>&)>& on_candidates
) {
    if (const base::Done asked = check_asked(occasion, municipality, year); !asked) {
        return tl::unexpected(asked.error());
    }
    const base::Date today = occasion.today.date();
    std::size_t count = 0;
    base::ClaimId last{0};
    for (;;) {
        Transaction transaction{database_, "gross-up candidates", storage::Access::write};
        const std::vector<base::ClaimId> ids =
            claims_maybe_net(transaction, municipality, year, last, claims_per_piece);
        if (ids.empty()) {
            return count;
        }
        last = ids.back();
        const std::vector<LoadedClaim> loaded =
            load_claims(transaction, claims::claims_by_id(transaction, ids), law_, {today, today});
        const ClientNumbers numbers = client_numbers_of(transaction, loaded);
        audit::Trail trail{transaction, occasion.author()};
        std::vector<GrossUpCandidate> candidates;
        for (const LoadedClaim& claim : loaded) {
            if (auto candidate = candidate_of(claim, year, today, numbers)) {
                candidates.push_back(std::move(*candidate));
                for (const claims::Debtor& debtor : claim.claim.debtors) {
                    trail.record(
                        {"claims.look", municipality, debtor.person, subject_of(claim.claim.id)}
                    );
                }
            }
        }
        trail.write();
        transaction.commit();
        count += candidates.size();
        on_candidates(candidates);
    }
}

base::Outcome<GrossUpReport> GrossUpService::work_out(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    int year,
    const NextGrossUpLines& next_lines,
    const std::function<void(const GrossedUp&)>& on_line
) {
    if (const base::Done asked = check_asked(occasion, municipality, year); !asked) {
        return tl::unexpected(asked.error());
    }
    Transaction transaction{database_, "work out gross-up", storage::Access::read};
    const OnLook on_look = [&](const std::vector<LoadedClaim>& claims) {
        write_looks(database_, occasion, looks_at(claims, municipality));
    };
    return GrossUpRun{transaction, occasion, municipality, year, law_, false, on_look}.run(
        next_lines, on_line
    );
}

base::Outcome<GrossUpReport> GrossUpService::record(
    const access::Occasion& occasion,
    base::MunicipalityId municipality,
    int year,
    const NextGrossUpLines& next_lines
) {
    if (const base::Done asked = check_asked(occasion, municipality, year); !asked) {
        return tl::unexpected(asked.error());
    }
    GrossUpReport report;
    std::vector<audit::Event> looks;
    {
        Transaction transaction{database_, "gross up", storage::Access::write};
        // A second run of the same list waits, and finds everything known; and so does a load,
        // which takes the trail before it takes claims.
        storage::take_turn(transaction, "load");
        if (const base::Done open =
                claims::keep_month_open(transaction, municipality, occasion.today);
            !open) {
            return tl::unexpected(open.error());
        }
        const OnLook on_look = [&](const std::vector<LoadedClaim>& claims) {
            std::ranges::move(looks_at(claims, municipality), std::back_inserter(looks));
        };
        report = GrossUpRun{transaction, occasion, municipality, year, law_, true, on_look}.run(
            next_lines, nullptr
        );
        if (report.problems.empty()) {
            transaction.commit();
            return report;
        }
    }
    // Nothing was booked, but what is open on these claims was told.
    write_looks(database_, occasion, looks);
    return report;
}

}  // namespace draagkracht::followup
