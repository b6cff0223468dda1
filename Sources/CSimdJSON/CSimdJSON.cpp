#include "CSimdJSON.h"

#include <simdjson.h>

#include <new>

static_assert(KINDRED_JSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding");
static_assert(int(simdjson::MEMALLOC) == KINDRED_JSON_OUT_OF_MEMORY, "codes");
static_assert(int(simdjson::DEPTH_ERROR) == KINDRED_JSON_TOO_DEEP, "codes");
static_assert(int(simdjson::STRING_ERROR) == KINDRED_JSON_BAD_STRING, "codes");
static_assert(int(simdjson::NUMBER_ERROR) == KINDRED_JSON_BAD_NUMBER, "codes");
static_assert(int(simdjson::UTF8_ERROR) == KINDRED_JSON_BAD_UTF8, "codes");
static_assert(int(simdjson::EMPTY) == KINDRED_JSON_EMPTY, "codes");
static_assert(int(simdjson::UNESCAPED_CHARS) == KINDRED_JSON_CONTROL_CHARACTER, "codes");
static_assert(int(simdjson::UNCLOSED_STRING) == KINDRED_JSON_OPEN_STRING, "codes");

struct kindred_json_parser {
    simdjson::dom::parser parser;
};

namespace {

// Room for documents in powers of two, since simdjson would make new room for every record
// that is a byte longer than all before it.
simdjson::error_code make_room(simdjson::dom::parser &parser, size_t length) noexcept {
    size_t room = size_t(1) << 14;
    while (room < length) {
        if (room > parser.max_capacity() / 2) { return simdjson::CAPACITY; }
        room *= 2;
    }
    if (parser.doc.capacity() < room) {
        simdjson::error_code error = parser.doc.allocate(room);
        if (error) { return error; }
    }
    return parser.capacity() < room ? parser.allocate(room, parser.max_depth())
                                    : simdjson::SUCCESS;
}

}  // namespace

kindred_json_parser *kindred_json_parser_create(void) {
    return new (std::nothrow) kindred_json_parser;
}

void kindred_json_parser_destroy(kindred_json_parser *parser) { delete parser; }

int kindred_json_parse(kindred_json_parser *parser, const uint8_t *bytes, size_t length,
                       int is_padded, kindred_json_tape *tape) {
    simdjson::error_code error = make_room(parser->parser, length);
    if (!error) { error = parser->parser.parse(bytes, length, !is_padded).error(); }
    if (error) { return error; }

    const simdjson::dom::document &doc = parser->parser.doc;
    tape->words = doc.tape.get();
    // The first word, the root, says how many words there are.
    tape->word_count = size_t(doc.tape[0] & simdjson::internal::JSON_VALUE_MASK);
    tape->strings = doc.string_buf.get();
    // simdjson's own reckoning of the room that it gave the strings.
    tape->string_capacity = 5 * doc.capacity() / 3 + simdjson::SIMDJSON_PADDING;
    return simdjson::SUCCESS;
}

const char *kindred_json_message(int code) {
    return simdjson::error_message(simdjson::error_code(code));
}
