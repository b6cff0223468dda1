#include "include/quantized.h"

#include <stdatomic.h>

extern const kindred_quantized_kernels kindred_quantized_plain;
#if defined(__x86_64__)
extern const kindred_quantized_kernels kindred_quantized_avx2;
extern const kindred_quantized_kernels kindred_quantized_vnni;
#endif

const kindred_quantized_kernels *kindred_quantized_at(int index) {
#if defined(__x86_64__)
    static const kindred_quantized_kernels *const all[] = {
        &kindred_quantized_plain, &kindred_quantized_avx2, &kindred_quantized_vnni,
    };
    __builtin_cpu_init();
    int runs_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    int runs_vnni = runs_avx2 && __builtin_cpu_supports("avx512f")
        && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni");
    int count = 1 + (runs_avx2 != 0) + (runs_vnni != 0);
    return index >= 0 && index < count ? all[index] : NULL;
#else
    return index == 0 ? &kindred_quantized_plain : NULL;
#endif
}

// Chosen by the first call. Two threads that both come first choose the same.
const kindred_quantized_kernels *kindred_quantized(void) {
    static _Atomic(const kindred_quantized_kernels *) chosen = NULL;
    const kindred_quantized_kernels *found = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (found) return found;
    for (int index = 0; kindred_quantized_at(index); index++) found = kindred_quantized_at(index);
    atomic_store_explicit(&chosen, found, memory_order_relaxed);
    return found;
}
