// Rows in few bits, for searches that prove what they may skip: see QuantisedRows in KindredVectors.
//
// Every version gives the same integers and the same floats. Letters: n rows, d dimensions,
// g groups of eight dimensions (the last one filled up with zeros).
#ifndef CKERNELS_QUANTISED_H
#define CKERNELS_QUANTISED_H

#include <stddef.h>
#include <stdint.h>

/// Rows of four bits a number, sixteen rows side by side.
///
/// A number k in 0...15 stands for 2k - 15. Group g of block b takes 64 bytes, four for each of its
/// rows: byte t has dimension 8g + t in its low half and 8g + 4 + t in its high half.
typedef struct {
    /// Shape: (blocks × groups × 16 × 4).
    const uint8_t *codes;
    /// What a row's integers are multiplied by. Shape: (blocks × 16).
    const float *scales;
    /// How far a row may lie from that. Shape: (blocks × 16).
    const float *residuals;
    /// At least the length of every row of a block. Shape: (blocks).
    const float *lengths;
    size_t groups;
} kindred_nibble_rows;

/// A query for them.
typedef struct {
    /// In -127...127, zeros behind d. Shape: (8 × groups).
    const int8_t *codes;
    /// -15 times the sum of the codes.
    int32_t offset;
    /// What the integers are multiplied by.
    float factor;
    /// At least the length of the query.
    float length;
    /// What is lost for every unit of a row's length.
    float loss;
} kindred_nibble_query;

/// For every row of some blocks, the product with a query at most:
/// factor · scale · integers + length · residual + loss · (length of the block's rows).
///
/// Shape: bounds (16 × blocks).
void kindred_nibble_bounds(
    float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
    const kindred_nibble_query *query);

/// Rows of eight bits a number, each twice: as signed numbers one row after the other, and as
/// numbers from 1 to 255 (128 more) with sixteen rows side by side, four dimensions of each.
typedef struct {
    /// Shape: (n × 8 groups).
    const int8_t *rows;
    /// Shape: (blocks × 2 groups × 16 × 4). Behind the last row: 128.
    const uint8_t *columns;
    /// The sum of a row's numbers. Shape: (n).
    const int32_t *sums;
    /// What a row's integers are multiplied by; zero behind the last. Shape: (16 × blocks).
    const float *scales;
    size_t groups;
} kindred_byte_rows;

/// Two rows and nearly their product.
typedef struct {
    uint32_t row;
    uint32_t column;
    float product;
} kindred_pair;

/// All pairs of a row and a column whose product, nearly, reaches the bar of the one or the other.
///
/// The pairs go to `pairs`, which has room for all of them, in no special order; returns how many.
/// Columns are given in whole blocks of sixteen, also those behind the last row. No bar is NaN.
/// Shapes: row_bars (row_count), column_bars (16 × block_count); both start at the first asked.
size_t kindred_byte_pairs(
    kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
    size_t first_block, size_t block_count, const float *row_bars, const float *column_bars);

/// Turns a row in place: signs, then a Hadamard transform of the first 2^i dimensions, and, where
/// that is not all of them, signs again and one of the last 2^i.
///
/// Every stage but for rounding keeps lengths and products. Shapes: row (d), signs (2 × d).
void kindred_rotate(float *row, size_t d, const float *signs);

/// Four bits for each number of a row, of three step widths around `step` the best, the scale that
/// suits them best, and the squared length of what is lost.
///
/// Shapes: codes and spare (d). `step` above 0.
double kindred_nibbles(
    uint8_t *codes, uint8_t *spare, float *scale, const float *row, size_t d, float step);

/// The same with eight bits from -127 to 127; `inverse` is one over the step width.
double kindred_bytes(int8_t *codes, float *scale, const float *row, size_t d, float inverse);

/// A block of sixteen rows as `kindred_nibble_rows` has it. Shape: codes (16 × 8 groups).
void kindred_pack_nibbles(uint8_t *block, const uint8_t *codes, size_t groups);

/// A block of sixteen rows as the columns of `kindred_byte_rows`. Shape: codes (16 × 8 groups).
void kindred_pack_bytes(uint8_t *block, const int8_t *codes, size_t groups);

/// Asks for a row before it is read.
static inline void kindred_prefetch(const float *row, size_t d) {
    for (size_t i = 0; i < d; i += 16) __builtin_prefetch(row + i);
}

/// The kernels above, for one kind of processor.
typedef struct {
    const char *name;
    void (*nibble_bounds)(
        float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
        const kindred_nibble_query *query);
    size_t (*byte_pairs)(
        kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
        size_t first_block, size_t block_count, const float *row_bars, const float *column_bars);
    void (*rotate)(float *row, size_t d, const float *signs);
    double (*nibbles)(
        uint8_t *codes, uint8_t *spare, float *scale, const float *row, size_t d, float step);
    double (*bytes)(int8_t *codes, float *scale, const float *row, size_t d, float inverse);
} kindred_quantised_kernels;

/// The versions that this processor runs, the plain one at 0, the one in use last; NULL after it.
const kindred_quantised_kernels *kindred_quantised_kernels_at(int index);

#endif
