/* gongshi schema: the tables of the records as JSON Schemas, for editors. */
#include "cmd/schema_json.h"

#include "cmd/command.h"

#include <stdio.h>

static int run_schema(int argc, char **argv)
{
    struct buf out = {0};
    int operands = options_read(argc, argv, &command_schema, NULL);
    if (operands < 0)
        return exit_usage;
    enum source_kind kind = operands == 1 ? schema_file_named(argv[1]) : source_none;
    if (kind == source_none) {
        schema_file_names(&out);
        say(_("schema: say of which file: %s"), buf_text(&out));
        buf_free(&out);
        return exit_usage;
    }
    schema_json(kind, &out);
    fwrite(buf_text(&out), 1, out.len, stdout);
    buf_free(&out);
    return exit_well;
}

const struct command command_schema = {
    .name = "schema",
    .run = run_schema,
    .line = N_("print what a record file holds, as a JSON Schema for editors"),
    .text = N_(
        "Prints a JSON Schema (draft 7) made from the tables that the records are read by: an editor with a "
        "YAML language server then completes keys and words in both languages, says what each is for, "
        "and marks what is none. gongshi init puts all of them into .vscode/ and says there which file each "
        "is for."),
    .behind = "FILE",
    .options = {{.name = "FILE", .among = schema_file_names, .help = N_("the kind of file: %s")}},
    .status = N_("0: done. 2: the command was used wrongly."),
    .examples = {"gongshi schema meeting > meeting.json"},
};
