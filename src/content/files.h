/* Files of content/ that are no pages, looked through before they are published. Inside content/ only. */
#ifndef CONTENT_FILES_H
#define CONTENT_FILES_H

#include "content/content.h"
#include "source/kinds.h"

/* What is said once of many files. */
struct files_checked {
    uint32_t unread; /* that nobody looked into */
    uint32_t first;  /* the first of them */
};

/*
 * Looks through the file FILE->file of KIND, whose bytes may be of FORMATS; sets its bytes as they are to be
 * published. False, reported: it can't be.
 */
bool files_check(struct content *content, enum content_kind kind, unsigned formats, struct content_file *file,
                 struct files_checked *checked, struct diags *diags);

/* Warns of those that were not looked into. */
void files_tell(const struct files_checked *checked, struct diags *diags);

#endif
