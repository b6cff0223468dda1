// A C face for the DOM parser of simdjson. No C++ exception crosses it.
#ifndef KINDRED_SIMDJSON_H
#define KINDRED_SIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct kindred_json_parser kindred_json_parser;

// What the last successful parse left behind; the parser owns it until its next parse.
// The words follow https://github.com/simdjson/simdjson/blob/master/doc/tape.md.
typedef struct {
    const uint64_t *words;
    size_t word_count;
    const uint8_t *strings;
    size_t string_capacity;
} kindred_json_tape;

// The codes that the caller tells apart; every other code only has a message.
enum {
    KINDRED_JSON_SUCCESS = 0,
    KINDRED_JSON_OUT_OF_MEMORY = 2,
    KINDRED_JSON_TOO_DEEP = 4,
    KINDRED_JSON_BAD_STRING = 5,
    KINDRED_JSON_BAD_NUMBER = 9,
    KINDRED_JSON_BAD_UTF8 = 10,
    KINDRED_JSON_EMPTY = 12,
    KINDRED_JSON_CONTROL_CHARACTER = 13,
    KINDRED_JSON_OPEN_STRING = 14,
};

// How many readable bytes must follow a padded input. Their values do not matter.
enum { KINDRED_JSON_PADDING = 64 };

// NULL where memory is short. To be destroyed; used by one thread at a time.
kindred_json_parser *kindred_json_parser_create(void);
void kindred_json_parser_destroy(kindred_json_parser *parser);

// Parses one document into *tape and returns 0, or a code with *tape left alone.
// Without padding the input is copied first.
int kindred_json_parse(kindred_json_parser *parser, const uint8_t *bytes, size_t length,
                       int is_padded, kindred_json_tape *tape);

// simdjson's own words for a code.
const char *kindred_json_message(int code);

#ifdef __cplusplus
}
#endif
#endif
