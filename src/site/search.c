/*
 * What can be searched for: an index that the page loads as a script, since a page opened from a memory stick
 * may fetch nothing. It is small enough to be looked through from end to end:
 *
 *     searchIndex = {"kinds": ["积分细则", …], "alike": "張张|…", "groups": ["一组", …],
 *                    "items": [[kind, title, note, link, text, [items that it names]], …],
 *                    "households": [[id, name, group], …]}
 *
 * The rules are the first items. Of a large village households stand elsewhere: in so many "parts"
 * (search_parts.c). Everything in it stands on a page of the site as it is here.
 */
#include "site/search.h"

#include "base/fold.h"
#include "base/json.h"
#include "base/map.h"
#include "base/memory.h"
#include "site/files.h"
#include "site/kind.h"
#include "site/links.h"
#include "site/pages.h"

#include <string.h>

/* Texts of pages and minutes are there whole up to so many bytes, the latest first; of others the words that
 * stand in titles too. */
enum { most_text = 160 * 1024 };

struct indexing {
    struct page *page;
    struct json json;
    size_t text;       /* bytes of whole texts so far */
    struct map titles; /* pairs of characters that stand side by side in a title */
};

/* --- texts */

/* What is said in HTML, blanks between letters as one, those beside other characters left out. */
static const char *plain(struct arena *arena, const char *html)
{
    static const struct {
        const char *name;
        char is;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    struct buf out = {0};
    bool blank = false;
    while (*html) {
        char c = *html;
        size_t len = 1;
        if (c == '<') {
            len = strcspn(html, ">");
            len += html[len] == '>';
            c = ' ';
        }
        for (size_t i = 0; c == '&' && i < sizeof entities / sizeof *entities; i++)
            if (strncmp(html, entities[i].name, strlen(entities[i].name)) == 0) {
                len = strlen(entities[i].name);
                c = entities[i].is;
                break;
            }
        html += len;
        if (c == ' ' || c == '\n' || c == '\t') {
            blank = true;
            continue;
        }
        bool latin = (unsigned char)c < 0x80 && out.len && (unsigned char)out.data[out.len - 1] < 0x80;
        if (blank && latin)
            buf_putc(&out, ' ');
        blank = false;
        buf_putc(&out, c);
    }
    const char *text = arena_text(arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

/* How many bytes the character at TEXT has; 0 at the end. */
static size_t character(const char *text)
{
    size_t len = *text != '\0';
    while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
        len++;
    return len;
}

/* Remembers the pairs of characters in a title. TITLE lives as long as the index. */
static void learn(struct indexing *x, const char *title)
{
    size_t first = character(title);
    while (first && title[first]) {
        size_t second = character(title + first);
        if (first > 1 && second > 1)
            map_put(&x->titles, title, first + second, 1);
        title += first;
        first = second;
    }
}

/* The pieces of TEXT of which every pair of characters stands in some title, each once. */
static const char *known_words(struct indexing *x, const char *text)
{
    struct map seen = {0};
    struct buf out = {0};
    while (*text) {
        size_t len = 0, first = character(text), pair = first + character(text + first);
        while (text[len + first] && map_get(&x->titles, text + len, pair) != map_none) {
            len += first;
            first = pair - first;
            pair = first + character(text + len + first);
        }
        if (!len) {
            text += first;
            continue;
        }
        len += first;
        if (map_put(&seen, text, len, 1) == map_none) {
            if (out.len)
                buf_putc(&out, ' ');
            buf_put(&out, text, len);
        }
        text += len;
    }
    const char *words = arena_text(x->page->arena, buf_text(&out), out.len);
    buf_free(&out);
    map_free(&seen);
    return words;
}

/* HTML as the index has it: whole while there is room. */
static const char *indexed(struct indexing *x, const char *html)
{
    const char *text = plain(x->page->arena, html);
    size_t len = strlen(text);
    if (x->text + len > most_text)
        return known_words(x, text);
    x->text += len;
    return text;
}

static const char *minutes_of(struct indexing *x, const struct meeting *meeting)
{
    return meeting->minutes ? indexed(x, links_minutes(x->page, meeting, "")) : "";
}

static const char *content_of(struct indexing *x, const struct content_page *content)
{
    return indexed(x, links_content(x->page, content, "", NULL));
}

/* --- items */

enum search_kind search_kind_of(const struct page_kind *kind)
{
    if (kind->compose == page_household)
        return search_household;
    if (kind->compose == page_meeting)
        return search_meeting;
    if (kind->compose == page_notice)
        return search_notice;
    return kind->compose == page_article ? search_news : search_page;
}

bool search_shows(const struct page_result *result)
{
    return result->title && !result->hidden && !result->piece && !kind_repeats(result->kind, result->number);
}

const char *search_kind_key(enum search_kind kind)
{
    static const char *const keys[] = {"search.rule", "search.household", "search.meeting", "search.notice",
                                       "search.page", "search.news",      "search.goods"};
    return keys[kind];
}

/* HREF as it stands in a link from the top of the site. */
static void open_item(struct indexing *x, enum search_kind kind, const char *title, const char *note,
                      const char *href, const char *text)
{
    json_array(&x->json, NULL);
    json_whole(&x->json, NULL, kind);
    json_text(&x->json, NULL, title);
    json_text(&x->json, NULL, note);
    json_text(&x->json, NULL, href);
    json_text(&x->json, NULL, text);
}

/* The link to a page. */
static const char *href_of(struct indexing *x, const struct page_result *result)
{
    struct buf href = {0};
    href_put(&href, result->path);
    buf_puts(&href, "index.html");
    const char *text = arena_text(x->page->arena, buf_text(&href), href.len);
    buf_free(&href);
    return text;
}

static void put_rules(struct indexing *x)
{
    const struct site *site = x->page->site;
    for (uint32_t i = 0; i < site->records->rules_len; i++) {
        const struct value *rule = site->rules[i];
        const char *id = value_get(rule, "id")->text;
        open_item(x, search_rule, value_get(rule, "title")->text,
                  value_get(value_get(rule, "category"), "title")->text, value_get(rule, "href")->text, id);
        json_end(&x->json);
    }
}

/* Groups of a large village, whose households stand on parts of a page. */
static void put_groups(struct indexing *x)
{
    const struct site *site = x->page->site;
    for (uint32_t i = 0; i < site->records->groups_len && search_parts(site); i++) {
        const struct value *group = site->groups[site->group_order[i]];
        open_item(x, search_page, value_get(group, "name")->text, page_word(x->page, "site.nav.households"),
                  value_get(group, "href")->text, "");
        json_end(&x->json);
    }
}

/* What points buy and open, on the page of rewards; honours have their own. */
static void put_rewards(struct indexing *x)
{
    const struct site *site = x->page->site;
    for (uint32_t i = 0; i < site->records->rewards_len; i++) {
        const struct reward *reward = site->records->rewards[i];
        bool honour = reward->kind == reward_honour;
        if (reward->until < site->date)
            continue;
        open_item(x, search_reward, value_get(site->rewards[i], "title")->text,
                  page_word(x->page, honour ? "site.nav.honours" : "site.nav.rewards"),
                  honour ? "honours/index.html" : "rewards/index.html", reward->id);
        json_end(&x->json);
    }
}

/* The rules that a meeting decided about: entries, those only counted among them, claims and, but where that
 * is for its NOTICE, corrections and objections. */
static void put_named(struct indexing *x, const struct meeting *meeting, bool notice)
{
    const struct records *r = x->page->site->records;
    unsigned char *named = arena_alloc(x->page->arena, r->rules_len + 1);
    for (uint32_t i = 0; i < meeting->entries; i++)
        if (view_counts(x->page->site->view, meeting->first_entry + i))
            named[r->entries[meeting->first_entry + i].rule] = 1;
    for (uint32_t i = 0; i < meeting->decisions_len && !notice; i++)
        named[r->claims[meeting->decisions[i].claim]->deed.rule] = 1;
    for (uint32_t i = 0; i < meeting->corrections_len && !notice; i++)
        named[r->entries[meeting->corrections[i].entry].rule] = 1;
    for (uint32_t i = 0; i < meeting->resolutions_len && !notice; i++)
        named[r->entries[r->objections[meeting->resolutions[i].objection]->entry].rule] = 1;
    json_array(&x->json, NULL);
    for (uint32_t i = 0; i < r->rules_len; i++)
        if (named[i])
            json_whole(&x->json, NULL, i);
    json_end(&x->json);
}

static void put_meeting(struct indexing *x, const struct page_result *result, uint32_t number, bool notice)
{
    const struct site *site = x->page->site;
    const struct meeting *meeting = site->records->meetings[number];
    open_item(x, notice ? search_notice : search_meeting, result->title,
              value_get(site->meetings[number], "date")->text, href_of(x, result),
              notice ? "" : minutes_of(x, meeting));
    put_named(x, meeting, notice);
    json_end(&x->json);
}

static void put_page(struct indexing *x, const struct page_result *result)
{
    const struct site *site = x->page->site;
    const struct content *content = site->content;
    const char *note = result->description ? result->description : "", *text = "";
    enum search_kind kind = search_kind_of(result->kind);
    if (kind == search_news) {
        const struct content_page *article = &content->items[content->pages + result->number];
        note = words_date(site->words, x->page->arena, article->date);
        text = content_of(x, article);
    } else if (result->kind->compose == page_content) {
        const struct content_page *own = &content->items[result->number];
        note = own->summary ? own->summary : "";
        text = content_of(x, own);
    }
    open_item(x, kind, result->title, note, href_of(x, result), text);
    json_end(&x->json);
}

static void put_items(struct indexing *x)
{
    const struct site *site = x->page->site;
    json_array(&x->json, "items");
    put_rules(x);
    for (size_t i = 0; i < site->results_len; i++) {
        const struct page_result *result = &site->results[i];
        enum search_kind kind = search_kind_of(result->kind);
        if (search_shows(result) && (kind == search_page || kind == search_news))
            put_page(x, result);
    }
    put_groups(x);
    put_rewards(x);
    for (size_t i = site->results_len; i-- > 0;) {
        const struct page_result *result = &site->results[i];
        if (search_kind_of(result->kind) == search_meeting)
            put_meeting(x, result, result->number, false);
    }
    for (size_t i = 0; i < site->results_len; i++) {
        const struct page_result *result = &site->results[i];
        if (search_kind_of(result->kind) == search_notice && !result->piece)
            put_meeting(x, result, site->notices[result->number], true);
    }
    json_end(&x->json);
}

static void put_households(struct indexing *x)
{
    const struct site *site = x->page->site;
    json_array(&x->json, "groups");
    for (uint32_t i = 0; i < site->records->groups_len; i++)
        json_text(&x->json, NULL, value_get(site->groups[i], "name")->text);
    json_end(&x->json);
    json_array(&x->json, "households");
    for (uint32_t i = 0; i < site->records->households_len && !search_parts(site); i++)
        if (site->records->households[i]->since <= site->date)
            search_put_household(site, &x->json, i);
    json_end(&x->json);
    if (search_parts(site))
        json_whole(&x->json, "parts", search_parts(site));
}

/* Notes in HELD, a flag for each code point of the BMP, those of three bytes in LEN bytes at TEXT. */
static void note_held(const char *text, size_t len, bool *held)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i + 2 < len; i++)
        if (p[i] >> 4 == 0xE)
            held[(p[i] & 0xF) << 12 | (p[i + 1] & 0x3F) << 6 | (p[i + 2] & 0x3F)] = true;
}

/* Han characters that are compared as others (base/fold), each with the one it is taken for: the script folds
 * what is asked and what is looked into by them. Only those of which the index holds one or the other: of the
 * others nothing can be found. A bar stands between two pairs, lest they read as somebody's name. */
static void put_alike(struct indexing *x)
{
    enum { bmp = 0x10000 };
    bool *held = memory_new(bmp, sizeof *held);
    note_held(x->json.out->data, x->json.out->len, held);
    for (uint32_t i = 0; i < x->page->site->records->households_len; i++) {
        const struct value *name = value_get(x->page->site->households[i], "name");
        note_held(name->text, name->len, held);
    }
    struct buf pairs = {0}, folded = {0};
    for (uint32_t code = 0x2E80; code < 0xFB00; code++) {
        if (code >= 0xA000 && code < 0xE000)
            continue;
        if (code >= 0x3400 && code < 0xA000 && fold_simplified(code) == code)
            continue; /* most: Han characters alike to nothing but themselves */
        char text[] = {(char)(0xE0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3F)),
                       (char)(0x80 | (code & 0x3F))};
        buf_clear(&folded);
        fold_put(&folded, text, sizeof text);
        const unsigned char *plain = (const unsigned char *)folded.data;
        if (folded.len != sizeof text || plain[0] < 0xE0 || memcmp(plain, text, sizeof text) == 0)
            continue;
        if (!held[code] && !held[(plain[0] & 0xF) << 12 | (plain[1] & 0x3F) << 6 | (plain[2] & 0x3F)])
            continue;
        if (pairs.len)
            buf_putc(&pairs, '|');
        buf_put(&pairs, text, sizeof text);
        buf_put(&pairs, folded.data, folded.len);
    }
    json_text(&x->json, "alike", buf_text(&pairs));
    buf_free(&pairs);
    buf_free(&folded);
    memory_free(held);
}

void file_search(struct page *page, struct buf *out)
{
    const struct site *site = page->site;
    struct indexing x = {.page = page, .json = {.out = out}};
    for (uint32_t i = 0; i < site->records->rules_len; i++)
        learn(&x, value_get(site->rules[i], "title")->text);
    for (size_t i = 0; i < site->results_len; i++)
        if (search_shows(&site->results[i]) && search_kind_of(site->results[i].kind) != search_household)
            learn(&x, site->results[i].title);
    buf_puts(out, "searchIndex = ");
    json_open(&x.json, NULL);
    json_array(&x.json, "kinds");
    for (int kind = 0; kind < search_kinds; kind++)
        json_text(&x.json, NULL, page_word(page, search_kind_key((enum search_kind)kind)));
    json_end(&x.json);
    put_households(&x);
    put_items(&x);
    put_alike(&x);
    json_close(&x.json);
    buf_puts(out, ";\n");
    map_free(&x.titles);
}
