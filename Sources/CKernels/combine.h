// Sums of weighted rows of a dense matrix, included by bodies.h once for each version. Every version
// gives the same bits: a place of a sum meets its entries in their order, whatever the width of the
// registers.

// Sixteen floats, which may stand anywhere.
typedef float KINDRED_NAME(lanes) __attribute__((vector_size(64), aligned(4), may_alias));

// How many entries ahead of its use a row is asked for: far enough for the slower caches.
enum { KINDRED_NAME(ahead) = 16 };

// 16 · `groups` columns of all rows, their sums in registers. `groups` is a constant where this is
// called. Behind `count` entries stand others, up to `reach`, which will be asked for next.
__attribute__((always_inline)) KINDRED_TARGET KINDRED_WIDE
static inline void KINDRED_NAME(combine_columns)(
    float *sum, const float *dense, size_t stride, size_t n, const uint32_t *rows,
    const float *weights, size_t count, size_t reach, size_t groups
) {
    KINDRED_NAME(lanes) sums[4];
    for (size_t j = 0; j < groups; j++) sums[j] = ((const KINDRED_NAME(lanes) *)sum)[j];
    for (size_t i = 0; i < count; i++) {
        if (i + KINDRED_NAME(ahead) < reach) {
            uintptr_t next = (uintptr_t)dense
                + rows[i + KINDRED_NAME(ahead)] * (uintptr_t)stride * sizeof(float);
            for (size_t j = 0; j < groups; j++) __builtin_prefetch((const void *)(next + 64 * j));
        }
        if (__builtin_expect(rows[i] >= n, 0)) continue;
        const KINDRED_NAME(lanes) *row =
            (const KINDRED_NAME(lanes) *)(dense + (size_t)rows[i] * stride);
        for (size_t j = 0; j < groups; j++) sums[j] += weights[i] * row[j];
    }
    for (size_t j = 0; j < groups; j++) ((KINDRED_NAME(lanes) *)sum)[j] = sums[j];
}

// The ids are read again for each group of columns, from the nearest cache.
__attribute__((always_inline)) KINDRED_TARGET KINDRED_WIDE
static inline void KINDRED_NAME(combine_row)(
    float *sum, size_t d, const float *dense, size_t n, const uint32_t *rows,
    const float *weights, size_t count, size_t reach
) {
    size_t start = 0;
    for (; start + 64 <= d; start += 64)
        KINDRED_NAME(combine_columns)(
            sum + start, dense + start, d, n, rows, weights, count, reach, 4);
    for (; start + 32 <= d; start += 32)
        KINDRED_NAME(combine_columns)(
            sum + start, dense + start, d, n, rows, weights, count, reach, 2);
    for (; start + 16 <= d; start += 16)
        KINDRED_NAME(combine_columns)(
            sum + start, dense + start, d, n, rows, weights, count, reach, 1);
    for (; start < d; start++) {
        float one = sum[start];
        for (size_t i = 0; i < count; i++)
            if (rows[i] < n) one += weights[i] * dense[(size_t)rows[i] * d + start];
        sum[start] = one;
    }
}

KINDRED_TARGET KINDRED_WIDE
static void KINDRED_NAME(combine)(
    float *sum, size_t d, const float *dense, size_t n, const uint32_t *rows,
    const float *weights, size_t count
) {
    KINDRED_NAME(combine_row)(sum, d, dense, n, rows, weights, count, count);
}

KINDRED_TARGET KINDRED_WIDE
static void KINDRED_NAME(multiply)(
    const kindred_product *product, const uint64_t *starts, size_t count, const uint32_t *ids,
    const float *weights, const float *dense, size_t n, size_t d
) {
    for (size_t i = 0; i < count; i++) {
        size_t place = product->places ? product->places[i] : i;
        if (place >= product->m) continue;
        KINDRED_NAME(combine_row)(
            product->sums + place * product->stride, d, dense, n, ids + starts[i],
            weights + starts[i], starts[i + 1] - starts[i], starts[count] - starts[i]);
    }
}
