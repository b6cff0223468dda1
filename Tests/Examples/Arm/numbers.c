// Prints what every version of the kernels makes of the same made-up numbers, one checksum a line:
// kernel, version, checksum. scripts/check-arm compares them between processors.
#include "CKernels.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 88172645463325252u;

static uint64_t word(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static float *floats(size_t count) {
    float *numbers = malloc(count * sizeof *numbers);
    for (size_t i = 0; i < count; i++)
        numbers[i] = (float)(int32_t)(word() >> 40) / (1 << 23) - 1;
    return numbers;
}

static void *bytes(size_t count) {
    uint8_t *numbers = malloc(count);
    for (size_t i = 0; i < count; i++) numbers[i] = (uint8_t)word();
    return numbers;
}

static void say(const char *kernel, const char *version, const void *result, size_t size) {
    printf("%s\t%s\t%08x\n", kernel, version, kindred_crc32c(0, result, size));
}

enum { n = 512, d = 200, g = d / 8, blocks = n / 16 };

static void quantised(const kindred_quantised_kernels *k) {
    state = 1;
    float *rows = floats(n * d), *scales = floats(n), *residuals = floats(n);
    float *lengths = floats(blocks), *signs = floats(2 * d);
    for (size_t i = 0; i < 2 * d; i++) signs[i] = signs[i] < 0 ? -1 : 1;
    int8_t *asked = bytes(8 * g), *integers = bytes(n * d);
    for (size_t i = 0; i < 8 * g; i++) if (asked[i] == -128) asked[i] = 127;
    for (size_t i = 0; i < n * d; i++) if (integers[i] == -128) integers[i] = 0;
    kindred_nibble_rows nibbles = {bytes(blocks * g * 64), scales, residuals, lengths, g};
    kindred_nibble_query query = {asked, -12345, .01f, 1.5f, .001f};
    float *bounds = malloc(n * sizeof *bounds);
    k->nibble_bounds(bounds, &nibbles, 1, blocks - 1, &query);
    say("nibble_bounds", k->name, bounds, (n - 16) * sizeof *bounds);

    uint8_t *columns = malloc(n * d);
    int32_t *sums = calloc(n, sizeof *sums);
    for (size_t b = 0; b < blocks; b++)
        kindred_pack_bytes(columns + b * 16 * d, integers + b * 16 * d, g);
    for (size_t i = 0; i < n * d; i++) sums[i / d] += integers[i];
    kindred_byte_rows byte_rows = {integers, columns, sums, scales, g};
    float *bars = floats(n);
    for (size_t i = 0; i < n; i++) bars[i] *= 50000;
    kindred_pair *pairs = malloc(n * n * sizeof *pairs);
    size_t found = k->byte_pairs(pairs, &byte_rows, 3, 100, 2, 20, bars, bars + 32);
    // In no special order: by row and column.
    float *table = calloc(n * n, sizeof *table);
    for (size_t i = 0; i < found; i++) table[pairs[i].row * n + pairs[i].column] = pairs[i].product;
    say("byte_pairs", k->name, table, n * n * sizeof *table);

    double lost[3 * n];
    uint8_t *codes = calloc(n, d), *spare = malloc(d);
    for (size_t i = 0; i < n; i++) {
        k->rotate(rows + i * d, d, signs);
        lost[3 * i] = k->nibbles(codes + i * d, spare, scales + i, rows + i * d, d, .1f);
        lost[3 * i + 1] = k->bytes(integers + i * d, residuals + i, rows + i * d, d, 100);
        lost[3 * i + 2] = scales[i] + residuals[i];
    }
    say("rotate", k->name, rows, n * d * sizeof *rows);
    say("nibbles", k->name, codes, n * d);
    say("bytes", k->name, integers, n * d);
    say("lost", k->name, lost, sizeof lost);
}

static void ceilings(const kindred_ceiling_kernels *k) {
    state = 2;
    uint8_t *codes = bytes(10 * n / 2);
    uint32_t columns[6] = {3, 1, 9, 0, 7, 7};
    int8_t factors[6] = {127, -5, 30, 99, -127, 0};
    int16_t sums[n];
    k->sums(sums, n, codes, n / 2, columns, factors, 6);
    say("ceiling_sums", k->name, sums, sizeof sums);
    float *scores = floats(n), *bars = floats(n);
    uint32_t rows[n] = {0};
    k->bounds(scores, sums, n, .001f, 1.01f, .125f);
    say("ceiling_bounds", k->name, scores, n * sizeof *scores);
    k->candidates(scores, sums, n - 5, .001f, 1.01f, .125f, .3f, bars, rows);
    say("ceiling_candidates", k->name, rows, sizeof rows);
}

static void floating(const kindred_kernels *k) {
    state = 3;
    float *a = floats(n * d), *b = floats(n * d), *c = floats(n), *sum = floats(d);
    uint32_t rows[n];
    for (size_t i = 0; i < n; i++) rows[i] = (uint32_t)(word() % n);
    float dots[2 * n];
    for (size_t i = 0; i < n; i++) {
        dots[i] = k->dot(a + i * d, b + i * d, d - i % 9);
        dots[n + i] = k->squares(a + i * d, d - i % 9);
    }
    say("dot", k->name, dots, sizeof dots);
    k->scatter_add(c, 0, n, rows, b, n, .3f);
    say("scatter_add", k->name, c, n * sizeof *c);
    k->combine(sum, d, a, n, rows, b, n);
    say("combine", k->name, sum, d * sizeof *sum);
    k->gelu(a, sum, n, d, 0);
    k->gelu(a, sum, n, d, 1);
    say("gelu", k->name, a, n * d * sizeof *a);
    k->normalize(a, sum, b, b, sum, n, d, 1e-12f);
    say("normalize", k->name, a, n * d * sizeof *a);
    k->softmax(a, n, d, .7f);
    say("softmax", k->name, a, n * d * sizeof *a);
}

static void whole(const kindred_whole_kernels *k) {
    state = 4;
    float *left = floats(n * d), *right = floats(n * d);
    int16_t *rows = calloc(n * d, sizeof *rows), *others = calloc(n * d, sizeof *others);
    int16_t *panels = calloc(n * d, sizeof *panels);
    float factors[2 * n], *products = calloc(n * n, sizeof *products);
    k->quantize(rows, factors, left, n, d, d, d / 2);
    k->quantize(others, factors + n, right, n, d, d, d / 2);
    k->panels(panels, others, n, d / 2);
    k->multiply(
        products, n, rows, factors, n, panels, factors + n, n, d / 2, NULL);
    say("whole_factors", k->name, factors, sizeof factors);
    say("whole_multiply", k->name, products, n * n * sizeof *products);
}

int main(void) {
    for (int i = 0; kindred_quantised_kernels_at(i); i++) quantised(kindred_quantised_kernels_at(i));
    for (int i = 0; kindred_ceiling_kernels_at(i); i++) ceilings(kindred_ceiling_kernels_at(i));
    for (int i = 0; kindred_kernels_at(i); i++) floating(kindred_kernels_at(i));
    for (int i = 0; kindred_whole_at(i); i++) whole(kindred_whole_at(i));
}
