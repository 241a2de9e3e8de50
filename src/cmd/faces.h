/* The typefaces of this machine, for papers. */
#ifndef CMD_FACES_H
#define CMD_FACES_H

#include "paper/font.h"
#include "view/words.h"

/* The faces for papers in WORDS; NULL, said, where none is installed. Of those that are missing others take
 * the place. *STATUS: exit_failed where one is there and can't be read. The caller closes. */
struct fonts *faces_open(const struct words *words, int *status);

#endif
