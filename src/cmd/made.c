#include "cmd/made.h"

#include "base/files.h"
#include "base/memory.h"
#include "publish/publish.h"
#include "publish/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define first_line "gongshi made 2\n"

/* The file for OUT; NULL where that leads nowhere. *PATH: where OUT is, to be freed too. */
static char *file_of(const char *dir, const char *out, char **path)
{
    *path = publish_path(out);
    if (!*path || strchr(*path, '\n'))
        return NULL;
    char name[digest_text_size];
    struct digest digest = digest_of(*path, strlen(*path));
    digest_format(&digest, name);
    char *folder = path_join(dir, ".gongshi/made"), *file = path_join(folder, name);
    memory_free(folder);
    return file;
}

/* --- reading; the text is whole, for its last line has its digest */

/* The rest of the line at *P that begins with WORD and a blank, which becomes a string; NULL: it is another.
 */
static char *line_of(char **p, const char *word)
{
    size_t len = strlen(word);
    char *end = strchr(*p, '\n');
    if (!end || strncmp(*p, word, len) != 0 || (*p)[len] != ' ')
        return NULL;
    char *rest = *p + len + 1;
    *end = '\0';
    *p = end + 1;
    return rest;
}

/* Whether the last line of TEXT is "end" and the digest of all before it. */
static bool is_whole(const struct buf *text)
{
    enum { last = 4 + digest_text_size }; /* with its line end */
    struct digest said, found;
    if (text->len < last || memcmp(text->data + text->len - last, "end ", 4) != 0 ||
        !digest_parse(text->data + text->len - last + 4, &said))
        return false;
    found = digest_of(text->data, text->len - last);
    return digest_equal(&said, &found);
}

/* The digest at *P with a blank behind it. */
static bool read_digest(char **p, struct digest *digest)
{
    if (!digest_parse(*p, digest) || (*p)[digest_text_size - 1] != ' ')
        return false;
    *p += digest_text_size;
    return true;
}

static bool read_number(char **p, size_t *number)
{
    char *end;
    *number = strtoull(*p, &end, 10);
    if (end == *p || *end != ' ')
        return false;
    *p = end + 1;
    return true;
}

/* A file; its note stands behind the line. */
static bool read_file(struct made *made, char **p)
{
    char *line = line_of(p, "file");
    struct made_file file;
    size_t note;
    if (!line || !read_digest(&line, &file.bytes) || !read_digest(&line, &file.says) ||
        !read_digest(&line, &file.from) || !read_number(&line, &file.size) || !read_number(&line, &note))
        return false;
    file.path = line;
    file.note = NULL;
    file.there = true;
    made_add(made, &file);
    if (note)
        made->files.items[made->files.len - 1].note = arena_text(&made->arena, *p, note);
    *p += note;
    return true;
}

static bool read_all(struct made *made, char *p, const char *out)
{
    size_t said;
    char *line;
    if (strncmp(p, first_line, strlen(first_line)) != 0)
        return false;
    p += strlen(first_line);
    if (!(line = line_of(&p, "out")) || strcmp(line, out) != 0 || !(line = line_of(&p, "inputs")) ||
        !digest_parse(line, &made->inputs) || !(line = line_of(&p, "said")))
        return false;
    said = strtoull(line, NULL, 10);
    made->said = arena_text(&made->arena, p, said);
    p += said;
    while (read_file(made, &p))
        ;
    return strncmp(p, "end ", 4) == 0;
}

void made_read(struct made *made, const char *dir, const char *out)
{
    struct buf text = {0};
    char *path, *file = file_of(dir, out, &path);
    *made = (struct made){0};
    if (file && file_read(file, &text) == 0 && is_whole(&text) && !read_all(made, text.data, path))
        made_free(made);
    buf_free(&text);
    memory_free(file);
    memory_free(path);
}

/* --- what is in it */

const struct made_file *made_find(const struct made *made, const char *path)
{
    uint32_t place = map_find(&made->paths, path);
    return place == map_none ? NULL : &made->files.items[place];
}

void made_add(struct made *made, const struct made_file *file)
{
    struct made_file own = *file;
    own.path = arena_copy(&made->arena, file->path);
    own.note = file->note ? arena_copy(&made->arena, file->note) : NULL;
    map_put(&made->paths, own.path, strlen(own.path), (uint32_t)made->files.len);
    memory_push(&made->files, own);
}

void made_free(struct made *made)
{
    map_free(&made->paths);
    memory_free(made->files.items);
    arena_free(&made->arena);
    *made = (struct made){0};
}

/* --- writing */

/* Removes what is kept in FOLDER of an OUT that is not there any more. */
static void sweep(const char *folder)
{
    struct folder_list list;
    if (folder_list(folder, &list) != 0)
        return;
    for (size_t i = 0; i < list.len; i++) {
        char *path = path_join(folder, list.items[i].name);
        char start[sizeof first_line + 5000] = "";
        FILE *f = list.items[i].kind == file_regular ? fopen(path, "rb") : NULL;
        size_t n = f ? fread(start, 1, sizeof start - 1, f) : 0;
        if (f)
            fclose(f);
        char *p = start + strlen(first_line);
        char *out = n > strlen(first_line) ? line_of(&p, "out") : NULL;
        if (!out || !folder_exists(out))
            remove(path);
        memory_free(path);
    }
    folder_list_free(&list);
}

static int by_path(const void *a, const void *b)
{
    const struct made_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static void put_file(const struct made_file *file, struct buf *text)
{
    char bytes[digest_text_size], says[digest_text_size], from[digest_text_size];
    const char *note = file->note ? file->note : "";
    digest_format(&file->bytes, bytes);
    digest_format(&file->says, says);
    digest_format(&file->from, from);
    buf_printf(text, "file %s %s %s %zu %zu %s\n", bytes, says, from, file->size, strlen(note), file->path);
    buf_puts(text, note);
}

/* What is kept, as text; false where it can't be said. */
static bool put_all(struct made *made, const char *out, struct buf *text)
{
    char bytes[digest_text_size];
    if (made->files.len)
        qsort(made->files.items, made->files.len, sizeof *made->files.items, by_path);
    digest_format(&made->inputs, bytes);
    buf_printf(text, first_line "out %s\ninputs %s\nsaid %zu\n%s", out, bytes, strlen(made->said),
               made->said);
    for (size_t i = 0; i < made->files.len; i++) {
        const struct made_file *file = &made->files.items[i];
        if (!file->there)
            continue;
        if (strchr(file->path, '\n'))
            return false;
        put_file(file, text);
    }
    struct digest all = digest_of(text->data, text->len);
    digest_format(&all, bytes);
    buf_printf(text, "end %s\n", bytes);
    return true;
}

void made_write(struct made *made, const char *dir, const char *out)
{
    struct buf text = {0};
    char *path, *file = file_of(dir, out, &path), *folder = path_join(dir, ".gongshi/made");
    if (file && record_private_folder(dir) == 0 && folder_make(folder) == 0) {
        sweep(folder);
        struct buf fresh = {0};
        buf_printf(&fresh, "%s.new", file);
        if (!put_all(made, path, &text) ||
            file_replace(file, buf_text(&fresh), S_IRUSR | S_IWUSR, text.data, text.len) != 0)
            remove(file);
        buf_free(&fresh);
    }
    buf_free(&text);
    memory_free(folder);
    memory_free(file);
    memory_free(path);
}
