// The kernels for x86 processors with AVX-512: sixteen floats in a register.
#include "kernels.h"
#if defined(__x86_64__)
#define KINDRED_TARGET \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,prefer-256-bit")))
#define KINDRED_WIDE __attribute__((min_vector_width(512)))
#define KINDRED_NAME(kernel) kernel##_avx512
#define KINDRED_LABEL "avx512"
#include "bodies.h"
#endif
