/* The ids that are made of others: of entries and of redemptions. */
#include "records/link.h"

#include <string.h>

const char *records_path(const struct records *records, uint32_t file)
{
    return records->files[file]->path;
}

void entry_id(const struct records *records, const struct entry *entry, struct buf *out)
{
    buf_puts(out, records->meetings[entry->meeting]->id);
    buf_putc(out, '/');
    if (entry->claim != records_none) {
        buf_puts(out, records->claims[entry->claim]->id);
        return;
    }
    buf_put_number(out, entry->line);
    if (entry->item) {
        buf_putc(out, '/');
        buf_puts(out, entry_who(entry));
    }
}

const char *entry_who(const struct entry *entry)
{
    return entry->item ? entry->node->text : NULL;
}

/* The number at TEXT, LEN digits without a leading zero; 0 where it is none. */
static uint32_t place_number(const char *text, size_t len)
{
    if (len == 0 || len > 9 || text[0] == '0')
        return 0;
    uint32_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        n = n * 10 + (uint32_t)(text[i] - '0');
    }
    return n;
}

/* Of a line's entries the one for WHO (NULL: of a line for one). */
static uint32_t find_in_line(const struct records *records, const struct deed *line, const char *who,
                             size_t len)
{
    for (uint32_t i = line->first_entry; i < line->first_entry + line->entries; i++) {
        const char *named = entry_who(&records->entries[i]);
        if (!who && !named)
            return i;
        if (who && named && strlen(named) == len && memcmp(named, who, len) == 0)
            return i;
    }
    return records_none;
}

static uint32_t find_claim_entry(const struct records *records, uint32_t meeting, const char *id, size_t len)
{
    uint32_t claim = map_get(&records->claim_ids, id, len);
    if (claim == records_none)
        return records_none;
    uint32_t entry = records->claims[claim]->entry;
    return entry != records_none && records->entries[entry].meeting == meeting ? entry : records_none;
}

uint32_t entry_find(const struct records *records, const char *id, size_t len)
{
    bool line_unknown;
    return entry_look_up(records, id, len, &line_unknown);
}

uint32_t entry_look_up(const struct records *records, const char *id, size_t len, bool *line_unknown)
{
    const char *slash = memchr(id, '/', len);
    *line_unknown = false;
    if (!slash)
        return records_none;
    uint32_t meeting = map_get(&records->meeting_ids, id, (size_t)(slash - id));
    if (meeting == records_none)
        return records_none;
    const struct meeting *m = records->meetings[meeting];
    const char *rest = slash + 1, *end = id + len;
    const char *second = memchr(rest, '/', (size_t)(end - rest));
    size_t first_len = (size_t)((second ? second : end) - rest);
    uint32_t line = place_number(rest, first_len);
    if (line == 0) {
        if (second)
            return records_none;
        for (uint32_t i = 0; i < m->decisions_len; i++) {
            const struct claim_decision *d = &m->decisions[i];
            if (d->claim == records_none && d->claim_id && strlen(d->claim_id) == first_len &&
                memcmp(d->claim_id, rest, first_len) == 0)
                *line_unknown = true; /* the decision is wrong, and reported */
        }
        return find_claim_entry(records, meeting, rest, first_len);
    }
    if (line > m->lines_len)
        return records_none;
    const struct deed *deed = &m->lines[line - 1];
    *line_unknown = deed->who_unknown;
    return find_in_line(records, deed, second ? second + 1 : NULL, second ? (size_t)(end - second - 1) : 0);
}

uint32_t entries_of_line(const struct records *records, const char *id, uint32_t *count)
{
    const char *slash = strchr(id, '/');
    uint32_t meeting = slash ? map_get(&records->meeting_ids, id, (size_t)(slash - id)) : records_none;
    uint32_t place = slash ? place_number(slash + 1, strlen(slash + 1)) : 0;
    if (meeting == records_none || place == 0 || place > records->meetings[meeting]->lines_len)
        return records_none;
    const struct deed *line = &records->meetings[meeting]->lines[place - 1];
    *count = line->entries;
    return *count && entry_who(&records->entries[line->first_entry]) ? line->first_entry : records_none;
}

void entry_ids(const struct records *records, uint32_t first, uint32_t count, uint32_t most, struct buf *out)
{
    for (uint32_t i = 0; i < count && i < most; i++) {
        buf_puts(out, i ? ", " : "");
        entry_id(records, &records->entries[first + i], out);
    }
    if (count > most)
        buf_puts(out, ", \xE2\x80\xA6");
}

/* The name of a file without its folder and its ".yaml". */
static void file_stem(const char *path, const char **stem, size_t *len)
{
    const char *slash = strrchr(path, '/');
    *stem = slash ? slash + 1 : path;
    *len = strlen(*stem);
    if (*len > 5 && strcmp(*stem + *len - 5, ".yaml") == 0)
        *len -= 5;
}

void redemption_id(const struct records *records, const struct redemption *redemption, struct buf *out)
{
    const char *stem;
    size_t len;
    file_stem(records_path(records, redemption->file), &stem, &len);
    buf_put(out, stem, len);
    buf_printf(out, "/%u", redemption->place);
}

uint32_t redemption_find(const struct records *records, const char *id)
{
    struct buf own = {0};
    uint32_t found = records_none;
    for (uint32_t i = 0; i < records->redemptions_len && found == records_none; i++) {
        buf_clear(&own);
        redemption_id(records, records->redemptions[i], &own);
        if (strcmp(buf_text(&own), id) == 0)
            found = i;
    }
    buf_free(&own);
    return found;
}

void transfer_id(const struct records *records, const struct transfer *transfer, struct buf *out)
{
    buf_printf(out, "%s/t%u", records->meetings[transfer->meeting]->id, transfer->place);
}

uint32_t transfer_find(const struct records *records, const char *id)
{
    struct buf own = {0};
    uint32_t found = records_none;
    for (uint32_t i = 0; i < records->transfers_len && found == records_none; i++) {
        buf_clear(&own);
        transfer_id(records, records->transfers[i], &own);
        if (strcmp(buf_text(&own), id) == 0)
            found = i;
    }
    buf_free(&own);
    return found;
}

const char *file_id(struct arena *arena, const char *path)
{
    const char *stem;
    size_t len;
    file_stem(path, &stem, &len);
    return arena_text(arena, stem, len);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

void id_next(struct buf *id)
{
    size_t at = id->len;
    while (at > 0 && is_digit(id->data[at - 1])) {
        at--;
        if (id->data[at] != '9') {
            id->data[at]++;
            return;
        }
        id->data[at] = '0';
    }
    struct buf longer = {0};
    buf_put(&longer, buf_text(id), at);
    buf_putc(&longer, '1');
    buf_puts(&longer, buf_text(id) + at);
    buf_free(id);
    *id = longer;
}
