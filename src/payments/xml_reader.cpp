#include "payments/xml_reader.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

namespace draagkracht::payments {

namespace {

constexpr std::size_t buffer_bytes = 64UL * 1024;
constexpr std::ptrdiff_t token_bytes_max =
    1024L * 1024;              // one tag with its attributes, one comment
constexpr int depth_max = 64;  // a camt.053 has some fifteen levels

std::string_view view_of(const xmlChar* text) {
    const void* const bytes = text;
    return text == nullptr ? std::string_view{} : static_cast<const char*>(bytes);
}

std::string_view view_of(const xmlChar* text, std::size_t length) {
    const void* const bytes = text;
    return {static_cast<const char*>(bytes), length};
}

constexpr std::array encoding_errors{
    XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING, XML_ERR_INVALID_ENCODING};

tl::unexpected<base::Problem> not_xml(const xmlError* error) {
    // The first line alone: what follows shows a piece of the file.
    const std::string_view message = error == nullptr ? "" : error->message;
    return base::problem(
        "payments.not-xml",
        fmt::format(
            "this is not well-formed XML: {}",
            message.substr(0, std::min(message.find('\n'), 200UL))
        ),
        "check that this is the statement as the bank sent it"
    );
}

}  // namespace

std::string_view XmlAttributes::value_of(std::string_view name) const {
    constexpr std::size_t pointers_of_one = 5;
    for (std::size_t place = 0; place < count_; ++place) {
        const unsigned char* const* const one = first_ + place * pointers_of_one;
        if (view_of(one[0]) == name) {
            return view_of(one[3], static_cast<std::size_t>(one[4] - one[3]));
        }
    }
    return {};
}

struct XmlReader::Callbacks {
    static XmlReader& reader_of(void* user_data) { return *static_cast<XmlReader*>(user_data); }

    static void on_start(
        void* user_data,
        const xmlChar* name,
        const xmlChar* /*prefix*/,
        const xmlChar* space,
        int /*namespaces*/,
        const xmlChar** /*namespaces*/,
        int attributes,
        int /*defaulted*/,
        const xmlChar** first_attribute
    ) {
        XmlReader& reader = reader_of(user_data);
        reader.tell([&]() -> base::Done {
            if (++reader.depth_ > depth_max) {
                return base::problem(
                    "payments.too-deep", fmt::format("elements are nested over {} deep", depth_max)
                );
            }
            return reader.listener_.start(
                view_of(name),
                reader.space_at(space),
                {first_attribute, static_cast<std::size_t>(attributes)}
            );
        });
    }

    static void on_end(
        void* user_data,
        const xmlChar* /*name*/,
        const xmlChar* /*prefix*/,
        const xmlChar* /*space*/
    ) {
        XmlReader& reader = reader_of(user_data);
        --reader.depth_;
        reader.tell([&reader] { return reader.listener_.end(); });
    }

    static void on_text(void* user_data, const xmlChar* text, int length) {
        XmlReader& reader = reader_of(user_data);
        const std::string_view piece = view_of(text, static_cast<std::size_t>(length));
        reader.tell([&reader, piece] { return reader.listener_.text(piece); });
    }

    static void on_document_type(
        void* user_data, const xmlChar* /*name*/, const xmlChar* /*id*/, const xmlChar* /*address*/
    ) {
        reader_of(user_data).tell([]() -> base::Done {
            return base::problem(
                "payments.document-type",
                "the file declares a document type (DTD) or entities; a bank statement has none",
                "download the statement from the bank again"
            );
        });
    }

    // The parser keeps the error and is asked for it, and stops by itself but for a prefix that
    // nobody declared.
    static void on_error(void* user_data, xmlError* error) {
        if (error->domain == XML_FROM_NAMESPACE && error->level >= XML_ERR_ERROR) {
            reader_of(user_data).tell([error]() -> base::Done { return not_xml(error); });
        }
    }
};

void XmlReader::FreeParser::operator()(_xmlParserCtxt* parser) const {
    xmlFreeParserCtxt(parser);
}

XmlReader::XmlReader(std::istream& file, std::string file_name, XmlListener& listener)
    : file_{file}, file_name_{std::move(file_name)}, listener_{listener}, buffer_(buffer_bytes) {
    xmlInitParser();
    xmlSAXHandler handler{};
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = Callbacks::on_start;
    handler.endElementNs = Callbacks::on_end;
    handler.characters = Callbacks::on_text;
    handler.ignorableWhitespace = Callbacks::on_text;
    handler.internalSubset = Callbacks::on_document_type;
    handler.serror = Callbacks::on_error;
    parser_.reset(xmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr));
    if (!parser_) {
        throw std::bad_alloc{};
    }
    xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET);
}

XmlReader::~XmlReader() = default;

std::string_view XmlReader::space_at(const unsigned char* space) {
    const void* const bytes = space;
    if (bytes != last_space_.data()) {
        last_space_ = view_of(space);
    }
    return last_space_;
}

template <typename Tell>
void XmlReader::tell(const Tell& tell_listener) {
    if (!heard_ || thrown_) {
        return;  // the parser may still finish the tag it is at
    }
    try {
        if (const base::Done said = tell_listener(); !said) {
            heard_ = tl::unexpected(here(said.error()));
        }
    } catch (...) {
        thrown_ = std::current_exception();
    }
    if (!heard_ || thrown_) {
        xmlStopParser(parser_.get());
    }
}

base::Outcome<bool> XmlReader::advance() {
    file_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    const auto length = static_cast<std::size_t>(file_.gcount());
    if (file_.bad()) {
        return tl::unexpected(here(base::problem(
                                       "payments.unreadable-file",
                                       "the file cannot be read any further",
                                       "check the disk or copy the file again"
        )
                                       .value()));
    }
    bytes_read_ += length;
    const bool at_end = file_.eof();
    base::Done parsed = parse({buffer_.data(), length}, false);
    if (parsed && at_end) {
        parsed = parse({}, true);
    }
    return parsed ? base::Outcome<bool>{!at_end} : tl::unexpected(parsed.error());
}

base::Done XmlReader::parse(std::string_view bytes, bool is_end) {
    xmlParseChunk(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), is_end ? 1 : 0);
    if (thrown_) {
        std::rethrow_exception(thrown_);
    }
    if (!heard_) {
        return heard_;
    }
    if (parser_->wellFormed == 0) {
        return tl::unexpected(parser_problem(is_end));
    }
    if (parser_->input->end - parser_->input->cur > token_bytes_max) {
        return tl::unexpected(here(
            base::problem("payments.too-large", "one tag or comment is over a megabyte").value()
        ));
    }
    return {};
}

base::Problem XmlReader::parser_problem(bool at_end) const {
    const auto told = [this](std::string code, std::string message, std::string remedy) {
        return here(base::problem(std::move(code), std::move(message), std::move(remedy)).value());
    };
    if (bytes_read_ == 0) {
        return told("payments.cut-off", "the file is empty", "download it from the bank again");
    }
    // Nothing was wrong yet, so the parser waits for what is not there.
    if (at_end) {
        return told(
            "payments.cut-off",
            "the file ends before the document does",
            "it was probably cut off on the way: download it from the bank again"
        );
    }
    const xmlError* const error = xmlCtxtGetLastError(parser_.get());
    const int code = error == nullptr ? XML_ERR_OK : error->code;
    if (std::ranges::find(encoding_errors, code) != encoding_errors.end()) {
        return told(
            "payments.wrong-encoding",
            "the file has another character encoding than UTF-8, or than it says",
            "save it as the bank sent it"
        );
    }
    return here(not_xml(error).value());
}

base::Problem XmlReader::here(const base::Problem& problem) const {
    const int line_number = parser_->input == nullptr ? 1 : parser_->input->line;
    const std::string line = fmt::format("{}:{}", file_name_, line_number);
    const std::string place = listener_.place();
    return place.empty() ? problem.at(line) : problem.at(place).at(line);
}

}  // namespace draagkracht::payments
