// liblzma: unpacks .xz.
#include <lzma.h>

// Swift does not see the macro.
static inline lzma_ret kindred_xz_start(lzma_stream *stream, uint64_t memory) {
    return lzma_stream_decoder(stream, memory, LZMA_CONCATENATED);
}
