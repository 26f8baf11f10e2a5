#include "support/random_history.hpp"

#include <fmt/format.h>

namespace draagkracht::test_support {

namespace {

const std::vector<std::string>& accounts_of_the_world() {
    // Shared by several people, as a guardian's is, or known to nobody.
    static const std::vector<std::string> accounts{
        "NL91ABNA0417164300",
        "NL18RABO0123459876",
        "NL02ABNA0123456789",
        "DE89370400440532013000",
        "GB82WEST12345698765432",
        ""};
    return accounts;
}

}  // namespace

RandomHistory::RandomHistory(Random& random, int entries_min, int entries_max) {
    make_register(random);
    const base::Date first = base::Date::parse("2026-06-01").value();
    const int last_day = static_cast<int>(random.between(1, 4));
    for (int days = 1; days <= last_day; ++days) {
        const auto count = static_cast<int>(random.between(entries_min, entries_max));
        make_day(random, fmt::format("S{}", days), first.plus_days(days), count);
    }
}

void RandomHistory::make_day(
    Random& random, const std::string& identifier, base::Date day, int count
) {
    StatementText statement{identifier, day.to_string()};
    if (!statements_.empty()) {
        statement.opens_with(statements_.back().closing());
    }
    StatementText amounts = statement;
    StatementText batches{"N" + identifier, day.to_string()};
    for (int number = 1; number <= count; ++number) {
        payments::Entry entry = random_payment(random);
        const bool is_batch = entry.details.size() > 1;
        if (is_batch && !entry.bank_reference.empty()) {
            entry.bank_reference += fmt::format("-{}", number);  // that of no other entry
        }
        statement.add(entry);
        if (is_batch) {
            payments::Detail as_one;
            as_one.amount = entry.amount;
            as_one.batch_id = fmt::format("{}-{}", identifier, number);
            entry.details.front().batch_id = as_one.batch_id;
            batches.add(entry);
            entry.details = {as_one};
        }
        amounts.add(std::move(entry));
    }
    statements_.push_back(std::move(statement));
    amounts_.push_back(std::move(amounts));
    batches_.push_back(std::move(batches));
}

void RandomHistory::make_register(Random& random) {
    for (std::int64_t count = random.between(1, 6); count > 0; --count) {
        Debtor debtor;
        for (const std::string& account : accounts_of_the_world()) {
            if (!account.empty() && random.chance(35)) {
                debtor.accounts.push_back(account);
            }
        }
        debtors_.push_back(std::move(debtor));
    }
    for (std::size_t debtor = 0; debtor < debtors_.size(); ++debtor) {
        std::vector<std::size_t> own;
        for (std::int64_t count = random.between(0, 3); count > 0; --count) {
            own.push_back(claims_.size());
            OwedClaim claim{
                static_cast<std::int64_t>(501 + claims_.size()),
                {debtor},
                base::Money::cents(random.between(1, 40'000))};
            if (debtor > 0 && random.chance(25)) {
                claim.debtors.push_back(debtor - 1);
            }
            claims_.push_back(std::move(claim));
        }
        if (!own.empty() && random.chance(70)) {
            make_plan(random, debtor, own);
        }
        for (const std::size_t claim : own) {
            if (claims_[claim].debtors.size() > 1 && random.chance(50)) {
                make_plan(random, debtor - 1, {claim});  // the joint debtor pays it too
            }
        }
    }
}

void RandomHistory::make_plan(Random& random, std::size_t debtor, std::vector<std::size_t> of) {
    if (of.size() > 1 && random.chance(50)) {
        of.pop_back();  // that claim stays by itself
    }
    AgreedPlan plan{
        static_cast<std::int64_t>(901 + plans_.size()),
        debtor,
        std::move(of),
        {},
        base::Money::cents(random.between(2, 40) * 250),
        random.chance(15)};
    for (const std::size_t claim : plan.claims) {
        plan.total += claims_[claim].amount;
    }
    plans_.push_back(std::move(plan));
}

void RandomHistory::register_in(BankRegister& bank) const {
    std::vector<base::PersonId> people;
    std::vector<base::ClaimId> claims;
    for (const Debtor& debtor : debtors_) {
        people.push_back(bank.person(fmt::format("{}", 100'001 + people.size()), debtor.accounts));
    }
    for (const OwedClaim& claim : claims_) {
        std::vector<base::PersonId> debtors;
        for (const std::size_t debtor : claim.debtors) {
            debtors.push_back(people[debtor]);
        }
        claims.push_back(bank.claim(claim.number, debtors, claim.amount.to_string()));
    }
    for (const AgreedPlan& plan : plans_) {
        std::vector<base::ClaimId> paid;
        for (const std::size_t claim : plan.claims) {
            paid.push_back(claims[claim]);
        }
        const base::PlanId made = bank.plan(
            plan.number, people[plan.debtor], paid, plan.total.to_string(), plan.monthly.to_string()
        );
        if (plan.has_ended) {
            bank.end_plan(made);
        }
    }
}

std::int64_t RandomHistory::random_number(Random& random) const {
    if (!plans_.empty() && random.chance(50)) {
        return random.one_of(plans_).number;
    }
    if (!claims_.empty() && random.chance(90)) {
        return random.one_of(claims_).number;
    }
    return 999;  // of nobody
}

payments::Detail RandomHistory::random_detail(Random& random) const {
    payments::Detail detail;
    detail.amount = base::Money::cents(random.between(1, 30'000));
    if (!plans_.empty() && random.chance(40)) {
        detail.amount = random.one_of(plans_).monthly;
    }
    if (!claims_.empty() && random.chance(10)) {
        detail.amount = random.one_of(claims_).amount;
    }
    if (random.chance(35)) {
        detail.structured_references.push_back({reference_text(random_number(random)), "CUR"});
    } else if (random.chance(40)) {
        detail.free_text = "aflossing " + reference_text(random_number(random));
        if (random.chance(20)) {
            detail.free_text += " en " + reference_text(random_number(random));
        }
    }
    detail.counterparty_account = random.one_of(accounts_of_the_world());
    return detail;
}

payments::Entry RandomHistory::random_payment(Random& random) const {
    payments::Entry entry;
    const std::int64_t details = random.chance(15) ? random.between(2, 4) : 1;
    const bool leaves = random.chance(10);
    for (std::int64_t count = 0; count < details; ++count) {
        entry.details.push_back(random_detail(random));
        payments::Detail& detail = entry.details.back();
        if (leaves) {
            detail.amount = -*detail.amount;
            detail.return_reason = random.chance(50) ? "MD06" : "";
        }
        entry.amount += *detail.amount;
    }
    entry.is_reversal = leaves && random.chance(50);
    if (details > 1 && random.chance(30)) {
        entry.amount -= base::Money::cents(random.between(1, 50));  // the bank took its charges
    }
    if (random.chance(5)) {
        entry.status = payments::EntryStatus::pending;
    }
    entry.bank_reference = random.chance(50) ? fmt::format("B{}", random.between(1, 9)) : "";
    return entry;
}

}  // namespace draagkracht::test_support
