#include "cmd/init_files.h"

#include "base/date.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/help_records.h"
#include "cmd/scaffold.h"
#include "cmd/schema_json.h"
#include "records/schemas.h"
#include "yaml/insert.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static struct buf *add(struct init_files *files, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A file that is empty so far. */
static struct buf *add(struct init_files *files, const char *format, ...)
{
    struct init_file file = {.text = {0}};
    va_list args;
    va_start(args, format);
    vsnprintf(file.path, sizeof file.path, format, args);
    va_end(args);
    memory_push(files, file);
    return &files->items[files->len - 1].text;
}

/* The schema of what the list FIELD of SCHEMA holds. */
static const struct schema *within(const struct schema *schema, const char *field)
{
    return schema_named(schema, field)->schema;
}

static const char *called(const struct init_village *v, const struct schema *schema, const char *field)
{
    const struct field *f = schema_named(schema, field);
    return v->chinese ? f->zh : f->name;
}

/* A list of SCHEMA, the field FIELD, with nothing in it but an example. */
static void put_list(const struct init_village *v, const struct scaffold *s, const struct schema *schema,
                     const char *field, struct buf *out)
{
    buf_printf(out, "%s:\n", called(v, schema, field));
    scaffold_example(s, within(schema, field), 2, out);
}

/* --- records */

/* The terms of the notice, as far as they are known, in one line. */
static void put_terms(const struct init_village *v, struct buf *out)
{
    const struct schema *notice = within(records_schema(source_village), "notice");
    buf_printf(out, "{%s: 5", called(v, notice, "days"));
    if (v->contact) {
        buf_printf(out, ", %s: ", called(v, notice, "contact"));
        insert_scalar(out, v->contact);
    }
    if (v->phone) {
        buf_printf(out, ", %s: ", called(v, notice, "phone"));
        insert_scalar(out, v->phone);
    }
    buf_putc(out, '}');
}

static void put_village(const struct init_village *v, struct buf *out)
{
    const char *values[] = {v->name, v->town, v->city};
    static const char *const names[] = {"name", "town", "city"};
    struct buf quoted[4] = {{0}, {0}, {0}, {0}};
    struct scaffold_given given[5];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        if (values[i]) {
            insert_scalar(&quoted[i], values[i]);
            given[count++] = (struct scaffold_given){names[i], buf_text(&quoted[i])};
        }
    given[count++] = (struct scaffold_given){"language", v->chinese ? "zh-CN" : "en"};
    if (v->contact || v->phone) {
        put_terms(v, &quoted[3]);
        given[count++] = (struct scaffold_given){"notice", buf_text(&quoted[3])};
    }
    scaffold_prose(
        _("What the village is, and how its points are kept. What stands behind # is not read: prose, "
          "and examples, which count once the # before them is taken away. Everything may be "
          "written by its Chinese or its English name."),
        out);
    struct scaffold s = {.chinese = v->chinese, .today = v->today, .given = given, .count = count};
    scaffold_fields(&s, records_schema(source_village), 0, out);
    for (size_t i = 0; i < 4; i++)
        buf_free(&quoted[i]);
}

/* The headings of a points list: those of a list that there is, or as villages have them. */
static void put_categories(const struct init_village *v, struct buf *out)
{
    static const struct {
        const char *id, *title;
    } usual[] = {{"order", N_("Public order")},
                 {"virtue", N_("Welfare and virtue")},
                 {"community", N_("Community")},
                 {"family", N_("Family")},
                 {"honour", N_("Commendation")}};
    enum { usual_len = sizeof usual / sizeof *usual };
    const struct schema *list = records_schema(source_rules), *category = within(list, "categories");
    buf_printf(out, "%s:\n", called(v, list, "categories"));
    for (size_t i = 0; i < (v->headings ? v->headings_len : usual_len); i++) {
        const char *title = v->headings ? v->headings[i] : _(usual[i].title);
        const char *id = v->headings ? NULL : usual[i].id;
        for (size_t k = 0; k < usual_len && !id; k++)
            id = fold_same(title, _(usual[k].title)) ? usual[k].id : NULL;
        buf_printf(out, "  - {%s: ", called(v, category, "id"));
        if (id)
            buf_puts(out, id);
        else
            buf_printf(out, "k%02zu", i + 1);
        buf_printf(out, ", %s: ", called(v, category, "title"));
        insert_scalar(out, title);
        buf_puts(out, "}\n");
    }
}

/* A line of a list's head, with what it is for; an example where VALUE is NULL. */
static void put_head(const struct init_village *v, const char *field, const char *value, struct buf *out)
{
    enum { remark_column = 32 };
    const struct schema *list = records_schema(source_rules);
    struct buf line = {0}, remark = {0}, quoted = {0};
    if (value)
        insert_scalar(&quoted, value);
    help_remark(list, schema_named(list, field), &remark);
    buf_printf(&line, "%s%s:%s%s", value ? "" : "#", called(v, list, field), value ? " " : "",
               buf_text(&quoted));
    int columns = utf8_columns(buf_text(&line), line.len);
    buf_fill(&line, ' ', columns + 2 < remark_column ? (size_t)(remark_column - columns) : 2);
    buf_printf(out, "%s# %s\n", buf_text(&line), buf_text(&remark));
    buf_free(&line);
    buf_free(&remark);
    buf_free(&quoted);
}

/* Who gives the village's own list: its committee, by the kind of village that its name says. */
static void put_issuer(const struct init_village *v, struct buf *out)
{
    static const struct {
        const char *end, *committee;
    } kinds[] = {{"村", "村民委员会"}, {"社区", "居民委员会"}};
    size_t len = strlen(v->name);
    buf_puts(out, v->name);
    for (size_t i = 0; v->chinese && i < sizeof kinds / sizeof *kinds; i++)
        if (len > strlen(kinds[i].end) && strcmp(v->name + len - strlen(kinds[i].end), kinds[i].end) == 0)
            buf_puts(out, kinds[i].committee);
}

/* The list of the city or the town, with the headings and an example of a rule. */
static void put_city(const struct init_village *v, struct buf *out)
{
    const struct schema *list = records_schema(source_rules);
    struct scaffold s = {.chinese = v->chinese, .today = v->today};
    scaffold_prose(
        _("The points list that the city or the town gives: what earns or costs points, under which "
          "headings. The village's own list is read after it and may change it."),
        out);
    put_head(v, "level", v->chinese ? "市" : "city", out);
    put_head(v, "issuer", NULL, out);
    put_head(v, "document", NULL, out);
    put_categories(v, out);
    put_list(v, &s, list, "rules", out);
}

static void put_rules(const struct init_village *v, struct buf *out)
{
    const struct schema *list = records_schema(source_rules), *rule = within(list, "rules");
    struct scaffold s = {.chinese = v->chinese, .today = v->today};
    char date[date_text_size];
    date_format(v->today, date);
    scaffold_prose(
        _("The village's own points list, and what it changes of those before. The assembly decides "
          "it: the id of that meeting stands here."),
        out);
    struct buf issuer = {0};
    put_issuer(v, &issuer);
    put_head(v, "level", v->chinese ? "村" : "village", out);
    put_head(v, "issuer", buf_text(&issuer), out);
    buf_free(&issuer);
    buf_printf(out, "#%s: %s\n%s:\n  #- {%s: tea, %s: virtue, %s: %s, %s: 2}\n", called(v, list, "decided"),
               date, called(v, list, "rules"), called(v, rule, "id"), called(v, rule, "category"),
               called(v, rule, "title"), _("Helping with the harvest"), called(v, rule, "points"));
    put_list(v, &s, list, "adjust", out);
}

static void put_group(const struct init_village *v, size_t number, struct buf *out)
{
    const struct schema *file = records_schema(source_households), *group = within(file, "group");
    struct scaffold s = {.chinese = v->chinese, .today = v->today};
    scaffold_prose(
        _("The households of a group, a file a group. No identity numbers and no mobile numbers: they "
          "are refused."),
        out);
    buf_printf(out, "%s: {%s: g%zu, %s: ", called(v, file, "group"), called(v, group, "id"), number + 1,
               called(v, group, "name"));
    insert_scalar(out, v->groups[number]);
    buf_puts(out, "}\n");
    put_list(v, &s, file, "households", out);
}

static void put_rewards(const struct init_village *v, struct buf *out)
{
    const struct schema *rewards = records_schema(source_rewards);
    struct scaffold s = {.chinese = v->chinese, .today = v->today};
    scaffold_prose(_("What points buy (goods), what they open (services), and the titles that they reach."),
                   out);
    put_list(v, &s, rewards, "goods", out);
    put_list(v, &s, rewards, "services", out);
    put_list(v, &s, rewards, "honours", out);
}

/* The lists of a year, with an example each. */
static void add_years(const struct init_village *v, struct init_files *files)
{
    static const struct {
        enum source_kind kind;
        const char *text;
    } lists[] = {
        {source_claims, N_("What residents declare, until a meeting decides it.")},
        {source_objections, N_("Objections to entries. Who objects is not recorded.")},
        {source_redemptions, N_("What was handed out for points.")},
        {source_disclosures,
         N_("To whom a household's record was shown outside the village, and on what legal basis. It is "
            "never published.")},
    };
    struct scaffold s = {.chinese = v->chinese, .today = v->today};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        int year = date_split(v->today).year;
        struct buf *out = add(files, "%s", record_files_of_year(&arena, lists[i].kind, year));
        scaffold_prose(_(lists[i].text), out);
        scaffold_example(&s, records_schema(lists[i].kind), 0, out);
    }
    arena_free(&arena);
}

/* --- beside the records */

static void put_page(const struct init_village *v, struct buf *out)
{
    buf_printf(out, "---\n%s: %s\n---\n\n", v->chinese ? "标题" : "title", _("About the village"));
    buf_printf(out,
               _("%s publishes its points here: the list, what each meeting decided, and every household's "
                 "account."),
               v->name);
    buf_puts(out, "\n");
}

static void put_readme(const struct init_village *v, struct buf *out)
{
    buf_printf(out, "# %s\n\n", v->name);
    buf_puts(
        out,
        _("The village's points records. `gongshi` checks them and makes the website, the notices and "
          "the screens' texts.\n\n"
          "1. Write the households into `records/households/`, or take them from a spreadsheet: `gongshi "
          "sheet households`, and when it is filled in `gongshi import households.xlsx`.\n"
          "2. Write the points list into `records/rules/`, and the meeting of the assembly that decided "
          "it: `gongshi new meeting kind=assembly`.\n"
          "3. After each meeting: `gongshi new meeting`, fill in what it decided, or take it from a "
          "spreadsheet (`gongshi sheet meeting`, `gongshi import meeting.xlsx`); `gongshi check`.\n"
          "4. `gongshi build` makes everything in `out/`; `gongshi serve` shows the site while you "
          "write. Every morning `gongshi today` says what is to be done.\n"
          "5. Keep each step: `git add -A`, `git commit`. Once, `gongshi hooks install`: from then on git "
          "takes "
          "nothing that is wrong, or that alters what was published.\n"));
}

/* What an editor with a YAML language server knows the records by. */
static void add_editor(struct init_files *files)
{
    struct buf settings = {0};
    buf_puts(&settings, "{\n  \"files.encoding\": \"utf8\",\n  \"files.eol\": \"\\n\",\n"
                        "  \"[yaml]\": {\"editor.insertSpaces\": true, \"editor.tabSize\": 2},\n"
                        "  \"yaml.schemas\": {");
    for (int kind = 0; kind < source_none; kind++) {
        const struct record_files *of = &record_files[kind];
        schema_json((enum source_kind)kind, add(files, ".vscode/schemas/%s.json", of->name));
        buf_printf(&settings, "%s\n    \".vscode/schemas/%s.json\": \"%s\"", kind ? "," : "", of->name,
                   of->pattern);
    }
    buf_puts(&settings, "\n  }\n}\n");
    buf_put(add(files, ".vscode/settings.json"), settings.data, settings.len);
    buf_puts(add(files, ".vscode/extensions.json"), "{\"recommendations\": [\"redhat.vscode-yaml\"]}\n");
    buf_free(&settings);
}

static void add_settings(struct init_files *files)
{
    buf_puts(
        add(files, ".gitignore"),
        "/out/\n/.gongshi/\n/*.xlsx\n/*.xls\n/*.et\n/*.csv\n~$*\n*~\nThumbs.db\ndesktop.ini\n.DS_Store\n");
    buf_puts(add(files, ".gitattributes"),
             "* text=auto eol=lf\n*.xlsx binary\n*.xls binary\n*.pdf binary\n*.jpg binary\n*.jpeg binary\n"
             "*.png binary\n*.docx binary\n*.doc binary\n");
    buf_puts(add(files, ".editorconfig"),
             "root = true\n\n[*]\ncharset = utf-8\nend_of_line = lf\nindent_style = space\nindent_size = 2\n"
             "insert_final_newline = true\ntrim_trailing_whitespace = true\n");
    add_editor(files);
}

void init_files_compose(const struct init_village *v, struct init_files *files)
{
    struct buf *village = add(files, "records/village.yaml");
    put_village(v, village);
    put_city(v, add(files, init_city_path));
    put_rules(v, add(files, "records/rules/30-village.yaml"));
    for (size_t i = 0; i < v->groups_len; i++)
        put_group(v, i, add(files, "records/households/%zu.yaml", i + 1));
    put_rewards(v, add(files, "records/rewards.yaml"));
    add_years(v, files);
    add(files, "records/meetings/.gitkeep");
    put_page(v, add(files, "content/about-village.md"));
    put_readme(v, add(files, "README.md"));
    add_settings(files);
}

void init_files_free(struct init_files *files)
{
    for (size_t i = 0; i < files->len; i++)
        buf_free(&files->items[i].text);
    memory_free(files->items);
}
