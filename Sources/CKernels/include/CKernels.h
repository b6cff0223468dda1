// The loops that must be fast, in C so that one build holds a version for each kind of processor.
//
// Every kernel has a plain version, and the faster ones give the same bits. Which one runs is
// chosen at run time, once.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>
#include <stdint.h>

/// How many cores this process may run on: its affinity mask, bounded by the processor quota of
/// its control groups. At least 1.
int kindred_available_cores(void);

/// CRC-32C of `count` bytes that follow bytes whose checksum is `crc` (0 at the start).
uint32_t kindred_crc32c(uint32_t crc, const void *bytes, size_t count);

/// The same, one bit at a time: the definition.
uint32_t kindred_crc32c_bitwise(uint32_t crc, const void *bytes, size_t count);

#endif
