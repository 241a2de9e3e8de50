/* The theme that a village is made with, and its words. */
#ifndef CMD_THEME_H
#define CMD_THEME_H

#include "cmd/load.h"
#include "site/site.h"
#include "view/words.h"

/*
 * Adds the theme of the village in DIR to loaded->source and reads the words of LANGUAGE, as language_option
 * takes it, from it. NULL: there
 * is no such theme or its words are wrong (in loaded->diags) or a file could not be read (said); *STATUS is
 * the exit status then. The caller frees with words_free.
 */
struct words *theme_load(const char *dir, struct loaded *loaded, const char *language, int *status);

/* The words of LANGUAGE from a theme that has been added to loaded->source; what is wrong with them goes to
 * its diagnostics. The caller frees with words_free. */
struct words *theme_words(struct loaded *loaded, enum language language);

/* The file within a theme that holds the words of LANGUAGE. */
const char *theme_words_name(enum language language);

/*
 * Makes the whole site with the theme that has been added, and throws it away: with pages of households' own
 * and all that a site may have. INPUT says what else is wanted (misses, used, shapes, threads), the rest of
 * it is filled in. Everything said goes to DIAGS. False where there are errors.
 */
bool theme_try(struct loaded *loaded, const struct words *words, struct site_input *input,
               struct diags *diags);

/* The same for the lists of papers; USED as in struct site_input. */
void theme_try_papers(struct loaded *loaded, const struct words *words, bool *used, struct diags *diags);

/* theme_values.c: what each template of the theme that has been added may say, printed; the exit status. */
int theme_values(struct loaded *loaded);

#endif
