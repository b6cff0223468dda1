#include "quantised.h"

void kindred_pack_nibbles(uint8_t *block, const uint8_t *codes, size_t groups) {
    size_t d = 8 * groups;
    for (size_t g = 0; g < groups; g++)
        for (size_t row = 0; row < 16; row++) {
            const uint8_t *from = codes + row * d + 8 * g;
            for (size_t t = 0; t < 4; t++)
                block[64 * g + 4 * row + t] = (uint8_t)(from[t] | from[4 + t] << 4);
        }
}

void kindred_pack_bytes(uint8_t *block, const int8_t *codes, size_t groups) {
    size_t d = 8 * groups;
    for (size_t k = 0; k < d; k += 4)
        for (size_t row = 0; row < 16; row++)
            for (size_t t = 0; t < 4; t++)
                block[16 * k + 4 * row + t] = (uint8_t)(codes[row * d + k + t] + 128);
}
