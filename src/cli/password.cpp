#include "cli/password.hpp"

#include <termios.h>
#include <unistd.h>

#include <iostream>

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

}  // namespace draagkracht::cli
