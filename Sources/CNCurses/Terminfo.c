// A file of its own: <term.h> makes macros of words like `columns`.
#include "CNCurses.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

bool cn_can_address_cursor(const char *term) {
  int error = 0;
  TERMINAL *before = cur_term;
  if (setupterm(term, STDOUT_FILENO, &error) != OK) return false;
  bool can = cursor_address != NULL;
  TERMINAL *probed = set_curterm(before);
  if (probed != NULL) del_curterm(probed);
  return can;
}

bool cn_is_known(const char *term) {
  int error = 0;
  TERMINAL *before = cur_term;
  if (setupterm(term, STDOUT_FILENO, &error) != OK) return false;
  TERMINAL *probed = set_curterm(before);
  if (probed != NULL) del_curterm(probed);
  return true;
}
