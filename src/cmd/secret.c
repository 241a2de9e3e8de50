/* gongshi secret: makes the village's secret. */
#include "cmd/secret.h"

#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { hex_size = key_secret_size * 2 };

static char *secret_path(const char *dir)
{
    const char *chosen = getenv("GONGSHI_SECRET_FILE");
    return chosen && *chosen ? path_join("", chosen) : path_join(dir, ".gongshi/secret");
}

bool secret_load(const char *dir, struct secret *secret, bool *there)
{
    char *path = secret_path(dir);
    struct stat st;
    struct buf text = {0};
    bool right = false;
    *there = stat(path, &st) == 0;
    bool plain = *there && S_ISREG(st.st_mode); /* a pipe would be waited for, a device read without end */
    int error = plain ? file_read(path, &text) : 0;
    size_t len;
    if (!*there && errno == ENOENT)
        right = true;
    else if (!*there || error)
        say(_("cannot read %s: %s"), path, strerror(error ? error : errno));
    else if (!plain)
        say(_("%s is no file: the village's secret is a plain one, which \"gongshi secret\" makes"), path);
    else if (st.st_mode & 077)
        say(_("others may read %s: close it to them first (chmod 600)"), path);
    else if (sodium_hex2bin(secret->bytes, sizeof secret->bytes, buf_text(&text), text.len, "\n", &len,
                            NULL) != 0 ||
             len != sizeof secret->bytes)
        say(_("%s holds no secret: %d hexadecimal digits are wanted"), path, (int)hex_size);
    else
        right = true;
    buf_free(&text);
    memory_free(path);
    return right;
}

/* Makes a file that only its owner may read; fails where there is one. */
static int make_closed(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno;
    size_t len = strlen(text);
    ssize_t n = write(fd, text, len);
    int error = n == (ssize_t)len ? 0 : n < 0 ? errno : ENOSPC;
    if (!error && fsync(fd) != 0)
        error = errno;
    if (close(fd) != 0 && !error)
        error = errno;
    if (error)
        unlink(path);
    return error;
}

/* The same; where there is one and it may be REPLACEd, the new one takes its place once it is whole. */
static int write_closed(const char *path, const char *text, bool replace)
{
    if (!replace)
        return make_closed(path, text);
    struct buf beside = {0};
    buf_printf(&beside, "%s.new", path);
    int error =
        unlink(buf_text(&beside)) == 0 || errno == ENOENT ? make_closed(buf_text(&beside), text) : errno;
    if (!error && rename(buf_text(&beside), path) != 0) {
        error = errno;
        unlink(buf_text(&beside));
    }
    buf_free(&beside);
    return error;
}

/* A folder that git leaves alone wherever it lies. */
static int make_folder(const char *dir)
{
    char *folder = path_join(dir, ".gongshi"), *ignore = path_join(folder, ".gitignore");
    int error = folder_make(folder);
    if (!error && !file_exists(ignore))
        error = file_write(ignore, "*\n", 2);
    memory_free(ignore);
    memory_free(folder);
    return error;
}

static int make_secret(const char *dir, bool replace)
{
    struct secret secret;
    char hex[hex_size + 2];
    const char *chosen = getenv("GONGSHI_SECRET_FILE");
    char *path = secret_path(dir);
    if (sodium_init() < 0)
        memory_failed(0);
    randombytes_buf(secret.bytes, sizeof secret.bytes);
    sodium_bin2hex(hex, hex_size + 1, secret.bytes, sizeof secret.bytes);
    hex[hex_size] = '\n';
    hex[hex_size + 1] = '\0';
    int error = chosen && *chosen ? folder_make_for(path) : make_folder(dir);
    if (!error)
        error = write_closed(path, hex, replace);
    if (error == EEXIST)
        say(_("%s is there already; --replace makes a new one, and moves all households' own pages"), path);
    else if (error)
        say(_("cannot write %s: %s"), path, strerror(error));
    else
        printf(_("%s made. Keep a copy of it apart from the records: papers carry addresses made from it.\n"),
               path);
    memory_free(path);
    return error == EEXIST ? exit_usage : error ? exit_failed : exit_well;
}

int command_secret(int argc, char **argv)
{
    const char *folder = NULL;
    bool replace = false;
    const struct option_spec specs[] = {
        {.name = "-C", .value = &folder},
        {.name = "--replace", .flag = &replace},
    };
    int operands = options_read(argc, argv, specs, sizeof specs / sizeof *specs);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_folder(folder, &operands, argv);
    if (operands > 0) {
        say(_("%s: no village in \"%s\": a village's folder holds records/"), argv[0], argv[1]);
        return exit_usage;
    }
    char *records = path_join(dir, "records");
    bool village = folder_exists(records);
    if (!village)
        say(_("%s: no village in \"%s\": a village's folder holds records/"), argv[0], dir);
    memory_free(records);
    return village ? make_secret(dir, replace) : exit_usage;
}
