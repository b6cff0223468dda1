// Sixteen floats at a time, in whatever registers a version has: clang's vectors, so that every
// version computes the same. Included once for each version, by a file that defines KINDRED_TARGET
// and KINDRED_NAME(kernel). Nothing is fused unless it says so.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifndef KINDRED_LANES
#define KINDRED_LANES
typedef float kindred_lanes __attribute__((ext_vector_type(16)));
typedef float kindred_lanes8 __attribute__((ext_vector_type(8)));
typedef float kindred_lanes4 __attribute__((ext_vector_type(4)));
typedef float kindred_lanes2 __attribute__((ext_vector_type(2)));
typedef int32_t kindred_places __attribute__((ext_vector_type(16)));
typedef uint32_t kindred_bits __attribute__((ext_vector_type(16)));
typedef int16_t kindred_halves __attribute__((ext_vector_type(16)));
#endif

// Vectors are handed to functions that are always inlined, so no calling convention is at stake.
#pragma clang diagnostic ignored "-Wpsabi"

#define KINDRED_INLINE __attribute__((always_inline)) KINDRED_TARGET static inline

KINDRED_INLINE kindred_lanes KINDRED_NAME(whole)(const float *row) {
    kindred_lanes x;
    memcpy(&x, row, sizeof x);
    return x;
}

// Fewer than sixteen numbers, and `rest` behind them.
KINDRED_INLINE kindred_lanes KINDRED_NAME(part)(const float *row, size_t count, float rest) {
    float some[16];
    for (size_t k = 0; k < 16; k++) some[k] = rest;
    memcpy(some, row, count * sizeof *row);
    return KINDRED_NAME(whole)(some);
}

// Sixteen sums into one, by halves.
KINDRED_INLINE float KINDRED_NAME(sum)(kindred_lanes x) {
    kindred_lanes8 eight = x.lo + x.hi;
    kindred_lanes4 four = eight.lo + eight.hi;
    kindred_lanes2 two = four.lo + four.hi;
    return two.x + two.y;
}

// The greatest of sixteen numbers, by halves.
KINDRED_INLINE float KINDRED_NAME(greatest)(kindred_lanes x) {
    kindred_lanes8 eight = x.hi > x.lo ? x.hi : x.lo;
    kindred_lanes4 four = eight.hi > eight.lo ? eight.hi : eight.lo;
    kindred_lanes2 two = four.hi > four.lo ? four.hi : four.lo;
    return two.y > two.x ? two.y : two.x;
}

// The sum of the squares of d numbers, in thirty-two lanes.
KINDRED_INLINE float KINDRED_NAME(squared)(const float *row, size_t d) {
    kindred_lanes even = 0, odd = 0, x;
    size_t j = 0;
    for (; j + 32 <= d; j += 32) {
        x = KINDRED_NAME(whole)(row + j);
        even += x * x;
        x = KINDRED_NAME(whole)(row + j + 16);
        odd += x * x;
    }
    for (; j < d; j += 16) {
        x = d - j >= 16 ? KINDRED_NAME(whole)(row + j) : KINDRED_NAME(part)(row + j, d - j, 0);
        even += x * x;
    }
    return KINDRED_NAME(sum)(even + odd);
}
