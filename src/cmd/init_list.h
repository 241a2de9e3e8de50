/* A points list, a table, that a village begins with. */
#ifndef CMD_INIT_LIST_H
#define CMD_INIT_LIST_H

#include "base/arena.h"
#include "cmd/init_files.h"

/*
 * Reads the table at PATH, composes the FILES of VILLAGE with its headings, and puts its rules into the
 * city's list. What is wrong is said by row and column. Returns the exit status; the caller frees FILES in
 * any case.
 */
int init_list_compose(const char *path, struct init_village *village, struct init_files *files,
                      struct arena *arena);

#endif
