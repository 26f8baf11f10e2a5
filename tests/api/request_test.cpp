#include "draagkracht/api/request.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace draagkracht::api {
namespace {

TEST(Request, AcceptsWhatItsHeaderCovers) {
    struct Row {
        std::string accept;
        std::string media_type;
        bool accepted;
    };
    // RFC 9110, 12.5.1.
    const std::vector<Row> rows{
        {"", "application/json", true},
        {"*/*", "application/json", true},
        {"application/json", "application/json", true},
        {"Application/JSON", "application/json", true},
        {"application/*", "application/json", true},
        {"text/html, application/json;q=0.9", "application/json", true},
        {"text/html;level=1", "text/html", true},
        {"text/html", "application/json", false},
        {"application/json;q=0", "application/json", false},
        {"application/json; q=0.0", "application/json", false},
        {"application/json; q=0.001", "application/json", true},
        {"application/jsonx", "application/json", false},
    };
    for (const Row& row : rows) {
        Request request;
        request.headers["accept"] = row.accept;
        EXPECT_EQ(request.accepts(row.media_type), row.accepted) << row.accept;
    }
}

TEST(Request, FindsTheCookieOfThatNameAlone) {
    Request request;
    request.headers["cookie"] = "a=1; session=x=y;b=2; xsession=no";
    EXPECT_EQ(request.cookie("session"), "x=y");
    EXPECT_EQ(request.cookie("b"), "2");
    EXPECT_EQ(request.cookie("c"), "");
}

TEST(Fields, AreReadFromAQueryOrForm) {
    EXPECT_EQ(
        fields_from_query("a=1&naam=J.+de%20Vri%C3%ABs&leeg=&los").value(),
        (Fields{{"a", "1"}, {"naam", "J. de Vriës"}, {"leeg", ""}, {"los", ""}})
    );
    for (const std::string wrong :
         {"a=1&a=2", "a=%4", "a=%zz", "a=%C3%28", "a=%00", "a=%ED%A0%80", "a=%F5%80%80%80"}) {
        const base::Outcome<Fields> fields = fields_from_query(wrong);
        ASSERT_FALSE(fields) << wrong;
        EXPECT_EQ(fields.error().code, "api.not-readable");
    }
}

TEST(Segment, HoldsNothingThatCouldLeaveItsPlace) {
    EXPECT_EQ(decoded_segment("A%20b+c").value(), "A b+c");
    for (const std::string wrong : {"a%2Fb", "a%5Cb", "a%0Ab", "%00", "%7F", "%E2%28%A1"}) {
        EXPECT_FALSE(decoded_segment(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace draagkracht::api
