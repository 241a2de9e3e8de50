#define _GNU_SOURCE /* dl_iterate_phdr; NOLINT(bugprone-reserved-identifier) */

#include "cmd/inputs.h"

#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "cmd/qr_script.h"
#include "paper/font.h"
#include "source/source.h"

#include <errno.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- what makes */

/* Puts what the system knows of the file PATH: who writes it changes that. */
static void put_file(struct buf *out, const char *path)
{
    struct stat st;
    digest_put_text(out, path);
    if (stat(path, &st) != 0)
        return;
    const int64_t known[] = {(int64_t)st.st_dev,          (int64_t)st.st_ino,
                             (int64_t)st.st_size,         (int64_t)st.st_mtim.tv_sec,
                             (int64_t)st.st_mtim.tv_nsec, (int64_t)st.st_ctim.tv_sec,
                             (int64_t)st.st_ctim.tv_nsec};
    digest_put_bytes(out, known, sizeof known);
}

static int put_object(struct dl_phdr_info *object, size_t size, void *out)
{
    (void)size;
    if (object->dlpi_name && object->dlpi_name[0] == '/')
        put_file(out, object->dlpi_name);
    return 0;
}

struct digest inputs_maker(void)
{
    static struct digest digest;
    static bool known; /* libraries that are loaded later make nothing */
    if (known)
        return digest;
    struct buf all = {0};
    digest_put_text(&all, VERSION);
    put_file(&all, "/proc/self/exe");
    dl_iterate_phdr(put_object, &all);
    for (int i = 0; font_file(i); i++)
        put_file(&all, font_file(i));
    digest = digest_of(all.data, all.len);
    known = true;
    buf_free(&all);
    return digest;
}

/* --- folders */

/* What of a folder is read. */
struct reading {
    bool records; /* of them only what records are read from counts with its bytes, of others that it is there
                   */
    struct buf *out;
    struct buf bytes; /* of a file */
};

static bool put_folder(struct reading *r, const char *whole, const char *path);

static bool put_item(struct reading *r, const char *whole, const char *path, enum file_kind kind)
{
    digest_put_text(r->out, path);
    digest_put_number(r->out, kind);
    if (kind == file_folder)
        return put_folder(r, whole, path);
    if (kind != file_regular)
        return false;
    if (r->records && !source_wants(path, kind))
        return true;
    buf_clear(&r->bytes);
    if (file_read(whole, &r->bytes) != 0)
        return false;
    struct digest digest = digest_of(r->bytes.data, r->bytes.len);
    digest_put_bytes(r->out, &digest, sizeof digest);
    return true;
}

/* Puts all below WHOLE but what is hidden; PATH is its place within the village. */
static bool put_folder(struct reading *r, const char *whole, const char *path)
{
    struct folder_list list;
    if (folder_list(whole, &list) != 0)
        return false;
    bool well = true;
    for (size_t i = 0; i < list.len && well; i++) {
        const char *name = list.items[i].name;
        if (name[0] == '.')
            continue;
        char *inner = path_join(whole, name), *shown = path_join(path, name);
        digest_put_number(r->out, list.items[i].shared);
        well = put_item(r, inner, shown, list.items[i].kind);
        memory_free(inner);
        memory_free(shown);
    }
    digest_put_text(r->out, NULL);
    folder_list_free(&list);
    return well;
}

/* Puts all below DIR/NAME; that there is nothing counts too. */
static bool put_tree(struct buf *out, const char *dir, const char *name)
{
    struct reading r = {.records = strcmp(name, "records") == 0, .out = out};
    char *whole = path_join(dir, name);
    bool there = file_exists(whole);
    digest_put_number(out, there);
    bool well = !there || (!path_is_link(whole) && put_folder(&r, whole, name));
    buf_free(&r.bytes);
    memory_free(whole);
    return well;
}

/* --- the rest */

/* What messages depend on. */
static void put_voice(struct buf *out)
{
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        digest_put_text(out, getenv(names[i]));
    digest_put_number(out, say_colour());
}

/* What lies beside the records. */
static bool put_beside(struct buf *out, const struct build_options *o)
{
    const char *named = getenv("GONGSHI_SECRET_FILE");
    char *secret = named && *named ? path_join("", named) : path_join(o->dir, ".gongshi/secret");
    struct buf bytes = {0};
    const char *why = NULL;
    struct stat st;
    bool odd = stat(secret, &st) == 0 && !S_ISREG(st.st_mode); /* a pipe would be waited for */
    put_file(out, secret);
    int error = odd ? EINVAL : file_read(secret, &bytes);
    digest_put_bytes(out, bytes.data, bytes.len);
    buf_clear(&bytes);
    digest_put_number(out, qr_script_read(&bytes, &why));
    digest_put_bytes(out, bytes.data, bytes.len);
    buf_free(&bytes);
    memory_free(secret);
    return error == 0 || error == ENOENT;
}

static void put_origin(struct buf *out, const struct origin *origin)
{
    digest_put_text(out, origin ? origin_commit(origin) : NULL);
    digest_put_number(out, origin && origin->dirty);
    digest_put_number(out, origin && origin->shallow);
}

bool inputs_digest(const struct build_options *options, struct digest *digest)
{
    struct buf all = {0};
    struct digest maker = inputs_maker();
    char *themes = installed_path("themes");
    digest_put_bytes(&all, &maker, sizeof maker);
    digest_put_number(&all, options->date);
    digest_put_number(&all, options->outputs);
    digest_put_text(&all, options->language);
    digest_put_number(&all, options->has_meeting ? options->meeting : INT64_MIN);
    put_voice(&all);
    put_origin(&all, options->origin);
    bool well = themes && put_tree(&all, options->dir, "records") &&
                put_tree(&all, options->dir, "content") && put_tree(&all, options->dir, "themes") &&
                put_tree(&all, themes, "default") && put_beside(&all, options);
    *digest = digest_of(all.data, all.len);
    memory_free(themes);
    buf_free(&all);
    return well;
}
