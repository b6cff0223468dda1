// The bodies of what a transformer does between its products, included by bodies.h once for each
// version. Every version gives the same bits: sums run in sixteen lanes, folded by halves, whatever
// the width of the registers, and there is no library's exp in between.

// e to the power of x, within two units in the last place from -87 to 88, and held at those beyond.
//
// x = n ln 2 + r with |r| <= ln 2 / 2; the polynomial in r is that of Cephes (Moshier, 1987).
__attribute__((always_inline)) KINDRED_TARGET
static inline float KINDRED_NAME(exponential)(float x) {
    x = x > -87.0f ? x : -87.0f;  // also what is not a number
    x = x < 88.0f ? x : 88.0f;
    // Adding 1.5 * 2^23 rounds to the nearest integer and leaves it in the lowest bits.
    union { float value; uint32_t bits; } power = {.value = x * 1.44269504088896341f + 12582912.0f};
    float n = power.value - 12582912.0f;
    float r = (x - n * 0.693359375f) + n * 2.12194440e-4f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = (p * r) * r + r + 1.0f;
    power.bits = (power.bits + 127) << 23;
    return p * power.value;
}

// x/2 (1 + erf(x / sqrt 2)); erf by Abramowitz and Stegun, 7.1.26, whose error is below 1.5e-7.
__attribute__((always_inline)) KINDRED_TARGET
static inline float KINDRED_NAME(gelu_exact)(float x) {
    float u = __builtin_fabsf(x) * 0.70710678118654752f;
    float t = 1.0f / (1.0f + 0.3275911f * u);
    float p = 1.061405429f;
    p = p * t - 1.453152027f;
    p = p * t + 1.421413741f;
    p = p * t - 0.284496736f;
    p = p * t + 0.254829592f;
    float tail = p * t * KINDRED_NAME(exponential)(-u * u);  // 1 - erf(u)
    return 0.5f * x * (x < 0 ? tail : 2.0f - tail);
}

// x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), and tanh u = 1 - 2 / (e^2u + 1).
__attribute__((always_inline)) KINDRED_TARGET
static inline float KINDRED_NAME(gelu_tanh)(float x) {
    float u = 0.79788456080286536f * (x + 0.044715f * x * x * x);
    return x * (1.0f - 1.0f / (KINDRED_NAME(exponential)(2.0f * u) + 1.0f));
}

KINDRED_TARGET
static void KINDRED_NAME(gelu)(
    float *rows, const float *bias, size_t n, size_t d, int by_tanh
) {
    for (size_t i = 0; i < n; i++) {
        float *row = rows + i * d;
        if (by_tanh) {
            for (size_t j = 0; j < d; j++) row[j] = KINDRED_NAME(gelu_tanh)(row[j] + bias[j]);
        } else {
            for (size_t j = 0; j < d; j++) row[j] = KINDRED_NAME(gelu_exact)(row[j] + bias[j]);
        }
    }
}

// Sixteen sums into one.
__attribute__((always_inline)) KINDRED_TARGET
static inline float KINDRED_NAME(folded)(float *sums) {
    for (size_t width = 8; width > 0; width /= 2)
        for (size_t j = 0; j < width; j++) sums[j] += sums[j + width];
    return sums[0];
}

KINDRED_TARGET
static void KINDRED_NAME(normalize)(
    float *rows, const float *bias, const float *others, const float *gain, const float *shift,
    size_t n, size_t d, float epsilon
) {
    for (size_t i = 0; i < n; i++) {
        float *row = rows + i * d;
        const float *other = others + i * d;
        float sums[16] = {0}, squares[16] = {0};
        size_t j = 0;
        for (; j + 16 <= d; j += 16)
            for (size_t k = 0; k < 16; k++) {
                row[j + k] = (row[j + k] + bias[j + k]) + other[j + k];
                sums[k] += row[j + k];
            }
        for (size_t k = 0; j + k < d; k++) {
            row[j + k] = (row[j + k] + bias[j + k]) + other[j + k];
            sums[k] += row[j + k];
        }
        float mean = KINDRED_NAME(folded)(sums) / (float)d;
        for (j = 0; j + 16 <= d; j += 16)
            for (size_t k = 0; k < 16; k++) {
                row[j + k] -= mean;
                squares[k] += row[j + k] * row[j + k];
            }
        for (size_t k = 0; j + k < d; k++) {
            row[j + k] -= mean;
            squares[k] += row[j + k] * row[j + k];
        }
        float variance = KINDRED_NAME(folded)(squares) / (float)d;
        float factor = 1.0f / __builtin_sqrtf(variance + epsilon);
        for (j = 0; j < d; j++) row[j] = row[j] * factor * gain[j] + shift[j];
    }
}

KINDRED_TARGET
static void KINDRED_NAME(softmax)(float *rows, size_t n, size_t d, float factor) {
    for (size_t i = 0; i < n; i++) {
        float *row = rows + i * d;
        float tops[16], sums[16] = {0};
        for (size_t k = 0; k < 16; k++) tops[k] = row[0];
        size_t j = 0;
        for (; j + 16 <= d; j += 16)
            for (size_t k = 0; k < 16; k++) tops[k] = row[j + k] > tops[k] ? row[j + k] : tops[k];
        for (size_t k = 0; j + k < d; k++) tops[k] = row[j + k] > tops[k] ? row[j + k] : tops[k];
        float top = tops[0];
        for (size_t k = 1; k < 16; k++) top = tops[k] > top ? tops[k] : top;
        for (j = 0; j + 16 <= d; j += 16)
            for (size_t k = 0; k < 16; k++) {
                row[j + k] = KINDRED_NAME(exponential)((row[j + k] - top) * factor);
                sums[k] += row[j + k];
            }
        for (size_t k = 0; j + k < d; k++) {
            row[j + k] = KINDRED_NAME(exponential)((row[j + k] - top) * factor);
            sums[k] += row[j + k];
        }
        float share = 1.0f / KINDRED_NAME(folded)(sums);
        for (j = 0; j < d; j++) row[j] *= share;
    }
}
