#include "norms/law_over_policy.hpp"

#include "norms/norm_parameters.hpp"

namespace draagkracht::norms {

namespace {

template <typename Value>
void add_rows(const std::vector<Parameter<Value>>& rows, LawOverPolicy& law) {
    for (const Parameter<Value>& parameter : rows) {
        law.articles.insert_or_assign(parameter.row.name, parameter.row.article);
    }
}

void add_table(const NormTable& table, LawOverPolicy& law) {
    for_each_parameter(
        table,
        [&law](std::string_view section, std::string_view key, const auto& parameter) {
            if (parameter) {
                law.articles.insert_or_assign(std::string{key}, parameter->row.article);
                law.articles.try_emplace(std::string{section}, parameter->row.article);
            }
        }
    );
    if (table.protected_income.share_of_income_limit) {
        law.share_of_income_limit = table.protected_income.share_of_income_limit;
    }
}

}  // namespace

LawOverPolicy law_over_policy(const NormBook& norms, const Law& law) {
    LawOverPolicy over;
    for (const std::shared_ptr<const NormTable>& table : norms.tables()) {
        add_table(*table, over);
    }
    const LawRows& rows = law.rows();
    add_rows(rows.statutory_interest, over);
    add_rows(rows.formal_notice_fee, over);
    add_rows(rows.payment_term_weeks, over);
    add_rows(rows.formal_notice_term_weeks, over);
    add_rows(rows.limitation_years, over);
    add_rows(rows.interest_due_from, over);
    add_rows(rows.remission_years, over);
    add_rows(rows.buy_off_share, over);
    add_rows(rows.pension_age, over);
    return over;
}

}  // namespace draagkracht::norms
