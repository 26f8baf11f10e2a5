#include "draagkracht/figures/journal_service.hpp"

#include <fmt/format.h>

#include "draagkracht/figures/journal.hpp"
#include "figures/journal_store.hpp"

namespace draagkracht::figures {

namespace {

std::string claim_account(
    const std::string& municipality, const std::string& claim_number, claims::Component component
) {
    return fmt::format(
        "claims:{}:{}:{}",
        account_part(municipality),
        account_part(claim_number),
        claims::to_text(component)
    );
}

// What came in: at a bank, or kept back by payroll.
std::string receiving_account(const std::string& municipality, const AccountOfJournal& account) {
    return account.kind == "bank"
               ? fmt::format("bank:{}:{}", account_part(municipality), account_part(account.iban))
               : fmt::format("payroll:{}:{}", account_part(municipality), account.kind);
}

// What came in and has not gone to a claim.
std::string unallocated_account(const std::string& municipality) {
    return "unallocated:" + account_part(municipality);
}

// Where an amount on a claim comes from.
std::string source_account(const PostingOfJournal& posting) {
    const std::string municipality = account_part(posting.municipality);
    switch (posting.kind) {
        case claims::PostingKind::claim:
            return "decided:" + municipality;
        case claims::PostingKind::interest:
            return "charged:" + municipality + ":interest";
        case claims::PostingKind::fee:
            return "charged:" + municipality + ":costs";
        case claims::PostingKind::correction:
            return "corrected:" + municipality;
        case claims::PostingKind::gross_up:
            return "charged:" + municipality + ":gross-up";
        case claims::PostingKind::remission:
            return "given-up:" + municipality + ":remission";
        case claims::PostingKind::buy_off:
            return "given-up:" + municipality + ":buy-off";
        case claims::PostingKind::write_off:
            return "given-up:" + municipality + ":write-off";
        case claims::PostingKind::transfer:
            return "given-up:" + municipality + ":transfer";
        case claims::PostingKind::refund:
            return "refunds:" + municipality;
        case claims::PostingKind::set_off:
            return "set-off:" + municipality;
        case claims::PostingKind::payment:
            return posting.allocation == 0 ? "former-system:" + municipality
                                           : unallocated_account(posting.municipality);
    }
    base::ensure(false, "a posting has a kind");
    return {};
}

JournalBooking booking_of(const EntryOfJournal& entry) {
    return {
        .value_date = entry.value_date,
        .booked_on = entry.booking_date,
        .description = "statement " + account_part(entry.statement),
        .comment = fmt::format("bank_entry:{}", entry.id),
        .to_account = receiving_account(entry.municipality, entry.account),
        .amount = entry.amount,
        .from_account = unallocated_account(entry.municipality)};
}

JournalBooking booking_of(const PostingOfJournal& posting) {
    return {
        .value_date = posting.value_date,
        .booked_on = posting.booked_on,
        .description = fmt::format(
            "{} of {}", claims::to_text(posting.kind), account_part(posting.claim_number)
        ),
        .comment = posting.allocation == 0
                       ? fmt::format("posting:{}", posting.id)
                       : fmt::format("posting:{} allocation:{}", posting.id, posting.allocation),
        .to_account = claim_account(posting.municipality, posting.claim_number, posting.component),
        .amount = posting.amount,
        .from_account = source_account(posting)};
}

// Calls `on_row` with each row of all pages, and hands on what it wrote after each page.
template <typename Page, typename OnRow>
void write_pages(
    Page page_after, OnRow on_row, const std::function<void(const std::string&)>& hand_on
) {
    std::int64_t last = 0;
    for (auto rows = page_after(last); !rows.empty(); rows = page_after(last)) {
        std::string piece;
        for (const auto& row : rows) {
            on_row(row, piece);
        }
        hand_on(piece);
        last = rows.back().id;
    }
}

void assert_open(const OpenOfJournal& open, std::string& piece) {
    for (const claims::Component component :
         {claims::Component::costs, claims::Component::interest, claims::Component::principal}) {
        append_assertion(
            claim_account(open.municipality, open.claim_number, component),
            open.balance.of(component),
            piece
        );
    }
}

}  // namespace

void JournalService::write(const std::function<void(const std::string&)>& hand_on) {
    storage::Transaction transaction{database_, "journal", storage::Access::read};
    hand_on(std::string{journal_head()});
    write_pages(
        [&](std::int64_t id) { return entries_after(transaction, id); },
        [](const EntryOfJournal& row, std::string& to) { append_booking(booking_of(row), to); },
        hand_on
    );
    write_pages(
        [&](std::int64_t id) { return postings_after(transaction, id); },
        [](const PostingOfJournal& row, std::string& to) { append_booking(booking_of(row), to); },
        hand_on
    );
    const std::string day = last_day(transaction);
    if (day.empty()) {
        return;
    }
    std::string head;
    append_assertion_head(base::Date::parse(day).value(), head);
    for (const BankOfJournal& bank : bank_totals(transaction)) {
        append_assertion(receiving_account(bank.municipality, bank.account), bank.total, head);
    }
    for (const SuspenseOfJournal& suspense : suspense_totals(transaction)) {
        append_assertion(unallocated_account(suspense.municipality), -suspense.total, head);
    }
    hand_on(head);
    write_pages(
        [&](std::int64_t id) { return open_claims_after(transaction, id); }, assert_open, hand_on
    );
}

}  // namespace draagkracht::figures
