/* What publishing promises where nothing goes wrong, and what it refuses. Faults are in publish_faults.c. */
#define _GNU_SOURCE /* unshare */

#include "unit/publish_village.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* The tree most tests start from. */
static void first_tree(void)
{
    struct publish *p = begin();
    put(p, "site/index.html", "front");
    put(p, "site/meetings/1.html", "first meeting");
    put(p, "print/1.pdf", "notice");
    put(p, "led/main.txt", "screen");
    struct publish_counts counts = commit(p);
    assert_int_equal(counts.written, 4);
    assert_int_equal(counts.bytes, 5 + 13 + 6 + 6);
    assert_true(counts.swapped);
}

/* Publishing at OUT is refused, for a reason that says MESSAGE_PART, and everything stays. */
static void assert_refused(const char *message_part)
{
    struct publish_error error = {0};
    char *before = picture();
    assert_null(publish_begin(out, &error));
    struct buf text = {0};
    publish_error_text(&error, NULL, &text);
    if (!strstr(buf_text(&text), message_part))
        fail_msg("\"%s\" does not say \"%s\"", buf_text(&text), message_part);
    char *after = picture();
    assert_string_equal(before, after);
    memory_free(before);
    memory_free(after);
    buf_free(&text);
    publish_error_free(&error);
}

static void fresh(void **state)
{
    (void)state;
    first_tree();
    assert_text("site/meetings/1.html", "first meeting");
    assert_text("led/main.txt", "screen");
    assert_alone();
    struct stat st;
    assert_int_equal(stat(at("site/index.html"), &st), 0);
    mode_t mask = umask(0);
    umask(mask);
    assert_int_equal(st.st_mode & 0777, 0666 & ~mask);
}

static void into_an_empty_folder_and_a_missing_one(void **state)
{
    (void)state;
    assert_int_equal(mkdir(out, 0777), 0);
    assert_int_equal(chmod(out, 02770), 0);
    first_tree();
    struct stat st;
    assert_int_equal(stat(out, &st), 0);
    assert_int_equal(st.st_mode & 07777, 02770);
    assert_alone();
    snprintf(out, sizeof out, "%s/out/more/deep/", village);
    first_tree();
    assert_text("print/1.pdf", "notice");
}

static void unchanged_files_keep_inode_and_times(void **state)
{
    (void)state;
    first_tree();
    struct timespec long_ago[2] = {{.tv_sec = 1000000000, .tv_nsec = 5},
                                   {.tv_sec = 1000000000, .tv_nsec = 7}};
    assert_int_equal(utimensat(AT_FDCWD, at("site/index.html"), long_ago, 0), 0);
    struct stat before;
    assert_int_equal(stat(at("site/index.html"), &before), 0);

    struct publish *p = begin();
    put(p, "site/index.html", "front");
    put(p, "site/meetings/1.html", "first meetinG");
    put(p, "site/meetings/2.html", "second meeting");
    put(p, "print/1.pdf", "notice");
    struct publish_counts counts = commit(p);
    assert_int_equal(counts.written, 2);
    assert_int_equal(counts.unchanged, 2);
    assert_int_equal(counts.removed, 1);
    struct stat after;
    assert_int_equal(stat(at("site/index.html"), &after), 0);
    assert_true(before.st_ino == after.st_ino);
    assert_true(after.st_mtim.tv_sec == 1000000000 && after.st_mtim.tv_nsec == 7);
    assert_int_equal(after.st_nlink, 1);
    assert_text("site/meetings/1.html", "first meetinG");
    assert_text("site/meetings/2.html", "second meeting");
    assert_false(file_exists(at("led")));
    assert_alone();
}

static void nothing_changed_touches_nothing(void **state)
{
    (void)state;
    first_tree();
    struct stat before;
    struct stat after;
    assert_int_equal(stat(out, &before), 0);
    for (int round = 0; round < 2; round++) {
        struct publish *p = begin();
        put(p, "site/index.html", "front");
        put(p, "site/meetings/1.html", "first meeting");
        put(p, "print/1.pdf", "notice");
        put(p, "led/main.txt", "screen");
        struct publish_counts counts = commit(p);
        assert_int_equal(stat(out, &after), 0);
        assert_int_equal(counts.unchanged, 4);
        assert_int_equal(counts.swapped, round == 1);
        assert_int_equal(before.st_ino == after.st_ino, round == 0);
        assert_alone();
        /* An empty folder belongs to no tree: the second round has something to swap. */
        if (round == 0)
            mkdir(at("site/empty"), 0777);
    }
    assert_false(file_exists(at("site/empty")));
}

static void files_come_in_pieces(void **state)
{
    (void)state;
    first_tree();
    struct stat before, after;
    assert_int_equal(stat(at("site/meetings/1.html"), &before), 0);
    struct publish *p = begin();
    assert_true(put_in_pieces(p, "site/meetings/1.html", "first meeting", 13, 4));
    assert_true(put_in_pieces(p, "site/index.html", "fronT", 5, 5));
    assert_true(put_in_pieces(p, "site/deep/new.html", "", 0, 1));
    assert_null(publish_open(p, "site/index.html"));
    struct publish_counts counts;
    struct publish_error error = {0};
    assert_false(publish_commit(p, &counts, &error)); /* it was made twice */
    publish_error_free(&error);
    assert_text("site/index.html", "front");
    p = begin();
    assert_true(put_in_pieces(p, "site/meetings/1.html", "first meeting", 13, 4));
    assert_true(put_in_pieces(p, "site/index.html", "fronT", 5, 5));
    assert_true(put_in_pieces(p, "site/deep/new.html", "", 0, 1));
    counts = commit(p);
    assert_int_equal(counts.written, 2);
    assert_int_equal(counts.bytes, 5);
    assert_int_equal(counts.unchanged, 1);
    assert_int_equal(counts.removed, 2);
    assert_text("site/index.html", "fronT");
    assert_text("site/deep/new.html", "");
    assert_int_equal(stat(at("site/meetings/1.html"), &after), 0);
    assert_true(before.st_ino == after.st_ino);
    p = begin();
    assert_true(put_in_pieces(p, "site/meetings/1.html", "first meeting", 13, 20));
    assert_true(put_in_pieces(p, "site/index.html", "fronT", 5, 1));
    assert_true(put_in_pieces(p, "site/deep/new.html", "", 0, 1));
    assert_false(commit(p).swapped);
    assert_alone();
}

static void other_outputs_are_kept(void **state)
{
    (void)state;
    first_tree();
    assert_int_equal(symlink("1.pdf", at("print/newest.pdf")), 0);
    assert_int_equal(mkdir(at("print/empty"), 0777), 0);
    assert_int_equal(file_write(at("print-notes"), "x", 1), 0);
    struct stat before;
    assert_int_equal(stat(at("print/1.pdf"), &before), 0);
    struct publish *p = begin();
    put(p, "site/index.html", "new front");
    assert_true(publish_keep(p, "print"));
    assert_true(publish_keep(p, "print/1.pdf"));
    assert_true(publish_keep(p, "never-there"));
    struct publish_counts counts = commit(p);
    assert_int_equal(counts.kept, 2);
    assert_int_equal(counts.written, 1);
    assert_int_equal(counts.removed, 3);
    struct stat after;
    assert_int_equal(stat(at("print/1.pdf"), &after), 0);
    assert_true(before.st_ino == after.st_ino);
    char target[16] = {0};
    assert_int_equal(readlink(at("print/newest.pdf"), target, sizeof target), 5);
    assert_string_equal(target, "1.pdf");
    assert_true(folder_exists(at("print/empty")));
    assert_false(file_exists(at("print-notes")));
    assert_false(file_exists(at("led")));
}

static void kinds_may_change(void **state)
{
    (void)state;
    struct publish *p = begin();
    put(p, "a", "file");
    put(p, "b/c", "in a folder");
    commit(p);
    assert_int_equal(symlink("/etc", at("link")), 0);
    p = begin();
    put(p, "a/x", "now in a folder");
    put(p, "b", "now a file");
    put(p, "link/passwd", "ours");
    struct publish_counts counts = commit(p);
    assert_int_equal(counts.removed, 3);
    assert_text("a/x", "now in a folder");
    assert_text("b", "now a file");
    assert_text("link/passwd", "ours");
}

static void wrong_paths_are_refused(void **state)
{
    (void)state;
    first_tree();
    char *before = picture();
    static const char *const wrong[] = {
        "",   "/etc/x", "../x",         "a/../../x", "a//b",        "./a",  "a/.",
        "a/", "..",     ".gongshi-out", "same",      "print/1.pdf", "site", "same/below",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct publish *p = begin();
        put(p, "same", "once");
        put(p, "site/new", "text");
        assert_true(publish_keep(p, "print"));
        assert_false(publish_file(p, wrong[i], "twice", 5));
        assert_true(publish_failed(p));
        assert_false(publish_file(p, "later", "x", 1));
        struct publish_counts counts;
        struct publish_error error = {0};
        assert_false(publish_commit(p, &counts, &error));
        assert_int_equal(counts.written, 0);
        assert_non_null(error.path);
        publish_error_free(&error);
        char *after = picture();
        assert_string_equal(before, after);
        memory_free(after);
        assert_alone();
    }
    struct publish *p = begin();
    put(p, "print/1.pdf", "notice");
    assert_false(publish_keep(p, "print"));
    publish_abandon(p);
    memory_free(before);
}

static void others_folders_are_refused(void **state)
{
    (void)state;
    assert_int_equal(file_write(out, "text", 4), 0);
    assert_refused("not a folder");
    assert_int_equal(unlink(out), 0);
    assert_int_equal(mkdir(out, 0777), 0);
    assert_int_equal(file_write(at("letter"), "dear", 4), 0);
    assert_refused("not made by gongshi");
    assert_int_equal(file_write(at(".gongshi-out"), "something else", 14), 0);
    assert_refused("not made by gongshi");
    assert_int_equal(unlink(at(".gongshi-out")), 0);
    assert_int_equal(mkdir(at(".gongshi-out"), 0777), 0);
    assert_refused("not made by gongshi");
    assert_alone();
    snprintf(out, sizeof out, "/");
    struct publish_error error = {0};
    assert_null(publish_begin("/", &error));
    publish_error_free(&error);
    assert_null(publish_begin("", &error));
    publish_error_free(&error);
}

static void links_are_followed(void **state)
{
    (void)state;
    char target[96];
    snprintf(target, sizeof target, "%s/target", village);
    assert_int_equal(symlink("middle", out), 0);
    char middle[96];
    snprintf(middle, sizeof middle, "%s/middle", village);
    assert_int_equal(symlink(target, middle), 0);
    first_tree();
    for (int round = 0; round < 2; round++) {
        struct stat st;
        assert_int_equal(lstat(out, &st), 0);
        assert_true(S_ISLNK(st.st_mode));
        assert_int_equal(lstat(target, &st), 0);
        assert_true(S_ISDIR(st.st_mode));
        assert_text("led/main.txt", round ? "other" : "screen");
        struct publish *p = begin();
        put(p, "led/main.txt", "other");
        commit(p);
    }
}

static void one_at_a_time(void **state)
{
    (void)state;
    first_tree();
    struct publish *p = begin();
    assert_refused("another gongshi");
    put(p, "site/index.html", "still fine");
    commit(p);
    assert_text("site/index.html", "still fine");
    publish_abandon(begin());
    assert_text("site/index.html", "still fine");
    assert_alone();
}

static void leftovers_are_mended(void **state)
{
    (void)state;
    first_tree();
    char *before = picture();
    char path[256];
    snprintf(path, sizeof path, "%s/.out.gongshi-new/site/deep/half", village);
    assert_int_equal(folder_make_for(path), 0);
    assert_int_equal(file_write(path, "half a fi", 9), 0);
    snprintf(path, sizeof path, "%s/.out.gongshi-lock", village);
    assert_int_equal(file_write(path, "", 0), 0);
    publish_abandon(begin());
    assert_alone();
    /* As if killed between two renames, then right behind them. */
    snprintf(path, sizeof path, "%s/.out.gongshi-old", village);
    assert_int_equal(rename(out, path), 0);
    publish_abandon(begin());
    char *after = picture();
    assert_string_equal(before, after);
    assert_alone();
    assert_int_equal(mkdir(path, 0777), 0);
    publish_abandon(begin());
    assert_alone();
    memory_free(before);
    memory_free(after);
}

/* Runs BODY in a process of its own, with what it may break; gives its wait status. */
static int apart(void (*body)(void))
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        body();
        _exit(0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

enum { apart_skipped = 77 };

/* For bodies run apart, where cmocka's assertions can't be used. */
static void expect(bool fine, int line)
{
    if (!fine) {
        fprintf(stderr, "%s:%d: not as expected\n", __FILE__, line);
        _exit(1);
    }
}

/* Tries to publish what does not fit; it must fail by NUMBER. */
static void publish_too_much(int number)
{
    static char big[100000];
    struct publish_error error = {0};
    struct publish_counts counts;
    struct publish *p = publish_begin(out, &error);
    expect(p != NULL, __LINE__);
    expect(publish_file(p, "site/index.html", "new", 3), __LINE__);
    expect(!publish_file(p, "site/big", big, sizeof big), __LINE__);
    expect(!publish_commit(p, &counts, &error), __LINE__);
    expect(error.number == number, __LINE__);
    publish_error_free(&error);
}

static void limit_size(void)
{
    struct rlimit limit = {.rlim_cur = 8192, .rlim_max = 8192};
    expect(setrlimit(RLIMIT_FSIZE, &limit) == 0, __LINE__);
}

static void over_the_limit(void)
{
    limit_size();
    signal(SIGXFSZ, SIG_IGN);
    publish_too_much(EFBIG);
}

static void over_the_limit_unprepared(void)
{
    limit_size();
    struct rlimit none = {0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGXFSZ, SIG_DFL);
    publish_too_much(EFBIG);
}

static void a_size_limit_leaves_out_alone(void **state)
{
    (void)state;
    first_tree();
    char *before = picture();
    assert_int_equal(apart(over_the_limit), 0);
    assert_alone();
    int status = apart(over_the_limit_unprepared);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ);
    char *after = picture();
    assert_string_equal(before, after);
    publish_abandon(begin());
    assert_alone();
    memory_free(before);
    memory_free(after);
}

static void in_a_closed_folder(void)
{
    if (geteuid() == 0 && setuid(65534) != 0)
        _exit(apart_skipped);
    struct publish_error error = {0};
    expect(!publish_begin(out, &error), __LINE__);
    expect(error.number == EACCES, __LINE__);
    publish_error_free(&error);
}

static void a_closed_parent_is_refused(void **state)
{
    (void)state;
    first_tree();
    char *before = picture();
    assert_int_equal(chmod(village, 0555), 0);
    int status = apart(in_a_closed_folder);
    assert_int_equal(chmod(village, 0755), 0);
    bool skipped = WIFEXITED(status) && WEXITSTATUS(status) == apart_skipped;
    char *after = picture();
    assert_string_equal(before, after);
    memory_free(before);
    memory_free(after);
    if (skipped) {
        print_message("not run: can't become another user\n");
        skip();
    }
    assert_int_equal(status, 0);
}

/* Whether publishing at OUT is refused for a mount. */
static bool mount_refused(void)
{
    struct publish_error error = {0};
    struct publish *p = publish_begin(out, &error);
    publish_abandon(p);
    bool refused = !p && error.number == EBUSY && strstr(error.message, "mount");
    publish_error_free(&error);
    return refused;
}

/* Other devices and other folders of this one mounted at OUT and within it, and a full file system. */
static void among_mounts(void)
{
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("none", out, "tmpfs", 0, NULL) != 0)
        _exit(apart_skipped);
    expect(mount_refused(), __LINE__);
    expect(umount(out) == 0, __LINE__);
    expect(mount(at("site"), out, NULL, MS_BIND, NULL) == 0, __LINE__);
    expect(mount_refused(), __LINE__);
    expect(umount(out) == 0, __LINE__);
    expect(mount("none", at("site/meetings"), "tmpfs", 0, NULL) == 0, __LINE__);
    expect(file_write(at("site/meetings/mine"), "x", 1) == 0, __LINE__);
    expect(mount_refused(), __LINE__);
    expect(file_exists(at("site/meetings/mine")), __LINE__);
    expect(umount(at("site/meetings")) == 0, __LINE__);

    expect(mount("none", village, "tmpfs", 0, "size=64k") == 0, __LINE__);
    struct publish_error error = {0};
    struct publish_counts counts;
    struct publish *p = publish_begin(out, &error);
    expect(p && publish_file(p, "site/index.html", "old", 3) && publish_commit(p, &counts, &error), __LINE__);
    publish_too_much(ENOSPC);
    struct buf text = {0};
    expect(file_read(at("site/index.html"), &text) == 0 && strcmp(buf_text(&text), "old") == 0, __LINE__);
    buf_free(&text);
}

static void mounts_are_refused_and_a_full_disk_is_harmless(void **state)
{
    (void)state;
    first_tree();
    char *before = picture();
    int status = apart(among_mounts);
    bool skipped = WIFEXITED(status) && WEXITSTATUS(status) == apart_skipped;
    char *after = picture();
    assert_string_equal(before, after);
    assert_alone();
    memory_free(before);
    memory_free(after);
    if (skipped) {
        print_message("not run: mounting is not permitted here\n");
        skip();
    }
    assert_int_equal(status, 0);
}

#define village_test(f) cmocka_unit_test_setup_teardown(f, village_make, village_remove)

int main(void)
{
    const struct CMUnitTest tests[] = {
        village_test(fresh),
        village_test(into_an_empty_folder_and_a_missing_one),
        village_test(unchanged_files_keep_inode_and_times),
        village_test(nothing_changed_touches_nothing),
        village_test(files_come_in_pieces),
        village_test(other_outputs_are_kept),
        village_test(kinds_may_change),
        village_test(wrong_paths_are_refused),
        village_test(others_folders_are_refused),
        village_test(links_are_followed),
        village_test(one_at_a_time),
        village_test(leftovers_are_mended),
        village_test(a_size_limit_leaves_out_alone),
        village_test(a_closed_parent_is_refused),
        village_test(mounts_are_refused_and_a_full_disk_is_harmless),
    };
    return cmocka_run_group_tests_name("publish", tests, NULL, NULL);
}
