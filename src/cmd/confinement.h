/* What commands that read the village's files give up before they do (base/confine.h). */
#ifndef CMD_CONFINEMENT_H
#define CMD_CONFINEMENT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * All of these: false, said, where that could not be had though the kernel knows it.
 *
 * Before anything is read for an output at OUT: nothing can be written from now on but beside and below OUT
 * and below DIR/.gongshi, where there is one. Beside OUT, where the village itself lies by default: OUT is
 * swapped there for a staging and a lock stands there, and who may rename a file of OUT to its place beside
 * OUT may rename it over any other there. A rule for OUT and the staging alone would want both to be there
 * before anything is read, and serve makes a staging for each build.
 */
bool confinement_files(const char *dir, const char *out);

/* For who reads the village and prints: nothing can be written from now on, and no socket be opened. The
 * pager that the text is shown by gives up the same. */
bool confinement_reading(void);

/* For who makes a tree in FOLDER, throws FOLDER away too, and may want SOCKETS: nothing can be written
 * elsewhere. */
bool confinement_folder(const char *folder, bool sockets);

/* For who adds to the records of the village DIR: nothing can be written elsewhere than in records/ and
 * .gongshi/ (in DIR, where there is no .gongshi/ yet), and no socket be opened. */
bool confinement_records(const char *dir);

/* No socket can be opened from now on. */
bool confinement_sockets(void);

/* For who writes below FOLDER, which is there, and reads little else: nothing can be written elsewhere, and
 * no socket be opened. */
bool confinement_below(const char *folder);

/* For who writes the file PATH, the folder of which is there: the same as of that folder. */
bool confinement_beside(const char *path);

/* For who sends to DEVICES, by serial lines, and to the PORTS_LEN PORTS by TCP (0 among them: to any), and
 * writes down in FOLDER (NULL: nowhere) what arrived: nothing else can be written, nobody can call. */
bool confinement_sending(const char *folder, const char *const *devices, size_t devices_len,
                         const uint16_t *ports, size_t ports_len);

/* What this machine knows of it, a line. */
void confinement_describe(struct buf *out);

#endif
