// What the kernel files share. bodies.h says how one body becomes a version for each processor.
#ifndef KINDRED_KERNELS_H
#define KINDRED_KERNELS_H

#include "CKernels.h"

extern const kindred_kernels kindred_plain;
#if defined(__x86_64__)
extern const kindred_kernels kindred_avx2;
extern const kindred_kernels kindred_avx512;
#endif

#endif
