/* What `campaign` puts before libc in the program under test: calls that fail when it is told to, and a wall clock that
 * steps. FAULT is CALL:N[+]:ERRNO, the N-th call of the process (with + every one from it on); WALL_STEP is AFTER:BY,
 * seconds; CALLS is a file that gets how often each was called. Only calls of the program and its libraries count, not
 * those that libc makes for itself, whichever file they are for. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { READ, PREAD, WRITE, PWRITE, OPEN, FSYNC, POLL, EVENTFD, SIGNALFD, MEMFD, MMAP, THREAD, RENAME, MKDIR, OPENDIR,
       STAT, FTRUNCATE, CLOSE, CALLS };
static const char *names[CALLS] = {"read", "pread", "write", "pwrite", "open", "fsync", "poll", "eventfd", "signalfd",
                                   "memfd", "mmap", "thread", "rename", "mkdir", "opendir", "stat", "ftruncate", "close"};
static atomic_long counts[CALLS];
static int call = -1;
static long number = -1;
static int for_good, code;
static long step_after = -1, step_by;

__attribute__((constructor)) static void read_orders(void) {
  const char *fault = getenv("FAULT"), *step = getenv("WALL_STEP");
  const char *first = fault ? strchr(fault, ':') : NULL;
  char *end;
  if (first) {
    for (int i = 0; i < CALLS; i++)
      if (strlen(names[i]) == (size_t)(first - fault) && !strncmp(fault, names[i], strlen(names[i]))) call = i;
    number = strtol(first + 1, &end, 10);
    for_good = *end == '+';
    code = atoi(strchr(end, ':') ? strchr(end, ':') + 1 : "5");
    if (call < 0) abort();
  }
  if (step) {
    step_after = strtol(step, &end, 10);
    step_by = *end == ':' ? strtol(end + 1, NULL, 10) : 0;
  }
}

__attribute__((destructor)) static void tell_counts(void) {
  FILE *told = getenv("CALLS") ? fopen(getenv("CALLS"), "w") : NULL;
  for (int i = 0; told && i < CALLS; i++) fprintf(told, "%s %ld\n", names[i], (long)counts[i]);
  if (told) fclose(told);
}

static int fails(int which) {
  long now = atomic_fetch_add(&counts[which], 1) + 1;
  if (which != call || (now != number && !(for_good && now > number))) return 0;
  errno = code;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define INSTEAD(which, name, ...) (fails(which) ? -1 : REAL(name)(__VA_ARGS__))

ssize_t read(int fd, void *bytes, size_t size) { return INSTEAD(READ, read, fd, bytes, size); }
ssize_t pread(int fd, void *bytes, size_t size, off_t at) { return INSTEAD(PREAD, pread, fd, bytes, size, at); }
ssize_t write(int fd, const void *bytes, size_t size) { return INSTEAD(WRITE, write, fd, bytes, size); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return INSTEAD(PWRITE, pwrite, fd, bytes, size, at); }
int fdatasync(int fd) { return INSTEAD(FSYNC, fdatasync, fd); }
int fsync(int fd) { return INSTEAD(FSYNC, fsync, fd); }
int poll(struct pollfd *polled, nfds_t size, int wait) { return INSTEAD(POLL, poll, polled, size, wait); }
int eventfd(unsigned first, int flags) { return INSTEAD(EVENTFD, eventfd, first, flags); }
int signalfd(int fd, const sigset_t *set, int flags) { return INSTEAD(SIGNALFD, signalfd, fd, set, flags); }
int memfd_create(const char *name, unsigned flags) { return INSTEAD(MEMFD, memfd_create, name, flags); }
int rename(const char *from, const char *to) { return INSTEAD(RENAME, rename, from, to); }
int mkdir(const char *path, mode_t mode) { return INSTEAD(MKDIR, mkdir, path, mode); }
int stat(const char *path, struct stat *found) { return INSTEAD(STAT, stat, path, found); }
int lstat(const char *path, struct stat *found) { return INSTEAD(STAT, lstat, path, found); }
int fstat(int fd, struct stat *found) { return INSTEAD(STAT, fstat, fd, found); }
int ftruncate(int fd, off_t size) { return INSTEAD(FTRUNCATE, ftruncate, fd, size); }
DIR *opendir(const char *path) { return fails(OPENDIR) ? NULL : REAL(opendir)(path); }

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t from) {
  return fails(MMAP) ? MAP_FAILED : REAL(mmap)(at, size, protection, flags, fd, from);
}

/* It says why by what it returns. */
int pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*body)(void *), void *given) {
  return fails(THREAD) ? code : REAL(pthread_create)(thread, how, body, given);
}

/* The descriptor is gone all the same, as the kernel does it. */
int close(int fd) {
  int result = REAL(close)(fd);
  return fails(CLOSE) ? -1 : result;
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0;
  va_end(more);
  return INSTEAD(OPEN, open, path, flags, mode);
}

int clock_gettime(clockid_t id, struct timespec *now) {
  static time_t began;
  int result = REAL(clock_gettime)(id, now);
  if (result == 0 && step_after >= 0 && id == CLOCK_REALTIME) {
    if (!began) began = now->tv_sec;
    if (now->tv_sec - began >= step_after) now->tv_sec += step_by;
  }
  return result;
}
