// The loops that must be fast, in C so that one build holds a version for each kind of processor.
//
// Every kernel has a plain version; the faster ones give the same bits. Which one runs is chosen
// at run time, once. Letters: n rows, d dimensions.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "whole.h"
#include "quantised.h"
#include "ceilings.h"

/// Adds `factor * weights[i]` to `scores[rows[i] - first]` for every i below `count`, in that
/// order: one product and one addition, each rounded.
///
/// Rows outside first..<first + n, as a corrupt file may hold, are skipped. Shapes: scores (n),
/// rows and weights (count). Returns how many were skipped.
size_t kindred_scatter_add(
    float *scores, size_t first, size_t n, const uint32_t *rows, const float *weights,
    size_t count, float factor);

/// Postings of a block of n rows, made by us and therefore sound: ids below m, rows below n.
typedef struct {
    /// Where the postings of an id start in `rows` and `weights`. Shape: (m + 1).
    const uint32_t *starts;
    /// Shape: (postings).
    const uint32_t *rows;
    const float *weights;
    /// For an id with many postings, which row of `dense` holds its weights, else UINT32_MAX.
    /// Shape: (m).
    const uint32_t *places;
    /// The weights of such an id at every row, zero where there is none. Shape: (some × n).
    const float *dense;
    size_t m;
    size_t n;
} kindred_block;

/// Sets `scores` to the dot products of one query with all rows of a block.
///
/// The same bits as `kindred_scatter_add` by ascending id. Ids from m up are skipped. Shapes:
/// scores (n), ids and factors (count).
void kindred_score_block(
    float *scores, const kindred_block *block, const uint32_t *ids, const float *factors,
    size_t count);

/// The first place from `start` up whose score is above `threshold`, or `count` if there is none.
///
/// NaN is above nothing, and nothing is above NaN. Shape: scores (count).
size_t kindred_next_above(const float *scores, size_t start, size_t count, float threshold);

/// The dot product that dense scores are defined by: eight running sums in double, the product of
/// place i going to sum i mod 8, folded by halves, rounded to float once. Shapes: (d).
float kindred_dot(const float *a, const float *b, size_t d);

/// The sum of squares in float, in some order: for bounds, not for lengths. Shape: (d).
float kindred_squares(const float *a, size_t d);

/// Adds to `sum` the rows of a dense matrix, each times its weight, in order.
///
/// Rows from n up are skipped. Shapes: sum (d), dense (n × d), rows and weights (count).
void kindred_combine(
    float *sum, size_t d, const float *dense, size_t n, const uint32_t *rows,
    const float *weights, size_t count);

/// Where the rows of a product are added.
typedef struct {
    /// Shape: (m × stride), of which the first d columns count.
    float *sums;
    size_t m;
    size_t stride;
    /// Which row of `sums` each row of the product is added to; NULL for its own. Those from m up
    /// are skipped.
    const uint32_t *places;
} kindred_product;

/// Adds to the rows of a product those of a sparse matrix times a dense one, each as
/// `kindred_combine` does.
///
/// Shapes: starts (count + 1), ascending, dense (n × d). `ids` and `weights` are those that starts
/// count from.
void kindred_multiply(
    const kindred_product *product, const uint64_t *starts, size_t count, const uint32_t *ids,
    const float *weights, const float *dense, size_t n, size_t d);

/// Adds a bias to every row, then takes the Gaussian error linear unit of every number, x Φ(x),
/// within 5e-7 for |x| below 5.
///
/// Shapes: rows (n × d), bias (d). With `by_tanh`, Φ is the approximation by tanh that some models
/// were trained with.
void kindred_gelu(float *rows, const float *bias, size_t n, size_t d, int by_tanh);

/// Adds a bias and a row of `others` to every row, then brings the row to mean 0 and variance 1,
/// times `gain`, plus `shift`.
///
/// Shapes: rows and others (n × d), bias, gain and shift (d). `epsilon` is added to the variance.
void kindred_normalize(
    float *rows, const float *bias, const float *others, const float *gain, const float *shift,
    size_t n, size_t d, float epsilon);

/// Makes every row the shares of e to the power of `factor` times its numbers; they sum to one.
///
/// Shape: rows (n × d) with d at least 1; factor above 0.
void kindred_softmax(float *rows, size_t n, size_t d, float factor);

/// The kernels above, for one kind of processor.
typedef struct {
    const char *name;
    size_t (*scatter_add)(
        float *scores, size_t first, size_t n, const uint32_t *rows, const float *weights,
        size_t count, float factor);
    void (*score_block)(
        float *scores, const kindred_block *block, const uint32_t *ids, const float *factors,
        size_t count);
    size_t (*next_above)(const float *scores, size_t start, size_t count, float threshold);
    float (*dot)(const float *a, const float *b, size_t d);
    float (*squares)(const float *a, size_t d);
    void (*combine)(
        float *sum, size_t d, const float *dense, size_t n, const uint32_t *rows,
        const float *weights, size_t count);
    void (*multiply)(
        const kindred_product *product, const uint64_t *starts, size_t count,
        const uint32_t *ids, const float *weights, const float *dense, size_t n, size_t d);
    void (*gelu)(float *rows, const float *bias, size_t n, size_t d, int by_tanh);
    void (*normalize)(
        float *rows, const float *bias, const float *others, const float *gain,
        const float *shift, size_t n, size_t d, float epsilon);
    void (*softmax)(float *rows, size_t n, size_t d, float factor);
} kindred_kernels;

/// The versions that this processor runs, the plain one at 0, the one in use last; NULL after it.
const kindred_kernels *kindred_kernels_at(int index);

/// CRC-32C of `count` bytes that follow bytes whose checksum is `crc` (0 at the start).
uint32_t kindred_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The SHA-256 of `count` bytes (FIPS 180-4), fed in parts: the state starts with
/// `kindred_sha256_start`, and `kindred_sha256_end` gives the 32 bytes.
typedef struct {
    uint32_t words[8];
    uint64_t count;
    uint8_t rest[64];
} kindred_sha256;
void kindred_sha256_start(kindred_sha256 *state);
void kindred_sha256_add(kindred_sha256 *state, const void *bytes, size_t count);
void kindred_sha256_end(kindred_sha256 *state, uint8_t digest[32]);

/// The CRC-32C of `kindred_crc32c` by tables, as processors without an instruction for it do it.
uint32_t kindred_crc32c_by_table(uint32_t crc, const void *bytes, size_t count);

/// The same, one bit at a time: the definition.
uint32_t kindred_crc32c_bitwise(uint32_t crc, const void *bytes, size_t count);

/// Copies the beginning of a text with white space as spaces, in blocks of sixteen bytes, up to the
/// first that needs a closer look: it has white space twice in a row, what JSON escapes, or a sign
/// of LaTeX as in `kindred_has_latex`. Returns how many bytes were copied; `largest` becomes the
/// largest of them where it was less. The byte before the text must be readable, and counts as the
/// one before its first.
size_t kindred_copy_plain(
    const uint8_t *text, size_t count, uint8_t *copy, uint8_t *largest);

/// Copies the beginning of a text in blocks of sixteen bytes, up to the first that has a byte which
/// JSON escapes: a control character, a quote or a backslash. Returns how many bytes were copied.
size_t kindred_copy_unescaped(const uint8_t *text, size_t count, uint8_t *copy);

/// Whether a dollar, backslash, brace, tilde, or two equal quotes or dashes in a row stand in it.
int kindred_has_latex(const uint8_t *text, size_t count);

/// Whether white space stands at an end, twice in a row, or other than a space in it.
int kindred_has_loose_space(const uint8_t *text, size_t count);

/// Copies a text with runs of white space as one space and none around it; `copy` has room for
/// `count` bytes. Returns how many there are.
size_t kindred_collapse_space(const uint8_t *text, size_t count, uint8_t *copy);

/// How many bytes stand before the first dollar, backslash, brace, tilde, quote or dash.
size_t kindred_length_before_latex(const uint8_t *text, size_t count);

/// How many cores this process may run on: its affinity mask, bounded by the processor quota of
/// its control groups. At least 1.
int kindred_available_cores(void);

/// On how many threads work that this thread starts may run, as `kindred_set_thread_limit` last
/// said on this thread; else INT_MAX.
int kindred_thread_limit(void);

/// Says on how many threads work that this thread starts may run from now on.
void kindred_set_thread_limit(int limit);

/// Has the allocator take memory from the system in steps of megabytes instead of pages, for work
/// that allocates millions of small pieces.
void kindred_take_memory_in_large_steps(void);

/// Gives memory that was freed back to the system, where the allocator keeps it otherwise.
void kindred_give_back_memory(void);

#endif
