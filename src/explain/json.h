/* Explanations as JSON: the steps as they are, ids for references, no names of people. */
#ifndef EXPLAIN_JSON_H
#define EXPLAIN_JSON_H

#include "base/json.h"
#include "explain/explain.h"

/*
 * Writes one object: {"about": "entry", "id": "2026-03-05/1", "sections": [{"about": "credit", "steps":
 * […]}]}. A step is {"step": "value", the details by their names, "at": {file, line, column}, "cited": […]},
 * where "at" is the record that the step is about and "cited" says of each detail that is written in the
 * records where, and how it stands there. Points are decimals, dates YYYY-MM-DD, references ids (of a points
 * list its file), a value or span of two ends and a cap objects of their own. "detail": true marks a step
 * that says more about the one before.
 */
void explain_json(const struct ledger *ledger, const struct explanation *explanation, struct json *json);

/* The id of what a reference refers to. */
void explain_reference_id(const struct records *records, enum detail_name name, int64_t index,
                          struct buf *out);

/* A number in ten-thousandths as a decimal without trailing zeros. */
void explain_exact(int64_t number, struct buf *out);

#endif
