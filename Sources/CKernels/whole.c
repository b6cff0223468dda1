#include "include/whole.h"

#include <stdatomic.h>

#include "processor.h"

extern const kindred_whole_kernels kindred_whole_plain;
#if defined(__x86_64__)
extern const kindred_whole_kernels kindred_whole_avx2;
extern const kindred_whole_kernels kindred_whole_vnni;
#endif

const kindred_whole_kernels *kindred_whole_at(int index) {
#if defined(__x86_64__)
    static const kindred_whole_kernels *const all[] = {
        &kindred_whole_plain, &kindred_whole_avx2, &kindred_whole_vnni,
    };
    int step = kindred_processor();
    int count = 1 + (step >= KINDRED_AVX2) + (step >= KINDRED_VNNI);
    return index >= 0 && index < count ? all[index] : NULL;
#else
    return index == 0 ? &kindred_whole_plain : NULL;
#endif
}

// Chosen by the first call. Two threads that both come first choose the same.
const kindred_whole_kernels *kindred_whole(void) {
    static _Atomic(const kindred_whole_kernels *) chosen = NULL;
    const kindred_whole_kernels *found = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (found) return found;
    for (int index = 0; kindred_whole_at(index); index++) found = kindred_whole_at(index);
    atomic_store_explicit(&chosen, found, memory_order_relaxed);
    return found;
}
