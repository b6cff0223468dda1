// The bodies of what a transformer does between its products, included by bodies.h once for each
// version. Every version gives the same bits: there is no library's exp in between.
#include "lanes.h"

// e to the power of x, within two units in the last place from -87 to 88, and held at those beyond.
//
// x = n ln 2 + r with |r| <= ln 2 / 2; the polynomial in r is that of Cephes (Moshier, 1987).
KINDRED_INLINE kindred_lanes KINDRED_NAME(exponential)(kindred_lanes x) {
    x = x > -87.0f ? x : -87.0f;  // also what is not a number
    x = x < 88.0f ? x : 88.0f;
    // Adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the lowest bits.
    kindred_lanes shifted = x * 1.44269504088896341f + 12582912.0f;
    kindred_lanes n = shifted - 12582912.0f;
    kindred_lanes r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    kindred_lanes p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = (p * r) * r + r + 1.0f;
    kindred_bits power;
    memcpy(&power, &shifted, sizeof power);
    power = (power + 127) << 23;
    memcpy(&n, &power, sizeof n);
    return p * n;
}

// x/2 (1 + erf(x / sqrt 2)); erf by Abramowitz and Stegun, 7.1.26, whose error is below 1.5e-7.
KINDRED_INLINE kindred_lanes KINDRED_NAME(gelu_exact)(kindred_lanes x) {
    kindred_lanes u = __builtin_elementwise_abs(x) * 0.70710678118654752f;
    kindred_lanes t = 1.0f / (1.0f + 0.3275911f * u);
    kindred_lanes p = 1.061405429f;
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    kindred_lanes tail = p * t * KINDRED_NAME(exponential)(-u * u);  // 1 - erf(u)
    return 0.5f * x * (x < 0 ? tail : 2.0f - tail);
}

// x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), and tanh u = 1 - 2 / (e^2u + 1).
KINDRED_INLINE kindred_lanes KINDRED_NAME(gelu_tanh)(kindred_lanes x) {
    kindred_lanes u = 0.79788456080286536f * (x + 0.044715f * x * x * x);
    return x * (1.0f - 1.0f / (KINDRED_NAME(exponential)(2.0f * u) + 1.0f));
}

KINDRED_INLINE kindred_lanes KINDRED_NAME(gelu_of)(kindred_lanes x, int by_tanh) {
    return by_tanh ? KINDRED_NAME(gelu_tanh)(x) : KINDRED_NAME(gelu_exact)(x);
}

KINDRED_INLINE void KINDRED_NAME(gelu_row)(
    float *row, const float *bias, size_t d, int by_tanh
) {
    size_t j = 0;
    for (; j + 16 <= d; j += 16) {
        kindred_lanes x = KINDRED_NAME(whole)(row + j) + KINDRED_NAME(whole)(bias + j);
        x = KINDRED_NAME(gelu_of)(x, by_tanh);
        memcpy(row + j, &x, sizeof x);
    }
    if (j < d) {
        kindred_lanes x = KINDRED_NAME(part)(row + j, d - j, 0)
            + KINDRED_NAME(part)(bias + j, d - j, 0);
        x = KINDRED_NAME(gelu_of)(x, by_tanh);
        memcpy(row + j, &x, (d - j) * sizeof *row);
    }
}

KINDRED_TARGET
static void KINDRED_NAME(gelu)(
    float *rows, const float *bias, size_t n, size_t d, int by_tanh
) {
    for (size_t i = 0; i < n; i++) {
        if (by_tanh) {
            KINDRED_NAME(gelu_row)(rows + i * d, bias, d, 1);
        } else {
            KINDRED_NAME(gelu_row)(rows + i * d, bias, d, 0);
        }
    }
}

KINDRED_TARGET
static void KINDRED_NAME(normalize)(
    float *rows, const float *bias, const float *others, const float *gain, const float *shift,
    size_t n, size_t d, float epsilon
) {
    for (size_t i = 0; i < n; i++) {
        float *row = rows + i * d;
        const float *other = others + i * d;
        kindred_lanes sums = 0, squares = 0, x;
        size_t j = 0;
        for (; j + 16 <= d; j += 16) {
            x = (KINDRED_NAME(whole)(row + j) + KINDRED_NAME(whole)(bias + j))
                + KINDRED_NAME(whole)(other + j);
            sums += x;
            memcpy(row + j, &x, sizeof x);
        }
        if (j < d) {
            x = (KINDRED_NAME(part)(row + j, d - j, 0) + KINDRED_NAME(part)(bias + j, d - j, 0))
                + KINDRED_NAME(part)(other + j, d - j, 0);
            sums += x;
            memcpy(row + j, &x, (d - j) * sizeof *row);
        }
        float mean = KINDRED_NAME(sum)(sums) / (float)d;
        for (j = 0; j + 16 <= d; j += 16) {
            x = KINDRED_NAME(whole)(row + j) - mean;
            squares += x * x;
        }
        if (j < d) {  // the mean is no distance from itself
            x = KINDRED_NAME(part)(row + j, d - j, mean) - mean;
            squares += x * x;
        }
        float variance = KINDRED_NAME(sum)(squares) / (float)d;
        float factor = 1.0f / __builtin_sqrtf(variance + epsilon);
        for (j = 0; j < d; j++) row[j] = (row[j] - mean) * factor * gain[j] + shift[j];
    }
}

KINDRED_TARGET
static void KINDRED_NAME(softmax)(float *rows, size_t n, size_t d, float factor) {
    for (size_t i = 0; i < n; i++) {
        float *row = rows + i * d;
        kindred_lanes tops = row[0], sums = 0, x;
        size_t j = 0;
        for (; j + 16 <= d; j += 16) {
            x = KINDRED_NAME(whole)(row + j);
            tops = x > tops ? x : tops;
        }
        if (j < d) {
            x = KINDRED_NAME(part)(row + j, d - j, row[0]);
            tops = x > tops ? x : tops;
        }
        float top = KINDRED_NAME(greatest)(tops);
        for (j = 0; j + 16 <= d; j += 16) {
            x = KINDRED_NAME(exponential)((KINDRED_NAME(whole)(row + j) - top) * factor);
            sums += x;
            memcpy(row + j, &x, sizeof x);
        }
        if (j < d) {
            x = KINDRED_NAME(part)(row + j, d - j, top);
            x = KINDRED_NAME(exponential)((x - top) * factor);
            memcpy(row + j, &x, (d - j) * sizeof *row);
            sums += KINDRED_NAME(part)(row + j, d - j, 0);
        }
        float share = 1.0f / KINDRED_NAME(sum)(sums);
        for (j = 0; j < d; j++) row[j] *= share;
    }
}
