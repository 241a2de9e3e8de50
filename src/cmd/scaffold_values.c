/* Examples of values: by the field where its table does not say enough, else by its type. */
#include "base/date.h"
#include "base/points.h"
#include "cmd/command.h"
#include "cmd/scaffold.h"

#include <string.h>

/* In a value {today} is the day of writing, {year} its year. */
static const struct {
    const char *schema, *field;
    const char *value; /* a catalogue key where it is in words */
} examples[] = {
    {"village", "url", "https://village.example"},
    {"village", "cycle", "01-01"},
    {"notice", "contact", N_("the supervision committee")},
    {"notice", "phone", "0718-8000000"},
    {"committee", "quorum", "3"},
    {"office", "role", N_("Library")},
    {"office", "phone", "0718-8000000"},
    {"event", "title", N_("Redemption day")},
    {"screen", "id", "main"},
    {"screen", "welcome", N_("Welcome")},
    {"screen", "address", "tcp://192.0.2.10:5005"},
    {"screen", "controller", ""},
    {"screen", "width", "128"},
    {"screen", "height", "32"},
    {"rules", "decided", ""},
    {"category", "id", "community"},
    {"category", "title", N_("Community")},
    {"category", "cap", N_("40/cycle")},
    {"rule", "id", "sweep"},
    {"rule", "category", "community"},
    {"rule", "title", N_("Sweeping the lanes")},
    {"rule", "points", "1"},
    {"rule", "cap", N_("10/month")},
    {"rule", "range", "1..5"},
    {"rule", "decided", ""},
    {"adjustment", "rule", "sweep"},
    {"adjustment", "points", "2"},
    {"adjustment", "cap", N_("8/month")},
    {"adjustment", "drop", ""},
    {"adjustment", "decided", ""},
    {"group", "id", "g1"},
    {"group", "name", N_("Group 1")},
    {"household", "id", "h001"},
    {"household", "head", N_("Zhang Dashan")},
    {"household", "until", ""},
    {"resident", "id", "h001-1"},
    {"resident", "name", N_("Zhang Dashan")},
    {"entry", "household", "h001"},
    {"entry", "rule", "sweep"},
    {"entry", "points", ""},
    {"entry", "again", ""},
    {"entry", "scores", ""},
    {"claim", "id", "c-{year}-001"},
    {"claim", "household", "h001"},
    {"claim", "rule", "sweep"},
    {"claim", "again", ""},
    {"decision", "claim", "c-{year}-001"},
    {"correction", "entry", "{today}/1"},
    {"resolution", "objection", "o-{year}-001"},
    {"objection", "id", "o-{year}-001"},
    {"objection", "entry", "{today}/1"},
    {"goods", "id", "rice"},
    {"goods", "title", N_("Rice, 5 kg")},
    {"goods", "until", ""},
    {"goods", "cost", "30"},
    {"goods", "needs", ""},
    {"goods", "stock", "{{today}: 20}"},
    {"goods", "quota", N_("2/cycle")},
    {"service", "id", "pickup"},
    {"service", "title", N_("Fetching children from school")},
    {"service", "until", ""},
    {"service", "needs", "100"},
    {"service", "quota", N_("12/cycle")},
    {"honour", "id", "star"},
    {"honour", "title", N_("Model household")},
    {"honour", "until", ""},
    {"honour", "points", "120"},
    {"honour", "below", "200"},
    {"redemption", "household", "h001"},
    {"redemption", "reward", "rice"},
    {"redemption", "again", ""},
    {"disclosure", "household", "h001"},
    {"disclosure", "to", N_("the town's office")},
    {"disclosure", "basis", N_("the law and its article")},
    {"disclosure", "cycles", "{year}"},
};

/* TEXT with the day and the year put in. */
static void put_dated(const char *text, int32_t today, struct buf *out)
{
    char date[date_text_size];
    date_format(today, date);
    for (const char *c = text; *c; c++)
        if (strncmp(c, "{today}", 7) == 0) {
            buf_puts(out, date);
            c += 6;
        } else if (strncmp(c, "{year}", 6) == 0) {
            buf_put(out, date, 4);
            c += 5;
        } else {
            buf_putc(out, *c);
        }
}

static void put_word(const struct scaffold *s, const struct word *word, struct buf *out)
{
    buf_puts(out, s->chinese ? word->zh : word->name);
}

/* The value that SCHEMA's struct has before it is read, which says that FIELD may be left out. */
static void put_stated(const struct scaffold *s, const struct schema *schema, const struct field *field,
                       struct buf *out)
{
    const char *at = schema->initial ? (const char *)schema->initial + field->offset : NULL;
    char number[points_text_size];
    int32_t whole = 0;
    int word = 0;
    int64_t points = 0;
    if (at && field->type == type_whole)
        memcpy(&whole, at, sizeof whole);
    else if (at && field->type == type_word)
        memcpy(&word, at, sizeof word);
    else if (at && (field->type == type_points || field->type == type_quantity))
        memcpy(&points, at, sizeof points);
    if (field->type == type_whole) {
        buf_printf(out, "%d", (int)(field->stated ? whole : (int32_t)field->min));
    } else if (field->words) {
        put_word(s, &field->words[field->stated ? word : 0], out);
    } else if (field->type == type_flag) {
        put_word(s, &flag_words[true], out);
    } else if (field->type == type_points || field->type == type_quantity) {
        points_format(points, number);
        buf_puts(out, number);
    } else if (field->stated && at && (field->type == type_id || field->type == type_line)) {
        const char *text;
        memcpy(&text, at, sizeof text);
        buf_puts(out, text);
    }
}

/* What the village has where FIELD names something of it; NULL. */
static const char *known_value(const struct scaffold *s, const struct schema *schema,
                               const struct field *field)
{
    const struct scaffold_known *k = &s->known;
    const struct {
        const char *field, *value;
    } ids[] = {{"household", k->household}, {"rule", k->rule},   {"category", k->category},
               {"reward", k->reward},       {"claim", k->claim}, {"objection", k->objection}};
    if (strcmp(schema->name, "resident") == 0 && strcmp(field->name, "id") == 0)
        return k->resident;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (strcmp(field->name, ids[i].field) == 0 && strcmp(schema->name, "honour") != 0)
            return ids[i].value;
    return NULL;
}

void scaffold_value(const struct scaffold *s, const struct schema *schema, const struct field *field,
                    struct buf *out)
{
    const char *known = known_value(s, schema, field);
    if (known) {
        buf_puts(out, known);
        return;
    }
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (strcmp(examples[i].schema, schema->name) == 0 && strcmp(examples[i].field, field->name) == 0) {
            put_dated(say_translate(examples[i].value), s->today, out);
            return;
        }
    if (field->type == type_date)
        put_dated("{today}", s->today, out);
    else
        put_stated(s, schema, field, out);
}
