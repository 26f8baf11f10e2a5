#include "cli/whole_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>

namespace draagkracht::cli {

namespace fs = std::filesystem;

namespace {

// On the disk, and not in the memory of the machine alone.
bool reach_the_disk(const fs::path& path, int flags) {
    const int file = open(path.c_str(), flags | O_CLOEXEC);
    const bool done = file >= 0 && fsync(file) == 0;
    if (file >= 0) {
        close(file);
    }
    return done;
}

}  // namespace

base::Done make_folder(const fs::path& folder) {
    std::error_code failed;
    const bool is_new = fs::create_directories(folder, failed);
    if (is_new) {
        fs::permissions(folder, fs::perms::owner_all, failed);
    }
    if (failed || !fs::is_directory(folder)) {
        return tl::unexpected(base::Problem{
            "cli.unwritable-folder", "nothing can be laid here", folder.string(), {}});
    }
    return {};
}

base::Done write_whole(const fs::path& path, const std::string& bytes) {
    const fs::path half = path.string() + ".part";
    std::ofstream file{half, std::ios::binary};
    std::error_code failed;
    // Names and accounts of people stand in it.
    fs::permissions(half, fs::perms::owner_read | fs::perms::owner_write, failed);
    file << bytes;
    file.close();
    if (file && reach_the_disk(half, O_RDONLY)) {
        fs::rename(half, path, failed);
        if (!failed && reach_the_disk(path.parent_path(), O_RDONLY | O_DIRECTORY)) {
            return {};
        }
    }
    return tl::unexpected(base::Problem{
        "cli.unwritable-folder",
        "this could not be laid out; the register has it",
        path.string(),
        "make room and run this again: what is not laid out yet is laid out then"});
}

}  // namespace draagkracht::cli
