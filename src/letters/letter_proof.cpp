#include "draagkracht/letters/letter_proof.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "draagkracht/base/sha256.hpp"
#include "draagkracht/plans/plan_store.hpp"
#include "letters/letter_draft.hpp"

namespace draagkracht::letters {

namespace {

constexpr int letters_at_once = 100;

// What the register has about a set of letters.
struct Register {
    std::map<base::PlanId, plans::Plan> plans;
    std::map<base::PlanId, std::vector<PlanBooking>> bookings;
};

Register read_register(
    storage::Transaction& transaction, const std::vector<LetterWithSubject>& letters
) {
    std::vector<base::PlanId> ids;
    for (const LetterWithSubject& letter : letters) {
        if (letter.plan) {
            ids.push_back(*letter.plan);
        }
    }
    Register found{{}, bookings_of_plans(transaction, ids)};
    for (plans::Plan& plan : plans::plans_by_id(transaction, ids)) {
        found.plans.emplace(plan.id, std::move(plan));
    }
    return found;
}

std::optional<base::InstalmentMoveId> last_move_of(const nlohmann::json& frozen) {
    return frozen.contains("last_move")
               ? std::optional{base::InstalmentMoveId{frozen.at("last_move").get<std::int64_t>()}}
               : std::nullopt;
}

// The decisions are words in the letter and no figures.
nlohmann::json confirmation_figures(const plans::Plan& plan, const nlohmann::json& frozen) {
    PlanConfirmation confirmation{
        plan.facts,
        std::vector<DecisionName>(plan.facts.claims.size(), {"", plan.facts.agreed_on}),
        last_move_of(frozen)};
    confirmation.plan.schedule = plan.schedule_after(confirmation.last_move);
    return plan_confirmation_figures(confirmation);
}

nlohmann::json reminder_figures(
    const plans::Plan& plan,
    const std::vector<PlanBooking>& bookings,
    const LetterRow& letter,
    const nlohmann::json& frozen
) {
    std::optional<base::AllocationId> last;
    if (frozen.contains("last_allocation")) {
        last = base::AllocationId{frozen.at("last_allocation").get<std::int64_t>()};
    }
    const CountedPayments counted =
        last ? count_payments(bookings, letter.letter_date, last) : CountedPayments{};
    return friendly_reminder_figures(reminder_about(
        plan,
        frozen.at("instalment_number").get<std::size_t>(),
        counted,
        base::BusinessDate{letter.letter_date},
        last_move_of(frozen)
    ));
}

// The figures as the register has them now for the date of the letter.
nlohmann::json figures_of_register(
    const LetterWithSubject& sent, const nlohmann::json& frozen, const Register& found
) {
    const auto plan = sent.plan ? found.plans.find(*sent.plan) : found.plans.end();
    if (plan == found.plans.end()) {
        return nlohmann::json::object();
    }
    if (sent.letter.kind == plan_confirmation_kind) {
        return confirmation_figures(plan->second, frozen);
    }
    const auto bookings = found.bookings.find(plan->first);
    static const std::vector<PlanBooking> none;
    return reminder_figures(
        plan->second,
        bookings == found.bookings.end() ? none : bookings->second,
        sent.letter,
        frozen
    );
}

// The names of the figures that differ, "pdf" when that does.
std::vector<std::string> differences(const LetterWithSubject& sent, const Register& found) {
    std::vector<std::string> names;
    if (base::sha256_of(sent.letter.pdf) != sent.letter.pdf_sha256) {
        names.emplace_back("pdf");
    }
    const nlohmann::json frozen = nlohmann::json::parse(sent.letter.figures_json, nullptr, false);
    if (!frozen.is_object()) {
        names.emplace_back("figures");
        return names;
    }
    try {
        const nlohmann::json in_register = figures_of_register(sent, frozen, found);
        for (const nlohmann::json& change : nlohmann::json::diff(frozen, in_register)) {
            names.push_back(change.at("path").get<std::string>().substr(1));
        }
    } catch (const nlohmann::json::exception&) {
        names.emplace_back("figures");  // a figure is absent, or no number
    } catch (const std::out_of_range&) {
        names.emplace_back("instalment_number");  // the plan has no such instalment
    } catch (const base::ProgrammerFault&) {
        names.emplace_back("plan");  // the plan in the register no longer adds up
    }
    return names;
}

}  // namespace

LetterProof prove_letters(storage::Transaction& transaction) {
    LetterProof proof;
    base::LetterId last{0};
    for (std::vector<LetterWithSubject> letters = letters_after(transaction, last, letters_at_once);
         !letters.empty();
         letters = letters_after(transaction, last, letters_at_once)) {
        const Register found = read_register(transaction, letters);
        for (const LetterWithSubject& letter : letters) {
            ++proof.checked_count;
            last = letter.letter.id;
            for (const std::string& name : differences(letter, found)) {
                proof.violations.push_back(fmt::format("letter:{} {}", last.value(), name));
            }
        }
    }
    return proof;
}

}  // namespace draagkracht::letters
