// The whole kernels as every processor runs them: the reference the others must equal.
#include "include/whole.h"

#pragma STDC FP_CONTRACT OFF

// One row with one panel after the other. Sums wrap in theory only; unsigned ones may.
static void multiply_plain(
    float *products, size_t stride, const int16_t *rows, const float *row_factors, size_t n,
    const int16_t *panels, const float *column_factors, size_t m, size_t pairs, const float *bias
) {
    for (size_t start = 0; start < m; start += 16) {
        const int16_t *panel = panels + start * pairs * 2;
        for (size_t i = 0; i < n; i++) {
            const int16_t *row = rows + i * pairs * 2;
            uint32_t sums[16] = {0};
            for (size_t t = 0; t < pairs; t++)
                for (size_t c = 0; c < 16; c++)
                    sums[c] += (uint32_t)(row[2 * t] * panel[(t * 16 + c) * 2])
                        + (uint32_t)(row[2 * t + 1] * panel[(t * 16 + c) * 2 + 1]);
            for (size_t c = 0; c < 16 && start + c < m; c++) {
                float product = (float)(int32_t)sums[c] * row_factors[i];
                product = product * column_factors[start + c];
                products[i * stride + start + c] = bias ? product + bias[start + c] : product;
            }
        }
    }
}

#define KINDRED_TARGET
#define KINDRED_NAME(kernel) kernel##_plain
#define KINDRED_LABEL "plain"
#include "whole_bodies.h"
