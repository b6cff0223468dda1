// The bodies of the whole kernels, included once for each version by a file that defines
// KINDRED_TARGET, KINDRED_NAME(kernel) and KINDRED_LABEL, and a function `multiply` of its own.
//
// Every version gives the same bits; see lanes.h.
#include "include/whole.h"

#pragma STDC FP_CONTRACT OFF

#include "lanes.h"

enum { PANEL = 16 };

// What a row's length becomes. Rounding moves a number by a half at most and the length of d
// numbers by half of the root of d, so that no number leaves sixteen bits for d up to 2^20.
static const float LENGTH = 32700;

// The factor from numbers to whole numbers, and the way back.
__attribute__((always_inline)) KINDRED_TARGET
static inline float KINDRED_NAME(scale)(float squares, float *factor) {
    float length = __builtin_sqrtf(squares);
    int usable = length >= 1e-15f && length <= 3e38f;
    *factor = usable ? length / LENGTH : length < 1e-15f ? 0 : __builtin_nanf("");
    return usable ? LENGTH / length : 0;
}

// To the nearest whole number, the even one of two, as adding 1.5 · 2^23 does.
KINDRED_INLINE kindred_halves KINDRED_NAME(rounded)(kindred_lanes x) {
    kindred_lanes sum = x + 12582912.0f;
    kindred_places bits;
    memcpy(&bits, &sum, sizeof bits);
    return __builtin_convertvector(bits - 0x4B400000, kindred_halves);
}

KINDRED_TARGET
static void KINDRED_NAME(quantize)(
    int16_t *whole, float *factors, const float *rows, size_t n, size_t d, size_t stride,
    size_t pairs
) {
    for (size_t i = 0; i < n; i++) {
        const float *row = rows + i * stride;
        int16_t *target = whole + i * 2 * pairs;
        float scale = KINDRED_NAME(scale)(
            KINDRED_NAME(squared)(row, d), &factors[i]);
        if (scale == 0) {
            memset(target, 0, 2 * pairs * sizeof *target);
            continue;
        }
        size_t j = 0;
        for (; j + 16 <= d; j += 16) {
            kindred_halves some = KINDRED_NAME(rounded)(
                KINDRED_NAME(whole)(row + j) * scale);
            memcpy(target + j, &some, sizeof some);
        }
        if (j < d) {
            kindred_halves some = KINDRED_NAME(rounded)(
                KINDRED_NAME(part)(row + j, d - j, 0) * scale);
            memcpy(target + j, &some, (d - j) * sizeof *target);
        }
        for (j = d; j < 2 * pairs; j++) target[j] = 0;
    }
}

KINDRED_INLINE kindred_lanes KINDRED_NAME(columns)(const float *row, size_t width) {
    return width == PANEL ? KINDRED_NAME(whole)(row) : KINDRED_NAME(part)(row, width, 0);
}

// Up to sixteen columns, for one panel.
KINDRED_INLINE void KINDRED_NAME(quantize_panel)(
    int16_t *panel, float *factors, const float *rows, size_t n, size_t width, size_t stride
) {
    kindred_lanes squares = 0, scales = 0;
    for (size_t i = 0; i < n; i++) {
        kindred_lanes row = KINDRED_NAME(columns)(rows + i * stride, width);
        squares += row * row;
    }
    for (size_t c = 0; c < width; c++) {
        float factor;
        scales[c] = KINDRED_NAME(scale)(squares[c], &factor);
        factors[c] = factor;
    }
    // A column without a scale may hold what is not a number, and 0 times that is not 0.
    kindred_places usable = scales != 0;
    for (size_t i = 0; i < n; i += 2) {
        kindred_lanes first = KINDRED_NAME(columns)(rows + i * stride, width), second = 0;
        if (i + 1 < n) second = KINDRED_NAME(columns)(rows + (i + 1) * stride, width);
        kindred_halves low = KINDRED_NAME(rounded)(usable ? first * scales : 0);
        kindred_halves high = KINDRED_NAME(rounded)(usable ? second * scales : 0);
        int16_t *target = panel + i * PANEL;
        for (size_t c = 0; c < PANEL; c++) {
            target[2 * c] = low[c];
            target[2 * c + 1] = high[c];
        }
    }
}

KINDRED_TARGET
static void KINDRED_NAME(quantize_columns)(
    int16_t *panels, float *factors, const float *rows, size_t n, size_t d, size_t stride
) {
    size_t pairs = n / 2 + n % 2;
    size_t start = 0;
    for (; start + PANEL <= d; start += PANEL)
        KINDRED_NAME(quantize_panel)(
            panels + start * pairs * 2, factors + start, rows + start, n, PANEL, stride);
    if (start < d)
        KINDRED_NAME(quantize_panel)(
            panels + start * pairs * 2, factors + start, rows + start, n, d - start, stride);
}

KINDRED_TARGET
static void KINDRED_NAME(panels)(
    int16_t *panels, const int16_t *whole, size_t n, size_t pairs
) {
    for (size_t start = 0; start < n; start += PANEL) {
        int16_t *panel = panels + start * pairs * 2;
        size_t width = n - start < PANEL ? n - start : PANEL;
        if (width < PANEL) memset(panel, 0, PANEL * pairs * 2 * sizeof *panel);
        for (size_t c = 0; c < width; c++) {
            const int16_t *row = whole + (start + c) * pairs * 2;
            for (size_t t = 0; t < pairs; t++)
                memcpy(panel + (t * PANEL + c) * 2, row + 2 * t, 2 * sizeof *row);
        }
    }
}

const kindred_whole_kernels KINDRED_NAME(kindred_whole) = {
    .name = KINDRED_LABEL,
    .quantize = KINDRED_NAME(quantize),
    .quantize_columns = KINDRED_NAME(quantize_columns),
    .panels = KINDRED_NAME(panels),
    .multiply = KINDRED_NAME(multiply),
};
