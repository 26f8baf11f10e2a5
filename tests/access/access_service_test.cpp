#include "draagkracht/access/access_service.hpp"

#include <gtest/gtest.h>
#include <soci/soci.h>

#include <algorithm>
#include <thread>

#include "draagkracht/access/approvals_service.hpp"
#include "draagkracht/access/officers_service.hpp"
#include "draagkracht/audit/row_proof.hpp"
#include "draagkracht/storage/rows.hpp"
#include "support/test_database.hpp"

namespace draagkracht::access {

namespace {

base::Timestamp at(const std::string& text) {
    return base::Timestamp::parse(text).value();
}

Occasion as(Actor actor) {
    const base::Timestamp moment = at("2026-07-01T08:00:00Z");
    return {std::move(actor), base::BusinessDate{moment.utc_date()}, moment};
}

}  // namespace

class AccessOnBoth : public test_support::OnBothDatabases {
  protected:
    void SetUp() override {
        OnBothDatabases::SetUp();
        if (IsSkipped()) {
            return;
        }
        service_.emplace(database());
        zandwijk_ = service().register_municipality(
            as(Actor::machine(Machine::conversion)), "zandwijk", "Zandwijk", "zandwijk"
        );
    }

    AccessService& service() { return *service_; }

    base::OfficerId add(const std::string& login, Role role) {
        return service()
            .add_officer(
                as(Actor::machine(Machine::conversion)),
                {login, "Naam " + login, "correct horse battery", {{zandwijk_, {role}}}}
            )
            .value();
    }

    base::MunicipalityId zandwijk_{0};

  private:
    std::optional<AccessService> service_;
};

TEST_P(AccessOnBoth, AnOfficerLogsInAndIsKnownUntilTheSessionEnds) {
    const base::OfficerId id = add("j.bakker", Role::debt_officer);
    const base::Outcome<Session> session =
        service().log_in("j.bakker", "correct horse battery", at("2026-07-01T08:00:00Z"));
    ASSERT_TRUE(session.has_value());
    const std::optional<SignedIn> who =
        service().signed_in(session->token, at("2026-07-01T17:59:59Z"));
    ASSERT_TRUE(who.has_value());
    EXPECT_EQ(who->actor.text(), "officer:" + std::to_string(id.value()));
    EXPECT_EQ(who->actor.display_name(), "Naam j.bakker");
    EXPECT_TRUE(who->actor.may(Right::agree_plan, zandwijk_));
    EXPECT_EQ(who->csrf_token, session->csrf_token);
    EXPECT_FALSE(service().signed_in(session->token, at("2026-07-01T18:00:00Z")).has_value());
    EXPECT_FALSE(service().signed_in("guess", at("2026-07-01T09:00:00Z")).has_value());
    service().log_out(session->token);
    EXPECT_FALSE(service().signed_in(session->token, at("2026-07-01T09:00:00Z")).has_value());
}

TEST_P(AccessOnBoth, NamesOfOfficersAreFoundByWhoActed) {
    const base::OfficerId bakker = add("j.bakker", Role::debt_officer);
    const base::OfficerId kaya = add("m.kaya", Role::supervisor);
    const OfficerNames names = service().officer_names();
    EXPECT_EQ(
        names,
        (OfficerNames{
            {"officer:" + std::to_string(bakker.value()), "Naam j.bakker"},
            {"officer:" + std::to_string(kaya.value()), "Naam m.kaya"}})
    );
}

TEST_P(AccessOnBoth, AWrongNameAndAWrongPasswordGetTheSameAnswer) {
    add("j.bakker", Role::debt_officer);
    const base::Timestamp moment = at("2026-07-01T08:00:00Z");
    const base::Problem wrong_password = service().log_in("j.bakker", "wrong", moment).error();
    EXPECT_EQ(wrong_password.code, "access.log-in-failed");
    EXPECT_EQ(service().log_in("nobody", "wrong", moment).error(), wrong_password);
    EXPECT_EQ(service().log_in(std::string(5000, 'x'), "y", moment).error(), wrong_password);
    EXPECT_EQ(
        service().log_in("' OR 1=1 --", "correct horse battery", moment).error(), wrong_password
    );
}

// Who was tried can be read back; what was typed cannot.
TEST_P(AccessOnBoth, AFailedLogInStandsInTheTrail) {
    const base::OfficerId bakker = add("j.bakker", Role::debt_officer);
    const base::Timestamp moment = at("2026-07-01T08:00:00Z");
    ASSERT_FALSE(service().log_in("j.bakker", "wrong", moment));
    ASSERT_FALSE(service().log_in("my-password", "wrong", moment));
    storage::Transaction transaction{database(), "trail", storage::Access::read};
    std::string found;
    std::string subject;
    std::string actor;
    storage::for_each_row(
        (ask(transaction,
             "SELECT subject, actor || details FROM audit_event"
             " WHERE action = 'access.log_in_failed' ORDER BY sequence"),
         soci::into(subject),
         soci::into(actor)),
        [&] { found += subject + " " + actor + "\n"; }
    );
    EXPECT_EQ(
        found,
        "officer:" + std::to_string(bakker.value()) + " stranger{}\nofficer:unknown stranger{}\n"
    );
}

TEST_P(AccessOnBoth, WhatTheDatabaseHoldsOpensNothing) {
    add("j.bakker", Role::debt_officer);
    const base::Timestamp moment = at("2026-07-01T08:00:00Z");
    const Session session = service().log_in("j.bakker", "correct horse battery", moment).value();
    std::string password_hash;
    std::string token_hash;
    storage::Transaction transaction{database(), "thief", storage::Access::read};
    transaction.sql() << "SELECT password_hash FROM officer", soci::into(password_hash);
    transaction.sql() << "SELECT token_hash FROM web_session", soci::into(token_hash);
    EXPECT_EQ(password_hash.rfind("$argon2id$", 0), 0U);
    EXPECT_NE(token_hash, session.token);
    EXPECT_FALSE(service().signed_in(token_hash, moment).has_value());
}

TEST_P(AccessOnBoth, OfficersAreKeptByTheAdministratorAlone) {
    const NewOfficer newcomer{
        "new", "Nieuw", "correct horse battery", {{zandwijk_, {Role::supervisor}}}};
    const Actor debt_officer =
        Actor::officer(base::OfficerId{1}, "A", {{zandwijk_, {Role::debt_officer}}});
    EXPECT_EQ(service().add_officer(as(debt_officer), newcomer).error().code, "access.not-allowed");
    const Actor administrator =
        Actor::officer(base::OfficerId{1}, "A", {{zandwijk_, {Role::administrator}}});
    EXPECT_TRUE(service().add_officer(as(administrator), newcomer).has_value());
    EXPECT_EQ(
        service().add_officer(as(administrator), newcomer).error().code, "access.login-taken"
    );
    NewOfficer without_role = newcomer;
    without_role.roles.clear();
    EXPECT_EQ(service().add_officer(as(debt_officer), without_role).error().code, "access.no-role");
    NewOfficer short_password = newcomer;
    short_password.password = "short";
    EXPECT_EQ(
        service().add_officer(as(administrator), short_password).error().code,
        "access.password-too-short"
    );
    // Logging in takes no more than 200 bytes, so more is refused here and not there.
    NewOfficer long_password = newcomer;
    long_password.login = "l.lang";
    long_password.password = std::string(201, 'x');
    EXPECT_EQ(
        service().add_officer(as(administrator), long_password).error().code,
        "access.password-too-long"
    );
    long_password.password.pop_back();
    EXPECT_TRUE(service().add_officer(as(administrator), long_password));
}

TEST_P(AccessOnBoth, RegisteringAMunicipalityAgainIsTheSameOne) {
    EXPECT_EQ(
        service().register_municipality(
            as(Actor::machine(Machine::conversion)), "zandwijk", "Zandwijk", "zandwijk"
        ),
        zandwijk_
    );
    EXPECT_EQ(service().municipalities().size(), 1U);
}

TEST_P(AccessOnBoth, AnApprovalIsGrantedOnceAndUsedOnce) {
    const Actor asker =
        Actor::officer(add("a", Role::debt_officer), "A", {{zandwijk_, {Role::debt_officer}}});
    const Actor supervisor =
        Actor::officer(add("b", Role::supervisor), "B", {{zandwijk_, {Role::supervisor}}});
    for (const char* reason : {"", "  "}) {
        EXPECT_EQ(
            service().ask_approval(as(asker), zandwijk_, "act", "plan:1", reason).error().code,
            "base.not-a-line"
        );
    }
    const base::ApprovalId id =
        service().ask_approval(as(asker), zandwijk_, "act", "plan:1", "geen telefoon").value();
    EXPECT_EQ(service().grant_approval(as(asker), id).error().code, "access.not-allowed");
    const base::Outcome<GrantedApproval> granted = service().grant_approval(as(supervisor), id);
    ASSERT_TRUE(granted.has_value());
    EXPECT_EQ(service().grant_approval(as(supervisor), id).error().code, "access.no-such-approval");
    storage::Transaction transaction{database(), "use", storage::Access::write};
    const base::Timestamp moment = at("2026-07-01T08:00:00Z");
    EXPECT_TRUE(use_approval(transaction, *granted, moment).has_value());
    EXPECT_EQ(use_approval(transaction, *granted, moment).error().code, "access.approval-used");
}

// The one who asked takes it up later, in another request, within the term; nobody else does.
TEST_P(AccessOnBoth, AGrantedApprovalIsTakenUpLaterByWhoAsked) {
    const Actor asker =
        Actor::officer(add("a", Role::debt_officer), "A", {{zandwijk_, {Role::debt_officer}}});
    const Actor other =
        Actor::officer(add("c", Role::debt_officer), "C", {{zandwijk_, {Role::debt_officer}}});
    const Actor supervisor =
        Actor::officer(add("b", Role::supervisor), "B", {{zandwijk_, {Role::supervisor}}});
    ApprovalsService approvals{database()};
    const auto recalled_by = [&](const Actor& actor, const std::string& subject = "plan:1") {
        return approvals.recall(as(actor), zandwijk_, "act", subject);
    };
    const base::ApprovalId id =
        service().ask_approval(as(asker), zandwijk_, "act", "plan:1", "geen telefoon").value();
    EXPECT_EQ(recalled_by(asker).error().code, "access.no-such-approval");
    ASSERT_EQ(approvals.open_approvals(as(supervisor), zandwijk_)->size(), 1U);
    EXPECT_FALSE(approvals.open_approvals(as(supervisor), zandwijk_)->front().decided_by);

    ASSERT_TRUE(service().grant_approval(as(supervisor), id).has_value());
    EXPECT_EQ(
        approvals.open_approvals(as(supervisor), zandwijk_)->front().decided_by, supervisor.text()
    );
    EXPECT_EQ(recalled_by(other).error().code, "access.no-such-approval");
    EXPECT_EQ(recalled_by(asker, "plan:2").error().code, "access.no-such-approval");
    Occasion late = as(asker);
    late.moment = at("2026-07-15T08:00:01Z");
    EXPECT_FALSE(approvals.recall(late, zandwijk_, "act", "plan:1").has_value());
    late.moment = at("2026-07-15T08:00:00Z");
    EXPECT_TRUE(approvals.recall(late, zandwijk_, "act", "plan:1").has_value());

    const GrantedApproval mine = recalled_by(asker).value();
    EXPECT_EQ(mine.id(), id);
    storage::Transaction transaction{database(), "use", storage::Access::write};
    ASSERT_TRUE(use_approval(transaction, mine, at("2026-07-01T09:00:00Z")).has_value());
    transaction.commit();
    EXPECT_EQ(recalled_by(asker).error().code, "access.no-such-approval");
    EXPECT_TRUE(approvals.open_approvals(as(supervisor), zandwijk_)->empty());
}

TEST_P(AccessOnBoth, ASecondPersonRefusesWithAReason) {
    const Actor asker =
        Actor::officer(add("a", Role::debt_officer), "A", {{zandwijk_, {Role::debt_officer}}});
    const Actor supervisor =
        Actor::officer(add("b", Role::supervisor), "B", {{zandwijk_, {Role::supervisor}}});
    ApprovalsService approvals{database()};
    const base::ApprovalId id =
        service().ask_approval(as(asker), zandwijk_, "act", "plan:1", "geen telefoon").value();
    EXPECT_EQ(approvals.refuse(as(supervisor), id, "").error().code, "base.not-a-line");
    EXPECT_EQ(approvals.refuse(as(asker), id, "nee").error().code, "access.not-allowed");
    ASSERT_TRUE(approvals.refuse(as(supervisor), id, "bel eerst de partner").has_value());
    EXPECT_EQ(
        approvals.refuse(as(supervisor), id, "nog eens").error().code, "access.no-such-approval"
    );
    EXPECT_EQ(service().grant_approval(as(supervisor), id).error().code, "access.no-such-approval");
    EXPECT_TRUE(approvals.open_approvals(as(supervisor), zandwijk_)->empty());
}

TEST_P(AccessOnBoth, OneApprovalIsDecidedOnceAndSeenWhateverBecameOfIt) {
    const Actor asker =
        Actor::officer(add("a", Role::debt_officer), "A", {{zandwijk_, {Role::debt_officer}}});
    const RolesByMunicipality supervises{{zandwijk_, {Role::supervisor}}};
    const Actor supervisor = Actor::officer(add("b", Role::supervisor), "B", supervises);
    const Actor other = Actor::officer(add("c", Role::supervisor), "C", supervises);
    const base::MunicipalityId elsewhere = service().register_municipality(
        as(Actor::machine(Machine::conversion)), "lierveld", "Lierveld", "lierveld"
    );
    const Actor neighbour =
        Actor::officer(add("d", Role::supervisor), "D", {{elsewhere, {Role::supervisor}}});
    ApprovalsService approvals{database()};
    const auto ask_for = [&](const std::string& subject, const Actor& by) {
        return service().ask_approval(as(by), zandwijk_, "act", subject, "reden").value();
    };
    const base::ApprovalId yes = ask_for("claim:1|a", asker);
    const base::ApprovalId no = ask_for("claim:1|b", asker);
    const base::ApprovalId own = ask_for("claim:12|a", supervisor);
    struct Row {
        std::string what;
        Actor actor;
        base::MunicipalityId municipality;
        base::ApprovalId approval;
        ApprovalDecision decision;
        std::string outcome;
    };
    const std::vector<Row> rows{
        {"no right", asker, zandwijk_, yes, {true}, "access.not-allowed"},
        {"right elsewhere", neighbour, zandwijk_, yes, {true}, "access.not-allowed"},
        {"named elsewhere", neighbour, elsewhere, yes, {true}, "access.no-such-approval"},
        {"no such number",
         supervisor,
         zandwijk_,
         base::ApprovalId{999'999},
         {true},
         "access.no-such-approval"},
        {"the asker", supervisor, zandwijk_, own, {true}, "access.same-person"},
        {"the asker refuses", supervisor, zandwijk_, own, {false, "nee"}, "access.same-person"},
        {"without a reason", supervisor, zandwijk_, no, {false}, "base.not-a-line"},
        {"blanks alone", supervisor, zandwijk_, no, {false, "  "}, "base.not-a-line"},
        {"two lines", supervisor, zandwijk_, no, {false, "a\nb"}, "base.not-a-line"},
        {"refused", supervisor, zandwijk_, no, {false, "bel eerst"}, "refused"},
        {"refused again", supervisor, zandwijk_, no, {false, "bel eerst"}, "refused"},
        {"for another reason", supervisor, zandwijk_, no, {false, "x"}, "access.decided-already"},
        {"after all", supervisor, zandwijk_, no, {true}, "access.decided-already"},
        {"granted", supervisor, zandwijk_, yes, {true}, "granted"},
        {"granted again", supervisor, zandwijk_, yes, {true}, "granted"},
        {"by another", other, zandwijk_, yes, {true}, "access.decided-already"},
    };
    for (const Row& row : rows) {
        const auto decided =
            approvals.decide(as(row.actor), row.municipality, row.approval, row.decision);
        const std::string outcome = !decided ? decided.error().code
                                    : decided->state == ApprovalState::granted ? "granted"
                                                                               : "refused";
        EXPECT_EQ(outcome, row.outcome) << row.what;
    }
    const AskedApproval refused = approvals.approval(as(asker), zandwijk_, no).value();
    EXPECT_EQ(refused.refusal, "bel eerst");
    EXPECT_EQ(refused.decided_by, supervisor.text());
    EXPECT_FALSE(refused.serves_until);
    Occasion late = as(asker);
    late.moment = at("2026-07-15T08:00:01Z");
    EXPECT_EQ(approvals.approval(late, zandwijk_, yes)->state, ApprovalState::lapsed);
    // Only what is about that claim, in the order of asking.
    const auto about = approvals.approvals_about(as(asker), zandwijk_, "act", "claim:1|").value();
    ASSERT_EQ(about.size(), 2U);
    EXPECT_EQ(about.front().asked.id, yes);
    EXPECT_EQ(about.back().state, ApprovalState::refused);
    EXPECT_TRUE(approvals.approvals_about(as(asker), zandwijk_, "other", "claim:1|")->empty());
    const Actor keeper =
        Actor::officer(add("e", Role::administrator), "E", {{zandwijk_, {Role::administrator}}});
    EXPECT_EQ(approvals.approval(as(keeper), zandwijk_, yes).error().code, "access.not-allowed");
}

TEST_P(AccessOnBoth, RolesAreGivenAndTakenByWhoKeepsOfficers) {
    const base::OfficerId bakker = add("j.bakker", Role::debt_officer);
    OfficersService officers{database()};
    const Occasion keeper = as(Actor::machine(Machine::conversion));
    const auto roles = [&] { return officers.officers(keeper)->front().roles[zandwijk_]; };
    EXPECT_EQ(roles(), std::set<Role>{Role::debt_officer});
    ASSERT_TRUE(officers.set_roles(keeper, "j.bakker", zandwijk_, {Role::auditor}).has_value());
    EXPECT_EQ(roles(), std::set<Role>{Role::auditor});
    ASSERT_TRUE(officers.set_roles(keeper, "j.bakker", zandwijk_, {}).has_value());
    EXPECT_EQ(roles(), std::set<Role>{});
    EXPECT_EQ(officers.officers(keeper)->front().id, bakker);
    EXPECT_EQ(
        officers.set_roles(keeper, "nobody", zandwijk_, {}).error().code, "access.no-such-officer"
    );
    const Occasion debt_officer =
        as(Actor::officer(bakker, "J", {{zandwijk_, {Role::debt_officer}}}));
    EXPECT_EQ(
        officers.set_roles(debt_officer, "j.bakker", zandwijk_, {}).error().code,
        "access.not-allowed"
    );
    EXPECT_EQ(officers.officers(debt_officer).error().code, "access.not-allowed");
    storage::Transaction transaction{database(), "prove", storage::Access::read};
    EXPECT_TRUE(audit::prove_rows(transaction).violations.empty());
}

TEST_P(AccessOnBoth, OfTwoWhoDecideAtOnceTheSecondIsToldSo) {
    const Actor asker =
        Actor::officer(add("a", Role::debt_officer), "A", {{zandwijk_, {Role::debt_officer}}});
    std::vector<Actor> supervisors;
    for (const char* login : {"b", "c"}) {
        supervisors.push_back(
            Actor::officer(add(login, Role::supervisor), login, {{zandwijk_, {Role::supervisor}}})
        );
    }
    ApprovalsService approvals{database()};
    for (int time = 0; time < 20; ++time) {
        const std::string subject = "plan:" + std::to_string(time);
        const base::ApprovalId id =
            service().ask_approval(as(asker), zandwijk_, "act", subject, "geen telefoon").value();
        std::vector<std::string> outcomes(supervisors.size());
        std::vector<std::thread> threads;
        for (std::size_t one = 0; one < supervisors.size(); ++one) {
            threads.emplace_back([&, one] {
                const auto decided =
                    approvals.decide(as(supervisors[one]), zandwijk_, id, {one == 0, "bel eerst"});
                outcomes[one] = decided ? "decided" : decided.error().code;
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        std::ranges::sort(outcomes);
        EXPECT_EQ(outcomes, (std::vector<std::string>{"access.decided-already", "decided"}));
    }
}

// What stands is answered with, in whose words it was; a new one is asked when none serves any
// more.
TEST_P(AccessOnBoth, OfOneActOneQuestionStandsAtATime) {
    const RolesByMunicipality works{{zandwijk_, {Role::debt_officer}}};
    const Actor asker = Actor::officer(add("a", Role::debt_officer), "A", works);
    const Actor other = Actor::officer(add("c", Role::debt_officer), "C", works);
    const Actor supervisor =
        Actor::officer(add("b", Role::supervisor), "B", {{zandwijk_, {Role::supervisor}}});
    ApprovalsService approvals{database()};
    const auto ask = [&](const Occasion& occasion, const std::string& subject = "plan:1") {
        storage::Transaction transaction{database(), "ask once", storage::Access::write};
        const auto asked =
            ask_once(transaction, occasion, {zandwijk_, "act", subject, "by " + subject});
        transaction.commit();
        return asked.value();
    };
    const PendingApproval first = ask(as(asker));
    EXPECT_EQ(ask(as(other)).id, first.id) << "it waits";
    EXPECT_EQ(ask(as(other)).requested_by, asker.text());
    EXPECT_TRUE(check_asked_by(first, asker).has_value());
    EXPECT_EQ(check_asked_by(first, other).error().code, "access.asked-by-another");
    EXPECT_EQ(
        service().ask_approval(as(other), zandwijk_, "act", "plan:1", "r").error().code,
        "access.asked-by-another"
    );
    EXPECT_NE(ask(as(other), "plan:2").id, first.id) << "that is something else";

    ASSERT_TRUE(approvals.decide(as(supervisor), zandwijk_, first.id, {false, "bel eerst"}));
    const PendingApproval second = ask(as(other));
    EXPECT_NE(second.id, first.id) << "the first was refused";
    ASSERT_TRUE(approvals.decide(as(supervisor), zandwijk_, second.id, {true}));
    EXPECT_EQ(ask(as(asker)).id, second.id) << "granted, and not used";
    Occasion late = as(asker);
    late.moment = at("2026-07-15T08:00:01Z");
    const PendingApproval third = ask(late);
    EXPECT_NE(third.id, second.id) << "that one lapsed";

    ASSERT_TRUE(approvals.decide(as(supervisor), zandwijk_, third.id, {true}));
    {
        storage::Transaction transaction{database(), "use", storage::Access::write};
        const auto granted = approvals.recall(as(asker), zandwijk_, "act", "plan:1");
        ASSERT_TRUE(use_approval(transaction, granted.value(), as(asker).moment).has_value());
        transaction.commit();
    }
    EXPECT_NE(ask(as(asker)).id, third.id) << "that one was used";
}

TEST_P(AccessOnBoth, OfTwoWhoAskAtOnceOneQuestionComes) {
    std::vector<Actor> askers;
    for (const char* login : {"a", "c", "d", "e"}) {
        askers.push_back(Actor::officer(
            add(login, Role::debt_officer), login, {{zandwijk_, {Role::debt_officer}}}
        ));
    }
    for (int time = 0; time < 10; ++time) {
        const std::string subject = "plan:" + std::to_string(time);
        std::vector<std::int64_t> asked(askers.size());
        std::vector<std::thread> threads;
        for (std::size_t one = 0; one < askers.size(); ++one) {
            threads.emplace_back([&, one] {
                storage::Transaction transaction{database(), "ask", storage::Access::write};
                const auto question =
                    ask_once(transaction, as(askers[one]), {zandwijk_, "act", subject, "reden"});
                transaction.commit();
                asked[one] = question->id.value();
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        std::ranges::sort(asked);
        EXPECT_EQ(asked.front(), asked.back()) << subject;
    }
    ApprovalsService approvals{database()};
    EXPECT_EQ(approvals.open_approvals(as(askers[0]), zandwijk_)->size(), 10U);
}

DRAAGKRACHT_ON_BOTH_DATABASES(AccessOnBoth);

}  // namespace draagkracht::access
