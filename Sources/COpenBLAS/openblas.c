#include "COpenBLAS.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static kindred_openblas_functions functions;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void end(const char *what) {
    fprintf(
        stderr,
        "kindred: OpenBLAS cannot be loaded (%s); install it, on Debian: "
        "apt-get install libopenblas0\n",
        what ? what : "unknown reason");
    _Exit(127);
}

static void *function(void *library, const char *name) {
    void *found = dlsym(library, name);
    if (!found) end(dlerror());
    return found;
}

static void load(void) {
    // The first is the name by which programs are linked, the second that of development files.
#ifdef __APPLE__
    const char *names[] = {"libopenblas.0.dylib", "libopenblas.dylib"};
#else
    const char *names[] = {"libopenblas.so.0", "libopenblas.so"};
#endif
    void *library = dlopen(names[0], RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen(names[1], RTLD_NOW | RTLD_LOCAL);
    if (!library) end(dlerror());
    // POSIX lets a pointer to data hold one to a function; ISO C does not say so.
    *(void **)&functions.set_num_threads = function(library, "openblas_set_num_threads");
    *(void **)&functions.sgemv = function(library, "cblas_sgemv");
    *(void **)&functions.sgemm = function(library, "cblas_sgemm");
    *(void **)&functions.dsyrk = function(library, "cblas_dsyrk");
    *(void **)&functions.dsyevd = function(library, "dsyevd_");
    *(void **)&functions.dgesdd = function(library, "dgesdd_");
    functions.set_num_threads(1);
}

const kindred_openblas_functions *kindred_openblas(void) {
    pthread_once(&once, load);
    return &functions;
}
