#include "client_look_ups.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <random>

#include "draagkracht/access/access_service.hpp"
#include "draagkracht/claims/claims_service.hpp"
#include "draagkracht/people/people_store.hpp"
#include "register_lines.hpp"

namespace draagkracht::bench {

namespace {

double processor_milliseconds() {
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

template <typename Act>
double milliseconds_of(Act act) {
    const auto began = std::chrono::steady_clock::now();
    act();
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - began;
    return passed.count();
}

// What no commit on this disk can be faster than.
class FlushedFile {
  public:
    explicit FlushedFile(const std::filesystem::path& path)
        : file_{open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600)} {
        base::ensure(file_ >= 0, "a file can be made");
    }
    ~FlushedFile() { close(file_); }
    FlushedFile(const FlushedFile&) = delete;
    FlushedFile& operator=(const FlushedFile&) = delete;

    void write_page() const {
        constexpr std::array<char, 4096> page{};
        base::ensure(
            write(file_, page.data(), page.size()) == ssize_t{page.size()} && fdatasync(file_) == 0,
            "a page can be written"
        );
    }

  private:
    int file_;
};

access::Occasion officer_of(storage::Database& database) {
    const std::vector<access::Municipality> all = access::AccessService{database}.municipalities();
    const auto found =
        std::ranges::find(all, municipality_of_register, &access::Municipality::code);
    base::ensure(found != all.end(), "the municipality of the register is registered");
    return {
        access::Actor::officer(
            base::OfficerId{1}, "bench", {{found->id, {access::Role::debt_officer}}}
        ),
        base::BusinessDate{base::Date{std::chrono::year{2026} / 7 / 1}},
        base::clock_now()};
}

std::vector<base::PersonId> clients_drawn(
    storage::Database& database, base::MunicipalityId municipality, const LookUpOptions& options
) {
    std::mt19937_64 engine{options.seed};
    std::vector<std::string> numbers;
    for (std::int64_t look = 0; look < options.count; ++look) {
        const auto debtor = engine() % static_cast<std::uint64_t>(options.debtors);
        numbers.push_back(client_number_of(static_cast<std::int64_t>(debtor)));
    }
    storage::Transaction transaction{database, "draw clients", storage::Access::read};
    const auto people = people::people_of_client_numbers(transaction, municipality, numbers);
    std::vector<base::PersonId> drawn;
    for (const std::string& number : numbers) {
        drawn.push_back(people.at(number));
    }
    return drawn;
}

}  // namespace

double Times::at(double share) const {
    std::vector<double> sorted = milliseconds_;
    std::ranges::sort(sorted);
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted.at(static_cast<std::size_t>(share * last));
}

LookUps look_up_clients(
    storage::Database& database, const LookUpOptions& options, const std::filesystem::path& scratch
) {
    const access::Occasion officer = officer_of(database);
    const FlushedFile flushed{scratch};
    claims::ClaimsService claims{database};
    LookUps looks;
    const base::MunicipalityId municipality = officer.actor.roles().begin()->first;
    for (const base::PersonId client : clients_drawn(database, municipality, options)) {
        if (options.is_enough()) {
            break;
        }
        const double before = processor_milliseconds();
        looks.wall.add(milliseconds_of([&] {
            const claims::ClientOverview owed = claims.overview_of(officer, client).value();
            looks.claims += static_cast<std::int64_t>(owed.claims.size());
            looks.movements += static_cast<std::int64_t>(owed.postings.size());
        }));
        looks.processor.add(processor_milliseconds() - before);
        looks.flush.add(milliseconds_of([&] { flushed.write_page(); }));
    }
    return looks;
}

}  // namespace draagkracht::bench
