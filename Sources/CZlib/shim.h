// zlib: DEFLATE, which .gz files and the archives of Python packages are packed with.
#include <zlib.h>

// Swift does not see the macro.
static inline int kindred_inflate_raw_start(z_stream *stream) { return inflateInit2(stream, -15); }
static inline int kindred_inflate_gzip_start(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
