/* Inside clerk/ only: what the columns of a table are. */
#ifndef CLERK_IMPORT_COLUMNS_H
#define CLERK_IMPORT_COLUMNS_H

#include "clerk/import.h"
#include "yaml/schema.h"

enum column_role {
    column_ignored,
    column_field,
    column_head,    /* the name of the household's head, where the record names a household */
    column_group,   /* of a household, or of the one that is named */
    column_members, /* of a household: names */
    column_person,  /* of a household: one of its people, a row each */
    column_kinship, /* what that one is to the head */
    column_birth,   /* when that one was born */
    column_age,     /* in years */
    column_score,   /* points under a rule */
};

struct column {
    enum column_role role;
    const struct field *field; /* of column_field */
    uint32_t rule;             /* of column_score */
};

struct columns {
    struct column items[cells_most_columns];
    size_t heading; /* the row of the headings; what is before it are titles */
};

/* Finds the row of headings and, where it is not given, the kind. False: none is known. */
bool import_columns(struct importing *importing, struct columns *columns);

/* The first column of ROLE (of column_field: of the field NAME); cells_most_columns: there is none. */
size_t import_column(const struct columns *columns, enum column_role role, const char *name);

/* Where import_columns found none: why, as a problem of the row that comes nearest, or of none. */
void import_columns_missing(struct importing *importing);

#endif
