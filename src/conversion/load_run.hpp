// One conversion file on its way into the register, inside one transaction: lines are taken one by
// one and written a thousand at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conversion/load_line.hpp"
#include "draagkracht/base/registration.hpp"
#include "draagkracht/conversion/conversion_service.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::conversion {

// What a run works with.
struct LoadContext {
    storage::Database& database;
    const storage::Sealer& sealer;
    const norms::PolicyBook& policies;
    const access::Occasion& occasion;
    std::map<std::string, base::MunicipalityId> municipalities;  // by code
};

class LoadRun {
  public:
    LoadRun(const LoadContext& context, storage::Transaction& transaction, std::string file_name);

    // The next line of the file.
    void take(const std::string& text);
    // Something is wrong with the file itself, after the last line taken.
    void refuse(base::Problem problem);
    // No more lines; what came of it. When all is read, and only when it can all be taken, the
    // trail is written: others wait for its end from then on and not while the file is read. Of a
    // file with more than untold_max rows it is written from there on, as memory is bounded.
    [[nodiscard]] LoadReport finish();

    [[nodiscard]] std::size_t line_count() const { return report_.line_count; }
    [[nodiscard]] bool has_many_problems() const { return report_.problems.size() >= problems_max; }

  private:
    static constexpr std::size_t first_count = 5'000;

    [[nodiscard]] std::string place() const;
    void accept(LoadLine line, std::size_t byte_count);
    void keep(const MunicipalityLine& line);
    void keep(PersonLine line) { people_.push_back(std::move(line)); }
    void keep(HouseholdLine line) { households_.push_back(std::move(line)); }
    void keep(ClaimLine line) { claims_.push_back(std::move(line)); }
    void keep(PlanLine line) { plans_.push_back(std::move(line)); }
    void keep(ContactLine line) { contacts_.push_back(std::move(line)); }
    void keep(const EndLine& line);

    // Writes what was kept, all of one kind, unless something is wrong already.
    void flush();
    void write_trail();
    [[nodiscard]] base::Registration register_kept(audit::Trail& trail);
    [[nodiscard]] base::Registration register_households(audit::Trail& trail);
    [[nodiscard]] base::Registration register_claims(audit::Trail& trail);
    [[nodiscard]] std::vector<base::Problem> references_of_plans_in_claims();
    [[nodiscard]] base::Registration register_plans(audit::Trail& trail);
    [[nodiscard]] base::Registration register_contacts(audit::Trail& trail);

    const LoadContext& context_;
    storage::Transaction& transaction_;
    std::string file_name_;
    JsonLine json_;
    LoadReport report_;
    std::optional<base::MunicipalityId> municipality_;
    LineKind kind_ = LineKind::municipality;  // of the last line
    // Of lines of this kind, at which the rows are counted: each kind has tables of its own.
    std::size_t next_count_ = first_count;
    std::size_t lines_of_kind_ = 0;
    std::size_t kept_count_ = 0;
    std::size_t kept_bytes_ = 0;  // of the lines that they were read from
    bool has_ended_ = false;
    std::vector<PersonLine> people_;
    std::vector<HouseholdLine> households_;
    std::vector<ClaimLine> claims_;
    std::vector<PlanLine> plans_;
    std::vector<ContactLine> contacts_;
    // What was registered, and the rows that were written with it, until the trail tells of it.
    struct Untold {
        audit::Trail trail;
        storage::WrittenRows rows;
    };
    std::vector<Untold> untold_;
    std::size_t untold_count_ = 0;  // of those rows
};

}  // namespace draagkracht::conversion
