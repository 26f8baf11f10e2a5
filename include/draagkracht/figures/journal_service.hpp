// The journal of a register, for whoever wants to add it up without this program:
//
//     JournalService{database}.write([](const std::string& piece) { std::cout << piece; });
//     // draagkracht journal | hledger --file journal:- check
//
// It holds every bank entry and every posting, and ends with what the register itself says is open
// on each claim, is in the bank and waits in suspense. Those are sums of the database, and no sums
// of what was written before them: a booking that is left out or told twice is found.
// Claim numbers and amounts, and no personal data.
#pragma once

#include <functional>
#include <string>

#include "draagkracht/storage/database.hpp"

namespace draagkracht::figures {

class JournalService {
  public:
    explicit JournalService(storage::Database& database) : database_{database} {}

    // Hands the journal on in pieces, of one moment of the register. It asks no right: the caller
    // holds the address of the database.
    void write(const std::function<void(const std::string&)>& hand_on);

  private:
    storage::Database& database_;
};

}  // namespace draagkracht::figures
