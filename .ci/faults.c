/* What `campaign` puts before libc in the program under test: calls that fail when it is told to, and a wall clock that
 * steps. FAULT is CALL:N[+]:ERRNO, the N-th call of the process (with + every one from it on); WALL_STEP is AFTER:BY,
 * seconds. Only calls of threads that already run the program count, whichever file they are for. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static char call[16];
static long number = -1;
static int for_good, code;
static atomic_long count;
static long step_after = -1, step_by;

__attribute__((constructor)) static void read_orders(void) {
  const char *fault = getenv("FAULT"), *step = getenv("WALL_STEP");
  if (fault) {
    const char *first = strchr(fault, ':');
    char *end;
    if (first && (size_t)(first - fault) < sizeof call) {
      memcpy(call, fault, (size_t)(first - fault));
      number = strtol(first + 1, &end, 10);
      for_good = *end == '+';
      code = atoi(strchr(end, ':') ? strchr(end, ':') + 1 : "5");
    }
  }
  if (step) {
    char *end;
    step_after = strtol(step, &end, 10);
    step_by = *end == ':' ? strtol(end + 1, NULL, 10) : 0;
  }
}

static int fails(const char *name) {
  if (number < 0 || strcmp(name, call)) return 0;
  long now = atomic_fetch_add(&count, 1) + 1;
  if (now != number && !(for_good && now > number)) return 0;
  errno = code;
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int fd, void *bytes, size_t size) { return fails("read") ? -1 : REAL(read)(fd, bytes, size); }
ssize_t pread(int fd, void *bytes, size_t size, off_t at) { return fails("read") ? -1 : REAL(pread)(fd, bytes, size, at); }
ssize_t write(int fd, const void *bytes, size_t size) { return fails("write") ? -1 : REAL(write)(fd, bytes, size); }
int fdatasync(int fd) { return fails("fsync") ? -1 : REAL(fdatasync)(fd); }
int fsync(int fd) { return fails("fsync") ? -1 : REAL(fsync)(fd); }
int poll(struct pollfd *polled, nfds_t size, int wait) { return fails("poll") ? -1 : REAL(poll)(polled, size, wait); }
int eventfd(unsigned first, int flags) { return fails("eventfd") ? -1 : REAL(eventfd)(first, flags); }
int rename(const char *from, const char *to) { return fails("rename") ? -1 : REAL(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { return fails("mkdir") ? -1 : REAL(mkdir)(path, mode); }

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  int mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, int) : 0;
  va_end(more);
  return fails("open") ? -1 : REAL(open)(path, flags, mode);
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
