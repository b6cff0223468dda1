// The kernels as every processor runs them: the reference the others must equal.
#define KINDRED_TARGET 
#define KINDRED_NAME(kernel) kernel##_plain
#define KINDRED_LABEL "plain"
#include "bodies.h"
