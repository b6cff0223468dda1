// The quantised kernels for x86 processors with AVX2: four numbers of each of eight rows in a
// register.
#include "quantised_kernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define KINDRED_TARGET __attribute__((target("avx2,fma")))
#define KINDRED_INLINE __attribute__((always_inline)) KINDRED_TARGET static inline

// Four bytes in every lane.
KINDRED_INLINE __m256i four(const int8_t *bytes) {
    int32_t word;
    memcpy(&word, bytes, sizeof word);
    return _mm256_set1_epi32(word);
}

// Half a block: eight rows. A product of a code with a number is below 2^11, so sixteen of them
// fit in the sixteen bits that the instruction sums in.
KINDRED_INLINE __m256i nibble_sums(
    const uint8_t *codes, size_t groups, const kindred_nibble_query *query
) {
    const __m256i lows = _mm256_set1_epi8(0x0f), ones = _mm256_set1_epi16(1);
    __m256i sums = _mm256_setzero_si256();
    for (size_t start = 0; start < groups; start += 4) {
        __m256i short_sums = _mm256_setzero_si256();
        for (size_t g = start; g < groups && g < start + 4; g++) {
            __m256i both = _mm256_loadu_si256((const __m256i *)(codes + 64 * g));
            __m256i low = _mm256_and_si256(both, lows);
            __m256i high = _mm256_and_si256(_mm256_srli_epi16(both, 4), lows);
            __m256i one = _mm256_maddubs_epi16(low, four(query->codes + 8 * g));
            __m256i two = _mm256_maddubs_epi16(high, four(query->codes + 8 * g + 4));
            short_sums = _mm256_add_epi16(short_sums, _mm256_add_epi16(one, two));
        }
        sums = _mm256_add_epi32(sums, _mm256_madd_epi16(short_sums, ones));
    }
    return sums;
}

KINDRED_TARGET
static void nibble_bounds_avx2(
    float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
    const kindred_nibble_query *query
) {
    __m256 factor = _mm256_set1_ps(query->factor), length = _mm256_set1_ps(query->length);
    __m256i offset = _mm256_set1_epi32(query->offset);
    for (size_t half = 0; half < 2 * blocks; half++) {
        size_t block = first_block + half / 2, row = 16 * first_block + 8 * half;
        const uint8_t *codes = rows->codes + block * rows->groups * 64 + half % 2 * 32;
        __m256i sum = nibble_sums(codes, rows->groups, query);
        __m256 integers = _mm256_cvtepi32_ps(_mm256_add_epi32(_mm256_slli_epi32(sum, 1), offset));
        __m256 scales = _mm256_loadu_ps(rows->scales + row);
        __m256 residuals = _mm256_loadu_ps(rows->residuals + row);
        __m256 product = _mm256_mul_ps(_mm256_mul_ps(factor, scales), integers);
        __m256 bound = _mm256_add_ps(product, _mm256_mul_ps(length, residuals));
        float lost = query->loss * rows->lengths[block];
        _mm256_storeu_ps(bounds + 8 * half, _mm256_add_ps(bound, _mm256_set1_ps(lost)));
    }
}

// The sums of two rows with half a block each of two blocks. Bytes are widened to sixteen bits,
// even and odd ones apart: sums of two products of bytes would not fit there.
KINDRED_INLINE void byte_sums(
    __m256i sums[2][2], const kindred_byte_rows *rows, size_t row, size_t height,
    const uint8_t *columns
) {
    size_t d = 8 * rows->groups;
    const __m256i evens = _mm256_set1_epi16(0xff);
    for (size_t r = 0; r < height; r++)
        sums[r][0] = sums[r][1] = _mm256_set1_epi32(-128 * rows->sums[row + r]);
    for (size_t k = 0; k < d; k += 4) {
        for (size_t r = 0; r < height; r++) {
            __m256i numbers = four(rows->rows + (row + r) * d + k);
            __m256i even = _mm256_srai_epi16(_mm256_slli_epi16(numbers, 8), 8);
            __m256i odd = _mm256_srai_epi16(numbers, 8);
            for (size_t half = 0; half < 2; half++) {
                const uint8_t *part = columns + 16 * k + 32 * half;
                __m256i codes = _mm256_loadu_si256((const __m256i *)part);
                __m256i one = _mm256_madd_epi16(_mm256_and_si256(codes, evens), even);
                __m256i two = _mm256_madd_epi16(_mm256_srli_epi16(codes, 8), odd);
                sums[r][half] =
                    _mm256_add_epi32(sums[r][half], _mm256_add_epi32(one, two));
            }
        }
    }
}

// Appends the pairs of eight columns; returns how many there are then.
KINDRED_INLINE size_t kept_pairs(
    kindred_pair *pairs, size_t found, size_t row, size_t column, __m256 products, int mask
) {
    float values[8];
    _mm256_storeu_ps(values, products);
    for (uint32_t bits = (uint32_t)mask; bits; bits &= bits - 1) {
        uint32_t place = (uint32_t)__builtin_ctz(bits);
        pairs[found++] = (kindred_pair){(uint32_t)row, (uint32_t)column + place, values[place]};
    }
    return found;
}

KINDRED_TARGET
static size_t byte_pairs_avx2(
    kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
    size_t first_block, size_t block_count, const float *row_bars, const float *column_bars
) {
    size_t found = 0, d = 8 * rows->groups;
    for (size_t b = 0; b < block_count; b++) {
        const uint8_t *columns = rows->columns + (first_block + b) * 16 * d;
        for (size_t i = 0; i < row_count; i += 2) {
            size_t height = row_count - i < 2 ? 1 : 2, row = first_row + i;
            __m256i sums[2][2];
            if (height == 2) byte_sums(sums, rows, row, 2, columns);
            else byte_sums(sums, rows, row, 1, columns);
            for (size_t r = 0; r < height; r++)
                for (size_t half = 0; half < 2; half++) {
                    size_t column = 16 * (first_block + b) + 8 * half;
                    __m256 scales = _mm256_loadu_ps(rows->scales + column);
                    __m256 product = _mm256_mul_ps(
                        _mm256_mul_ps(_mm256_cvtepi32_ps(sums[r][half]), scales),
                        _mm256_set1_ps(rows->scales[row + r]));
                    __m256 bar = _mm256_min_ps(
                        _mm256_loadu_ps(column_bars + 16 * b + 8 * half),
                        _mm256_set1_ps(row_bars[i + r]));
                    int mask = _mm256_movemask_ps(_mm256_cmp_ps(product, bar, _CMP_GE_OQ));
                    if (mask) found = kept_pairs(pairs, found, row + r, column, product, mask);
                }
        }
    }
    return found;
}

#define KINDRED_NAME(kernel) kernel##_avx2
#define KINDRED_LABEL "avx2"
#include "quantised_bodies.h"
#endif
