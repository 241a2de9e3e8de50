#include "cmd/help.h"

#include "base/buf.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "cmd/help_records.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unilbrk.h>

enum { page_width = 80, option_indent = 4, text_indent = 8, most_options = 16, most_examples = 4 };

/* An operand or option, and what it is for. */
struct help_option {
    const char *word; /* as it is typed */
    const char *text; /* a catalogue key */
};

struct help_page {
    const char *name;                         /* the command */
    const char *use;                          /* how it is called */
    const char *text;                         /* a catalogue key: what it does */
    struct help_option options[most_options]; /* until the first without a word */
    const char *status;                       /* a catalogue key; NULL: what it is of most commands */
    const char *examples[most_examples];      /* until the first NULL */
};

/* What several commands share. */
static const char folder_text[] =
    N_("the village's folder, which holds records/; a first operand that is such a folder says it too; "
       "otherwise the current folder");
static const char date_text[] = N_("the day for which everything is computed; otherwise today in Beijing");
static const char out_text[] = N_("where everything goes; otherwise DIR/out");
static const char language_text[] = N_("zh-CN or en, in the place of the village's own language");
static const char jobs_text[] =
    N_("work with so many threads, 1 to 256; otherwise as many as there are processors; the result is the "
       "same");
static const char usual_status[] = N_(
    "0: done, warnings allowed. 1: the records have errors. 2: the command was used wrongly. 3: the machine "
    "failed (disk, memory, a library).");

static const struct help_page pages[] = {
    {"build",
     "gongshi build [DIR] [-o OUT] [--date YYYY-MM-DD] [--only LIST] "
     "[--meeting YYYY-MM-DD] [--language LANGUAGE] [-j N] [-q]",
     N_("Checks the records, computes all points and makes everything that the village shows: the website in "
        "OUT/site, which may be hosted; papers for the board in OUT/print; texts for the screens in OUT/led; "
        "papers of "
        "the office, with full names, in OUT/office, which must never be hosted. All of it takes the place "
        "of what was there at once, or, where anything fails, nothing does. Files that "
        "did not change keep their times. A folder that is not empty and was not made by gongshi is "
        "refused."),
     {{"-C DIR", folder_text},
      {"-o OUT, --output OUT", out_text},
      {"--date YYYY-MM-DD", date_text},
      {"--only LIST", N_("make only these outputs, with commas between: site, print, led, office; the others "
                         "stay as they are")},
      {"--meeting YYYY-MM-DD", N_("the day of the review that the office's papers prepare; otherwise the "
                                  "next by the village's rhythm")},
      {"--language LANGUAGE", language_text},
      {"-j N, --jobs N", jobs_text},
      {"-q, --quiet", N_("no progress and no closing line")}},
     NULL,
     {"gongshi build", "gongshi build --date 2026-11-20 --only site,print",
      "gongshi build /srv/village -o /srv/www/village"}},
    {"serve",
     "gongshi serve [DIR] [-o OUT] [--date YYYY-MM-DD] [--host ADDRESS] [--port N] [-j N]",
     N_("Builds the village, shows its site to this machine's browser, and builds again whenever the "
        "records, the pages in content/ or the theme change; the page in the browser then loads itself "
        "again. While the records have errors the browser shows these, and the last good site can still be "
        "reached. Ctrl-C ends it."),
     {{"-C DIR", folder_text},
      {"-o OUT, --output OUT", out_text},
      {"--date YYYY-MM-DD", date_text},
      {"--host ADDRESS",
       N_("the address to serve at; otherwise 127.0.0.1, which other machines can't reach")},
      {"--port N", N_("the port to serve at; otherwise 8080")},
      {"-j N, --jobs N", jobs_text}},
     N_("0: it was ended. 2: the command was used wrongly, or the port is taken."),
     {"gongshi serve", "gongshi serve /srv/village --port 8000"}},
    {"check",
     "gongshi check [DIR] [--since REV] [--at REV | --staged] [--date YYYY-MM-DD] [-j N] [-q]",
     N_("Reads all records and reports everything that is wrong, in the order of files and lines: the file, "
        "the line, the column, a code, a sentence, and the line itself with a mark under the place. Warnings "
        "stop nothing. Of content/ it reports what may not come in at all: texts that are not UTF-8, numbers "
        "of persons, unfinished merges. With --since it also looks whether anything that was decided and put "
        "on notice in a "
        "commit has been altered or removed since: entries, corrections, decisions of claims and objections, "
        "redemptions, disclosures, the ids of households, the past values of rules. What is new may come "
        "behind, minutes may be mended, and how it is written does not matter. It changes no file."),
     {{"-C DIR", folder_text},
      {"--since REV", N_("compare with this commit: HEAD, a branch, a tag, an id; REV:FOLDER where the "
                         "village lay elsewhere "
                         "in the repository then")},
      {"--at REV", N_("check the records of this commit, not those that lie here; in a bare repository too")},
      {"--staged", N_("check what is staged for the next commit")},
      {"--date YYYY-MM-DD",
       N_("the day for which everything is computed, and up to which notices have begun; "
          "otherwise today in Beijing")},
      {"-j N", jobs_text},
      {"-q, --quiet", N_("no line that says that nothing is wrong")}},
     N_("0: nothing is wrong, warnings allowed. 1: the records have errors, or what was decided has been "
        "altered. 2: the command was used wrongly, or there is no such commit. 3: the machine failed (disk, "
        "memory, a library)."),
     {"gongshi check", "gongshi check /srv/village", "gongshi check --since HEAD~10"}},
    {"ledger",
     "gongshi ledger [DIR] [--date YYYY-MM-DD] [--format FORMAT] [--public] [--entries] [--cycle YEAR] [-j "
     "N] [ID …]",
     N_("Prints what follows from the records on a day: every household's points earned, on notice, redeemed "
        "and left, its rank, its honours and the services open to it. Names are shown in full: it is for the "
        "office."),
     {{"-C DIR", folder_text},
      {"--date YYYY-MM-DD", date_text},
      {"--format FORMAT",
       N_("table (the default, for reading), json (everything, for programs), csv (for a spreadsheet)")},
      {"--public", N_("only what the website may carry, with names as the village's policy has them")},
      {"--entries",
       N_("the entries instead, with the id of each, its household and rule, and the file and line where it "
          "stands")},
      {"--cycle YEAR", N_("only this cycle")},
      {"-j N, --jobs N", jobs_text},
      {"ID …", N_("only these households, by id; with --entries meetings too")}},
     NULL,
     {"gongshi ledger", "gongshi ledger --cycle 2025 h105 h106", "gongshi ledger --format csv > ledger.csv",
      "gongshi ledger --entries 2026-11-18"}},
    {"explain",
     "gongshi explain [DIR] [--date YYYY-MM-DD] [--format FORMAT] [--language LANGUAGE] ID …",
     N_("Says how a figure came about, step by step, with the file and line that each step comes from: of an "
        "entry (2026-11-18/6), a household (h105), a resident (h105-2), a claim, an objection or a "
        "redemption (2026-07-11/3). A household's explanation is its running account. Where an id may be "
        "several things, the kind stands before it: redemption:2026-07-11/3."),
     {{"-C DIR", folder_text},
      {"--date YYYY-MM-DD", date_text},
      {"--format FORMAT", N_("text (the default) or json: the steps as data")},
      {"--language LANGUAGE", language_text},
      {"ID …", N_("what is to be explained")}},
     NULL,
     {"gongshi explain h105", "gongshi explain 2026-11-18/6 c26-15"}},
    {"statement",
     "gongshi statement [DIR] [-o FILE] [--date YYYY-MM-DD] [--all-years] [--language LANGUAGE] HOUSEHOLD …",
     N_("Makes a household's statement as PDF: how it stands, its account line by line, every entry with its "
        "status and reason, what its points buy and open, and to whom its record was shown. It is for that "
        "household alone and shows its names in full. Several households come one after the other in one "
        "file, each from a page of its own."),
     {{"-C DIR", folder_text},
      {"-o FILE, --output FILE",
       N_("the file that is written; otherwise statement-HOUSEHOLD.pdf, of several statements.pdf, in the "
          "current folder")},
      {"--date YYYY-MM-DD", date_text},
      {"--all-years", N_("all years of the household, to be filed; otherwise the present one")},
      {"--language LANGUAGE", language_text},
      {"HOUSEHOLD …", N_("its id, or the name of its head or of a member")}},
     NULL,
     {"gongshi statement h105", "gongshi statement --all-years -o archive.pdf h105"}},
    {"history",
     "gongshi history [DIR] ID",
     N_("Says who committed a decision, when, and what has become of it in every commit since: of an entry "
        "(2026-11-18/6), a meeting, a claim, an objection, a redemption (2026-07-11/3), a household or a "
        "rule. Corrections and objections belong to the entry that they are about. What is not committed yet "
        "comes last. Names and notes are shown in full: it is for the office."),
     {{"-C DIR", folder_text}, {"ID", N_("what it is asked of; a kind may stand before it: rule:patrol")}},
     N_("0: done. 2: nothing has had that id, or this is no git repository. 3: the machine failed."),
     {"gongshi history 2026-11-18/6", "gongshi history rule:patrol"}},
    {"hooks",
     "gongshi hooks install [DIR]",
     N_("Writes git's pre-commit hook: it refuses a commit whose records have errors or alter what was "
        "decided and put on notice. It looks at what is staged. Beside it stands gongshi-pre-receive, which "
        "does the same on a server for a push and refuses that history is rewritten; how to install it "
        "stands in it. "
        "In a bare repository that one is installed at once. Another's hook stays as it is."),
     {{"-C DIR",
       N_("the village's folder, or a bare repository; an operand says it too; otherwise the current "
          "folder")}},
     N_("0: done. 2: there is another hook, this is no git repository, or the command was used wrongly. 3: "
        "the machine failed."),
     {"gongshi hooks install", "gongshi hooks install /srv/git/village.git"}},
    {"verify",
     "gongshi verify [-C DIR] [--language LANGUAGE] [-j N] SITE",
     N_("Computes a published site again, from the commit that its data/ledger.json names and for its day, "
        "and compares: every figure of the ledger, every data file, page and paper. What differs is named. "
        "The commit is looked for in the clone that DIR is in; its files, the work tree and what is "
        "published "
        "stay as they are."),
     {{"-C DIR", N_("the village's folder in a clone; otherwise the current folder")},
      {"SITE", N_("the published folder (out, or its site/), or the site's address (http or https)")},
      {"--language LANGUAGE", N_("zh-CN or en, where the site was built with this option")},
      {"-j N, --jobs N", jobs_text}},
     N_("0: all is as computed. 1: something differs, or can't be computed again. 2: the command was used "
        "wrongly, or the clone lacks what is needed. 3: the machine or the network failed."),
     {"gongshi verify out", "gongshi verify https://village.example"}},
    {"claims",
     "gongshi claims add [DIR] [FILE | --household LIST --rule RULE --date DATE …]",
     N_("Adds what residents declare to records/claims/YEAR.yaml, each with an id of its own. The text comes "
        "from the site's form, by FILE or standard input; or the options say it without a form. It is "
        "checked first: where anything is wrong, nothing is written."),
     {{"-C DIR", folder_text},
      {"FILE", N_("a file with the text of one claim or several; - or nothing: standard input")},
      {"--household LIST", N_("the household, or several with commas between")},
      {"--resident NAME", N_("the resident who did it, by name or id; several with commas")},
      {"--rule RULE", N_("the rule, by id")},
      {"--date YYYY-MM-DD", N_("the day of the deed")},
      {"--times N", N_("how many times; otherwise once")},
      {"--points P", N_("how many points, where the rule has a range")},
      {"--note TEXT", N_("a note, for the office")},
      {"--evidence PATH", N_("a photograph or paper, its path from records/; goes with a form too")},
      {"--via HOW", N_("how it came: web, paper or visit; otherwise web for a form, paper for options")},
      {"--received YYYY-MM-DD", N_("the day it was received; otherwise today in Beijing")},
      {"--again", N_("the same household, rule and day are claimed on purpose a second time")},
      {"--dry-run", N_("show what would be written, and write nothing")}},
     NULL,
     {"gongshi claims add claim.txt",
      "gongshi claims add --household h105,h106 --rule patrol --date 2026-11-18"}},
    {"secret",
     "gongshi secret [DIR] [--replace]",
     N_("Makes the village's secret, DIR/.gongshi/secret, or the file that GONGSHI_SECRET_FILE names. With "
        "it the site gets a page of its own for every household, at an address that can't be guessed and "
        "that only the household is told. It does not belong into git; keep a copy of it elsewhere."),
     {{"-C DIR", folder_text},
      {"--replace",
       N_("make a new one: all households' own pages move, and the old addresses lead nowhere")}},
     N_("0: done. 2: there is one already, or the command was used wrongly. 3: the machine failed."),
     {"gongshi secret"}},
    {"theme",
     "gongshi theme check|values [DIR] [--date YYYY-MM-DD]",
     N_("Makes the site and throws it away. check: reports what its theme gets wrong, with file and line: "
        "names "
        "that no page has, texts that are missing, files and texts that nothing uses. values: lists for each "
        "template the names that it may use, as a page of the handbook."),
     {{"-C DIR", folder_text}, {"--date YYYY-MM-DD", date_text}},
     NULL,
     {"gongshi theme check", "gongshi theme values"}},
    {"help",
     "gongshi help [COMMAND | RECORD]",
     N_("Lists the commands, or says what one does; gongshi COMMAND --help says the same. Of a kind of "
        "record "
        "it says which fields it has, what each takes and what it is for."),
     {{"COMMAND", N_("the command")},
      {"RECORD",
       N_("a kind of record, or a field that holds some, in either language: village, rule, household, "
          "meeting, entry, reward, …")}},
     N_("0: done. 2: there is no such command or record."),
     {"gongshi help", "gongshi help build", "gongshi help household"}},
};

/* --- setting a page */

void help_text(struct buf *out, const char *text, int indent)
{
    size_t len = strlen(text), start = 0;
    char *breaks = memory_new(len + 1, 1);
    u8_width_linebreaks((const uint8_t *)text, len, page_width, indent, 0, NULL, "UTF-8", breaks);
    for (size_t i = 0; i <= len; i++) {
        if (i < len && breaks[i] != UC_BREAK_POSSIBLE && breaks[i] != UC_BREAK_MANDATORY)
            continue;
        size_t end = i;
        while (end > start && text[end - 1] == ' ')
            end--;
        if (i == 0)
            continue;
        buf_fill(out, ' ', (size_t)indent);
        buf_put(out, text + start, end - start);
        buf_putc(out, '\n');
        start = i;
    }
    memory_free(breaks);
}

static void put_heading(struct buf *out, const char *heading)
{
    buf_printf(out, "\n%s\n", heading);
}

static void put_page(struct buf *out, const struct help_page *page)
{
    buf_printf(out, "%s\n\n", page->use);
    help_text(out, _(page->text), 0);
    put_heading(out, _("Operands and options:"));
    for (size_t i = 0; i < most_options && page->options[i].word; i++) {
        buf_fill(out, ' ', option_indent);
        buf_printf(out, "%s\n", page->options[i].word);
        help_text(out, _(page->options[i].text), text_indent);
    }
    put_heading(out, _("Exit status:"));
    help_text(out, _(page->status ? page->status : usual_status), option_indent);
    put_heading(out, page->examples[1] ? _("Examples:") : _("Example:"));
    for (size_t i = 0; i < most_examples && page->examples[i]; i++) {
        buf_fill(out, ' ', option_indent);
        buf_printf(out, "%s\n", page->examples[i]);
    }
}

static void put_list(struct buf *out, const struct command *commands, size_t count)
{
    buf_puts(out,
             _("gongshi: a village's records become its notices\n\nUse: gongshi COMMAND [-C DIR] …\n\n"));
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "  %-10s %s\n", commands[i].name, _(commands[i].help));
    buf_printf(out, "  %-10s %s\n", "help", _("say what a command does, and what it takes"));
    buf_puts(out,
             _("\nDIR is the village's folder, which holds records/; the current one where it is not said.\n"
               "gongshi help COMMAND says more.\n"));
}

/* --- answering */

static const struct help_page *find_page(const char *name)
{
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(pages[i].name, name) == 0)
            return &pages[i];
    return NULL;
}

static int write_out(struct buf *text, FILE *file)
{
    bool written = fwrite(buf_text(text), 1, text->len, file) == text->len && fflush(file) == 0;
    if (!written && file == stdout) /* else there is nowhere to say it */
        say(_("cannot write: %s"), strerror(errno));
    buf_free(text);
    return written ? exit_well : exit_failed;
}

int help_print(char **words, const struct command *commands, size_t count)
{
    struct buf out = {0};
    if (!words[0]) {
        put_list(&out, commands, count);
        return write_out(&out, stdout);
    }
    if (strcmp(words[0], "--reference") == 0) {
        help_reference(&out);
        return write_out(&out, stdout);
    }
    bool known = strcmp(words[0], "help") == 0;
    for (size_t i = 0; i < count; i++)
        known = known || strcmp(commands[i].name, words[0]) == 0;
    const struct help_page *page = find_page(words[0]);
    if (!known && help_record(words[0], &out))
        return write_out(&out, stdout);
    if (!known || !page)
        return help_unknown(words[0], commands, count);
    put_page(&out, page);
    return write_out(&out, stdout);
}

int help_missing(const struct command *commands, size_t count)
{
    struct buf out = {0};
    put_list(&out, commands, count);
    write_out(&out, stderr);
    return exit_usage;
}

int help_unknown(const char *name, const struct command *commands, size_t count)
{
    const char **names = memory_new(count + 1, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = commands[i].name;
    names[count] = "help";
    const char *near = nearest_word(name, names, count + 1);
    if (near)
        say(_("no command \"%s\"; did you mean \"%s\"?"), name, near);
    else
        say(_("no command \"%s\"; gongshi help lists them"), name);
    memory_free(names);
    return exit_usage;
}

bool help_wanted(char **words)
{
    for (; *words && strcmp(*words, "--") != 0; words++)
        if (strcmp(*words, "--help") == 0 || strcmp(*words, "-h") == 0)
            return true;
    return false;
}
