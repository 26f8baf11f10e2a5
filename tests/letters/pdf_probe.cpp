#include "letters/pdf_probe.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <utility>
#include <vector>

namespace draagkracht::letters {

namespace {

using PlaceOfMark = std::pair<QPDFObjGen, long long>;  // page and MCID

// Counts what a page paints, and whether it lies in marked content.
class PageReader : public QPDFObjectHandle::ParserCallbacks {
  public:
    void handleObject(QPDFObjectHandle object) override {
        if (!object.isOperator()) {
            operands_.push_back(object);
            return;
        }
        const std::string operation = object.getOperatorValue();
        if (operation == "BDC" || operation == "BMC") {
            begin_mark();
        } else if (operation == "EMC") {
            ASSERT_FALSE(open_.empty()) << "EMC without BDC";
            open_.pop_back();
        } else if (paints(operation) && open_.empty()) {
            ++unmarked_paint_count;
        }
        operands_.clear();
    }
    void handleEOF() override { EXPECT_TRUE(open_.empty()) << "marked content is not closed"; }

    int unmarked_paint_count = 0;
    int nested_mark_count = 0;
    std::vector<long long> marks;

  private:
    static bool paints(const std::string& operation) {
        static const std::set<std::string> painting{
            "Tj",
            "TJ",
            "'",
            "\"",
            "S",
            "s",
            "f",
            "F",
            "f*",
            "B",
            "B*",
            "b",
            "b*",
            "Do",
            "sh",
            "BI"};
        return painting.contains(operation);
    }

    void begin_mark() {
        const bool has_id =
            operands_.size() == 2 && operands_[1].isDictionary() && operands_[1].hasKey("/MCID");
        if (has_id) {
            marks.push_back(operands_[1].getKey("/MCID").getIntValue());
            nested_mark_count += std::set<bool>{open_.begin(), open_.end()}.contains(true) ? 1 : 0;
        }
        open_.push_back(has_id);
    }

    std::vector<QPDFObjectHandle> operands_;
    std::vector<bool> open_;  // for each open mark whether it belongs to an element
};

class TreeReader {
  public:
    explicit TreeReader(PdfStructure& structure) : structure_{structure} {}

    void read(QPDFObjectHandle node, const QPDFObjectHandle& page) {
        if (node.isArray()) {
            for (const QPDFObjectHandle& child : node.aitems()) {
                read(child, page);
            }
        } else if (node.isInteger()) {
            marks.emplace_back(page.getObjGen(), node.getIntValue());
        } else if (node.isDictionary() && node.hasKey("/S")) {
            read_element(node, page);
        } else if (node.isDictionary() && node.hasKey("/Obj")) {
            linked_objects.insert(node.getKey("/Obj").getObjGen());
        }
    }

    std::vector<PlaceOfMark> marks;
    std::set<QPDFObjGen> linked_objects;

  private:
    void read_element(QPDFObjectHandle element, const QPDFObjectHandle& page) {
        const std::string tag = element.getKey("/S").getName();
        ++structure_.tags[tag];
        QPDFObjectHandle attributes = element.getKey("/A");
        if (tag == "/TH" && !(attributes.isDictionary() && attributes.hasKey("/Scope"))) {
            ++structure_.header_without_scope_count;
        }
        if (tag == "/Figure" && !element.hasKey("/Alt")) {
            ++structure_.figure_without_text_count;
        }
        read(element.getKey("/K"), element.hasKey("/Pg") ? element.getKey("/Pg") : page);
    }

    PdfStructure& structure_;
};

bool is_embedded(QPDFObjectHandle font) {
    if (font.hasKey("/DescendantFonts")) {
        font = font.getKey("/DescendantFonts").getArrayItem(0);
    }
    QPDFObjectHandle descriptor = font.getKey("/FontDescriptor");
    return descriptor.isDictionary() &&
           (descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3"));
}

void read_catalog(QPDF& document, PdfStructure& structure) {
    QPDFObjectHandle catalog = document.getRoot();
    QPDFObjectHandle mark_info = catalog.getKey("/MarkInfo");
    structure.is_marked = mark_info.isDictionary() && mark_info.getKey("/Marked").isBool() &&
                          mark_info.getKey("/Marked").getBoolValue();
    if (catalog.hasKey("/Lang")) {
        structure.language = catalog.getKey("/Lang").getUTF8Value();
    }
    QPDFObjectHandle preferences = catalog.getKey("/ViewerPreferences");
    structure.shows_title = preferences.isDictionary() && preferences.hasKey("/DisplayDocTitle");
    if (catalog.hasKey("/Metadata")) {
        const auto bytes = catalog.getKey("/Metadata").getStreamData();
        const std::string packet{
            reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
        structure.says_pdf_ua = packet.find("<pdfuaid:part>1</pdfuaid:part>") != std::string::npos;
    }
    QPDFObjectHandle information = document.getTrailer().getKey("/Info");
    structure.title = information.getKey("/Title").getUTF8Value();
    // A date reads "D:20260701000000Z".
    structure.created_on = information.getKey("/CreationDate").getUTF8Value().substr(2, 8);
    structure.modified_on = information.getKey("/ModDate").getUTF8Value().substr(2, 8);
}

int count_loose_marks(
    const std::vector<PlaceOfMark>& painted, const std::vector<PlaceOfMark>& in_tree
) {
    int loose = 0;
    for (const auto& [side, other] : {std::pair{&painted, &in_tree}, {&in_tree, &painted}}) {
        const std::set<PlaceOfMark> known{other->begin(), other->end()};
        loose += static_cast<int>(side->size() - std::set(side->begin(), side->end()).size());
        for (const PlaceOfMark& mark : *side) {
            loose += known.contains(mark) ? 0 : 1;
        }
    }
    return loose;
}

std::string run_pdftotext(const std::string& pdf, const std::string& options) {
    std::string folder = (std::filesystem::temp_directory_path() / "letter-XXXXXX").string();
    EXPECT_NE(mkdtemp(folder.data()), nullptr);
    const std::string path = folder + "/letter.pdf";
    std::ofstream{path, std::ios::binary} << pdf;
    const std::string command = fmt::format("pdftotext -nopgbrk {} {} -", options, path);
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), &pclose};
    std::string text;
    std::array<char, 4096> piece{};
    for (std::size_t count = 0; (count = fread(piece.data(), 1, piece.size(), pipe.get())) > 0;) {
        text.append(piece.data(), count);
    }
    std::filesystem::remove_all(folder);
    for (std::size_t found = text.find("\u00a0"); found != std::string::npos;
         found = text.find("\u00a0", found)) {
        text.replace(found, std::string_view{"\u00a0"}.size(), " ");
    }
    return text;
}

}  // namespace

std::string text_of(const std::string& pdf) {
    return run_pdftotext(pdf, "-layout");
}

std::string text_of_page(const std::string& pdf, int page_number) {
    return run_pdftotext(pdf, fmt::format("-layout -f {0} -l {0}", page_number));
}

std::string text_within(const std::string& pdf, PageArea area) {
    // At 254 dots per inch a millimetre is ten dots.
    return run_pdftotext(
        pdf,
        fmt::format(
            "-f 1 -l 1 -r 254 -x {}0 -y {}0 -W {}0 -H {}0",
            area.left,
            area.top,
            area.width,
            area.height
        )
    );
}

PdfStructure structure_of(const std::string& pdf) {
    PdfStructure structure;
    QPDF document;
    document.processMemoryFile("letter", pdf.data(), pdf.size());
    read_catalog(document, structure);
    TreeReader tree{structure};
    QPDFObjectHandle root = document.getRoot().getKey("/StructTreeRoot").getKey("/K");
    if (root.isDictionary()) {
        structure.root_tag = root.getKey("/S").getName();
    }
    tree.read(root, QPDFObjectHandle::newNull());
    std::vector<PlaceOfMark> painted;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper{document}.getAllPages()) {
        ++structure.page_count;
        PageReader reader;
        page.parseContents(&reader);
        structure.unmarked_paint_count += reader.unmarked_paint_count;
        structure.nested_mark_count += reader.nested_mark_count;
        for (const long long mark : reader.marks) {
            painted.emplace_back(page.getObjectHandle().getObjGen(), mark);
        }
        for (const QPDFAnnotationObjectHelper& link : page.getAnnotations("/Link")) {
            QPDFObjectHandle annotation = link.getObjectHandle();
            const bool is_known = tree.linked_objects.contains(annotation.getObjGen()) &&
                                  annotation.hasKey("/StructParent");
            structure.link_without_object_count += is_known ? 0 : 1;
            structure.link_without_contents_count += annotation.hasKey("/Contents") ? 0 : 1;
        }
        page.forEachFormXObject(true, [](auto&, auto&, auto&) {
            ADD_FAILURE() << "a form is not looked into by this probe";
        });
        QPDFObjectHandle fonts = page.getAttribute("/Resources", false).getKey("/Font");
        for (const std::string& name : fonts.getKeys()) {
            structure.font_not_embedded_count += is_embedded(fonts.getKey(name)) ? 0 : 1;
        }
    }
    structure.loose_mark_count = count_loose_marks(painted, tree.marks);
    return structure;
}

}  // namespace draagkracht::letters
