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
};

constexpr OtherMessage other_messages[] = {
    {"camt.052.", "a report in the course of the day, whose entries are not final"},
    {"camt.053.", "a camt.053 of a version that is not known here"},
    {"camt.054.", "a camt.054 of a version that is not known here"},
    {"head.001.", "a business envelope around a message"},
    {"pain.001.", "an order to pay"},
    {"pain.002.", "a report of the bank on an order"},
    {"pain.008.", "an order to collect"},
};

std::string_view what_is(std::string_view message) {
    for (const OtherMessage& other : other_messages) {
        if (message.starts_with(other.beginning)) {
            return other.what;
        }
    }
    return "another document";
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
        return base::problem(
            "payments.unknown-format",
            fmt::format(
                "this is no camt.053 statement but {}: its root is '{}' in namespace '{}'",
                what_is(message),
                name.substr(0, 60),
                space.substr(0, 100)
            ),
            "hand in a camt.053.001.02 or camt.053.001.08 as the bank sent it"
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
