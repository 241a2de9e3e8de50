/* What a template is compiled to; within the module only. */
#ifndef TEMPLATE_PROGRAM_H
#define TEMPLATE_PROGRAM_H

#include "base/map.h"
#include "template/find.h"
#include "template/template.h"

enum instruction_kind {
    step_text,     /* writes text, each line of it behind the indentation */
    step_line,     /* a line begins: writes the indentation */
    step_escaped,  /* writes what name is, escaped */
    step_raw,      /* writes what name is, as it is */
    step_section,  /* enters what name is, or goes to jump where it is false */
    step_again,    /* end of a section: goes to jump for the next item of the list, or leaves */
    step_inverted, /* goes to jump where name is true */
    step_call,     /* renders another template with arguments, then goes to jump */
    step_block,    /* renders the argument of this block or the default behind it, then goes to jump */
    step_return,   /* ends the template, the default of a block or an argument */
};

/* A part of a name. */
struct tag_key {
    struct value_key key;
    uint32_t number; /* among all that the names of the set are made of */
};

/* A name as it is looked up: "household.name" is two keys, "." none. */
struct tag_name {
    const char *text;     /* as it stands in the tag */
    struct tag_key *keys; /* one for each part */
    uint32_t len;         /* parts */
    uint32_t number;      /* among all names of the set */
    struct place place;   /* of the tag */
};

struct instruction {
    enum instruction_kind kind;
    bool line_start;             /* of a text: its first character begins a line of the template */
    bool standalone;             /* of a call or block: it stood alone on its line, behind text */
    uint32_t jump;               /* a step of the same template */
    uint32_t arguments;          /* of a call: its first argument + 1, or 0 */
    const char *text;            /* of a text; of a standalone call or block its indentation */
    size_t len;                  /* bytes of text */
    const struct tag_name *name; /* what is looked up; of a call only where it is dynamic */
    struct value_key block;      /* of a block: its name */
    struct template *other;      /* of a call that is not dynamic */
    struct place place;          /* of a call's tag */
};

/* What a call gives for a block of the template called. */
struct argument {
    struct value_key block;
    uint32_t start; /* the step where it begins */
    uint32_t next;  /* the call's next argument + 1, or 0 */
};

enum template_state {
    template_loaded,   /* there is text, not compiled yet */
    template_compiled, /* ready */
    template_missing,  /* the loader had none */
    template_broken,   /* it has errors */
};

struct template
{
    struct template_set *set;
    enum template_state state;
    uint32_t file;    /* its number within the set */
    const char *name; /* by which it is called */
    const char *path; /* by which errors name it */
    const char *text; /* the source */
    size_t len;
    struct instruction *steps; /* the last is a return; a missing or broken template has that one only */
    size_t steps_len;          /* of a compiled template */
    struct argument *arguments;
    struct template **others; /* those it calls by a fixed name */
    size_t others_len;
};

struct template_set {
    struct arena arena; /* holds all that the templates consist of */
    template_loader *load;
    void *context;
    bool strict;
    struct template **items; /* by number, those that are missing too */
    size_t len;
    size_t cap;
    struct map by_name;     /* name → number */
    uint32_t names;         /* names looked up by all templates so far */
    struct map key_numbers; /* key → number, of all parts of these */
    struct {
        struct tag_key *items;
        size_t len;
        size_t cap;
    } keys; /* by number */
};

/* set.c: the template called NAME, loaded if it was not known, not compiled; never NULL (see its state). */
struct template *template_set_get(struct template_set *set, const char *name);

/*
 * compile.c: compiles TEMPLATE, which is loaded, into its set's arena; the templates it calls are loaded, not
 * compiled. What is wrong goes to ERRORS, and the template is broken then.
 */
void template_compile(struct template *template, struct diags *errors);

/* misses.c: what the parts of NAME from the second on lead to within VALUE, which is what its first one is;
 * NULL where there is nothing: *MISSED says whether that is a mistake, not something within what is empty or
 * false. */
const struct value *name_follow(const struct tag_name *name, const struct value *value, bool *missed);

/* Adds a miss of NAME in the template at PATH, once. */
void template_misses_add(struct template_misses *misses, const struct tag_name *name, const char *path);

/* What a part of a name is in MAP; NULL where it is not there or MAP is no map. */
static inline const struct value *find_tag(const struct value *map, const struct tag_key *key)
{
    if (!map->is_row || key->number >= map->form->slots_len)
        return find_key(map, &key->key);
    uint32_t slot = map->form->slots[key->number];
    return slot < map->len ? map->items[slot] : NULL;
}

#endif
