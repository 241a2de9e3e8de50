/* The table of outputs: a folder of OUT each. */
#ifndef CMD_OUTPUTS_H
#define CMD_OUTPUTS_H

#include "base/sink.h"
#include "cmd/origin.h"
#include "ledger/ledger.h"
#include "paper/font.h"
#include "source/source.h"
#include "view/basis.h"
#include "view/words.h"

#include <stdbool.h>
#include <stddef.h>

struct output_input {
    const char *dir; /* the village's folder, for what is beside the records: its git history, its secret */
    const struct origin *origin; /* NULL: as it is found there */
    const struct source *source;
    const struct ledger *ledger;
    const struct words *words;
    const struct basis *basis; /* NULL: nothing is kept of what is made */
    const struct fonts *fonts; /* NULL: no faces are installed, and papers can't be made */
    const int32_t *meeting;    /* the day of the review that is prepared; NULL: by the village's rhythm */
    int threads;
    const struct sink *sink;
    struct diags *diags;
};

/* An output: a row of the table, which all commands read that make, keep, serve or verify any. */
struct output {
    const char *name; /* of its folder within OUT, and in --only */
    bool is_private;  /* for the office alone, and for households what is about them: who serves or verifies
                         leaves it out */
    const char *news; /* its file that says what is new since the build before, so that nobody can make it
                         again; NULL */
    /* makes it into the sink; returns the exit status: what is wrong with records, pages or theme is in the
     * diagnostics */
    int (*make)(const struct output_input *input);
};

enum { output_site }; /* the site's place in the table: it alone says of which commit it is */

extern const struct output outputs[];
extern const size_t outputs_len;

/* Sets of outputs are a bit each, by its place in the table: those that are not private. */
unsigned outputs_public(void);

static inline bool outputs_hold(unsigned set, size_t output)
{
    return set >> output & 1;
}

/* Reads *SET from ONLY, names with commas between (NULL: all). False, said, where there is no such output. */
bool outputs_read(const char *only, unsigned *set);

/* Puts the names of all outputs behind OUT. */
void outputs_names(struct buf *out);

#endif
