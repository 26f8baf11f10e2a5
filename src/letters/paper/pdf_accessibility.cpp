#include "letters/paper/pdf_accessibility.hpp"

#include <array>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <string_view>

namespace draagkracht::letters {

namespace {

// Cairo marks the content of structure elements only. All else that it paints (rules, panels, the
// footer, a repeated table header) is decoration, and PDF/UA wants that marked as an artifact.
class ArtifactMarker : public QPDFObjectHandle::TokenFilter {
  public:
    void handleToken(const QPDFTokenizer::Token& token) override {
        held_.push_back(token);
        if (token.getType() != QPDFTokenizer::tt_word) {
            return;  // an operand: wait for its operator
        }
        const std::string& operation = token.getValue();
        if (operation == "BDC" || operation == "BMC") {
            ++depth_;
        }
        const bool is_unmarked = depth_ == 0;
        if (is_unmarked && !in_artifact_ && begins_painting(operation)) {
            write("/Artifact BMC\n");
            in_artifact_ = true;
            ending_is_text_ = operation == "BT";
        }
        write_held();
        if (in_artifact_ && ends_painting(operation)) {
            write("\nEMC\n");
            in_artifact_ = false;
        }
        if (operation == "EMC") {
            --depth_;
        }
    }

    void handleEOF() override { write_held(); }

  private:
    static bool begins_painting(const std::string& operation) {
        static const std::set<std::string_view> beginnings{"BT", "m", "re", "Do", "sh"};
        return beginnings.contains(operation);
    }

    [[nodiscard]] bool ends_painting(const std::string& operation) const {
        static const std::set<std::string_view> endings{
            "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "Do", "sh"};
        return ending_is_text_ ? operation == "ET" : endings.contains(operation);
    }

    void write_held() {
        for (const QPDFTokenizer::Token& token : held_) {
            writeToken(token);
        }
        held_.clear();
    }

    std::vector<QPDFTokenizer::Token> held_;
    int depth_ = 0;
    bool in_artifact_ = false;
    bool ending_is_text_ = false;
};

std::string xml_text(const std::string& text) {
    std::string escaped;
    for (const char character : text) {
        switch (character) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            default:
                escaped += character;
        }
    }
    return escaped;
}

std::string xmp_packet(const std::string& title) {
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
           " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
           "<pdfuaid:part>1</pdfuaid:part>\n"
           "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           xml_text(title) +
           "</rdf:li></rdf:Alt></dc:title>\n"
           "<dc:language><rdf:Bag><rdf:li>nl-NL</rdf:li></rdf:Bag></dc:language>\n"
           "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

void mark_catalog(QPDF& pdf, const std::string& title) {
    QPDFObjectHandle catalog = pdf.getRoot();
    catalog.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
    catalog.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString("nl-NL"));
    catalog.replaceKey(
        "/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>")
    );
    QPDFObjectHandle metadata = QPDFObjectHandle::newStream(&pdf, xmp_packet(title));
    metadata.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    catalog.replaceKey("/Metadata", metadata);
}

// Cairo leaves out the "D:" that a date in a PDF begins with.
void mend_dates(QPDF& pdf) {
    QPDFObjectHandle information = pdf.getTrailer().getKey("/Info");
    for (const char* key : {"/CreationDate", "/ModDate"}) {
        const std::string date = information.getKey(key).getUTF8Value();
        if (!date.starts_with("D:")) {
            information.replaceKey(key, QPDFObjectHandle::newString("D:" + date));
        }
    }
}

void mark_element(QPDFObjectHandle element, const AccessibilityFacts& facts) {
    const std::string tag = element.getKey("/S").getName();
    if (tag == "/TH") {
        element.replaceKey("/A", QPDFObjectHandle::parse("<< /O /Table /Scope /Column >>"));
    } else if (tag == "/L") {
        element.replaceKey("/A", QPDFObjectHandle::parse("<< /O /List /ListNumbering /None >>"));
    } else if (tag == "/Figure") {
        element.replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(facts.logo_text));
    }
}

void mark_elements(QPDFObjectHandle node, const AccessibilityFacts& facts) {
    if (node.isArray()) {
        for (const QPDFObjectHandle& child : node.aitems()) {
            mark_elements(child, facts);
        }
    } else if (node.isDictionary() && node.hasKey("/S")) {
        mark_element(node, facts);
        mark_elements(node.getKey("/K"), facts);
    }
}

// Puts one Document element between the root of the structure and what Cairo made its children.
void add_document_element(QPDF& pdf) {
    QPDFObjectHandle root = pdf.getRoot().getKey("/StructTreeRoot");
    QPDFObjectHandle children = root.getKey("/K");
    const QPDFObjectHandle document =
        pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /StructElem /S /Document >>"));
    QPDFObjectHandle{document}.replaceKey("/P", root);
    QPDFObjectHandle{document}.replaceKey("/K", children);
    root.replaceKey("/K", document);
    for (QPDFObjectHandle child : children.aitems()) {
        child.replaceKey("/P", document);
    }
}

void mark_page(QPDFPageObjectHelper page) {
    page.getObjectHandle().replaceKey("/Tabs", QPDFObjectHandle::newName("/S"));
    page.addContentTokenFilter(std::make_shared<ArtifactMarker>());
    for (const QPDFAnnotationObjectHelper& link : page.getAnnotations("/Link")) {
        QPDFObjectHandle annotation = link.getObjectHandle();
        annotation.replaceKey(
            "/Contents",
            QPDFObjectHandle::newUnicodeString(
                annotation.getKey("/A").getKey("/URI").getStringValue()
            )
        );
    }
}

}  // namespace

std::string with_accessibility_marks(const std::string& pdf, const AccessibilityFacts& facts) {
    QPDF document;
    document.processMemoryFile("letter", pdf.data(), pdf.size());
    mark_catalog(document, facts.title);
    mend_dates(document);
    add_document_element(document);
    mark_elements(document.getRoot().getKey("/StructTreeRoot").getKey("/K"), facts);
    for (const QPDFPageObjectHelper& page : QPDFPageDocumentHelper{document}.getAllPages()) {
        mark_page(page);
    }
    QPDFWriter writer{document};
    writer.setOutputMemory();
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setDeterministicID(true);
    writer.write();
    const std::shared_ptr<Buffer> bytes = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace draagkracht::letters
