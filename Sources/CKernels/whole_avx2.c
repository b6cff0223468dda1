// The whole kernels for x86 processors with AVX2: two products and their sum for each of eight
// pairs in one instruction.
#include "include/whole.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define KINDRED_TARGET __attribute__((target("avx2,fma")))
#define KINDRED_NAME(kernel) kernel##_avx2
#define KINDRED_LABEL "avx2"

enum { ROWS = 6 };

// Sums of `count` rows with one panel, in registers: two for each row.
__attribute__((always_inline)) KINDRED_TARGET
static inline void tile_avx2(
    float *target, size_t stride, const int16_t *rows, const float *row_factors, size_t count,
    const int16_t *panel, const float *factors, size_t pairs, const float *bias
) {
    __m256i sums[ROWS][2];
#pragma unroll
    for (size_t r = 0; r < count; r++) sums[r][0] = sums[r][1] = _mm256_setzero_si256();
    for (size_t t = 0; t < pairs; t++) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(panel + t * 32));
        __m256i high = _mm256_loadu_si256((const __m256i *)(panel + t * 32 + 16));
#pragma unroll
        for (size_t r = 0; r < count; r++) {
            int32_t pair;
            memcpy(&pair, rows + (r * pairs + t) * 2, sizeof pair);
            __m256i both = _mm256_set1_epi32(pair);
            sums[r][0] = _mm256_add_epi32(sums[r][0], _mm256_madd_epi16(both, low));
            sums[r][1] = _mm256_add_epi32(sums[r][1], _mm256_madd_epi16(both, high));
        }
    }
#pragma unroll
    for (size_t r = 0; r < count; r++)
        for (size_t half = 0; half < 2; half++) {
            __m256 product = _mm256_mul_ps(
                _mm256_cvtepi32_ps(sums[r][half]), _mm256_set1_ps(row_factors[r]));
            product = _mm256_mul_ps(product, _mm256_loadu_ps(factors + 8 * half));
            if (bias) product = _mm256_add_ps(product, _mm256_loadu_ps(bias + 8 * half));
            _mm256_storeu_ps(target + r * stride + 8 * half, product);
        }
}

// A panel with fewer than sixteen columns is computed whole, aside.
KINDRED_TARGET
static void panel_avx2(
    float *products, size_t stride, const int16_t *rows, const float *row_factors, size_t n,
    const int16_t *panel, const float *factors, size_t width, size_t pairs, const float *bias
) {
    float aside[ROWS * 16], own_factors[16] = {0}, own_bias[16] = {0};
    if (width < 16) {
        memcpy(own_factors, factors, width * sizeof *factors);
        if (bias) memcpy(own_bias, bias, width * sizeof *bias);
        factors = own_factors;
        bias = bias ? own_bias : NULL;
    }
    for (size_t i = 0; i < n; i += ROWS) {
        size_t count = n - i < ROWS ? n - i : ROWS;
        float *target = width < 16 ? aside : products + i * stride;
        size_t step = width < 16 ? 16 : stride;
        const int16_t *some = rows + i * pairs * 2;
        const float *own = row_factors + i;
        switch (count) {
        case 6: tile_avx2(target, step, some, own, 6, panel, factors, pairs, bias); break;
        case 5: tile_avx2(target, step, some, own, 5, panel, factors, pairs, bias); break;
        case 4: tile_avx2(target, step, some, own, 4, panel, factors, pairs, bias); break;
        case 3: tile_avx2(target, step, some, own, 3, panel, factors, pairs, bias); break;
        case 2: tile_avx2(target, step, some, own, 2, panel, factors, pairs, bias); break;
        default: tile_avx2(target, step, some, own, 1, panel, factors, pairs, bias);
        }
        if (width < 16)
            for (size_t r = 0; r < count; r++)
                memcpy(products + (i + r) * stride, aside + r * 16, width * sizeof *aside);
    }
}

KINDRED_TARGET
static void multiply_avx2(
    float *products, size_t stride, const int16_t *rows, const float *row_factors, size_t n,
    const int16_t *panels, const float *column_factors, size_t m, size_t pairs, const float *bias
) {
    for (size_t start = 0; start < m; start += 16)
        panel_avx2(
            products + start, stride, rows, row_factors, n, panels + start * pairs * 2,
            column_factors + start, m - start < 16 ? m - start : 16, pairs,
            bias ? bias + start : NULL);
}

#include "whole_bodies.h"
#endif
