// The quantised kernels for 64-bit ARM with dot products of bytes (ARMv8.2 "dotprod"): four numbers
// of each of four rows in an instruction.
#include "quantised_kernels.h"
#if defined(__aarch64__)
#include <arm_neon.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__clang__)
#define KINDRED_TARGET __attribute__((target("dotprod")))
#else
#define KINDRED_TARGET __attribute__((target("+dotprod")))
#endif

// Four bytes in every lane.
KINDRED_TARGET static inline int8x16_t four(const int8_t *bytes) {
    int32_t word;
    memcpy(&word, bytes, sizeof word);
    return vreinterpretq_s8_s32(vdupq_n_s32(word));
}

KINDRED_TARGET
static void nibble_bounds_neon(
    float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
    const kindred_nibble_query *query
) {
    const uint8x16_t low = vdupq_n_u8(15);
    for (size_t b = first_block; b < first_block + blocks; b++) {
        const uint8_t *codes = rows->codes + b * rows->groups * 64;
        int32x4_t sums[4] = {vdupq_n_s32(0), vdupq_n_s32(0), vdupq_n_s32(0), vdupq_n_s32(0)};
        for (size_t g = 0; g < rows->groups; g++) {
            int8x16_t one = four(query->codes + 8 * g), two = four(query->codes + 8 * g + 4);
            for (int q = 0; q < 4; q++) {
                uint8x16_t both = vld1q_u8(codes + 64 * g + 16 * q);
                int8x16_t lows = vreinterpretq_s8_u8(vandq_u8(both, low));
                int8x16_t highs = vreinterpretq_s8_u8(vshrq_n_u8(both, 4));
                sums[q] = vdotq_s32(vdotq_s32(sums[q], lows, one), highs, two);
            }
        }
        float lost = query->loss * rows->lengths[b];
        for (int q = 0; q < 4; q++) {
            size_t row = 16 * b + 4 * (size_t)q;
            int32x4_t whole = vaddq_s32(vshlq_n_s32(sums[q], 1), vdupq_n_s32(query->offset));
            float32x4_t scales = vmulq_n_f32(vld1q_f32(rows->scales + row), query->factor);
            float32x4_t product = vmulq_f32(scales, vcvtq_f32_s32(whole));
            float32x4_t residual = vmulq_n_f32(vld1q_f32(rows->residuals + row), query->length);
            float32x4_t bound = vaddq_f32(vaddq_f32(product, residual), vdupq_n_f32(lost));
            vst1q_f32(bounds + row - 16 * first_block, bound);
        }
    }
}

// The products, nearly, of one row with sixteen columns. Columns are stored 128 too high, which
// one bit takes back.
KINDRED_TARGET static inline void products_of(
    float *products, const int8_t *row, float scale, const uint8_t *codes, const float *scales,
    size_t groups
) {
    const uint8x16_t high = vdupq_n_u8(128);
    int32x4_t sums[4] = {vdupq_n_s32(0), vdupq_n_s32(0), vdupq_n_s32(0), vdupq_n_s32(0)};
    for (size_t k = 0; k < 2 * groups; k++) {
        int8x16_t numbers = four(row + 4 * k);
        for (int q = 0; q < 4; q++) {
            uint8x16_t code = vld1q_u8(codes + 64 * k + 16 * q);
            sums[q] = vdotq_s32(sums[q], vreinterpretq_s8_u8(veorq_u8(code, high)), numbers);
        }
    }
    for (int q = 0; q < 4; q++) {
        float32x4_t product = vmulq_f32(vcvtq_f32_s32(sums[q]), vld1q_f32(scales + 4 * q));
        vst1q_f32(products + 4 * q, vmulq_n_f32(product, scale));
    }
}

KINDRED_TARGET
static size_t byte_pairs_neon(
    kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
    size_t first_block, size_t block_count, const float *row_bars, const float *column_bars
) {
    size_t found = 0, d = 8 * rows->groups;
    for (size_t i = 0; i < row_count; i++) {
        size_t row = first_row + i;
        for (size_t b = 0; b < block_count; b++) {
            float products[16];
            size_t first = 16 * (first_block + b);
            products_of(
                products, rows->rows + row * d, rows->scales[row], rows->columns + first * d,
                rows->scales + first, rows->groups);
            for (size_t j = 0; j < 16; j++)
                if (products[j] >= row_bars[i] || products[j] >= column_bars[16 * b + j])
                    pairs[found++] = (kindred_pair){
                        (uint32_t)row, (uint32_t)(first + j), products[j]};
        }
    }
    return found;
}

#define KINDRED_NAME(kernel) kernel##_neon
#define KINDRED_LABEL "neon"
#include "quantised_bodies.h"
#endif
