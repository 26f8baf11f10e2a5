// The page on which a month is closed: the proof to read, and what it takes to close.
#include "pages/pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

// Today is 9 July 2026. In June the bank brought 30.00 on a claim.
class MonthClose : public PagesOnBoth {
  protected:
    // And 1.00 on the days that follow.
    void pay_on(const std::string& day, const std::vector<std::string>& later = {}) {
        const auto plan = plans_->add("100001", {.first_due = "2026-07-01"});
        plans_->pay(plan, "30.00", day);
        for (const std::string& next : later) {
            plans_->pay(plan, "1.00", next);
        }
    }
    const std::string months_ = at_zandwijk + "/maandafsluitingen";
};

TEST_P(MonthClose, AnOfficerReadsTheProofAndClosesTheMonth) {
    pay_on("2026-06-30", {"2026-07-01"});
    const std::string cookie = log_in("officer");
    const std::string work = get(at_zandwijk + "/werkvoorraad", cookie).body;
    ASSERT_EQ(link_in(work, "Maand afsluiten"), months_);
    const std::string html = get(months_, cookie).body;
    EXPECT_THAT(html, HasSubstr("Het bewijs van juni 2026"));
    EXPECT_THAT(html, HasSubstr("beginsaldo 0,00, bij 30,00, af 0,00"));
    EXPECT_THAT(html, HasSubstr("toegerekend van deze maand 30,00, van eerdere 0,00"));
    EXPECT_THAT(html, Not(HasSubstr("Dit staat nog in de weg")));
    EXPECT_THAT(html, Not(HasSubstr("Welk saldo ziet u bij de bank")));
    EXPECT_THAT(html, HasSubstr("Er is nog geen maand afgesloten."));
    api::Fields fields{
        {"csrf_token", input_of(html, "csrf_token")}, {"month", input_of(html, "month")}};
    EXPECT_EQ(fields.at("month"), "2026-06");
    const Response unsure = post(months_, fields, cookie);
    EXPECT_EQ(unsure.status, 422);
    EXPECT_THAT(unsure.body, HasSubstr("id=\"bevestigd-fout\">Vink aan dat u dit weet."));
    EXPECT_EQ(count("month_close"), 0);
    fields["confirmed"] = "ja";
    EXPECT_EQ(
        post(months_, fields, cookie).headers.at("Location"), months_ + "?melding=maand-gesloten"
    );
    EXPECT_EQ(
        post(months_, fields, cookie).headers.at("Location"),
        months_ + "?melding=maand-was-gesloten"
    );
    EXPECT_EQ(count("month_close"), 1);
    const std::string closed = get(months_ + "?melding=maand-gesloten", cookie).body;
    EXPECT_THAT(closed, HasSubstr("De maand is afgesloten."));
    EXPECT_THAT(closed, HasSubstr("J. Bakker</td>"));
    EXPECT_THAT(closed, HasSubstr("als die voorbij is"));
    EXPECT_THAT(closed, Not(HasSubstr("name=\"month\"")));
    const std::string june = get(link_in(closed, "juni 2026"), cookie).body;
    EXPECT_THAT(june, HasSubstr("juni 2026 zoals afgesloten"));
    EXPECT_THAT(june, HasSubstr("beginsaldo 0,00, bij 30,00, af 0,00"));
    for (const std::string month : {"2026-07", "juni"}) {
        EXPECT_EQ(get(months_ + "?maand=" + month, cookie).status, 404) << month;
    }
    fields["month"] = "juni";
    EXPECT_EQ(post(months_, fields, cookie).status, 404);
}

// The last statement is of 20 June: an officer looks at the bank, and says what is seen there.
TEST_P(MonthClose, WhereNoStatementReachesTheEndAnOfficerLooksAtTheBank) {
    pay_on("2026-06-20");
    const std::string cookie = log_in("officer");
    const std::string html = get(months_, cookie).body;
    EXPECT_THAT(html, HasSubstr("is er nog geen afschrift van na deze maand"));
    const std::size_t place = html.find("name=\"seen_");
    ASSERT_NE(place, std::string::npos);
    const std::string seen = html.substr(place + 6, html.find('"', place + 6) - place - 6);
    api::Fields fields{
        {"csrf_token", input_of(html, "csrf_token")}, {"month", "2026-06"}, {"confirmed", "ja"}};
    const Response refused = post(months_, fields, cookie);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("De maand is niet afgesloten"));
    EXPECT_EQ(count("month_close"), 0);
    fields[seen] = "dertig";
    EXPECT_THAT(post(months_, fields, cookie).body, HasSubstr("Vul het saldo in, zoals 1480,00."));
    // Another balance than the books have, which can be mended in the form.
    fields[seen] = "31,00";
    const Response differs = post(months_, fields, cookie);
    EXPECT_EQ(differs.status, 422);
    EXPECT_THAT(differs.body, HasSubstr("value=\"31,00\""));
    EXPECT_THAT(differs.body, HasSubstr("name=\"confirmed\""));
    EXPECT_THAT(differs.body, HasSubstr("1,00 meer dan"));
    EXPECT_EQ(count("month_close"), 0);
    fields[seen] = "30,00";
    EXPECT_EQ(post(months_, fields, cookie).status, 303);
    EXPECT_EQ(count("month_close_account WHERE closing_from = 'officer'"), 1);
    EXPECT_THAT(
        get(months_ + "?maand=2026-06", cookie).body,
        HasSubstr("Het eindsaldo is bij de bank gezien")
    );
}

// A statement of 12.34 is missing before that of 1 July.
TEST_P(MonthClose, ADifferenceIsShownAndIsTakenOnByTwoPeople) {
    pay_on("2026-06-30", {"2026-07-01"});
    {
        storage::Transaction transaction{database(), "differ", storage::Access::write};
        transaction.sql() << "UPDATE bank_statement SET opening_cents = opening_cents + 1234,"
                             " closing_cents = closing_cents + 1234"
                             " WHERE statement_date = '2026-07-01'";
        transaction.commit();
    }
    const std::string cookie = log_in("officer");
    const std::string html = get(months_, cookie).body;
    EXPECT_THAT(html, HasSubstr("Het staat in de tabel."));
    EXPECT_THAT(html, HasSubstr("-12,34"));
    EXPECT_THAT(html, HasSubstr("Verschil</span>"));
    EXPECT_THAT(html, Not(HasSubstr("name=\"confirmed\"")));
    EXPECT_THAT(html, HasSubstr("12,34 meer dan"));
    api::Fields asking{
        {"csrf_token", input_of(html, "csrf_token")},
        {"month", "2026-06"},
        {"difference_account", input_of(html, "difference_account")},
        {"difference_amount", input_of(html, "difference_amount")}};
    EXPECT_EQ(asking.at("difference_amount"), "12.34");
    const Response unsaid = post(months_, asking, cookie);
    EXPECT_EQ(unsaid.status, 422);
    EXPECT_THAT(unsaid.body, HasSubstr("Schrijf in één regel waarom dit zo blijft."));
    EXPECT_EQ(count("approval"), 0);
    asking["reason"] = "De bank vindt het niet terug";
    EXPECT_EQ(
        post(months_, asking, cookie).headers.at("Location"),
        months_ + "?melding=verschil-voorgelegd"
    );
    const std::string approvals = at_zandwijk + "/goedkeuringen";
    const std::string supervisor = log_in("supervisor");
    const std::string waiting = get(approvals, supervisor).body;
    EXPECT_THAT(waiting, HasSubstr("De maand 2026-06 afsluiten met een verschil met de bank"));
    EXPECT_THAT(waiting, HasSubstr("volgens het afschrift erna"));
    ASSERT_EQ(
        post(
            approvals,
            {{"csrf_token", input_of(waiting, "csrf_token")},
             {"approval", input_of(waiting, "approval")},
             {"decision", "granted"}},
            supervisor
        )
            .status,
        303
    );
    const std::string ready = get(months_, cookie).body;
    EXPECT_THAT(ready, HasSubstr("De bank vindt het niet terug"));
    EXPECT_THAT(ready, HasSubstr("af 0,00, verschil 12,34"));
    EXPECT_THAT(ready, Not(HasSubstr("name=\"difference_account\"")));
    const api::Fields closing{
        {"csrf_token", input_of(ready, "csrf_token")}, {"month", "2026-06"}, {"confirmed", "ja"}};
    EXPECT_EQ(post(months_, closing, cookie).status, 303);
    EXPECT_THAT(
        get(months_ + "?maand=2026-06", cookie).body,
        HasSubstr("Verschil met de bank: aan het begin 0,00, aan het eind 12,34.")
    );
}

TEST_P(MonthClose, WhoMayNotCloseReadsAndWhoSeesNoFiguresDoesNot) {
    pay_on("2026-06-30", {"2026-07-01"});
    for (const std::string login : {"supervisor", "auditor"}) {
        const std::string cookie = log_in(login);
        const Response seen = get(months_, cookie);
        EXPECT_EQ(seen.status, 200) << login;
        EXPECT_THAT(seen.body, HasSubstr("Het bewijs van juni 2026")) << login;
        EXPECT_THAT(seen.body, Not(HasSubstr("name=\"month\""))) << login;
        const api::Fields fields{
            {"csrf_token", input_of(seen.body, "csrf_token")},
            {"month", "2026-06"},
            {"confirmed", "ja"}};
        EXPECT_EQ(post(months_, fields, cookie).status, 403) << login;
    }
    const std::string caseworker = log_in("caseworker");
    EXPECT_EQ(get(months_, caseworker).status, 403);
    EXPECT_THAT(
        get(at_zandwijk + "/werkvoorraad", caseworker).body, Not(HasSubstr("Maand afsluiten"))
    );
    EXPECT_EQ(get(months_, log_in("neighbour")).status, 404);
    EXPECT_EQ(count("month_close"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(MonthClose);

}  // namespace
}  // namespace draagkracht::pages
