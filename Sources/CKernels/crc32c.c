#include "CKernels.h"

#include <stdatomic.h>
#include <string.h>

#if defined(__x86_64__)
#include <nmmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

// CRC-32C: the remainder of the bytes, lowest bit first, by the polynomial 0x82F63B78 (reflected),
// with all bits turned before and after. Source: Castagnoli, Braeuer, Herrmann, IEEE Trans. Comm.
// 41(6), 1993; RFC 3720, appendix B.4, has test vectors.
static const uint32_t polynomial = 0x82F63B78u;

static uint32_t after_bits(uint32_t crc, int bits) {
    while (bits-- > 0) crc = crc >> 1 ^ (polynomial & -(crc & 1));
    return crc;
}

uint32_t kindred_crc32c_bitwise(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    crc = ~crc;
    for (size_t i = 0; i < count; i++) crc = after_bits(crc ^ next[i], 8);
    return ~crc;
}

// Eight tables: what a byte does to the remainder when so many bytes follow it. Made by the first
// call; two threads that both come first write the same numbers.
static _Atomic uint32_t table[8][256];
static _Atomic int table_is_made;

static void make_table(void) {
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint32_t crc = byte;
        for (int behind = 0; behind < 8; behind++) {
            crc = after_bits(crc, 8);
            atomic_store_explicit(&table[behind][byte], crc, memory_order_relaxed);
        }
    }
    atomic_store_explicit(&table_is_made, 1, memory_order_release);
}

static uint32_t looked_up(int behind, uint64_t word, int byte) {
    return atomic_load_explicit(
        &table[behind][word >> 8 * byte & 255], memory_order_relaxed);
}

uint32_t kindred_crc32c_by_table(uint32_t crc, const void *bytes, size_t count) {
    if (!atomic_load_explicit(&table_is_made, memory_order_acquire)) make_table();
    const uint8_t *next = bytes;
    crc = ~crc;
    for (; count >= 8; next += 8, count -= 8) {
        uint64_t word = 0;
        for (int byte = 0; byte < 8; byte++) word |= (uint64_t)next[byte] << 8 * byte;
        word ^= crc;
        crc = 0;
        for (int byte = 0; byte < 8; byte++) crc ^= looked_up(7 - byte, word, byte);
    }
    for (; count > 0; next++, count--) crc = crc >> 8 ^ looked_up(0, crc ^ *next, 0);
    return ~crc;
}

#if defined(__x86_64__)
// The processor's instruction takes eight bytes in three cycles but can begin one each cycle, so
// three stretches of the input run side by side. Appending zero bytes to a remainder is linear:
// `shift` holds what each of its four bytes becomes when a stretch of zeros follows.
enum { stretch = 4096 };
static _Atomic uint32_t shift[4][256];
static _Atomic int shift_is_made;

__attribute__((target("sse4.2")))
static void make_shift(void) {
    uint32_t of_bit[32];
    for (int bit = 0; bit < 32; bit++) {
        uint64_t crc = (uint64_t)1 << bit;
        for (size_t i = 0; i < stretch; i += 8) crc = _mm_crc32_u64(crc, 0);
        of_bit[bit] = (uint32_t)crc;
    }
    for (int place = 0; place < 4; place++)
        for (uint32_t byte = 0; byte < 256; byte++) {
            uint32_t sum = 0;
            for (int bit = 0; bit < 8; bit++) sum ^= of_bit[8 * place + bit] & -(byte >> bit & 1);
            atomic_store_explicit(&shift[place][byte], sum, memory_order_relaxed);
        }
    atomic_store_explicit(&shift_is_made, 1, memory_order_release);
}

static uint32_t shifted(uint32_t crc) {
    uint32_t sum = 0;
    for (int place = 0; place < 4; place++)
        sum ^= atomic_load_explicit(
            &shift[place][crc >> 8 * place & 255], memory_order_relaxed);
    return sum;
}

static uint64_t word_at(const uint8_t *bytes) {
    uint64_t word;
    memcpy(&word, bytes, 8);
    return word;
}

__attribute__((target("sse4.2")))
static uint32_t by_instruction(uint32_t crc, const void *bytes, size_t count) {
    if (!atomic_load_explicit(&shift_is_made, memory_order_acquire)) make_shift();
    const uint8_t *next = bytes;
    uint64_t one = ~crc;
    for (; count >= 3 * stretch; next += 3 * stretch, count -= 3 * stretch) {
        uint64_t two = 0, three = 0;
        for (size_t i = 0; i < stretch; i += 8) {
            one = _mm_crc32_u64(one, word_at(next + i));
            two = _mm_crc32_u64(two, word_at(next + stretch + i));
            three = _mm_crc32_u64(three, word_at(next + 2 * stretch + i));
        }
        one = shifted(shifted((uint32_t)one) ^ (uint32_t)two) ^ (uint32_t)three;
    }
    for (; count >= 8; next += 8, count -= 8) one = _mm_crc32_u64(one, word_at(next));
    for (; count > 0; next++, count--) one = _mm_crc32_u8((uint32_t)one, *next);
    return ~(uint32_t)one;
}
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
static uint32_t by_instruction(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    crc = ~crc;
    for (; count >= 8; next += 8, count -= 8) {
        uint64_t word;
        memcpy(&word, next, 8);
        crc = __crc32cd(crc, word);
    }
    for (; count > 0; next++, count--) crc = __crc32cb(crc, *next);
    return ~crc;
}
#endif

uint32_t kindred_crc32c(uint32_t crc, const void *bytes, size_t count) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) return by_instruction(crc, bytes, count);
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
    return by_instruction(crc, bytes, count);
#endif
    return kindred_crc32c_by_table(crc, bytes, count);
}
