// The whole kernels for x86 processors with AVX-512 VNNI: two products and their sum, added to
// a third number, for each of sixteen pairs in one instruction.
#include "include/whole.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// Without `tune`, clang takes vpdpwssd apart into vpmaddwd and vpaddd, which is a quarter slower
// (84 to 113 thousand million products a second on a Zen 4 core, which can do 116).
#define KINDRED_TARGET \
    __attribute__((target( \
        "avx512f,avx512vl,avx512bw,avx512dq,avx512vnni,avx2,fma,tune=znver4")))
#define KINDRED_NAME(kernel) kernel##_vnni
#define KINDRED_LABEL "avx512-vnni"

// What one tile computes: six rows with four panels need 24 registers for sums, four for panels
// and one for a row's pair.
enum { ROWS = 6, PANELS = 4 };

typedef struct {
    float *products;
    size_t stride;
    const int16_t *rows;
    const float *row_factors;
    const int16_t *panels;
    const float *column_factors;
    const float *bias;
    size_t pairs;
    // Which columns of the last panel there are.
    __mmask16 last;
} tile;

__attribute__((always_inline)) KINDRED_TARGET
static inline void tile_of(const tile *given, size_t row, size_t rows, size_t panels) {
    size_t pairs = given->pairs;
    const int16_t *own = given->rows + row * pairs * 2, *panel = given->panels;
    __m512i sums[ROWS][PANELS];
#pragma unroll
    for (size_t r = 0; r < rows; r++)
#pragma unroll
        for (size_t p = 0; p < panels; p++) sums[r][p] = _mm512_setzero_si512();
    for (size_t t = 0; t < pairs; t++) {
        __m512i columns[PANELS];
#pragma unroll
        for (size_t p = 0; p < panels; p++)
            columns[p] = _mm512_loadu_si512(panel + (p * pairs + t) * 32);
#pragma unroll
        for (size_t r = 0; r < rows; r++) {
            int32_t pair;
            memcpy(&pair, own + (r * pairs + t) * 2, sizeof pair);
            __m512i both = _mm512_set1_epi32(pair);
#pragma unroll
            for (size_t p = 0; p < panels; p++)
                sums[r][p] = _mm512_dpwssd_epi32(sums[r][p], both, columns[p]);
        }
    }
#pragma unroll
    for (size_t p = 0; p < panels; p++) {
        __mmask16 mask = p + 1 == panels ? given->last : (__mmask16)0xFFFF;
        __m512 factors = _mm512_maskz_loadu_ps(mask, given->column_factors + 16 * p);
        __m512 bias = given->bias ? _mm512_maskz_loadu_ps(mask, given->bias + 16 * p)
            : _mm512_setzero_ps();
#pragma unroll
        for (size_t r = 0; r < rows; r++) {
            __m512 product = _mm512_mul_ps(
                _mm512_cvtepi32_ps(sums[r][p]), _mm512_set1_ps(given->row_factors[row + r]));
            product = _mm512_mul_ps(product, factors);
            if (given->bias) product = _mm512_add_ps(product, bias);
            _mm512_mask_storeu_ps(
                given->products + (row + r) * given->stride + 16 * p, mask, product);
        }
    }
}

// All rows with some panels; `panels` is a constant where this is called.
__attribute__((always_inline)) KINDRED_TARGET
static inline void all_rows(const tile *given, size_t n, size_t panels) {
    size_t row = 0;
    for (; row + ROWS <= n; row += ROWS) tile_of(given, row, ROWS, panels);
    switch (n - row) {
    case 5: tile_of(given, row, 5, panels); break;
    case 4: tile_of(given, row, 4, panels); break;
    case 3: tile_of(given, row, 3, panels); break;
    case 2: tile_of(given, row, 2, panels); break;
    case 1: tile_of(given, row, 1, panels); break;
    default: break;
    }
}

KINDRED_TARGET
static void multiply_vnni(
    float *products, size_t stride, const int16_t *rows, const float *row_factors, size_t n,
    const int16_t *panels, const float *column_factors, size_t m, size_t pairs, const float *bias
) {
    for (size_t start = 0; start < m; start += 16 * PANELS) {
        size_t left = m - start, count = left >= 16 * PANELS ? PANELS : (left + 15) / 16;
        size_t last = left >= 16 * PANELS ? 16 : left - 16 * (count - 1);
        tile given = {
            products + start, stride, rows, row_factors, panels + start * pairs * 2,
            column_factors + start, bias ? bias + start : NULL, pairs,
            (__mmask16)(0xFFFFu >> (16 - last)),
        };
        switch (count) {
        case 4: all_rows(&given, n, 4); break;
        case 3: all_rows(&given, n, 3); break;
        case 2: all_rows(&given, n, 2); break;
        default: all_rows(&given, n, 1);
        }
    }
}

#include "whole_bodies.h"
#endif
