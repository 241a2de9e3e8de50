/*
 * The encoding of a paper as PDF (ISO 32000-1).
 *
 * Text is written in the numbers of cuts (see cut.h), so that it may be of any plane; a map says what
 * characters they are for who searches or copies it.
 */
#include "paper/cut.h"
#include "paper/structure.h"

#include "base/date.h"
#include "base/memory.h"

#include <stdio.h>

enum { faces_most = 16 };

/* The objects that each document has, by their numbers. */
enum { object_catalog = 1, object_pages, object_info, object_resources, object_tree, objects };

/* Those of a face, from its first on. */
enum { face_font, face_outlines, face_descriptor, face_file, face_map, face_objects };

/* Those of a page. */
enum { page_page, page_content, page_objects };

struct pdf {
    const struct paper *paper;
    struct cut *cuts[faces_most];
    char names[faces_most][16]; /* of the faces that are used, as pages call them */
    struct file file;
    struct buf content; /* of a page */
    uint32_t first;     /* object of the pages */
    struct structure_page *pages;
};

/* Puts KEY and, behind it, the object NUMBER. */
static void put_object(struct buf *out, const char *key, uint32_t number)
{
    buf_printf(out, "%s %u 0 R", key, number);
}

/* --- faces */

/* Cuts the faces to the characters of the paper; false where that fails, with the FACE. */
static bool faces_cut(struct pdf *pdf, int *face)
{
    const struct paper *paper = pdf->paper;
    for (size_t p = 0; p < paper->sheets.len; p++) {
        const struct sheet *page = &paper->sheets.items[p];
        for (size_t t = 0; t < page->texts.len; t++) {
            const struct line *line = page->texts.items[t].line;
            for (size_t r = 0; r < line->count; r++) {
                const struct line_run *run = &line->runs[r];
                if (!pdf->cuts[run->face])
                    pdf->cuts[run->face] = cut_new(paper->fonts, run->face);
                for (size_t i = 0; i < run->count; i++)
                    cut_add(pdf->cuts[run->face], run->codes[i]);
            }
        }
    }
    for (*face = 0; *face < fonts_count(paper->fonts); ++*face)
        if (pdf->cuts[*face] && !cut_make(pdf->cuts[*face]))
            return false;
    return true;
}

/* What character each number of CUT is (9.10.3), as the stream NUMBER. */
static void map_write(struct file *file, uint32_t number, const struct cut *cut)
{
    static const char head[] = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                               "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                               "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                               "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    static const char tail[] = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    enum { block = 100 }; /* the format's most */
    size_t count;
    const struct cut_item *items = cut_items(cut, &count);
    struct buf out = {0};
    buf_puts(&out, head);
    for (size_t i = 0; i < count; i++) {
        uint32_t code = items[i].code;
        if (i % block == 0)
            buf_printf(&out, "%zu beginbfchar\n", count - i < block ? count - i : (size_t)block);
        if (code > 0xffff)
            buf_printf(&out, "<%04zX> <%04X%04X>\n", i + 1, 0xd800 + ((code - 0x10000) >> 10),
                       0xdc00 + ((code - 0x10000) & 0x3ff));
        else
            buf_printf(&out, "<%04zX> <%04X>\n", i + 1, code);
        if (i % block == block - 1 || i + 1 == count)
            buf_puts(&out, "endbfchar\n");
    }
    buf_puts(&out, tail);
    file_stream(file, number, "", out.data, out.len);
    buf_free(&out);
}

/* A signed number of two bytes at AT of TABLE, in thousandths of the size. */
static int measure_at(const struct font_tables *tables, const struct font_table *table, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)table->bytes + at;
    return font_thousandths(tables, (int16_t)(bytes[0] << 8 | bytes[1]));
}

/* How the face of CUT called NAME looks (9.8), as the object NUMBER, whose outlines are the object FILE. */
static void descriptor_write(struct file *file, uint32_t number, const struct font_tables *tables,
                             const char *name, uint32_t outlines)
{
    enum { symbolic = 4, bounds = 36, ascender = 4, descender = 6 };
    struct buf *out = file_object(file, number);
    int ascent = measure_at(tables, &tables->hhea, ascender);
    buf_printf(out, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle 0", name,
               symbolic, measure_at(tables, &tables->head, bounds),
               measure_at(tables, &tables->head, bounds + 2), measure_at(tables, &tables->head, bounds + 4),
               measure_at(tables, &tables->head, bounds + 6));
    buf_printf(out, "/Ascent %d/Descent %d/CapHeight %d/StemV 0", ascent,
               measure_at(tables, &tables->hhea, descender), ascent);
    put_object(out, "/FontFile2", outlines);
    buf_puts(out, ">>");
}

/* How wide each character of CUT stands (9.7.4.3). */
static void put_widths(struct buf *out, const struct cut *cut)
{
    size_t count;
    const struct cut_item *items = cut_items(cut, &count);
    buf_puts(out, "/W[1[");
    for (size_t i = 0; i < count; i++)
        buf_printf(out, i ? " %d" : "%d", items[i].advance);
    buf_puts(out, "]]");
}

/* The font of FACE (9.7): its objects are those from FIRST on. */
static void face_write(struct pdf *pdf, int face, uint32_t first)
{
    const struct fonts *fonts = pdf->paper->fonts;
    const struct cut *cut = pdf->cuts[face];
    struct file *file = &pdf->file;
    char name[128], keys[32];
    snprintf(name, sizeof name, "GONGS%c+%s", 'A' + face, font_name(fonts, face));
    struct buf *out = file_object(file, first + face_font);
    buf_printf(out, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H", name);
    buf_printf(out, "/DescendantFonts[%u 0 R]", first + face_outlines);
    put_object(out, "/ToUnicode", first + face_map);
    buf_puts(out, ">>");
    out = file_object(file, first + face_outlines);
    buf_printf(out, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDToGIDMap/Identity", name);
    buf_puts(out, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    put_object(out, "/FontDescriptor", first + face_descriptor);
    put_widths(out, cut);
    buf_puts(out, ">>");
    descriptor_write(file, first + face_descriptor, font_tables(fonts, face), name, first + face_file);
    size_t len;
    const char *bytes = cut_file(cut, &len);
    snprintf(keys, sizeof keys, "/Length1 %zu", len);
    file_stream(file, first + face_file, keys, bytes, len);
    map_write(file, first + face_map, cut);
}

/* The faces that are used, and what pages call them. */
static void faces_write(struct pdf *pdf)
{
    struct buf names = {0};
    int used = 0;
    for (int face = 0; face < fonts_count(pdf->paper->fonts); face++) {
        if (!pdf->cuts[face])
            continue;
        uint32_t first = file_reserve(&pdf->file, face_objects);
        snprintf(pdf->names[face], sizeof pdf->names[face], "F%d", ++used);
        buf_putc(&names, '/');
        put_object(&names, pdf->names[face], first + face_font);
        face_write(pdf, face, first);
    }
    struct buf *out = file_object(&pdf->file, object_resources);
    buf_printf(out, "<</Font<<%s>>>>", buf_text(&names));
    buf_free(&names);
}

/* --- pages */

/* Page I and what draws it; notes what of it is marked. */
static void page_write(struct pdf *pdf, size_t i)
{
    const struct sheet *sheet = &pdf->paper->sheets.items[i];
    uint32_t number = pdf->first + page_objects * (uint32_t)i;
    struct buf *out = file_object(&pdf->file, number + page_page), *content = &pdf->content;
    put_object(out, "<</Type/Page/Parent", object_pages);
    put_object(out, "/Resources", object_resources);
    put_object(out, "/Contents", number + page_content);
    buf_puts(out, "/MediaBox[0 0 ");
    file_put_decimal(out, sheet->width);
    file_put_decimal(out, sheet->height);
    buf_printf(out, "]/StructParents %zu>>", i);
    struct content_font fonts[faces_most] = {{0}};
    for (int face = 0; face < faces_most; face++)
        fonts[face] = (struct content_font){pdf->cuts[face], pdf->names[face]};
    buf_clear(content);
    pdf->pages[i].number = number + page_page;
    content_write(sheet, fonts, &pdf->paper->elements, content, &pdf->pages[i].marks);
    file_stream(&pdf->file, number + page_content, "", buf_text(content), content->len);
}

static void pages_write(struct pdf *pdf)
{
    size_t count = pdf->paper->sheets.len;
    pdf->first = file_reserve(&pdf->file, page_objects * count);
    for (size_t i = 0; i < count; i++)
        page_write(pdf, i);
    struct buf *out = file_object(&pdf->file, object_pages);
    buf_printf(out, "<</Type/Pages/Count %zu/Kids[", count);
    for (size_t i = 0; i < count; i++)
        put_object(out, i ? " " : "", pdf->pages[i].number);
    buf_puts(out, "]>>");
}

/* --- what is said of the document */

/* A bookmark among the others (12.3.3), number 0 being what they all hang below; 0: none. */
struct mark_place {
    uint32_t above, before, behind, first, last;
    uint32_t count; /* of those below it */
};

/* Finds the places of the bookmarks, COUNT of them. */
static void marks_place(const struct paper *paper, struct mark_place *places, uint32_t count)
{
    uint32_t top = 0; /* the last that is not within another */
    for (uint32_t i = 1; i <= count; i++) {
        bool within = paper->marks.items[i - 1].within;
        uint32_t above = within ? top : 0;
        struct mark_place *parent = &places[above];
        places[i].above = above;
        places[i].before = parent->last;
        if (parent->last)
            places[parent->last].behind = i;
        else
            parent->first = i;
        parent->last = i;
        parent->count++;
        if (!within)
            top = i;
    }
}

/* Puts where a bookmark stands whose objects are those from ROOT on. */
static void put_place(struct buf *out, const struct mark_place *place, uint32_t root, bool is_root)
{
    if (!is_root)
        put_object(out, "/Parent", root + place->above);
    if (place->before)
        put_object(out, "/Prev", root + place->before);
    if (place->behind)
        put_object(out, "/Next", root + place->behind);
    if (place->count == 0)
        return;
    buf_printf(out, "/Count %s%u", is_root ? "" : "-", place->count); /* folded away at first */
    put_object(out, "/First", root + place->first);
    put_object(out, "/Last", root + place->last);
}

/* The bookmarks; gives the object that they hang on, 0 where there are none. */
static uint32_t marks_write(struct pdf *pdf)
{
    const struct paper *paper = pdf->paper;
    uint32_t count = (uint32_t)paper->marks.len;
    if (count == 0)
        return 0;
    uint32_t root = file_reserve(&pdf->file, (size_t)count + 1);
    struct mark_place *places = memory_new((size_t)count + 1, sizeof *places);
    marks_place(paper, places, count);
    for (uint32_t i = 1; i <= count; i++) {
        const struct sheet_mark *mark = &paper->marks.items[i - 1];
        struct buf *out = file_object(&pdf->file, root + i);
        buf_puts(out, "<</Title");
        file_put_text(out, mark->title);
        put_place(out, &places[i], root, false);
        put_object(out, "/Dest[", pdf->pages[mark->page].number);
        buf_puts(out, "/FitH ");
        file_put_decimal(out, paper->sheets.items[mark->page].height - mark->y);
        buf_puts(out, "]>>");
    }
    struct buf *out = file_object(&pdf->file, root);
    buf_puts(out, "<</Type/Outlines");
    put_place(out, &places[0], root, true);
    buf_puts(out, ">>");
    memory_free(places);
    return root;
}

static void catalog_write(struct pdf *pdf, uint32_t marks)
{
    struct buf *out = file_object(&pdf->file, object_catalog);
    put_object(out, "<</Type/Catalog/Pages", object_pages);
    if (marks)
        put_object(out, "/Outlines", marks);
    buf_puts(out, "/Lang");
    file_put_text(out, pdf->paper->language);
    put_object(out, "/ViewerPreferences<</DisplayDocTitle true>>/MarkInfo<</Marked true>>/StructTreeRoot",
               object_tree);
    buf_puts(out, ">>");
}

/* Title, author and day. */
static void info_write(struct pdf *pdf)
{
    const struct paper *paper = pdf->paper;
    struct buf *out = file_object(&pdf->file, object_info);
    buf_puts(out, "<</Title");
    file_put_text(out, paper->title);
    if (paper->author) {
        buf_puts(out, "/Author");
        file_put_text(out, paper->author);
    }
    if (paper->date) {
        struct date_parts day = date_split(paper->date);
        buf_printf(out, "/CreationDate(D:%04d%02d%02d120000+08'00')", day.year, day.month, day.day);
    }
    buf_puts(out, "/Producer(gongshi)>>");
}

/* About how many bytes the PDF of PAPER takes: room that is asked for at once need not be moved. */
static size_t size_of(const struct paper *paper)
{
    enum { text = 32, fonts = 100000 };
    size_t texts = 0;
    for (size_t p = 0; p < paper->sheets.len; p++)
        texts += paper->sheets.items[p].texts.len;
    return texts * text + fonts;
}

bool paper_write(const struct paper *paper, struct buf *out, struct buf *error)
{
    struct pdf pdf = {.paper = paper, .pages = memory_new(paper->sheets.len, sizeof *pdf.pages)};
    int face;
    bool well = faces_cut(&pdf, &face);
    if (well) {
        buf_reserve(out, size_of(paper));
        pdf.file = file_begin(out);
        file_reserve(&pdf.file, objects - 1);
        faces_write(&pdf);
        pages_write(&pdf);
        catalog_write(&pdf, marks_write(&pdf));
        info_write(&pdf);
        structure_write(&pdf.file, paper, pdf.pages, object_tree);
        file_end(&pdf.file, object_catalog, object_info);
        file_free(&pdf.file);
    } else {
        buf_puts(error, font_name(paper->fonts, face));
    }
    buf_free(&pdf.content);
    for (face = 0; face < faces_most; face++)
        cut_free(pdf.cuts[face]);
    for (size_t p = 0; p < paper->sheets.len; p++)
        memory_free(pdf.pages[p].marks.items);
    memory_free(pdf.pages);
    return well;
}
