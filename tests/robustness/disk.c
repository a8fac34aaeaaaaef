/* Stands between a program and its disk (LD_PRELOAD), for the files below REGULARS_DISK_ROOT.
 *
 * Writes down every change in order into REGULARS_DISK_RECORD (read by power_cut.py), and lets
 * the n-th call of a kind fail when the program asks for it through disk_arm(). Meant for one
 * thread at a time: what it counts and records has to have an order.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST_FILES = 4096 };
enum { WRITE = 1, SYNC = 2, OPEN = 4, NAME = 8, CUT = 16 };

static char watched[MOST_FILES]; /* 1 a file, 2 a folder */
static int armed_kinds, armed_errno, armed_forever, calls, fired;
static long armed_at;
static int record = -1;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }
#define NEXT(name) ((typeof(&name))next(#name))

static int is_below_root(const char *path) {
    static char root[PATH_MAX];
    char whole[PATH_MAX];
    if (!root[0]) {
        const char *given = getenv("REGULARS_DISK_ROOT");
        strncpy(root, given ? given : "?", sizeof root - 1);
    }
    if (path[0] != '/') {
        if (!getcwd(whole, sizeof whole)) return 0;
        strncat(whole, "/", sizeof whole - strlen(whole) - 1);
        strncat(whole, path, sizeof whole - strlen(whole) - 1);
        path = whole;
    }
    return strncmp(path, root, strlen(root)) == 0;
}

/* One record: kind, file, offset, length of what follows; native byte order. */
static void tell(char kind, int fd, int64_t offset, const void *data, uint32_t length) {
    static int tried;
    char head[17];
    int32_t file = fd;
    const char *path;
    if (!tried) {
        tried = 1;
        path = getenv("REGULARS_DISK_RECORD");
        if (path) record = NEXT(open64)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
    if (record < 0) return;
    head[0] = kind;
    memcpy(head + 1, &file, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)data, length}};
    if (writev(record, parts, length ? 2 : 1) < 0) abort();
}

static void tell_names(char kind, int fd, const char *one, const char *other) {
    char both[2 * PATH_MAX + 1];
    size_t first = strlen(one) + 1, second = strlen(other);
    memcpy(both, one, first);
    memcpy(both + first, other, second);
    tell(kind, fd, 0, both, (uint32_t)(first + second));
}

static int fails(int kind) {
    if (!(armed_kinds & kind)) return 0;
    calls++;
    if (calls < armed_at || (calls > armed_at && !armed_forever)) return 0;
    fired++;
    errno = armed_errno;
    return 1;
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd]; }

/* For the program itself, by ctypes. */

void disk_arm(int kinds, long at, int error, int forever) {
    armed_kinds = kinds;
    armed_at = at;
    armed_errno = error;
    armed_forever = forever;
    calls = fired = 0;
}

int disk_disarm(void) {
    armed_kinds = 0;
    return fired;
}

void disk_mark(const char *text) { tell('M', 0, 0, text, (uint32_t)strlen(text)); }

/* What is stood in for. */

static int opened(int fd, const char *path, int flags) {
    struct stat found;
    if (fd < 0 || fd >= MOST_FILES) return fd;
    watched[fd] = fstat(fd, &found) == 0 && S_ISDIR(found.st_mode) ? 2 : 1;
    tell_names(watched[fd] == 2 ? 'D' : 'O', fd, path, "");
    if (watched[fd] == 1 && (flags & O_TRUNC)) tell('T', fd, 0, "", 0);
    return fd;
}

#define OPEN_AS(name)                                              \
    int name(const char *path, int flags, ...) {                   \
        va_list rest;                                              \
        va_start(rest, flags);                                     \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;  \
        va_end(rest);                                              \
        if (!is_below_root(path)) return NEXT(name)(path, flags, mode); \
        if (fails(OPEN)) return -1;                                \
        return opened(NEXT(name)(path, flags, mode), path, flags); \
    }
OPEN_AS(open)
OPEN_AS(open64)

int close(int fd) {
    if (is_watched(fd)) {
        tell('C', fd, 0, "", 0);
        watched[fd] = 0;
    }
    return NEXT(close)(fd);
}

ssize_t write(int fd, const void *data, size_t length) {
    ssize_t done;
    if (!is_watched(fd)) return NEXT(write)(fd, data, length);
    if (fails(WRITE)) return -1;
    off_t at = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    done = NEXT(write)(fd, data, length);
    if (done > 0) tell('W', fd, at, data, (uint32_t)done);
    return done;
}

#define PWRITE_AS(name, place)                                          \
    ssize_t name(int fd, const void *data, size_t length, place at) {   \
        ssize_t done;                                                   \
        if (!is_watched(fd)) return NEXT(name)(fd, data, length, at);   \
        if (fails(WRITE)) return -1;                                    \
        done = NEXT(name)(fd, data, length, at);                        \
        if (done > 0) tell('W', fd, at, data, (uint32_t)done);          \
        return done;                                                    \
    }
PWRITE_AS(pwrite, off_t)
PWRITE_AS(pwrite64, off64_t)

#define CUT_AS(name, place)                                    \
    int name(int fd, place size) {                             \
        int done;                                              \
        if (!is_watched(fd)) return NEXT(name)(fd, size);      \
        if (fails(CUT)) return -1;                             \
        done = NEXT(name)(fd, size);                           \
        if (done == 0) tell('T', fd, size, "", 0);             \
        return done;                                           \
    }
CUT_AS(ftruncate, off_t)
CUT_AS(ftruncate64, off64_t)

/* Nothing here has to reach the real disk: the disk is built from the record. */
#define SYNC_AS(name)                                    \
    int name(int fd) {                                   \
        if (!is_watched(fd)) return NEXT(name)(fd);      \
        if (fails(SYNC)) return -1;                      \
        tell('S', fd, 0, "", 0);                         \
        return 0;                                        \
    }
SYNC_AS(fsync)
SYNC_AS(fdatasync)

int rename(const char *from, const char *to) {
    int done;
    if (!is_below_root(to)) return NEXT(rename)(from, to);
    if (fails(NAME)) return -1;
    done = NEXT(rename)(from, to);
    if (done == 0) tell_names('R', 0, from, to);
    return done;
}

int unlink(const char *path) {
    int done;
    if (!is_below_root(path)) return NEXT(unlink)(path);
    if (fails(NAME)) return -1;
    done = NEXT(unlink)(path);
    if (done == 0) tell_names('U', 0, path, "");
    return done;
}
