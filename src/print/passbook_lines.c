#include "print/passbook_lines.h"

#include "ledger/account.h"

#include <string.h>

const char *passbook_points(const struct draft *d, int64_t amount, bool is_signed)
{
    return words_points(d->words, d->arena, amount, is_signed);
}

static const char *year(struct draft *d, int cycle)
{
    return draft_number(d, (uint64_t)cycle);
}

/* TEXT as one piece that no line ends in. */
static const char *unbroken(struct draft *d, const char *text)
{
    struct buf out = {0};
    for (const char *at = text; *at; at++) {
        if (at > text && ((unsigned char)*at & 0xc0) != 0x80)
            buf_puts(&out, "\xe2\x81\xa0");
        buf_putc(&out, *at);
    }
    text = arena_text(d->arena, buf_text(&out), out.len);
    buf_free(&out);
    return text;
}

/* The day of a deed, as it stands behind it. */
const char *passbook_day(struct draft *d, int32_t date)
{
    return unbroken(d, draft_filled(d, "passbook.deed_day", words_day(d->words, d->arena, date)));
}

static const char *entry_matter(struct draft *d, const struct book_line *line)
{
    const struct entry *entry = &d->records->entries[line->index];
    const char *title = draft_rule_title(d, entry->rule), *day = passbook_day(d, entry->date);
    if (line->moved != line->amount)
        return draft_filled(d, "passbook.late", title, day, year(d, line->cycle),
                            passbook_points(d, line->amount, true));
    if (line->kind == book_reversed)
        return draft_filled(d, "passbook.reversed", title, day);
    if (line->kind == book_changed)
        return draft_filled(d, line->amount > 0 ? "passbook.more" : "passbook.less", title, day);
    if (line->raw != line->amount)
        return draft_filled(d, "passbook.capped", title, day, passbook_points(d, line->raw, true));
    return draft_filled(d, "passbook.credited", title, day);
}

static const char *turn_matter(struct draft *d, const struct book_line *line)
{
    const struct village *village = &d->records->village;
    if (village->carry == carry_none)
        return line->amount != 0 ? draft_filled(d, "passbook.cleared", year(d, line->cycle))
                                 : draft_filled(d, "passbook.open", year(d, line->cycle + 1));
    if (village->carry == carry_balance)
        return draft_filled(d, "passbook.carried", year(d, line->cycle));
    return draft_filled(d, "passbook.carried_until", year(d, line->cycle),
                        words_day(d->words, d->arena, account_carry_until(village, line->cycle + 1)));
}

static const char *received_matter(struct draft *d, const struct book_line *line)
{
    uint32_t from = d->records->transfers[line->index]->from;
    const char *name = draft_household(d, from), *id = d->records->households[from]->id;
    if (line->moved != line->amount)
        return draft_filled(d, "passbook.received_late", name, id, year(d, line->cycle),
                            passbook_points(d, line->amount, true));
    return draft_filled(d, "passbook.received", name, id);
}

static const char *matter(struct draft *d, const struct book_line *line)
{
    const struct redemption *r;
    switch (line->kind) {
    case book_redeemed:
        r = d->records->redemptions[line->index];
        return draft_filled(d, "passbook.redeemed", draft_reward_title(d, r->reward),
                            draft_number(d, (uint64_t)r->quantity));
    case book_given:
        return draft_filled(d, "passbook.given", draft_household(d, d->records->transfers[line->index]->to),
                            d->records->households[d->records->transfers[line->index]->to]->id);
    case book_received:
        return received_matter(d, line);
    case book_forfeited:
        return draft_word(d, line->amount < 0 ? "passbook.forfeited" : "passbook.given_back");
    case book_lapsed:
        return draft_word(d, "passbook.lapsed");
    case book_turned:
        return turn_matter(d, line);
    default:
        return entry_matter(d, line);
    }
}

/* A narrow cell; BETWEEN stands at the end of the upper line, for who has it read aloud. */
static const char *two_lines(struct draft *d, const char *upper, const char *between, const char *lower)
{
    return arena_printf(d->arena, "%s%s\n%s", upper, between, lower);
}

/* By which meeting an entry was decided, or points were passed on; what is handed out is signed for by hand.
 */
static const char *handled_by(struct draft *d, const struct book_line *line)
{
    bool passed = line->kind == book_given || line->kind == book_received;
    if (line->kind != book_credited && !passed)
        return "";
    const struct meeting *meeting = d->records->meetings[passed ? d->records->transfers[line->index]->meeting
                                                                : d->records->entries[line->index].meeting];
    return two_lines(
        d, words_dated(d->words, d->arena, "passbook.short_day", meeting->date),
        words_language(d->words) == language_en ? " " : "",
        draft_word(d, meeting->kind == meeting_review ? "passbook.by_review" : "passbook.by_assembly"));
}

void passbook_line(struct draft *d, const struct book_line *line, const char *cells[passbook_columns])
{
    bool plain = line->moved == line->amount && line->kind != book_turned && line->kind != book_lapsed;
    cells[0] = two_lines(d, words_dated(d->words, d->arena, "passbook.year", line->date), "",
                         words_dated(d->words, d->arena, "passbook.day", line->date));
    cells[1] = matter(d, line);
    cells[2] = line->moved > 0 || (plain && line->moved == 0 && line->kind != book_redeemed)
                   ? passbook_points(d, line->moved, false)
                   : "";
    cells[3] = line->moved < 0 || (plain && line->moved == 0 && line->kind == book_redeemed)
                   ? passbook_points(d, -line->moved, false)
                   : "";
    cells[4] = passbook_points(d, line->balance, false);
    cells[5] = handled_by(d, line);
}
