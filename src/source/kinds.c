#include "source/kinds.h"

#include "base/files.h"

#include <string.h>
#include <strings.h>

enum {
    pictures = format_jpeg | format_png | format_gif | format_webp | format_bmp | format_icon | format_tiff |
               format_iso,
    recordings = format_iso | format_sound | format_film,
    papers = format_ole | format_zip,
};

static const struct {
    const char *ending; /* in small letters, with the dot */
    enum content_kind kind;
    unsigned formats; /* what the bytes may look like; of pictures any picture: telephones mix them up */
} endings[] = {
    /* what machines leave; names that are not told by their end are below */
    {"~", content_none, 0},
    {".orig", content_none, 0},
    {".rej", content_none, 0},
    {".bak", content_none, 0},
    {".old", content_none, 0},
    {".save", content_none, 0},
    {".backup", content_none, 0},
    {".tmp", content_none, 0},
    {".temp", content_none, 0},
    {".swp", content_none, 0},
    {".swo", content_none, 0},
    {".swn", content_none, 0},
    {".wbk", content_none, 0},
    {".xlk", content_none, 0},
    {".asd", content_none, 0},
    {".part", content_none, 0},
    {".partial", content_none, 0},
    {".crdownload", content_none, 0},
    {".td", content_none, 0},
    {".lnk", content_none, 0},
    {".url", content_none, 0},
    {".webloc", content_none, 0},
    /* pages */
    {".md.txt", content_misnamed, 0},
    {".markdown.txt", content_misnamed, 0},
    {".md.md", content_misnamed, 0},
    {".md", content_markdown, 0},
    {".markdown", content_misnamed, 0},
    {".mdown", content_misnamed, 0},
    {".mdwn", content_misnamed, 0},
    {".mkdn", content_misnamed, 0},
    {".mkd", content_misnamed, 0},
    {".mdtxt", content_misnamed, 0},
    {".mdtext", content_misnamed, 0},
    {".mdx", content_misnamed, 0},
    {".rmd", content_misnamed, 0},
    {"．md", content_misnamed, 0}, /* with the dot of a Chinese keyboard */
    {"。md", content_misnamed, 0},
    /* texts */
    {".txt", content_text, 0},
    {".text", content_text, 0},
    {".csv", content_text, 0},
    {".tsv", content_text, 0},
    {".json", content_text, 0},
    {".geojson", content_text, 0},
    {".webmanifest", content_text, 0},
    {".yaml", content_text, 0},
    {".yml", content_text, 0},
    {".css", content_text, 0},
    {".js", content_text, 0},
    {".mjs", content_text, 0},
    {".srt", content_text, 0},
    {".vtt", content_text, 0},
    {".lrc", content_text, 0},
    {".log", content_text, 0},
    {".htm", content_markup, 0},
    {".html", content_markup, 0},
    {".xhtml", content_markup, 0},
    {".svg", content_markup, 0},
    {".xml", content_markup, 0},
    {".rss", content_markup, 0},
    {".atom", content_markup, 0},
    {".kml", content_markup, 0},
    {".gpx", content_markup, 0},
    {".ics", content_cards, 0},
    {".vcf", content_cards, 0},
    {".vcard", content_cards, 0},
    /* pictures */
    {".jpg", content_picture, pictures},
    {".jpeg", content_picture, pictures},
    {".jpe", content_picture, pictures},
    {".jfif", content_picture, pictures},
    {".png", content_picture, pictures},
    {".gif", content_picture, pictures},
    {".webp", content_picture, pictures},
    {".bmp", content_picture, pictures},
    {".ico", content_picture, pictures},
    {".tif", content_picture, pictures},
    {".tiff", content_picture, pictures},
    {".heic", content_picture, pictures},
    {".heif", content_picture, pictures},
    {".avif", content_picture, pictures},
    /* sound and films */
    {".mp3", content_recording, recordings},
    {".m4a", content_recording, recordings},
    {".aac", content_recording, recordings},
    {".amr", content_recording, recordings},
    {".wav", content_recording, recordings},
    {".ogg", content_recording, recordings},
    {".oga", content_recording, recordings},
    {".opus", content_recording, recordings},
    {".flac", content_recording, recordings},
    {".mp4", content_recording, recordings},
    {".m4v", content_recording, recordings},
    {".mov", content_recording, recordings},
    {".3gp", content_recording, recordings},
    {".webm", content_recording, recordings},
    {".mkv", content_recording, recordings},
    {".avi", content_recording, recordings},
    {".mpg", content_recording, recordings},
    {".mpeg", content_recording, recordings},
    /* documents */
    {".pdf", content_document, format_pdf},
    {".ofd", content_document, format_zip},
    {".doc", content_document, papers | format_rtf},
    {".xls", content_document, papers},
    {".ppt", content_document, papers},
    {".wps", content_document, papers},
    {".et", content_document, papers},
    {".dps", content_document, papers},
    {".docx", content_document, papers},
    {".xlsx", content_document, papers},
    {".pptx", content_document, papers},
    {".odt", content_document, format_zip},
    {".ods", content_document, format_zip},
    {".odp", content_document, format_zip},
    {".rtf", content_document, format_rtf},
    {".epub", content_document, format_zip},
    {".zip", content_document, format_zip},
    {".rar", content_document, format_archive},
    {".7z", content_document, format_archive},
    {".gz", content_document, format_archive},
    {".tgz", content_document, format_archive},
    /* faces */
    {".woff", content_bytes, format_face},
    {".woff2", content_bytes, format_face},
    {".ttf", content_bytes, format_face},
    {".otf", content_bytes, format_face},
};

/* Whether the file or folder called NAME (LEN bytes) is a machine's own, whatever its end. */
static bool is_machines(const char *name, size_t len)
{
    static const char *const whole[] = {
        "thumbs.db", "ehthumbs.db",  "ehthumbs_vista.db",         "desktop.ini", "icon\r", "__macosx",
        "@eadir",    "$recycle.bin", "system volume information", "lost+found"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strlen(whole[i]) == len && strncasecmp(whole[i], name, len) == 0)
            return true;
    return *name == '.' || (len > 1 && strncmp(name, "~$", 2) == 0) ||
           (len > 1 && *name == '#' && name[len - 1] == '#');
}

const char *content_folder(struct arena *arena, const char *name)
{
    size_t len = strlen(name) - 3;
    if (strcmp(name, "index.md") == 0)
        return "";
    if (path_ends(name, "/index.md"))
        return arena_text(arena, name, len - 5);
    return arena_printf(arena, "%.*s/", (int)len, name);
}

enum content_kind content_kind_of(const char *name, unsigned *formats)
{
    size_t len = strlen(name);
    *formats = 0;
    for (const char *part = name; *part;) {
        size_t part_len = strcspn(part, "/");
        if (is_machines(part, part_len))
            return content_none;
        part += part_len + (part[part_len] == '/');
    }
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t end = strlen(endings[i].ending);
        if (len < end || strcasecmp(name + len - end, endings[i].ending) != 0)
            continue;
        *formats = endings[i].formats;
        bool capitals = strcmp(name + len - end, endings[i].ending) != 0;
        return endings[i].kind == content_markdown && capitals ? content_misnamed : endings[i].kind;
    }
    return content_unknown;
}

const char *kinds_other_ending(const char *name, enum content_format format)
{
    static const struct {
        enum content_format format;
        const char *endings[5]; /* the usual one first */
    } all[] = {
        {format_jpeg, {".jpg", ".jpeg", ".jpe", ".jfif"}},
        {format_png, {".png"}},
        {format_gif, {".gif"}},
        {format_webp, {".webp"}},
        {format_bmp, {".bmp"}},
        {format_icon, {".ico"}},
        {format_tiff, {".tif", ".tiff"}},
        {format_iso, {".heic", ".heif", ".avif"}},
    };
    size_t len = strlen(name);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (all[i].format != format)
            continue;
        for (const char *const *e = all[i].endings; *e; e++)
            if (len >= strlen(*e) && strcasecmp(name + len - strlen(*e), *e) == 0)
                return NULL;
        return all[i].endings[0];
    }
    return NULL;
}

enum content_format content_format_of(const char *bytes, size_t len)
{
    static const struct {
        enum content_format format;
        size_t at;
        const char *bytes; /* "?" stands for any byte */
        size_t len;
    } marks[] = {
#define MARK(format, at, text) {format, at, text, sizeof text - 1}
        MARK(format_jpeg, 0, "\xFF\xD8\xFF"),
        MARK(format_png, 0, "\x89PNG\r\n\x1A\n"),
        MARK(format_gif, 0, "GIF8?a"),
        MARK(format_webp, 0, "RIFF????WEBP"),
        MARK(format_sound, 0, "RIFF????WAVE"),
        MARK(format_film, 0, "RIFF????AVI "),
        MARK(format_bmp, 0, "BM????\0\0\0\0"),
        MARK(format_icon, 0, "\0\0\1\0"),
        MARK(format_tiff, 0, "II*\0"),
        MARK(format_tiff, 0, "MM\0*"),
        MARK(format_iso, 4, "ftyp"),
        MARK(format_iso, 4, "moov"),
        MARK(format_iso, 4, "mdat"),
        MARK(format_iso, 4, "wide"),
        MARK(format_pdf, 0, "%PDF-"),
        MARK(format_ole, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        MARK(format_zip, 0, "PK\3\4"),
        MARK(format_zip, 0, "PK\5\6"),
        MARK(format_rtf, 0, "{\\rtf"),
        MARK(format_archive, 0, "Rar!\x1A\7"),
        MARK(format_archive, 0, "7z\xBC\xAF\x27\x1C"),
        MARK(format_archive, 0, "\x1F\x8B"),
        MARK(format_sound, 0, "ID3"),
        MARK(format_sound, 0, "OggS"),
        MARK(format_sound, 0, "fLaC"),
        MARK(format_sound, 0, "#!AMR"),
        MARK(format_sound, 0, "ADIF"),
        MARK(format_film, 0, "\x1A\x45\xDF\xA3"),
        MARK(format_film, 0, "\0\0\1\xBA"),
        MARK(format_film, 0, "\0\0\1\xB3"),
        MARK(format_face, 0, "wOF"),
        MARK(format_face, 0, "OTTO"),
        MARK(format_face, 0, "\0\1\0\0"),
#undef MARK
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t k = 0;
        if (len < marks[i].at + marks[i].len)
            continue;
        while (k < marks[i].len && (marks[i].bytes[k] == '?' || marks[i].bytes[k] == bytes[marks[i].at + k]))
            k++;
        if (k == marks[i].len)
            return marks[i].format;
    }
    /* frames of MPEG sound begin with eleven ones */
    if (len > 2 && (unsigned char)bytes[0] == 0xFF && ((unsigned char)bytes[1] & 0xE0) == 0xE0)
        return format_sound;
    return format_other;
}
