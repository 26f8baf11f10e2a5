// A file as large as wanted, and what memory reading it took.
#pragma once

#include <sys/resource.h>

#include <cstddef>
#include <streambuf>
#include <string>

namespace draagkracht::payments {

// A file as large as wanted that exists nowhere: a beginning, then one piece over and over.
class EndlessFile : public std::streambuf {
  public:
    EndlessFile(std::string beginning, std::string piece, std::size_t times, std::string end)
        : current_{std::move(beginning)},
          piece_{std::move(piece)},
          left_{times},
          end_{std::move(end)} {
        if (!current_.empty()) {
            show(current_);
        }
    }

  protected:
    int_type underflow() override {
        if (left_ > 0) {
            --left_;
            show(piece_);
        } else if (!end_.empty()) {
            current_ = std::move(end_);
            end_.clear();
            show(current_);
        } else {
            return traits_type::eof();
        }
        return traits_type::to_int_type(*gptr());
    }

  private:
    void show(std::string& text) { setg(&text.front(), &text.front(), &text.back() + 1); }
    std::string current_;
    std::string piece_;
    std::size_t left_;
    std::string end_;
};

[[nodiscard]] inline long peak_memory_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

}  // namespace draagkracht::payments
