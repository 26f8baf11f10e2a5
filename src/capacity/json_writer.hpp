// Writes JSON from left to right, fields in the order in which they are given: the same values give
// the same bytes.
//
//     std::string text;
//     JsonWriter json{text};
//     json.begin_object().field("value", "1348.49").field("known", true).end_object();
//     // text: {"value":"1348.49","known":true}
#pragma once

#include <string>
#include <string_view>

namespace draagkracht::capacity {

class JsonWriter {
  public:
    // Writes behind what the text holds already.
    explicit JsonWriter(std::string& text) : text_{text}, begin_{text.size()} {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    // `name` is one of ours, and needs no backslash.
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(bool truth);
    // Without this, a literal would be taken for a truth value.
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }
    // A value, or fields of the object that is open, written as JSON before.
    JsonWriter& written(std::string_view json);

    template <typename Value>
    JsonWriter& field(std::string_view name, const Value& content) {
        return key(name).value(content);
    }

  private:
    void separate();  // A comma where one is due.
    void quote(std::string_view text);
    std::string& text_;
    std::size_t begin_;
};

}  // namespace draagkracht::capacity
