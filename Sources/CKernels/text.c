#include "CKernels.h"

// Questions about UTF-8 text, sixteen bytes at a time by the compiler's own vectors: every
// processor that we know has them, so there is one version. What is left is asked byte by byte.
typedef uint8_t block __attribute__((vector_size(16)));
typedef uint64_t halves __attribute__((vector_size(16)));

// Vectors from any address.
typedef struct __attribute__((packed, may_alias)) {
    block bytes;
} unaligned_block;

static inline block load(const uint8_t *from) {
    return ((const unaligned_block *)from)->bytes;
}

static inline void store(uint8_t *to, block bytes) { ((unaligned_block *)to)->bytes = bytes; }

static inline int is_any(block mask) {
    halves both = (halves)mask;
    return (both[0] | both[1]) != 0;
}

// Tab, line feed, vertical tab, form feed, carriage return.
static inline block is_break(block bytes) { return (block)(bytes - 0x09 <= 0x04); }

static inline block is_space(block bytes) { return (block)(bytes == 0x20) | is_break(bytes); }

// Dollar, backslash, braces, tilde; two equal quotes or dashes, of which this is the second.
static inline block is_latex(block bytes, block before) {
    block signs = (block)(bytes == 0x24) | (block)(bytes == 0x5C) | (block)(bytes == 0x7B) |
                  (block)(bytes == 0x7D) | (block)(bytes == 0x7E);
    block pairs = (block)(bytes == 0x27) | (block)(bytes == 0x2D) | (block)(bytes == 0x60);
    return signs | (pairs & (block)(bytes == before));
}

static inline int byte_is_break(uint8_t byte) { return (uint8_t)(byte - 0x09) <= 0x04; }

static inline int byte_is_space(uint8_t byte) { return byte == 0x20 || byte_is_break(byte); }

static inline int byte_is_latex(uint8_t byte, uint8_t before) {
    return byte == 0x24 || byte == 0x5C || byte == 0x7B || byte == 0x7D || byte == 0x7E ||
           ((byte == 0x27 || byte == 0x2D || byte == 0x60) && byte == before);
}

size_t kindred_copy_plain(
    const uint8_t *text, size_t count, uint8_t *copy, uint8_t *largest) {
    block most = {0};
    size_t place = 0;
    for (; place + 16 <= count; place += 16) {
        block bytes = load(text + place), before = load(text + place - 1);
        block breaks = is_break(bytes);
        block spaced = (bytes & ~breaks) | (breaks & 0x20);
        block odd = (block)(spaced < 0x20) | (block)(bytes == 0x22) | is_latex(bytes, before) |
                    ((block)(spaced == 0x20) & is_space(before));
        if (is_any(odd)) break;
        block larger = (block)(bytes > most);
        most = (bytes & larger) | (most & ~larger);
        store(copy + place, spaced);
    }
    for (int i = 0; i < 16; i++) {
        if (most[i] > *largest) *largest = most[i];
    }
    return place;
}

size_t kindred_copy_unescaped(const uint8_t *text, size_t count, uint8_t *copy) {
    size_t place = 0;
    for (; place + 16 <= count; place += 16) {
        block bytes = load(text + place);
        block odd = (block)(bytes < 0x20) | (block)(bytes == 0x22) | (block)(bytes == 0x5C);
        if (is_any(odd)) break;
        store(copy + place, bytes);
    }
    return place;
}

int kindred_has_latex(const uint8_t *text, size_t count) {
    if (count == 0) return 0;
    if (byte_is_latex(text[0], 0)) return 1;
    size_t place = 1;
    for (; place + 16 <= count; place += 16) {
        if (is_any(is_latex(load(text + place), load(text + place - 1)))) return 1;
    }
    for (; place < count; place++) {
        if (byte_is_latex(text[place], text[place - 1])) return 1;
    }
    return 0;
}

int kindred_has_loose_space(const uint8_t *text, size_t count) {
    if (count == 0) return 0;
    if (byte_is_space(text[0]) || byte_is_space(text[count - 1])) return 1;
    size_t place = 1;
    for (; place + 16 <= count; place += 16) {
        block bytes = load(text + place);
        block pairs = (block)(bytes == 0x20) & (block)(load(text + place - 1) == 0x20);
        if (is_any(is_break(bytes) | pairs)) return 1;
    }
    for (; place < count; place++) {
        if (byte_is_break(text[place]) || (text[place] == 0x20 && text[place - 1] == 0x20)) {
            return 1;
        }
    }
    return 0;
}

size_t kindred_collapse_space(const uint8_t *text, size_t count, uint8_t *copy) {
    size_t written = 0, place = 0;
    while (place < count) {
        if (place > 0 && place + 16 <= count) {
            block bytes = load(text + place), breaks = is_break(bytes);
            block spaces = (block)(bytes == 0x20) | breaks;
            if (!is_any(spaces & is_space(load(text + place - 1)))) {
                store(copy + written, (bytes & ~breaks) | (breaks & 0x20));
                written += 16;
                place += 16;
                continue;
            }
        }
        size_t end = count - place < 16 ? count : place + 16;
        for (; place < end; place++) {
            if (!byte_is_space(text[place])) {
                copy[written++] = text[place];
            } else if (written > 0 && copy[written - 1] != 0x20) {
                copy[written++] = 0x20;
            }
        }
    }
    return written > 0 && copy[written - 1] == 0x20 ? written - 1 : written;
}

size_t kindred_length_before_latex(const uint8_t *text, size_t count) {
    size_t place = 0;
    for (; place + 16 <= count; place += 16) {
        // As if every quote and dash were the second of two.
        block bytes = load(text + place);
        if (is_any(is_latex(bytes, bytes))) break;
    }
    while (place < count && !byte_is_latex(text[place], text[place])) place++;
    return place;
}
