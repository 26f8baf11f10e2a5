// The database that holds the register: one SQLite file, or a PostgreSQL server.
//
//     Outcome<DatabaseAddress> address = DatabaseAddress::parse("sqlite:demo/draagkracht.db");
//     Database database{address.value()};
//     migrate(database);
//
// SQLite (WAL) needs no set-up and serves one office; PostgreSQL serves several service instances
// at once. Everything above this room says the same SQL to both.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace soci {
class session;
}

namespace draagkracht::storage {

class KeptQuestions;

enum class Engine { sqlite, postgresql };

struct DatabaseAddress {
    Engine engine;
    std::string target;  // the path of the file, or the whole postgresql:// address

    // Reads "sqlite:PATH" or "postgresql://user@host:port/name". Problem storage.not-an-address.
    [[nodiscard]] static base::Outcome<DatabaseAddress> parse(std::string_view text);
};

// A pool of connections, shared by the threads of one process. Connections are opened when the
// pool is made; a database that cannot be reached throws DatabaseUnreachable.
class Database {
  public:
    explicit Database(const DatabaseAddress& address, std::size_t connections = 4);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] Engine engine() const;

  private:
    friend class Connection;
    struct Pool;
    std::unique_ptr<Pool> pool_;
};

// One connection, leased from the pool for the life of this object; waits until one is free.
class Connection {
  public:
    explicit Connection(Database& database);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    [[nodiscard]] soci::session& session() const;
    [[nodiscard]] KeptQuestions& kept_questions() const;

  private:
    Database& database_;
    std::size_t place_;
};

class DatabaseUnreachable : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

}  // namespace draagkracht::storage
