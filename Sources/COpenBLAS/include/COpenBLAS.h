// OpenBLAS, loaded when it is first needed.
//
// Linked in the usual way, it and the three libraries that it brings cost every process 2 ms, and
// start a thread for each core, also where nothing is ever multiplied, as in answering a question.
#ifndef COPENBLAS_H
#define COPENBLAS_H

/// CBLAS's words for how a matrix lies and what is to be done with it.
static const int kindred_row_major = 101;
static const int kindred_as_it_is = 111;
static const int kindred_transposed = 112;
static const int kindred_upper = 121;

/// The functions that are used: those of CBLAS by their published signatures, those of LAPACK by
/// the Fortran ones, in which arguments are pointers and matrices stand column after column.
typedef struct {
    /// Has OpenBLAS use at most so many threads of its own.
    void (*set_num_threads)(int count);
    /// y = alpha a x + beta y
    void (*sgemv)(
        int order, int trans, int m, int n, float alpha, const float *a, int lda, const float *x,
        int incx, float beta, float *y, int incy);
    /// c = alpha a b + beta c
    void (*sgemm)(
        int order, int trans_a, int trans_b, int m, int n, int k, float alpha, const float *a,
        int lda, const float *b, int ldb, float beta, float *c, int ldc);
    /// c = alpha a a' + beta c, or a' a, in one triangle of c
    void (*dsyrk)(
        int order, int uplo, int trans, int n, int k, double alpha, const double *a, int lda,
        double beta, double *c, int ldc);
    /// Eigenvalues, ascending in w, and eigenvectors, in the columns of a, of a symmetric matrix.
    void (*dsyevd)(
        const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
        double *work, const int *lwork, int *iwork, const int *liwork, int *info);
    /// The singular value decomposition a = u diag(s) vt, values descending.
    void (*dgesdd)(
        const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s,
        double *u, const int *ldu, double *vt, const int *ldvt, double *work, const int *lwork,
        int *iwork, int *info);
} kindred_openblas_functions;

/// OpenBLAS's functions; the first call loads the library and holds it at one thread of its own.
///
/// May be called from any thread. Where the library is not on the machine, the process ends as it
/// would have at its start: with a sentence on standard error and exit code 127.
const kindred_openblas_functions *kindred_openblas(void);

#endif
