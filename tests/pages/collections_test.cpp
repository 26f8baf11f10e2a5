// The page of collections by direct debit, with what became of each. Today is 9 July 2026.
#include "draagkracht/payments/collection_service.hpp"
#include "pages/pages_on_both.hpp"

namespace draagkracht::pages {
namespace {

using testing::HasSubstr;
using testing::Not;

class Collections : public PagesOnBoth {
  protected:
    // An officer of the register prepares what is due in August: 50.00.
    payments::PreparedCollection prepare() {
        const TestPlan plan = plans_->add("100001", {.first_due = "2026-08-03"});
        plans_->collect_from(plan);
        const auto prepared = services_->collections.prepare(
            register_->officer(access::Role::debt_officer, business_day),
            register_->zandwijk(),
            base::Date::parse("2026-08-31").value()
        );
        base::ensure(prepared.has_value(), prepared ? "" : prepared.error().to_line());
        return *prepared;
    }
    const std::string files_ = at_zandwijk + "/incassobestanden";
};

TEST_P(Collections, WhoeverSeesFiguresReadsWhatBecameOfEach) {
    const std::string cookie = log_in("supervisor");
    const std::string work = get(at_zandwijk + "/werkvoorraad", cookie).body;
    ASSERT_EQ(link_in(work, "Incassobestanden"), files_);
    EXPECT_THAT(get(files_, cookie).body, HasSubstr("Er is nog niets geïncasseerd"));

    const std::string name = name_of(prepare().id);
    const std::string waiting = get(files_, cookie).body;
    EXPECT_THAT(waiting, HasSubstr(name + "</th>"));
    EXPECT_THAT(waiting, HasSubstr("1\u00a0opdracht, €\u00a050,00"));
    EXPECT_THAT(waiting, HasSubstr("Nog niet uitgeleverd"));
    EXPECT_THAT(waiting, HasSubstr("Nog niets"));
    EXPECT_THAT(waiting, Not(HasSubstr("NL18RABO")));

    // Its file was made, two people withdrew it, and the bank carried it out all the same.
    say("INSERT INTO collection_file (collection_id, approval_id, sha256, sha1, byte_count,"
        " order_count, total_cents, released_on, released_by)"
        " SELECT collection.id, approval.id, 'x', 'x', 1, 1, 5000, 'x', 'x'"
        " FROM collection, approval");
    EXPECT_THAT(get(files_, cookie).body, HasSubstr("Gemaakt: kijk of de bank het heeft"));
    say("INSERT INTO collection_end (collection_id, reason, ended_on, ended_by)"
        " SELECT id, 'kwijt <i>geraakt</i>', '2026-07-09', 'x' FROM collection");
    const std::string withdrawn = get(files_, cookie).body;
    EXPECT_THAT(withdrawn, HasSubstr("Ingetrokken"));
    EXPECT_THAT(withdrawn, HasSubstr("kwijt &lt;i&gt;geraakt&lt;/i&gt;"));
    EXPECT_THAT(withdrawn, Not(HasSubstr("De bank voerde het toch uit.")));
    (void)plans_->receive("50.00", "2026-08-03");
    say("UPDATE bank_entry SET end_to_end_reference ="
        " (SELECT end_to_end_id FROM collection_order)");
    const std::string carried_out = get(files_, cookie).body;
    EXPECT_THAT(carried_out, HasSubstr("De bank voerde het toch uit."));
    EXPECT_THAT(carried_out, HasSubstr("Betaald: 1\u00a0opdracht, €\u00a050,00"));
}

TEST_P(Collections, WhoSeesNoFiguresSeesNone) {
    EXPECT_EQ(get(files_, log_in("caseworker")).status, 403);
    EXPECT_EQ(get(files_, log_in("neighbour")).status, 404);
    const std::string work = get(at_zandwijk + "/werkvoorraad", log_in("caseworker")).body;
    EXPECT_THAT(work, Not(HasSubstr("Incassobestanden")));
}

DRAAGKRACHT_ON_BOTH_DATABASES(Collections);

}  // namespace
}  // namespace draagkracht::pages
