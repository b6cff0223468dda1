// What the quantised kernel files share.
#ifndef KINDRED_QUANTISED_KERNELS_H
#define KINDRED_QUANTISED_KERNELS_H

#include "CKernels.h"

extern const kindred_quantised_kernels kindred_quantised_plain;
#if defined(__x86_64__)
extern const kindred_quantised_kernels kindred_quantised_avx2;
extern const kindred_quantised_kernels kindred_quantised_vnni;
#elif defined(__aarch64__)
extern const kindred_quantised_kernels kindred_quantised_neon;
#endif

#endif
