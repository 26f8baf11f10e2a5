#include <fmt/format.h>

#include <optional>
#include <vector>

#include "draagkracht/payments/statement_reader.hpp"
#include "payments/camt053_elements.hpp"
#include "payments/xml_reader.hpp"

namespace draagkracht::payments {

namespace {

constexpr std::size_t text_bytes_max = 4096;  // the longest text in a camt.053 has 500 characters

struct KnownNamespace {
    std::string_view message;
    Camt053Version version;
    StatementKind kind = StatementKind::statement;
};

constexpr std::string_view namespace_beginning = "urn:iso:std:iso:20022:tech:xsd:";

constexpr KnownNamespace known_namespaces[] = {
    {"camt.053.001.02", Camt053Version::v02},
    {"camt.053.001.03", Camt053Version::v02},
    {"camt.053.001.04", Camt053Version::v02},
    {"camt.053.001.08", Camt053Version::v08},
    {"camt.054.001.02", Camt053Version::v02, StatementKind::notification},
    {"camt.054.001.04", Camt053Version::v02, StatementKind::notification},
    {"camt.054.001.08", Camt053Version::v08, StatementKind::notification},
};

// Messages that end up where a statement is asked for.
struct OtherMessage {
    std::string_view beginning;
    std::string_view what;
    std::string_view remedy;
};

constexpr std::string_view goes_to_the_bank =
    "this goes to the bank; hand in the statement in which the bank booked it";

constexpr OtherMessage other_messages[] = {
    {"camt.052.",
     "a report in the course of the day, whose entries are not final",
     "hand in the statement of that day: camt.053 or MT940"},
    {"camt.053.",
     "a camt.053 of a version that is not known here",
     "ask the bank for version .02, .03, .04 or .08, or for MT940"},
    {"camt.054.",
     "a camt.054 of a version that is not known here",
     "ask the bank for version .02, .04 or .08"},
    {"head.001.",
     "a business envelope around a message",
     "take the message out of the envelope, from <Document to </Document>, and hand that in"},
    {"pain.001.", "an order to pay", goes_to_the_bank},
    {"pain.002.",
     "a report of the bank on an order",
     "read in it which orders the bank refused; hand in the statement in which it booked others"},
    {"pain.008.", "an order to collect", goes_to_the_bank},
};

constexpr OtherMessage another_document{
    "",
    "another document",
    "hand in a camt.053, camt.054 or MT940 of the bank, without an envelope around it"};

const OtherMessage& what_is(std::string_view message) {
    for (const OtherMessage& other : other_messages) {
        if (message.starts_with(other.beginning)) {
            return other;
        }
    }
    return another_document;
}

bool is_blank(char character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_blank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

// Walks the tree of known elements along with the file, and hands their texts to the content.
class Camt053Listener : public XmlListener {
  public:
    base::Done start(std::string_view name, std::string_view space, const XmlAttributes& attributes)
        override {
        if (tree_ == nullptr) {
            return start_document(name, space);
        }
        const bool may_be_known = skipped_ == 0 && is_of_document(space);
        const std::size_t child =
            may_be_known ? tree_->child_of(path_.back(), name) : ElementTree::unknown;
        if (child == ElementTree::unknown) {
            ++skipped_;
            return {};
        }
        path_.push_back(child);
        const ElementRule& rule = tree_->rule_of(child);
        collecting_ = rule.take != nullptr;
        if (collecting_) {
            text_.clear();
            currency_ = attributes.value_of("Ccy");
        }
        return rule.begin != nullptr ? rule.begin(content) : base::Done{};
    }

    base::Done text(std::string_view piece) override {
        if (!collecting_ || skipped_ > 0) {
            return {};
        }
        if (text_.size() + piece.size() > text_bytes_max) {
            return base::problem(
                "payments.too-large", fmt::format("a text is over {} bytes", text_bytes_max)
            );
        }
        text_ += piece;
        return {};
    }

    base::Done end() override {
        if (skipped_ > 0) {
            --skipped_;
            return {};
        }
        const ElementRule& rule = tree_->rule_of(path_.back());
        path_.pop_back();
        collecting_ = false;
        if (rule.take != nullptr) {
            return rule.take(content, {trimmed(text_), currency_});
        }
        return rule.end != nullptr ? rule.end(content) : base::Done{};
    }

    [[nodiscard]] std::string place() const override { return content.place(); }

    Camt053Content content;

  private:
    // Nearly all elements are of the same namespace, and so have the same view of it.
    bool is_of_document(std::string_view space) {
        if (space.data() != last_space_.data()) {
            last_space_ = space;
            last_is_of_document_ = space == space_;
        }
        return last_is_of_document_;
    }

    base::Done start_document(std::string_view name, std::string_view space) {
        const bool is_iso = space.starts_with(namespace_beginning);
        const std::string_view message =
            is_iso ? space.substr(namespace_beginning.size()) : std::string_view{};
        for (const KnownNamespace& known : known_namespaces) {
            if (name == "Document" && message == known.message) {
                tree_ = &ElementTree::of(known.version, known.kind);
                content.kind = known.kind;
                space_ = space;
                path_.push_back(ElementTree::root);
                return {};
            }
        }
        const OtherMessage& other = what_is(message);
        return base::problem(
            "payments.unknown-format",
            fmt::format(
                "this is no statement that is read here but {}: its root is '{}' in namespace '{}'",
                other.what,
                name.substr(0, 60),
                space.substr(0, 100)
            ),
            std::string{other.remedy}
        );
    }

    const ElementTree* tree_ = nullptr;
    std::string space_;            // of the document
    std::string_view last_space_;  // of an element
    bool last_is_of_document_ = false;
    std::vector<std::size_t> path_;  // the known elements that are open
    std::size_t skipped_ = 0;        // how many unknown ones are open inside them
    bool collecting_ = false;
    std::string text_;
    std::string currency_;
};

class Camt053Reader : public StatementReader {
  public:
    Camt053Reader(std::istream& file, std::string file_name)
        : xml_{file, std::move(file_name), listener_} {}

    base::Outcome<StatementPiece> next() override {
        std::deque<StatementPiece>& pieces = listener_.content.pieces;
        while (pieces.empty() && has_more_ && *has_more_) {
            has_more_ = xml_.advance();
        }
        if (!pieces.empty()) {
            StatementPiece piece = std::move(pieces.front());
            pieces.pop_front();
            return piece;
        }
        if (!has_more_) {
            return tl::unexpected(has_more_.error());
        }
        return EndOfFile{};
    }

  private:
    Camt053Listener listener_;
    XmlReader xml_;
    base::Outcome<bool> has_more_ = true;
};

}  // namespace

std::unique_ptr<StatementReader> read_camt053(std::istream& file, std::string file_name) {
    return std::make_unique<Camt053Reader>(file, std::move(file_name));
}

}  // namespace draagkracht::payments
