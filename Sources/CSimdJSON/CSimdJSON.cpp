#include "CSimdJSON.h"
#include <simdjson.h>
struct kindred_json_parser { simdjson::dom::parser parser; };
kindred_json_parser *kindred_json_parser_create(void) { return new kindred_json_parser; }
void kindred_json_parser_destroy(kindred_json_parser *p) { delete p; }
int kindred_json_parse(kindred_json_parser *p, const uint8_t *bytes, size_t length) {
    return p->parser.parse(bytes, length).error();
}
const uint64_t *kindred_json_tape(const kindred_json_parser *p) { return p->parser.doc.tape.get(); }
const uint8_t *kindred_json_strings(const kindred_json_parser *p) { return p->parser.doc.string_buf.get(); }
const char *kindred_json_error(int code) { return simdjson::error_message(simdjson::error_code(code)); }
