// The Linux calls that Swift's Glibc module does not import (they need _GNU_SOURCE), each as a plain
// function.
#ifndef CLINUX_H
#define CLINUX_H

#include <stdint.h>
#include <sys/types.h>

/// A non-blocking, close-on-exec event counter, or -1.
int cl_eventfd(void);
/// Adds one to an event counter; safe from any thread.
void cl_eventfd_signal(int fd);
/// Takes what was added; 0 when nothing was.
uint64_t cl_eventfd_take(int fd);

/// A close-on-exec descriptor that is readable while one of those that it watches is ready; -1 on failure.
int cl_epoll(void);
/// Watches a descriptor for what can be read, and, if wanted, for room to write; called again it changes
/// that. 0 or -1.
int cl_epoll_watch(int epoll, int fd, int wants_room, uint64_t tag);
/// The tags of what is ready now, at most `capacity` of them, and whether each can be read (1), has room (2),
/// or both (3). A hang-up can be read. How many.
int cl_epoll_ready(int epoll, uint64_t *tags, int *states, int capacity);

/// Blocks the given signals in this thread and returns a non-blocking descriptor that reads them, or -1.
/// Without a descriptor nothing is blocked.
int cl_signalfd(const int *signals, int count);
/// Whether a blocked signal waits to be taken.
int cl_signal_waits(int signal);
/// The next pending signal's number, or 0; also where the descriptor cannot be read.
int cl_signalfd_take(int fd);
/// Unblocks every signal and restores default dispositions: for a child before exec.
void cl_signals_reset(void);

/// A pipe, close-on-exec on both ends; 0 or -1.
int cl_pipe(int ends[2]);
/// A file in memory without a name, close-on-exec, or -1.
int cl_memory_file(const char *name);
/// Asks the kernel to signal this process when its parent ends.
int cl_die_with_parent(int signal);
/// The name of the slave of a pseudo-terminal master, or NULL. Valid until this thread's next call.
const char *cl_ptsname(int master);
/// Opens a pseudo-terminal master, granted and unlocked, non-blocking; -1 on failure.
int cl_pty_master(void);

/// 1 when something disciplines the wall clock, 0 when nothing does (adjtimex(2), STA_UNSYNC), -1 unknown.
int cl_clock_is_synchronised(void);

/// A close-on-exec descriptor that becomes readable when the process ends; -1 on a kernel older than 5.3.
int cl_pidfd(pid_t process);
/// Gives back the memory that only the start needed: free memory of the heap, and the pages of the program
/// and its libraries that nothing writes to. Those stay in the kernel's cache, and come back where they are
/// needed.
void cl_give_back_start(void);
/// The name that `ps` and `top` show, at most 15 bytes.
void cl_name_process(const char *name);
/// The words that the program was started with, as the kernel gave them; NULL at the end. (The Swift runtime
/// reads them from /proc, and has none when that fails.)
char **cl_arguments(void);
/// The environment as `NAME=value` strings, NULL at the end; valid until the environment changes.
char **cl_environment(void);

/// A handler for `snd_lib_error_set_handler` that says nothing. (It is variadic: Swift cannot write one.)
void *cl_quiet_alsa_handler(void);
/// A message as libmosquitto hands it over (`struct mosquitto_message` of its header).
struct cl_mosquitto_message {
  int mid;
  char *topic;
  void *payload;
  int payloadlen;
  int qos;
  _Bool retain;
};

#endif
