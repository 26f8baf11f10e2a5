#include "support/test_database.hpp"

#include <fmt/format.h>
#include <soci/soci.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>

#include "draagkracht/storage/migration.hpp"
#include "draagkracht/storage/transaction.hpp"

namespace draagkracht::test_support {

namespace {

std::string server_address() {
    const char* address = std::getenv("DRAAGKRACHT_TEST_POSTGRESQL");
    return address == nullptr ? std::string{} : std::string{address};
}

std::string fresh_name() {
    static std::atomic<int> count{0};
    return fmt::format("test_{}_{}", getpid(), ++count);
}

void on_server(const std::string& statement) {
    storage::Database server{
        storage::DatabaseAddress{storage::Engine::postgresql, server_address()}, 1};
    storage::Transaction transaction{server, "test schema", storage::Access::write};
    transaction.sql() << statement;
    transaction.commit();
}

std::string address_of_schema(const std::string& name) {
    const std::string server = server_address();
    const char separator = server.find('?') == std::string::npos ? '?' : '&';
    return fmt::format("{}{}options=-csearch_path%3D{}", server, separator, name);
}

}  // namespace

bool TestDatabase::is_available(storage::Engine engine) {
    return engine == storage::Engine::sqlite || !server_address().empty();
}

TestDatabase::TestDatabase(storage::Engine engine) : engine_{engine}, name_{fresh_name()} {
    if (engine_ == storage::Engine::sqlite) {
        const std::filesystem::path folder =
            std::filesystem::temp_directory_path() / ("draagkracht_" + name_);
        std::filesystem::create_directories(folder);
        name_ = folder.string();
        address_ = "sqlite:" + (folder / "register.db").string();
    } else {
        on_server("CREATE SCHEMA " + name_);
        address_ = address_of_schema(name_);
    }
    database_ =
        std::make_unique<storage::Database>(storage::DatabaseAddress::parse(address_).value());
    const auto migrated = storage::migrate(*database_);
    base::ensure(migrated.has_value(), "a fresh database can be migrated");
}

TestDatabase::~TestDatabase() {
    database_.reset();
    if (engine_ == storage::Engine::sqlite) {
        std::filesystem::remove_all(name_);
    } else {
        on_server("DROP SCHEMA " + name_ + " CASCADE");
    }
}

void OnBothDatabases::SetUp() {
    if (!TestDatabase::is_available(GetParam())) {
        GTEST_SKIP() << "no PostgreSQL: DRAAGKRACHT_TEST_POSTGRESQL is not set";
    }
    test_database_ = std::make_unique<TestDatabase>(GetParam());
}

void take_guards_off(storage::Transaction& transaction) {
    const bool is_sqlite = transaction.engine() == storage::Engine::sqlite;
    for (const std::string& table : storage::append_only_tables(transaction).all) {
        if (is_sqlite) {
            transaction.sql() << "DROP TRIGGER IF EXISTS " + table + "_refuses_UPDATE";
            transaction.sql() << "DROP TRIGGER IF EXISTS " + table + "_refuses_DELETE";
        } else {
            transaction.sql() << "ALTER TABLE " + table + " DISABLE TRIGGER USER";
        }
    }
}

storage::Sealer test_sealer() {
    const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("draagkracht_key_" + fresh_name());
    base::ensure(storage::Sealer::create_key_file(path).has_value(), "a key file can be made");
    base::Outcome<storage::Sealer> sealer = storage::Sealer::from_key_file(path);
    std::filesystem::remove(path);
    return sealer.value();
}

std::string engine_name(const testing::TestParamInfo<storage::Engine>& info) {
    return info.param == storage::Engine::sqlite ? "Sqlite" : "Postgresql";
}

void commit_untold(storage::Transaction& transaction) {
    static_cast<void>(transaction.take_written());
    transaction.commit();
}

}  // namespace draagkracht::test_support
