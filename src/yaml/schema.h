/*
 * Reading by tables: a kind of record is a table of fields, and the same table says what a key is called,
 * what type its value has, where it goes in the struct, and what it is for.
 */
#ifndef YAML_SCHEMA_H
#define YAML_SCHEMA_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "yaml/node.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a value is, and what it becomes in the struct. */
enum field_type {
    type_text,     /* const char *: text, line feeds and tabs allowed */
    type_line,     /* const char *: text of one line */
    type_id,       /* const char * */
    type_date,     /* int32_t: days */
    type_points,   /* int64_t: hundredths, within min..max points */
    type_quantity, /* int64_t: hundredths, > 0 and ≤ 10,000 */
    type_whole,    /* int32_t: within min..max */
    type_flag,     /* bool */
    type_word,     /* enum: the place of the word in `words` */
    type_ids,      /* struct strings: a list of ids, or one */
    type_lines,    /* struct strings: a list of lines, or one */
    type_record,   /* a struct, by `schema` */
    type_records,  /* T * at offset and uint32_t at count_offset: a list of structs, by `schema` */
    type_custom    /* by the function `read` */
};

struct schema;
struct schema_reader;

/* A word of a fixed set, which may be written in either language. */
struct word {
    const char *name;
    const char *zh; /* in Chinese; the same as `name` where it has no other */
};

struct field {
    const char *name;
    const char *zh; /* the name in Chinese, as keys may be written; the same as `name` where it has none */
    enum field_type type;
    bool required;
    bool list;    /* an empty list is as if it were not there; of type_ids, type_lines, type_records always */
    bool mapping; /* an empty mapping is */
    bool published; /* the text that it holds goes out of the house: names in it are masked and warned of */
    size_t offset;  /* of the value in the struct */
    size_t count_offset;         /* of the number of items, for type_records */
    int64_t min, max;            /* for type_whole and type_points (in points) */
    const struct word *words;    /* for type_word: ends with a NULL name, in the order of the enum */
    const struct word *per;      /* of type_custom: the words behind a "/" in its values; likewise */
    const struct schema *schema; /* of type_custom: of the values of a mapping */
    bool (*read)(struct schema_reader *reader, const struct node *value,
                 void *field); /* false: reported as wrong */
    const char *help;          /* a catalogue key: what the field is for, for the clerk */
    const char *takes;     /* a catalogue key: what a value of type_custom looks like, beside its `words` */
    const char *otherwise; /* a catalogue key: what holds where it is not given; NULL: see stated */
    bool stated;           /* the struct's initial value of it is a default to be told */
    /* of type_custom that is stated: writes the value at FIELD as it could be written, in Chinese if ZH */
    void (*tell)(const void *field, bool zh, struct buf *out);
};

/* A kind of record. Its struct begins with a struct record. */
struct schema {
    const char *name;           /* by which help knows it */
    const char *zh;             /* the same in Chinese */
    const struct field *fields; /* at most 32 */
    size_t count;
    size_t size;                /* of the struct */
    const void *initial;        /* what the struct holds before reading; NULL: zeros */
    const char *const *refused; /* keys that people write and that are no field on purpose, in either
                                   language, behind one another; the last is followed by NULL. NULL: none */
    const char *why;            /* a catalogue key: what is said of these, {1} being the key */
    bool (*is_published)(const struct node *node); /* whether what is marked so is, of this one; NULL: yes */
};

#define field_count(table) (sizeof(table) / sizeof *(table))

/* What every struct that is read by a table begins with. The bits are numbered as the fields in the table. */
struct record {
    const struct node *node; /* the mapping it was read from: where its fields stand */
    uint32_t given;          /* fields that have a value, right or wrong */
    uint32_t bad; /* fields whose value was wrong (and reported), or a required one that is not there */
};

struct strings {
    const struct node **nodes; /* where each stands */
    const char **texts;        /* of lines; NULL: of ids, which are the nodes' texts */
    uint32_t len;              /* those that are right */
    bool list;                 /* written as a list, not as one value */
};

/* The text number I of STRINGS. */
static inline const char *strings_at(const struct strings *strings, uint32_t i)
{
    return strings->texts ? strings->texts[i] : strings->nodes[i]->text;
}

struct schema_reader {
    struct arena *arena;
    struct diags *diags;
    const char *field;      /* the name of the field that is read; NULL: none */
    const struct node *key; /* as it is written there */
};

/* Reads the mapping NODE into OUT. An empty value reads as an empty mapping. False where NODE is no mapping
 * (reported). */
bool schema_read(struct schema_reader *reader, const struct node *node, const struct schema *schema,
                 void *out);

/* Reads a list of mappings: the array goes to *ITEMS, how many to *COUNT. What is no mapping is reported,
 * and has all of its fields bad. */
bool schema_read_list(struct schema_reader *reader, const struct node *node, const struct schema *schema,
                      void **items, uint32_t *count);

/* schema_keys.c: reports under CODE that KEY holds its value too, for want of a half-width colon or of the
 * blank behind it; false: it holds no colon. */
bool schema_colon_missing(struct schema_reader *reader, const struct node *key, const char *code);

/* --- readers of single values, for custom fields: schema_values.c. Each reports what is wrong and says
 * whether it was right. */

bool read_line(struct schema_reader *reader, const struct node *node, const char **line);
/* What is said of a text that is no id: {1} the text, {2} the name of the field that it stands in, or "". */
extern const char read_id_message[];

bool read_id(struct schema_reader *reader, const struct node *node, const char **id);
bool read_date(struct schema_reader *reader, const struct node *node, int32_t *date);
bool read_points(struct schema_reader *reader, const struct node *node, int64_t *points);
bool read_whole(struct schema_reader *reader, const struct node *node, int64_t min, int64_t max,
                int64_t *number);
bool read_word(struct schema_reader *reader, const struct node *node, const struct word *words, int *word);
bool read_strings(struct schema_reader *reader, const struct node *node, bool ids, struct strings *strings);

/* The items of a list, or the one that stands for it: calls ITEM for each; false if one of them was wrong. */
typedef bool item_reader(struct schema_reader *reader, const struct node *item, void *context);
bool read_each(struct schema_reader *reader, const struct node *node, item_reader *item, void *context);

/* Whether NODE is a scalar; reports bad-type otherwise. */
bool expect_scalar(struct schema_reader *reader, const struct node *node);

/* Whether TEXT, LEN bytes, is an id. */
bool id_valid(const char *text, size_t len);

/* --- what fields and words are called: schema_names.c */

/* The field that KEY names; NULL: none. */
const struct field *schema_field(const struct schema *schema, const struct node *key);

/* The field NAME of SCHEMA, which has it. */
const struct field *schema_named(const struct schema *schema, const char *name);

/*
 * What messages call the field NAME of the mapping MAP, which SCHEMA reads: as it is written there, else in
 * the language of what is; MAP may be NULL. flag_called: how a flag of a field that is called so says yes.
 */
const char *schema_called(const struct schema *schema, const struct node *map, const char *name);
const char *flag_called(const char *called);

/* The place in WORDS of the LEN bytes at TEXT, in either language; −1 where it is none. */
int word_find(const struct word *words, const char *text, size_t len);

/* WORDS one behind the other, in the language of TEXT, behind OUT. */
void word_list(const struct word *words, const char *text, struct buf *out);

/* How a flag is written: no, then yes. */
extern const struct word flag_words[];

#endif
