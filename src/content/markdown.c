#include "content/markdown.h"

#include "base/href.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "content/markdown_parts.h"
#include "source/personal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

static struct place place_of(const struct markdown *m, cmark_node *node)
{
    struct place place = m->place;
    int line = cmark_node_get_start_line(node);
    if (line > 0)
        place.line += (uint32_t)line - 1;
    place.column = 1;
    return place;
}

/* Whether a line feed beside this character stands for nothing: it is as wide as a Chinese one. */
static bool is_wide(uint32_t code)
{
    return utf8_width(code) == 2 || code == '*' /* of a masked name */ ||
           (code >= 0x2014 && code <= 0x201D) || code == 0x2026 || code == 0xB7;
}

/* The first or last character of what is said in NODE; 0 where it says nothing. */
static uint32_t edge(cmark_node *node, bool last)
{
    struct buf text = {0};
    uint32_t code = 0;
    if (node)
        markdown_plain(node, &text);
    if (text.len) {
        size_t at = last ? text.len - 1 : 0;
        while (last && at && ((unsigned char)text.data[at] & 0xC0) == 0x80)
            at--;
        utf8_decode(text.data + at, text.len - at, &code);
    }
    buf_free(&text);
    return code;
}

/* Whether NODE is emphasis that has a wide mark of punctuation at its end (LAST) or beginning. */
static bool marked_edge(cmark_node *node, bool last)
{
    if (!node ||
        (cmark_node_get_type(node) != CMARK_NODE_STRONG && cmark_node_get_type(node) != CMARK_NODE_EMPH))
        return false;
    uint32_t code = edge(node, last);
    return (code >= 0x3001 && code <= 0x303F) || (code >= 0xFF01 && code <= 0xFF0F) || code == 0xFF1A ||
           code == 0xFF1B || code == 0xFF1F || (code >= 0x2014 && code <= 0x201D) || code == 0x2026;
}

/*
 * Takes away the blank that CommonMark wants between emphasis with a mark of punctuation at its edge and a
 * Chinese character: "**不要等。** 今天就办" has one that nobody would write on paper.
 */
static void close_up(cmark_node *node)
{
    const char *said = cmark_node_get_literal(node);
    size_t len = said ? strlen(said) : 0;
    uint32_t next = 0;
    bool first = len > 1 && said[0] == ' ' && marked_edge(cmark_node_previous(node), true) &&
                 utf8_decode(said + 1, len - 1, &next) && is_wide(next);
    bool last = len > 1 && said[len - 1] == ' ' && marked_edge(cmark_node_next(node), false);
    if (last) {
        size_t at = len - 2;
        while (at && ((unsigned char)said[at] & 0xC0) == 0x80)
            at--;
        last = utf8_decode(said + at, len - 1 - at, &next) && is_wide(next);
    }
    if (!first && !last)
        return;
    struct buf text = {0};
    buf_put(&text, said + first, len - first - last);
    cmark_node_set_literal(node, buf_text(&text));
    buf_free(&text);
}

/* Makes NODE say SAID without the backslashes before stars. */
static void drop_escapes(cmark_node *node, const char *said)
{
    struct buf text = {0};
    for (; *said; said++)
        if (said[0] != '\\' || said[1] != '*')
            buf_putc(&text, *said);
    cmark_node_set_literal(node, buf_text(&text));
    buf_free(&text);
}

/* In code a backslash is no escape: those that came with masked names go again. */
static void mend_code(cmark_node *node, const char *written)
{
    const char *said = cmark_node_get_literal(node);
    if (!said || !strstr(said, "\\*") || strstr(written, "\\*"))
        return;
    drop_escapes(node, said);
}

/* What the door refuses may still be written as an entity (&#x202e;): reports it in SAID, a part of NODE. */
static void refuse_hidden(const struct markdown *m, cmark_node *node, const char *said)
{
    size_t len = said ? strlen(said) : 0;
    for (size_t at = 0; at < len;) {
        uint32_t code = 0;
        size_t n = utf8_decode(said + at, len - at, &code);
        at += n ? n : 1;
        if (!utf8_hidden(code) || code == '\n' || code == '\t' || code == 0x200D || code == markdown_bar)
            continue;
        const char *shown = arena_printf(m->arena, "U+%04X", (unsigned)code);
        diag_error(m->diags, place_of(m, node), "yaml",
                   N_("the invisible character {1} is written here; delete it"), shown, NULL);
        return;
    }
}

/* A line's end is a blank on the page. */
static bool has_number(const char *text, size_t len)
{
    struct buf shown = {0};
    for (size_t i = 0; i < len; i++)
        buf_putc(&shown, text[i] == '\n' ? ' ' : text[i]);
    struct personal_scan scan = personal_scan(buf_text(&shown), shown.len, 0);
    struct personal found;
    bool has = personal_next(&scan, &found);
    buf_free(&shown);
    return has;
}

/* As it is written, where the door has looked. */
static bool is_seen(const char *text)
{
    struct personal_scan scan = personal_scan(text, strlen(text), 0);
    struct personal found;
    return personal_next(&scan, &found);
}

/* The same of a number of a person, which entities and emphasis may hide in WRITTEN but not in what is SAID.
 */
static void refuse_number(const struct markdown *m, cmark_node *block, const struct buf *said,
                          const char *written)
{
    enum { whole_line = 1000000 };
    if (!has_number(buf_text(said), said->len) || is_seen(written))
        return;
    struct place place = place_of(m, block);
    place.span = whole_line;
    diag_error(m->diags, place, "personal-data",
               N_("this says an identity or mobile number, which must not be published; delete it"), NULL);
    diag_hide(m->diags);
}

static void mask_leaf(const struct markdown *m, cmark_node *node)
{
    const char *said = cmark_node_get_literal(node);
    if (!said)
        return;
    refuse_hidden(m, node, said);
    const char *masked = view_text(m->view, m->arena, said, place_of(m, node), m->diags);
    if (masked != said)
        cmark_node_set_literal(node, masked);
}

/* Whether line number LINE of TEXT, from 1, has two asterisks: a masked name has them too, but not there. */
static bool has_asterisks(const char *text, int line)
{
    for (; line > 1 && text; line--)
        text = strchr(text, '\n') ? strchr(text, '\n') + 1 : NULL;
    const char *found = text ? strstr(text, "**") : NULL;
    return found && found < text + strcspn(text, "\n");
}

static void look_for_asterisks(const struct markdown *m, cmark_node *node, const char *written)
{
    const char *said = cmark_node_get_literal(node);
    if (said && strstr(said, "**") && has_asterisks(written, cmark_node_get_start_line(node)))
        diag_warning(m->diags, place_of(m, node), "emphasis",
                     N_("** stays as it is here: put the punctuation mark outside, or a blank beside it"),
                     NULL);
}

/* Puts what is said in NODE in its place. */
static void unwrap(cmark_node *node)
{
    cmark_node *child;
    while ((child = cmark_node_first_child(node)))
        cmark_node_insert_before(node, child);
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* Whether URL names whom the site does not show, as it is written or behind its %XX. */
static bool gives_away(const struct markdown *m, const char *url, struct place place)
{
    if (view_text(m->view, m->arena, url, place, m->diags) != url)
        return true;
    struct buf said = {0};
    href_read(&said, url, strlen(url));
    const char *text = buf_text(&said);
    bool gives = strcmp(text, url) != 0 && utf8_valid(text, said.len) == said.len &&
                 view_text(m->view, m->arena, text, place, m->diags) != text;
    buf_free(&said);
    return gives;
}

/* An address between < and > says itself, and knows no escapes: those of masked names go from what it says.
 */
static void mend_autolink(cmark_node *link)
{
    cmark_node *said = cmark_node_first_child(link);
    const char *text = said ? cmark_node_get_literal(said) : NULL;
    if (text && cmark_node_get_type(said) == CMARK_NODE_TEXT && !cmark_node_next(said))
        drop_escapes(said, text);
}

/* Leads a link where it should; false where it is to be unwrapped. */
static bool lead(const struct markdown *m, cmark_node *node)
{
    bool picture = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    struct place place = place_of(m, node);
    const char *title = cmark_node_get_title(node);
    refuse_hidden(m, node, title);
    refuse_hidden(m, node, cmark_node_get_url(node));
    if (title && *title)
        cmark_node_set_title(node, view_text(m->view, m->arena, title, place, m->diags));
    const char *url = arena_copy(m->arena, cmark_node_get_url(node));
    if (gives_away(m, url, place))
        return false;
    if (strstr(url, "\\*")) { /* a masked name: it leads nowhere */
        mend_autolink(node);
        return false;
    }
    const char *led = m->link ? m->link(m->context, url, picture, place) : picture ? NULL : url;
    if (led)
        cmark_node_set_url(node, led);
    return led != NULL;
}

/* What is said in a paragraph may hold a name across emphasis or a line's end: then it loses its marks. */
static void mask_across(const struct markdown *m, cmark_node *block, const char *written)
{
    struct buf said = {0};
    markdown_plain(block, &said);
    refuse_number(m, block, &said, written);
    const char *text = buf_text(&said);
    const char *masked = view_text(m->view, m->arena, text, place_of(m, block), NULL);
    if (masked != text) {
        masked = view_text(m->view, m->arena, text, place_of(m, block), m->diags);
        cmark_node *child;
        while ((child = cmark_node_first_child(block))) {
            cmark_node_unlink(child);
            cmark_node_free(child);
        }
        cmark_node *whole = cmark_node_new_with_mem(CMARK_NODE_TEXT, markdown_memory());
        cmark_node_set_literal(whole, masked);
        cmark_node_append_child(block, whole);
    }
    buf_free(&said);
}

/* The nodes below ROOT, those within before those around them. */
struct nodes {
    cmark_node **items;
    size_t len;
    size_t cap;
};

static void collect(cmark_node *root, struct nodes *nodes)
{
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_EXIT || !cmark_node_first_child(node)) {
            if (nodes->len && nodes->items[nodes->len - 1] == node)
                continue;
            memory_push(nodes, node);
        }
    }
    cmark_iter_free(iter);
}

static void leave_out_html(const struct markdown *m, cmark_node *node)
{
    diag_warning(m->diags, place_of(m, node), "raw-html", N_("HTML is left out; write Markdown"), NULL);
    cmark_node_unlink(node);
    cmark_node_free(node);
}

/* First pass: leaves and links. WRITTEN: the text before names were masked. */
static void mend_inlines(const struct markdown *m, cmark_node *root, const char *written)
{
    struct nodes nodes = {0};
    collect(root, &nodes);
    for (size_t i = 0; i < nodes.len; i++) {
        cmark_node *node = nodes.items[i];
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
            look_for_asterisks(m, node, written);
            mask_leaf(m, node);
            close_up(node);
            break;
        case CMARK_NODE_CODE_BLOCK:
            cmark_node_set_fence_info(node, ""); /* it would become a class, unmasked */
            mend_code(node, written);
            mask_leaf(m, node);
            break;
        case CMARK_NODE_CODE:
            mend_code(node, written);
            mask_leaf(m, node);
            break;
        case CMARK_NODE_HTML_BLOCK:
        case CMARK_NODE_HTML_INLINE:
            leave_out_html(m, node);
            break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
            if (!lead(m, node))
                unwrap(node);
            break;
        case CMARK_NODE_SOFTBREAK:
            if (is_wide(edge(cmark_node_previous(node), true)) &&
                is_wide(edge(cmark_node_next(node), false))) {
                cmark_node_unlink(node);
                cmark_node_free(node);
            }
            break;
        default:
            break;
        }
    }
    memory_free(nodes.items);
    cmark_consolidate_text_nodes(root);
}

/* Puts in the place of a paragraph of ROOT that is nothing but a link one that fingers meet: class "item".
 * False where it is none. */
static bool mend_item(cmark_node *root, cmark_node *paragraph)
{
    cmark_node *link = cmark_node_first_child(paragraph);
    bool alone = link && !cmark_node_next(link) && cmark_node_get_type(link) == CMARK_NODE_LINK &&
                 edge(link, false) != 0;
    if (!alone || cmark_node_parent(paragraph) != root)
        return false;
    cmark_node *item = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_BLOCK, markdown_memory());
    cmark_node_set_on_enter(item, "<p class=\"item\">");
    cmark_node_set_on_exit(item, "</p>");
    cmark_node_replace(paragraph, item);
    cmark_node_append_child(item, link);
    cmark_node_free(paragraph);
    return true;
}

/* Second pass: paragraphs and headings. WRITTEN as above. */
static void mend_blocks(const struct markdown *m, cmark_node *root, const char *written)
{
    struct nodes nodes = {0};
    collect(root, &nodes);
    int highest = 6;
    for (size_t i = 0; i < nodes.len; i++)
        if (cmark_node_get_type(nodes.items[i]) == CMARK_NODE_HEADING &&
            cmark_node_get_heading_level(nodes.items[i]) < highest)
            highest = cmark_node_get_heading_level(nodes.items[i]);
    int before = m->level - 1;
    for (size_t i = 0; i < nodes.len; i++) {
        cmark_node *node = nodes.items[i];
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
            mask_across(m, node, written);
        if (type == CMARK_NODE_HEADING) {
            int level = cmark_node_get_heading_level(node) - highest + m->level;
            level = level > before + 1 ? before + 1 : level;
            level = level > 6 ? 6 : level;
            cmark_node_set_heading_level(node, level);
            before = level;
        }
        if (type == CMARK_NODE_PARAGRAPH && !mend_item(root, node))
            markdown_table(node);
    }
    memory_free(nodes.items);
}

/* --- ids of headings */

void markdown_id(const char *text, struct buf *out)
{
    size_t len = strlen(text), start = out->len;
    uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)text, len, NULL, &len);
    if (!composed && errno == ENOMEM)
        memory_failed(len);
    const char *said = composed ? (const char *)composed : text;
    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t n = utf8_decode(said + i, len - i, &code);
        i += n ? n : 1;
        bool blank = code == ' ' || code == '\n' || code == '\t' || code == 0xA0 || code == 0x3000;
        if (n && (blank || code == '-'))
            buf_putc(out, '-');
        else if (n &&
                 ((code == '_' && out->len > start) || uc_is_general_category(code, UC_CATEGORY_L) ||
                  uc_is_general_category(code, UC_CATEGORY_M) || uc_is_general_category(code, UC_CATEGORY_N)))
            buf_put_utf8(out, uc_tolower(code));
    }
    free(composed);
    if (out->len == start)
        buf_puts(out, "-");
}

/* The id of a heading, no other one's of SEEN (all of the text so far); it is noted. */
static const char *unique_id(const struct markdown *m, cmark_node *heading, struct map *seen)
{
    struct buf said = {0}, id = {0};
    markdown_plain(heading, &said);
    markdown_id(buf_text(&said), &id);
    const char *text = arena_copy(m->arena, buf_text(&id));
    for (int again = 1; map_put(seen, text, strlen(text), 1) != map_none; again++)
        text = arena_printf(m->arena, "%s-%d", buf_text(&id), again);
    if (m->headings) {
        struct markdown_heading noted = {.level = cmark_node_get_heading_level(heading),
                                         .text = arena_copy(m->arena, buf_text(&said)),
                                         .id = text};
        memory_push(m->headings, noted);
    }
    buf_free(&said);
    buf_free(&id);
    return text;
}

/* HTML with ids in the tags of its headings, which are those of ROOT: cmark writes none. */
static const char *with_ids(const struct markdown *m, cmark_node *root, const char *html)
{
    struct nodes nodes = {0};
    struct map seen = {0};
    struct buf out = {0};
    collect(root, &nodes);
    for (size_t i = 0; i < nodes.len; i++) {
        if (cmark_node_get_type(nodes.items[i]) != CMARK_NODE_HEADING)
            continue;
        char tag[] = "<h0>";
        tag[2] = (char)('0' + cmark_node_get_heading_level(nodes.items[i]));
        const char *at = strstr(html, tag);
        if (!at)
            break;
        buf_put(&out, html, (size_t)(at - html) + 3);
        buf_printf(&out, " id=\"%s\"", unique_id(m, nodes.items[i], &seen));
        html = at + 3;
    }
    buf_puts(&out, html);
    struct buf whole = {0};
    markdown_whole_words(buf_text(&out), &whole);
    const char *text = arena_copy(m->arena, buf_text(&whole));
    buf_free(&whole);
    buf_free(&out);
    map_free(&seen);
    memory_free(nodes.items);
    return text;
}

const char *markdown_html(const struct markdown *m, const char *text)
{
    const char *written = text;
    text = view_markdown(m->view, m->arena, text, m->place, m->diags);
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_VALIDATE_UTF8, markdown_memory());
    struct buf hidden = {0};
    markdown_hide_bars(text, &hidden);
    cmark_parser_feed(parser, buf_text(&hidden), hidden.len);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    buf_free(&hidden);
    cmark_consolidate_text_nodes(root);
    mend_inlines(m, root, written);
    mend_blocks(m, root, written);
    markdown_show_bars(root);
    char *html = cmark_render_html(root, CMARK_OPT_DEFAULT);
    const char *kept = with_ids(m, root, html);
    memory_free(html);
    cmark_node_free(root);
    return kept;
}
