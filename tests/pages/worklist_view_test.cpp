#include "pages/worklist_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pages/page_case.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<Workplace> only_zandwijk{zandwijk};

followup::Worklist worklist_of(std::vector<followup::WorklistItem> items, int total) {
    return {std::move(items), total, euros("75.00") * total, day("2026-08-07")};
}

Values view_of(const followup::Worklist& worklist, followup::WorklistPage page = {}) {
    return complete(
        "worklist", worklist_view({worklist, page, today, zandwijk, only_zandwijk, ""})
    );
}

TEST(WorklistView, NamesWhomToCallWhySinceWhenAndHowMuch) {
    const Values values = view_of(worklist_of({missed_instalment()}, 1));
    EXPECT_EQ(values["task_count"], "1");
    EXPECT_EQ(values["overdue_total_text"], "€\u00a075,00");
    EXPECT_EQ(values["oldest_days_text"], "13\u00a0dagen");
    const Values& task = values["tasks"][0];
    EXPECT_EQ(task["client_name"], "J. de Vries");
    EXPECT_EQ(task["task_address"], "/gemeenten/zandwijk/werkvoorraad/5");
    EXPECT_EQ(task["reason_text"], "Termijn 3 niet betaald");
    EXPECT_EQ(task["reason_detail"], "€\u00a075,00, te betalen op 1\u00a0augustus 2026");
    // From the day on which it was to be paid, and not from the day on which it became a task.
    EXPECT_EQ(task["since_iso"], "2026-08-01");
    EXPECT_EQ(task["waiting_text"], "19\u00a0dagen");
    EXPECT_EQ(task["phone"]["phone_dial"], "0612345678");
    EXPECT_EQ(task["overdue_text"], "€\u00a075,00");
    EXPECT_EQ(task["last_contact"], false);
    EXPECT_THAT(html_of("worklist", values), HasSubstr("Nog geen contact"));
}

TEST(WorklistView, SaysHowTheLastContactWentAndThatAPartCameIn) {
    followup::WorklistItem item = missed_instalment();
    item.standing = {followup::Punctuality::partly_paid, euros("45.00"), day("2026-08-07")};
    item.last_contact = {day("2026-08-10"), call_without_answer().contact.kind};
    const Values task = view_of(worklist_of({item}, 1))["tasks"][0];
    EXPECT_EQ(task["reason_text"], "Termijn 3 deels betaald, nog €\u00a045,00");
    EXPECT_EQ(task["overdue_text"], "€\u00a045,00");
    EXPECT_EQ(task["last_contact"]["last_contact_outcome"], "Niet bereikt");
    EXPECT_EQ(task["last_contact"]["last_contact_date_iso"], "2026-08-10");
}

TEST(WorklistView, APersonWhoIsForgottenHasNoName) {
    followup::WorklistItem item = missed_instalment();
    item.name.clear();
    EXPECT_EQ(view_of(worklist_of({item}, 1))["tasks"][0]["client_name"], "Naam niet bekend");
}

TEST(WorklistView, AnEmptyListSaysSo) {
    const std::string html = html_of("worklist", view_of({{}, 0, {}, {}}));
    EXPECT_THAT(html, HasSubstr("Niets te doen"));
    EXPECT_THAT(html, Not(HasSubstr("<table")));
}

TEST(WorklistView, LongListsAreOnSeveralPages) {
    const auto pager = [](int offset, int total) {
        const std::vector<followup::WorklistItem> items(
            static_cast<std::size_t>(std::min(50, total - offset)), missed_instalment()
        );
        return view_of(worklist_of(items, total), {50, offset})["pager"];
    };
    const std::string address = "/gemeenten/zandwijk/werkvoorraad?vanaf=";
    EXPECT_EQ(pager(0, 50), false);
    EXPECT_EQ(pager(0, 120)["pager_text"], "1 tot en met 50 van 120");
    EXPECT_EQ(pager(0, 120)["previous_address"], false);
    EXPECT_EQ(pager(0, 120)["next_address"], address + "50");
    EXPECT_EQ(pager(100, 120)["pager_text"], "101 tot en met 120 van 120");
    EXPECT_EQ(pager(100, 120)["previous_address"], address + "50");
    EXPECT_EQ(pager(100, 120)["next_address"], false);
    const Values values = view_of(worklist_of({missed_instalment()}, 120), {50, 119});
    EXPECT_THAT(html_of("worklist", values), HasSubstr("120 tot en met 120 van 120"));
}

TEST(WorklistView, AnOfficerOfSeveralMunicipalitiesChooses) {
    const Workplace akker{base::MunicipalityId{2}, "akker", "Akkerdam"};
    const followup::Worklist worklist = worklist_of({missed_instalment()}, 1);
    const std::vector<Workplace> places{akker, zandwijk};
    const Values values =
        worklist_view({worklist, {}, today, zandwijk, places, "Het contact is vastgelegd."});
    EXPECT_TRUE(values["has_places"]);
    EXPECT_EQ(values["places"][0]["is_current"], false);
    EXPECT_EQ(values["places"][1]["is_current"], true);
    EXPECT_FALSE(view_of(worklist)["has_places"]);
    const std::string html = html_of("worklist", values);
    EXPECT_THAT(html, HasSubstr("href=\"/gemeenten/akker/werkvoorraad\">Akkerdam"));
    EXPECT_THAT(html, HasSubstr("Het contact is vastgelegd."));
}

TEST(FrameView, SaysWhoIsLoggedInAndWhere) {
    const Values values = frame_view(
        {"Werkvoorraad", zandwijk, Section::worklist}, {"a.css", "b.svg"}, visit_of_officer()
    );
    EXPECT_EQ(values["municipality_name"], "Zandwijk");
    EXPECT_EQ(values["officer"]["officer_name"], "J. Bakker");
    EXPECT_EQ(values["officer"]["officer_role"], "medewerker debiteuren");
    EXPECT_EQ(values["officer"]["menu"]["worklist_is_current"], true);
    EXPECT_EQ(values["officer"]["menu"]["clients_is_current"], false);
    const Values outside = frame_view({"Inloggen", {}}, {"a.css", "b.svg"}, std::nullopt);
    EXPECT_EQ(outside["officer"], false);
    EXPECT_EQ(outside["municipality_name"], false);
}

}  // namespace
}  // namespace draagkracht::pages
