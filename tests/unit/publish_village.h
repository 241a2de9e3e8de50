/* What the tests of publishing share: a folder of their own, trees to publish, and a look at what is there.
 */
#ifndef UNIT_PUBLISH_VILLAGE_H
#define UNIT_PUBLISH_VILLAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/files.h"
#include "base/memory.h"
#include "publish/publish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char village[64]; /* the folder of this test */
static char out[80];     /* where it publishes */

/* Makes the folder in BASE. */
static inline int village_make_in(const char *base)
{
    snprintf(village, sizeof village, "%s/gongshi-publish-XXXXXX", base);
    if (!mkdtemp(village))
        return 1;
    snprintf(out, sizeof out, "%s/out", village);
    return 0;
}

static inline int village_make(void **state)
{
    (void)state;
    return village_make_in("/tmp");
}

static inline int village_remove(void **state)
{
    (void)state;
    return tree_remove(village);
}

/* A path below OUT; good until the fourth call after. */
static inline const char *at(const char *path)
{
    static char paths[4][512];
    static unsigned next;
    char *text = paths[next++ % 4];
    snprintf(text, sizeof paths[0], "%s/%s", out, path);
    return text;
}

/* Puts all names, kinds and bytes below FOLDER into INTO: two trees are the same where this is. */
static inline void look(const char *folder, const char *prefix, struct buf *into)
{
    struct folder_list list;
    assert_int_equal(folder_list(folder, &list), 0);
    for (size_t i = 0; i < list.len; i++) {
        char *inner = path_join(folder, list.items[i].name);
        buf_printf(into, "%s%s %d\n", prefix, list.items[i].name, (int)list.items[i].kind);
        if (list.items[i].kind == file_folder) {
            char *deeper = path_join(prefix, list.items[i].name);
            buf_puts(into, "(\n");
            look(inner, deeper, into);
            buf_puts(into, ")\n");
            memory_free(deeper);
        } else if (list.items[i].kind == file_regular) {
            assert_int_equal(file_read(inner, into), 0);
        }
        memory_free(inner);
    }
    folder_list_free(&list);
}

/* All that is at OUT, as text; the caller frees it with memory_free. "" where there is nothing. */
static inline char *picture(void)
{
    struct buf text = {0};
    buf_puts(&text, "");
    if (folder_exists(out))
        look(out, "", &text);
    return buf_take(&text);
}

/* Nothing is left beside OUT. */
static inline void assert_alone(void)
{
    struct folder_list list;
    assert_int_equal(folder_list(village, &list), 0);
    assert_int_equal(list.len, 1);
    assert_string_equal(list.items[0].name, "out");
    folder_list_free(&list);
}

static inline struct publish *begin(void)
{
    struct publish_error error = {0};
    struct publish *publish = publish_begin(out, &error);
    if (!publish) {
        struct buf text = {0};
        publish_error_text(&error, NULL, &text);
        fail_msg("%s", buf_text(&text));
    }
    return publish;
}

static inline void put(struct publish *publish, const char *path, const char *text)
{
    assert_true(publish_file(publish, path, text, strlen(text)));
}

/* The same of LEN bytes in pieces of at most PIECE; false as publish_close. */
static inline bool put_in_pieces(struct publish *publish, const char *path, const char *text, size_t len,
                                 size_t piece)
{
    struct publish_stream *stream = publish_open(publish, path);
    struct digest digest, whole = digest_of(text, len);
    size_t size;
    if (!stream)
        return false;
    for (size_t i = 0; i < len; i += piece)
        if (!publish_more(stream, text + i, len - i < piece ? len - i : piece))
            break;
    bool closed = publish_close(stream, &size, &digest);
    assert_true(!closed || (size == len && digest_equal(&digest, &whole)));
    return closed;
}

static inline struct publish_counts commit(struct publish *publish)
{
    struct publish_counts counts;
    struct publish_error error = {0};
    bool done = publish_commit(publish, &counts, &error);
    if (!done)
        fail_msg("%s %s %s", error.message, error.path, strerror(error.number));
    return counts;
}

static inline void assert_text(const char *path, const char *expected)
{
    struct buf text = {0};
    assert_int_equal(file_read(at(path), &text), 0);
    assert_string_equal(buf_text(&text), expected);
    buf_free(&text);
}

#endif
