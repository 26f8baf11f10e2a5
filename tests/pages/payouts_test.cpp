// The pages of money that is paid back: from what is decided to what the bank told. Today is 9 July
// 2026, and EUR 90.00 of nobody came in on 29 June.
#include "draagkracht/base/sha256.hpp"
#include "pages/pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string suspense = at_zandwijk + "/tussenrekening/";
const std::string approvals = at_zandwijk + "/goedkeuringen";
const std::string payouts = at_zandwijk + "/uitbetalingen";

class Payouts : public PagesOnBoth {
  protected:
    void SetUp() override {
        PagesOnBoth::SetUp();
        if (!IsSkipped()) {
            officer_ = log_in("officer");
            supervisor_ = log_in("supervisor");
            entry_ = plans_->receive("90.00", "2026-06-29", "A B <x>").value();
        }
    }
    // The last question that waits. That of a file which was withdrawn waits on.
    void answer(const std::string& decision, const std::string& reason = "") {
        std::string page = get(approvals, supervisor_).body;
        page.erase(0, page.rfind("name=\"csrf_token\""));
        const Response response = post(
            approvals,
            {{"csrf_token", input_of(page, "csrf_token")},
             {"approval", input_of(page, "approval")},
             {"decision", decision},
             {"reason", reason}},
            supervisor_
        );
        ASSERT_EQ(response.status, 303) << response.body;
    }
    // An officer and a supervisor decide to pay it back to another account.
    void decide(const std::string& amount = "40%2C00") {
        const std::string address = suspense + std::to_string(entry_);
        const auto send = [&](const std::string& action, const api::Fields& more) {
            const std::string html = get(address, officer_).body;
            api::Fields fields{
                {"csrf_token", input_of(html, "csrf_token")},
                {"revision", input_of(html, "revision")},
                {"action", action}};
            fields.insert(more.begin(), more.end());
            const Response response = post(address, fields, officer_);
            ASSERT_EQ(response.status, 303) << response.body;
        };
        send(
            "ask_refund",
            {{"refund_amount", amount},
             {"refund_account", "NL02ABNA0123456789"},
             {"refund_reason", "dubbel"}}
        );
        const std::string question = input_of(get(approvals, supervisor_).body, "approval");
        answer("granted");
        send("record_refund", {{"approval", question}});
    }
    // What the form of a page of payouts sends.
    Response send(const std::string& address, api::Fields fields, const std::string& cookie) {
        fields.emplace("csrf_token", input_of(get(payouts, cookie).body, "csrf_token"));
        return post(address, fields, cookie);
    }
    Response send(const std::string& address, const api::Fields& fields = {}) {
        return send(address, fields, officer_);
    }
    // The address of the file that is prepared.
    std::string prepared() {
        const Response response = send(payouts);
        base::ensure(response.status == 303, response.body);
        const std::string location = response.headers.at("Location");
        return location.substr(0, location.find('?'));
    }
    std::string shown(const std::string& address) { return get(address, officer_).body; }
    // The bank books the order of that amount: it left the account, or came back to it.
    void bank_tells(const std::string& kind, const std::string& sign, int cents = 4000) {
        const std::string entry = std::to_string(plans_->receive("40.00", "2026-07-10").value());
        say("UPDATE bank_entry SET return_reason = 'AC04' WHERE id = " + entry);
        say("INSERT INTO payout_answer (id, order_id, kind, entry_id, amount_cents, recorded_on,"
            " recorded_by) SELECT " +
            entry + ", id, '" + kind + "', " + entry + ", " + sign +
            "amount_cents, '2026-07-10', 'x' FROM payout_order WHERE amount_cents = " +
            std::to_string(cents));
    }

    std::int64_t entry_ = 0;
    std::string officer_;
    std::string supervisor_;
};

TEST_P(Payouts, WhatIsDecidedGoesToTheBankWhenASecondPersonAgrees) {
    ASSERT_EQ(link_in(shown(at_zandwijk + "/werkvoorraad"), "Uitbetalingen"), payouts);
    EXPECT_THAT(
        shown(payouts),
        AllOf(
            HasSubstr("Er is niets besloten"),
            HasSubstr("Er is nog geen bestand klaargezet"),
            Not(HasSubstr("Zet een bestand klaar"))
        )
    );
    decide();
    EXPECT_THAT(
        shown(payouts),
        AllOf(
            HasSubstr("Nog in geen bestand: 1\u00a0opdracht, €\u00a040,00"),
            HasSubstr("NL02 ABNA 0123 4567 89"),
            HasSubstr("A B &lt;x&gt;"),
            HasSubstr("href=\"" + suspense + std::to_string(entry_) + "\"")
        )
    );
    const std::string file = prepared();
    EXPECT_EQ(prepared(), file) << "sent twice";
    EXPECT_EQ(count("payout"), 1);
    EXPECT_EQ(count("approval WHERE action = 'payments.pay_out'"), 1);
    EXPECT_THAT(
        shown(payouts), AllOf(HasSubstr("Wacht op tweede persoon"), HasSubstr(file + "\">TB-"))
    );
    const std::string waiting = shown(file);
    EXPECT_THAT(
        waiting,
        AllOf(
            HasSubstr("Een tweede persoon moet akkoord zijn."),
            HasSubstr("NL02 ABNA 0123 4567 89"),
            HasSubstr("Nog niets"),
            Not(HasSubstr(".xml op")),
            Not(HasSubstr("SHA-1"))
        )
    );
    const Response too_early = send(file + "/bestand");
    EXPECT_EQ(too_early.status, 422);
    EXPECT_THAT(too_early.body, HasSubstr("Dit bestand kunt u nog niet ophalen."));

    EXPECT_THAT(
        get(approvals, supervisor_).body,
        AllOf(
            HasSubstr("Bestand met terugbetalingen voor de bank, 1\u00a0opdracht, €\u00a040,00"),
            HasSubstr("href=\"" + file + "\"")
        )
    );
}

TEST_P(Payouts, TheFileIsFetchedByWhoAskedAndIsTheSameOnceMore) {
    decide();
    const std::string file = prepared();
    answer("granted");
    EXPECT_THAT(
        shown(file), AllOf(HasSubstr("Klaar voor de bank"), HasSubstr("J. Bakker is akkoord"))
    );
    const Response fetched = send(file + "/bestand");
    ASSERT_EQ(fetched.status, 200) << fetched.body;
    const std::string name = file.substr(file.rfind('/') + 1);
    EXPECT_EQ(fetched.content_type, "application/xml");
    EXPECT_EQ(
        fetched.headers.at("Content-Disposition"), "attachment; filename=\"" + name + ".xml\""
    );
    EXPECT_THAT(fetched.body, HasSubstr("NL02ABNA0123456789"));
    EXPECT_EQ(send(file + "/bestand").body, fetched.body) << "the same once more";
    EXPECT_EQ(count("payout_laid_out"), 1);
    EXPECT_THAT(
        shown(file),
        AllOf(
            HasSubstr("Uitgeleverd"),
            HasSubstr(base::sha256_of(fetched.body)),
            HasSubstr("De laatste vijf tekens: "),
            HasSubstr("Dit bestand is al opgehaald.")
        )
    );
    EXPECT_THAT(send(payouts).body, HasSubstr("Er is nu niets om klaar te zetten."));
}

TEST_P(Payouts, WhatTheBankToldIsShownAndThenNothingIsTakenBack) {
    decide();
    const std::string file = prepared();
    answer("granted");
    ASSERT_EQ(send(file + "/bestand").status, 200);
    bank_tells("paid", "-");
    EXPECT_THAT(shown(payouts), HasSubstr("Door de bank uitgevoerd"));
    EXPECT_THAT(
        shown(file), AllOf(HasSubstr("Betaald op "), Not(HasSubstr("Trek het bestand in")))
    );
    const Response late = send(file, {{"reason", "toch+niet"}});
    EXPECT_EQ(late.status, 422);
    EXPECT_THAT(late.body, HasSubstr("Het is dus bij de bank."));
    EXPECT_EQ(send(file + "/bestand").status, 422);

    bank_tells("returned", "");
    EXPECT_THAT(
        shown(payouts),
        AllOf(HasSubstr("Teruggekomen van"), HasSubstr("de rekening is opgeheven (AC04)"))
    );
    EXPECT_THAT(
        shown(file), AllOf(HasSubstr("Teruggekomen op "), HasSubstr("is opgeheven (AC04)"))
    );
}

TEST_P(Payouts, AFileIsWithdrawnWithAReason) {
    decide();
    const std::string file = prepared();
    const Response without = send(file, {{"reason", ""}});
    EXPECT_EQ(without.status, 422);
    EXPECT_THAT(
        without.body, AllOf(HasSubstr("Schrijf op een regel waarom"), HasSubstr("href=\"#reden\""))
    );
    EXPECT_EQ(count("payout_end"), 0);
    EXPECT_EQ(send(file, {{"reason", "verkeerd+%3Ci%3E"}}).status, 303);
    EXPECT_EQ(send(file, {{"reason", "verkeerd+%3Ci%3E"}}).status, 303) << "sent twice";
    EXPECT_EQ(count("payout_end"), 1);
    EXPECT_THAT(shown(file), AllOf(HasSubstr("Vervallen"), HasSubstr("verkeerd &lt;i&gt;")));
    EXPECT_THAT(send(file + "/bestand").body, HasSubstr("Dit bestand is ingetrokken"));

    const std::string next = prepared();
    answer("granted");
    ASSERT_EQ(send(next + "/bestand").status, 200);
    EXPECT_THAT(shown(next), HasSubstr("Anders betaalt u twee keer."));
    // It may have left: two people say that it did not.
    EXPECT_EQ(send(next, {{"reason", "geweigerd"}}).status, 303);
    EXPECT_THAT(shown(payouts), Not(HasSubstr("Ingetrokken")));
    answer("granted");
    EXPECT_EQ(send(next, {{"reason", "geweigerd"}}).status, 303);
    EXPECT_THAT(shown(payouts), HasSubstr("Ingetrokken"));
}

// The bank took the payment back, and nobody looked into that.
TEST_P(Payouts, WhatMayBeGoneAlreadyIsShownAndNotOffered) {
    decide();
    const std::string gone = std::to_string(plans_->receive("-90.00", "2026-07-02").value());
    const std::string payment = std::to_string(entry_);
    say("UPDATE bank_entry SET bank_reference = 'B-7' WHERE id IN (" + payment + ", " + gone + ")");
    EXPECT_THAT(
        shown(payouts),
        AllOf(
            HasSubstr("Gaat nog niet naar de bank"),
            HasSubstr("href=\"" + suspense + gone + "\">boeking " + gone + "</a>"),
            HasSubstr("Er is niets om klaar te zetten."),
            Not(HasSubstr("Nog in geen bestand")),
            Not(HasSubstr("Zet een bestand klaar"))
        )
    );
    const Response response = send(payouts);
    EXPECT_EQ(response.status, 422);
    EXPECT_THAT(response.body, HasSubstr("moet u eerst uitzoeken."));

    say("UPDATE bank_entry SET bank_reference = 'B-8' WHERE id = " + gone);
    EXPECT_THAT(
        shown(payouts),
        AllOf(
            HasSubstr("Nog in geen bestand: 1\u00a0opdracht, €\u00a040,00"),
            HasSubstr("Zet een bestand klaar"),
            Not(HasSubstr("boeking " + gone))
        )
    );
}

// Of 40.00 and 10.00 the bank books the first, and nothing of the second.
TEST_P(Payouts, WhatTheBankTellsNothingOfIsWithdrawnByItself) {
    decide();
    decide("10%2C00");
    const std::string file = prepared();
    answer("granted");
    ASSERT_EQ(send(file + "/bestand").status, 200);
    EXPECT_THAT(shown(file), AllOf(HasSubstr("Haal TB-"), HasSubstr("Trek het bestand in")));
    bank_tells("paid", "-", 4000);
    EXPECT_THAT(
        shown(file),
        AllOf(
            HasSubstr("De rest gaat niet naar de bank"),
            HasSubstr("Over 1\u00a0opdracht, €\u00a010,00 meldde de bank nog niets."),
            HasSubstr("Trek de rest in"),
            HasSubstr("Nog niets"),
            Not(HasSubstr("Haal TB-"))
        )
    );
    EXPECT_EQ(send(file, {{"reason", "geweigerd"}}).status, 303);
    EXPECT_THAT(shown(file), Not(HasSubstr("Losgelaten")));
    answer("granted");
    EXPECT_EQ(send(file, {{"reason", "geweigerd"}}).status, 303);
    EXPECT_THAT(
        shown(file),
        AllOf(
            HasSubstr("<dt>Losgelaten</dt><dd>1\u00a0opdracht, €\u00a010,00</dd>"),
            HasSubstr("Losgelaten op 9\u00a0juli 2026"),
            Not(HasSubstr("Nog niets")),
            Not(HasSubstr("Trek de rest in"))
        )
    );
    EXPECT_THAT(shown(payouts), HasSubstr("Nog in geen bestand: 1\u00a0opdracht, €\u00a010,00"));
}

TEST_P(Payouts, WhoIsRefusedAsksAgainAndANewFileTakesThePlace) {
    decide();
    const std::string file = prepared();
    answer("refused", "te+vroeg");
    EXPECT_THAT(
        shown(file),
        AllOf(
            HasSubstr("Niet akkoord"),
            HasSubstr("J. Bakker is niet akkoord: te vroeg"),
            HasSubstr("Vraag een tweede persoon")
        )
    );
    EXPECT_EQ(prepared(), file);
    EXPECT_THAT(shown(file), HasSubstr("Wacht op tweede persoon"));
    say("UPDATE approval SET decision = 'granted', decided_at = '2020-01-01T10:00:00Z',"
        " decided_by = (SELECT decided_by FROM approval WHERE decision = 'refused')"
        " WHERE action = 'payments.pay_out' AND decision IS NULL");
    EXPECT_THAT(shown(file), HasSubstr("Het akkoord is te oud."));
    decide("10%2C00");
    EXPECT_THAT(shown(payouts), HasSubstr("komt daarvoor in de plaats"));
    const std::string next = prepared();
    EXPECT_NE(next, file);
    EXPECT_THAT(
        shown(file),
        AllOf(HasSubstr("Vervallen"), HasSubstr("Een nieuwer bestand kwam ervoor in de plaats"))
    );
    answer("granted");
    const std::string other = log_in("regional");
    EXPECT_THAT(
        get(next, other).body, AllOf(HasSubstr("Alleen J. Bakker"), Not(HasSubstr("Haal TB-")))
    );
    EXPECT_EQ(send(next + "/bestand", {}, other).status, 422);
    ASSERT_EQ(send(next + "/bestand").status, 200);
    EXPECT_EQ(send(next + "/bestand", {}, other).status, 200) << "once it was made";
}

TEST_P(Payouts, WhoMayNotActOnlyReadsAndWhoMayNotReadSeesNothing) {
    decide();
    const std::string file = prepared();
    for (const std::string login : {"supervisor", "auditor"}) {
        const std::string cookie = log_in(login);
        EXPECT_THAT(get(payouts, cookie).body, Not(HasSubstr("Zet een bestand klaar"))) << login;
        EXPECT_THAT(get(file, cookie).body, Not(HasSubstr("Trek het bestand in"))) << login;
        EXPECT_EQ(send(payouts, {}, cookie).status, 403) << login;
        EXPECT_EQ(send(file, {{"reason", "x"}}, cookie).status, 403) << login;
        EXPECT_EQ(send(file + "/bestand", {}, cookie).status, 403) << login;
    }
    for (const std::string& address : {payouts, file}) {
        EXPECT_EQ(get(address, log_in("caseworker")).status, 403);
        EXPECT_EQ(get(address, log_in("neighbour")).status, 404);
        EXPECT_EQ(get(address).status, 303) << "to the log-in";
    }
    EXPECT_THAT(
        get(at_zandwijk + "/werkvoorraad", log_in("caseworker")).body, Not(HasSubstr(payouts))
    );
    for (const std::string name : {"/TB-999999", "/INC-1", "/TB-"}) {
        EXPECT_EQ(get(payouts + name, officer_).status, 404) << name;
        EXPECT_EQ(send(payouts + name, {{"reason", "x"}}).status, 404) << name;
        EXPECT_EQ(send(payouts + name + "/bestand").status, 404) << name;
    }
    // Of another municipality.
    const std::string elsewhere = "/gemeenten/lierveld" + file.substr(at_zandwijk.size());
    EXPECT_EQ(get(elsewhere, log_in("regional")).status, 404);
    for (const std::string& address : {payouts, file, file + "/bestand"}) {
        const api::Fields forged{{"csrf_token", "x"}, {"reason", "x"}};
        EXPECT_EQ(post(address, forged, officer_).status, 403) << address;
    }
    EXPECT_EQ(count("payout_end"), 0);
    EXPECT_EQ(count("payout_file"), 0);
}

TEST_P(Payouts, EachLookAtWhoIsPaidStandsInTheTrail) {
    decide();
    const std::string file = prepared();
    const std::string looks = "audit_event WHERE action = 'payments.look' AND subject = 'entry:" +
                              std::to_string(entry_) + "'";
    const long long before = count(looks);
    (void)get(file, supervisor_);
    EXPECT_EQ(count(looks), before + 1);
    (void)get(payouts, supervisor_);
    EXPECT_EQ(count(looks), before + 2);
    answer("granted");
    ASSERT_EQ(send(file + "/bestand").status, 200);
    const long long after = count(looks);
    const Response again = send(file + "/bestand");
    ASSERT_EQ(again.status, 200);
    EXPECT_EQ(count(looks), after + 2) << "the list gave the token, and the file";
}

DRAAGKRACHT_ON_BOTH_DATABASES(Payouts);

}  // namespace
}  // namespace draagkracht::pages
