/*
 * The encoding of a paper by libharu 2.3.
 *
 * libharu's fonts are given as streams in memory and its ToUnicode map is replaced: text is written as the
 * numbers of a cut (see font.h), and the map says what characters they are, those beyond the BMP among them.
 * Titles are written as binary strings of UTF-16, since libharu's encoder knows the BMP alone.
 */
#include "paper/structure.h"

#include "base/date.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <hpdf.h>
#include <stdio.h>
#include <string.h>

enum { faces_most = 16 };

struct pdf {
    HPDF_Doc doc;
    HPDF_STATUS failed; /* libharu's first error, 0 while all is well */
    HPDF_STATUS detail; /* what it says besides */
    struct font_cut *cuts[faces_most];
    HPDF_Font fonts[faces_most];
    struct file file;
    struct buf content; /* of a page */
    struct structure_page *pages;
    HPDF_Dict root; /* of the structure tree: its number alone */
};

static void on_error(HPDF_STATUS error, HPDF_STATUS detail, void *data)
{
    struct pdf *pdf = data;
    if (pdf->failed)
        return;
    pdf->failed = error;
    pdf->detail = detail;
}

static void *pdf_alloc(HPDF_UINT size)
{
    return memory_resize(NULL, 1, size);
}

static HPDF_REAL points(int32_t thousandths)
{
    return (HPDF_REAL)thousandths / 1000;
}

/* TEXT as a binary string of UTF-16 with its mark in front. */
static HPDF_Binary utf16(struct pdf *pdf, const char *text)
{
    struct buf out = {0};
    buf_put(&out, "\xfe\xff", 2);
    for (size_t len = strlen(text), n; len > 0; text += n, len -= n) {
        uint32_t code = 0;
        n = utf8_decode(text, len, &code);
        if (n == 0)
            break;
        uint32_t units[2] = {code, 0};
        if (code > 0xffff) {
            units[0] = 0xd800 + ((code - 0x10000) >> 10);
            units[1] = 0xdc00 + ((code - 0x10000) & 0x3ff);
        }
        for (int i = 0; i < (code > 0xffff ? 2 : 1); i++) {
            buf_putc(&out, (char)(units[i] >> 8));
            buf_putc(&out, (char)(units[i] & 0xff));
        }
    }
    HPDF_Binary binary = HPDF_Binary_New(pdf->doc->mmgr, (HPDF_BYTE *)out.data, (HPDF_UINT)out.len);
    buf_free(&out);
    return binary;
}

/* Writes the map from the numbers of CUT to characters into MAP, in place of libharu's. */
static void to_unicode(struct file *file, HPDF_Dict map, const struct font_cut *cut)
{
    static const char head[] = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                               "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                               "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                               "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    static const char tail[] = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    enum { block = 100 }; /* the format's most */
    size_t count;
    const uint32_t *codes = font_cut_codes(cut, &count);
    struct buf out = {0};
    buf_puts(&out, head);
    for (size_t i = 0; i < count; i++) {
        if (i % block == 0)
            buf_printf(&out, "%zu beginbfchar\n", count - i < block ? count - i : (size_t)block);
        if (codes[i] > 0xffff)
            buf_printf(&out, "<%04zX> <%04X%04X>\n", i + 1, 0xd800 + ((codes[i] - 0x10000) >> 10),
                       0xdc00 + ((codes[i] - 0x10000) & 0x3ff));
        else
            buf_printf(&out, "<%04zX> <%04X>\n", i + 1, codes[i]);
        if (i % block == block - 1 || i + 1 == count)
            buf_puts(&out, "endbfchar\n");
    }
    buf_puts(&out, tail);
    file_stream(file, file_number(map), file_quickly, "", out.data, out.len);
    buf_free(&out);
}

/* Says which glyph each number of CUT is, in place of libharu's map of all 65,536 codes. */
static void glyphs_tell(struct pdf *pdf, HPDF_FontAttr attr, const struct font_cut *cut)
{
    size_t count;
    font_cut_codes(cut, &count);
    struct buf out = {0};
    buf_fill(&out, '\0', 2);
    for (size_t number = 1; number <= count; number++) {
        HPDF_UINT16 glyph = HPDF_TTFontDef_GetGlyphid(attr->fontdef, (HPDF_UINT16)number);
        buf_putc(&out, (char)(glyph >> 8));
        buf_putc(&out, (char)(glyph & 0xff));
    }
    file_stream(&pdf->file, file_number(attr->map_stream), file_quickly, "", out.data, out.len);
    buf_free(&out);
}

/* Embeds the LEN bytes at FILE, which are cut already, as they are: libharu would take them apart and put
 * them together again, which takes as long as all the rest of a paper. */
static bool font_embed(struct pdf *pdf, HPDF_FontDef def, const void *file, size_t len)
{
    HPDF_MMgr memory = pdf->doc->mmgr;
    HPDF_Dict data = HPDF_DictStream_New(memory, pdf->doc->xref), descriptor = HPDF_Dict_New(memory);
    if (!data || !descriptor || HPDF_Xref_Add(pdf->doc->xref, descriptor) != HPDF_OK)
        return false;
    char keys[32];
    snprintf(keys, sizeof keys, "/Length1 %zu", len);
    file_stream(&pdf->file, file_number(data), file_tightly, keys, file, len);
    HPDF_Dict_Add(descriptor, "FontFile2", data);
    HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor");
    HPDF_Dict_AddName(descriptor, "FontName", ((HPDF_TTFontDefAttr)def->attr)->base_font);
    HPDF_Dict_AddNumber(descriptor, "Flags", (HPDF_INT32)def->flags);
    HPDF_Dict_Add(descriptor, "FontBBox", HPDF_Box_Array_New(memory, def->font_bbox));
    HPDF_Dict_AddNumber(descriptor, "ItalicAngle", def->italic_angle);
    HPDF_Dict_AddNumber(descriptor, "Ascent", def->ascent);
    HPDF_Dict_AddNumber(descriptor, "Descent", def->descent);
    HPDF_Dict_AddNumber(descriptor, "StemV", def->stemv);
    HPDF_Dict_AddNumber(descriptor, "XHeight", def->x_height);
    def->descriptor = descriptor;
    return true;
}

/* Gives the cut of FACE to the document. */
static bool font_load(struct pdf *pdf, int face)
{
    size_t len;
    const struct font_cut *cut = pdf->cuts[face];
    const char *file = font_cut_file(cut, &len);
    HPDF_Stream stream = HPDF_MemStream_New(pdf->doc->mmgr, (HPDF_UINT)len + 1);
    if (!stream)
        return false;
    HPDF_Stream_Write(stream, (const HPDF_BYTE *)file, (HPDF_UINT)len);
    HPDF_FontDef def = HPDF_TTFontDef_Load(pdf->doc->mmgr, stream, HPDF_TRUE); /* takes the stream */
    if (!def)
        return false;
    HPDF_List_Add(pdf->doc->fontdef_list, def);
    char tag[HPDF_TTF_FONT_TAG_LEN + 1] = "GONGSA";
    tag[5] = (char)('A' + face);
    HPDF_TTFontDef_SetTagName(def, tag);
    HPDF_Font font = HPDF_GetFont(pdf->doc, def->base_font, "UTF-8");
    HPDF_FontAttr attr = font ? font->attr : NULL;
    if (!attr || !attr->map_stream || !attr->cmap_stream)
        return false;
    if (!font_embed(pdf, def, file, len))
        return false;
    to_unicode(&pdf->file, attr->cmap_stream, cut);
    glyphs_tell(pdf, attr, cut);
    attr->map_stream = attr->cmap_stream = NULL; /* or it would pack them once more */
    pdf->fonts[face] = font;
    return true;
}

/* Cuts the faces to the characters of PAPER and loads them. */
static bool fonts_load(struct pdf *pdf, const struct paper *paper)
{
    for (size_t p = 0; p < paper->sheets.len; p++) {
        const struct sheet *page = &paper->sheets.items[p];
        for (size_t t = 0; t < page->texts.len; t++) {
            const struct line *line = page->texts.items[t].line;
            for (size_t r = 0; r < line->count; r++) {
                const struct line_run *run = &line->runs[r];
                if (!pdf->cuts[run->face])
                    pdf->cuts[run->face] = font_cut_new(paper->fonts, run->face);
                for (size_t i = 0; i < run->count; i++)
                    font_cut_add(pdf->cuts[run->face], run->codes[i]);
            }
        }
    }
    for (int face = 0; face < fonts_count(paper->fonts); face++)
        if (pdf->cuts[face] && !(font_cut_make(pdf->cuts[face]) && font_load(pdf, face)))
            return false;
    return true;
}

/* Draws sheet NUMBER of PAPER as TARGET, and notes what of it is marked. */
static void page_draw(struct pdf *pdf, const struct paper *paper, size_t number, HPDF_Page target)
{
    const struct sheet *page = &paper->sheets.items[number];
    HPDF_Page_SetWidth(target, points(page->width));
    HPDF_Page_SetHeight(target, points(page->height));
    HPDF_Dict_AddNumber(target, "StructParents", (HPDF_INT32)number);
    struct content_font fonts[faces_most] = {{0}};
    for (int face = 0; face < faces_most; face++)
        if (pdf->fonts[face])
            fonts[face] =
                (struct content_font){pdf->cuts[face], HPDF_Page_GetLocalFontName(target, pdf->fonts[face])};
    struct buf *content = &pdf->content;
    buf_clear(content);
    pdf->pages[number].number = file_number(target);
    content_write(page, fonts, &paper->elements, content, &pdf->pages[number].marks);
    file_stream(&pdf->file, file_number(((HPDF_PageAttr)target->attr)->contents), file_quickly, "",
                buf_text(content), content->len);
}

/* Title, language and what the reader's window shows. */
static void properties_write(struct pdf *pdf, const struct paper *paper)
{
    HPDF_SetInfoAttr(pdf->doc, HPDF_INFO_TITLE, "title");
    if (pdf->doc->info)
        HPDF_Dict_Add(pdf->doc->info, "Title", utf16(pdf, paper->title));
    if (pdf->doc->info && paper->author)
        HPDF_Dict_Add(pdf->doc->info, "Author", utf16(pdf, paper->author));
    if (paper->date) {
        struct date_parts day = date_split(paper->date);
        HPDF_SetInfoDateAttr(pdf->doc, HPDF_INFO_CREATION_DATE,
                             (HPDF_Date){day.year, day.month, day.day, 12, 0, 0, '+', 8, 0});
    }
    HPDF_Dict_Add(pdf->doc->catalog, "Lang", HPDF_String_New(pdf->doc->mmgr, paper->language, NULL));
    HPDF_Dict preferences = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(pdf->doc->catalog, "ViewerPreferences", preferences);
    HPDF_Dict marked = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE);
    HPDF_Dict_Add(pdf->doc->catalog, "MarkInfo", marked);
    pdf->root = HPDF_Dict_New(pdf->doc->mmgr);
    HPDF_Xref_Add(pdf->doc->xref, pdf->root);
    HPDF_Dict_Add(pdf->doc->catalog, "StructTreeRoot", pdf->root);
}

/* Draws all of PAPER; whether it came out right, PDF says. */
static void paper_draw(struct pdf *pdf, const struct paper *paper)
{
    HPDF_SetCompressionMode(pdf->doc, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(pdf->doc);
    if (!fonts_load(pdf, paper)) {
        on_error(HPDF_TTF_INVALID_FOMAT, 0, pdf);
        return;
    }
    HPDF_Page *pages = memory_new(paper->sheets.len, sizeof(HPDF_Page));
    for (size_t i = 0; i < paper->sheets.len; i++) {
        pages[i] = HPDF_AddPage(pdf->doc);
        if (!pages[i])
            break; /* libharu has said why */
        page_draw(pdf, paper, i, pages[i]);
    }
    HPDF_Outline last = NULL; /* that is not within another */
    for (size_t i = 0; i < paper->marks.len && !pdf->failed; i++) {
        const struct sheet_mark *mark = &paper->marks.items[i];
        HPDF_Outline outline = HPDF_CreateOutline(pdf->doc, mark->within ? last : NULL, "-", NULL);
        HPDF_Destination place = HPDF_Page_CreateDestination(pages[mark->page]);
        if (!outline || !place)
            break;
        HPDF_Dict_Add(outline, "Title", utf16(pdf, mark->title));
        HPDF_Destination_SetFitH(place, points(paper->sheets.items[mark->page].height - mark->y));
        HPDF_Outline_SetDestination(outline, place);
        if (!mark->within)
            last = outline;
        else if (last)
            HPDF_Outline_SetOpened(last, HPDF_FALSE);
    }
    memory_free(pages);
    properties_write(pdf, paper);
}

/* Writes what is left of what was drawn; what libharu says of it goes to PDF. */
static void drawn_write(struct pdf *pdf, const struct paper *paper)
{
    HPDF_STATUS status = file_objects(&pdf->file, pdf->root);
    if (status != HPDF_OK)
        on_error(status, 0, pdf);
    structure_write(&pdf->file, paper, pdf->pages, file_number(pdf->root));
    file_end(&pdf->file);
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
    struct pdf pdf = {.pages = memory_new(paper->sheets.len, sizeof *pdf.pages)};
    size_t start = out->len;
    buf_reserve(out, size_of(paper));
    /* no pool: libharu's hands out misaligned memory */
    pdf.doc = HPDF_NewEx(on_error, pdf_alloc, memory_free, 0, &pdf);
    if (pdf.doc) {
        pdf.file = file_begin(pdf.doc, out);
        paper_draw(&pdf, paper);
        if (!pdf.failed)
            drawn_write(&pdf, paper);
        file_free(&pdf.file);
        buf_free(&pdf.content);
    }
    bool written = pdf.doc && !pdf.failed;
    if (!written) {
        buf_cut(out, start);
        buf_printf(error, "%s: PDF, libharu 0x%04lX (%lu)\n", paper->title, (unsigned long)pdf.failed,
                   (unsigned long)pdf.detail);
    }
    for (int face = 0; face < faces_most; face++)
        font_cut_free(pdf.cuts[face]);
    for (size_t p = 0; p < paper->sheets.len; p++)
        memory_free(pdf.pages[p].marks.items);
    memory_free(pdf.pages);
    if (pdf.doc)
        HPDF_Free(pdf.doc);
    return written;
}
