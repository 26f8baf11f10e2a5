// Reads XML from a stream through one fixed buffer and hands its elements to a listener, so that
// memory does not grow with the file. What a bank never sends and an attacker may is refused: a
// document type (and with it entities), nesting beyond reason, one tag of megabytes.
#pragma once

#include <cstdint>
#include <exception>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"

struct _xmlParserCtxt;

namespace draagkracht::payments {

// The attributes of one tag.
class XmlAttributes {
  public:
    // As the parser has them: five pointers an attribute, of which the first is its name and the
    // last two are around its value.
    XmlAttributes(const unsigned char* const* first, std::size_t count)
        : first_{first}, count_{count} {}

    // Empty when there is none of that name.
    [[nodiscard]] std::string_view value_of(std::string_view name) const;

  private:
    const unsigned char* const* first_;
    std::size_t count_;
};

// Hears what is in the file. A problem stops the reading.
class XmlListener {
  public:
    virtual ~XmlListener() = default;

    // `space` is the namespace of the element, empty when it has none. Elements of one namespace
    // have the same view of it, to the address.
    virtual base::Done start(
        std::string_view name, std::string_view space, const XmlAttributes& attributes
    ) = 0;
    // A piece of the text between two tags.
    virtual base::Done text(std::string_view piece) = 0;
    virtual base::Done end() = 0;
    // Where in the document this is, for problems: "statement 1, entry 3".
    [[nodiscard]] virtual std::string place() const = 0;
};

class XmlReader {
  public:
    XmlReader(std::istream& file, std::string file_name, XmlListener& listener);
    ~XmlReader();
    XmlReader(const XmlReader&) = delete;
    XmlReader& operator=(const XmlReader&) = delete;

    // Reads one buffer further and tells whether there is more. A problem has its place: file, line
    // and what the listener calls it.
    [[nodiscard]] base::Outcome<bool> advance();

  private:
    struct FreeParser {
        void operator()(_xmlParserCtxt* parser) const;
    };
    // Called by the parser; they let neither a problem nor an exception pass through it.
    struct Callbacks;

    // Hands the parser what was read, or tells it that this was all.
    [[nodiscard]] base::Done parse(std::string_view bytes, bool is_end);
    [[nodiscard]] base::Problem parser_problem(bool at_end) const;
    [[nodiscard]] base::Problem here(const base::Problem& problem) const;
    template <typename Tell>
    void tell(const Tell& tell_listener);
    [[nodiscard]] std::string_view space_at(const unsigned char* space);

    std::istream& file_;
    std::string file_name_;
    XmlListener& listener_;
    std::unique_ptr<_xmlParserCtxt, FreeParser> parser_;
    std::vector<char> buffer_;
    std::uint64_t bytes_read_ = 0;
    int depth_ = 0;
    std::string_view last_space_;  // in the parser, which keeps one copy of each name
    base::Done heard_;             // the listener's problem, or that of a limit
    std::exception_ptr thrown_;    // what the listener threw
};

}  // namespace draagkracht::payments
