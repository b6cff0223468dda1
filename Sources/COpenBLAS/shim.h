// OpenBLAS as Debian ships it: CBLAS by its header, LAPACK inside the same library by the Fortran
// names, declared here so that no second package is needed. Arguments are pointers, matrices are
// column-major, and each hidden string length is one.
#include <cblas.h>

void ssyevd_(
    const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w,
    float *work, const int *lwork, int *iwork, const int *liwork, int *info);
void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
    double *work, const int *lwork, int *iwork, const int *liwork, int *info);
void sgesdd_(
    const char *jobz, const int *m, const int *n, float *a, const int *lda, float *s, float *u,
    const int *ldu, float *vt, const int *ldvt, float *work, const int *lwork, int *iwork,
    int *info);
void sgeqrf_(
    const int *m, const int *n, float *a, const int *lda, float *tau, float *work,
    const int *lwork, int *info);
void sorgqr_(
    const int *m, const int *n, const int *k, float *a, const int *lda, const float *tau,
    float *work, const int *lwork, int *info);
