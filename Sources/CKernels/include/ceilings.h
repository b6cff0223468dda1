// Upper bounds of sparse scores: what the pruned search of KindredVectors stands on. Included by
// CKernels.h.
//
// A column of ceilings holds four bits for each row: the row's weight at one id is at most the bits
// times the column's step. Rows come in groups of 128, in 64 bytes: byte j holds row j of the group
// in its low half and row 64 + j in its high half.
#ifndef CKERNELS_CEILINGS_H
#define CKERNELS_CEILINGS_H

#include <stddef.h>
#include <stdint.h>

/// How many rows columns are padded to a multiple of.
enum { kindred_ceiling_rows = 256 };

/// Sets `sums` to the sums over columns of the row's ceiling times the column's factor.
///
/// Shapes: sums (n), n a multiple of 256; codes (columns × stride bytes), of which n / 2 are read
/// in each column; columns and factors (count), count even. The sum of 15 |factor| must not exceed
/// 32767.
void kindred_ceiling_sums(
    int16_t *sums, size_t n, const uint8_t *codes, size_t stride, const uint32_t *columns,
    const int8_t *factors, size_t count);

/// Sets `scores[i]` to `(scores[i] + unit * sums[i]) * scale + base`, each operation rounded.
///
/// Shapes: (n), n a multiple of 256.
void kindred_ceiling_bounds(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base);

/// Writes to `rows` those below n whose bound, as `kindred_ceiling_bounds` gives it, is at least
/// `bar`, or at least their own place in `bars` where that is not NULL, ascending, and returns how
/// many; sets all `scores` to zero.
///
/// Shapes: scores, sums and bars (n rounded up to 256), rows (n).
size_t kindred_ceiling_candidates(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base,
    float bar, const float *bars, uint32_t *rows);

/// Postings of a block of at most 65536 rows, made by us and therefore sound.
typedef struct {
    /// Where the postings of an id start. Shape: (m + 1).
    const uint32_t *starts;
    /// Rows, counted from the start of the block. Shape: (postings).
    const uint16_t *rows;
    const float *weights;
    size_t m;
} kindred_short_postings;

/// Adds to `scores` the products of factors with the postings of ids, id after id: one product and
/// one addition, each rounded. Ids from m up are skipped. Shape: ids and factors (count).
void kindred_add_postings(
    float *scores, const kindred_short_postings *postings, const uint32_t *ids,
    const float *factors, size_t count);

/// The sum of products of a row with a query that `kindred_place_ids` put into a table: by ascending
/// id, one product and one addition, each rounded.
///
/// Shapes: keys and values (1 << bits), ids and weights (count).
float kindred_placed_dot(
    const uint32_t *keys, const float *values, int bits, const uint32_t *ids,
    const float *weights, size_t count);

/// Puts ids and their values into a table of 1 << bits places; a free place has the key
/// UINT32_MAX. At most half of the places may be taken, and UINT32_MAX is no id.
void kindred_place_ids(
    uint32_t *keys, float *values, int bits, const uint32_t *ids, const float *weights,
    size_t count);

/// The kernels above, for one kind of processor.
typedef struct {
    const char *name;
    void (*sums)(
        int16_t *sums, size_t n, const uint8_t *codes, size_t stride, const uint32_t *columns,
        const int8_t *factors, size_t count);
    void (*bounds)(
        float *scores, const int16_t *sums, size_t n, float unit, float scale, float base);
    size_t (*candidates)(
        float *scores, const int16_t *sums, size_t n, float unit, float scale, float base,
        float bar, const float *bars, uint32_t *rows);
} kindred_ceiling_kernels;

/// The versions that this processor runs, the plain one at 0, the one in use last; NULL after it.
const kindred_ceiling_kernels *kindred_ceiling_kernels_at(int index);

#endif
