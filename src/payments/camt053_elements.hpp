// Which elements of a camt.053 or camt.054 are read, and into what: one row an element.
#pragma once

#include <string_view>
#include <vector>

#include "draagkracht/base/problem.hpp"
#include "draagkracht/payments/camt053_writer.hpp"
#include "payments/camt053_content.hpp"

namespace draagkracht::payments {

// An element that is read. Either it holds others, and its begin and end count, or it holds text.
struct ElementRule {
    base::Done (*begin)(Camt053Content&) = nullptr;
    base::Done (*take)(Camt053Content&, ElementText) = nullptr;
    base::Done (*end)(Camt053Content&) = nullptr;
};

// The elements as a tree, so that each tag costs one look among the few that may follow there.
class ElementTree {
  public:
    [[nodiscard]] static const ElementTree& of(Camt053Version version, StatementKind kind);

    static constexpr std::size_t root = 0;
    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);
    // The element `name` inside `parent`, or `unknown` when nothing in it is read.
    [[nodiscard]] std::size_t child_of(std::size_t parent, std::string_view name) const;
    [[nodiscard]] const ElementRule& rule_of(std::size_t element) const {
        return nodes_[element].rule;
    }

  private:
    struct Node {
        std::string_view name;
        ElementRule rule;
        std::vector<std::size_t> children;
    };

    ElementTree(Camt053Version version, StatementKind kind);
    std::size_t add(std::size_t from, std::string_view path);

    std::vector<Node> nodes_;
};

}  // namespace draagkracht::payments
