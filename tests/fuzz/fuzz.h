/* What the harnesses share. Each defines LLVMFuzzerTestOneInput, by libFuzzer's contract. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "unit/read_village.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold of every input. */
#define must(condition)   \
    do {                  \
        if (!(condition)) \
            abort();      \
    } while (0)

enum { fuzz_longest = 20000 /* bytes: longer ones only take longer */ };

/* A village that is right, which inputs add to. */
static const struct file_text fuzz_village[] = {
    {"records/claims/2026.yaml",
     "- {id: c1, household: h2, rule: patrol, date: 2026-03-01, received: 2026-03-02}\n"},
    {"records/households/g1.yaml",
     "group: {id: g1, name: 一组}\nhouseholds:\n"
     "  - {id: h1, head: 张大山, members: [{id: h1-1, name: 张小花, minor: true}, {id: h1-2, name: "
     "张大山}]}\n"
     "  - {id: h2, head: 李卫国, consent: 2026-01-05}\n  - {id: h3, head: 欧阳明}\n"},
    {"records/meetings/2026-01-05.yaml",
     "meeting: 2026-01-05\nkind: review\ntitle: 一月评审\nminutes: 张大山发言。\nentries:\n"
     "  - {household: h1, rule: patrol}\n  - {household: [h2, h3], rule: gift, points: 3, note: 捐款}\n"},
    {"records/rewards.yaml", "goods:\n  - {id: soap, title: 肥皂, cost: 1, stock: {2026-01-01: 9}}\n"
                             "honours:\n  - {id: star, title: 红榜, points: 1}\n"},
    {"records/rules/10.yaml",
     "level: city\ncategories:\n  - {id: order, title: 治安, cap: 10/month}\nrules:\n"
     "  - {id: patrol, category: order, title: 巡逻, points: 2, cap: 4/week}\n"
     "  - {id: gift, category: order, title: 捐赠, points: 1..10}\n"
     "  - {id: noise, category: order, kind: negative, title: 扰民, points: -1}\n"},
    {"records/village.yaml",
     "name: 桐花坪村\nnotice: {days: 5, contact: 监委会}\nlate: 90\nprivacy: {site: masked, led: masked}\n"
     "screens: [{id: gate, columns: 8, rows: 2}]\n"},
};
enum { fuzz_village_files = sizeof fuzz_village / sizeof *fuzz_village };

/* The input as a text with a NUL behind it; the caller frees. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = memory_new(size + 1, 1);
    if (size)
        memcpy(text, data, size);
    return text;
}

/* The village, read once. */
static inline const struct read_village *fuzz_read_village(void)
{
    static struct read_village village;
    static bool read;
    if (!read)
        read_village(&village, fuzz_village, fuzz_village_files, "2026-04-01");
    read = true;
    return &village;
}

#endif
