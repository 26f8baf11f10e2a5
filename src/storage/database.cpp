#include "draagkracht/storage/database.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <vector>

#include "draagkracht/storage/kept_questions.hpp"

namespace draagkracht::storage {

struct Database::Pool {
    Pool(Engine engine_of_pool, std::size_t connections)
        : engine{engine_of_pool}, sessions{connections}, kept_questions(connections) {}
    Engine engine;
    soci::connection_pool sessions;
    std::vector<KeptQuestions> kept_questions;  // of each session, and gone before it
};

namespace {

// SQLite has no queue: who waits for the writer looks each millisecond, a minute long. Its own
// waits grow to a tenth of a second, in which a writer of many transactions comes back time and
// again.
int look_again(void* /*context*/, int times) {
    constexpr int times_max = 60'000;
    sqlite_api::sqlite3_sleep(1);
    return times < times_max ? 1 : 0;
}

void prepare_sqlite(soci::session& session) {
    // FULL: a commit that was answered survives a loss of power. The waits are for the one writer.
    sqlite_api::sqlite3_busy_handler(
        static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_,
        look_again,
        nullptr
    );
    session << "PRAGMA journal_mode = WAL";
    session << "PRAGMA synchronous = FULL";
    session << "PRAGMA foreign_keys = ON";
    // The log is copied into the file once in 40 MB. At SQLite's own 4 MB one look at a client in a
    // hundred, each of which writes to the trail, would wait for that.
    session << "PRAGMA wal_autocheckpoint = 10000";
    // Pages that were changed wait here for the commit. At SQLite's own 2 MB a large transaction
    // has them written, read back and written again.
    session << "PRAGMA cache_size = -32768";
}

// SOCI reads "key=value" pairs and not a postgresql:// address, so libpq takes the address apart.
std::string postgresql_pairs_of(const std::string& address) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options{
        PQconninfoParse(address.c_str(), nullptr), &PQconninfoFree};
    if (!options) {
        throw DatabaseUnreachable{"the postgresql:// address cannot be read"};
    }
    std::string pairs;
    for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
        if (option->val != nullptr) {
            pairs += fmt::format("{}='{}' ", option->keyword, option->val);
        }
    }
    return pairs;
}

// A connection of the pool is in one hand at a time, so SQLite need not lock it at each call; nor
// need it count its memory, for which all threads wait in turn. It takes this before the first
// connection of the process alone; where somebody else had that one, it is only slower.
void spare_sqlite_its_locks() {
    static const int said = sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) |
                            sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(said);
}

void open(soci::session& session, const DatabaseAddress& address) {
    if (address.engine == Engine::sqlite) {
        spare_sqlite_its_locks();
        session.open(soci::sqlite3, "dbname=\"" + address.target + "\"");
        prepare_sqlite(session);
    } else {
        session.open(soci::postgresql, postgresql_pairs_of(address.target));
        session << "SET client_min_messages = warning";
    }
}

}  // namespace

base::Outcome<DatabaseAddress> DatabaseAddress::parse(std::string_view text) {
    constexpr std::string_view sqlite_prefix = "sqlite:";
    if (text.starts_with(sqlite_prefix) && text.size() > sqlite_prefix.size() &&
        text.find('"') == std::string_view::npos) {
        return DatabaseAddress{Engine::sqlite, std::string{text.substr(sqlite_prefix.size())}};
    }
    if (text.starts_with("postgresql://") || text.starts_with("postgres://")) {
        return DatabaseAddress{Engine::postgresql, std::string{text}};
    }
    return base::problem(
        "storage.not-an-address",
        "this is not the address of a database",
        "write sqlite:PATH or postgresql://USER@HOST:PORT/NAME"
    );
}

Database::Database(const DatabaseAddress& address, std::size_t connections)
    : pool_{std::make_unique<Pool>(address.engine, connections)} {
    try {
        for (std::size_t place = 0; place < connections; ++place) {
            open(pool_->sessions.at(place), address);
        }
    } catch (const soci::soci_error& error) {
        throw DatabaseUnreachable{
            fmt::format("the database cannot be opened: {}", error.get_error_message())};
    }
}

Database::~Database() = default;

Engine Database::engine() const {
    return pool_->engine;
}

Connection::Connection(Database& database)
    : database_{database}, place_{database.pool_->sessions.lease()} {}

Connection::~Connection() {
    database_.pool_->sessions.give_back(place_);
}

KeptQuestions& Connection::kept_questions() const {
    return database_.pool_->kept_questions.at(place_);
}

soci::session& Connection::session() const {
    return database_.pool_->sessions.at(place_);
}

}  // namespace draagkracht::storage
