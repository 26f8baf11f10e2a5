// Letters as use cases: make and send what was asked for, and look up what was sent.
//
//     LettersService letters = LettersService::open(database, sealer, policies, folder).value();
//     Outcome<LettersReport> report = letters.send_requested(occasion);
//
// An act asks for a letter in its own transaction (storage/outbox.hpp). It is made here, with
// figures read from the register in the transaction that freezes it: wording, figures and PDF. The
// database then refuses any change. A letter of a kind about a subject is made once, whatever is
// run again.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/letters/letter_renderer.hpp"
#include "draagkracht/letters/letter_template.hpp"
#include "draagkracht/norms/policy_book.hpp"
#include "draagkracht/storage/sealer.hpp"

namespace draagkracht::letters {

// Asked for, and not sent: what it was about, and why. It is tried again at the next run, unless
// its time has passed: the plan has ended, or nothing is open any more.
struct WithheldLetter {
    base::MunicipalityId municipality;
    std::string kind;
    std::string subject;  // "plan:12/instalment:3"
    base::Problem reason;
};

struct LettersReport {
    std::vector<base::LetterId> sent;
    std::vector<WithheldLetter> withheld;
};

// A letter as it was sent.
struct SentLetter {
    base::LetterId id;
    base::PersonId person;
    std::string kind;
    base::Date letter_date;
    std::string template_version;  // the hash of the wording
    std::string figures_json;      // in cents and ISO dates
    std::string pdf;               // its bytes; empty in a list
    std::string pdf_sha256;
};

// A letter that was asked for and did not leave, or not yet.
struct UnsentLetter {
    std::string kind;
    base::Date requested_on;
    std::optional<std::string> reason_code;  // of WithheldLetter; absent: it was not tried yet
    bool is_final = false;                   // it never leaves
};

struct LettersOfPerson {
    std::vector<SentLetter> sent;      // newest first, without the PDF
    std::vector<UnsentLetter> unsent;  // newest first
};

class LettersService {
  public:
    // Checks at start what a letter needs: the templates, the font, and a logo for each policy.
    // Problems of LetterTemplates::load and LetterRenderer::open.
    [[nodiscard]] static base::Outcome<LettersService> open(
        storage::Database& database,
        const storage::Sealer& sealer,
        const norms::PolicyBook& policies,
        const std::filesystem::path& templates_folder
    );

    // Makes the letters of the municipalities for which the actor may, dated on the business date.
    // `on_done` is told how many were made or withheld so far: for a progress bar. One thread at a
    // time. Problems access.not-allowed (send_letters, for no municipality), those of
    // PeopleService::identities_of, norms.unknown-municipality.
    //
    // A letter is withheld with letters.plan-ended, letters.nothing-open (paid since it was asked
    // for), letters.no-address, or when it does not fit on its paper.
    [[nodiscard]] base::Outcome<LettersReport> send_requested(
        const access::Occasion& occasion, const std::function<void(std::size_t)>& on_done = {}
    );

    // Hands each letter that was made and not laid out yet to `lay`, for whoever prints and posts
    // it, and marks those that it took; answers with how many. What is cut off between the two is
    // handed over again, so `lay` puts it where it stood. Problems access.not-allowed
    // (send_letters), and that of `lay`, which ends it.
    [[nodiscard]] base::Outcome<std::size_t> lay_out(
        const access::Occasion& occasion, const std::function<base::Done(const SentLetter&)>& lay
    );

    // Both are looks at a person: they ask Right::see_person and stand in the audit trail.
    // Problems letters.no-such-letter, people.unknown-person, access.not-allowed.
    [[nodiscard]] base::Outcome<SentLetter> sent_letter(
        const access::Occasion& occasion, base::LetterId letter
    );
    [[nodiscard]] base::Outcome<LettersOfPerson> letters_of(
        const access::Occasion& occasion, base::PersonId person
    );

  private:
    LettersService(
        storage::Database& database,
        const storage::Sealer& sealer,
        const norms::PolicyBook& policies,
        LetterTemplates templates
    );
    // Those for which the actor may send letters. Problem access.not-allowed when there is none.
    [[nodiscard]] base::Outcome<std::vector<access::Municipality>> municipalities_of(
        const access::Occasion& occasion
    ) const;
    [[nodiscard]] base::Done send_of(
        const access::Occasion& occasion,
        const access::Municipality& municipality,
        LettersReport& report,
        const std::function<void(std::size_t)>& on_done
    );

    storage::Database& database_;
    const storage::Sealer& sealer_;
    const norms::PolicyBook& policies_;
    LetterTemplates templates_;
    std::map<std::string, LetterRenderer> renderers_;  // by the key of the policy
};

}  // namespace draagkracht::letters
