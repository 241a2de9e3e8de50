/* The screens of village.yaml: LED signs, how they are reached and what they show. */
#include "records/link.h"

#include <stdlib.h>
#include <string.h>

const struct word encoding_words[] = {[encoding_gb18030] = {"gb18030", "gb18030"},
                                      [encoding_gb2312] = {"gb2312", "gb2312"},
                                      [encoding_gbk] = {"gbk", "gbk"},
                                      [encoding_utf8] = {"utf-8", "utf-8"},
                                      {NULL, NULL}};
static const struct word controller_words[] = {
    {"file", "文件"}, {"bx-5k", "bx-5k"}, {"bx-6k", "bx-6k"}, {NULL, NULL}};
const struct word screen_part_words[] = {[part_welcome] = {"welcome", "欢迎语"},
                                         [part_notices] = {"notices", "公示"},
                                         [part_ranking] = {"ranking", "排名"},
                                         [part_honours] = {"honours", "荣誉"},
                                         [part_rewards] = {"rewards", "兑换"},
                                         [part_news] = {"news", "新闻"},
                                         {NULL, NULL}};

/* Whether the port that ADDRESS names in digits, if it does, is one. */
static bool is_port(const char *address)
{
    const char *bracket = strrchr(address, ']'), *host = bracket ? bracket : address + sizeof "tcp://" - 1;
    const char *colon = strchr(host, ':');
    if (!colon || strchr(colon + 1, ':')) /* none, or an IPv6 address */
        return true;
    size_t digits = strspn(colon + 1, "0123456789");
    if (colon[1 + digits] && colon[1 + digits] != '/')
        return true; /* the name of a service */
    long port = digits > 0 && digits <= 5 ? strtol(colon + 1, NULL, 10) : 0;
    return port > 0 && port <= UINT16_MAX;
}

static bool read_address(struct schema_reader *r, const struct node *node, void *field)
{
    const char *line;
    if (!read_line(r, node, &line))
        return false;
    if (strncmp(line, "tcp://", 6) != 0 && strncmp(line, "serial:", 7) != 0) {
        diag_error(r->diags, node->place, "bad-value",
                   N_("\"{1}\" is no address of a screen: it begins with tcp:// or serial:"), line, NULL);
        return false;
    }
    if (strncmp(line, "tcp://", 6) == 0 && !is_port(line)) {
        diag_error(r->diags, node->place, "bad-value",
                   N_("the port behind the colon of \"{1}\" is none: it is a number from 1 to 65535"), line,
                   NULL);
        return false;
    }
    *(const char **)field = line;
    return true;
}

struct shown_parts {
    enum screen_part *items;
    uint32_t len;
};

static bool read_part(struct schema_reader *r, const struct node *node, void *context)
{
    struct shown_parts *parts = context;
    int word;
    if (!read_word(r, node, screen_part_words, &word))
        return false;
    parts->items[parts->len++] = (enum screen_part)word;
    return true;
}

static bool read_show(struct schema_reader *r, const struct node *node, void *record)
{
    struct screen *screen = record;
    struct shown_parts parts = {0};
    parts.items = arena_new(r->arena, enum screen_part, node->kind == node_list ? node->count : 1);
    bool right = read_each(r, node, read_part, &parts);
    screen->show = parts.items;
    screen->shows = parts.len;
    return right;
}

static void tell_show(const void *record, bool zh, struct buf *out)
{
    const struct screen *screen = record;
    for (uint32_t i = 0; i < screen->shows; i++) {
        const struct word *word = &screen_part_words[screen->show[i]];
        buf_printf(out, "%s%s", i == 0 ? "" : zh ? "、" : ", ", zh ? word->zh : word->name);
    }
}

#define screen_at(field) offsetof(struct screen, field)
static const struct field screen_fields[] = {
    [screen_id] = {.name = "id",
                   .zh = "编号",
                   .type = type_id,
                   .required = true,
                   .offset = screen_at(id),
                   .help = N_("its id, and its file's name")},
    [screen_columns] = {.name = "columns",
                        .zh = "列数",
                        .type = type_whole,
                        .offset = screen_at(columns),
                        .min = 2,
                        .max = 64,
                        .stated = true,
                        .help = N_("full-width characters a line")},
    [screen_rows] = {.name = "rows",
                     .zh = "行数",
                     .type = type_whole,
                     .offset = screen_at(rows),
                     .min = 1,
                     .max = 16,
                     .stated = true,
                     .help = N_("lines a page")},
    [screen_encoding] = {.name = "encoding",
                         .zh = "编码",
                         .type = type_word,
                         .offset = screen_at(encoding),
                         .words = encoding_words,
                         .stated = true,
                         .help = N_("the encoding of its file")},
    [screen_seconds] = {.name = "seconds",
                        .zh = "秒数",
                        .type = type_whole,
                        .offset = screen_at(seconds),
                        .min = 1,
                        .max = 60,
                        .stated = true,
                        .help = N_("how long a page stands")},
    [screen_max_minutes] = {.name = "max_minutes",
                            .zh = "最长分钟",
                            .type = type_whole,
                            .offset = screen_at(max_minutes),
                            .min = 1,
                            .max = 120,
                            .stated = true,
                            .help = N_("how long the whole feed may take")},
    [screen_show] = {.name = "show",
                     .zh = "内容",
                     .type = type_custom,
                     .list = true,
                     .read = read_show,
                     .words = screen_part_words,
                     .takes = N_("several in a list"),
                     .stated = true,
                     .tell = tell_show,
                     .help = N_("what it shows, the most important first")},
    [screen_welcome] = {.name = "welcome",
                        .zh = "欢迎语",
                        .type = type_line,
                        .published = true,
                        .offset = screen_at(welcome),
                        .help = N_("its first page")},
    [screen_controller] = {.name = "controller",
                           .zh = "控制卡",
                           .type = type_word,
                           .offset = screen_at(controller),
                           .words = controller_words,
                           .stated = true,
                           .help = N_("the controller that it is sent to")},
    [screen_address] = {.name = "address",
                        .zh = "地址",
                        .type = type_custom,
                        .read = read_address,
                        .offset = screen_at(address),
                        .takes = N_("a line that begins with tcp:// or serial:"),
                        .help = N_("the controller's address: tcp://… or serial:…")},
    [screen_width] = {.name = "width",
                      .zh = "宽",
                      .type = type_whole,
                      .offset = screen_at(width),
                      .min = 8,
                      .max = 4096,
                      .otherwise = N_("16 a column"),
                      .help = N_("pixels")},
    [screen_height] = {.name = "height",
                       .zh = "高",
                       .type = type_whole,
                       .offset = screen_at(height),
                       .min = 8,
                       .max = 1024,
                       .otherwise = N_("16 a row"),
                       .help = N_("pixels")},
    [screen_area] = {.name = "area",
                     .zh = "区号",
                     .type = type_whole,
                     .offset = screen_at(area),
                     .min = 0,
                     .max = 7,
                     .stated = true,
                     .help = N_("the controller's dynamic area")},
};
static enum screen_part default_show[] = {part_welcome, part_notices, part_ranking};
static const struct screen default_screen = {
    .id = "main", .columns = 8, .rows = 2, .seconds = 5, .max_minutes = 10, .show = default_show, .shows = 3};
const struct schema screen_schema = {.name = "screen",
                                     .zh = "屏幕",
                                     .fields = screen_fields,
                                     .count = field_count(screen_fields),
                                     .size = sizeof(struct screen),
                                     .initial = &default_screen};

enum { dots_a_character = 16 }; /* either way; the fields width and height tell it in words */

/* What only all of the screens show: ids, addresses, defaults that depend on other fields. */
void link_screens(struct link *link)
{
    struct village *village = &link->records->village;
    if (village->screens_len == 0 && !field_given(&village->record, village_screens)) {
        village->screens = arena_new(&link->records->arena, struct screen, 1);
        village->screens[0] = default_screen;
        village->screens_len = 1;
    }
    struct map names = {0};
    struct definitions ids = {.map = &names, .message = N_("there is a screen \"{1}\" already")};
    for (uint32_t i = 0; i < village->screens_len; i++) {
        struct screen *s = &village->screens[i];
        if (!s->width)
            s->width = dots_a_character * s->columns;
        if (!s->height)
            s->height = dots_a_character * s->rows;
        if (!s->record.node)
            continue;
        if (field_right(&s->record, screen_id))
            define_file(link, &ids, s->id, i, node_place(s->record.node, "id"));
        if (s->controller != controller_file && !field_given(&s->record, screen_address))
            diag_error(link->diags, node_start(s->record.node), "missing-key",
                       N_("\"{1}\" is missing: the controller must be reached somehow"),
                       schema_called(&screen_schema, s->record.node, "address"), NULL);
    }
    define_end(&ids);
    map_free(&names);
}
