#include "payments/entry_spool_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include "draagkracht/base/problem.hpp"
#include "payments/entry_bytes.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::uint64_t block_bytes = 64;  // of ChaCha20
constexpr std::size_t piece_bytes = 4096 * block_bytes;

// A record is its length, of which kind it is, and what it says.
using Length = std::uint32_t;
constexpr char entry_kind = 'E';
constexpr char statement_kind = 'S';

// /var/tmp is on a disk, where /tmp may be memory.
std::string folder_for_large_files() {
    const char* const wanted = std::getenv("TMPDIR");
    return wanted == nullptr || *wanted == '\0' ? "/var/tmp" : wanted;
}

// Not every file system can make a file without a name; there it loses it at once.
int open_without_name() {
    const std::string folder = folder_for_large_files();
    const int nameless = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0) {
        return nameless;
    }
    std::string name = folder + "/draagkracht-XXXXXX";
    const int descriptor = mkostemp(name.data(), O_CLOEXEC);
    if (descriptor >= 0) {
        unlink(name.c_str());
    }
    return descriptor;
}

// Encrypts and decrypts, which are the same, what stands at that place. The key is of one spool,
// and each place is written once.
void apply(const std::string& key, std::uint64_t place, std::string& bytes) {
    base::ensure(place % block_bytes == 0, "a stretch of the spool begins with a block");
    constexpr std::array<unsigned char, crypto_stream_chacha20_NONCEBYTES> nonce{};
    void* const in_place = bytes.data();
    const void* const of_key = key.data();
    auto* const raw = static_cast<unsigned char*>(in_place);
    crypto_stream_chacha20_xor_ic(
        raw,
        raw,
        bytes.size(),
        nonce.data(),
        place / block_bytes,
        static_cast<const unsigned char*>(of_key)
    );
}

class SpoolReader : public StatementReader {
  public:
    SpoolReader(int descriptor, std::string key, SpooledFile file)
        : descriptor_{descriptor}, key_{std::move(key)}, file_{file} {}

    base::Outcome<StatementPiece> next() override {
        if (!has(sizeof(Length))) {
            return EndOfFile{};
        }
        Length length = 0;
        std::memcpy(&length, bytes_.data() + place_, sizeof length);
        place_ += sizeof length;
        base::ensure(has(length), "what was kept of a file can be read back");
        const std::string_view record = std::string_view{bytes_}.substr(place_, length);
        place_ += length;
        if (record.front() == entry_kind) {
            return entry_of(record.substr(1));
        }
        std::uint64_t number = 0;
        std::memcpy(&number, record.data() + 1, sizeof number);
        Statement statement;
        statement.number = number;
        return statement;
    }

  private:
    // Whether so many bytes are left, which are read when they are not here yet.
    bool has(std::size_t wanted) {
        while (bytes_.size() - place_ < wanted && file_.begin < file_.end) {
            bytes_.erase(0, place_);
            place_ = 0;
            std::string more(std::min<std::uint64_t>(piece_bytes, file_.end - file_.begin), '\0');
            read_piece(more);
            apply(key_, file_.begin, more);
            file_.begin += more.size();
            bytes_ += more;
        }
        return bytes_.size() - place_ >= wanted;
    }

    void read_piece(std::string& piece) const {
        for (std::size_t done = 0; done < piece.size();) {
            const ssize_t count = pread(
                descriptor_,
                piece.data() + done,
                piece.size() - done,
                static_cast<off_t>(file_.begin + done)
            );
            if (count <= 0) {
                throw std::system_error{
                    errno, std::generic_category(), "what was kept of a file cannot be read back"};
            }
            done += static_cast<std::size_t>(count);
        }
    }

    int descriptor_;
    std::string key_;
    SpooledFile file_;  // what is not read yet
    std::string bytes_;
    std::size_t place_ = 0;
};

}  // namespace

EntrySpool::EntrySpool()
    : descriptor_{open_without_name()}, key_(crypto_stream_chacha20_KEYBYTES, '\0') {
    base::ensure(sodium_init() >= 0, "libsodium is ready");
    randombytes_buf(key_.data(), key_.size());
}

EntrySpool::~EntrySpool() {
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

void EntrySpool::begin() {
    end_ = (end_ + block_bytes - 1) / block_bytes * block_bytes;
    begin_ = end_;
    bytes_.clear();
    is_whole_ = descriptor_ >= 0;
}

template <typename Append>
void EntrySpool::add_record(char kind, Append append) {
    if (!is_whole_) {
        return;
    }
    const std::size_t start = bytes_.size();
    bytes_.append(sizeof(Length), '\0');
    bytes_ += kind;
    append();
    const auto length = static_cast<Length>(bytes_.size() - start - sizeof(Length));
    std::memcpy(bytes_.data() + start, &length, sizeof length);
    if (bytes_.size() >= piece_bytes) {
        write_out(bytes_.size() / block_bytes * block_bytes);
    }
}

void EntrySpool::add(const Entry& entry) {
    add_record(entry_kind, [&] { append_bytes(bytes_, entry); });
}

void EntrySpool::add_end_of(const Statement& statement) {
    add_record(statement_kind, [&] {
        const std::uint64_t number = statement.number;
        char raw[sizeof number];
        std::memcpy(raw, &number, sizeof number);
        bytes_.append(raw, sizeof number);
    });
}

base::Outcome<SpooledFile> EntrySpool::finish() {
    write_out(bytes_.size());
    if (!is_whole_) {
        return base::problem(
            "payments.no-room",
            fmt::format(
                "there is no room in {} to keep what was read until it is booked",
                folder_for_large_files()
            ),
            "make room there, or name another folder in TMPDIR; nothing of the file is booked"
        );
    }
    return SpooledFile{begin_, end_};
}

std::unique_ptr<StatementReader> EntrySpool::read(SpooledFile file) const {
    return std::make_unique<SpoolReader>(descriptor_, key_, file);
}

// The rest waits for more.
void EntrySpool::write_out(std::size_t count) {
    if (!is_whole_) {
        return;  // what was written last may end inside a block
    }
    std::string rest = bytes_.substr(count);
    bytes_.resize(count);
    apply(key_, end_, bytes_);
    for (std::size_t done = 0; is_whole_ && done < count;) {
        const ssize_t written =
            pwrite(descriptor_, bytes_.data() + done, count - done, static_cast<off_t>(end_));
        is_whole_ = written > 0;
        done += is_whole_ ? static_cast<std::size_t>(written) : 0;
        end_ += is_whole_ ? static_cast<std::uint64_t>(written) : 0;
    }
    bytes_ = std::move(rest);
    if (!is_whole_) {
        // The database may need the room. No place is written twice, so the end stays where it is.
        (void)!ftruncate(descriptor_, static_cast<off_t>(begin_));
    }
}

}  // namespace draagkracht::payments
