#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1
#include "CNCurses.h"

#include <curses.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

static SCREEN *screen = NULL;
// Reading keys from a pad never paints: from a window it would.
static WINDOW *keys = NULL;
static FILE *output = NULL;
static FILE *input = NULL;
static off_t taken = 0;
static bool is_utf8 = false;

// The first of these that is set decides, as for setlocale.
static bool asks_for_utf8(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    const char *value = getenv(names[i]);
    if (value == NULL || value[0] == 0) continue;
    return strcasestr(value, "utf-8") != NULL || strcasestr(value, "utf8") != NULL;
  }
  return false;
}

static bool codeset_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

bool cn_locale(void) {
  setlocale(LC_CTYPE, "");
  is_utf8 = codeset_is_utf8();
  if (!is_utf8 && asks_for_utf8() && setlocale(LC_CTYPE, "C.UTF-8") != NULL) is_utf8 = codeset_is_utf8();
  return is_utf8;
}

// ncurses would end the process on SIGINT and SIGTERM and repaint on its own on SIGTSTP and SIGWINCH. All of
// that is the caller's affair.
static const int signals_of_ncurses[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
enum { SIGNAL_COUNT = sizeof signals_of_ncurses / sizeof signals_of_ncurses[0] };

// Terminals in the other cursor key mode than terminfo's send these.
static void define_plain_keys(void) {
  static const struct {
    const char *bytes;
    int code;
  } plain[] = {
      {"\033[A", KEY_UP},     {"\033[B", KEY_DOWN},   {"\033[C", KEY_RIGHT}, {"\033[D", KEY_LEFT},
      {"\033OA", KEY_UP},     {"\033OB", KEY_DOWN},   {"\033OC", KEY_RIGHT}, {"\033OD", KEY_LEFT},
      {"\033[H", KEY_HOME},   {"\033[F", KEY_END},    {"\033[1~", KEY_HOME}, {"\033[4~", KEY_END},
      {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE}, {"\033[3~", KEY_DC},
  };
  for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
    if (key_defined(plain[i].bytes) <= 0) define_key(plain[i].bytes, plain[i].code);
  }
}

static bool open_files(int from) {
  int memory = memfd_create("chairside-screen", MFD_CLOEXEC);
  int typed = dup(from);
  output = memory >= 0 ? fdopen(memory, "r+") : NULL;
  input = typed >= 0 ? fdopen(typed, "r") : NULL;
  if (output == NULL && memory >= 0) close(memory);
  if (input == NULL && typed >= 0) close(typed);
  taken = 0;
  return output != NULL && input != NULL;
}

static void close_files(void) {
  if (output != NULL) fclose(output);
  if (input != NULL) fclose(input);
  output = NULL;
  input = NULL;
}

static void name_size(const char *name, int size) {
  char digits[16];
  snprintf(digits, sizeof digits, "%d", size);
  if (size > 0) setenv(name, digits, 1);
}

// ncurses cannot see the terminal's size through a file in memory: it would begin with terminfo's, and set a
// scrolling region of so many rows. On a taller window a cursor that is told to go down stops at its end
// (vt100 has no other way down), and rows are painted over each other.
static SCREEN *new_terminal(const char *term, int from) {
  struct winsize size = {0};
  if (ioctl(from, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
    return newterm(term, output, input);
  }
  name_size("LINES", size.ws_row);
  name_size("COLUMNS", size.ws_col);
  SCREEN *made = newterm(term, output, input);
  unsetenv("LINES");
  unsetenv("COLUMNS");
  return made;
}

bool cn_open(const char *term, int from) {
  if (screen != NULL) return false;
  if (!open_files(from)) {
    close_files();
    return false;
  }
  struct sigaction before[SIGNAL_COUNT];
  for (int i = 0; i < SIGNAL_COUNT; i++) sigaction(signals_of_ncurses[i], NULL, &before[i]);
  screen = new_terminal(term, from);
  for (int i = 0; i < SIGNAL_COUNT; i++) sigaction(signals_of_ncurses[i], &before[i], NULL);
  if (screen == NULL) {
    close_files();
    return false;
  }
  set_escdelay(25);
  keys = newpad(1, 1);
  keypad(keys, TRUE);
  nodelay(keys, TRUE);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  define_plain_keys();
  curs_set(0);
  return true;
}

void cn_close(void) {
  if (screen == NULL) return;
  if (keys != NULL) delwin(keys);
  keys = NULL;
  // Without another screen to go back to, the last frame would stay and be taken for the present.
  char *back = tigetstr("rmcup");
  if (back == NULL || back == (char *)-1) {
    erase();
    refresh();
  }
  endwin();
  delscreen(screen);
  screen = NULL;
}

void cn_discard(void) {
  cn_close();
  close_files();
}

int cn_colours(void) { return screen != NULL && has_colors() ? COLORS : 0; }

void cn_resize(int rows, int columns) {
  if (screen == NULL || rows < 1 || columns < 1) return;
  resizeterm(rows, columns);
  clearok(curscr, TRUE);
}

void cn_repaint(void) {
  if (screen != NULL) clearok(curscr, TRUE);
}

static attr_t attributes_of(int wanted) {
  attr_t attributes = A_NORMAL;
  if (wanted & CN_BOLD) attributes |= A_BOLD;
  if (wanted & CN_REVERSE) attributes |= A_REVERSE;
  if (wanted & CN_UNDERLINE) attributes |= A_UNDERLINE;
  if (wanted & CN_DIM) attributes |= A_DIM;
  return attributes;
}

void cn_put(
    int row, int column, const uint32_t *scalars, int count, int attributes, int foreground, int background) {
  if (screen == NULL || count <= 0) return;
  // alloc_pair remembers pairs and finds them again.
  int pair = has_colors() && (foreground >= 0 || background >= 0) ? alloc_pair(foreground, background) : 0;
  if (pair < 0) pair = 0;
  wattr_set(stdscr, attributes_of(attributes), (short)0, &pair);
  // wchar_t holds a scalar on Linux.
  mvwaddnwstr(stdscr, row, column, (const wchar_t *)scalars, count);
}

void cn_cursor(int row, int column) {
  if (screen == NULL) return;
  curs_set(row < 0 ? 0 : 1);
  if (row >= 0) wmove(stdscr, row, column);
}

void cn_refresh(void) {
  if (screen != NULL) wrefresh(stdscr);
}

int cn_take_output(uint8_t *buffer, int capacity) {
  if (output == NULL || capacity <= 0) return 0;
  int memory = fileno(output);
  // ncurses writes on where it stands; behind that lies what is left of a longer frame.
  off_t waiting = lseek(memory, 0, SEEK_CUR) - taken;
  size_t room = waiting < capacity ? (size_t)waiting : (size_t)capacity;
  ssize_t count = waiting > 0 ? pread(memory, buffer, room, taken) : 0;
  if (count > 0) {
    taken += count;
    if (count < waiting) return (int)count;
  }
  // Everything is taken: the next frame is written over it.
  lseek(memory, 0, SEEK_SET);
  taken = 0;
  if (screen == NULL) close_files();
  return count > 0 ? (int)count : 0;
}

static int named(int code) {
  switch (code) {
    case KEY_UP: return CN_KEY_UP;
    case KEY_DOWN: return CN_KEY_DOWN;
    case KEY_LEFT: return CN_KEY_LEFT;
    case KEY_RIGHT: return CN_KEY_RIGHT;
    case KEY_HOME: return CN_KEY_HOME;
    case KEY_END: return CN_KEY_END;
    case KEY_PPAGE: return CN_KEY_PAGE_UP;
    case KEY_NPAGE: return CN_KEY_PAGE_DOWN;
    case KEY_DC: return CN_KEY_DELETE;
    case KEY_BACKSPACE: return CN_KEY_BACKSPACE;
    case KEY_ENTER: return CN_KEY_ENTER;
    case KEY_BTAB: return CN_KEY_BACKTAB;
    case KEY_RESIZE: return CN_KEY_RESIZE;
    default: return CN_KEY_OTHER;
  }
}

// In a locale without UTF-8 one byte that is no character makes the wide call drop the rest of the burst:
// there bytes are read as they come.
int cn_read_key(void) {
  if (keys == NULL) return CN_KEY_NONE;
  if (!is_utf8) {
    int byte = wgetch(keys);
    if (byte == ERR) return CN_KEY_NONE;
    return byte >= KEY_MIN ? named(byte) : byte < 0x80 ? byte : CN_KEY_OTHER;
  }
  wint_t character = 0;
  int kind = wget_wch(keys, &character);
  if (kind == KEY_CODE_YES) return named((int)character);
  return kind == OK ? (int)character : CN_KEY_NONE;
}
