// Rotating and quantising rows. Included once for each version, by a file that defines
// KINDRED_TARGET (a function attribute, or nothing) and KINDRED_NAME(kernel).
#include "quantised_kernels.h"

// One product, then one addition, in every version: the same bits.
#pragma STDC FP_CONTRACT OFF

// The butterflies of a Hadamard transform, not yet scaled. `count` is a power of two.
KINDRED_TARGET
static void KINDRED_NAME(hadamard)(float *row, size_t count) {
    for (size_t half = count / 2; half >= 8; half /= 2) {
        for (size_t start = 0; start < count; start += 2 * half) {
            float *low = row + start, *high = low + half;
            for (size_t j = 0; j < half; j++) {
                float sum = low[j] + high[j], difference = low[j] - high[j];
                low[j] = sum;
                high[j] = difference;
            }
        }
    }
    size_t rest = count < 8 ? count : 8;
    for (size_t start = 0; start < count; start += rest) {
        float *part = row + start;
        for (size_t half = rest / 2; half > 0; half /= 2)
            for (size_t low = 0; low < rest; low++) {
                if (low & half) continue;
                float sum = part[low] + part[low + half];
                part[low + half] = part[low] - part[low + half];
                part[low] = sum;
            }
    }
}

KINDRED_TARGET
static void KINDRED_NAME(rotate)(float *row, size_t d, const float *signs) {
    if (d < 2) return;
    size_t count = 1;
    while (count <= d / 2) count *= 2;
    float scale = 1 / __builtin_sqrtf((float)count);
    for (size_t round = 0; round < (count < d ? 2 : 1); round++) {
        float *part = round == 0 ? row : row + d - count;
        for (size_t j = 0; j < d; j++) row[j] *= signs[round * d + j];
        KINDRED_NAME(hadamard)(part, count);
        for (size_t j = 0; j < count; j++) part[j] *= scale;
    }
}

// The scale that brings the integers closest to a row, and the squared length of what is left, in
// eight running sums each: products of a float and a small integer are exact in double.
KINDRED_TARGET
static double KINDRED_NAME(fit)(
    float *scale, const float *row, const int8_t *integers, size_t d
) {
    double products[8] = {0}, squares[8] = {0}, rests[8] = {0};
    for (size_t i = 0; i < d; i++) {
        double integer = integers[i];
        products[i % 8] += integer * (double)row[i];
        squares[i % 8] += integer * integer;
    }
    for (size_t width = 4; width > 0; width /= 2)
        for (size_t j = 0; j < width; j++) {
            products[j] += products[j + width];
            squares[j] += squares[j + width];
        }
    *scale = squares[0] > 0 ? (float)(products[0] / squares[0]) : 0;
    double factor = *scale;
    for (size_t i = 0; i < d; i++) {
        double rest = (double)row[i] - factor * integers[i];
        rests[i % 8] += rest * rest;
    }
    for (size_t width = 4; width > 0; width /= 2)
        for (size_t j = 0; j < width; j++) rests[j] += rests[j + width];
    return rests[0];
}

KINDRED_TARGET
static double KINDRED_NAME(nibbles)(
    uint8_t *codes, uint8_t *spare, float *scale, const float *row, size_t d, float step
) {
    static const float widths[3] = {1, 0.9f, 1.12f};
    double least = -1;
    for (size_t i = 0; i < 3; i++) {
        float inverse = 1 / (step * widths[i]), fitted;
        int8_t *integers = (int8_t *)spare;
        for (size_t j = 0; j < d; j++) {
            float place = row[j] * inverse + 8;
            place = place < 0 ? 0 : place > 15 ? 15 : place;
            integers[j] = (int8_t)(2 * (int32_t)place - 15);
        }
        double lost = KINDRED_NAME(fit)(&fitted, row, integers, d);
        if (least >= 0 && lost >= least) continue;
        least = lost;
        *scale = fitted;
        for (size_t j = 0; j < d; j++) codes[j] = (uint8_t)((integers[j] + 15) / 2);
    }
    return least;
}

KINDRED_TARGET
static double KINDRED_NAME(bytes)(
    int8_t *codes, float *scale, const float *row, size_t d, float inverse
) {
    for (size_t j = 0; j < d; j++) {
        float place = row[j] * inverse;
        place = place < -127 ? -127 : place > 127 ? 127 : place;
        codes[j] = (int8_t)(int32_t)(place + (place < 0 ? -0.5f : 0.5f));
    }
    return KINDRED_NAME(fit)(scale, row, codes, d);
}

const kindred_quantised_kernels KINDRED_NAME(kindred_quantised) = {
    .name = KINDRED_LABEL,
    .nibble_bounds = KINDRED_NAME(nibble_bounds),
    .byte_pairs = KINDRED_NAME(byte_pairs),
    .rotate = KINDRED_NAME(rotate),
    .nibbles = KINDRED_NAME(nibbles),
    .bytes = KINDRED_NAME(bytes),
};
