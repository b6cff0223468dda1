#include "kernels.h"

#include <stdatomic.h>

#include "processor.h"

const kindred_kernels *kindred_kernels_at(int index) {
#if defined(__x86_64__)
    static const kindred_kernels *const all[] = {&kindred_plain, &kindred_avx2, &kindred_avx512};
    int step = kindred_processor();
    int count = 1 + (step >= KINDRED_AVX2) + (step >= KINDRED_AVX512);
    return index >= 0 && index < count ? all[index] : NULL;
#else
    return index == 0 ? &kindred_plain : NULL;
#endif
}

// Chosen by the first call. Two threads that both come first choose the same.
static const kindred_kernels *best(void) {
    static _Atomic(const kindred_kernels *) chosen = NULL;
    const kindred_kernels *found = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (found) return found;
    for (int index = 0; kindred_kernels_at(index); index++) found = kindred_kernels_at(index);
    atomic_store_explicit(&chosen, found, memory_order_relaxed);
    return found;
}

size_t kindred_scatter_add(
    float *scores, size_t first, size_t n, const uint32_t *rows, const float *weights,
    size_t count, float factor
) {
    return best()->scatter_add(scores, first, n, rows, weights, count, factor);
}

void kindred_score_block(
    float *scores, const kindred_block *block, const uint32_t *ids, const float *factors,
    size_t count
) {
    best()->score_block(scores, block, ids, factors, count);
}

size_t kindred_next_above(const float *scores, size_t start, size_t count, float threshold) {
    return best()->next_above(scores, start, count, threshold);
}

float kindred_dot(const float *a, const float *b, size_t d) { return best()->dot(a, b, d); }

float kindred_squares(const float *a, size_t d) { return best()->squares(a, d); }

void kindred_combine(
    float *sum, size_t d, const float *dense, size_t n, const uint32_t *rows,
    const float *weights, size_t count
) {
    best()->combine(sum, d, dense, n, rows, weights, count);
}

void kindred_multiply(
    const kindred_product *product, const uint64_t *starts, size_t count, const uint32_t *ids,
    const float *weights, const float *dense, size_t n, size_t d
) {
    best()->multiply(product, starts, count, ids, weights, dense, n, d);
}

void kindred_gelu(float *rows, const float *bias, size_t n, size_t d, int by_tanh) {
    best()->gelu(rows, bias, n, d, by_tanh);
}

void kindred_normalize(
    float *rows, const float *bias, const float *others, const float *gain, const float *shift,
    size_t n, size_t d, float epsilon
) {
    best()->normalize(rows, bias, others, gain, shift, n, d, epsilon);
}

void kindred_softmax(float *rows, size_t n, size_t d, float factor) {
    best()->softmax(rows, n, d, factor);
}
