/* Inside records/ only: what the steps of linking share. */
#ifndef RECORDS_LINK_H
#define RECORDS_LINK_H

#include "base/nearest.h"
#include "records/fields.h"
#include "records/named.h"

/* A record that repeats an earlier one: reported when all are known, because many together are a copied file.
 */
struct repeat {
    struct place place, first;
    const char *code;
    const char *id;      /* of what is repeated: {1} in the messages. {2} is where the first stands */
    const char *again;   /* what the field is called that says so: {3}, and {4} is yes; NULL: there is none */
    const char *message; /* said where both stand in one file */
    const char *apart;   /* said where they stand in two */
    const char *copied;  /* said where one of the two files seems to be a copy of the other */
};

/* How many kinds of references there are whose nearest is suggested. */
enum { link_kinds = 8 };

struct link {
    struct records *records;
    struct diags *diags;
    struct {
        struct repeat *items;
        size_t len, cap;
    } repeats;
    uint32_t unreadable; /* bits by enum source_kind: kinds of which a file could not be read at all, or is
                            missing */
    struct nearest nearest[link_kinds]; /* the ids of a kind, by reference; made when one is looked for */
    struct named_index named;           /* made when the first name stands for an id */
};

/* Whether references to records of a KIND of file can be judged. */
static inline bool link_knows(const struct link *link, enum source_kind kind)
{
    return !(link->unreadable >> kind & 1);
}

/* Each step in its file; called in this order. */
void link_screens(struct link *link); /* screens.c: ids, addresses, defaults of one another */
void link_collect(struct link *link); /* collect.c: the arrays and the maps of ids; duplicate-id */
void link_rules(struct link *link);   /* check_rules.c: categories, adjustments, decisions, signs, ranges */
void link_people(struct link *link);  /* check_people.c: households, committees, present and recused */
void link_claims(struct link *link);  /* check_claims.c: claims, and which meeting decided each */
void link_entries(struct link *link); /* check_entries.c: lines and approved claims become entries */
void link_challenges(struct link *link);         /* check_claims.c: corrections, objections, resolutions */
void link_transfers(struct link *link);          /* check_transfers.c: who gives to whom */
void link_double_entries(struct link *link);     /* check_double.c */
void link_double_redemptions(struct link *link); /* check_double.c */
void link_rewards(struct link *link);            /* check_rewards.c: rewards, redemptions, disclosures */

/*
 * The index of ID in MAP; where it has none, records_none, reported as CODE with MESSAGE ({1} the id; the
 * nearest of the COUNT ids that NAME gives is suggested) at PLACE, if KIND of file can be judged.
 */
typedef const char *link_name(const struct records *records, uint32_t index);
uint32_t link_find(struct link *link, const struct map *map, const char *id, struct place place,
                   enum source_kind kind, const char *code, uint32_t count, link_name *name);

/* Frees what was made to find what was meant. */
void link_end(struct link *link);

uint32_t link_household(struct link *link, const char *id, struct place place);
uint32_t link_resident(struct link *link, const char *id, struct place place);
uint32_t link_rule(struct link *link, const char *id, struct place place);
uint32_t link_meeting(struct link *link, const char *id, struct place place);
uint32_t link_category(struct link *link, const char *id, struct place place);
uint32_t link_reward(struct link *link, const char *id, struct place place);
uint32_t link_entry(struct link *link, const char *id, struct place place);

/*
 * meant.c: reports under CODE that NAME, at PLACE, is the name of what a reference takes that is else
 * reported as REFERENCE
 * ("unknown-household"); false: it is the name of nothing such.
 */
bool link_meant(struct link *link, const char *name, struct place place, const char *reference,
                const char *code);

/* Says of texts that are no ids, and are names, whose they are. */
void link_names_for_ids(struct link *link);

/* ids.c: as entry_find; *LINE_UNKNOWN: the id may be one of a line of which it can't be known which entries
 * it stands for. */
uint32_t entry_look_up(const struct records *records, const char *id, size_t len, bool *line_unknown);

/* The ids of one kind as they are defined. */
struct definitions {
    struct map *map;      /* id → index */
    const char *message;  /* of a second one ({1} the id) */
    struct map places_of; /* id → place, the first's */
    struct map folded;    /* the same by ids in small letters, where they become names of files */
    struct {
        struct place *items;
        size_t len, cap;
    } places;
};

/* define.c: puts ID, which stands at PLACE, into the map as INDEX. A second one is reported. */
void define(struct link *link, struct definitions *d, const char *id, uint32_t index, struct place place);

/*
 * The same of an id that becomes the name of a file: it must also be no other's by the case of its letters,
 * and no name that a system keeps for itself. It is defined all the same.
 */
void define_file(struct link *link, struct definitions *d, const char *id, uint32_t index,
                 struct place place);

/* Frees all but the map itself. */
void define_end(struct definitions *d);

/* Where the key NAME of MAP stands; where MAP begins if no key is called so: its colon may be missing
 * (reported), and the field counts as given then. */
struct place link_key_place(const struct node *map, const char *name);

/* copies.c: notes a repetition; reports those noted, and warns of files that are copies as a whole. */
void link_repeat(struct link *link, struct repeat repeat);
void link_repeats(struct link *link);

/* The same where NAME is nearly a title, of which it is said which one. */
bool link_nearly_meant(struct link *link, const char *name, struct place place, const char *reference,
                       const char *code);

/* The path of another file of the same kind with the same text as number FILE; NULL where there is none. */
const char *copy_of(const struct records *records, uint32_t file);

/* The name of the file PATH without folder and ".yaml". */
const char *file_id(struct arena *arena, const char *path);

/* personal.c: reports identity and mobile numbers in a record file, quoting no digit of them. ROOT is its
 * tree, or NULL.
 */
void personal_check(const char *text, size_t len, uint32_t file, const struct node *root,
                    struct diags *diags);

#endif
