/* The village's secret, from which the addresses of the households' own pages are made. It is never in git.
 */
#ifndef CMD_SECRET_H
#define CMD_SECRET_H

#include "view/key.h"

#include <stdbool.h>

/*
 * Reads the secret of the village in DIR: the file that GONGSHI_SECRET_FILE names, else DIR/.gongshi/secret.
 * *THERE: whether there is one. False, said, where it can't be read, is none, or is open to others.
 */
bool secret_load(const char *dir, struct secret *secret, bool *there);

#endif
