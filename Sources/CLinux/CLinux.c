#define _GNU_SOURCE
#include "CLinux.h"

#include <sys/timex.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

int cl_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void cl_eventfd_signal(int fd) {
  uint64_t one = 1;
  ssize_t ignored = write(fd, &one, sizeof one);
  (void)ignored;
}

uint64_t cl_eventfd_take(int fd) {
  uint64_t count = 0;
  return read(fd, &count, sizeof count) == sizeof count ? count : 0;
}

int cl_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }

int cl_epoll_watch(int epoll, int fd, int wants_room, uint64_t tag) {
  struct epoll_event event = {.events = EPOLLIN | (wants_room ? EPOLLOUT : 0), .data.u64 = tag};
  if (epoll_ctl(epoll, EPOLL_CTL_MOD, fd, &event) == 0) return 0;
  return errno == ENOENT ? epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) : -1;
}

int cl_epoll_ready(int epoll, uint64_t *tags, int *states, int capacity) {
  struct epoll_event events[64];
  int count = epoll_wait(epoll, events, capacity < 64 ? capacity : 64, 0);
  for (int i = 0; i < count; i++) {
    tags[i] = events[i].data.u64;
    int readable = (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0;
    states[i] = readable | ((events[i].events & EPOLLOUT) != 0 ? 2 : 0);
  }
  return count < 0 ? 0 : count;
}

int cl_signalfd(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  sigset_t before;
  if (sigprocmask(SIG_BLOCK, &set, &before) != 0) return -1;
  int fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
  /* Where they could not be read, they do what they do by themselves: a request to stop must not be lost. */
  if (fd < 0) sigprocmask(SIG_SETMASK, &before, NULL);
  return fd;
}

int cl_signal_waits(int signal) {
  sigset_t waiting;
  return sigpending(&waiting) == 0 && sigismember(&waiting, signal) == 1;
}

int cl_signalfd_take(int fd) {
  struct signalfd_siginfo info;
  if (read(fd, &info, sizeof info) == sizeof info) return (int)info.ssi_signo;
  if (errno == EAGAIN || errno == EINTR) return 0;
  /* A descriptor that cannot be read would be ready for ever, and a request to stop never heard. */
  sigset_t waiting;
  const struct timespec now = {0, 0};
  int number = sigpending(&waiting) == 0 ? sigtimedwait(&waiting, NULL, &now) : -1;
  return number > 0 ? number : 0;
}

void cl_signals_reset(void) {
  sigset_t none;
  sigemptyset(&none);
  for (int s = 1; s < NSIG; s++) signal(s, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

int cl_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int cl_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int cl_die_with_parent(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }

const char *cl_ptsname(int master) {
  static _Thread_local char name[64];
  return ptsname_r(master, name, sizeof name) == 0 ? name : NULL;
}

int cl_pty_master(void) {
  int fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return -1;
  if (grantpt(fd) != 0 || unlockpt(fd) != 0) {
    close(fd);
    return -1;
  }
  return fd;
}

int cl_pidfd(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

/* Segments that can be written hold what the start has made; the others are as they are in the file. */
static int unmap_unwritten(struct dl_phdr_info *object, size_t size, void *nothing) {
  (void)size, (void)nothing;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  if (strncmp(object->dlpi_name, "linux-vdso", 10) == 0) return 0;
  for (int i = 0; i < object->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
    uintptr_t first = object->dlpi_addr + segment->p_vaddr;
    uintptr_t begin = first & ~(page - 1), end = (first + segment->p_memsz + page - 1) & ~(page - 1);
    madvise((void *)begin, end - begin, MADV_DONTNEED);
  }
  return 0;
}

void cl_give_back_start(void) {
  malloc_trim(0);
  dl_iterate_phdr(unmap_unwritten, NULL);
}

void cl_name_process(const char *name) { prctl(PR_SET_NAME, name); }

static char **arguments;

__attribute__((constructor)) static void keep_arguments(int count, char **words) {
  (void)count;
  arguments = words;
}

char **cl_arguments(void) { return arguments; }

char **cl_environment(void) { return environ; }

static void say_nothing(const char *file, int line, const char *function, int code, const char *format, ...) {
  (void)file, (void)line, (void)function, (void)code, (void)format;
}

void *cl_quiet_alsa_handler(void) { return (void *)say_nothing; }

int cl_clock_is_synchronised(void) {
  struct timex now = {.modes = 0};
  int state = adjtimex(&now);
  if (state < 0) return -1;
  return state != TIME_ERROR && !(now.status & STA_UNSYNC);
}
