#include "payments/statement_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace draagkracht::payments {

namespace {

struct PageOfFile {
    std::size_t file;  // its place
    CheckedStatement* checked;

    [[nodiscard]] const Page& page() const { return *checked->statement.page; }
};

// Pages of one statement have this in common. An MT940 gives each page a reference of its own at
// some banks, and counts the statement before the slash.
using Name = std::tuple<StatementFormat, std::string, std::string>;

Name name_of(const Statement& statement) {
    const std::string& number = statement.sequence_number;
    return {
        statement.format,
        statement.account,
        statement.format == StatementFormat::mt940 ? number.substr(0, number.find('/'))
                                                   : statement.identifier};
}

// Pages that go on from another, by their first number; of one number in the order of the files.
using PagesByNumber = std::multimap<std::size_t, PageOfFile>;

bool follows(const PageOfFile& one, const PageOfFile& before) {
    const std::optional<Balance>& told = one.page().follows_at;
    const std::optional<Balance>& expected = before.page().goes_on_at;
    const bool meets = !told || !expected || told->amount == expected->amount;
    // Numbers rise along a statement, so it ends.
    return one.page().first > before.page().last && one.page().last >= one.page().first && meets;
}

PagesByNumber pages_that_go_on(const std::vector<PageOfFile>& pages) {
    PagesByNumber by_number;
    for (const PageOfFile& page : pages) {
        if (!page.checked->statement.opening) {
            by_number.emplace(page.page().first, page);
        }
    }
    return by_number;
}

const PageOfFile* next_of(const PageOfFile& page, const PagesByNumber& pages) {
    const auto [begin, end] = pages.equal_range(page.page().last + 1);
    const auto next =
        std::find_if(begin, end, [&page](const auto& one) { return follows(one.second, page); });
    return next == end ? nullptr : &next->second;
}

// From a page with an opening balance on, as far as pages follow, or until one of which it is known
// how it goes on: that it does to the end, or (`without_end`) that it does not.
std::vector<PageOfFile> chain_from(
    const PageOfFile& first,
    const PagesByNumber& pages,
    const std::set<const CheckedStatement*>& without_end
) {
    std::vector<PageOfFile> chain{first};
    while (!chain.back().checked->statement.closing) {
        const PageOfFile* const next = next_of(chain.back(), pages);
        if (next == nullptr || without_end.contains(next->checked)) {
            break;
        }
        chain.push_back(*next);
    }
    return chain;
}

// Gives the pages of a whole statement the balances between them.
void tell_balances(const std::vector<PageOfFile>& chain) {
    std::optional<Balance> reached;
    for (const PageOfFile& page : chain) {
        Statement& statement = page.checked->statement;
        const std::optional<base::Date> date = statement.date();
        if (!statement.opening) {
            statement.opening = page.page().follows_at ? page.page().follows_at : reached;
        }
        if (!statement.closing) {
            const Tally& tally = page.checked->tally;
            statement.closing = page.page().goes_on_at.value_or(Balance{
                statement.opening->amount + tally.credit() - tally.debit(),
                statement.opening->currency,
                date});
        }
        reached = statement.closing;
    }
}

// All whole statements among pages of one name; each page is gone through once.
void join(const std::vector<PageOfFile>& pages) {
    const PagesByNumber going_on = pages_that_go_on(pages);
    std::set<const CheckedStatement*> without_end;
    for (const PageOfFile& first : pages) {
        if (!first.checked->statement.opening || first.checked->statement.closing) {
            continue;
        }
        const std::vector<PageOfFile> chain = chain_from(first, going_on, without_end);
        if (chain.back().checked->statement.closing) {
            tell_balances(chain);
            continue;
        }
        for (const PageOfFile& page : chain) {
            without_end.insert(page.checked);
        }
    }
}

base::Problem missing(const Statement& statement) {
    return base::problem(
               "payments.pages-missing",
               fmt::format(
                   "this is a page of statement {}, and not all of its pages are here",
                   statement.sequence_number.empty() ? statement.identifier
                                                     : statement.sequence_number
               ),
               "hand in all pages of it together; nothing of it was booked"
    )
        .value()
        .at(fmt::format("statement {}", statement.number));
}

}  // namespace

std::vector<base::Done> join_pages(const std::vector<CheckedFile*>& files) {
    std::map<Name, std::vector<PageOfFile>> by_name;
    for (std::size_t place = 0; place < files.size(); ++place) {
        for (CheckedStatement& checked : files[place]->statements) {
            if (checked.statement.page) {
                by_name[name_of(checked.statement)].push_back({place, &checked});
            }
        }
    }
    std::vector<base::Done> outcomes(files.size());
    const auto refuse = [&outcomes](std::size_t file, base::Problem problem) {
        if (outcomes[file]) {
            outcomes[file] = tl::unexpected(std::move(problem));
        }
    };
    for (const auto& [name, pages] : by_name) {
        join(pages);
        for (const PageOfFile& page : pages) {
            const Statement& statement = page.checked->statement;
            if (!statement.opening || !statement.closing) {
                refuse(page.file, missing(statement));
                continue;
            }
            auto findings = control(statement, page.checked->tally);
            if (findings) {
                page.checked->findings = std::move(*findings);
            } else {
                refuse(page.file, findings.error());
            }
        }
    }
    return outcomes;
}

}  // namespace draagkracht::payments
