#define _GNU_SOURCE /* syscall, O_PATH; NOLINT(bugprone-reserved-identifier) */

#include "base/confine.h"

#include "base/late.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* --- files */

/* What the kernel's headers may be too old for. */
#define REFER    (1ULL << 13) /* to link and rename from one folder to another: version 2 */
#define TRUNCATE (1ULL << 14) /* version 3 */

/* glibc has no functions for these. */
static int landlock_create(const struct landlock_ruleset_attr *attributes, size_t size, unsigned flags)
{
    return (int)syscall(SYS_landlock_create_ruleset, attributes, size, flags);
}

int confine_files_version(void)
{
    int version = landlock_create(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    return version > 0 ? version : 0;
}

/* The rights that change files, as far as VERSION knows them. */
static unsigned long long changing(int version)
{
    unsigned long long rights = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                                LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                                LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                                LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
    if (version >= 2)
        rights |= REFER;
    if (version >= 3)
        rights |= TRUNCATE;
    return rights;
}

static int allow_below(int ruleset, const char *path, unsigned long long rights)
{
    struct landlock_path_beneath_attr below = {.allowed_access = rights};
    below.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (below.parent_fd < 0)
        return errno;
    struct stat st;
    int error = fstat(below.parent_fd, &st) != 0 ? errno : 0;
    if (!error && !S_ISDIR(st.st_mode))
        below.allowed_access &= LANDLOCK_ACCESS_FS_WRITE_FILE | TRUNCATE;
    if (!error && syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &below, 0) != 0)
        error = errno;
    close(below.parent_fd);
    return error;
}

/* From now on RULESET holds. */
static int restrict_by(int ruleset)
{
    bool well =
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    return well ? 0 : errno;
}

int confine_files(const char *const *places, size_t count, const char *emptied)
{
    int version = confine_files_version();
    if (version < 2) /* version 1 refuses every rename from one folder to another, also below PLACES */
        return 0;
    struct landlock_ruleset_attr attributes = {.handled_access_fs = changing(version)};
    int ruleset = landlock_create(&attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return errno;
    int error = 0;
    for (size_t i = 0; i < count && !error; i++)
        error = allow_below(ruleset, places[i], attributes.handled_access_fs);
    if (!error && emptied)
        error = allow_below(ruleset, emptied, LANDLOCK_ACCESS_FS_REMOVE_DIR);
    if (!error && access("/dev/null", F_OK) == 0)
        error = allow_below(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE);
    if (!error)
        error = restrict_by(ruleset);
    close(ruleset);
    return error;
}

/* --- sockets */

#define FUNCTIONS(X)    \
    X(seccomp_init)     \
    X(seccomp_attr_set) \
    X(seccomp_rule_add) \
    X(seccomp_load)     \
    X(seccomp_release)  \
    X(seccomp_syscall_resolve_name)

FUNCTIONS(LATE_POINTER)
static const struct late_symbol symbols[] = {FUNCTIONS(LATE_SYMBOL)};

bool confine_sockets_known(void)
{
    const char *why;
    bool filters = prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
    return filters && late_load("libseccomp.so.2", symbols, sizeof symbols / sizeof *symbols, &why);
}

/* Refuses the COUNT calls from now on. */
static int refuse(const char *const *calls, size_t count)
{
    if (!confine_sockets_known())
        return 0;
    scmp_filter_ctx filter = late_seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return ENOMEM;
    int error = late_seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1); /* for all threads */
    for (size_t i = 0; i < count && !error; i++) {
        int number = late_seccomp_syscall_resolve_name(calls[i]);
        if (number != __NR_SCMP_ERROR)
            error = late_seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), number, 0);
    }
    if (!error)
        error = late_seccomp_load(filter);
    late_seccomp_release(filter);
    return error ? -error : 0;
}

int confine_sockets(void)
{
    /* io_uring makes sockets without any of the others */
    static const char *const calls[] = {"socket", "socketpair", "connect",
                                        "bind",   "listen",     "io_uring_setup"};
    return refuse(calls, sizeof calls / sizeof *calls);
}

/* TCP alone: version 4. The headers may not have these. */
static int allow_ports(const uint16_t *ports, size_t count)
{
    enum { net_version = 4, rule_port = 2 };
    const unsigned long long bind_tcp = 1ULL << 0, connect_tcp = 1ULL << 1;
    const struct {
        unsigned long long files, net;
    } attributes = {0, bind_tcp | connect_tcp};
    if (confine_files_version() < net_version)
        return 0;
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return errno;
    int error = 0;
    for (size_t i = 0; i < count && !error; i++) {
        const struct {
            unsigned long long allowed, port;
        } rule = {connect_tcp, ports[i]};
        if (syscall(SYS_landlock_add_rule, ruleset, rule_port, &rule, 0) != 0)
            error = errno;
    }
    if (!error)
        error = restrict_by(ruleset);
    close(ruleset);
    return error;
}

int confine_connections(const uint16_t *ports, size_t count)
{
    static const char *const calls[] = {"socketpair", "listen", "io_uring_setup"};
    int error = allow_ports(ports, count);
    return error ? error : refuse(calls, sizeof calls / sizeof *calls);
}
