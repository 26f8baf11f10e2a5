#include "pages/workplace.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace draagkracht::pages {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const base::MunicipalityId dorp{1};
const base::MunicipalityId akker{2};
const std::vector<access::Municipality> municipalities{
    {dorp, "dorp", "Dorp aan Zee", "peelrand"}, {akker, "akker", "Akkerdam", "peelrand"}};

std::vector<std::string> codes_for(const access::RolesByMunicipality& roles) {
    std::vector<std::string> codes;
    const access::Actor actor = access::Actor::officer(base::OfficerId{12}, "J. Bakker", roles);
    for (const Workplace& place : workplaces_of(actor, municipalities)) {
        codes.push_back(place.code);
    }
    return codes;
}

TEST(Workplace, IsWhereAnOfficerMaySeePeople) {
    using access::Role;
    EXPECT_THAT(
        codes_for({{dorp, {Role::debt_officer}}, {akker, {Role::auditor}}}),
        ElementsAre("akker", "dorp")
    );
    EXPECT_THAT(
        codes_for({{dorp, {Role::administrator}}, {akker, {Role::caseworker}}}),
        ElementsAre("akker")
    );
    EXPECT_THAT(codes_for({{dorp, {Role::administrator}}}), IsEmpty());
}

TEST(Workplace, AnotherMunicipalityIsNotThere) {
    const std::vector<Workplace> places{{dorp, "dorp", "Dorp aan Zee"}};
    EXPECT_EQ(workplace_of(places, "dorp")->name, "Dorp aan Zee");
    EXPECT_EQ(workplace_of(places, "akker").error().code, "pages.no-such-municipality");
}

TEST(Workplace, EveryAddressSaysOfWhichMunicipality) {
    const Workplace place{dorp, "dorp", "Dorp aan Zee"};
    EXPECT_EQ(worklist_address(place), "/gemeenten/dorp/werkvoorraad");
    EXPECT_EQ(task_address(place, base::TaskId{5}), "/gemeenten/dorp/werkvoorraad/5");
    EXPECT_EQ(search_address(place), "/gemeenten/dorp/clienten");
    EXPECT_EQ(client_address(place, "100234"), "/gemeenten/dorp/clienten/100234");
    // Source: RFC 3986, 2.1 and 2.3.
    EXPECT_EQ(client_address(place, "A 1?#é"), "/gemeenten/dorp/clienten/A%201%3F%23%C3%A9");
}

}  // namespace
}  // namespace draagkracht::pages
