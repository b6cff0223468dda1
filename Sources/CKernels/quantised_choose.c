#include "quantised_kernels.h"

#include <stdatomic.h>

#include "processor.h"

const kindred_quantised_kernels *kindred_quantised_kernels_at(int index) {
#if defined(__x86_64__)
    static const kindred_quantised_kernels *const all[] = {
        &kindred_quantised_plain, &kindred_quantised_avx2, &kindred_quantised_vnni};
    int step = kindred_processor();
    int count = 1 + (step >= KINDRED_AVX2) + (step >= KINDRED_VNNI);
    return index >= 0 && index < count ? all[index] : NULL;
#elif defined(__aarch64__)
    static const kindred_quantised_kernels *const all[] = {
        &kindred_quantised_plain, &kindred_quantised_neon};
    int count = 1 + kindred_has_dot_products();
    return index >= 0 && index < count ? all[index] : NULL;
#else
    return index == 0 ? &kindred_quantised_plain : NULL;
#endif
}

// Chosen by the first call. Two threads that both come first choose the same.
static const kindred_quantised_kernels *best(void) {
    static _Atomic(const kindred_quantised_kernels *) chosen = NULL;
    const kindred_quantised_kernels *found = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (found) return found;
    for (int index = 0; kindred_quantised_kernels_at(index); index++)
        found = kindred_quantised_kernels_at(index);
    atomic_store_explicit(&chosen, found, memory_order_relaxed);
    return found;
}

void kindred_nibble_bounds(
    float *bounds, const kindred_nibble_rows *rows, size_t first_block, size_t blocks,
    const kindred_nibble_query *query
) {
    best()->nibble_bounds(bounds, rows, first_block, blocks, query);
}

size_t kindred_byte_pairs(
    kindred_pair *pairs, const kindred_byte_rows *rows, size_t first_row, size_t row_count,
    size_t first_block, size_t block_count, const float *row_bars, const float *column_bars
) {
    return best()->byte_pairs(
        pairs, rows, first_row, row_count, first_block, block_count, row_bars, column_bars);
}

void kindred_rotate(float *row, size_t d, const float *signs) { best()->rotate(row, d, signs); }

double kindred_nibbles(
    uint8_t *codes, uint8_t *spare, float *scale, const float *row, size_t d, float step
) {
    return best()->nibbles(codes, spare, scale, row, d, step);
}

double kindred_bytes(int8_t *codes, float *scale, const float *row, size_t d, float inverse) {
    return best()->bytes(codes, scale, row, d, inverse);
}
