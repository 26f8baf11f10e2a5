// Seals what must not be read from a stolen database file: a BSN, the notes of a talk.
//
//     std::string sealed = sealer.seal("111222333", "person_identity.bsn:17");
//     std::string index = sealer.blind_index("111222333", "bsn");      // to look up by
//
// The sealed text is bound to its place (column and row), so that it cannot be moved to another
// person. The blind index is a keyed hash: equal texts have equal indexes, and without the key
// nobody can tell which text it was. XChaCha20-Poly1305 and BLAKE2b of libsodium.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "draagkracht/base/problem.hpp"

namespace draagkracht::storage {

class Sealer {
  public:
    // The key file holds 64 hexadecimal digits and is readable by its owner alone.
    // Problems storage.no-key-file, storage.bad-key-file.
    [[nodiscard]] static base::Outcome<Sealer> from_key_file(const std::filesystem::path& path);
    // Writes a new random key; Problem storage.key-file-exists rather than overwrite one.
    [[nodiscard]] static base::Done create_key_file(const std::filesystem::path& path);

    [[nodiscard]] std::string seal(std::string_view text, std::string_view place) const;
    // Problem storage.cannot-unseal when the key or the place differs, or the text was changed.
    [[nodiscard]] base::Outcome<std::string> unseal(std::string_view sealed, std::string_view place)
        const;
    [[nodiscard]] std::string blind_index(std::string_view text, std::string_view purpose) const;

  private:
    using Key = std::array<unsigned char, 32>;
    explicit Sealer(const Key& master);
    Key sealing_key_{};
    Key index_key_{};
};

}  // namespace draagkracht::storage
