// What the processor can do, for those who choose kernels by it.
#ifndef KINDRED_PROCESSOR_H
#define KINDRED_PROCESSOR_H

#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

/// How far the kernels may go; each step has all of those before it.
enum {
    KINDRED_PLAIN,
    /// AVX2 with fused products.
    KINDRED_AVX2,
    /// AVX-512 F, VL, BW and DQ.
    KINDRED_AVX512,
    /// AVX-512 VNNI.
    KINDRED_VNNI,
};

/// The furthest step of this processor.
static inline int kindred_processor(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return KINDRED_PLAIN;
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512vl")
        || !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512dq"))
        return KINDRED_AVX2;
    return __builtin_cpu_supports("avx512vnni") ? KINDRED_VNNI : KINDRED_AVX512;
#else
    return KINDRED_PLAIN;
#endif
}

/// Whether an ARM processor multiplies bytes by fours (ARMv8.2 "dotprod"): 1 or 0.
static inline int kindred_has_dot_products(void) {
#if defined(__aarch64__) && defined(__linux__)
    // HWCAP_ASIMDDP, by its number: older headers lack the name.
    return (getauxval(AT_HWCAP) >> 20 & 1) != 0;
#elif defined(__aarch64__) && defined(__APPLE__)
    return 1;
#else
    return 0;
#endif
}

#endif
