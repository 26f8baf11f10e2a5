// The pages of money that waits: the list, and one payment with the forms.
#include "pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string list = at_zandwijk + "/tussenrekening";

// V-100001 and R-100001 ask EUR 300.00 of A.B. van der Berg; the day is 9 July 2026.
class SuspensePages : public PagesOnBoth {
  protected:
    void SetUp() override {
        PagesOnBoth::SetUp();
        if (!IsSkipped()) {
            (void)plans_->add("100001", {.first_due = "2026-08-01"});
            entry_ = plans_->receive("90.00", "2026-06-29", "A B VAN DER BERG <x>").value();
            address_ = list + "/" + std::to_string(entry_);
        }
    }
    // What a form of the page sends, with what is filled in.
    api::Fields form(const std::string& action, const std::string& cookie) {
        const std::string html = get(address_, cookie).body;
        return {
            {"csrf_token", input_of(html, "csrf_token")},
            {"action", action},
            {"revision", input_of(html, "revision")},
            {"owner_seen", input_of(html, "owner_seen")}};
    }
    std::string told(const api::Fields& fields, const std::string& cookie) {
        const Response response = post(address_, fields, cookie);
        return response.status == 303 ? "done" : response.body;
    }

    std::int64_t entry_ = 0;
    std::string address_;
};

TEST_P(SuspensePages, TheListLeadsToAPaymentWithSuggestions) {
    const std::string cookie = log_in("officer");
    EXPECT_THAT(
        get(at_zandwijk + "/werkvoorraad", cookie).body, HasSubstr("href=\"" + list + "\"")
    );
    const std::string shown = get(list, cookie).body;
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("href=\"" + address_ + "\""),
            HasSubstr("10\u00a0dagen geleden"),
            HasSubstr("€\u00a090,00"),
            HasSubstr("De betaler is niet bekend"),
            HasSubstr("Nog niemand"),
            Not(HasSubstr("BERG"))
        )
    ) << "who paid stands on the page of the payment alone";
    const std::string page = get(address_, cookie).body;
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("€\u00a090,00 wacht"),
            HasSubstr("A B VAN DER BERG &lt;x&gt;"),
            HasSubstr("Zeg waar het geld hoort")
        )
    );
    EXPECT_EQ(get(list + "/999999", cookie).status, 404);
    EXPECT_EQ(get(list, log_in("caseworker")).status, 403);
    EXPECT_THAT(
        get(at_zandwijk + "/werkvoorraad", log_in("caseworker")).body, Not(HasSubstr(list))
    );
    EXPECT_THAT(get(address_, log_in("auditor")).body, Not(HasSubstr("Zeg waar het geld hoort")));
}

TEST_P(SuspensePages, ASuggestionFillsInTheForm) {
    entry_ = plans_->receive("50.00", "2026-06-30", "MW A B VAN DER BERG").value();
    address_ = list + "/" + std::to_string(entry_);
    const std::string cookie = log_in("officer");
    const std::string page = get(address_, cookie).body;
    EXPECT_THAT(page, HasSubstr("de naam is gelijk; het bedrag van de volgende termijn"));
    const std::string link = address_ + "?plan=R-100001&amp;amount=50%2C00#plaatsen";
    ASSERT_THAT(page, HasSubstr(link));
    const std::string filled = get(address_ + "?plan=R-100001&amount=50%2C00", cookie).body;
    EXPECT_THAT(filled, HasSubstr("name=\"plan_1\" type=\"text\" value=\"R-100001\""));
    EXPECT_THAT(filled, HasSubstr("value=\"50,00\""));
}

TEST_P(SuspensePages, MoneyIsPlacedTakenBackAndUndone) {
    const std::string cookie = log_in("officer");
    api::Fields placing = form("place", cookie);
    EXPECT_THAT(told(placing, cookie), HasSubstr("Schrijf op een regel waarom"));
    placing["reason"] = "de+cli%C3%ABnt+belde";
    EXPECT_THAT(told(placing, cookie), HasSubstr("Vul in waar het geld heen gaat."));
    placing["claim_2"] = "V-999";
    placing["amount_2"] = "veel";
    EXPECT_THAT(
        told(placing, cookie),
        AllOf(HasSubstr("Vul een bedrag in, zoals 12,50."), HasSubstr("href=\"#amount-2\""))
    );
    placing["amount_2"] = "60%2C00";
    EXPECT_THAT(
        told(placing, cookie),
        AllOf(HasSubstr("Deze vordering is hier niet bekend."), HasSubstr("href=\"#claim-2\""))
    );
    placing["claim_2"] = "V-100001";
    placing["amount_2"] = "90%2C01";
    EXPECT_THAT(told(placing, cookie), HasSubstr("Er wacht minder dan dit bedrag."));
    EXPECT_EQ(count("hand_act"), 0);
    placing["amount_2"] = "60%2C00";
    EXPECT_EQ(told(placing, cookie), "done");
    EXPECT_EQ(told(placing, cookie), "done") << "sent twice";
    EXPECT_EQ(count("hand_act"), 1);
    EXPECT_THAT(
        get(address_, cookie).body,
        AllOf(HasSubstr("€\u00a030,00 wacht"), HasSubstr("de cliënt belde"), HasSubstr("R-100001"))
    );
    placing["amount_2"] = "10%2C00";
    EXPECT_THAT(told(placing, cookie), HasSubstr("Er is intussen iets veranderd"));

    api::Fields taking = form("take", cookie);
    EXPECT_THAT(told(taking, cookie), HasSubstr("Kies wat u terughaalt."));
    taking["taken"] = "V-100001";
    EXPECT_THAT(told(taking, cookie), HasSubstr("Schrijf op waarom."));
    taking["take_reason"] = "toch+niet";
    EXPECT_EQ(told(taking, cookie), "done");
    EXPECT_THAT(get(address_, cookie).body, HasSubstr("€\u00a090,00 wacht"));

    api::Fields undoing = form("undo", cookie);
    undoing["act_number"] = input_of(get(address_, cookie).body, "act_number");
    EXPECT_THAT(told(undoing, cookie), HasSubstr("Schrijf op waarom."));
    undoing["undo_reason"] = "vergissing";
    EXPECT_EQ(told(undoing, cookie), "done");
    EXPECT_THAT(
        get(address_, cookie).body,
        AllOf(HasSubstr("€\u00a030,00 wacht"), HasSubstr("Daarna ongedaan gemaakt"))
    );
    const std::string auditor = log_in("auditor");
    api::Fields other = placing;
    other["csrf_token"] = input_of(get(address_, auditor).body, "csrf_token");
    EXPECT_EQ(post(address_, other, auditor).status, 403);
}

TEST_P(SuspensePages, AnOfficerTakesItUpAndLetsItGo) {
    const std::string cookie = log_in("officer");
    EXPECT_EQ(told(form("own", cookie), cookie), "done");
    EXPECT_THAT(get(address_, cookie).body, HasSubstr("Loslaten"));
    EXPECT_THAT(get(list, cookie).body, HasSubstr("J. Bakker</td>"));
    EXPECT_EQ(told(form("leave", cookie), cookie), "done");
    EXPECT_THAT(get(address_, cookie).body, HasSubstr("Ik pak dit op"));
}

TEST_P(SuspensePages, MoneyIsPaidBackAfterASecondPersonSawTheAccount) {
    const std::string cookie = log_in("officer");
    api::Fields asking = form("ask_refund", cookie);
    EXPECT_THAT(get(address_, cookie).body, HasSubstr("Geld terugbetalen"));
    asking["refund_amount"] = "veel";
    asking["refund_account"] = "NL00";
    EXPECT_THAT(
        told(asking, cookie),
        AllOf(HasSubstr("href=\"#refund-amount\""), HasSubstr("Dit is geen rekeningnummer."))
    );
    asking["refund_amount"] = "90%2C01";
    asking["refund_account"] = "NL02+ABNA+0123+4567+89";
    EXPECT_THAT(told(asking, cookie), HasSubstr("Schrijf op een regel waarom"));
    asking["refund_reason"] = "voor+een+ander+betaald";
    EXPECT_THAT(told(asking, cookie), HasSubstr("Er wacht minder dan dit bedrag."));
    asking["refund_amount"] = "40%2C00";
    EXPECT_EQ(told(asking, cookie), "done");
    EXPECT_EQ(told(asking, cookie), "done") << "sent twice";
    EXPECT_EQ(count("approval"), 1);
    EXPECT_THAT(
        get(address_, cookie).body,
        AllOf(HasSubstr("Wacht op een tweede persoon"), HasSubstr("NL02 ABNA 0123 4567 89"))
    );

    const std::string supervisor = log_in("supervisor");
    const std::string approvals = at_zandwijk + "/goedkeuringen";
    const std::string page = get(approvals, supervisor).body;
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("€\u00a040,00"),
            HasSubstr("Naar rekening NL02 ABNA 0123 4567 89, niet de rekening waarvan het kwam")
        )
    );
    const std::string question = input_of(page, "approval");
    EXPECT_EQ(
        post(
            approvals,
            {{"csrf_token", input_of(page, "csrf_token")},
             {"approval", question},
             {"decision", "granted"}},
            supervisor
        )
            .status,
        303
    );
    EXPECT_THAT(
        get(address_, supervisor).body, AllOf(HasSubstr("Goedgekeurd"), Not(HasSubstr("Leg vast")))
    );
    EXPECT_THAT(get(address_, cookie).body, HasSubstr("Leg vast"));
    api::Fields recording = form("record_refund", cookie);
    recording["approval"] = "999999";
    EXPECT_EQ(post(address_, recording, cookie).status, 404);
    recording["approval"] = question;
    EXPECT_EQ(told(recording, cookie), "done");
    EXPECT_THAT(
        get(address_, cookie).body,
        AllOf(HasSubstr("€\u00a050,00 wacht"), HasSubstr("Terug te betalen"))
    );
    EXPECT_EQ(count("refund"), 1);
}

DRAAGKRACHT_ON_BOTH_DATABASES(SuspensePages);

}  // namespace
}  // namespace draagkracht::pages
