// Questions that a connection has asked before and that the database has worked out. Working out
// how to answer takes PostgreSQL longer than the answer, where somebody looks at one client.
//
//     std::optional<soci::statement> known = kept.take("SELECT ...");
//     ... bind, execute, fetch ...
//     kept.put_back("SELECT ...", *known);
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>
#include <unordered_map>

namespace draagkracht::storage {

class KeptQuestions {
  public:
    // Taken out while it is asked, so that the same question can be asked inside its own answer.
    [[nodiscard]] std::optional<soci::statement> take(const std::string& text);
    // With nothing bound to it. One that failed is not put back.
    void put_back(const std::string& text, const soci::statement& statement);

  private:
    std::unordered_map<std::string, soci::statement> statements_;
};

}  // namespace draagkracht::storage
