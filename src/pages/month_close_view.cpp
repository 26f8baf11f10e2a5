#include "pages/month_close_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "draagkracht/text/dutch.hpp"
#include "pages/dutch_words.hpp"

namespace draagkracht::pages {

namespace {

using payments::AccountMonth;
using payments::AccountProof;
using payments::ClosingFrom;
using payments::MonthEquation;
using payments::MonthLine;
using payments::Whereabouts;

std::string month_text(base::Month month) {
    // Without the day: "juni 2026".
    const std::string day = text::date_text(base::first_day_of(month));
    return day.substr(day.find("\u00A0") + std::string_view{"\u00A0"}.size());
}

std::string spread_text(const Whereabouts& whereabouts) {
    return fmt::format(
        "toegerekend {}, terugbetaald {}",
        text::bare_amount_text(whereabouts.allocated),
        text::bare_amount_text(whereabouts.refunded)
    );
}

struct LineText {
    const char* label;
    std::string parts;
    const char* must_be;
};

LineText text_of(MonthEquation equation, const AccountMonth& month) {
    using text::bare_amount_text;
    switch (equation) {
        case MonthEquation::bank:
            return {
                "Bank",
                fmt::format(
                    "beginsaldo {}, bij {}, af {}{}",
                    bare_amount_text(month.opening),
                    bare_amount_text(month.received),
                    bare_amount_text(month.paid_out),
                    month.accepted ? ", verschil " + bare_amount_text(month.difference()) : ""
                ),
                "eindsaldo van de bank"};
        case MonthEquation::own:
            return {
                "Geld van deze maand",
                spread_text(month.own) + ", op de tussenrekening " +
                    bare_amount_text(month.own.suspended),
                "bij en af bij de bank"};
        case MonthEquation::earlier:
            return {
                "Geld van eerdere maanden", spread_text(month.earlier), "van tussenrekening af"};
        case MonthEquation::ledger:
            return {
                "Grootboek",
                fmt::format(
                    "toegerekend van deze maand {}, van eerdere {}",
                    bare_amount_text(month.own.allocated),
                    bare_amount_text(month.earlier.allocated)
                ),
                "geboekt als betaald"};
        case MonthEquation::suspense:
            return {
                "Tussenrekening",
                fmt::format(
                    "begin {}, erbij {}, eraf {}",
                    bare_amount_text(month.suspense_opening),
                    bare_amount_text(month.own.suspended),
                    bare_amount_text(-month.earlier.suspended)
                ),
                "wat er nu op staat"};
    }
    throw base::ProgrammerFault{"unknown equation of a month"};
}

Values line_view(const MonthLine& line, const AccountMonth& month) {
    const LineText text = text_of(line.equation, month);
    Values row{
        {"label", text.label},
        {"parts", text.parts},
        {"must_be_label", text.must_be},
        {"sum_text", text::bare_amount_text(line.sum)},
        {"must_be_text", text::bare_amount_text(line.must_be)},
        {"difference_text", text::bare_amount_text(line.difference())}};
    const bool meets = line.difference().is_zero();
    set_badge(row, meets ? Tone::success : Tone::danger, meets ? "Klopt" : "Verschil");
    return row;
}

// Which differences with the bank the month begins and ends with, and who took on that of now.
Values difference_view(const AccountMonth& month, const OfficerNames& names) {
    if (month.difference_opening.is_zero() && !month.accepted) {
        return false;
    }
    const auto name_of = [&names](const std::string& actor) {
        const auto name = names.find(actor);
        return name == names.end() ? actor : name->second;
    };
    std::string text = fmt::format(
        "Verschil met de bank: aan het begin {}, aan het eind {}.",
        text::bare_amount_text(month.difference_opening),
        text::bare_amount_text(month.difference_closing())
    );
    if (month.accepted) {
        text += fmt::format(
            " {} is geaccepteerd door {}, met akkoord van {}: {}",
            text::bare_amount_text(month.accepted->amount),
            name_of(month.accepted->accepted_by),
            name_of(month.accepted->approved_by),
            month.accepted->reason
        );
    }
    return text;
}

Values account_view(const AccountProof& account, const OfficerNames& names) {
    Values lines = Values::array();
    for (const MonthLine& line : account.lines()) {
        lines.push_back(line_view(line, account.figures));
    }
    const bool is_seen = account.closing_from == ClosingFrom::officer;
    return {
        {"iban", account.figures.iban},
        {"lines", std::move(lines)},
        {"difference_text", difference_view(account.figures, names)},
        {"seen_text",
         is_seen ? Values("Het eindsaldo is bij de bank gezien door wie de maand afsluit.")
                 : Values(false)}};
}

Values accounts_view(const std::vector<AccountProof>& accounts, const OfficerNames& names) {
    Values list = Values::array();
    for (const AccountProof& account : accounts) {
        list.push_back(account_view(account, names));
    }
    return list;
}

std::string obstacle_text(const base::Problem& obstacle) {
    struct Row {
        std::string_view code;
        std::string_view text;
    };
    static constexpr std::array rows{
        Row{"payments.unfinished-statement",
            "Afschrift {} is niet helemaal verwerkt. Lever hetzelfde bestand nog een keer aan."},
        Row{"payments.statement-left-open",
            "Afschrift {} klopt niet met het grootboek. Lever hetzelfde bestand nog een keer aan. "
            "Blijft het zo, vraag dan de beheerder om de controle te draaien."},
        Row{"payments.month-not-covered",
            "Van rekening {} is er nog geen afschrift van na deze maand. Lever het volgende aan, "
            "of kijk bij de bank wat het saldo aan het eind van de maand was."},
        Row{"payments.month-differs", "Op rekening {} is een verschil. Het staat in de tabel."},
    };
    for (const Row& row : rows) {
        if (row.code == obstacle.code) {
            return fmt::format(fmt::runtime(row.text), obstacle.where);
        }
    }
    return "Deze maand kan nog niet worden afgesloten.";
}

// The accounts of which an officer has to look at the bank, or did.
Values seen_view(const MonthCloseShown& shown) {
    const TypedForm typed{shown.typed, shown.faults};
    Values seen = Values::array();
    for (const AccountProof& account : shown.next->accounts) {
        if (account.closing_from != ClosingFrom::statement) {
            const std::string name = seen_field(account.figures.iban);
            seen.push_back(
                {{"seen_name", name},
                 {"seen_iban", account.figures.iban},
                 {"seen_month_text", month_text(shown.next->month)},
                 {"seen_typed", typed.text(name)},
                 {"seen_error", typed.fault(name)}}
            );
        }
    }
    return seen;
}

// A balance that was typed may still be mended in the form.
bool stands_in_the_way(const base::Problem& obstacle, const payments::MonthProof& next) {
    const auto account = std::ranges::find_if(next.accounts, [&obstacle](const AccountProof& one) {
        return one.figures.iban == obstacle.where;
    });
    return account == next.accounts.end() || account->closing_from == ClosingFrom::statement ||
           (!account->closing_from && obstacle.code != "payments.month-not-covered");
}

// What cannot be closed until an officer has seen the account at the bank may be closed with that.
Values form_view(const MonthCloseShown& shown) {
    const payments::MonthProof& next = *shown.next;
    const bool may_be_closed =
        std::ranges::none_of(next.obstacles, [&next](const base::Problem& obstacle) {
            return stands_in_the_way(obstacle, next);
        });
    if (!may_be_closed || !shown.may_close) {
        return false;
    }
    Values seen = seen_view(shown);
    const TypedForm typed{shown.typed, shown.faults};
    return {
        {"form_address", month_close_address(shown.place)},
        {"form_month", base::to_text(next.month)},
        {"form_month_text", month_text(next.month)},
        {"worklist_address", worklist_address(shown.place)},
        {"csrf_token", shown.csrf_token},
        {"has_seen", !seen.empty()},
        {"seen", std::move(seen)},
        {"confirmed_error", typed.fault("bevestigd")}};
}

// The differences with the bank that an officer can put before a second person.
Values differences_view(const MonthCloseShown& shown) {
    Values list = Values::array();
    const TypedForm typed{shown.typed, shown.faults};
    for (const AccountProof& account : shown.next->accounts) {
        const base::Money difference = account.difference_with_bank();
        if (difference.is_zero() || !account.closing_from || account.figures.accepted ||
            !shown.may_close) {
            continue;
        }
        const std::string& iban = account.figures.iban;
        const bool was_sent = typed.text("difference_account") == iban;
        Values seen_fields = Values::array();
        if (account.closing_from == ClosingFrom::officer) {
            const std::string field = seen_field(iban);
            seen_fields.push_back({{"hidden_name", field}, {"hidden_value", typed.text(field)}});
        }
        list.push_back(
            {{"difference_iban", iban},
             {"difference_id", "verschil-" + iban},
             {"difference_amount", difference.to_string()},
             {"difference_amount_text",
              text::amount_text(difference.is_negative() ? -difference : difference)},
             {"difference_way", difference.is_negative() ? "minder" : "meer"},
             {"difference_month", base::to_text(shown.next->month)},
             {"difference_address", month_close_address(shown.place)},
             {"typed_reason", was_sent ? typed.text("reason") : ""},
             {"reason_error", was_sent ? typed.fault("verschil-" + iban) : Values(false)},
             {"seen_fields", std::move(seen_fields)},
             {"csrf_token", shown.csrf_token}}
        );
    }
    return list;
}

Values next_view(const MonthCloseShown& shown) {
    if (!shown.next) {
        return false;
    }
    Values differences = differences_view(shown);
    Values obstacles = Values::array();
    for (const base::Problem& obstacle : shown.next->obstacles) {
        obstacles.push_back({{"obstacle_text", obstacle_text(obstacle)}});
    }
    return {
        {"month_text", month_text(shown.next->month)},
        {"is_first", shown.closed.empty()},
        {"has_accounts", !shown.next->accounts.empty()},
        {"accounts", accounts_view(shown.next->accounts, shown.names)},
        {"has_obstacles", !obstacles.empty()},
        {"obstacles", std::move(obstacles)},
        {"has_differences", !differences.empty()},
        {"differences", std::move(differences)},
        {"form", form_view(shown)},
        {"may_not_close", !shown.may_close}};
}

Values closed_view(const MonthCloseShown& shown) {
    Values list = Values::array();
    for (const payments::ProvedMonth& month : shown.closed) {
        const auto name = shown.names.find(month.closed.closed_by);
        Values row{
            {"month_text", month_text(month.closed.month)},
            {"month_address",
             month_close_address(shown.place) + "?maand=" + base::to_text(month.closed.month)},
            {"closed_by_text",
             name == shown.names.end() ? std::string{dutch_machine(month.closed.closed_by)}
                                       : name->second},
            {"proof_text", month.closed.proof_sha256.substr(0, 12)}};
        set_date(row, "closed_date", month.closed.closed_on);
        list.push_back(std::move(row));
    }
    return list;
}

}  // namespace

std::string seen_field(const std::string& iban) {
    return "seen_" + iban;
}

Values month_close_view(const MonthCloseShown& shown) {
    Values errors = Values::array();
    for (const FormFault& fault : shown.faults) {
        errors.push_back({{"error_field", fault.name}, {"error_text", fault.text}});
    }
    Values chosen = false;
    if (shown.chosen != nullptr) {
        chosen = {
            {"month_text", month_text(shown.chosen->closed.month)},
            {"proof_sha256", shown.chosen->closed.proof_sha256},
            {"has_accounts", !shown.chosen->accounts.empty()},
            {"accounts", accounts_view(shown.chosen->accounts, shown.names)}};
    }
    return {
        {"notice", text_or_false(shown.notice)},
        {"breadcrumbs",
         {crumb("Werkvoorraad", worklist_address(shown.place)), last_crumb("Maand afsluiten")}},
        {"chosen", std::move(chosen)},
        {"next", shown.chosen == nullptr ? next_view(shown) : Values(false)},
        {"has_no_next", !shown.next},
        {"has_months", !shown.closed.empty()},
        {"months", closed_view(shown)},
        {"has_errors", !errors.empty()},
        {"errors", std::move(errors)}};
}

}  // namespace draagkracht::pages
