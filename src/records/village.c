/* village.yaml: the village, its cycle, its notice period, its committees, its privacy policy. */
#include "records/fields.h"

#include <string.h>

#define at(field) offsetof(struct village, field)

const struct word language_words[] = {
    [language_zh_cn] = {"zh-CN", "zh-CN"}, [language_en] = {"en", "en"}, {NULL, NULL}};
static const struct word shown_words[] = {{"full", "全名"}, {"masked", "遮名"}, {"id", "户号"}, {NULL, NULL}};
static const struct word warnings_words[] = {
    {"count", "计数"}, {"masked", "遮名"}, {"named", "具名"}, {NULL, NULL}};
static const struct word rhythm_words[] = {
    {"month", "月"}, {"quarter", "季"}, {"cycle", "年度"}, {NULL, NULL}};
const struct word occasion_words[] = {[occasion_review] = {"review", "评审"},
                                      [occasion_assembly] = {"assembly", "代表大会"},
                                      [occasion_sharing] = {"sharing", "分享"},
                                      [occasion_redemption] = {"redemption", "兑换"},
                                      [occasion_commendation] = {"commendation", "表彰"},
                                      {NULL, NULL}};
static const struct word carry_words[] = {{"none", "不结转"}, {"balance", "结转"}, {NULL, NULL}};

static bool read_cycle(struct schema_reader *r, const struct node *node, void *field)
{
    return read_month_day(r, node, field);
}

static bool read_carry(struct schema_reader *r, const struct node *node, void *record)
{
    struct village *v = record;
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

static void tell_day(const struct day_of_year *day, struct buf *out)
{
    buf_printf(out, "%02d-%02d", (int)day->month, (int)day->day);
}

static void tell_cycle(const void *field, bool zh, struct buf *out)
{
    (void)zh;
    tell_day(field, out);
}

static void tell_carry(const void *record, bool zh, struct buf *out)
{
    const struct village *v = record;
    const struct word *word = &carry_words[v->carry == carry_none ? 0 : 1];
    if (v->carry == carry_until)
        tell_day(&v->carry_day, out);
    else
        buf_puts(out, zh ? word->zh : word->name);
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
    size_t len = strlen(line);
    while (len > 1 && line[len - 1] == '/')
        len--;
    *(const char **)field = arena_text(r->arena, line, len);
    return true;
}

static const struct word also_words[] = {{"group_rank", "组内名次"}, {"lifetime", "历年积分"}, {NULL, NULL}};

static bool read_also_word(struct schema_reader *r, const struct node *node, void *context)
{
    int word;
    if (!read_word(r, node, also_words, &word))
        return false;
    *(uint32_t *)context |= UINT32_C(1) << word;
    return true;
}

static bool read_also(struct schema_reader *r, const struct node *node, void *field)
{
    return read_each(r, node, read_also_word, field);
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

static const struct field notice_fields[] = {
    {.name = "days",
     .zh = "天数",
     .type = type_whole,
     .offset = offsetof(struct notice_terms, days),
     .min = 1,
     .max = 60,
     .stated = true,
     .help = N_("how many days a notice stands")},
    {.name = "contact",
     .zh = "联系人",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct notice_terms, contact),
     .help = N_("who takes objections")},
    {.name = "phone",
     .zh = "电话",
     .type = type_line,
     .published = true,
     .offset = offsetof(struct notice_terms, phone),
     .help = N_("the telephone of who takes objections")},
};

static const struct field committee_fields[] = {
    [committee_name] = {.name = "name",
                        .zh = "名称",
                        .type = type_line,
                        .published = true,
                        .offset = offsetof(struct committee, name),
                        .help = N_("what it is called")},
    [committee_quorum] = {.name = "quorum",
                          .zh = "法定人数",
                          .type = type_whole,
                          .offset = offsetof(struct committee, quorum),
                          .min = 1,
                          .max = 100000,
                          .help = N_("how many must be present for it to decide")},
    [committee_members] = {.name = "members",
                           .zh = "成员",
                           .type = type_ids,
                           .offset = offsetof(struct committee, members_),
                           .help = N_("its members: households or residents")},
};
static const struct schema committee_schema = {.name = "committee",
                                               .zh = "评议会",
                                               .fields = committee_fields,
                                               .count = field_count(committee_fields),
                                               .size = sizeof(struct committee)};

static const struct field committees_fields[] = {
    {.name = "review",
     .zh = "评审会",
     .type = type_record,
     .offset = offsetof(struct committees, review),
     .schema = &committee_schema,
     .help = N_("the committee that reviews points")},
    {.name = "assembly",
     .zh = "代表大会",
     .type = type_record,
     .offset = offsetof(struct committees, assembly),
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
static const struct schema office_schema = {.name = "office",
                                            .zh = "岗位",
                                            .fields = office_fields,
                                            .count = field_count(office_fields),
                                            .size = sizeof(struct office)};

static const struct field privacy_fields[] = {
    {.name = "site",
     .zh = "网站",
     .type = type_word,
     .offset = offsetof(struct privacy, site),
     .words = shown_words,
     .stated = true,
     .help = N_("how names are shown on the site and in texts")},
    {.name = "print",
     .zh = "纸上",
     .type = type_word,
     .offset = offsetof(struct privacy, print),
     .words = shown_words,
     .stated = true,
     .help = N_("how names are shown on what is posted")},
    {.name = "led",
     .zh = "屏幕",
     .type = type_word,
     .offset = offsetof(struct privacy, led),
     .words = shown_words,
     .stated = true,
     .help = N_("how names are shown on screens")},
    {.name = "warnings",
     .zh = "反向清单",
     .type = type_word,
     .offset = offsetof(struct privacy, warnings),
     .words = warnings_words,
     .stated = true,
     .help = N_("how entries under negative rules are shown")},
    {.name = "words",
     .zh = "词语",
     .type = type_lines,
     .offset = offsetof(struct privacy, words),
     .help = N_("words that are somebody's name too and are left as they are in texts")},
};

static const struct field rhythm_fields[] = {
    {.name = "review",
     .zh = "评审",
     .type = type_custom,
     .read = read_rhythm,
     .offset = offsetof(struct rhythms, review),
     .words = rhythm_words,
     .help = N_("how often points are reviewed: month, quarter or cycle")},
    {.name = "redemption",
     .zh = "兑换",
     .type = type_custom,
     .read = read_rhythm,
     .offset = offsetof(struct rhythms, redemption),
     .words = rhythm_words,
     .help = N_("how often goods are handed out")},
    {.name = "commendation",
     .zh = "表彰",
     .type = type_custom,
     .read = read_rhythm,
     .offset = offsetof(struct rhythms, commendation),
     .words = rhythm_words,
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
     .words = occasion_words,
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
static const struct schema event_schema = {.name = "event",
                                           .zh = "日程",
                                           .fields = event_fields,
                                           .count = field_count(event_fields),
                                           .size = sizeof(struct village_event)};

static const struct village default_village = {
    .theme = "default",
    .cycle = {1, 1},
    .late = 366,
    .notice = {.days = 5},
    .privacy = {.site = shown_masked, .print = shown_full, .led = shown_masked, .warnings = warnings_count}};

static const struct schema notice_schema = {.name = "notice",
                                            .zh = "公示",
                                            .fields = notice_fields,
                                            .count = field_count(notice_fields),
                                            .size = sizeof(struct notice_terms),
                                            .initial = &default_village.notice};
static const struct schema committees_schema = {.name = "committees",
                                                .zh = "评议组织",
                                                .fields = committees_fields,
                                                .count = field_count(committees_fields),
                                                .size = sizeof(struct committees)};
static const struct schema privacy_schema = {.name = "privacy",
                                             .zh = "隐私",
                                             .fields = privacy_fields,
                                             .count = field_count(privacy_fields),
                                             .size = sizeof(struct privacy),
                                             .initial = &default_village.privacy};
static const struct schema rhythm_schema = {.name = "rhythm",
                                            .zh = "周期",
                                            .fields = rhythm_fields,
                                            .count = field_count(rhythm_fields),
                                            .size = sizeof(struct rhythms)};

static const struct field village_fields[] = {
    [village_name] = {.name = "name",
                      .zh = "名称",
                      .type = type_line,
                      .published = true,
                      .required = true,
                      .offset = at(name),
                      .help = N_("the village's name")},
    [village_town] = {.name = "town",
                      .zh = "乡镇",
                      .type = type_line,
                      .published = true,
                      .offset = at(town),
                      .help = N_("the town it belongs to")},
    [village_city] = {.name = "city",
                      .zh = "市县",
                      .type = type_line,
                      .published = true,
                      .offset = at(city),
                      .help = N_("the city it belongs to")},
    [village_language] = {.name = "language",
                          .zh = "语言",
                          .type = type_word,
                          .offset = at(language),
                          .words = language_words,
                          .stated = true,
                          .help = N_("the language of every output")},
    [village_url] = {.name = "url",
                     .zh = "网址",
                     .type = type_custom,
                     .read = read_url,
                     .offset = at(url),
                     .takes = N_("an address that begins with http:// or https://"),
                     .help = N_("where the site will be hosted")},
    [village_theme] = {.name = "theme",
                       .zh = "主题",
                       .type = type_id,
                       .offset = at(theme),
                       .stated = true,
                       .help = N_("the folder of themes/ that everything is made with")},
    [village_cycle] = {.name = "cycle",
                       .zh = "年度起始",
                       .type = type_custom,
                       .read = read_cycle,
                       .offset = at(cycle),
                       .takes = N_("a month and a day, such as 01-01"),
                       .stated = true,
                       .tell = tell_cycle,
                       .help = N_("the day on which a cycle starts: month-day")},
    [village_base] = {.name = "base",
                      .zh = "基础分",
                      .type = type_points,
                      .offset = at(base),
                      .stated = true,
                      .help = N_("points every household starts a cycle with")},
    [village_carry] =
        {.name = "carry",
         .zh = "结转",
         .type = type_custom,
         .read = read_carry,
         .words = carry_words,
         .takes = N_("or a month and a day, such as 03-31"),
         .stated = true,
         .tell = tell_carry,
         .help = N_("what a household has left of a cycle: none, balance, or until a day of the next")},
    [village_late] = {.name = "late",
                      .zh = "补记期限",
                      .type = type_whole,
                      .offset = at(late),
                      .min = 0,
                      .max = 36600,
                      .stated = true,
                      .help = N_("how many days after a deed it may be decided at most")},
    [village_also] = {.name = "also",
                      .zh = "另列",
                      .type = type_custom,
                      .list = true,
                      .read = read_also,
                      .offset = at(also),
                      .words = also_words,
                      .takes = N_("several in a list"),
                      .help = N_("what is worked out of every household besides: its rank within its group, "
                                 "what it has earned in all cycles")},
    [village_notice] = {.name = "notice",
                        .zh = "公示",
                        .type = type_record,
                        .offset = at(notice),
                        .schema = &notice_schema,
                        .help = N_("the notice")},
    [village_committees] = {.name = "committees",
                            .zh = "评议组织",
                            .type = type_record,
                            .offset = at(committees),
                            .schema = &committees_schema,
                            .help = N_("who may decide")},
    [village_offices] = {.name = "offices",
                         .zh = "岗位",
                         .type = type_records,
                         .offset = at(offices),
                         .count_offset = at(offices_len),
                         .schema = &office_schema,
                         .help = N_("people and places that residents look for")},
    [village_screens] = {.name = "screens",
                         .zh = "屏幕",
                         .type = type_records,
                         .offset = at(screens),
                         .count_offset = at(screens_len),
                         .schema = &screen_schema,
                         .otherwise = N_("one: {id: main}"),
                         .help = N_("LED signs")},
    [village_privacy] = {.name = "privacy",
                         .zh = "隐私",
                         .type = type_record,
                         .offset = at(privacy),
                         .schema = &privacy_schema,
                         .help = N_("how a household's name is shown")},
    [village_rhythm] = {.name = "rhythm",
                        .zh = "周期",
                        .type = type_record,
                        .offset = at(rhythm),
                        .schema = &rhythm_schema,
                        .help = N_("how often the village means to review, hand out and commend")},
    [village_events] = {.name = "events",
                        .zh = "日程",
                        .type = type_records,
                        .offset = at(events),
                        .count_offset = at(events_len),
                        .schema = &event_schema,
                        .help = N_("days to come that residents ask for")},
};

const struct schema village_schema = {.name = "village",
                                      .zh = "村",
                                      .fields = village_fields,
                                      .count = field_count(village_fields),
                                      .size = sizeof(struct village),
                                      .initial = &default_village};
