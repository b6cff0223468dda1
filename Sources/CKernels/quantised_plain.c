// The quantised kernels as every processor runs them: the reference the others must equal.
#include "quantised_kernels.h"

#pragma STDC FP_CONTRACT OFF

static void nibble_bounds_plain(
    float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
    const kindred_nibble_query *query
) {
    for (size_t b = 0; b < blocks; b++) {
        int32_t sums[16] = {0};
        const uint8_t *codes = rows->codes + (first_block + b) * rows->groups * 64;
        for (size_t g = 0; g < rows->groups; g++) {
            const int8_t *asked = query->codes + 8 * g;
            for (size_t r = 0; r < 16; r++)
                for (size_t t = 0; t < 4; t++) {
                    uint8_t code = codes[64 * g + 4 * r + t];
                    sums[r] += (code & 15) * asked[t] + (code >> 4) * asked[4 + t];
                }
        }
        const float *scales = rows->scales + 16 * (first_block + b);
        const float *residuals = rows->residuals + 16 * (first_block + b);
        float lost = query->loss * rows->lengths[first_block + b];
        for (size_t r = 0; r < 16; r++) {
            float product = query->factor * scales[r] * (float)(2 * sums[r] + query->offset);
            bounds[16 * b + r] = product + query->length * residuals[r] + lost;
        }
    }
}

static size_t byte_pairs_plain(
    kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
    size_t first_block, size_t block_count, const float *row_bars, const float *column_bars
) {
    size_t found = 0, d = 8 * rows->groups;
    for (size_t i = 0; i < row_count; i++) {
        const int8_t *row = rows->rows + (first_row + i) * d;
        float scale = rows->scales[first_row + i];
        for (size_t j = 0; j < 16 * block_count; j++) {
            size_t column = 16 * first_block + j;
            const uint8_t *codes = rows->columns + (column / 16) * 16 * d + 4 * (column % 16);
            int32_t sum = -128 * rows->sums[first_row + i];
            for (size_t k = 0; k < d; k++) sum += codes[k / 4 * 64 + k % 4] * row[k];
            float product = (float)sum * rows->scales[column] * scale;
            if (product >= row_bars[i] || product >= column_bars[j])
                pairs[found++] = (kindred_pair){
                    (uint32_t)(first_row + i), (uint32_t)column, product};
        }
    }
    return found;
}

#define KINDRED_TARGET
#define KINDRED_NAME(kernel) kernel##_plain
#define KINDRED_LABEL "plain"
#include "quantised_bodies.h"
