// The kernels for x86 processors with AVX2: eight floats in a register.
#include "kernels.h"
#if defined(__x86_64__)
#define KINDRED_TARGET \
    __attribute__((target("avx2,fma")))
#define KINDRED_NAME(kernel) kernel##_avx2
#define KINDRED_LABEL "avx2"
#include "bodies.h"
#endif
