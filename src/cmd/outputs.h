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

size_t outputs_count(void);
const char *outputs_name(size_t output);

/* Whether what it makes may be seen by the office alone, and by households what is about them. */
bool outputs_private(size_t output);

/* Whether ONLY ("site,print"; NULL: all) names outputs that there are; says so if not. */
bool outputs_check(const char *only);
bool outputs_chosen(const char *only, size_t output);

/* Makes an output into the sink. Returns the exit status; what is wrong with records, pages or theme is in
 * the diagnostics. */
int outputs_make(size_t output, const struct output_input *input);

#endif
