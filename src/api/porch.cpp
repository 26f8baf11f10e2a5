#include "api/porch.hpp"

#include <Poco/Net/StreamSocketImpl.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::api {

namespace {

constexpr std::size_t head_bytes_max = 16384;
constexpr std::string_view end_of_head = "\r\n\r\n";

// A connection whose request was read already: what the sender does now is of no account.
class RequestInMemory : public Poco::Net::StreamSocketImpl {
  public:
    RequestInMemory(int connection, std::string bytes)
        : StreamSocketImpl{connection}, bytes_{std::move(bytes)} {}

    int receiveBytes(void* buffer, int length, int /*flags*/) override {
        const std::size_t count =
            bytes_.copy(static_cast<char*>(buffer), static_cast<std::size_t>(length), taken_);
        taken_ += count;
        return static_cast<int>(count);
    }

  private:
    std::string bytes_;
    std::size_t taken_ = 0;
};

char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
}

// Where the value of a header begins in a head in lower case; npos when it is not there.
std::size_t value_of(const std::string& head, std::string_view name) {
    const std::size_t found = head.find(name);
    return found == std::string::npos ? found : head.find_first_not_of(" \t", found + name.size());
}

// Of a body in chunks: each its length in hexadecimal digits, and the last of length zero. Zero
// when there is too much of it, or it is no such body.
std::optional<std::size_t> chunked_size(std::string_view body, std::size_t bytes_max) {
    std::size_t place = 0;
    while (place < 2 * bytes_max) {
        const std::size_t end_of_line = body.find("\r\n", place);
        if (end_of_line == std::string_view::npos) {
            return body.size() - std::min(place, body.size()) < 100 ? std::nullopt
                                                                    : std::optional<std::size_t>{0};
        }
        std::size_t length = 0;
        const auto read =
            std::from_chars(body.data() + place, body.data() + end_of_line, length, 16);
        if (read.ec != std::errc{} || length > bytes_max) {
            return 0;
        }
        if (length == 0) {
            const std::size_t end = body.find(end_of_head, end_of_line);
            return end == std::string_view::npos ? std::nullopt
                                                 : std::optional{end + end_of_head.size()};
        }
        place = end_of_line + 2 + length + 2;
    }
    return 0;
}

}  // namespace

std::optional<std::size_t> request_size(std::string_view bytes, std::size_t body_bytes_max) {
    const std::size_t end = bytes.substr(0, head_bytes_max).find(end_of_head);
    if (end == std::string_view::npos) {
        return bytes.size() < head_bytes_max ? std::nullopt : std::optional<std::size_t>{0};
    }
    const std::size_t head_size = end + end_of_head.size();
    std::string head{bytes.substr(0, head_size)};
    std::ranges::transform(head, head.begin(), lowered);
    if (head.find("\r\ntransfer-encoding:") != std::string::npos) {
        const std::optional<std::size_t> body =
            chunked_size(bytes.substr(head_size), body_bytes_max);
        return body ? std::optional{*body == 0 ? 0 : head_size + *body} : std::nullopt;
    }
    const std::size_t value = value_of(head, "\r\ncontent-length:");
    if (value == std::string::npos) {
        return head_size;
    }
    std::size_t length = 0;
    const char* const digits = head.data() + value;
    const auto read = std::from_chars(digits, head.data() + head.size(), length);
    if (read.ec != std::errc{} || read.ptr == digits || length > body_bytes_max) {
        return 0;
    }
    return head_size + length;
}

Porch::Porch(const Poco::Net::ServerSocket& door, Limits limits)
    : door_{door}, limits_{limits}, bell_{eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)} {
    base::ensure(bell_ >= 0, "a bell can be made");
    door_.setBlocking(false);
    watch_ = std::thread{[this] { watch(); }};
}

Porch::~Porch() {
    close();
    ::close(bell_);
}

std::optional<Poco::Net::StreamSocket> Porch::next() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return !ready_.empty() || !is_open_; });
    if (ready_.empty()) {
        return std::nullopt;
    }
    Poco::Net::StreamSocket guest = ready_.front();
    const bool was_full = ready_.size() >= limits_.ready_max;
    ready_.pop_front();
    if (was_full) {
        eventfd_write(bell_, 1);
    }
    return guest;
}

void Porch::close() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    eventfd_write(bell_, 1);
    if (watch_.joinable()) {
        watch_.join();
    }
    // Only now is it certain that nobody is handed over any more.
    {
        const std::lock_guard lock{mutex_};
        is_open_ = false;
    }
    changed_.notify_all();
}

void Porch::watch() {
    for (;;) {
        bool may_enter = false;
        {
            const std::lock_guard lock{mutex_};
            if (is_closing_) {
                break;
            }
            may_enter = ready_.size() < limits_.ready_max;
        }
        wait_for_news(may_enter);
        make_room();
    }
    while (!guests_.empty()) {
        show_out(guests_.begin());
    }
}

// One look at the door, the bell and everybody who waits.
void Porch::wait_for_news(bool may_enter) {
    std::vector<pollfd> watched{{bell_, POLLIN, 0}};
    if (may_enter) {
        watched.push_back({door_.impl()->sockfd(), POLLIN, 0});
    }
    std::vector<Guests::iterator> places;
    for (auto guest = guests_.begin(); guest != guests_.end(); ++guest) {
        watched.push_back({guest->connection, POLLIN, 0});
        places.push_back(guest);
    }
    // Everybody has the same patience, so who came first leaves first.
    int milliseconds = -1;
    if (!guests_.empty()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(guests_.front().leaves_at - Clock::now());
        milliseconds = std::max(0, static_cast<int>(left.count()));
    }
    if (poll(watched.data(), watched.size(), milliseconds) <= 0) {
        return;
    }
    eventfd_t rings = 0;
    eventfd_read(bell_, &rings);
    const std::size_t first = watched.size() - places.size();
    for (std::size_t place = 0; place < places.size(); ++place) {
        if (watched[first + place].revents != 0) {
            listen_to(places[place]);
        }
    }
    if (may_enter && watched[1].revents != 0) {
        let_in();
    }
}

void Porch::let_in() {
    // Not more at once than there is room for: the others wait at the door a moment longer.
    for (std::size_t count = 0; count < limits_.ready_max; ++count) {
        const int connection =
            accept4(door_.impl()->sockfd(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (connection < 0) {
            return;
        }
        guests_.push_back({connection, Clock::now() + limits_.patience});
        listen_to(std::prev(guests_.end()));  // most have sent all of it already
    }
}

void Porch::listen_to(Guests::iterator guest) {
    std::array<char, 16384> part{};
    const ssize_t length = recv(guest->connection, part.data(), part.size(), 0);
    if (length <= 0) {
        const bool will_send = length < 0 && (errno == EAGAIN || errno == EINTR);
        if (!will_send) {
            show_out(guest);
        }
        return;
    }
    guest->bytes.append(part.data(), static_cast<std::size_t>(length));
    bytes_ += static_cast<std::size_t>(length);
    if (!guest->size) {
        guest->size = request_size(guest->bytes, limits_.body_bytes_max);
    }
    if (guest->size && guest->bytes.size() >= *guest->size) {
        hand_over(guest);
    }
}

void Porch::show_out(Guests::iterator guest) {
    ::close(guest->connection);
    bytes_ -= guest->bytes.size();
    guests_.erase(guest);
}

void Porch::make_room() {
    const Clock::time_point now = Clock::now();
    while (!guests_.empty() && (guests_.front().leaves_at <= now ||
                                guests_.size() > limits_.guests_max || bytes_ > limits_.bytes_max)
    ) {
        show_out(guests_.begin());
    }
}

void Porch::hand_over(Guests::iterator guest) {
    const int connection = guest->connection;
    fcntl(connection, F_SETFL, fcntl(connection, F_GETFL) & ~O_NONBLOCK);
    bytes_ -= guest->bytes.size();
    Poco::Net::StreamSocket socket{new RequestInMemory{connection, std::move(guest->bytes)}};
    guests_.erase(guest);
    {
        const std::lock_guard lock{mutex_};
        ready_.push_back(std::move(socket));
    }
    changed_.notify_one();
}

}  // namespace draagkracht::api
