#include "tables/book.h"

#include "base/date.h"
#include "base/digest.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/points.h"
#include "base/utf8.h"
#include "base/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The styles, by their place in the part of styles. */
enum {
    style_plain,
    style_heading,
    style_points,
    style_date,
    style_sum,
    style_text,
    style_whole,
    style_share
};

static const char styles[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
    "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"General\"/></numFmts>"
    "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"SimSun\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"SimSun\"/></font></fonts>"
    "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    "<fill><patternFill patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEEE8DC\"/></patternFill></fill></fills>"
    "<borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/>"
    "<bottom style=\"thin\"/></border></borders>"
    "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    "<cellXfs count=\"8\"><xf borderId=\"1\"/>"
    "<xf fontId=\"1\" fillId=\"2\" borderId=\"1\" applyFont=\"1\" applyFill=\"1\"><alignment wrapText=\"1\" "
    "vertical=\"center\"/></xf>"
    "<xf numFmtId=\"165\" borderId=\"1\"/><xf numFmtId=\"164\" borderId=\"1\" applyNumberFormat=\"1\"/>"
    "<xf numFmtId=\"165\" fontId=\"1\" borderId=\"1\" applyFont=\"1\"/>"
    "<xf numFmtId=\"49\" borderId=\"1\" applyNumberFormat=\"1\"/><xf numFmtId=\"1\" borderId=\"1\" "
    "applyNumberFormat=\"1\"/><xf numFmtId=\"10\" borderId=\"1\" "
    "applyNumberFormat=\"1\"/></cellXfs></styleSheet>\n";

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

static void put_text(struct buf *out, const char *text)
{
    for (;;) {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= ' ' && !strchr("&<>\"", text[plain]))
            plain++;
        buf_put(out, text, plain);
        text += plain;
        switch (*text) {
        case '\0':
            return;
        case '&':
            buf_puts(out, "&amp;");
            break;
        case '<':
            buf_puts(out, "&lt;");
            break;
        case '>':
            buf_puts(out, "&gt;");
            break;
        case '"':
            buf_puts(out, "&quot;");
            break;
        case '\n':
        case '\t':
            buf_putc(out, *text);
            break;
        default: /* no XML may hold it */
            break;
        }
        text++;
    }
}

/* How a spreadsheet calls COLUMN, from 0. */
static void put_column(struct buf *out, size_t column)
{
    if (column >= 26)
        put_column(out, column / 26 - 1);
    buf_putc(out, (char)('A' + column % 26));
}

static void begin_cell(struct buf *out, size_t column, size_t row, int style)
{
    buf_puts(out, "<c r=\"");
    put_column(out, column);
    buf_put_number(out, row);
    buf_puts(out, "\" s=\"");
    buf_put_number(out, (unsigned)style);
    buf_putc(out, '"');
}

/* Whether no reader of XML would take anything of TEXT away. */
static bool is_bare(const char *text)
{
    return !strpbrk(text, "\n\t") && !strstr(text, "  ") && text[0] != ' ' &&
           (!*text || text[strlen(text) - 1] != ' ');
}

static void put_words(struct buf *out, size_t column, size_t row, int style, const char *text)
{
    begin_cell(out, column, row, style);
    buf_puts(out,
             is_bare(text) ? " t=\"inlineStr\"><is><t>" : " t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    put_text(out, text);
    buf_puts(out, "</t></is></c>");
}

static void put_cell(struct buf *out, size_t column, size_t row, enum listing_kind kind,
                     union listing_cell cell)
{
    static const int kinds[] = {[listing_words] = style_plain,
                                [listing_id] = style_text,
                                [listing_points] = style_points,
                                [listing_whole] = style_whole,
                                [listing_date] = style_date};
    char number[points_text_size];
    if (kind == listing_words || kind == listing_id) {
        put_words(out, column, row, kinds[kind], cell.text ? cell.text : "");
        return;
    }
    begin_cell(out, column, row, kinds[kind]);
    if (cell.number == listing_nothing) {
        buf_puts(out, "/>");
        return;
    }
    buf_puts(out, "><v>");
    if (kind == listing_points) {
        points_format(cell.number, number);
        buf_puts(out, number);
    } else {
        int64_t days = kind == listing_date ? date_of(1899, 12, 30) : 0;
        buf_printf(out, "%lld", (long long)(cell.number - days));
    }
    buf_puts(out, "</v></c>");
}

/* --- a sheet */

/* The columns that people see, one by one: the next behind COLUMN, or columns_len. */
static size_t next_shown(const struct listing *t, size_t column)
{
    while (column < t->columns_len && !t->headings[column])
        column++;
    return column;
}

static size_t count_shown(const struct listing *t)
{
    size_t count = 0;
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1))
        count++;
    return count;
}

/* What is known of a column once its rows were seen. */
struct seen {
    int width;        /* of its widest text */
    const char *last; /* a text that stands in many rows is often the same one */
    int64_t sum;      /* of its numbers */
};

static void see(const struct listing *t, struct seen *seen)
{
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1)) {
        bool words = t->columns[c].kind == listing_words || t->columns[c].kind == listing_id;
        struct seen *s = &seen[c];
        s->last = NULL;
        for (size_t r = 0; r < t->rows; r++) {
            union listing_cell cell = t->cells[r * t->columns_len + c];
            if (!words) {
                s->sum += cell.number == listing_nothing ? 0 : cell.number;
                continue;
            }
            int columns =
                cell.text && cell.text != s->last ? utf8_columns(cell.text, strlen(cell.text)) + 2 : 0;
            s->width = columns > s->width ? columns : s->width;
            s->last = cell.text;
        }
    }
}

/* Wide enough for what stands in COLUMN, but no wider than is read. */
static int width_of(const struct listing *t, size_t column, const struct seen *seen)
{
    int width = utf8_columns(t->headings[column], strlen(t->headings[column])) + 4;
    width = seen[column].width > width ? seen[column].width : width;
    if (t->columns[column].kind == listing_date && width < 12)
        width = 12;
    return width > 48 ? 48 : width;
}

/* The place of COLUMN among those that people see. */
static size_t shown_place(const struct listing *t, size_t column)
{
    size_t place = 0;
    for (size_t c = next_shown(t, 0); c < column; c = next_shown(t, c + 1))
        place++;
    return place;
}

/* A share, as a formula over its row; it comes to VALUE. */
static void put_share(struct buf *out, const struct listing *t, const struct listing_column *column,
                      size_t shown, size_t row, int64_t value)
{
    enum { decimals = 10000 };
    begin_cell(out, shown, row, style_share);
    buf_puts(out, "><f>IF(");
    put_column(out, shown_place(t, column->whole));
    buf_printf(out, "%zu&gt;0,", row);
    put_column(out, shown_place(t, column->part));
    buf_printf(out, "%zu/", row);
    put_column(out, shown_place(t, column->whole));
    buf_printf(out, "%zu,\"\")</f>", row);
    if (value != listing_nothing)
        buf_printf(out, "<v>%s%lld.%04lld</v>", value < 0 ? "-" : "",
                   (long long)(value < 0 ? -value : value) / decimals,
                   (long long)(value < 0 ? -value : value) % decimals);
    buf_puts(out, "</c>");
}

/* What one column has more than another, as a formula over its row; it comes to VALUE. */
static void put_rest(struct buf *out, const struct listing *t, const struct listing_column *column,
                     size_t shown, size_t row, int64_t value)
{
    begin_cell(out, shown, row, style_whole);
    buf_puts(out, "><f>");
    put_column(out, shown_place(t, column->whole));
    buf_printf(out, "%zu-", row);
    put_column(out, shown_place(t, column->part));
    buf_printf(out, "%zu</f><v>%lld</v></c>", row, (long long)value);
}

static void put_sum(struct buf *out, const struct listing *t, size_t column, size_t shown, size_t row,
                    int64_t sum)
{
    char number[points_text_size];
    begin_cell(out, shown, row, style_sum);
    buf_puts(out, "><f>SUBTOTAL(9,");
    put_column(out, shown);
    buf_puts(out, "2:");
    put_column(out, shown);
    if (t->columns[column].kind == listing_points)
        points_format(sum, number);
    else
        points_format(sum * points_one, number);
    buf_printf(out, "%zu)</f><v>%s</v></c>", row - 1, number);
}

/* Whether COLUMN is a share of sums, and so has one of its own. */
static bool is_summed_share(const struct listing *t, const struct listing_column *column)
{
    return column->kind == listing_share && t->columns[column->part].sum && t->columns[column->whole].sum;
}

/* The row of sums of a sheet of ROWS. */
static void put_sums(struct buf *out, const struct listing *t, size_t rows, const struct seen *seen,
                     const char *sum)
{
    size_t shown = 0, row = rows + 2;
    bool any = false;
    for (size_t c = 0; c < t->columns_len; c++)
        any = any || (t->headings[c] && t->columns[c].sum);
    if (!any || !rows)
        return;
    buf_printf(out, "<row r=\"%zu\">", row);
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1), shown++)
        if (t->columns[c].sum)
            put_sum(out, t, c, shown, row, seen[c].sum);
        else if (is_summed_share(t, &t->columns[c]))
            put_share(out, t, &t->columns[c], shown, row,
                      listing_share_of(seen[t->columns[c].part].sum, seen[t->columns[c].whole].sum));
        else if (shown == 0)
            put_words(out, 0, row, style_heading, sum);
    buf_puts(out, "</row>");
}

/* --- rows, in pieces that are packed by themselves */

/* What is known of the pieces of a workbook made before, and what is said of those of this one. */
struct pieces {
    const char *bytes;
    struct map said; /* from the digest of what a piece says to its place in items */
    struct {
        struct said_piece {
            struct digest says;
            struct zip_piece piece;
        } * items;
        size_t len, cap;
    } items;
    struct buf *note;
};

/* Reads the lines of BEFORE's note: what a piece says, where it is, its lengths and sum. */
static void pieces_read(struct pieces *p, const struct book_before *before)
{
    const char *line = before ? before->note : "";
    p->bytes = before ? before->bytes : NULL;
    for (; *line; line = strchr(line, '\n') + 1) {
        struct said_piece said;
        char *end;
        if (!digest_parse(line, &said.says) || !strchr(line, '\n'))
            break;
        said.piece.at = strtoull(line + digest_text_size - 1, &end, 10);
        said.piece.packed = strtoull(end, &end, 10);
        said.piece.size = strtoull(end, &end, 10);
        said.piece.sum = strtoul(end, &end, 10);
        if (said.piece.at > before->len || said.piece.packed > before->len - said.piece.at)
            break;
        memory_push(&p->items, said);
    }
    for (uint32_t i = 0; i < p->items.len; i++)
        map_put(&p->said, &p->items.items[i].says, sizeof(struct digest), i);
}

static void pieces_free(struct pieces *p)
{
    map_free(&p->said);
    memory_free(p->items.items);
}

/* What rows FIRST to END of T, of which so many stand before, say, and where they stand. */
static struct digest rows_say(const struct listing *t, size_t before, size_t first, size_t end)
{
    struct buf all = {0};
    digest_put_number(&all, (int64_t)(before + first));
    digest_put_number(&all, (int64_t)(before + end));
    digest_put_number(&all, (int64_t)t->columns_len);
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1)) {
        const struct listing_column *column = &t->columns[c];
        bool words = column->kind == listing_words || column->kind == listing_id;
        const size_t facts[] = {c, column->kind, column->part, column->whole};
        digest_put_bytes(&all, facts, sizeof facts);
        for (size_t r = first; r < end; r++) {
            union listing_cell cell = t->cells[r * t->columns_len + c];
            if (words)
                digest_put_text(&all, cell.text ? cell.text : "");
            else
                digest_put_number(&all, cell.number);
        }
    }
    struct digest says = digest_of(all.data, all.len);
    buf_free(&all);
    return says;
}

/* Row number R of T, which is that of number ROW on the sheet. */
static void put_row(struct buf *out, const struct listing *t, size_t r, size_t row)
{
    size_t shown = 0;
    buf_printf(out, "<row r=\"%zu\">", row);
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1), shown++) {
        const struct listing_column *column = &t->columns[c];
        union listing_cell cell = t->cells[r * t->columns_len + c];
        if (column->kind == listing_share)
            put_share(out, t, column, shown, row, cell.number);
        else if (column->rest && cell.number != listing_nothing)
            put_rest(out, t, column, shown, row, cell.number);
        else
            put_cell(out, shown, row, column->kind, cell);
    }
    buf_puts(out, "</row>");
}

/* What was packed of a sheet's rows, and stands before its head is known. */
struct packed_piece {
    struct digest says;
    struct zip_piece piece;
};

struct packing {
    struct listing_flow flow; /* first */
    struct zip_writing zip;   /* aside */
    struct buf out;           /* of zip */
    struct seen *seen;        /* by column */
    size_t rows;              /* so far */
    const struct pieces *pieces;
    struct {
        struct packed_piece *items;
        size_t len, cap;
    } packed;
};

/* Packs rows FIRST to END of T. */
static void pack_piece(struct packing *p, const struct listing *t, size_t first, size_t end)
{
    struct packed_piece packed = {.says = rows_say(t, p->rows, first, end)};
    uint32_t old = map_get(&p->pieces->said, &packed.says, sizeof packed.says);
    if (old != map_none) {
        packed.piece = zip_again(&p->zip, &p->pieces->items.items[old].piece, p->pieces->bytes);
    } else {
        struct buf rows = {0};
        for (size_t r = first; r < end; r++)
            put_row(&rows, t, r, p->rows + r + 2);
        packed.piece = zip_pack(&p->zip, &rows);
        buf_free(&rows);
    }
    memory_push(&p->packed, packed);
}

/* Packs the rows that there are of T; a flow's. */
static void pack_rows(struct listing_flow *flow, const struct listing *t)
{
    struct packing *p = (struct packing *)flow;
    see(t, p->seen);
    for (size_t r = 0; r < t->rows; r += book_piece_rows)
        pack_piece(p, t, r, t->rows - r < book_piece_rows ? t->rows : r + book_piece_rows);
    p->rows += t->rows;
}

/* Puts what was packed into the file under way, and says where its pieces stand. */
static void put_packed(struct zip_writing *zip, struct packing *p, struct buf *note)
{
    char text[digest_text_size];
    size_t at = zip_attach(zip, &p->zip);
    for (size_t i = 0; i < p->packed.len; i++) {
        const struct zip_piece *piece = &p->packed.items[i].piece;
        digest_format(&p->packed.items[i].says, text);
        buf_printf(note, "%s %zu %zu %zu %lu\n", text, at + piece->at, piece->packed, piece->size,
                   piece->sum);
    }
    memory_free(p->packed.items);
}

static void put_headings(struct buf *out, const struct listing *t)
{
    size_t shown = 0;
    buf_puts(out, "<row r=\"1\">");
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1))
        put_words(out, shown++, 1, style_heading, t->headings[c]);
    buf_puts(out, "</row>");
}

static size_t rows_of(const struct book_sheet *sheet)
{
    return sheet->fill ? sheet->rows : sheet->table->rows;
}

static void put_range(struct buf *out, const struct book_sheet *sheet, const char *dollar)
{
    const struct listing *t = sheet->table;
    buf_printf(out, "%sA%s1:%s", dollar, dollar, dollar);
    put_column(out, count_shown(t) - 1);
    buf_printf(out, "%s%zu", dollar, rows_of(sheet) + 1);
}

static void put_sheet_head(struct buf *out, const struct book_sheet *sheet, const struct seen *seen,
                           bool first)
{
    const struct listing *t = sheet->table;
    size_t shown = 1;
    buf_printf(out,
               "%s<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr>"
               "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView%s workbookViewId=\"0\"><pane "
               "ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>"
               "</sheetViews><cols>",
               head, first ? " tabSelected=\"1\"" : "");
    for (size_t c = next_shown(t, 0); c < t->columns_len; c = next_shown(t, c + 1), shown++)
        buf_printf(out, "<col min=\"%zu\" max=\"%zu\" width=\"%d\" customWidth=\"1\"/>", shown, shown,
                   width_of(t, c, seen));
    buf_puts(out, "</cols><sheetData>");
    put_headings(out, t);
}

static void put_sheet_tail(struct buf *out, const struct book_sheet *sheet, const struct seen *seen,
                           const char *sum)
{
    const struct listing *t = sheet->table;
    put_sums(out, t, rows_of(sheet), seen, sum);
    buf_puts(out, "</sheetData><autoFilter ref=\"");
    put_range(out, sheet, "");
    buf_puts(out, "\"/><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.7\" bottom=\"0.7\" header=\"0.3\" "
                  "footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" "
                  "fitToHeight=\"0\"/><headerFooter><oddHeader>&amp;C");
    for (const char *c = t->title ? t->title : sheet->name; *c; c++)
        if (*c == '&')
            buf_puts(out, "&amp;&amp;");
        else if (*c == '<')
            buf_puts(out, "&lt;");
        else
            buf_putc(out, *c);
    buf_puts(out, "</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>\n");
}

static void put_sheet(struct zip_writing *zip, const char *name, const struct book_sheet *sheet,
                      const char *sum, bool first, struct pieces *pieces)
{
    struct buf part = {0};
    struct packing p = {.flow = {.take = pack_rows},
                        .seen = memory_new(sheet->table->columns_len, sizeof *p.seen),
                        .pieces = pieces};
    p.zip.out = &p.out;
    if (sheet->fill)
        sheet->fill(sheet->context, &p.flow);
    else
        pack_rows(&p.flow, sheet->table);
    zip_begin(zip, name);
    put_sheet_head(&part, sheet, p.seen, first);
    zip_pack(zip, &part);
    put_packed(zip, &p, pieces->note);
    put_sheet_tail(&part, sheet, p.seen, sum);
    zip_pack(zip, &part);
    zip_finish(zip);
    memory_free(p.seen);
    buf_free(&part);
}

/* --- the workbook */

static void put_types(struct buf *out, size_t count)
{
    buf_printf(out,
               "%s<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default "
               "Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
               "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override "
               "PartName=\"/xl/workbook.xml\" ContentType=\"application/"
               "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override "
               "PartName=\"/xl/styles.xml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
               "<Override PartName=\"/docProps/core.xml\" "
               "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
               head);
    for (size_t i = 1; i <= count; i++)
        buf_printf(out,
                   "<Override PartName=\"/xl/worksheets/sheet%zu.xml\" ContentType=\"application/"
                   "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
                   i);
    buf_puts(out, "</Types>\n");
}

static const char relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void put_workbook(struct buf *out, const struct book_sheet *sheets, size_t count)
{
    buf_printf(out,
               "%s<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
               "xmlns:r=\"" OFFICE "\"><sheets>",
               head);
    for (size_t i = 0; i < count; i++) {
        buf_puts(out, "<sheet name=\"");
        put_text(out, sheets[i].name);
        buf_printf(out, "\" sheetId=\"%zu\" r:id=\"rId%zu\"/>", i + 1, i + 1);
    }
    buf_puts(out, "</sheets><definedNames>");
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"%zu\" hidden=\"1\">'", i);
        put_text(out, sheets[i].name);
        buf_puts(out, "'!");
        put_range(out, &sheets[i], "$");
        buf_puts(out, "</definedName>");
    }
    for (size_t i = 0; i < count; i++) {
        buf_printf(out, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"%zu\">'", i);
        put_text(out, sheets[i].name);
        buf_puts(out, "'!$1:$1</definedName>");
    }
    buf_puts(out, "</definedNames><calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>\n");
}

static void put_relations(struct buf *out, size_t count)
{
    buf_printf(out, "%s%s", head, relations);
    for (size_t i = 1; i <= count; i++)
        buf_printf(out,
                   "<Relationship Id=\"rId%zu\" Type=\"" OFFICE
                   "/worksheet\" Target=\"worksheets/sheet%zu.xml\"/>",
                   i, i);
    buf_printf(out,
               "<Relationship Id=\"rId%zu\" Type=\"" OFFICE
               "/styles\" Target=\"styles.xml\"/></Relationships>\n",
               count + 1);
}

void book_put(const struct book_sheet *sheets, size_t count, const char *sum, int32_t date,
              const struct book_before *before, const struct spill *spill, struct buf *out, struct buf *note)
{
    struct zip_writing zip = {.out = out, .spill = spill};
    struct pieces pieces = {.note = note};
    struct buf part = {0};
    char day[date_text_size], name[64];
    date_format(date, day);
    put_types(&part, count);
    zip_put(&zip, "[Content_Types].xml", &part);
    buf_printf(
        &part,
        "%s%s<Relationship Id=\"rId1\" Type=\"" OFFICE
        "/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" "
        "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
        "Target=\"docProps/core.xml\"/></Relationships>\n",
        head, relations);
    zip_put(&zip, "_rels/.rels", &part);
    buf_printf(&part,
               "%s<cp:coreProperties "
               "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
               "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
               "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dcterms:created "
               "xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:created></cp:coreProperties>\n",
               head, day);
    zip_put(&zip, "docProps/core.xml", &part);
    put_workbook(&part, sheets, count);
    zip_put(&zip, "xl/workbook.xml", &part);
    put_relations(&part, count);
    zip_put(&zip, "xl/_rels/workbook.xml.rels", &part);
    buf_puts(&part, styles);
    zip_put(&zip, "xl/styles.xml", &part);
    pieces_read(&pieces, before);
    for (size_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", i + 1);
        put_sheet(&zip, name, &sheets[i], sum, i == 0, &pieces);
    }
    zip_end(&zip);
    pieces_free(&pieces);
    buf_free(&part);
}
