// The quantised kernels for x86 processors whose AVX-512 multiplies bytes and sums four products in
// one instruction. A register holds four numbers of each of sixteen rows, so that sums need no
// folding.
#include "quantised_kernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define KINDRED_TARGET \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx512vnni,avx2,fma")))
#define KINDRED_INLINE __attribute__((always_inline)) KINDRED_TARGET static inline

// Four bytes in every lane.
KINDRED_INLINE __m512i four(const int8_t *bytes) {
    int32_t word;
    memcpy(&word, bytes, sizeof word);
    return _mm512_set1_epi32(word);
}

// The bounds of some blocks; `width` is a constant where this is called. The high halves are
// multiplied where they stand, sixteenfold, and their sum is shifted down.
KINDRED_INLINE void nibble_block_bounds(
    float *bounds, const kindred_nibble_rows *rows, size_t block,
    const kindred_nibble_query *query, size_t width
) {
    __m512i low[4], high[4];
    for (size_t w = 0; w < width; w++) low[w] = high[w] = _mm512_setzero_si512();
    size_t stride = 64 * rows->groups;
    const uint8_t *codes = rows->codes + block * stride;
    const __m512i lows = _mm512_set1_epi8(0x0f), highs = _mm512_set1_epi8((char)0xf0);
    for (size_t g = 0; g < rows->groups; g++) {
        __m512i one = four(query->codes + 8 * g), two = four(query->codes + 8 * g + 4);
        for (size_t w = 0; w < width; w++) {
            __m512i both = _mm512_loadu_si512(codes + w * stride + 64 * g);
            low[w] = _mm512_dpbusd_epi32(low[w], _mm512_and_si512(both, lows), one);
            high[w] = _mm512_dpbusd_epi32(high[w], _mm512_and_si512(both, highs), two);
        }
    }
    __m512 factor = _mm512_set1_ps(query->factor), length = _mm512_set1_ps(query->length);
    __m512i offset = _mm512_set1_epi32(query->offset);
    for (size_t w = 0; w < width; w++) {
        __m512i sum = _mm512_add_epi32(low[w], _mm512_srai_epi32(high[w], 4));
        __m512 integers = _mm512_cvtepi32_ps(_mm512_add_epi32(_mm512_slli_epi32(sum, 1), offset));
        __m512 scales = _mm512_loadu_ps(rows->scales + 16 * (block + w));
        __m512 residuals = _mm512_loadu_ps(rows->residuals + 16 * (block + w));
        __m512 product = _mm512_mul_ps(_mm512_mul_ps(factor, scales), integers);
        __m512 bound = _mm512_add_ps(product, _mm512_mul_ps(length, residuals));
        float lost = query->loss * rows->lengths[block + w];
        _mm512_storeu_ps(bounds + 16 * w, _mm512_add_ps(bound, _mm512_set1_ps(lost)));
    }
}

KINDRED_TARGET
static void nibble_bounds_vnni(
    float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
    const kindred_nibble_query *query
) {
    size_t b = 0;
    for (; b + 4 <= blocks; b += 4)
        nibble_block_bounds(bounds + 16 * b, rows, first_block + b, query, 4);
    for (; b < blocks; b++)
        nibble_block_bounds(bounds + 16 * b, rows, first_block + b, query, 1);
}

// A pen for pairs, and what is the same for all of them.
typedef struct {
    kindred_pair *pairs;
    size_t found;
    const kindred_byte_rows *rows;
    const float *row_bars;
    const float *column_bars;
} found_pairs;

KINDRED_TARGET
static void keep_pairs(
    found_pairs *found, size_t row, size_t column, __m512 products, __mmask16 mask
) {
    float values[16];
    _mm512_storeu_ps(values, products);
    for (uint32_t bits = mask; bits; bits &= bits - 1) {
        uint32_t place = (uint32_t)__builtin_ctz(bits);
        found->pairs[found->found++] =
            (kindred_pair){(uint32_t)row, (uint32_t)column + place, values[place]};
    }
}

// Some rows with some blocks of columns: all sums in registers. `height` and `width` are constants
// where this is called.
KINDRED_INLINE void byte_tile(
    found_pairs *found, size_t row, size_t block, size_t height, size_t width
) {
    const kindred_byte_rows *rows = found->rows;
    size_t d = 8 * rows->groups;
    const int8_t *asked = rows->rows + row * d;
    const uint8_t *columns = rows->columns + block * 16 * d;
    __m512i sums[6][4];
    for (size_t r = 0; r < height; r++)
        for (size_t c = 0; c < width; c++)
            sums[r][c] = _mm512_set1_epi32(-128 * rows->sums[row + r]);
    for (size_t k = 0; k < d; k += 4) {
        __m512i part[4];
        for (size_t c = 0; c < width; c++)
            part[c] = _mm512_loadu_si512(columns + c * 16 * d + 16 * k);
        for (size_t r = 0; r < height; r++) {
            __m512i numbers = four(asked + r * d + k);
            for (size_t c = 0; c < width; c++)
                sums[r][c] = _mm512_dpbusd_epi32(sums[r][c], part[c], numbers);
        }
    }
    for (size_t c = 0; c < width; c++) {
        __m512 scales = _mm512_loadu_ps(rows->scales + 16 * (block + c));
        __m512 bars = _mm512_loadu_ps(found->column_bars + 16 * c);
        for (size_t r = 0; r < height; r++) {
            __m512 product = _mm512_mul_ps(
                _mm512_mul_ps(_mm512_cvtepi32_ps(sums[r][c]), scales),
                _mm512_set1_ps(rows->scales[row + r]));
            __m512 bar = _mm512_min_ps(bars, _mm512_set1_ps(found->row_bars[r]));
            __mmask16 mask = _mm512_cmp_ps_mask(product, bar, _CMP_GE_OQ);
            if (__builtin_expect(mask != 0, 0))
                keep_pairs(found, row + r, 16 * (block + c), product, mask);
        }
    }
}

KINDRED_TARGET
static size_t byte_pairs_vnni(
    kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
    size_t first_block, size_t block_count, const float *row_bars, const float *column_bars
) {
    found_pairs found = {pairs, 0, rows, row_bars, column_bars};
    size_t b = 0;
    for (; b + 4 <= block_count; b += 4) {
        found.column_bars = column_bars + 16 * b;
        size_t r = 0;
        for (; r + 6 <= row_count; r += 6) {
            found.row_bars = row_bars + r;
            byte_tile(&found, first_row + r, first_block + b, 6, 4);
        }
        for (; r < row_count; r++) {
            found.row_bars = row_bars + r;
            byte_tile(&found, first_row + r, first_block + b, 1, 4);
        }
    }
    for (; b < block_count; b++) {
        found.column_bars = column_bars + 16 * b;
        for (size_t r = 0; r < row_count; r++) {
            found.row_bars = row_bars + r;
            byte_tile(&found, first_row + r, first_block + b, 1, 1);
        }
    }
    return found.found;
}

#define KINDRED_NAME(kernel) kernel##_vnni
#define KINDRED_LABEL "avx512vnni"
#include "quantised_bodies.h"
#endif
