/* What is long goes through a pager where a person reads it. */
#ifndef CMD_PAGER_H
#define CMD_PAGER_H

#include "base/buf.h"

/*
 * Writes TEXT to standard output: on a terminal that it does not fit, through $PAGER (less -FRX where that is
 * not set; none where it is empty or can't be started). Returns the exit status: exit_failed, said, where
 * writing fails.
 */
int pager_write(const struct buf *text);

#endif
