// The talk about money as a browser goes through it: the page, the calculation while somebody
// types, and the agreement with its conversation and its letter.
#include <regex>

#include "pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string talk_address = at_zandwijk + "/clienten/100001/gesprek";
const std::string reckoning = at_zandwijk + "/berekening";

std::string encoded(const std::string& text) {
    std::string result;
    for (const char character : text) {
        std::array<char, 4> hex{};
        (void)snprintf(hex.data(), hex.size(), "%%%02X", static_cast<unsigned char>(character));
        result += hex.data();
    }
    return result;
}

std::string unescaped(std::string text) {
    for (const auto& [entity, character] :
         {std::pair{"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&amp;", "&"}}) {
        for (std::size_t at = text.find(entity); at != std::string::npos;
             at = text.find(entity, at + 1)) {
            text.replace(at, std::string_view{entity}.size(), character);
        }
    }
    return text;
}

class MoneyTalk : public PagesOnBoth {
  protected:
    void SetUp() override {
        PagesOnBoth::SetUp();
        if (!IsSkipped()) {
            debtor_ = register_->person("100001");
            (void)register_->claim("V-1", {debtor_}, "250.00", "2026-05-01");
        }
    }

    // What a browser sends of the page as it opens.
    api::Fields opened(const std::string& cookie) {
        const Response page = get(talk_address, cookie);
        EXPECT_EQ(page.status, 200) << page.body;
        api::Fields fields{{"contact", "nieuw"}};
        for (const std::string name : {"csrf_token", "ground", "talk_number"}) {
            fields[name] = unescaped(input_of(page.body, name));
        }
        static const std::regex checked{"name=\"(claim\\.[0-9]+)\" value=\"ja\" checked"};
        for (std::sregex_iterator box{page.body.begin(), page.body.end(), checked};
             box != std::sregex_iterator{};
             ++box) {
            fields[(*box)[1].str()] = "ja";
        }
        fields["terms.frequency"] = "monthly";
        fields["terms.first_due_date"] = "2026-08-01";
        return fields;
    }

    // A single person on benefit only. By hand (worked examples): the norm is 1,419.46, protected
    // are 1,348.49, so 70.97 a month can be repaid.
    static void tell_household(api::Fields& fields) {
        for (const auto& [name, value] : api::Fields{
                 {"living_situation", "single"},
                 {"registered_address", "ja"},
                 {"housemates", "geen"},
                 {"taxable_income_per_year", "20.000"},
                 {"debt_help", "none"},
                 {"gives_information", "ja"},
                 {"debtor.birth_date", "1980-05-05"},
                 {"debtor.in_institution", "nee"},
                 {"debtor.incomes.0.kind", "participation_benefit"},
                 {"debtor.incomes.0.monthly", "1.419,46"},
                 {"debtor.incomes.0.for_repayment", "ja"},
                 {"debtor.incomes.0.taken_elsewhere", "geen"}}) {
            fields["household." + name] = value;
        }
    }

    // The form filled in for an agreement of EUR 40.00 a month, spoken by telephone.
    api::Fields filled(const std::string& cookie) {
        api::Fields fields = opened(cookie);
        tell_household(fields);
        fields["terms.amount"] = "40";
        fields["reason"] = "hoge energierekening";
        fields["contact_channel"] = "phone";
        fields["contact_direction"] = "incoming";
        fields["contact_note"] = "Belde zelf.";
        fields["doe"] = "afspreken";
        return fields;
    }

    Response send(
        const std::string& address, const api::Fields& fields, const std::string& cookie
    ) {
        api::Fields sent;
        for (const auto& [name, value] : fields) {
            sent[name] = encoded(value);
        }
        return post(address, sent, cookie);
    }

    base::PersonId debtor_{0};
};

TEST_P(MoneyTalk, OpensWithWhatIsKnownAndAsksForTheRest) {
    const std::string cookie = log_in("officer");
    EXPECT_THAT(get(at_zandwijk + "/clienten/100001", cookie).body, HasSubstr(talk_address));
    const Response page = get(talk_address, cookie);
    EXPECT_EQ(page.status, 200);
    for (const std::string text : {"V-1", "€\u00a0250,00", "Nog te vragen", "Weet ik niet"}) {
        EXPECT_THAT(page.body, HasSubstr(text));
    }
    // Each look is in the trail; the page has no amounts that it does not know.
    EXPECT_GT(count("audit_event WHERE action = 'capacity.look'"), 0);
    EXPECT_THAT(page.body, HasSubstr("nog niet bekend"));
    EXPECT_EQ(get(at_zandwijk + "/clienten/000000/gesprek", cookie).status, 404);
}

TEST_P(MoneyTalk, ACalculationShowsTheProposalsSideBySideAndIsNoLook) {
    const std::string cookie = log_in("officer");
    api::Fields fields = opened(cookie);
    const long long looks = count("audit_event");
    EXPECT_THAT(send(reckoning, fields, cookie).body, HasSubstr("Nog te vragen"));
    tell_household(fields);
    fields["terms.months"] = "5";
    fields["terms.amount"] = "40";
    const Response answer = send(reckoning, fields, cookie);
    EXPECT_EQ(answer.status, 200) << answer.body;
    for (const std::string text :
         {"€\u00a070,97",     // the norm
          "€\u00a050,00",     // in five months
          "€\u00a01.379,46",  // left of 1,419.46 after 40.00
          "€\u00a01.348,49",  // protected
          "7\u00a0termijnen",
          "<svg",
          "Neem over"}) {
        EXPECT_THAT(answer.body, HasSubstr(text));
    }
    EXPECT_THAT(answer.body, Not(HasSubstr("<html")));
    EXPECT_THAT(answer.body, Not(HasSubstr("van der Berg")));
    EXPECT_EQ(count("audit_event"), looks);

    // EUR 250.00 in instalments of EUR 1.00; the policy calls more than 120 months long.
    EXPECT_THAT(answer.body, Not(HasSubstr("Dit duurt langer")));
    fields["terms.amount"] = "1";
    EXPECT_THAT(
        send(reckoning, fields, cookie).body,
        HasSubstr("Dit duurt langer dan 120 maanden. Praat eerst over kwijtschelding")
    );
    fields["terms.amount"] = "71";
    EXPECT_THAT(
        send(reckoning, fields, cookie).body, HasSubstr("Meer dan €\u00a070,97 per maand kan niet")
    );
    fields["terms.amount"] = "veel";
    EXPECT_THAT(send(reckoning, fields, cookie).body, HasSubstr("Vul een bedrag in, zoals 75,00."));
    fields["ground"] = "{}";
    EXPECT_EQ(send(reckoning, fields, cookie).status, 400);
}

TEST_P(MoneyTalk, WithoutScriptThePageDoesTheSame) {
    const std::string cookie = log_in("officer");
    api::Fields fields = opened(cookie);
    tell_household(fields);
    fields["doe"] = "reken";
    Response page = send(talk_address, fields, cookie);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("€\u00a070,97"));
    EXPECT_THAT(page.body, HasSubstr("value=\"1.419,46\""));
    fields.erase("doe");
    fields["neem"] = "70,97";
    page = send(talk_address, fields, cookie);
    EXPECT_THAT(page.body, HasSubstr("name=\"terms.amount\" value=\"70,97\""));
    fields.erase("neem");
    fields["meer"] = "household.debtor.incomes";
    page = send(talk_address, fields, cookie);
    EXPECT_THAT(page.body, HasSubstr("name=\"household.debtor.incomes.1.monthly\""));
    EXPECT_EQ(count("plan"), 0);
}

TEST_P(MoneyTalk, AnAgreementIsWrittenOnceWithItsConversationAndItsLetter) {
    const std::string cookie = log_in("officer");
    const api::Fields fields = filled(cookie);
    for (int times = 0; times < 2; ++times) {
        const Response done = send(talk_address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
        EXPECT_EQ(
            done.headers.at("Location"), at_zandwijk + "/clienten/100001?melding=afgesproken"
        );
    }
    EXPECT_EQ(count("plan WHERE agreed_amount_cents = 4000"), 1);
    EXPECT_EQ(count("contact WHERE outcome = 'spoken'"), 1);
    EXPECT_EQ(count("plan WHERE contact_id IN (SELECT id FROM contact)"), 1);
    EXPECT_EQ(count("letter_request WHERE kind = 'plan_confirmation'"), 1);
    const std::string client =
        get(at_zandwijk + "/clienten/100001?melding=afgesproken", cookie).body;
    for (const std::string text :
         {"De afspraak staat vast.",
          "€\u00a070,97",
          "€\u00a040,00",
          "€\u00a01.379,46",
          "hoge energierekening"}) {
        EXPECT_THAT(client, HasSubstr(text));
    }
    // The next talk opens with these facts.
    const std::string next = get(talk_address, cookie).body;
    EXPECT_THAT(next, HasSubstr("Ingevuld zoals bekend op 9\u00a0juli 2026"));
    EXPECT_THAT(next, HasSubstr("value=\"1419,46\""));
    EXPECT_THAT(next, HasSubstr("Het gesprek van vandaag"));
}

TEST_P(MoneyTalk, WhatIsNotRightComesBackBesideItsField) {
    const std::string cookie = log_in("officer");
    struct Row {
        std::string name;
        std::string value;
        std::string said;
    };
    const std::vector<Row> rows{
        {"terms.amount", "", "Vul het bedrag in dat u afspreekt."},
        {"terms.amount", "80", "Zo blijft er te weinig over om van te leven."},
        {"reason", "", "Schrijf kort op waarom dit bedrag past."},
        {"contact_channel", "", "Kies hoe u de cliënt spreekt."},
        {"contact_channel", "letter", "Kies hoe u de cliënt spreekt."},
        {"contact_direction", "", "Kies wie contact zocht."},
        {"contact", "999999", "Kies in welk gesprek dit is afgesproken."},
        {"terms.first_due_date", "2026-07-08", "Kies vandaag of een dag daarna."},
        {"household.assets", "veel", "Vul een bedrag in, zoals 1.234,56."},
        {"household.living_situation", "", "Er zijn nog vragen."},
        {"terms.day_of_month", "32", "Kies een dag van 1 tot en met 31."},
        {"terms.first_due_date", "2326-08-01", "Kies een dag binnen een jaar."},
        {"reason", std::string(2'001, 'x'), "Schrijf de reden korter op"},
    };
    for (const Row& row : rows) {
        api::Fields fields = filled(cookie);
        fields[row.name] = row.value;
        const Response again = send(talk_address, fields, cookie);
        EXPECT_EQ(again.status, 422) << row.name << " " << row.value;
        EXPECT_THAT(again.body, HasSubstr(row.said)) << row.name;
        EXPECT_THAT(again.body, HasSubstr("1.419,46")) << "what was typed is kept";
    }
    api::Fields nothing = filled(cookie);
    std::erase_if(nothing, [](const auto& field) { return field.first.starts_with("claim."); });
    EXPECT_THAT(
        send(talk_address, nothing, cookie).body, HasSubstr("Kies ten minste een vordering.")
    );
    EXPECT_EQ(count("plan"), 0);
}

TEST_P(MoneyTalk, ADirectDebitTakesTheMandateThatTheClientSigned) {
    const std::string cookie = log_in("officer");
    api::Fields fields = filled(cookie);
    fields["terms.way_to_pay"] = "direct_debit";
    fields["terms.mandate"] = "nieuw";
    fields["mandate.number"] = "M-1";
    fields["mandate.signed_on"] = "2026-07-01";
    fields["mandate.iban"] = "NL91 ABNA 0417 1643 00";
    struct Row {
        std::string name;
        std::string value;
        std::string said;
    };
    const std::vector<Row> rows{
        {"terms.way_to_pay", "goud", "Kies hoe er wordt betaald."},
        {"terms.mandate", "999999", "Kies de machtiging van de cliënt."},
        {"mandate.number", "", "Neem het nummer over van het formulier"},
        {"mandate.signed_on", "", "Vul de dag in waarop de cliënt het formulier tekende."},
        {"mandate.signed_on", "2026-07-10", "Kies vandaag of een dag daarvoor."},
        {"mandate.iban", "NL91 ABNA 0417 1643 01", "Dit rekeningnummer klopt niet."},
    };
    for (const Row& row : rows) {
        api::Fields wrong = fields;
        wrong[row.name] = row.value;
        const Response again = send(talk_address, wrong, cookie);
        EXPECT_EQ(again.status, 422) << row.name << row.value;
        EXPECT_THAT(again.body, HasSubstr(row.said)) << row.name;
    }
    EXPECT_EQ(count("mandate"), 0);
    EXPECT_EQ(count("contact"), 0);
    for (int times = 0; times < 2; ++times) {
        const Response done = send(talk_address, fields, cookie);
        ASSERT_EQ(done.status, 303) << done.body;
    }
    EXPECT_EQ(count("mandate WHERE mandate_number = 'M-1'"), 1);
    EXPECT_EQ(count("plan_way_to_pay WHERE way = 'direct_debit' AND mandate_id IS NOT NULL"), 1);

    // The next talk opens with how the client pays now; of the account no more than its end.
    const std::string next = get(talk_address, cookie).body;
    EXPECT_THAT(next, HasSubstr("value=\"direct_debit\" selected"));
    EXPECT_THAT(
        next, HasSubstr("selected>M-1, getekend op 1\u00a0juli 2026, rekening eindigt op 4300")
    );
    EXPECT_THAT(next, Not(HasSubstr("04171643")));
    EXPECT_THAT(next, Not(HasSubstr("0417 1643")));
    EXPECT_GT(count("audit_event WHERE action = 'plans.look_mandates'"), 0);
}

// What the service refuses comes back with the form too: nothing that was typed is lost.
TEST_P(MoneyTalk, ARefusalKeepsWhatWasTyped) {
    const std::string cookie = log_in("officer");
    api::Fields long_note = filled(cookie);
    long_note["contact_note"] = std::string(10'001, 'x');
    Response again = send(talk_address, long_note, cookie);
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("id=\"contact-note-fout\">Schrijf de notitie korter op"));
    EXPECT_THAT(again.body, HasSubstr("1.419,46"));

    const api::Fields fields = filled(cookie);
    ASSERT_EQ(send(talk_address, fields, cookie).status, 303);
    // The browser goes back, and the same form is sent with another note or another amount.
    api::Fields other_note = fields;
    other_note["contact_note"] = "Nog een notitie.";
    again = send(talk_address, other_note, cookie);
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(again.body, HasSubstr("id=\"contact-fout\">Dit gesprek is al vastgelegd"));
    EXPECT_THAT(again.body, HasSubstr("Nog een notitie."));
    api::Fields other_amount = fields;
    other_amount["terms.amount"] = "45";
    again = send(talk_address, other_amount, cookie);
    EXPECT_EQ(again.status, 422);
    EXPECT_THAT(
        again.body,
        HasSubstr("href=\"#afspraak\">Met dit formulier is al een andere afspraak vastgelegd")
    );
    EXPECT_THAT(again.body, HasSubstr("name=\"terms.amount\" value=\"45\""));
    // It is about the plan of now, so whoever sends it once more replaces that on purpose.
    other_amount["talk_number"] = input_of(again.body, "talk_number");
    other_amount["ground"] = unescaped(input_of(again.body, "ground"));
    EXPECT_NE(other_amount["talk_number"], fields.at("talk_number"));
    EXPECT_EQ(send(talk_address, other_amount, cookie).status, 303);
    EXPECT_EQ(count("plan WHERE version = 2 AND agreed_amount_cents = 4500"), 1);
}

// Two officers have the same page open: the second is told what the first agreed on.
TEST_P(MoneyTalk, AnAgreementDoesNotReplaceAPlanThatWasNotSeen) {
    const std::string cookie = log_in("officer");
    api::Fields second = filled(cookie);
    ASSERT_EQ(send(talk_address, filled(cookie), cookie).status, 303);
    second["terms.amount"] = "45";
    const Response refused = send(talk_address, second, cookie);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(
        refused.body,
        HasSubstr("id=\"claims-fout\">Er is intussen een andere regeling afgesproken: R-2026-")
    );
    EXPECT_EQ(count("plan"), 1);
    second["doe"] = "reken";
    EXPECT_THAT(
        send(talk_address, second, cookie).body, HasSubstr("een andere regeling afgesproken")
    );
    second["doe"] = "afspreken";
    second["ground"] = unescaped(input_of(refused.body, "ground"));
    EXPECT_EQ(send(talk_address, second, cookie).status, 303);
    EXPECT_EQ(count("plan"), 2);
}

// The form holds what was open when its page was made: here ten euros more than there is.
TEST_P(MoneyTalk, AnAgreementOnAnotherBalanceIsRefusedWithTheNewOne) {
    const std::string cookie = log_in("officer");
    api::Fields fields = filled(cookie);
    const std::string ground = fields["ground"];
    std::string seen = ground;
    seen.replace(seen.find("25000"), 5, "26000");
    fields["ground"] = seen;
    const std::string said = "stond er €\u00a0260,00 open. Nu is dat €\u00a0250,00.";
    const Response refused = send(talk_address, fields, cookie);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("id=\"claims-fout\">Toen deze pagina openging, " + said));
    EXPECT_EQ(unescaped(input_of(refused.body, "ground")), ground);
    EXPECT_EQ(count("plan"), 0);

    // Who reckons again is told too, before there is an agreement.
    fields["doe"] = "reken";
    const Response reckoned = send(talk_address, fields, cookie);
    EXPECT_EQ(reckoned.status, 200);
    EXPECT_THAT(reckoned.body, HasSubstr(said));
    fields["ground"] = ground;
    EXPECT_THAT(send(talk_address, fields, cookie).body, Not(HasSubstr("Toen deze pagina")));

    fields["doe"] = "afspreken";
    EXPECT_EQ(send(talk_address, fields, cookie).status, 303);
    fields["ground"] = "{}";
    EXPECT_EQ(send(talk_address, fields, cookie).status, 400);
}

// The amount that somebody else pays on the same claim is shown, and the look at it written down.
TEST_P(MoneyTalk, WhatAJointDebtorPaysOnTheSameClaimIsShown) {
    const base::PersonId partner = register_->person("100002");
    (void)plans_->add("100002", {.person = partner, .joint_debtors = {debtor_}});
    const Response page = get(talk_address, log_in("officer"));
    EXPECT_THAT(page.body, HasSubstr("V-100002, een ander betaalt hierop hoogstens €\u00a050,00"));
    EXPECT_THAT(page.body, Not(HasSubstr("R-100002"))) << "the plan itself is the other's";
}

TEST_P(MoneyTalk, ItNeedsTheTokenAndTheRight) {
    const std::string officer = log_in("officer");
    api::Fields fields = filled(officer);
    fields["csrf_token"] = "geraden";
    EXPECT_EQ(send(talk_address, fields, officer).status, 403);
    EXPECT_EQ(send(reckoning, fields, officer).status, 403);
    for (const std::string login : {"auditor", "caseworker"}) {
        const std::string cookie = log_in(login);
        EXPECT_EQ(get(talk_address, cookie).status, 403) << login;
        const Response client = get(at_zandwijk + "/clienten/100001", cookie);
        EXPECT_EQ(client.status, 200);
        EXPECT_THAT(client.body, Not(HasSubstr(talk_address))) << login;
        fields["csrf_token"] = input_of(client.body, "csrf_token");
        EXPECT_EQ(send(talk_address, fields, cookie).status, 403) << login;
        EXPECT_EQ(send(reckoning, fields, cookie).status, 403) << login;
    }
    EXPECT_EQ(get(talk_address, log_in("neighbour")).status, 404);
    EXPECT_EQ(count("plan"), 0);
    EXPECT_EQ(count("contact"), 0);
}

DRAAGKRACHT_ON_BOTH_DATABASES(MoneyTalk);

}  // namespace
}  // namespace draagkracht::pages
