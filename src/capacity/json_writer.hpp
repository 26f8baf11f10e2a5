// Writes JSON from left to right, fields in the order in which they are given: the same values give
// the same bytes.
//
//     JsonWriter json;
//     json.begin_object().field("value", "1348.49").field("known", true).end_object();
//     json.text();   // {"value":"1348.49","known":true}
#pragma once

#include <string>
#include <string_view>

namespace draagkracht::capacity {

class JsonWriter {
  public:
    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(bool truth);
    // Without this, a literal would be taken for a truth value.
    JsonWriter& value(const char* text) { return value(std::string_view{text}); }

    template <typename Value>
    JsonWriter& field(std::string_view name, const Value& content) {
        return key(name).value(content);
    }

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    void separate();  // A comma where one is due.
    void quote(std::string_view text);
    std::string text_;
};

}  // namespace draagkracht::capacity
