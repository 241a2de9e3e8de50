#include "cmd/fetch.h"

#include "base/late.h"
#include "base/memory.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#define FUNCTIONS(X)       \
    X(curl_easy_cleanup)   \
    X(curl_easy_getinfo)   \
    X(curl_easy_init)      \
    X(curl_easy_perform)   \
    X(curl_easy_setopt)    \
    X(curl_easy_strerror)  \
    X(curl_global_cleanup) \
    X(curl_global_init)

FUNCTIONS(LATE_POINTER)
static const struct late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};

enum { most_redirections = 5, connect_seconds = 15, still_seconds = 30, file_seconds = 600 };

struct fetch {
    CURL *curl;
    struct buf *out;
    size_t most;
    bool too_long;
    char why[CURL_ERROR_SIZE];
};

static size_t receive(char *bytes, size_t size, size_t count, void *context)
{
    struct fetch *fetch = context;
    size_t len = size * count;
    if (len > fetch->most - fetch->out->len) {
        fetch->too_long = true;
        return 0;
    }
    buf_put(fetch->out, bytes, len);
    return len;
}

struct fetch *fetch_open(const char **why)
{
    if (!late_load("libcurl.so.4", symbols, sizeof symbols / sizeof *symbols, why))
        return NULL;
    *why = "curl_global_init";
    if (late_curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        return NULL;
    CURL *curl = late_curl_easy_init();
    if (!curl)
        return NULL;
    struct fetch *fetch = memory_new(1, sizeof *fetch);
    fetch->curl = curl;
    late_curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    late_curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    late_curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    late_curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)most_redirections);
    late_curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)connect_seconds);
    late_curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    late_curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)still_seconds);
    late_curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)file_seconds);
    late_curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    late_curl_easy_setopt(curl, CURLOPT_USERAGENT, "gongshi/" VERSION);
    late_curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, fetch->why);
    late_curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
    late_curl_easy_setopt(curl, CURLOPT_WRITEDATA, (void *)fetch);
    return fetch;
}

void fetch_close(struct fetch *fetch)
{
    if (!fetch)
        return;
    late_curl_easy_cleanup(fetch->curl);
    late_curl_global_cleanup();
    memory_free(fetch);
}

/* The address of PATH below SITE: what is no plain character of an address is written %XX. */
static void put_address(const char *site, const char *path, struct buf *out)
{
    size_t len = strlen(site);
    while (len && site[len - 1] == '/')
        len--;
    buf_put(out, site, len);
    buf_putc(out, '/');
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("/-._~", c);
        if (plain)
            buf_putc(out, (char)c);
        else
            buf_printf(out, "%%%02X", c);
    }
}

enum fetch_result fetch_file(struct fetch *fetch, const char *site, const char *path, size_t most,
                             struct buf *out)
{
    struct buf address = {0};
    long status = 0;
    put_address(site, path, &address);
    buf_clear(out);
    fetch->out = out;
    fetch->most = most;
    fetch->too_long = false;
    fetch->why[0] = '\0';
    late_curl_easy_setopt(fetch->curl, CURLOPT_URL, buf_text(&address));
    CURLcode code = late_curl_easy_perform(fetch->curl);
    late_curl_easy_getinfo(fetch->curl, CURLINFO_RESPONSE_CODE, &status);
    buf_free(&address);
    if (status == 404 || status == 410)
        return fetch_missing;
    if (code == CURLE_OK && status >= 200 && status < 300)
        return fetch_well;
    if (fetch->too_long && status >= 200 && status < 300)
        return fetch_long;
    if (code == CURLE_OK)
        snprintf(fetch->why, sizeof fetch->why, "HTTP %ld", status);
    else if (!fetch->why[0])
        snprintf(fetch->why, sizeof fetch->why, "%s", late_curl_easy_strerror(code));
    return fetch_failed;
}

const char *fetch_why(const struct fetch *fetch)
{
    return fetch->why;
}
