/*
 * What kinds of files may lie below content/, decided in one table by how their names end: pages, texts that
 * are looked through for names, pictures and documents that are published as they are; what machines leave
 * behind; and what is a slip. All else is refused: nobody would know what it says.
 */
#ifndef SOURCE_KINDS_H
#define SOURCE_KINDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum content_kind {
    content_none,      /* what machines leave: it is not looked at */
    content_markdown,  /* a page */
    content_misnamed,  /* a page whose name does not end in .md */
    content_text,      /* published once it has been looked through */
    content_markup,    /* likewise, with tags between its characters */
    content_cards,     /* likewise, with folded lines: calendars, address cards */
    content_picture,   /* published without its metadata, where that is known how to do */
    content_recording, /* sound and films: as they are, but not with the place where they were made */
    content_document,  /* published as it is: what it says is not looked into */
    content_bytes,     /* published as it is: it says nothing (faces) */
    content_unknown,
};

/* What the bytes of a file look like; a set of these may be right for an ending. */
enum content_format {
    format_other = 0,
    format_jpeg = 1 << 0,
    format_png = 1 << 1,
    format_gif = 1 << 2,
    format_webp = 1 << 3,
    format_bmp = 1 << 4,
    format_icon = 1 << 5,
    format_tiff = 1 << 6,
    format_iso = 1 << 7, /* MP4, MOV, HEIC, AVIF */
    format_pdf = 1 << 8,
    format_ole = 1 << 9, /* offices' files of before 2007, and encrypted ones */
    format_zip = 1 << 10,
    format_rtf = 1 << 11,
    format_archive = 1 << 12, /* RAR, 7z, gzip */
    format_sound = 1 << 13,
    format_film = 1 << 14,
    format_face = 1 << 15,
};

/* The kind of the file NAME, its path within content/; *FORMATS: what its bytes may look like (0: any). */
enum content_kind content_kind_of(const char *name, unsigned *formats);

/* The folder that the page NAME stands in: "news/winter/", "station/"; "" of index.md. In ARENA. */
const char *content_folder(struct arena *arena, const char *name);

/* How the name of a picture of FORMAT usually ends; NULL where NAME ends so or nothing is known. */
const char *kinds_other_ending(const char *name, enum content_format format);

/* What LEN bytes look like. */
enum content_format content_format_of(const char *bytes, size_t len);

#endif
