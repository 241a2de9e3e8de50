/*
 * Giving up what a command does not need before it reads what others wrote: a fault in a reader, ours or a
 * library's, can then neither write elsewhere nor call home. By Landlock and seccomp, where the kernel has
 * them; where it has not, nothing is given up.
 *
 * For the calling thread and those that it starts; what was given up does not come back.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The version of Landlock's interface that this kernel has; 0: none, files are not confined. */
int confine_files_version(void);

/* Whether sockets can be refused here: the kernel filters calls and libseccomp is installed. */
bool confine_sockets_known(void);

/*
 * From now on files can be made, changed, renamed and removed below the COUNT folders of PLACES alone, which
 * must be there, and empty folders be removed below EMPTIED (NULL: nowhere else); a place that is no folder,
 * as a device, can be written to. What is open already stays open, what is written to /dev/null goes nowhere,
 * reading is free. 0, also where there is no Landlock, or an errno value.
 */
int confine_files(const char *const *places, size_t count, const char *emptied);

/*
 * From now on no thread of this process opens a socket, connects one or has one listen; those that listen
 * already go on accepting. 0, also where it can't be had, or an errno value.
 */
int confine_sockets(void);

/*
 * From now on no thread of this process has a socket listen, and by TCP none is connected but to the COUNT
 * PORTS, wherever these are: the kernel looks at no more of an address. Names are still looked up (UDP). 0,
 * also where it can't be had, or an errno value.
 */
int confine_connections(const uint16_t *ports, size_t count);

#endif
