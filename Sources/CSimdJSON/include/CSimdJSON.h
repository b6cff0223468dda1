#ifndef KINDRED_SIMDJSON_H
#define KINDRED_SIMDJSON_H
#include <stddef.h>
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct kindred_json_parser kindred_json_parser;
kindred_json_parser *kindred_json_parser_create(void);
void kindred_json_parser_destroy(kindred_json_parser *parser);
int kindred_json_parse(kindred_json_parser *parser, const uint8_t *bytes, size_t length);
const uint64_t *kindred_json_tape(const kindred_json_parser *parser);
const uint8_t *kindred_json_strings(const kindred_json_parser *parser);
const char *kindred_json_error(int code);
#ifdef __cplusplus
}
#endif
#endif
