// Random acts by hand on the payments of a register: money is placed, split, moved, put together,
// paid back and given back to the program. Most of it fits; what does not is refused.
//
//     RandomHands hands{database, bank};
//     AskedAct asked = hands.think_of(random).value();
//     hands.perform(asked);         // true when it was done
//     hands.undo_all();
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/payments/hand_act_service.hpp"
#include "draagkracht/payments/suspense_service.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/bank_register.hpp"
#include "support/random.hpp"

namespace draagkracht::payments {

using AskedAct = std::variant<PlacementAsked, UndoAsked, RefundAsked>;

class RandomHands {
  public:
    RandomHands(storage::Database& database, test_support::BankRegister& bank)
        : database_{database}, bank_{bank} {}

    // Acts are recorded on this business date.
    void set_today(const std::string& today) { today_ = today; }
    // A payment that is paid back is not taken back by the bank by itself.
    void pay_nothing_back() { may_refund_ = false; }
    // What the bank has as one amount and tells in a notification is left to that.
    void leave_batches() { leaves_batches_ = true; }

    // Nothing when there is no payment yet.
    [[nodiscard]] std::optional<AskedAct> think_of(test_support::Random& random) {
        const std::vector<base::EntryId> entries = payments();
        if (entries.empty()) {
            return std::nullopt;
        }
        if (random.chance(25) && !acts_.empty()) {
            return UndoAsked{next_number(), random.one_of(acts_), "u"};
        }
        if (may_refund_ && random.chance(15)) {
            const base::EntryId entry = random.one_of(entries);
            return RefundAsked{
                next_number(),
                "r",
                {entry, look(entry).revision},
                base::Money::cents(random.between(1, 4'000))};
        }
        PlacementAsked asked{.number = next_number(), .reason = "r"};
        for (std::int64_t count = random.between(1, 2); count > 0; --count) {
            add_lines(random, random.one_of(entries), asked);
        }
        return asked;
    }

    bool perform(const AskedAct& asked) {
        if (const auto* const refund = std::get_if<RefundAsked>(&asked);
            refund && !allow(*refund)) {
            return false;
        }
        if (!record(asked)) {
            return false;
        }
        if (const auto* const undo = std::get_if<UndoAsked>(&asked)) {
            std::erase(acts_, undo->undoes);
        } else {
            acts_.push_back(number_of(asked));
        }
        return true;
    }

    // Once more under the same number, after it was done.
    [[nodiscard]] bool repeat(const AskedAct& asked) { return record(asked); }

    bool act(test_support::Random& random) {
        const std::optional<AskedAct> asked = think_of(random);
        return asked && perform(*asked);
    }

    // The latest first; of what the bank took back whole there is nothing to undo.
    void undo_all() {
        while (!acts_.empty()) {
            const std::string last = acts_.back();
            acts_.pop_back();
            const auto undone = acts().undo(officer(), zandwijk(), {next_number(), last, "u"});
            const bool is_gone = !undone && undone.error().code == "payments.entry-taken-back";
            ASSERT_TRUE(undone || is_gone) << last << ": " << undone.error().to_line();
        }
    }

    // The same act on another register that lived through the same.
    [[nodiscard]] AskedAct on(RandomHands& other, AskedAct asked) {
        const std::vector<base::EntryId> here = payments();
        const std::vector<base::EntryId> there = other.payments();
        const auto put_over = [&](base::EntryId& entry) {
            entry =
                there.at(static_cast<std::size_t>(std::ranges::find(here, entry) - here.begin()));
        };
        const auto see = [&](SeenEntry& seen) {
            put_over(seen.entry);
            seen.revision = other.look(seen.entry).revision;
        };
        if (auto* const placed = std::get_if<PlacementAsked>(&asked)) {
            std::ranges::for_each(placed->seen, see);
            std::ranges::for_each(placed->take, put_over, &AmountTaken::entry);
            std::ranges::for_each(placed->put, put_over, &AmountPut::entry);
        } else if (auto* const refund = std::get_if<RefundAsked>(&asked)) {
            see(refund->seen);
        }
        return asked;
    }

  private:
    HandActService acts() { return HandActService{database_, bank_.people().sealer()}; }
    base::MunicipalityId zandwijk() { return bank_.people().zandwijk(); }
    access::Occasion officer() {
        return bank_.people().officer(access::Role::debt_officer, today_);
    }
    std::string next_number() { return fmt::format("H-{}", ++act_count_); }

    static std::string number_of(const AskedAct& asked) {
        return std::visit([](const auto& one) { return one.number; }, asked);
    }

    bool record(const AskedAct& asked) {
        if (const auto* const placed = std::get_if<PlacementAsked>(&asked)) {
            return acts().place(officer(), zandwijk(), *placed).has_value();
        }
        if (const auto* const undo = std::get_if<UndoAsked>(&asked)) {
            return acts().undo(officer(), zandwijk(), *undo).has_value();
        }
        return acts().refund(officer(), zandwijk(), std::get<RefundAsked>(asked)).has_value();
    }

    std::vector<base::EntryId> payments() {
        storage::Transaction transaction{database_, "payments", storage::Access::read};
        std::vector<base::EntryId> entries;
        long long entry = 0;
        const std::string of_all = "SELECT id FROM bank_entry WHERE amount_cents > 0";
        const std::string without = leaves_batches_ ? " AND batch_id IS NULL" : "";
        storage::for_each_row(
            (storage::ask(transaction, of_all + without + " ORDER BY id"), soci::into(entry)),
            [&] { entries.emplace_back(entry); }
        );
        return entries;
    }
    SuspenseLook look(base::EntryId entry) {
        return SuspenseService{database_}.look(officer(), zandwijk(), entry).value();
    }

    // Mostly what fits: of what stands, and of what waits or was taken.
    void add_lines(test_support::Random& random, base::EntryId entry, PlacementAsked& asked) {
        if (std::ranges::any_of(asked.seen, [entry](const SeenEntry& one) {
                return one.entry == entry;
            })) {
            return;
        }
        const SuspenseLook now = look(entry);
        asked.seen.push_back({entry, now.revision});
        base::Money free = now.item.suspended;
        if (!now.shares.empty() && random.chance(50)) {
            const PlacedShare& share = random.one_of(now.shares);
            const base::Money amount =
                base::Money::cents(random.between(1, share.amount.in_cents()));
            asked.take.push_back({entry, share.claim_number, amount});
            free += amount;
        }
        if (random.chance(85)) {
            const bool on_plan = random.chance(30);
            const std::string claim = fmt::format("V-{}", random.between(501, 503));
            const std::int64_t most = std::max<std::int64_t>(free.in_cents(), 1);
            const base::Money amount =
                base::Money::cents(random.chance(90) ? random.between(1, most) : most + 1);
            asked.put.push_back({entry, on_plan ? "" : claim, on_plan ? "R-901" : "", amount});
        }
    }

    // A second person approves it; false where it does not fit.
    bool allow(const RefundAsked& asked) {
        const auto question = acts().ask_refund(officer(), zandwijk(), asked);
        if (!question) {
            return false;
        }
        access::AccessService access{database_};
        const access::RolesByMunicipality roles{{zandwijk(), {access::Role::supervisor}}};
        if (!second_) {
            second_ = access
                          .add_officer(
                              bank_.people().machine(access::Machine::conversion),
                              {"second", "C. Vos", "een lang wachtwoord", roles}
                          )
                          .value();
        }
        const access::Occasion now = officer();
        const access::Occasion second{
            access::Actor::officer(*second_, "C. Vos", roles), now.today, now.moment};
        EXPECT_TRUE(access.grant_approval(second, *question));
        return true;
    }

    storage::Database& database_;
    test_support::BankRegister& bank_;
    std::string today_ = "2026-08-01";
    bool may_refund_ = true;
    bool leaves_batches_ = false;
    int act_count_ = 0;
    std::vector<std::string> acts_;  // that stand
    std::optional<base::OfficerId> second_;
};

}  // namespace draagkracht::payments
