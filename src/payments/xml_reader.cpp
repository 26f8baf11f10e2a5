#include "payments/xml_reader.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <new>

namespace draagkracht::payments {

namespace {

constexpr int buffer_bytes = 64 * 1024;
constexpr std::uint64_t token_bytes_max =
    1024UL * 1024;             // one tag with its attributes, one comment
constexpr int depth_max = 64;  // a camt.053 has some fifteen levels

}  // namespace

struct XmlReader::Callbacks {
    static XmlReader& reader_of(void* user_data) { return *static_cast<XmlReader*>(user_data); }

    static void on_start(void* user_data, const char* name, const char** attributes) {
        XmlReader& reader = reader_of(user_data);
        reader.tell([&reader, name, attributes]() -> base::Done {
            if (++reader.depth_ > depth_max) {
                return base::problem(
                    "payments.too-deep", fmt::format("elements are nested over {} deep", depth_max)
                );
            }
            return reader.listener_.start(name, attributes);
        });
    }

    static void on_end(void* user_data, const char*) {
        XmlReader& reader = reader_of(user_data);
        --reader.depth_;
        reader.tell([&reader] { return reader.listener_.end(); });
    }

    static void on_text(void* user_data, const char* text, int length) {
        XmlReader& reader = reader_of(user_data);
        const std::string_view piece{text, static_cast<std::size_t>(length)};
        reader.tell([&reader, piece] { return reader.listener_.text(piece); });
    }

    static void on_document_type(void* user_data, const char*, const char*, const char*, int) {
        reader_of(user_data).tell([]() -> base::Done {
            return base::problem(
                "payments.document-type",
                "the file declares a document type (DTD) or entities; a bank statement has none",
                "download the statement from the bank again"
            );
        });
    }
};

void XmlReader::FreeParser::operator()(XML_ParserStruct* parser) const {
    XML_ParserFree(parser);
}

XmlReader::XmlReader(std::istream& file, std::string file_name, XmlListener& listener)
    : file_{file},
      file_name_{std::move(file_name)},
      listener_{listener},
      parser_{XML_ParserCreateNS(nullptr, '|')} {
    if (!parser_) {
        throw std::bad_alloc{};
    }
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), Callbacks::on_start, Callbacks::on_end);
    XML_SetCharacterDataHandler(parser_.get(), Callbacks::on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), Callbacks::on_document_type);
}

XmlReader::~XmlReader() = default;

template <typename Tell>
void XmlReader::tell(Tell tell_listener) {
    if (!heard_ || thrown_) {
        return;  // the parser may still finish the tag it is at
    }
    try {
        heard_ = tell_listener();
    } catch (...) {
        thrown_ = std::current_exception();
    }
    if (!heard_) {
        heard_ = tl::unexpected(here(heard_.error()));
    }
    if (!heard_ || thrown_) {
        XML_StopParser(parser_.get(), XML_FALSE);
    }
}

base::Outcome<bool> XmlReader::advance() {
    void* const buffer = XML_GetBuffer(parser_.get(), buffer_bytes);
    if (buffer == nullptr) {
        throw std::bad_alloc{};
    }
    file_.read(static_cast<char*>(buffer), buffer_bytes);
    const auto length = static_cast<int>(file_.gcount());
    if (file_.bad()) {
        return tl::unexpected(here(base::problem(
                                       "payments.unreadable-file",
                                       "the file cannot be read any further",
                                       "check the disk or copy the file again"
        )
                                       .value()));
    }
    bytes_read_ += static_cast<std::uint64_t>(length);
    const bool at_end = file_.eof();
    const XML_Status status = XML_ParseBuffer(parser_.get(), length, at_end ? 1 : 0);
    if (thrown_) {
        std::rethrow_exception(thrown_);
    }
    if (!heard_) {
        return tl::unexpected(heard_.error());
    }
    if (status == XML_STATUS_ERROR) {
        return tl::unexpected(parser_problem(at_end));
    }
    const auto bytes_parsed = static_cast<std::uint64_t>(XML_GetCurrentByteIndex(parser_.get()));
    if (bytes_read_ - bytes_parsed > token_bytes_max) {
        return tl::unexpected(here(
            base::problem("payments.too-large", "one tag or comment is over a megabyte").value()
        ));
    }
    return !at_end;
}

base::Problem XmlReader::parser_problem(bool at_end) const {
    const XML_Error error = XML_GetErrorCode(parser_.get());
    const auto told = [this](std::string code, std::string message, std::string remedy) {
        return here(base::problem(std::move(code), std::move(message), std::move(remedy)).value());
    };
    const bool unfinished = error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN ||
                            error == XML_ERROR_PARTIAL_CHAR;
    if (bytes_read_ == 0) {
        return told("payments.cut-off", "the file is empty", "download it from the bank again");
    }
    if (at_end && unfinished) {
        return told(
            "payments.cut-off",
            "the file ends before the document does",
            "it was probably cut off on the way: download it from the bank again"
        );
    }
    if (error == XML_ERROR_UNKNOWN_ENCODING || error == XML_ERROR_INCORRECT_ENCODING) {
        return told(
            "payments.wrong-encoding",
            "the file has another character encoding than UTF-8, or than it says",
            "save it as the bank sent it"
        );
    }
    return told(
        "payments.not-xml",
        fmt::format("this is not well-formed XML: {}", XML_ErrorString(error)),
        "check that this is the statement as the bank sent it"
    );
}

base::Problem XmlReader::here(const base::Problem& problem) const {
    const std::string line =
        fmt::format("{}:{}", file_name_, XML_GetCurrentLineNumber(parser_.get()));
    const std::string place = listener_.place();
    return place.empty() ? problem.at(line) : problem.at(place).at(line);
}

}  // namespace draagkracht::payments
