// The bodies of the kernels. Included once for each version, by a file that defines
// KINDRED_TARGET (a function attribute, or nothing) and KINDRED_NAME(kernel).
#include "kernels.h"

// For loops that are worth the widest registers, where a version has them.
#ifndef KINDRED_WIDE
#define KINDRED_WIDE
#endif

// One product, then one addition: a fused pair would round once where the plain search rounds
// twice, and scores would depend on the machine.
#pragma STDC FP_CONTRACT OFF

KINDRED_TARGET
static size_t KINDRED_NAME(scatter_add)(
    float *scores, size_t first, size_t n, const uint32_t *rows, const float *weights,
    size_t count, float factor
) {
    size_t skipped = 0;
    for (size_t i = 0; i < count; i++) {
        size_t place = (size_t)rows[i] - first;  // a row below `first` wraps far above n
        if (__builtin_expect(place < n, 1)) {
            scores[place] += factor * weights[i];
        } else {
            skipped++;
        }
    }
    return skipped;
}

// A dense row adds zeros where the id does not occur, which changes no sum: sums start at +0 and a
// sum of +0 and either zero is +0. An infinite factor would make NaN of them, so it goes the other
// way.
KINDRED_TARGET
static void KINDRED_NAME(score_block)(
    float *scores, const kindred_block *block, const uint32_t *ids, const float *factors,
    size_t count
) {
    size_t n = block->n;
    for (size_t j = 0; j < n; j++) scores[j] = 0;
    for (size_t i = 0; i < count; i++) {
        if (ids[i] >= block->m) continue;
        float factor = factors[i];
        uint32_t place = block->places[ids[i]];
        if (place != UINT32_MAX && __builtin_isfinite(factor)) {
            const float *weights = block->dense + (size_t)place * n;
            for (size_t j = 0; j < n; j++) scores[j] += factor * weights[j];
        } else {
            uint32_t start = block->starts[ids[i]], end = block->starts[ids[i] + 1];
            for (uint32_t j = start; j < end; j++)
                scores[block->rows[j]] += factor * block->weights[j];
        }
    }
}

KINDRED_TARGET
static size_t KINDRED_NAME(next_above)(
    const float *scores, size_t start, size_t count, float threshold
) {
    size_t i = start;
    for (; i + 64 <= count; i += 64) {
        uint32_t found = 0;
        for (size_t j = 0; j < 64; j++) found |= scores[i + j] > threshold;
        if (found) break;
    }
    while (i < count && !(scores[i] > threshold)) i++;
    return i;
}

// Eight running sums in double, place i going to sum i mod 8, folded by halves at the end. The
// product of two floats is exact in double, so here a fused pair rounds the same.
KINDRED_TARGET
static float KINDRED_NAME(dot)(const float *a, const float *b, size_t d) {
#pragma STDC FP_CONTRACT ON
    double sums[8] = {0};
    size_t i = 0;
    for (; i + 8 <= d; i += 8)
        for (size_t j = 0; j < 8; j++) sums[j] += (double)a[i + j] * (double)b[i + j];
    for (size_t j = 0; i + j < d; j++) sums[j] += (double)a[i + j] * (double)b[i + j];
    for (size_t width = 4; width > 0; width /= 2)
        for (size_t j = 0; j < width; j++) sums[j] += sums[j + width];
    return (float)sums[0];
}

// Sixty-four running sums, so that additions need not wait for each other; only the size of the
// error matters here, see DenseBound in KindredVectors.
KINDRED_TARGET
static float KINDRED_NAME(squares)(const float *a, size_t d) {
    float sums[64] = {0};
    size_t i = 0;
    for (; i + 64 <= d; i += 64)
        for (size_t j = 0; j < 64; j++) sums[j] += a[i + j] * a[i + j];
    for (size_t j = 0; i + j < d; j++) sums[j] += a[i + j] * a[i + j];
    for (size_t width = 32; width > 0; width /= 2)
        for (size_t j = 0; j < width; j++) sums[j] += sums[j + width];
    return sums[0];
}

#include "combine.h"
#include "layers.h"

const kindred_kernels KINDRED_NAME(kindred) = {
    .name = KINDRED_LABEL,
    .scatter_add = KINDRED_NAME(scatter_add),
    .score_block = KINDRED_NAME(score_block),
    .next_above = KINDRED_NAME(next_above),
    .dot = KINDRED_NAME(dot),
    .squares = KINDRED_NAME(squares),
    .combine = KINDRED_NAME(combine),
    .multiply = KINDRED_NAME(multiply),
    .gelu = KINDRED_NAME(gelu),
    .normalize = KINDRED_NAME(normalize),
    .softmax = KINDRED_NAME(softmax),
};
