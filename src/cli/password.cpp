#include "cli/password.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "draagkracht/access/access_service.hpp"

namespace draagkracht::cli {

namespace {

// The terminal shows nothing of what is typed, for as long as this object lives.
class SilentTerminal {
  public:
    SilentTerminal() : is_terminal_{tcgetattr(STDIN_FILENO, &former_) == 0} {
        if (is_terminal_) {
            termios silent = former_;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        }
    }
    ~SilentTerminal() {
        if (is_terminal_) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &former_);
        }
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    [[nodiscard]] bool is_terminal() const { return is_terminal_; }

  private:
    termios former_{};
    bool is_terminal_;
};

// Far above what a password may have, so that what is cut off here is refused as too long.
constexpr std::size_t password_bytes_read_max = 4096;

}  // namespace

std::string read_password() {
    const SilentTerminal terminal;
    if (terminal.is_terminal()) {
        std::cerr << "Password: " << std::flush;
    }
    std::string password;
    for (char byte = 0;
         password.size() < password_bytes_read_max && std::cin.get(byte) && byte != '\n';) {
        password += byte;
    }
    if (terminal.is_terminal()) {
        std::cerr << '\n';
    }
    return password;
}

base::Outcome<access::Occasion> occasion_of_officer(
    storage::Database& database, const access::Occasion& now, const std::string& login
) {
    access::AccessService access{database};
    const base::Outcome<access::Session> session =
        access.log_in(login, read_password(), now.moment);
    if (!session) {
        return tl::unexpected(session.error());
    }
    const std::optional<access::SignedIn> signed_in = access.signed_in(session->token, now.moment);
    access.log_out(session->token);
    base::ensure(signed_in.has_value(), "who logs in is signed in");
    return access::Occasion{signed_in->actor, now.today, now.moment};
}

}  // namespace draagkracht::cli
