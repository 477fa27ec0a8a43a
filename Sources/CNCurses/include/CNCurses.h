// The part of ncursesw that paints cells and reads keys, as plain functions: Swift cannot import its macros,
// its variadic functions or its globals. One terminal at a time, from one thread: ncurses keeps global state.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

enum {
  CN_BOLD = 1,
  CN_REVERSE = 2,
  CN_UNDERLINE = 4,
  CN_DIM = 8,
};

/// What ncurses returned for a key: a character, one of these, or nothing.
enum {
  CN_KEY_NONE = -1,
  CN_KEY_UP = 0x200000,
  CN_KEY_DOWN,
  CN_KEY_LEFT,
  CN_KEY_RIGHT,
  CN_KEY_HOME,
  CN_KEY_END,
  CN_KEY_PAGE_UP,
  CN_KEY_PAGE_DOWN,
  CN_KEY_DELETE,
  CN_KEY_BACKSPACE,
  CN_KEY_ENTER,
  CN_KEY_BACKTAB,
  CN_KEY_RESIZE,
  CN_KEY_OTHER,
};

/// Takes LC_CTYPE from the environment, C.UTF-8 where that asks for a UTF-8 locale which is not installed.
/// Whether the result is UTF-8.
bool cn_locale(void);

/// Whether terminfo knows the terminal and how to move its cursor.
bool cn_can_address_cursor(const char *term);

/* Whether terminfo has an entry of this name. */
bool cn_is_known(const char *term);

/// Takes the terminal over. Keys are read from `input`. What ncurses writes is kept in memory until
/// `cn_take_output`: it never touches the terminal itself, so a blocked terminal blocks nobody. False when
/// terminfo does not know `term`.
bool cn_open(const char *term, int input);
/// Lets ncurses say its goodbye (into memory) and frees everything.
void cn_close(void);
/// Frees everything without a word: for a terminal that is gone. The output is gone as well.
void cn_discard(void);

/// How many colours there are: 0 for none.
int cn_colours(void);
void cn_resize(int rows, int columns);
/// The next refresh paints everything anew.
void cn_repaint(void);

/// Puts text on the virtual screen. Colours below 0 are the terminal's own.
void cn_put(
    int row, int column, const uint32_t *scalars, int count, int attributes, int foreground, int background);
/// Shows the cursor at a place, or hides it when `row` is negative.
void cn_cursor(int row, int column);
/// Works out the difference to what was painted last.
void cn_refresh(void);
/// Moves what ncurses has written into `buffer`; how many bytes, 0 when there are no more.
int cn_take_output(uint8_t *buffer, int capacity);

/// The next key, CN_KEY_NONE when there is none. Never waits, but for 25 ms behind a lone escape.
int cn_read_key(void);

#endif
