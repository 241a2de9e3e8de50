/* village.yaml: the village, its cycle, its notice period, its committees, its privacy policy, its screens.
 */
#include "records/link.h"

#include <string.h>

#define at(field) offsetof(struct village, field)

static const struct word language_words[] = {{"zh-CN", "zh-CN"}, {"en", "en"}, {NULL, NULL}};
static const struct word shown_words[] = {{"full", "全名"}, {"masked", "遮名"}, {"id", "户号"}, {NULL, NULL}};
static const struct word warnings_words[] = {
    {"count", "计数"}, {"masked", "遮名"}, {"named", "具名"}, {NULL, NULL}};
static const struct word rhythm_words[] = {
    {"month", "月"}, {"quarter", "季"}, {"cycle", "年度"}, {NULL, NULL}};
static const struct word encoding_words[] = {
    {"gb18030", "gb18030"}, {"gb2312", "gb2312"}, {"gbk", "gbk"}, {"utf-8", "utf-8"}, {NULL, NULL}};
static const struct word controller_words[] = {
    {"file", "文件"}, {"bx-5k", "bx-5k"}, {"bx-6k", "bx-6k"}, {NULL, NULL}};
static const struct word event_words[] = {{"review", "评审"},       {"assembly", "代表大会"},
                                          {"sharing", "分享"},      {"redemption", "兑换"},
                                          {"commendation", "表彰"}, {NULL, NULL}};
static const struct word part_words[] = {{"welcome", "欢迎语"}, {"notices", "公示"}, {"ranking", "排名"},
                                         {"honours", "荣誉"},   {"rewards", "兑换"}, {"news", "新闻"},
                                         {NULL, NULL}};

static const struct word carry_words[] = {{"none", "不结转"}, {"balance", "结转"}, {NULL, NULL}};

static bool read_cycle(struct schema_reader *r, const struct node *node, void *field)
{
    return read_month_day(r, node, field);
}

static bool read_carry(struct schema_reader *r, const struct node *node, void *field)
{
    struct village *v = (struct village *)((char *)field - at(carry));
    if (!expect_scalar(r, node))
        return false;
    int word = word_find(carry_words, node->text, node->length);
    if (word >= 0) {
        v->carry = word == 0 ? carry_none : carry_balance;
        return true;
    }
    if (!read_month_day(r, node, &v->carry_day))
        return false;
    v->carry = carry_until;
    return true;
}

/* The length of the host (and the port) that an address goes on with, 0 where there is none. */
static size_t host_length(const char *text)
{
    size_t host = strcspn(text, ":/");
    if (host == 0)
        return 0;
    for (size_t i = 0; i < host; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80 && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
            c != '.' && c != '-')
            return 0;
    }
    if (text[host] != ':')
        return host;
    size_t digits = strspn(text + host + 1, "0123456789");
    size_t all = host + 1 + digits;
    return digits >= 1 && digits <= 5 && (text[all] == '\0' || text[all] == '/') ? all : 0;
}

/* Whether LINE may be where a site is hosted: http or https, a host, perhaps a port and a path. */
static bool is_address(const char *line)
{
    size_t scheme = strncmp(line, "http://", 7) == 0 ? 7 : strncmp(line, "https://", 8) == 0 ? 8 : 0;
    return scheme && host_length(line + scheme) && !strpbrk(line, " ?#\\\"<>") &&
           !strstr(line, "\xE3\x80\x80") && !strstr(line, "\xC2\xA0");
}

static bool read_url(struct schema_reader *r, const struct node *node, void *field)
{
    const char *line;
    if (!read_line(r, node, &line))
        return false;
    if (!is_address(line)) {
        diag_error(
            r->diags, node->place, "bad-value",
            N_("\"{1}\" is no address of a site: write http:// or https://, the host and perhaps a path, "
               "such as https://cun.example/anle, without blanks, ? or #"),
            line, NULL);
        return false;
    }
    size_t len = node->length;
    while (len > 1 && line[len - 1] == '/')
        len--;
    *(const char **)field = arena_text(r->arena, line, len);
    return true;
}

/* `rhythm` has no default: the words' places are one less than the enum's. */
static bool read_rhythm(struct schema_reader *r, const struct node *node, void *field)
{
    int word;
    if (!read_word(r, node, rhythm_words, &word))
        return false;
    *(enum rhythm *)field = (enum rhythm)(word + 1);
    return true;
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
    if (!read_word(r, node, part_words, &word))
        return false;
    parts->items[parts->len++] = (enum screen_part)word;
    return true;
}

static bool read_show(struct schema_reader *r, const struct node *node, void *field)
{
    struct screen *screen = (struct screen *)((char *)field - offsetof(struct screen, show));
    struct shown_parts parts = {0};
    parts.items = arena_new(r->arena, enum screen_part, node->kind == node_list ? node->count : 1);
    bool right = read_each(r, node, read_part, &parts);
    screen->show = parts.items;
    screen->shows = parts.len;
    return right;
}

#define notice_at(field) (offsetof(struct village, field) - offsetof(struct village, notice))
static const struct field notice_fields[] = {
    {.name = "days",
     .zh = "天数",
     .type = type_whole,
     .offset = notice_at(notice_days),
     .min = 1,
     .max = 60,
     .help = N_("how many days a notice stands")},
    {.name = "contact",
     .zh = "联系人",
     .type = type_line,
     .published = true,
     .offset = notice_at(contact),
     .help = N_("who takes objections")},
    {.name = "phone",
     .zh = "电话",
     .type = type_line,
     .published = true,
     .offset = notice_at(phone),
     .help = N_("the telephone of who takes objections")},
};

static const struct field committee_fields[] = {
    {.name = "name",
     .zh = "名称",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct committee, name),
     .help = N_("what it is called")},
    {.name = "quorum",
     .zh = "法定人数",
     .type = type_whole,
     .offset = offsetof(struct committee, quorum),
     .min = 1,
     .max = 100000,
     .help = N_("how many must be present for it to decide")},
    {.name = "members",
     .zh = "成员",
     .type = type_ids,
     .offset = offsetof(struct committee, members_),
     .help = N_("its members: households or residents")},
};
static const struct schema committee_schema = {
    .name = "committee", .fields = committee_fields, .count = 3, .size = sizeof(struct committee)};

#define committees_at(field) (offsetof(struct village, field) - offsetof(struct village, committees_record))
static const struct field committees_fields[] = {
    {.name = "review",
     .zh = "评审会",
     .type = type_record,
     .offset = committees_at(review),
     .schema = &committee_schema,
     .help = N_("the committee that reviews points")},
    {.name = "assembly",
     .zh = "代表大会",
     .type = type_record,
     .offset = committees_at(assembly),
     .schema = &committee_schema,
     .help = N_("the residents' assembly")},
};

static const struct field office_fields[] = {
    {.name = "role",
     .zh = "职务",
     .type = type_line,
     .published = true,
     .required = true,
     .offset = offsetof(struct office, role),
     .help = N_("the place or office that residents look for")},
    {.name = "holder",
     .zh = "负责人",
     .type = type_line,
     .offset = offsetof(struct office, holder),
     .help = N_("who holds it")},
    {.name = "phone",
     .zh = "电话",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct office, phone),
     .help = N_("its telephone")},
    {.name = "place",
     .zh = "地点",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct office, place),
     .help = N_("where it is")},
    {.name = "hours",
     .zh = "时间",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct office, hours),
     .help = N_("when it is open")},
};
static const struct schema office_schema = {
    .name = "office", .fields = office_fields, .count = 5, .size = sizeof(struct office)};

#define privacy_at(field) (offsetof(struct village, field) - offsetof(struct village, privacy))
static const struct field privacy_fields[] = {
    {.name = "site",
     .zh = "网站",
     .type = type_word,
     .offset = privacy_at(site),
     .words = shown_words,
     .help = N_("how names are shown on the site and in texts")},
    {.name = "print",
     .zh = "纸上",
     .type = type_word,
     .offset = privacy_at(print),
     .words = shown_words,
     .help = N_("how names are shown on what is posted")},
    {.name = "led",
     .zh = "屏幕",
     .type = type_word,
     .offset = privacy_at(led),
     .words = shown_words,
     .help = N_("how names are shown on screens")},
    {.name = "warnings",
     .zh = "反向清单",
     .type = type_word,
     .offset = privacy_at(warnings),
     .words = warnings_words,
     .help = N_("how entries under negative rules are shown")},
    {.name = "words",
     .zh = "词语",
     .type = type_lines,
     .offset = privacy_at(words),
     .help = N_("words that are somebody's name too and are left as they are in texts")},
};

#define rhythm_at(field) (offsetof(struct village, field) - offsetof(struct village, rhythm_record))
static const struct field rhythm_fields[] = {
    {.name = "review",
     .zh = "评审",
     .type = type_custom,
     .read = read_rhythm,
     .offset = rhythm_at(review_rhythm),
     .help = N_("how often points are reviewed: month, quarter or cycle")},
    {.name = "redemption",
     .zh = "兑换",
     .type = type_custom,
     .read = read_rhythm,
     .offset = rhythm_at(redemption_rhythm),
     .help = N_("how often goods are handed out")},
    {.name = "commendation",
     .zh = "表彰",
     .type = type_custom,
     .read = read_rhythm,
     .offset = rhythm_at(commendation_rhythm),
     .help = N_("how often households are commended")},
};

static const struct field event_fields[] = {
    {.name = "date",
     .zh = "日期",
     .type = type_date,
     .required = true,
     .offset = offsetof(struct village_event, date),
     .help = N_("the day")},
    {.name = "kind",
     .zh = "种类",
     .type = type_word,
     .required = true,
     .offset = offsetof(struct village_event, kind),
     .words = event_words,
     .help = N_("review, assembly, sharing, redemption or commendation")},
    {.name = "title",
     .zh = "名称",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct village_event, title),
     .help = N_("its title")},
    {.name = "place",
     .zh = "地点",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct village_event, place),
     .help = N_("where it is held")},
    {.name = "hours",
     .zh = "时间",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct village_event, hours),
     .help = N_("at what hours")},
};
static const struct schema event_schema = {
    .name = "event", .fields = event_fields, .count = 5, .size = sizeof(struct village_event)};

#define screen_at(field) offsetof(struct screen, field)
static const struct field screen_fields[] = {
    {.name = "id",
     .zh = "编号",
     .type = type_id,
     .required = true,
     .offset = screen_at(id),
     .help = N_("its id, and its file's name")},
    {.name = "columns",
     .zh = "列数",
     .type = type_whole,
     .offset = screen_at(columns),
     .min = 2,
     .max = 64,
     .help = N_("full-width characters a line")},
    {.name = "rows",
     .zh = "行数",
     .type = type_whole,
     .offset = screen_at(rows),
     .min = 1,
     .max = 16,
     .help = N_("lines a page")},
    {.name = "encoding",
     .zh = "编码",
     .type = type_word,
     .offset = screen_at(encoding),
     .words = encoding_words,
     .help = N_("the encoding of its file")},
    {.name = "seconds",
     .zh = "秒数",
     .type = type_whole,
     .offset = screen_at(seconds),
     .min = 1,
     .max = 60,
     .help = N_("how long a page stands")},
    {.name = "max_minutes",
     .zh = "最长分钟",
     .type = type_whole,
     .offset = screen_at(max_minutes),
     .min = 1,
     .max = 120,
     .help = N_("how long the whole feed may take")},
    {.name = "show",
     .zh = "内容",
     .type = type_custom,
     .list = true,
     .read = read_show,
     .offset = screen_at(show),
     .help = N_("what it shows, the most important first")},
    {.name = "welcome",
     .zh = "欢迎语",
     .type = type_line,
     .published = true,
     .offset = screen_at(welcome),
     .help = N_("its first page")},
    {.name = "controller",
     .zh = "控制卡",
     .type = type_word,
     .offset = screen_at(controller),
     .words = controller_words,
     .help = N_("the controller that it is sent to")},
    {.name = "address",
     .zh = "地址",
     .type = type_custom,
     .read = read_address,
     .offset = screen_at(address),
     .help = N_("the controller's address: tcp://… or serial:…")},
    {.name = "width",
     .zh = "宽",
     .type = type_whole,
     .offset = screen_at(width),
     .min = 8,
     .max = 4096,
     .help = N_("pixels")},
    {.name = "height",
     .zh = "高",
     .type = type_whole,
     .offset = screen_at(height),
     .min = 8,
     .max = 1024,
     .help = N_("pixels")},
    {.name = "area",
     .zh = "区号",
     .type = type_whole,
     .offset = screen_at(area),
     .min = 0,
     .max = 7,
     .help = N_("the controller's dynamic area")},
};
static enum screen_part default_show[] = {part_welcome, part_notices, part_ranking};
static const struct screen default_screen = {
    .id = "main", .columns = 8, .rows = 2, .seconds = 5, .max_minutes = 10, .show = default_show, .shows = 3};
static const struct schema screen_schema = {.name = "screen",
                                            .fields = screen_fields,
                                            .count = sizeof screen_fields / sizeof *screen_fields,
                                            .size = sizeof(struct screen),
                                            .initial = &default_screen};

/*
 * A mapping within village.yaml whose fields lie in struct village itself, from its record on: SIZE is as
 * much of the struct as it fills, so that reading it resets nothing else.
 */
#define part_schema(title, table, from, to)                                        \
    {                                                                              \
        .name = title, .fields = table, .count = sizeof table / sizeof *table,     \
        .size = offsetof(struct village, to) - offsetof(struct village, from),     \
        .initial = (const char *)&default_village + offsetof(struct village, from) \
    }

static const struct village default_village = {.theme = "default",
                                               .cycle = {1, 1},
                                               .late = 366,
                                               .notice_days = 5,
                                               .site = shown_masked,
                                               .print = shown_full,
                                               .led = shown_masked,
                                               .warnings = warnings_count};

static const struct schema notice_schema = part_schema("notice", notice_fields, notice, committees_record);
static const struct schema committees_schema =
    part_schema("committees", committees_fields, committees_record, offices);
static const struct schema privacy_schema = part_schema("privacy", privacy_fields, privacy, rhythm_record);
static const struct schema rhythm_schema = part_schema("rhythm", rhythm_fields, rhythm_record, screens);

static const struct field village_fields[] = {
    {.name = "name",
     .zh = "名称",
     .type = type_line,
     .published = true,
     .required = true,
     .offset = at(name),
     .help = N_("the village's name")},
    {.name = "town",
     .zh = "乡镇",
     .type = type_line,
     .published = true,
     .offset = at(town),
     .help = N_("the town it belongs to")},
    {.name = "city",
     .zh = "市县",
     .type = type_line,
     .published = true,
     .offset = at(city),
     .help = N_("the city it belongs to")},
    {.name = "language",
     .zh = "语言",
     .type = type_word,
     .offset = at(language),
     .words = language_words,
     .help = N_("the language of every output")},
    {.name = "url",
     .zh = "网址",
     .type = type_custom,
     .read = read_url,
     .offset = at(url),
     .help = N_("where the site will be hosted")},
    {.name = "theme",
     .zh = "主题",
     .type = type_id,
     .offset = at(theme),
     .help = N_("the folder of themes/ that everything is made with")},
    {.name = "cycle",
     .zh = "年度起始",
     .type = type_custom,
     .read = read_cycle,
     .offset = at(cycle),
     .help = N_("the day on which a cycle starts: month-day")},
    {.name = "base",
     .zh = "基础分",
     .type = type_points,
     .offset = at(base),
     .help = N_("points every household starts a cycle with")},
    {.name = "carry",
     .zh = "结转",
     .type = type_custom,
     .read = read_carry,
     .offset = at(carry),
     .help = N_("what a household has left of a cycle: none, balance, or until a day of the next")},
    {.name = "late",
     .zh = "补记期限",
     .type = type_whole,
     .offset = at(late),
     .min = 0,
     .max = 36600,
     .help = N_("how many days after a deed it may be decided at most")},
    {.name = "notice",
     .zh = "公示",
     .type = type_record,
     .offset = at(notice),
     .schema = &notice_schema,
     .help = N_("the notice")},
    {.name = "committees",
     .zh = "评议组织",
     .type = type_record,
     .offset = at(committees_record),
     .schema = &committees_schema,
     .help = N_("who may decide")},
    {.name = "offices",
     .zh = "岗位",
     .type = type_records,
     .offset = at(offices),
     .count_offset = at(offices_len),
     .schema = &office_schema,
     .help = N_("people and places that residents look for")},
    {.name = "screens",
     .zh = "屏幕",
     .type = type_records,
     .offset = at(screens),
     .count_offset = at(screens_len),
     .schema = &screen_schema,
     .help = N_("LED signs")},
    {.name = "privacy",
     .zh = "隐私",
     .type = type_record,
     .offset = at(privacy),
     .schema = &privacy_schema,
     .help = N_("how a household's name is shown")},
    {.name = "rhythm",
     .zh = "周期",
     .type = type_record,
     .offset = at(rhythm_record),
     .schema = &rhythm_schema,
     .help = N_("how often the village means to review, hand out and commend")},
    {.name = "events",
     .zh = "日程",
     .type = type_records,
     .offset = at(events),
     .count_offset = at(events_len),
     .schema = &event_schema,
     .help = N_("days to come that residents ask for")},
};

const struct schema village_schema = {.name = "village",
                                      .fields = village_fields,
                                      .count = sizeof village_fields / sizeof *village_fields,
                                      .size = sizeof(struct village),
                                      .initial = &default_village};

/* What only the whole of village.yaml shows: screens' ids, addresses, defaults that depend on other fields.
 */
void village_finish(struct link *link)
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
            s->width = 16 * s->columns;
        if (!s->height)
            s->height = 16 * s->rows;
        if (!s->record.node)
            continue;
        if (field_right(&s->record, screen_id))
            define_file(link, &ids, s->id, i, node_place(s->record.node, "id"));
        if (s->controller != controller_file && !field_given(&s->record, screen_address))
            diag_error(link->diags, node_start(s->record.node), "missing-key",
                       N_("\"{1}\" is missing: the controller must be reached somehow"), "address", NULL);
    }
    define_end(&ids);
    map_free(&names);
}
