#ifdef __linux__
#define _GNU_SOURCE
#include <sched.h>
#endif
#include "CKernels.h"
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#ifdef __linux__
// A quota file of control groups, version 2, reads "max 100000" or "150000 100000": the
// microseconds of processor time that the group gets in each period. Returns 0 for no limit.
static int cores_of_quota(const char *folder) {
    char path[4400];
    snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", folder);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    long long quota = 0, period = 0;
    int fields = fscanf(file, "%lld %lld", &quota, &period);
    fclose(file);
    if (fields != 2 || quota <= 0 || period <= 0) return 0;
    long long cores = (quota + period - 1) / period;
    return cores > 1 << 16 ? 0 : (int)cores;
}

// The smallest quota on the way from our control group up to the root, or 0.
static int cores_of_control_groups(void) {
    char line[4096], folder[4096] = "";
    FILE *file = fopen("/proc/self/cgroup", "r");
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "0::", 3) == 0) strcpy(folder, line + 3);
    }
    if (file) fclose(file);
    int least = 0;
    for (;;) {
        int cores = cores_of_quota(folder);
        if (cores > 0 && (least == 0 || cores < least)) least = cores;
        char *slash = strrchr(folder, '/');
        if (!slash) return least;
        *slash = 0;
    }
}

int kindred_available_cores(void) {
    cpu_set_t set;
    int cores = 0;
    if (sched_getaffinity(0, sizeof set, &set) == 0) cores = CPU_COUNT(&set);
    if (cores < 1) cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    int quota = cores_of_control_groups();
    if (quota > 0 && quota < cores) cores = quota;
    return cores < 1 ? 1 : cores;
}
#else
int kindred_available_cores(void) {
    int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores;
}
#endif

static _Thread_local int thread_limit = INT_MAX;

int kindred_thread_limit(void) { return thread_limit; }

void kindred_set_thread_limit(int limit) { thread_limit = limit; }

#if defined(__GLIBC__)
void kindred_give_back_memory(void) { malloc_trim(0); }

void kindred_take_memory_in_large_steps(void) {
    // Setting the first stops the allocator from adapting the others, so they get the values
    // to which it would have adapted them.
    mallopt(M_TOP_PAD, 16 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
}
#else
void kindred_take_memory_in_large_steps(void) {}
void kindred_give_back_memory(void) {}
#endif
