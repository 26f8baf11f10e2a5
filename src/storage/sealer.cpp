#include "draagkracht/storage/sealer.hpp"

#include <sodium.h>

#include <fstream>
#include <vector>

namespace draagkracht::storage {

namespace {

using Bytes = std::vector<unsigned char>;

void start_sodium() {
    base::ensure(sodium_init() >= 0, "libsodium can start");
}

const unsigned char* bytes_of(std::string_view text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libsodium speaks in bytes.
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const Bytes& bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

std::string base64_of(const Bytes& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(
        text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL
    );
    text.pop_back();
    return text;
}

bool decode_base64(std::string_view text, Bytes& bytes) {
    bytes.resize(text.size());
    std::size_t length = 0;
    const int failed = sodium_base642bin(
        bytes.data(),
        bytes.size(),
        text.data(),
        text.size(),
        nullptr,
        &length,
        nullptr,
        sodium_base64_VARIANT_ORIGINAL
    );
    bytes.resize(length);
    return failed == 0;
}

}  // namespace

Sealer::Sealer(const Key& master) {
    const auto derive = [&master](Key& key, std::uint64_t number) {
        crypto_kdf_derive_from_key(key.data(), key.size(), number, "draagkra", master.data());
    };
    derive(sealing_key_, 1);
    derive(index_key_, 2);
}

base::Outcome<Sealer> Sealer::from_key_file(const std::filesystem::path& path) {
    start_sodium();
    std::ifstream file{path};
    std::string digits;
    if (!file || !(file >> digits)) {
        return base::problem(
            "storage.no-key-file",
            "the key file '" + path.string() + "' cannot be read",
            "set security.key_file in draagkracht.toml, or make one with: draagkracht migrate"
        );
    }
    Key master{};
    std::size_t length = 0;
    const int failed = sodium_hex2bin(
        master.data(), master.size(), digits.data(), digits.size(), nullptr, &length, nullptr
    );
    if (failed != 0 || length != master.size() || digits.size() != 2 * master.size()) {
        return base::problem(
            "storage.bad-key-file",
            "the key file '" + path.string() + "' does not hold 64 hexadecimal digits",
            "restore it from where the keys of this office are kept"
        );
    }
    return Sealer{master};
}

base::Done Sealer::create_key_file(const std::filesystem::path& path) {
    start_sodium();
    if (std::filesystem::exists(path)) {
        return base::problem(
            "storage.key-file-exists",
            "there is a key file already: '" + path.string() + "'",
            "what was sealed with it can be read with no other key, so it is never overwritten"
        );
    }
    Bytes master(crypto_kdf_KEYBYTES);
    randombytes_buf(master.data(), master.size());
    std::ofstream file{path};
    std::filesystem::permissions(
        path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write
    );
    file << hex_of(master) << '\n';
    file.flush();
    if (!file) {
        return base::problem(
            "storage.no-key-file", "the key file '" + path.string() + "' cannot be written"
        );
    }
    return {};
}

std::string Sealer::seal(std::string_view text, std::string_view place) const {
    Bytes sealed(
        crypto_aead_xchacha20poly1305_ietf_NPUBBYTES + text.size() +
        crypto_aead_xchacha20poly1305_ietf_ABYTES
    );
    randombytes_buf(sealed.data(), crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data() + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
        nullptr,
        bytes_of(text),
        text.size(),
        bytes_of(place),
        place.size(),
        nullptr,
        sealed.data(),
        sealing_key_.data()
    );
    return base64_of(sealed);
}

base::Outcome<std::string> Sealer::unseal(std::string_view sealed, std::string_view place) const {
    constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
    constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
    Bytes bytes;
    const bool decoded = decode_base64(sealed, bytes) && bytes.size() >= nonce_size + tag_size;
    Bytes text(decoded ? bytes.size() - nonce_size - tag_size : 0);
    const bool opened = decoded && crypto_aead_xchacha20poly1305_ietf_decrypt(
                                       text.data(),
                                       nullptr,
                                       nullptr,
                                       bytes.data() + nonce_size,
                                       bytes.size() - nonce_size,
                                       bytes_of(place),
                                       place.size(),
                                       bytes.data(),
                                       sealing_key_.data()
                                   ) == 0;
    if (!opened) {
        return base::problem(
            "storage.cannot-unseal",
            "a sealed text cannot be opened: the key is another one, or the text was changed",
            "check security.key_file in draagkracht.toml"
        );
    }
    return std::string{text.begin(), text.end()};
}

std::string Sealer::blind_index(std::string_view text, std::string_view purpose) const {
    const std::string message = std::string{purpose} + ":" + std::string{text};
    Bytes hash(crypto_generichash_BYTES);
    crypto_generichash(
        hash.data(),
        hash.size(),
        bytes_of(message),
        message.size(),
        index_key_.data(),
        index_key_.size()
    );
    return hex_of(hash);
}

}  // namespace draagkracht::storage
