// Expat: XML read as it comes in.
#include <expat.h>
