#include "cmd/linked.h"

#include <cmark.h>
#include <hb.h>
#include <libdeflate.h>
#include <png.h>
#include <qrencode.h>
#include <sodium.h>
#include <unistring/version.h>
#include <xxhash.h>
#include <yaml.h>
#include <zlib.h>

void linked_describe(struct buf *out)
{
    unsigned hash = XXH_versionNumber(); /* 801 is 0.8.1 */
    buf_printf(out, "libyaml %s, cmark %s, HarfBuzz %s, libpng %s, zlib %s, libdeflate %s, libqrencode %s, ",
               yaml_get_version_string(), cmark_version_string(), hb_version_string(),
               png_get_libpng_ver(NULL), zlibVersion(), LIBDEFLATE_VERSION_STRING, QRcode_APIVersionString());
    buf_printf(out, "libunistring %d.%d, libsodium %s, xxHash %u.%u.%u\n", _libunistring_version >> 16 & 0xff,
               _libunistring_version >> 8 & 0xff, sodium_version_string(), hash / 10000, hash / 100 % 100,
               hash % 100);
}
