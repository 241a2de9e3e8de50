/*
 * Publishing and writing records among faults. The system's calls that change files are replaced by ones that
 * count: at the Nth the process is killed, or the call fails. Whatever happens, OUT is wholly the earlier
 * tree or wholly the new one, a record's file likewise, and the next run finds its way.
 */
#define _GNU_SOURCE /* syscall, renameat2's declaration */

#include "unit/publish_village.h"

#include "base/workers.h"
#include "publish/record.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

struct faults {
    atomic_int steps;     /* calls so far */
    atomic_int fallbacks; /* links and exchanges refused by no_link and no_exchange */
    atomic_int sync_at;   /* the call that waited for the disk */
    int kill_at;          /* the call at which the process is killed; 0: none */
    int fail_at;          /* the call that fails; 0: none */
    int fail_with;        /* by this errno */
    bool fail_ever_after; /* and all behind it that need room on the disk */
    bool no_exchange;     /* as on a file system that can't */
    bool no_link;         /* likewise */
    bool armed;           /* count at all */
    char order[32];       /* the last calls: s(ync) and r(ename) */
};

static struct faults *faults; /* shared with the child that is to suffer */

/* One call; false: it fails, errno is set. */
static bool step(bool needs_room)
{
    if (!faults || !faults->armed)
        return true;
    int n = atomic_fetch_add(&faults->steps, 1) + 1;
    if (n == faults->kill_at)
        kill(getpid(), SIGKILL);
    bool fails = n == faults->fail_at || (faults->fail_ever_after && needs_room && n > faults->fail_at);
    if (faults->fail_at && fails) {
        errno = faults->fail_with;
        return false;
    }
    return true;
}

/* Notes a call whose order is looked at. */
static void note(char what)
{
    size_t len = strlen(faults->order);
    if (faults->armed && len + 1 < sizeof faults->order)
        faults->order[len] = what;
}

/* Whether the file system is to lack what was asked for. */
static bool lacking(bool what)
{
    if (what)
        atomic_fetch_add(&faults->fallbacks, 1);
    return what;
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (!step((flags & O_CREAT) != 0))
        return -1;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    if (!step(true))
        return -1;
    /* A short write now and then: the rest must follow. */
    if (faults && faults->armed && len > 100)
        len -= 50;
    return syscall(SYS_write, fd, bytes, len);
}

int mkdir(const char *path, mode_t mode)
{
    return step(true) ? (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode) : -1;
}

int rename(const char *from, const char *to)
{
    note('r');
    return step(false) ? (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0) : -1;
}

int renameat2(int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
    if (!step(false))
        return -1;
    if (faults && lacking(faults->no_exchange)) {
        errno = EINVAL;
        return -1;
    }
    return (int)syscall(SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int linkat(int from_fd, const char *from, int to_fd, const char *to, int flags)
{
    if (!step(true))
        return -1;
    if (faults && lacking(faults->no_link)) {
        errno = EPERM;
        return -1;
    }
    return (int)syscall(SYS_linkat, from_fd, from, to_fd, to, flags);
}

int unlink(const char *path)
{
    return step(false) ? (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0) : -1;
}

int rmdir(const char *path)
{
    return step(false) ? (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR) : -1;
}

/* Not passed on: the tests need no disk, and must not wait for others' files. */
int syncfs(int fd)
{
    (void)fd;
    bool fine = step(true);
    if (faults)
        atomic_store(&faults->sync_at, atomic_load(&faults->steps));
    return fine ? 0 : -1;
}

int fsync(int fd)
{
    (void)fd;
    note('s');
    return step(false) ? 0 : -1;
}

/* What the threads publish: VERSION of FILES files. */
struct edition {
    struct publish *publish;
    int version; /* 1 or 2 */
};

/* A third of the files is the same in both versions, a third differs, a third is of one version only. */
static void publish_page(void *context, size_t item, int worker)
{
    (void)worker;
    struct edition *edition = context;
    int n = (int)item;
    struct buf path = {0};
    struct buf text = {0};
    bool own = n % 3 == 2;
    buf_printf(&path, "%s/%d/%s%d.html", n % 2 ? "site" : "print", n / 100,
               own ? (edition->version == 1 ? "o" : "n") : "", n);
    for (int line = 0; line < 20; line++)
        buf_printf(&text, "page %d of version %d\n", n, n % 3 == 0 ? 0 : edition->version);
    if (n / 3 % 2)
        put_in_pieces(edition->publish, buf_text(&path), text.data, text.len, 200);
    else
        publish_file(edition->publish, buf_text(&path), text.data, text.len);
    buf_free(&path);
    buf_free(&text);
}

/* Publishes VERSION in FILES files; what led/ has stays. */
static bool publish_version(int version, size_t files, int threads)
{
    struct publish_error error = {0};
    struct publish_counts counts;
    struct publish *p = publish_begin(out, &error);
    bool done = false;
    if (p) {
        publish_keep(p, "led");
        struct edition edition = {p, version};
        workers_run(threads, files, publish_page, &edition);
        done = publish_commit(p, &counts, &error);
    }
    publish_error_free(&error);
    return done;
}

/* The first version with a feed that stays. */
static void start(void)
{
    struct publish *p = begin();
    put(p, "led/main.txt", "screen");
    commit(p);
}

/* The pictures of both versions; OUT is at the first. */
static void both(size_t files, char *pictures[2])
{
    assert_true(publish_version(2, files, 1));
    pictures[1] = picture();
    assert_true(publish_version(1, files, 1));
    pictures[0] = picture();
    assert_string_not_equal(pictures[0], pictures[1]);
    assert_non_null(strstr(pictures[0], "screen"));
}

/* Publishes version 2 in a child that suffers; gives its wait status, its exit status 0 where it was done. */
static int suffer(size_t files, int threads)
{
    atomic_store(&faults->steps, 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        faults->armed = true;
        _exit(publish_version(2, files, threads) ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    faults->armed = false;
    return status;
}

/* Which of the PICTURES is at OUT, 1 or 2; 0: nothing is there. Anything else fails. */
static int which(char *const pictures[2], int at_step)
{
    char *now = picture();
    int version = !*now ? 0 : strcmp(now, pictures[0]) == 0 ? 1 : strcmp(now, pictures[1]) == 0 ? 2 : -1;
    if (version < 0)
        fail_msg("after step %d OUT is neither version:\n%s", at_step, now);
    memory_free(now);
    return version;
}

/* Kills at the steps FIRST, FIRST + EVERY, … until a run ends unharmed. Gives how many were killed. */
static int kill_at_steps(size_t files, int threads, int every)
{
    char *pictures[2];
    both(files, pictures);
    int killed = 0;
    int seen[3] = {0};
    for (int n = 1;; n += every) {
        faults->kill_at = n;
        int status = suffer(files, threads);
        int version = which(pictures, n);
        if (!WIFSIGNALED(status)) {
            assert_int_equal(status, 0);
            assert_int_equal(version, 2);
            break;
        }
        killed++;
        seen[version]++;
        if (version == 0) {
            /* Only where folders can't be exchanged; whoever comes next, even to give up, puts it back. */
            assert_true(faults->no_exchange);
            publish_abandon(begin());
            assert_int_equal(which(pictures, n), 1);
        }
        assert_true(publish_version(2, files, 1));
        assert_int_equal(which(pictures, n), 2);
        assert_alone();
        assert_true(publish_version(1, files, 1));
        assert_int_equal(which(pictures, n), 1);
        assert_alone();
    }
    print_message("killed at %d moments: before the swap %d, behind it %d, within %d\n", killed, seen[1],
                  seen[2], seen[0]);
    assert_true(seen[1] > 0 && seen[2] > 0);
    memory_free(pictures[0]);
    memory_free(pictures[1]);
    return killed;
}

static void killed_at_every_step(void **state)
{
    (void)state;
    start();
    kill_at_steps(6, 1, 1);
}

static void killed_at_every_step_without_exchange(void **state)
{
    (void)state;
    start();
    faults->no_exchange = true;
    kill_at_steps(6, 1, 1);
    assert_true(atomic_load(&faults->fallbacks) > 0);
}

static void killed_among_many_files_and_threads(void **state)
{
    (void)state;
    start();
    assert_in_range(kill_at_steps(200, 2, 37), 20, 100);
}

/* Lets every step fail in turn. What a run says of itself must be so. */
static void fail_at_steps(int with, bool ever_after)
{
    enum { files = 6 };
    char *pictures[2];
    both(files, pictures);
    faults->fail_with = with;
    faults->fail_ever_after = ever_after;
    int refused = 0;
    int done = 0;
    for (int n = 1;; n++) {
        faults->fail_at = n;
        int status = suffer(files, 1);
        faults->fail_at = 0;
        assert_true(WIFEXITED(status));
        int version = which(pictures, n);
        assert_int_equal(version, WEXITSTATUS(status) == 0 ? 2 : 1);
        if (n == atomic_load(&faults->sync_at))
            assert_int_equal(version, 1);
        refused += version == 1;
        done += version == 2;
        bool over = n > atomic_load(&faults->steps);
        assert_true(publish_version(2, files, 1));
        assert_alone();
        assert_true(publish_version(1, files, 1));
        assert_int_equal(which(pictures, n), 1);
        if (over)
            break;
    }
    print_message("%s at every step: %d runs failed, %d got round it\n", strerror(with), refused, done);
    assert_true(refused > files && done > 0);
    memory_free(pictures[0]);
    memory_free(pictures[1]);
}

static void failing_at_every_step(void **state)
{
    (void)state;
    start();
    fail_at_steps(EIO, false);
}

static void failing_at_every_step_without_exchange(void **state)
{
    (void)state;
    start();
    faults->no_exchange = true;
    fail_at_steps(EIO, false);
}

static void full_from_every_step_on(void **state)
{
    (void)state;
    start();
    fail_at_steps(ENOSPC, true);
}

static void without_links_files_are_copied_with_their_times(void **state)
{
    (void)state;
    struct publish *p = begin();
    put(p, "site/index.html", "front");
    put(p, "print/1.pdf", "notice");
    commit(p);
    assert_int_equal(symlink("1.pdf", at("print/newest.pdf")), 0);
    struct timespec long_ago[2] = {{.tv_sec = 1000000000, .tv_nsec = 5},
                                   {.tv_sec = 1000000000, .tv_nsec = 7}};
    assert_int_equal(utimensat(AT_FDCWD, at("site/index.html"), long_ago, 0), 0);
    assert_int_equal(utimensat(AT_FDCWD, at("print/1.pdf"), long_ago, 0), 0);
    assert_int_equal(chmod(at("print/1.pdf"), 0600), 0);
    faults->no_link = true;
    p = begin();
    put(p, "site/index.html", "front");
    put(p, "site/new.html", "new");
    assert_true(publish_keep(p, "print"));
    struct publish_counts counts = commit(p);
    assert_int_equal(atomic_load(&faults->fallbacks), 4);
    assert_int_equal(counts.unchanged, 1);
    assert_int_equal(counts.kept, 2);
    assert_text("site/index.html", "front");
    assert_text("print/newest.pdf", "notice");
    struct stat st;
    assert_int_equal(stat(at("site/index.html"), &st), 0);
    assert_true(st.st_mtim.tv_sec == 1000000000 && st.st_mtim.tv_nsec == 7);
    assert_int_equal(stat(at("print/1.pdf"), &st), 0);
    assert_true(st.st_mtim.tv_sec == 1000000000 && st.st_mtim.tv_nsec == 7);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_alone();
}

/* --- a record's file
 * ---------------------------------------------------------------------------------------------- */

static const char record_path[] = "records/claims/2026.yaml", was[] = "- {id: a}\n";

/* Puts a second claim in a child that suffers, and gives its wait status; its exit status 0: it said so. */
static int suffer_record(bool there)
{
    atomic_store(&faults->steps, 0);
    memset(faults->order, 0, sizeof faults->order);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        static const char both_claims[] = "- {id: a}\n- {id: b}\n";
        struct record_lock lock;
        faults->armed = true;
        int error = record_lock(&lock, village);
        if (!error)
            error = record_put(&lock, record_path, there ? was : NULL, there ? strlen(was) : 0, both_claims,
                               strlen(both_claims));
        _exit(error ? 1 : 0);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    faults->armed = false;
    return status;
}

/* What stands in the record's file: 0 nothing, 1 the claim of before, 2 both. Anything else fails. */
static int claims_there(void)
{
    struct buf text = {0};
    char *whole = path_join(village, record_path);
    int error = file_read(whole, &text);
    int claims = error ? 0 : strcmp(buf_text(&text), was) == 0 ? 1 : text.len == 2 * strlen(was) ? 2 : -1;
    memory_free(whole);
    buf_free(&text);
    assert_true(claims >= 0 && (!error || error == ENOENT));
    return claims;
}

/* As it is before anything is written: without the file, or with one claim in it. */
static void begin_record(bool there)
{
    assert_int_equal(tree_remove(village), 0);
    char *whole = path_join(village, record_path), *folder = path_join(village, "records");
    assert_int_equal(there ? folder_make_for(whole) : folder_make(folder), 0);
    if (there)
        assert_int_equal(file_write(whole, was, strlen(was)), 0);
    memory_free(whole);
    memory_free(folder);
}

/* At each step in turn it fails, or the process is killed; the next finds its way. */
static void harm_record(bool there, bool kills)
{
    int seen[3] = {0};
    for (int n = 1;; n++) {
        begin_record(there);
        *(kills ? &faults->kill_at : &faults->fail_at) = n;
        faults->fail_with = EIO;
        int status = suffer_record(there);
        bool over = atomic_load(&faults->steps) < n;
        faults->kill_at = faults->fail_at = 0;
        int claims = claims_there();
        seen[claims]++;
        bool said = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        assert_true(claims == (there ? 1 : 0) || claims == 2);
        if (said)
            assert_int_equal(claims, 2);
        if (over) {
            assert_true(said);
            break;
        }
        if (claims != 2)
            assert_int_equal(suffer_record(there), 0);
        char *beside = path_join(village, "records/claims/.2026.yaml.gongshi-new");
        assert_false(file_exists(beside));
        memory_free(beside);
    }
    print_message("%s at every step: %d times as before, %d times written\n", kills ? "killed" : "failing",
                  seen[there ? 1 : 0], seen[2]);
    assert_true(seen[there ? 1 : 0] > 3 && seen[2] > 1);
}

static void a_record_at_every_step(void **state)
{
    (void)state;
    harm_record(true, true);
    harm_record(true, false);
    harm_record(false, true);
    harm_record(false, false);
}

/* The bytes are on the disk before they have the name, the name is before anything is said. */
static void a_record_is_on_the_disk_first(void **state)
{
    (void)state;
    begin_record(true);
    assert_int_equal(suffer_record(true), 0);
    size_t len = strlen(faults->order);
    assert_true(len >= 3);
    assert_string_equal(faults->order + len - 3, "srs");
    /* and the folders that were made, each in the one above */
    begin_record(false);
    assert_int_equal(suffer_record(false), 0);
    len = strlen(faults->order);
    assert_true(len >= 4);
    assert_string_equal(faults->order + len - 4, "ssrs");
}

static void a_record_changed_by_an_editor_stays(void **state)
{
    (void)state;
    begin_record(true);
    struct record_lock lock;
    assert_int_equal(record_lock(&lock, village), 0);
    assert_int_equal(record_put(&lock, record_path, NULL, 0, "x", 1), ESTALE);
    assert_int_equal(record_put(&lock, record_path, "- {id: b}\n", strlen(was), "x", 1), ESTALE);
    assert_int_equal(record_put(&lock, "records/claims/2027.yaml", was, strlen(was), "x", 1), ESTALE);
    assert_int_equal(claims_there(), 1);
    record_unlock(&lock);
}

/* In memory where there is such a place: thousands of files come and go, which wears ext4 out. */
static int calm(void **state)
{
    memset(faults, 0, sizeof *faults);
    return village_make_in("/dev/shm") == 0 ? 0 : village_make(state);
}

static int calm_again(void **state)
{
    memset(faults, 0, sizeof *faults);
    return village_remove(state);
}

#define fault_test(f) cmocka_unit_test_setup_teardown(f, calm, calm_again)

int main(void)
{
    void *shared = mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return 1;
    faults = shared;
    const struct CMUnitTest tests[] = {
        fault_test(killed_at_every_step),
        fault_test(killed_at_every_step_without_exchange),
        fault_test(killed_among_many_files_and_threads),
        fault_test(failing_at_every_step),
        fault_test(failing_at_every_step_without_exchange),
        fault_test(full_from_every_step_on),
        fault_test(without_links_files_are_copied_with_their_times),
        fault_test(a_record_at_every_step),
        fault_test(a_record_is_on_the_disk_first),
        fault_test(a_record_changed_by_an_editor_stays),
    };
    return cmocka_run_group_tests_name("publish_faults", tests, NULL, NULL);
}
