// libzstd: unpacks .zst.
#include <zstd.h>
