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

#include "draagkracht/base/problem.hpp"

struct XML_ParserStruct;

namespace draagkracht::payments {

// Hears what is in the file. A problem stops the reading.
class XmlListener {
  public:
    virtual ~XmlListener() = default;

    // `name` is "namespace|local". Attributes are pairs of name and value, ended by a null pointer.
    virtual base::Done start(std::string_view name, const char* const* attributes) = 0;
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
        void operator()(XML_ParserStruct* parser) const;
    };
    // Called by the parser; they let neither a problem nor an exception pass through it.
    struct Callbacks;

    [[nodiscard]] base::Problem parser_problem(bool at_end) const;
    [[nodiscard]] base::Problem here(const base::Problem& problem) const;
    template <typename Tell>
    void tell(Tell tell_listener);

    std::istream& file_;
    std::string file_name_;
    XmlListener& listener_;
    std::unique_ptr<XML_ParserStruct, FreeParser> parser_;
    std::uint64_t bytes_read_ = 0;
    int depth_ = 0;
    base::Done heard_;           // the listener's problem, or that of a limit
    std::exception_ptr thrown_;  // what the listener threw
};

}  // namespace draagkracht::payments
