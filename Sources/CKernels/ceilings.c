// Upper bounds of sparse scores, see include/ceilings.h: first the plain loops, then the same for
// processors with AVX2 and with AVX-512. All give the same bits.
#include "CKernels.h"

#include <stdatomic.h>
#include <string.h>

#include "processor.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// One product, then one addition, so that no bound depends on the machine.
#pragma STDC FP_CONTRACT OFF

static size_t padded(size_t n) {
    return (n + kindred_ceiling_rows - 1) / kindred_ceiling_rows * kindred_ceiling_rows;
}

// MARK: plain

static void sums_plain(
    int16_t *sums, size_t n, const uint8_t *codes, size_t stride, const uint32_t *columns,
    const int8_t *factors, size_t count
) {
    memset(sums, 0, n * sizeof *sums);
    for (size_t i = 0; i < count; i++) {
        const uint8_t *column = codes + columns[i] * stride;
        for (size_t group = 0; group < n; group += 128)
            for (size_t j = 0; j < 64; j++) {
                uint8_t pair = column[group / 2 + j];
                sums[group + j] += (int16_t)((pair & 15) * factors[i]);
                sums[group + 64 + j] += (int16_t)((pair >> 4) * factors[i]);
            }
    }
}

static void bounds_plain(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base
) {
    for (size_t i = 0; i < n; i++)
        scores[i] = (scores[i] + unit * (float)sums[i]) * scale + base;
}

static size_t candidates_plain(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base,
    float bar, const float *bars, uint32_t *rows
) {
    size_t count = 0;
    for (size_t i = 0; i < padded(n); i++) {
        float bound = (scores[i] + unit * (float)sums[i]) * scale + base;
        float least = bars && bars[i] < bar ? bars[i] : bar;
        if (i < n && bound >= least) rows[count++] = (uint32_t)i;
        scores[i] = 0;
    }
    return count;
}

static const kindred_ceiling_kernels plain = {
    .name = "plain", .sums = sums_plain, .bounds = bounds_plain, .candidates = candidates_plain,
};

#if defined(__x86_64__)
// MARK: AVX2

// Without fused products, so that the compiler cannot make one of two operations.
#define HALF __attribute__((target("avx2")))

// As below, with half as many rows in a register: a group of 128 at a time.
HALF static void sums_half(
    int16_t *sums, size_t n, const uint8_t *codes, size_t stride, const uint32_t *columns,
    const int8_t *factors, size_t count
) {
    const __m256i low = _mm256_set1_epi8(15);
    for (size_t row = 0; row < n; row += 128) {
        // Of the first and the second 32 bytes: low halves (lower, upper), high halves.
        __m256i s[8];
        for (int k = 0; k < 8; k++) s[k] = _mm256_setzero_si256();
        for (size_t i = 0; i < count; i += 2) {
            const uint8_t *one = codes + columns[i] * stride + row / 2;
            const uint8_t *two = codes + columns[i + 1] * stride + row / 2;
            __m256i factor = _mm256_set1_epi16(
                (int16_t)((uint8_t)factors[i] | (uint16_t)((uint8_t)factors[i + 1] << 8)));
            for (int k = 0; k < 2; k++) {
                __m256i a = _mm256_loadu_si256((const __m256i *)(one + 32 * k));
                __m256i b = _mm256_loadu_si256((const __m256i *)(two + 32 * k));
                __m256i al = _mm256_and_si256(a, low), bl = _mm256_and_si256(b, low);
                __m256i ah = _mm256_and_si256(_mm256_srli_epi16(a, 4), low);
                __m256i bh = _mm256_and_si256(_mm256_srli_epi16(b, 4), low);
                __m256i *t = s + 4 * k;
                t[0] = _mm256_add_epi16(
                    t[0], _mm256_maddubs_epi16(_mm256_unpacklo_epi8(al, bl), factor));
                t[1] = _mm256_add_epi16(
                    t[1], _mm256_maddubs_epi16(_mm256_unpackhi_epi8(al, bl), factor));
                t[2] = _mm256_add_epi16(
                    t[2], _mm256_maddubs_epi16(_mm256_unpacklo_epi8(ah, bh), factor));
                t[3] = _mm256_add_epi16(
                    t[3], _mm256_maddubs_epi16(_mm256_unpackhi_epi8(ah, bh), factor));
            }
        }
        for (int k = 0; k < 8; k += 2) {
            __m256i *target = (__m256i *)(sums + row + k / 2 % 2 * 64 + k / 4 * 32);
            _mm256_storeu_si256(target, _mm256_permute2x128_si256(s[k], s[k + 1], 0x20));
            _mm256_storeu_si256(target + 1, _mm256_permute2x128_si256(s[k], s[k + 1], 0x31));
        }
    }
}

// Eight bounds. `by` holds unit, scale and base in all lanes.
HALF static inline __m256 half_bound_of(
    const float *scores, const int16_t *sums, const __m256 *by
) {
    __m128i eight = _mm_loadu_si128((const __m128i *)sums);
    __m256 sum = _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(eight));
    sum = _mm256_add_ps(_mm256_loadu_ps(scores), _mm256_mul_ps(by[0], sum));
    return _mm256_add_ps(_mm256_mul_ps(sum, by[1]), by[2]);
}

HALF static void bounds_half(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base
) {
    __m256 by[3] = {_mm256_set1_ps(unit), _mm256_set1_ps(scale), _mm256_set1_ps(base)};
    for (size_t i = 0; i < n; i += 8)
        _mm256_storeu_ps(scores + i, half_bound_of(scores + i, sums + i, by));
}

HALF static size_t candidates_half(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base,
    float bar, const float *bars, uint32_t *rows
) {
    __m256 by[3] = {_mm256_set1_ps(unit), _mm256_set1_ps(scale), _mm256_set1_ps(base)};
    __m256 least = _mm256_set1_ps(bar);
    size_t count = 0;
    for (size_t i = 0; i < padded(n); i += 8) {
        __m256 bounds = half_bound_of(scores + i, sums + i, by);
        _mm256_storeu_ps(scores + i, _mm256_setzero_ps());
        if (bars) least = _mm256_min_ps(_mm256_loadu_ps(bars + i), _mm256_set1_ps(bar));
        unsigned found = (unsigned)_mm256_movemask_ps(_mm256_cmp_ps(bounds, least, _CMP_GE_OQ));
        for (; __builtin_expect(found != 0, 0); found &= found - 1) {
            size_t row = i + (size_t)__builtin_ctz(found);
            if (row < n) rows[count++] = (uint32_t)row;
        }
    }
    return count;
}

static const kindred_ceiling_kernels half = {
    .name = "avx2", .sums = sums_half, .bounds = bounds_half, .candidates = candidates_half,
};

// MARK: AVX-512

#define WIDE __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))

// Adds two columns to the sums of 128 rows: bytes side by side, multiplied by their factors and
// added in pairs. That leaves rows in another order, the same for all columns.
WIDE static inline void add_two(
    __m512i *s, const uint8_t *one, const uint8_t *two, __m512i factors
) {
    const __m512i low = _mm512_set1_epi8(15);
    __m512i a = _mm512_loadu_si512(one), b = _mm512_loadu_si512(two);
    __m512i al = _mm512_and_si512(a, low), bl = _mm512_and_si512(b, low);
    __m512i ah = _mm512_and_si512(_mm512_srli_epi16(a, 4), low);
    __m512i bh = _mm512_and_si512(_mm512_srli_epi16(b, 4), low);
    s[0] = _mm512_add_epi16(s[0], _mm512_maddubs_epi16(_mm512_unpacklo_epi8(al, bl), factors));
    s[1] = _mm512_add_epi16(s[1], _mm512_maddubs_epi16(_mm512_unpackhi_epi8(al, bl), factors));
    s[2] = _mm512_add_epi16(s[2], _mm512_maddubs_epi16(_mm512_unpacklo_epi8(ah, bh), factors));
    s[3] = _mm512_add_epi16(s[3], _mm512_maddubs_epi16(_mm512_unpackhi_epi8(ah, bh), factors));
}

// Rows in the order in which they stand in the columns.
WIDE static inline void in_order(__m512i *s) {
    const __m512i first = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
    const __m512i second = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
    for (int k = 0; k < 4; k += 2) {
        __m512i one = s[k], two = s[k + 1];
        s[k] = _mm512_permutex2var_epi64(one, first, two);
        s[k + 1] = _mm512_permutex2var_epi64(one, second, two);
    }
}

// Four columns at a time over 4096 rows, whose sums stay in the first-level cache: four streams of
// 2 KB are fetched ahead by the processor, as many streams as there are columns are not.
WIDE static void sums_wide(
    int16_t *sums, size_t n, const uint8_t *codes, size_t stride, const uint32_t *columns,
    const int8_t *factors, size_t count
) {
    enum { tile = 4096 };
    memset(sums, 0, n * sizeof *sums);
    for (size_t start = 0; start < n; start += tile) {
        size_t end = start + tile < n ? start + tile : n;
        for (size_t i = 0; i < count; i += 4) {
            const uint8_t *column[4];
            __m512i by[4];
            size_t most = count - i < 4 ? count - i : 4;
            for (size_t c = 0; c < most; c += 2) {
                column[c] = codes + columns[i + c] * stride;
                column[c + 1] = codes + columns[i + c + 1] * stride;
                by[c] = _mm512_set1_epi16((int16_t)(
                    (uint8_t)factors[i + c] | (uint16_t)((uint8_t)factors[i + c + 1] << 8)));
            }
            for (size_t row = start; row < end; row += 128) {
                __m512i s[4];
                for (int k = 0; k < 4; k++) s[k] = _mm512_loadu_si512(sums + row + 32 * k);
                add_two(s, column[0] + row / 2, column[1] + row / 2, by[0]);
                if (most > 2) add_two(s, column[2] + row / 2, column[3] + row / 2, by[2]);
                if (i + 4 >= count) in_order(s);
                for (int k = 0; k < 4; k++) _mm512_storeu_si512(sums + row + 32 * k, s[k]);
            }
        }
    }
}

// Sixteen bounds. `by` holds unit, scale and base in all lanes.
WIDE static inline __m512 bound_of(const float *scores, __m256i sums, const __m512 *by) {
    __m512 sum = _mm512_cvtepi32_ps(_mm512_cvtepi16_epi32(sums));
    sum = _mm512_add_ps(_mm512_loadu_ps(scores), _mm512_mul_ps(by[0], sum));
    return _mm512_add_ps(_mm512_mul_ps(sum, by[1]), by[2]);
}

WIDE static void bounds_wide(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base
) {
    __m512 by[3] = {_mm512_set1_ps(unit), _mm512_set1_ps(scale), _mm512_set1_ps(base)};
    for (size_t i = 0; i < n; i += 16) {
        __m256i sum = _mm256_loadu_si256((const __m256i *)(sums + i));
        _mm512_storeu_ps(scores + i, bound_of(scores + i, sum, by));
    }
}

WIDE static size_t candidates_wide(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base,
    float bar, const float *bars, uint32_t *rows
) {
    __m512 by[3] = {_mm512_set1_ps(unit), _mm512_set1_ps(scale), _mm512_set1_ps(base)};
    __m512 least[2] = {_mm512_set1_ps(bar), _mm512_set1_ps(bar)};
    size_t count = 0;
    for (size_t i = 0; i < padded(n); i += 32) {
        __m512i sum = _mm512_loadu_si512(sums + i);
        __m512 one = bound_of(scores + i, _mm512_castsi512_si256(sum), by);
        __m512 two = bound_of(scores + i + 16, _mm512_extracti64x4_epi64(sum, 1), by);
        _mm512_storeu_ps(scores + i, _mm512_setzero_ps());
        _mm512_storeu_ps(scores + i + 16, _mm512_setzero_ps());
        if (bars) {
            least[0] = _mm512_min_ps(_mm512_loadu_ps(bars + i), _mm512_set1_ps(bar));
            least[1] = _mm512_min_ps(_mm512_loadu_ps(bars + i + 16), _mm512_set1_ps(bar));
        }
        uint32_t found = _mm512_cmp_ps_mask(one, least[0], _CMP_GE_OQ)
            | (uint32_t)_mm512_cmp_ps_mask(two, least[1], _CMP_GE_OQ) << 16;
        for (; __builtin_expect(found != 0, 0); found &= found - 1) {
            size_t row = i + (size_t)__builtin_ctz(found);
            if (row < n) rows[count++] = (uint32_t)row;
        }
    }
    return count;
}

static const kindred_ceiling_kernels wide = {
    .name = "avx512", .sums = sums_wide, .bounds = bounds_wide, .candidates = candidates_wide,
};
#endif

// MARK: the choice

const kindred_ceiling_kernels *kindred_ceiling_kernels_at(int index) {
    if (index == 0) return &plain;
#if defined(__x86_64__)
    if (index == 1 && kindred_processor() >= KINDRED_AVX2) return &half;
    if (index == 2 && kindred_processor() >= KINDRED_AVX512) return &wide;
#endif
    return NULL;
}

static const kindred_ceiling_kernels *best(void) {
    static _Atomic(const kindred_ceiling_kernels *) chosen = NULL;
    const kindred_ceiling_kernels *found = atomic_load_explicit(&chosen, memory_order_relaxed);
    if (found) return found;
    for (int i = 0; kindred_ceiling_kernels_at(i); i++) found = kindred_ceiling_kernels_at(i);
    atomic_store_explicit(&chosen, found, memory_order_relaxed);
    return found;
}

void kindred_ceiling_sums(
    int16_t *sums, size_t n, const uint8_t *codes, size_t stride, const uint32_t *columns,
    const int8_t *factors, size_t count
) {
    best()->sums(sums, n, codes, stride, columns, factors, count);
}

void kindred_ceiling_bounds(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base
) {
    best()->bounds(scores, sums, n, unit, scale, base);
}

size_t kindred_ceiling_candidates(
    float *scores, const int16_t *sums, size_t n, float unit, float scale, float base,
    float bar, const float *bars, uint32_t *rows
) {
    return best()->candidates(scores, sums, n, unit, scale, base, bar, bars, rows);
}

// MARK: postings of a block

// Lists are short and lie far apart: the first lines of a few lists ahead are asked for while one
// is added, which makes it three times as fast.
void kindred_add_postings(
    float *scores, const kindred_short_postings *postings, const uint32_t *ids,
    const float *factors, size_t count
) {
    enum { ahead = 16 };
    const uint32_t *starts = postings->starts;
    for (size_t i = 0; i < count + ahead; i++) {
        if (i < count && ids[i] < postings->m) {
            uint32_t start = starts[ids[i]];
            __builtin_prefetch(postings->rows + start);
            __builtin_prefetch(postings->rows + start + 32);
            __builtin_prefetch(postings->weights + start);
            __builtin_prefetch(postings->weights + start + 16);
        }
        if (i < ahead || ids[i - ahead] >= postings->m) continue;
        float factor = factors[i - ahead];
        uint32_t end = starts[ids[i - ahead] + 1];
        for (uint32_t j = starts[ids[i - ahead]]; j < end; j++)
            scores[postings->rows[j]] += factor * postings->weights[j];
    }
}

// MARK: exact scores

// Multiplicative hashing: the upper bits of the product with 2^32 / the golden ratio.
static inline uint32_t place_of(const uint32_t *keys, int bits, uint32_t id) {
    uint32_t mask = ((uint32_t)1 << bits) - 1;
    uint32_t place = (id * 2654435769u) >> (32 - bits);
    while (keys[place] != id && keys[place] != UINT32_MAX) place = (place + 1) & mask;
    return place;
}

void kindred_place_ids(
    uint32_t *keys, float *values, int bits, const uint32_t *ids, const float *weights,
    size_t count
) {
    memset(keys, 0xFF, sizeof *keys << bits);
    for (size_t i = 0; i < count; i++) {
        uint32_t place = place_of(keys, bits, ids[i]);
        keys[place] = ids[i];
        values[place] = weights[i];
    }
}

float kindred_placed_dot(
    const uint32_t *keys, const float *values, int bits, const uint32_t *ids,
    const float *weights, size_t count
) {
    float sum = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t place = place_of(keys, bits, ids[i]);
        if (keys[place] == ids[i] && ids[i] != UINT32_MAX) sum += values[place] * weights[i];
    }
    return sum;
}
