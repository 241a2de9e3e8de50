/*
 * Mustache by its specification (https://github.com/mustache/spec, 1.4): interpolation, sections, inverted
 * sections, comments, set delimiters, partials, inheritance and dynamic names; no lambdas.
 *
 * A template is compiled once to a flat program and rendered any number of times, from several threads at the
 * same time if need be: what a rendering needs to remember is its own. Rendering allocates nothing but the
 * growing output and, for deeper nesting than before, room on its own stacks.
 *
 * What the specification leaves open: an empty text is false; a flag is written "true" or "false", a map or
 * list writes nothing; names have no blanks in them; a standalone tag of inheritance may share its line with
 * others of its kind. A byte order mark at the beginning of a template is passed over. Bytes that are not
 * UTF-8 go through as they are.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "template/shapes.h"
#include "template/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct template;
struct template_set;

enum {
    template_deepest_nesting = 100, /* sections, blocks and parents within each other in one template */
    template_deepest_calls = 64,    /* partials and parents within each other while rendering */
    template_most_steps = 50000000, /* tags and texts of what one rendering repeats and calls */
    template_most_bytes = 1 << 28,  /* that one rendering writes */
};

/*
 * Gives the text of template NAME (as it stands in a tag: it may be anything without blanks, also "../x":
 * what may be read is the loader's to decide) behind what is in TEXT, and in PATH the path that errors name
 * it by; where PATH is left empty the name is taken. False where there is no such template.
 */
typedef bool template_loader(void *context, const char *name, struct buf *text, struct buf *path);

/*
 * set.c: a set of templates that know each other by name. STRICT: a partial or parent that is not there is an
 * error; else it is empty, as the specification has it. The caller frees.
 */
struct template_set *template_set_new(template_loader *load, void *context, bool strict);
void template_set_free(struct template_set *set);

/*
 * Loads and compiles template NAME and all that it names as partials and parents, if not done yet. Templates
 * named dynamically ({{>*name}}) must be added by their names beforehand. What is wrong goes to ERRORS, whose
 * places' files count within this set (template_set_source). NULL where NAME or one it needs has errors or is
 * not there. No template of the set may be rendered at the same time.
 */
const struct template *template_set_add(struct template_set *set, const char *name, struct diags *errors);

/*
 * Looks the keys of FORM up for all names of the templates of SET so far, so that who renders them finds at
 * once what a row of that form has of a name, and that it has nothing. A form is for one set; what is not
 * looked up beforehand is found as in any map.
 */
void template_set_form(struct template_set *set, struct value_form *form);

/* The path and text of number FILE among the templates loaded so far: for diag_print. They live as long as
 * SET. */
struct diag_source template_set_source(const struct template_set *set, size_t file);

/* misses.c: a name that a template looked up and that was not there at all (not one that is empty or false).
 */
struct template_miss {
    struct place place; /* file: number within the set */
    const char *path;   /* of the template; lives as long as the set */
    const char *name;   /* as it stands in the tag, "household.name"; lives as long as the set */
    uint32_t number;    /* of the tag within the set */
};

/* The misses of renderings from one set, each tag once; ready to use when zeroed. */
struct template_misses {
    struct template_miss *items;
    size_t len;
    size_t cap;
    unsigned char *seen; /* by number of the name within the set: whether it is among items */
    size_t seen_len;
    struct shapes *shapes; /* if not NULL, what each template is rendered with is noted here too */
};

/*
 * Adds the names of all templates of SET compiled so far that begin with KEY ("words.title") and go on to
 * what VALUE does not have, wherever they stand: also in sections that no rendering enters.
 */
void template_misses_look(struct template_misses *misses, const struct template_set *set, const char *key,
                          const struct value *value);

/*
 * Adds the names of all templates of SET compiled so far that have a part which KNOWN, a map of all that
 * there may be, does not: also in sections that no rendering enters. Those that begin with "words" are left
 * out.
 */
void template_misses_unknown(struct template_misses *misses, const struct template_set *set,
                             const struct map *known);

/* Adds those of FROM that are not in MISSES yet; FROM is empty then. */
void template_misses_join(struct template_misses *misses, struct template_misses *from);

/* Orders by path, line and column. */
void template_misses_sort(struct template_misses *misses);
void template_misses_free(struct template_misses *misses);

/*
 * render.c: renders TEMPLATE behind what is in OUT. Names are looked up in PAGE first, then in COMMON (what
 * all pages share; NULL for none). MISSES, if not NULL, collects names that were not there. False, with one
 * error in ERRORS, where partials go deeper than template_deepest_calls, where what repeats and calls itself
 * comes to more than template_most_steps or template_most_bytes, or, in a strict set, a dynamic name is that
 * of no template; OUT is as it was then.
 */
bool template_render(const struct template *template, const struct value *common, const struct value *page,
                     struct template_misses *misses, struct buf *out, struct diags *errors);

/* TEXT with & < > " and ' written as HTML has them, fit for elements and quoted attributes. */
void template_escape(struct buf *out, const char *text, size_t len);

#endif
