/* gongshi secret: makes the village's secret. */
#include "cmd/secret.h"

#include "base/files.h"
#include "base/memory.h"
#include "cmd/command.h"
#include "cmd/confinement.h"
#include "publish/record.h"
#include "publish/system.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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

/* Writes a file that only its owner may read; where there is one it must be for us to REPLACE. */
static int write_closed(const char *path, const char *text, bool replace)
{
    struct buf lock = {0}, beside = {0};
    int fd;
    buf_printf(&lock, "%s.lock", path);
    buf_printf(&beside, "%s.new", path);
    int error = publish_wait_lock(buf_text(&lock), &fd);
    if (!error) {
        error = !replace && file_exists(path)
                    ? EEXIST
                    : file_replace(path, buf_text(&beside), 0600, text, strlen(text));
        publish_unlock(buf_text(&lock), fd);
    }
    buf_free(&beside);
    buf_free(&lock);
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
    int error = chosen && *chosen ? folder_keep_for(path) : record_private_folder(dir);
    if (!error && !confinement_beside(path)) {
        memory_free(path);
        return exit_failed;
    }
    if (!error)
        error = write_closed(path, hex, replace);
    if (error == EEXIST)
        say(_("%s is there already; --replace makes a new one, and moves all households' own pages"), path);
    else if (error)
        say(_("cannot write %s: %s"), path, strerror(error));
    else
        printf(_("%s made. Keep a copy of it apart from the records: the addresses of the households' own "
                 "pages are made from it.\n"),
               path);
    memory_free(path);
    return error == EEXIST ? exit_usage : error ? exit_failed : exit_well;
}

/* The options as they were typed. */
struct typed {
    const char *folder;
    bool replace;
};

static int run_secret(int argc, char **argv)
{
    struct typed typed = {0};
    int operands = options_read(argc, argv, &command_secret, &typed);
    if (operands < 0)
        return exit_usage;
    const char *dir = village_alone(typed.folder, operands, argv);
    if (!dir)
        return exit_usage;
    char *records = path_join(dir, "records");
    bool village = folder_exists(records);
    if (!village)
        say(_("%s: no village in \"%s\": a village's folder holds records/"), argv[0], dir);
    memory_free(records);
    return village ? make_secret(dir, typed.replace) : exit_usage;
}

const struct command command_secret = {
    .name = "secret",
    .run = run_secret,
    .line = N_("make the secret that the households' own pages stand under"),
    .text = N_(
        "Makes the village's secret, DIR/.gongshi/secret, or the file that GONGSHI_SECRET_FILE names. With "
        "it the site gets a page of its own for every household, at an address that can't be guessed and "
        "that only the household is told. It does not belong into git; keep a copy of it elsewhere."),
    .before = "[DIR]",
    .options = {OPTION_FOLDER(struct typed),
                {.name = "--replace",
                 .at = offsetof(struct typed, replace),
                 .help = N_(
                     "make a new one: all households' own pages move, and the old addresses lead nowhere")}},
    .status = N_("0: done. 2: there is one already, or the command was used wrongly. 3: the machine failed."),
    .examples = {"gongshi secret"},
};
