#include "CKernels.h"


// CRC-32C: the reflected polynomial 0x82F63B78, all bits turned before and after.

uint32_t kindred_crc32c_bitwise(uint32_t crc, const void *bytes, size_t count) {
    const uint8_t *next = bytes;
    crc = ~crc;
    for (size_t i = 0; i < count; i++) {
        crc ^= next[i];
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0x82F63B78u & -(crc & 1));
    }
    return ~crc;
}

uint32_t kindred_crc32c(uint32_t crc, const void *bytes, size_t count) {
    return kindred_crc32c_bitwise(crc, bytes, count);
}
