#include "yaml/syntax.h"

#include "base/diag.h"

#include <string.h>

static const char tab_message[] = N_("a tab stands here; indent with blanks alone");

/* The sentences for libyaml 0.2.5's problems. The first that fits is taken: the beginning of the problem, and
 * of the context where one is given. */
static const struct {
    const char *problem;
    const char *context; /* NULL: any */
    const char *near;    /* the message where the context began in the same line */
    const char *apart;   /* where it began in another line; NULL: the same */
} sentences[] = {
    {"did not find expected ',' or '}'", NULL,
     N_("a comma or } is wanted here: half-width commas stand between the fields in { }, and a value that "
        "holds one, a bracket or a quotation mark stands in quotes"),
     N_("the brace { of line {1} is not closed before this: put } where its fields end, and commas between "
        "them")},
    {"did not find expected ',' or ']'", NULL,
     N_("a comma or ] is wanted here: half-width commas stand between the items in [ ], and a value that "
        "holds one, a bracket or a quotation mark stands in quotes"),
     N_("the bracket [ of line {1} is not closed before this: put ] where its items end, and commas between "
        "them")},
    {"mapping values are not allowed", NULL,
     N_("a second \": \" in this line, or a line that is indented too deep: put a value that holds a colon "
        "in quotes, and begin fields of the same mapping in the same column"),
     NULL},
    {"could not find expected ':'", NULL,
     N_("a key without its colon: write key: value, with the half-width colon and a blank behind it"),
     N_("line {1} is no \"key: value\": the half-width colon (: and not ：) with a blank behind it is "
        "missing, or the line belongs to the text above it and is not indented")},
    {"did not find expected key", NULL,
     N_("this does not belong here: what goes on with the mapping begins in the same column as its first "
        "key; what stands behind a closing quotation mark or bracket is too much"),
     N_("this does not belong to the mapping that began in line {1}: begin its fields in the same column; "
        "nothing may stand behind a closing quotation mark or bracket")},
    {"did not find expected '-' indicator", NULL,
     N_("this does not belong here: every item of the list begins with \"- \" in the same column"),
     N_("this does not belong to the list that began in line {1}: its items begin with \"- \" in the same "
        "column")},
    {"block sequence entries are not allowed", NULL,
     N_("an item (\"- \") can't begin here: every item begins a line of its own, below its key"), NULL},
    {"mapping keys are not allowed", NULL, N_("a question mark begins nothing here: put the value in quotes"),
     NULL},
    {"did not find expected node content", NULL,
     N_("a value is missing here: a comma too many, or a bracket that was not opened"), NULL},
    {"did not find expected <document start>", NULL,
     N_("what stands before this is complete already: begin it in the first column, or take away what is too "
        "much"),
     NULL},
    {"found unexpected end of stream", NULL, N_("a quotation mark is opened and not closed"),
     N_("the quotation mark of line {1} is not closed")},
    {"found unexpected document indicator", NULL, N_("a quotation mark is opened and not closed before this"),
     N_("the quotation mark of line {1} is not closed before this")},
    {"found unknown escape character", NULL,
     N_("no such escape in double quotes: use single quotes, or write the backslash twice"), NULL},
    {"did not find expected hexdecimal number", NULL,
     N_("no such escape in double quotes: use single quotes, or write the backslash twice"), NULL},
    {"found invalid Unicode character escape", NULL,
     N_("no such escape in double quotes: use single quotes, or write the backslash twice"), NULL},
    {"found a tab character", NULL, tab_message, NULL},
    {"did not find expected comment or line break", "while scanning a block scalar",
     N_("the text begins in the line below | or >, not beside it"), NULL},
    {"found an indentation indicator equal to 0", NULL,
     N_("the text begins in the line below | or >, not beside it"), NULL},
    {"did not find expected alphabetic or numeric character", NULL,
     N_("a value that begins with & or * stands in quotes"), NULL},
    {"", "while scanning a tag", N_("a value that begins with ! stands in quotes"), NULL},
    {"", "while parsing a tag", N_("a value that begins with ! stands in quotes"), NULL},
};

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

const char *yaml_syntax_message(const char *problem, const char *context, uint32_t found, bool apart)
{
    if (!problem)
        problem = "?";
    if (begins(problem, "found character that cannot start any token"))
        return found == '\t' ? tab_message : N_("a value can't begin with {2}: put it in quotes");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        if (!begins(problem, sentences[i].problem) ||
            (sentences[i].context && !(context && begins(context, sentences[i].context))))
            continue;
        return apart && sentences[i].apart ? sentences[i].apart : sentences[i].near;
    }
    return N_("this can't be read as YAML ({3})");
}
