/* Whether anything that a village is built from has changed. */
#ifndef CMD_WATCH_H
#define CMD_WATCH_H

#include <stdint.h>

/*
 * A number that changes when a file below DIR's records/, content/, themes/ or below THEMES (the installed
 * ones; NULL: none) is made, removed, renamed or written: from the names, sizes and times of all of them.
 * Looking at them again and again works on every file system, also where the system tells nobody of changes
 * (network shares, folders shared with a virtual machine).
 */
uint64_t watch_state(const char *dir, const char *themes);

#endif
