#include "cmd/serve_answer.h"

#include "base/files.h"
#include "base/href.h"
#include "base/late.h"
#include "base/workers.h"
#include "cmd/command.h"
#include "template/template.h"

#include <arpa/inet.h>
#include <errno.h>
#include <inttypes.h>
#include <microhttpd.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#define FUNCTIONS(X)                   \
    X(MHD_add_response_header)         \
    X(MHD_create_response_from_buffer) \
    X(MHD_destroy_response)            \
    X(MHD_get_connection_info)         \
    X(MHD_lookup_connection_value)     \
    X(MHD_queue_response)              \
    X(MHD_start_daemon)                \
    X(MHD_stop_daemon)

FUNCTIONS(LATE_POINTER)
static const struct late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};

enum { longest_rest = 15 }; /* seconds that a connection may say nothing */

/* What is asked for. */
struct request {
    struct MHD_Connection *connection;
    const char *url;
    struct buf version; /* what was built when the answer began: of no earlier build is what it says */
};

/* The script that a served page gets: asks once a second whether there is another build than the one that the
 * page is of, which stands in the script's own address. It asks by loading a script, the one thing that the
 * pages' own policy lets a script of the site ask for. It works without: then one reloads by hand. */
static const char script[] =
    "(function () {\n"
    "  var built = document.currentScript.src.split('?')[1];\n"
    "  function ask() {\n"
    "    var s = document.createElement('script');\n"
    "    s.src = '/-/version.js?' + Date.now();\n"
    "    s.onload = s.onerror = function () {\n"
    "      document.head.removeChild(s);\n"
    "      if (window.gongshiBuilt && window.gongshiBuilt !== built) { location.reload(); return; }\n"
    "      setTimeout(ask, 1000);\n"
    "    };\n"
    "    document.head.appendChild(s);\n"
    "  }\n"
    "  ask();\n"
    "})();\n";

static void put_script_tag(const struct request *request, struct buf *page)
{
    buf_printf(page, "<script src=\"/-/reload.js?%s\"></script>", buf_text(&request->version));
}

static const char *content_type(const char *path)
{
    static const char *const types[][2] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".pdf", "application/pdf"},
        {".xml", "application/xml"},
        {".atom", "application/atom+xml"},
        {".ics", "text/calendar; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".webmanifest", "application/manifest+json"},
    };
    size_t len = strlen(path);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t end = strlen(types[i][0]);
        if (len >= end && strcasecmp(path + len - end, types[i][0]) == 0)
            return types[i][1];
    }
    return "application/octet-stream";
}

/* Sends BODY, which is used up. LOCATION: where to look instead; NULL otherwise. */
static enum MHD_Result send_answer(struct MHD_Connection *connection, unsigned status, const char *type,
                                   const char *location, struct buf *body)
{
    struct MHD_Response *response = late_MHD_create_response_from_buffer(
        body->len, (void *)(uintptr_t)buf_text(body), MHD_RESPMEM_MUST_COPY);
    buf_free(body);
    if (!response)
        return MHD_NO;
    late_MHD_add_response_header(response, "Content-Type", type);
    late_MHD_add_response_header(response, "Cache-Control", "no-store");
    late_MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    if (location)
        late_MHD_add_response_header(response, "Location", location);
    enum MHD_Result sent = late_MHD_queue_response(connection, status, response);
    late_MHD_destroy_response(response);
    return sent;
}

static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *type,
                              struct buf *body)
{
    return send_answer(connection, status, type, NULL, body);
}

static enum MHD_Result answer_text(struct MHD_Connection *connection, unsigned status, const char *type,
                                   const char *text)
{
    struct buf body = {0};
    buf_puts(&body, text);
    return answer(connection, status, type, &body);
}

/* Sends the browser from a folder's name to the same with a slash behind, from which the links of the
 * folder's page go out. The address is relative: no name of another machine can come of it. */
static enum MHD_Result answer_folder(const struct request *request)
{
    struct buf location = {0}, body = {0};
    buf_puts(&location, "./");
    href_put(&location, strrchr(request->url, '/') + 1);
    buf_putc(&location, '/');
    enum MHD_Result sent = send_answer(request->connection, MHD_HTTP_FOUND, "text/plain; charset=utf-8",
                                       buf_text(&location), &body);
    buf_free(&location);
    return sent;
}

/* Whether URL has a part that leads out of the site or to what is hidden. */
static bool is_outside(const char *url)
{
    return url[0] != '/' || strstr(url, "/.") || strchr(url, '\\');
}

/* The file of the site that URL means, in PATH; false where there is none. *FOLDER: it is a folder, called
 * without the slash at its end. */
static bool find_file(const struct answering *a, const char *url, struct buf *path, bool *folder)
{
    *folder = false;
    if (is_outside(url))
        return false;
    buf_printf(path, "%s%s", a->site, url);
    if (path->data[path->len - 1] == '/')
        buf_puts(path, "index.html");
    *folder = folder_exists(buf_text(path));
    return file_exists(buf_text(path)) && !*folder;
}

static void add_script(const struct request *request, struct buf *body)
{
    const char *end = strstr(buf_text(body), "</body>");
    struct buf page = {0};
    size_t before = end ? (size_t)(end - body->data) : body->len;
    buf_put(&page, buf_text(body), before);
    put_script_tag(request, &page);
    buf_put(&page, buf_text(body) + before, body->len - before);
    buf_free(body);
    *body = page;
}

/* A link to the same page of the last good site, or to its front page where it has none such; nothing where
 * there is no site yet. */
static void put_good_link(const struct answering *a, const struct request *request, struct buf *page)
{
    struct buf path = {0};
    bool folder;
    const char *url = request->url;
    if (!find_file(a, url, &path, &folder)) {
        buf_clear(&path);
        url = find_file(a, "/", &path, &folder) ? "/" : NULL;
    }
    buf_free(&path);
    if (!url)
        return;
    struct buf href = {0};
    href_put(&href, url);
    buf_printf(page, " <a href=\"/-/good%s\">", buf_text(&href));
    buf_puts(page, _("The last good site"));
    buf_puts(page, "</a>");
    buf_free(&href);
}

/* The page that stands in the place of all others while the records have errors (ERRORS), or where the build
 * failed (ERRORS is empty). */
static enum MHD_Result answer_errors(const struct answering *a, const struct request *request,
                                     const struct buf *errors)
{
    const char *title = errors->len ? _("The records have errors") : _("The build failed");
    struct buf page = {0};
    /* en: the language of the program's messages, as HTML names it */
    buf_printf(&page, "<!DOCTYPE html>\n<html lang=\"%s\">", _("en"));
    buf_puts(&page, "<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\"><title>");
    buf_puts(&page, title);
    buf_puts(&page,
             "</title><style>body{font:18px/1.6 sans-serif;margin:1.5em;max-width:70em}pre{font:16px/1.4 "
             "monospace;white-space:pre;overflow:auto;border-left:4px solid "
             "#a4161a;padding-left:1em}</style></head>"
             "<body><h1>");
    buf_puts(&page, title);
    buf_puts(&page, "</h1><p>");
    if (errors->len)
        buf_puts(&page, _("This page goes away by itself when they are mended."));
    else
        buf_puts(&page, _("The terminal says why. This page goes away by itself after the next change."));
    put_good_link(a, request, &page);
    buf_puts(&page, "</p>");
    if (errors->len) {
        buf_puts(&page, "<pre>");
        template_escape(&page, buf_text(errors), errors->len);
        buf_puts(&page, "</pre>");
    }
    put_script_tag(request, &page);
    buf_puts(&page, "</body></html>\n");
    return answer(request->connection, MHD_HTTP_SERVICE_UNAVAILABLE, content_type(".html"), &page);
}

/* The file that URL means, of the request's url its end. */
static enum MHD_Result answer_file(const struct answering *a, const struct request *request, const char *url)
{
    struct buf path = {0}, body = {0};
    unsigned status = MHD_HTTP_OK;
    bool folder;
    bool found = find_file(a, url, &path, &folder);
    if (folder) {
        buf_free(&path);
        return answer_folder(request);
    }
    if (!found) {
        buf_clear(&path);
        buf_printf(&path, "%s/404.html", a->site);
        status = MHD_HTTP_NOT_FOUND;
    }
    const char *type = content_type(buf_text(&path));
    int error = file_read(buf_text(&path), &body);
    buf_free(&path);
    if (error) {
        buf_free(&body);
        return answer_text(request->connection, MHD_HTTP_NOT_FOUND, "text/plain; charset=utf-8",
                           _("There is no such page.\n"));
    }
    if (strncmp(type, "text/html", 9) == 0)
        add_script(request, &body);
    return answer(request->connection, status, type, &body);
}

static bool is_page(const char *url)
{
    size_t len = strlen(url);
    return len == 0 || url[len - 1] == '/' || (len > 5 && strcmp(url + len - 5, ".html") == 0);
}

/* The number of the build, for the script. */
static enum MHD_Result answer_version(struct request *request)
{
    struct buf body = {0};
    buf_printf(&body, "gongshiBuilt = '%s';\n", buf_text(&request->version));
    buf_free(&request->version);
    return answer(request->connection, MHD_HTTP_OK, content_type(".js"), &body);
}

/* Whether the browser asked for this machine by a name that is its own: no other site's script may read what
 * is served here. */
static bool host_is_ours(struct MHD_Connection *connection)
{
    const char *host = late_MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    if (!host)
        return true;
    size_t name = host[0] == '[' ? strcspn(host, "]") + 1 : strcspn(host, ":");
    struct buf own = {0};
    buf_put(&own, host, name);
    unsigned char address[16];
    bool ours = strcasecmp(buf_text(&own), "localhost") == 0 || host[0] == '[' ||
                inet_pton(AF_INET, buf_text(&own), address) == 1;
    buf_free(&own);
    return ours;
}

static enum MHD_Result answer_page(struct answering *a, const struct request *request)
{
    struct buf errors = {0};
    bool wrong = false;
    pthread_mutex_lock(&a->lock);
    if (is_page(request->url)) {
        wrong = a->failed || a->errors.len;
        buf_put(&errors, buf_text(&a->errors), a->errors.len);
    }
    pthread_mutex_unlock(&a->lock);
    enum MHD_Result result =
        wrong ? answer_errors(a, request, &errors) : answer_file(a, request, request->url);
    buf_free(&errors);
    return result;
}

/* The connection's place among its peers. */
static struct peer *peer_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        late_MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

/* A connection comes or goes. */
static void connected(void *context, struct MHD_Connection *connection, void **place,
                      enum MHD_ConnectionNotificationCode code)
{
    struct answering *a = context;
    if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
        peers_go(*place);
        return;
    }
    const union MHD_ConnectionInfo *fd =
        late_MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const union MHD_ConnectionInfo *from =
        late_MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (fd && from)
        *place = peers_come(&a->peers, fd->connect_fd, from->client_addr);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    struct answering *a = context;
    (void)version, (void)upload, (void)upload_size, (void)state;
    peers_ask(&a->peers, peer_of(connection));
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return answer_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "text/plain", "GET\n");
    if (!host_is_ours(connection))
        return answer_text(connection, MHD_HTTP_FORBIDDEN, "text/plain; charset=utf-8",
                           _("Not by this name.\n"));
    if (strcmp(url, "/-/reload.js") == 0)
        return answer_text(connection, MHD_HTTP_OK, content_type(".js"), script);
    struct request request = {.connection = connection, .url = url};
    buf_printf(&request.version, "%" PRIx64 "-%u", a->start, atomic_load(&a->version));
    enum MHD_Result result;
    if (strcmp(url, "/-/version") == 0)
        return answer(connection, MHD_HTTP_OK, "text/plain", &request.version);
    if (strcmp(url, "/-/version.js") == 0)
        return answer_version(&request);
    if (strncmp(url, "/-/good/", 8) == 0)
        result = answer_file(a, &request, url + 7);
    else
        result = answer_page(a, &request);
    buf_free(&request.version);
    return result;
}

/* A number that no other run has: when this one began. */
static uint64_t start_number(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint64_t)now.tv_sec * 1000000000U + (uint64_t)now.tv_nsec;
}

int answering_begin(struct answering *a, const char *site, struct sockaddr_in *address, const char *host,
                    const char *port)
{
    const char *why;
    if (!late_load("libmicrohttpd.so.12", symbols, sizeof symbols / sizeof *symbols, &why)) {
        say(_("cannot serve: %s"), why);
        return exit_failed;
    }
    *a = (struct answering){.site = site, .start = start_number()};
    pthread_mutex_init(&a->lock, NULL);
    peers_init(&a->peers);
    a->daemon = late_MHD_start_daemon(
        MHD_USE_AUTO_INTERNAL_THREAD, ntohs(address->sin_port), NULL, NULL, handle, a, MHD_OPTION_SOCK_ADDR,
        (struct sockaddr *)address, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)longest_rest,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)peers_room, MHD_OPTION_NOTIFY_CONNECTION, connected, a,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)worker_stack, MHD_OPTION_END);
    if (a->daemon)
        return exit_well;
    int status = errno == EADDRINUSE ? exit_usage : exit_failed;
    say(_("cannot serve at %s:%s: %s"), host, port, strerror(errno));
    pthread_mutex_destroy(&a->lock);
    return status;
}

void answering_built(struct answering *a, struct buf errors, bool failed)
{
    pthread_mutex_lock(&a->lock);
    buf_free(&a->errors);
    a->errors = errors;
    a->failed = failed;
    pthread_mutex_unlock(&a->lock);
    atomic_fetch_add(&a->version, 1);
}

void answering_end(struct answering *a)
{
    late_MHD_stop_daemon(a->daemon);
    buf_free(&a->errors);
    pthread_mutex_destroy(&a->lock);
}
