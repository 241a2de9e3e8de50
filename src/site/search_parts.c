/*
 * Households of a large village, in parts of the index that the script fetches when it looks for them: by the
 * last two characters of an id, and by each character of a name. A part is search/_N.js:
 *
 *     searchPart(N, [[id, name, group], …]);
 *
 * Which one is looked into for what is asked, the script says by the same sum (search.js).
 */
#include "base/fold.h"
#include "base/json.h"
#include "base/utf8.h"
#include "site/parts.h"
#include "site/search.h"

#include <string.h>

enum { households_a_part = 100, most_keys = 32 /* of a household */ };

struct search_parts {
    uint32_t count;
    uint32_t *starts; /* of each part among the households, and the end of the last */
    uint32_t *households;
};

/* The parts that HOUSEHOLD stands in, each once; gives how many. */
static uint32_t parts_of_household(const struct site *site, uint32_t household, uint32_t count,
                                   uint32_t *parts)
{
    struct buf folded = {0};
    uint32_t len = 0, code, last = 0, before = 0;
    const char *id = value_get(site->households[household], "id")->text;
    fold_id(&folded, id, strlen(id));
    for (size_t i = 0; i < folded.len; i++) {
        before = last;
        last = (unsigned char)folded.data[i];
    }
    parts[len++] = (before * 31 + last) % count;
    const char *name = value_get(site->households[household], "name")->text;
    buf_clear(&folded);
    fold_put(&folded, name, strlen(name));
    for (size_t i = 0; i < folded.len && len < most_keys;) {
        i += utf8_decode(folded.data + i, folded.len - i, &code);
        bool letter = code >= 0x80 || (code >= 'a' && code <= 'z');
        uint32_t part = code % count, known = 0;
        while (known < len && parts[known] != part)
            known++;
        if (letter && known == len)
            parts[len++] = part;
    }
    buf_free(&folded);
    return len;
}

void search_parts_open(struct site *site)
{
    const struct records *r = site->records;
    struct search_parts *s = site->search_parts = arena_new(&site->arena, struct search_parts, 1);
    if (!site->parts->cut)
        return;
    uint32_t keys[most_keys];
    s->count = r->households_len / households_a_part + 1;
    s->starts = arena_new(&site->arena, uint32_t, s->count + 2);
    for (uint32_t i = 0; i < r->households_len; i++)
        for (uint32_t k = parts_of_household(site, i, s->count, keys); k-- > 0;)
            s->starts[keys[k] + 2]++;
    for (uint32_t part = 2; part < s->count + 2; part++)
        s->starts[part] += s->starts[part - 1];
    s->households = arena_new(&site->arena, uint32_t, s->starts[s->count + 1] + 1);
    for (uint32_t i = 0; i < r->households_len; i++)
        for (uint32_t k = parts_of_household(site, i, s->count, keys); k-- > 0;)
            s->households[s->starts[keys[k] + 1]++] = i;
}

uint32_t search_parts(const struct site *site)
{
    return site->search_parts->count;
}

void search_put_household(const struct site *site, struct json *json, uint32_t household)
{
    json_array(json, NULL);
    json_text(json, NULL, value_get(site->households[household], "id")->text);
    json_text(json, NULL, value_get(site->households[household], "name")->text);
    json_whole(json, NULL, site->records->households[household]->group);
    json_end(json);
}

void file_search_part(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    const struct search_parts *s = site->search_parts;
    struct json json = {.out = out};
    buf_printf(out, "searchPart(%u, ", page->number);
    json_array(&json, NULL);
    for (uint32_t i = s->starts[page->number]; i < s->starts[page->number + 1]; i++)
        if (site->records->households[s->households[i]]->since <= site->date)
            search_put_household(site, &json, s->households[i]);
    json_end(&json);
    buf_puts(out, ");\n");
}
