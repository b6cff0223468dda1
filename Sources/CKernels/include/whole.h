// Products of matrices in whole numbers of sixteen bits.
//
// A row is rounded to whole numbers after it was brought to the length 32,700, so a sum of products
// of two rows stays below 2^31 (Cauchy and Schwarz): sums of thirty-two bits are exact in any order
// and on any processor. A factor for each row leads back: number = whole · factor.
//
// Rows stand as `pairs` pairs, an odd length filled with 0. The other side of a product stands in
// panels of sixteen rows: pair t of the first row, of the second ... of the sixteenth, then pair
// t + 1; rows that a last panel lacks are 0. Letters: n and m rows, d numbers in a row.
#ifndef KINDRED_WHOLE_H
#define KINDRED_WHOLE_H

#include <stddef.h>
#include <stdint.h>

/// The kernels for one kind of processor. All of them give the same bits.
typedef struct {
    const char *name;
    /// Rounds rows, the start of each `stride` after that of the one before.
    ///
    /// A row shorter than 1e-15 becomes 0. One that holds what is not finite becomes 0 with the
    /// factor NaN, and so do lengths beyond the floats'. Shapes: whole (n × pairs × 2),
    /// factors (n), rows (n × d within the stride), d at most 2 · pairs.
    void (*quantize)(
        int16_t *whole, float *factors, const float *rows, size_t n, size_t d, size_t stride,
        size_t pairs);
    /// Rounds the columns of rows, and writes them as panels of columns: the pairs are those of
    /// rows 2t and 2t + 1. Shapes: panels (⌈d/16⌉ × ⌈n/2⌉ × 16 × 2), factors (d).
    void (*quantize_columns)(
        int16_t *panels, float *factors, const float *rows, size_t n, size_t d, size_t stride);
    /// Rows as panels. Shapes: panels (⌈n/16⌉ × pairs × 16 × 2), whole (n × pairs × 2).
    void (*panels)(int16_t *panels, const int16_t *whole, size_t n, size_t pairs);
    /// Sets `products` to rows times panels, (sum · row's factor) · column's factor + bias.
    ///
    /// Shapes: products (n × m within the stride), rows (n × pairs × 2), row_factors (n), panels
    /// (⌈m/16⌉ × pairs × 16 × 2), column_factors (m), bias (m) or NULL for none.
    void (*multiply)(
        float *products, size_t stride, const int16_t *rows, const float *row_factors, size_t n,
        const int16_t *panels, const float *column_factors, size_t m, size_t pairs,
        const float *bias);
} kindred_whole_kernels;

/// The versions that this processor runs, the plain one at 0, the one in use last; NULL after it.
const kindred_whole_kernels *kindred_whole_at(int index);

/// The version in use.
const kindred_whole_kernels *kindred_whole(void);

#endif
