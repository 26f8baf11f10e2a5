#include "draagkracht/letters/letters_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/claims/claim_store.hpp"
#include "draagkracht/letters/letter_examples.hpp"
#include "draagkracht/people/people_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "draagkracht/plans/pause_store.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "letters/letter_draft.hpp"
#include "letters/letter_store.hpp"

namespace draagkracht::letters {

using access::Municipality;
using access::Occasion;
using access::Right;
using storage::Transaction;

namespace {

// So many letters are made in one transaction: a fraction of a second in which others wait.
constexpr int batch_size = 25;

// The occasion for such a letter has passed and does not come back.
bool is_final(const std::string& reason_code) {
    return reason_code == "letters.plan-ended" || reason_code == "letters.nothing-open";
}

std::vector<std::int64_t> ids_of(const std::vector<LetterOrder>& orders) {
    std::vector<std::int64_t> ids;
    std::ranges::transform(orders, std::back_inserter(ids), &LetterOrder::id);
    return ids;
}

LetterSources read_sources(
    Transaction& transaction,
    base::MunicipalityId municipality,
    const std::vector<LetterOrder>& orders,
    base::BusinessDate today
) {
    LetterSources sources{
        .today = today,
        .plans = {},
        .quiet = {},
        .decisions = {},
        .bookings = {},
        .open_on_claims = {},
        .callers = last_callers(transaction, ids_of(orders)),
        .officers = officer_names(transaction),
        .payments_known_until = payments_known_until(transaction, municipality, today.date()),
    };
    std::vector<base::PlanId> plans;
    for (const LetterOrder& order : orders) {
        if (order.plan) {
            plans.push_back(*order.plan);
        }
    }
    sources.bookings = bookings_of_plans(transaction, plans);
    sources.open_on_claims = open_on_claims_of_plans(transaction, plans, today.date());
    for (const auto& [plan, pauses] : plans::pauses_of_plans(transaction, plans)) {
        if (plans::is_paused_on(pauses, today.date())) {
            sources.quiet.insert(plan);
        }
    }
    for (const base::PlanId plan : plans::held_plans(transaction, plans, today.date())) {
        sources.quiet.insert(plan);
    }
    std::vector<base::ClaimId> claims;
    for (plans::Plan& plan : plans::plans_by_id(transaction, plans)) {
        for (const plans::PlannedClaim& planned : plan.facts.claims) {
            claims.push_back(planned.claim);
        }
        sources.plans.emplace(plan.id, std::move(plan));
    }
    for (const claims::Claim& claim : claims::claims_by_id(transaction, claims)) {
        sources.decisions.emplace(
            claim.id,
            DecisionName{
                claim.decision.decision_number,
                claim.decision.decision_date,
                claim.debtors.size() > 1}
        );
    }
    return sources;
}

SentLetter sent(LetterRow row) {
    return {
        row.id,
        row.person,
        std::move(row.kind),
        row.letter_date,
        std::move(row.template_version),
        std::move(row.figures_json),
        std::move(row.pdf),
        std::move(row.pdf_sha256)};
}

// The letters of one municipality: whose they are, on which paper, and what became of them.
class Desk {
  public:
    struct Tools {
        storage::Database& database;
        const storage::Sealer& sealer;
        const LetterTemplates& templates;
        const LetterRenderer& renderer;
        const norms::Letterhead& letterhead;
    };

    Desk(Tools tools, const Occasion& occasion, base::MunicipalityId municipality)
        : tools_{tools}, occasion_{occasion}, municipality_{municipality} {}

    // Looks at a person only when there is a letter to send.
    base::Done send(const std::vector<LetterOrder>& orders, LettersReport& report) {
        const std::vector<LetterOrder> to_send = orders_to_send(orders, report);
        if (!to_send.empty()) {
            if (const base::Done made = send_all(to_send, report); !made) {
                return made;
            }
        }
        keep_withheld();
        return {};
    }

  private:
    base::Done send_all(const std::vector<LetterOrder>& to_send, LettersReport& report) {
        std::set<base::PersonId> people;
        for (const LetterOrder& order : to_send) {
            people.insert(order.person);
        }
        const base::Outcome<std::vector<people::Identity>> identities =
            people::PeopleService{tools_.database, tools_.sealer}.identities_of(
                occasion_, {people.begin(), people.end()}
            );
        if (!identities) {
            return tl::unexpected(identities.error());
        }
        for (const people::Identity& identity : *identities) {
            identities_.insert_or_assign(identity.person, identity);
        }
        write(to_send, report);
        return {};
    }

    std::vector<LetterOrder> orders_to_send(
        const std::vector<LetterOrder>& orders, LettersReport& report
    ) {
        Transaction transaction{tools_.database, "look at letter orders", storage::Access::read};
        const LetterSources sources =
            read_sources(transaction, municipality_, orders, occasion_.today);
        claims_.clear();
        for (const auto& [claim, decision] : sources.decisions) {
            claims_.push_back(claim);
        }
        std::vector<LetterOrder> to_send;
        for (const LetterOrder& order : orders) {
            if (const base::Outcome<LetterDraft> draft = draft_letter(order, sources); !draft) {
                withhold(order, draft.error(), report);
            } else {
                to_send.push_back(order);
            }
        }
        return to_send;
    }

    // The figures are read again here, so that they are those of the moment of freezing.
    void write(const std::vector<LetterOrder>& orders, LettersReport& report) {
        Transaction transaction{tools_.database, "send letters", storage::Access::write};
        const std::set<std::int64_t> open = hold_open_orders(transaction, ids_of(orders));
        // A payment that is being booked on these plans is in the letter, or comes after it.
        claims::lock_claims(transaction, claims_);
        const LetterSources sources =
            read_sources(transaction, municipality_, orders, occasion_.today);
        std::vector<LetterRow> letters;
        LettersReport done;
        for (const LetterOrder& order : orders) {
            if (!open.contains(order.id)) {
                continue;  // made by another instance meanwhile
            }
            base::Outcome<LetterRow> letter = make(order, sources);
            if (letter) {
                letters.push_back(std::move(*letter));
            } else {
                withhold(order, letter.error(), done);
            }
        }
        storage::IdBlock ids = transaction.reserve_ids(letters.size());
        audit::Trail trail{transaction, occasion_.author()};
        for (LetterRow& letter : letters) {
            letter.id = base::LetterId{ids.take()};
            done.sent.push_back(letter.id);
            trail.record(
                {"letters.send",
                 municipality_,
                 letter.person,
                 fmt::format("letter:{}", letter.id.value()),
                 nlohmann::json{{"kind", letter.kind}, {"pdf_sha256", letter.pdf_sha256}}.dump()}
            );
        }
        add_letters(transaction, letters);
        trail.write();
        transaction.commit();
        report.sent.insert(report.sent.end(), done.sent.begin(), done.sent.end());
        std::ranges::move(done.withheld, std::back_inserter(report.withheld));
    }

    [[nodiscard]] base::Outcome<LetterRow> make(
        const LetterOrder& order, const LetterSources& sources
    ) const {
        const base::Outcome<LetterDraft> draft = draft_letter(order, sources);
        if (!draft) {
            return tl::unexpected(draft.error());
        }
        const people::Identity& identity = identities_.at(order.person);
        if (!identity.address.is_known()) {
            return base::problem(
                "letters.no-address",
                "there is no address of this person",
                "ask the population register (BRP), or reach the person another way"
            );
        }
        const LetterFacts facts{
            .date = sources.today.date(),
            .reference = draft->reference,
            .addressee = identity.name,
            .address = identity.address,
            .officer = draft->officer,
        };
        const LetterTemplate& wording = tools_.templates.of(order.kind);
        base::Outcome<std::string> pdf = wording.fill(values_of(*draft, facts, tools_.letterhead))
                                             .and_then([&](const LetterContent& content) {
                                                 return tools_.renderer.render(content, facts.date);
                                             });
        if (!pdf) {
            return tl::unexpected(pdf.error());
        }
        std::string pdf_sha256 = base::sha256_of(*pdf);
        return LetterRow{
            .id = base::LetterId{0},
            .order = order.id,
            .municipality = municipality_,
            .person = order.person,
            .kind = order.kind,
            .letter_date = facts.date,
            .template_version = wording.version(),
            .figures_json = figures_of(*draft).dump(),
            .pdf = std::move(*pdf),
            .pdf_sha256 = std::move(pdf_sha256),
        };
    }

    void withhold(const LetterOrder& order, const base::Problem& reason, LettersReport& report) {
        report.withheld.push_back({municipality_, order.kind, order.subject, reason});
        withheld_.push_back({order, reason.code});
    }

    // A reason stands in the register the first time that it keeps a letter.
    void keep_withheld() {
        const std::vector<Withheld> withheld = std::exchange(withheld_, {});
        if (withheld.empty()) {
            return;
        }
        std::vector<std::int64_t> ids;
        std::ranges::transform(withheld, std::back_inserter(ids), [](const Withheld& one) {
            return one.order.id;
        });
        Transaction transaction{tools_.database, "withhold letters", storage::Access::write};
        const std::set<std::int64_t> open = hold_open_orders(transaction, ids);
        const std::set<WithheldRow> known = withheld_before(transaction, ids);
        std::vector<WithheldRow> rows;
        audit::Trail trail{transaction, occasion_.author()};
        for (const auto& [order, code] : withheld) {
            const WithheldRow row{order.id, code, is_final(code)};
            if (!open.contains(order.id) || known.contains(row)) {
                continue;
            }
            rows.push_back(row);
            trail.record(
                {"letters.withhold",
                 municipality_,
                 order.person,
                 fmt::format("letter_request:{}", order.id),
                 nlohmann::json{{"kind", order.kind}, {"reason", code}}.dump()}
            );
        }
        add_withheld(transaction, rows, occasion_.today.date());
        trail.write();
        transaction.commit();
    }

    struct Withheld {
        LetterOrder order;
        std::string code;
    };

    Tools tools_;
    const Occasion& occasion_;
    base::MunicipalityId municipality_;
    std::map<base::PersonId, people::Identity> identities_;
    std::vector<base::ClaimId> claims_;  // in the plans of this batch
    std::vector<Withheld> withheld_;
};

}  // namespace

LettersService::LettersService(
    storage::Database& database,
    const storage::Sealer& sealer,
    const norms::PolicyBook& policies,
    LetterTemplates templates
)
    : database_{database}, sealer_{sealer}, policies_{policies}, templates_{std::move(templates)} {}

base::Outcome<LettersService> LettersService::open(
    storage::Database& database,
    const storage::Sealer& sealer,
    const norms::PolicyBook& policies,
    const std::filesystem::path& templates_folder
) {
    base::ensure(!policies.policies().empty(), "there is a policy");
    base::Outcome<LetterTemplates> templates = LetterTemplates::load(
        templates_folder, letter_examples(policies.policies().front()->letterhead)
    );
    if (!templates) {
        return tl::unexpected(templates.error());
    }
    LettersService service{database, sealer, policies, std::move(*templates)};
    for (const auto& policy : policies.policies()) {
        base::Outcome<LetterRenderer> renderer = LetterRenderer::open(
            policy->letterhead, templates_folder / "logos" / (policy->key + ".svg")
        );
        if (!renderer) {
            return tl::unexpected(renderer.error());
        }
        service.renderers_.emplace(policy->key, std::move(*renderer));
    }
    return service;
}

base::Outcome<std::vector<Municipality>> LettersService::municipalities_of(const Occasion& occasion
) const {
    std::vector<Municipality> allowed;
    std::optional<base::Problem> refusal;
    for (const Municipality& municipality : access::AccessService{database_}.municipalities()) {
        if (const base::Done may =
                access::require(occasion.actor, Right::send_letters, municipality.id)) {
            allowed.push_back(municipality);
        } else {
            refusal = may.error();
        }
    }
    if (refusal && allowed.empty()) {
        return tl::unexpected(*refusal);
    }
    return allowed;
}

base::Outcome<LettersReport> LettersService::send_requested(
    const Occasion& occasion, const std::function<void(std::size_t)>& on_done
) {
    const base::Outcome<std::vector<Municipality>> municipalities = municipalities_of(occasion);
    if (!municipalities) {
        return tl::unexpected(municipalities.error());
    }
    LettersReport report;
    for (const Municipality& municipality : *municipalities) {
        if (const base::Done sent = send_of(occasion, municipality, report, on_done); !sent) {
            return tl::unexpected(sent.error());
        }
    }
    return report;
}

base::Outcome<std::size_t> LettersService::lay_out(
    const Occasion& occasion, const std::function<base::Done(const SentLetter&)>& lay
) {
    const base::Outcome<std::vector<Municipality>> municipalities = municipalities_of(occasion);
    if (!municipalities) {
        return tl::unexpected(municipalities.error());
    }
    std::size_t count = 0;
    for (const Municipality& municipality : *municipalities) {
        for (std::size_t laid = batch_size; laid == batch_size;) {
            Transaction transaction{database_, "lay out letters", storage::Access::write};
            const std::vector<LetterRow> letters =
                letters_to_lay_out(transaction, municipality.id, batch_size);
            audit::Trail trail{transaction, occasion.author()};
            for (const LetterRow& letter : letters) {
                if (const base::Done done = lay(sent(letter)); !done) {
                    return tl::unexpected(done.error());
                }
                trail.record(
                    {"letters.lay_out",
                     municipality.id,
                     letter.person,
                     fmt::format("letter:{}", letter.id.value())}
                );
            }
            mark_laid_out(transaction, letters, occasion.today.date(), occasion.actor.text());
            trail.write();
            transaction.commit();
            laid = letters.size();
            count += laid;
        }
    }
    return count;
}

base::Done LettersService::send_of(
    const Occasion& occasion,
    const Municipality& municipality,
    LettersReport& report,
    const std::function<void(std::size_t)>& on_done
) {
    const auto policy = policies_.policy_of(municipality.code);
    if (!policy) {
        return tl::unexpected(policy.error());
    }
    Desk desk{
        {database_, sealer_, templates_, renderers_.at((*policy)->key), (*policy)->letterhead},
        occasion,
        municipality.id};
    const auto next_orders = [&](std::int64_t after) {
        Transaction transaction{database_, "read letter orders", storage::Access::read};
        return open_orders(transaction, municipality.id, after, batch_size);
    };
    for (std::vector<LetterOrder> orders = next_orders(0); !orders.empty();
         orders = next_orders(orders.back().id)) {
        if (const base::Done sent = desk.send(orders, report); !sent) {
            return sent;
        }
        if (on_done) {
            on_done(report.sent.size() + report.withheld.size());
        }
    }
    return {};
}

base::Outcome<SentLetter> LettersService::sent_letter(
    const Occasion& occasion, base::LetterId letter
) {
    Transaction transaction{database_, "look at a letter", storage::Access::write};
    std::optional<LetterRow> row = letter_by_id(transaction, letter);
    if (!row) {
        return base::problem("letters.no-such-letter", "there is no such letter");
    }
    if (const base::Done allowed =
            access::require(occasion.actor, Right::see_person, row->municipality);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record(
        {"letters.look", row->municipality, row->person, fmt::format("letter:{}", letter.value())}
    );
    trail.write();
    transaction.commit();
    return sent(std::move(*row));
}

base::Outcome<LettersOfPerson> LettersService::letters_of(
    const Occasion& occasion, base::PersonId person
) {
    Transaction transaction{database_, "look at letters", storage::Access::write};
    const auto municipalities = people::municipalities_of(transaction, {person});
    const auto found = municipalities.find(person);
    if (found == municipalities.end()) {
        return base::problem("people.unknown-person", "there is no such person");
    }
    if (const base::Done allowed =
            access::require(occasion.actor, Right::see_person, found->second);
        !allowed) {
        return tl::unexpected(allowed.error());
    }
    LettersOfPerson letters;
    for (LetterRow& row : letters_of_person(transaction, person)) {
        letters.sent.push_back(sent(std::move(row)));
    }
    for (const UnsentRow& row : unsent_of_person(transaction, person)) {
        letters.unsent.push_back({row.kind, row.requested_on, row.reason_code, row.is_final});
    }
    audit::Trail trail{transaction, occasion.author()};
    trail.record({"letters.look", found->second, person, fmt::format("person:{}", person.value())});
    trail.write();
    transaction.commit();
    return letters;
}

}  // namespace draagkracht::letters
