// OpenBLAS as Debian ships it: CBLAS by its header, LAPACK inside the same library by the Fortran
// names, declared here so that no second package is needed. Arguments are pointers, matrices are
// column-major, and each hidden string length is one.
#include <cblas.h>

/// Eigenvalues, ascending in w, and eigenvectors, in the columns of a, of a symmetric matrix.
void dsyevd_(
    const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
    double *work, const int *lwork, int *iwork, const int *liwork, int *info);

/// The singular value decomposition a = u * diag(s) * vt, values descending.
void dgesdd_(
    const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s, double *u,
    const int *ldu, double *vt, const int *ldvt, double *work, const int *lwork, int *iwork,
    int *info);
