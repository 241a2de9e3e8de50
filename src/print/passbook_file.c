/* Passbooks as a kind of paper: all in one file in the order in which the clerk walks, or a file a group. */
#include "print/by_group.h"
#include "print/passbook.h"

#include "base/digest.h"
#include "base/memory.h"
#include "paper/impose.h"

/*
 * A sheet for each of so many households is what the tray of a small printer holds, and is printed at once. A
 * village with more has a file a group: its clerk puts in paper group by group, and after a meeting those
 * groups alone are composed and printed anew that it touched.
 */
enum { in_one_file = 150 };

static bool has_book(const struct ledger *ledger, uint32_t household)
{
    return cycle_account(ledger_current(ledger), ledger->records, household) != NULL;
}

static bool is_one_file(const struct ledger *ledger)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < ledger->records->households_len; i++)
        count += has_book(ledger, i);
    return count <= in_one_file;
}

size_t passbook_count(const struct print_input *input)
{
    const struct ledger *ledger = input->view->ledger;
    size_t groups = by_group_count(ledger, has_book);
    return groups > 0 && is_one_file(ledger) ? 1 : groups;
}

/* The groups of file NUMBER: *COUNT files of by_group.h from the one that is given. */
static size_t groups_of(const struct ledger *ledger, size_t number, size_t *count)
{
    bool one = is_one_file(ledger);
    *count = one ? by_group_count(ledger, has_book) : 1;
    return one ? 0 : number;
}

/* A file of passbooks as it is composed. */
struct shelving {
    const struct composing *composing;
    struct draft all;
    struct books books;
    struct paper *paper, *pages; /* sheets as they are printed, and the small pages on them */
    bool one;                    /* all households are in it */
};

/* Composes the book of HOUSEHOLD. */
static void book_add(struct shelving *s, uint32_t household)
{
    struct view view = view_for(s->composing->input->own, household);
    struct draft d = draft_begin(&view, s->composing->arena, s->composing->diags);
    size_t first = s->pages->sheets.len;
    passbook_compose(&d, s->composing, &s->books, household, s->pages);
    const char *mark =
        draft_filled(&d, "statement.mark", draft_household(&d, household), draft_household_id(&d, household));
    if (s->one)
        paper_mark_within(s->paper, s->paper->sheets.len, 0, mark);
    else
        paper_mark(s->paper, s->paper->sheets.len, 0, mark);
    for (; first < s->pages->sheets.len; first += impose_twice_pages)
        impose_twice(s->paper, s->pages, first);
    for (size_t k = 0; k < d.sources.len; k++)
        memory_push(&s->all.sources, d.sources.items[k]);
    memory_free(d.sources.items);
}

/* Composes the books of GROUP. */
static void group_add(struct shelving *s, uint32_t group)
{
    const struct ledger *ledger = s->all.ledger;
    uint32_t *households = arena_new(s->all.arena, uint32_t, ledger->records->households_len + 1);
    size_t len = by_group_households(ledger, has_book, group, households);
    if (s->one)
        paper_mark(s->paper, s->paper->sheets.len, 0, draft_group_name(&s->all, group));
    for (size_t i = 0; i < len; i++)
        book_add(s, households[i]);
}

/* Opens the books of COUNT groups from FIRST on, as by_group_at knows them. */
static void shelf_open(struct shelving *s, size_t first, size_t count)
{
    const struct records *records = s->all.records;
    bool *in_group = arena_new(s->all.arena, bool, records->groups_len + 1);
    bool *marked = arena_new(s->all.arena, bool, records->households_len + 1);
    for (size_t g = 0; g < count; g++)
        in_group[by_group_at(s->all.ledger, has_book, first + g)] = true;
    for (uint32_t i = 0; i < records->households_len; i++)
        marked[i] = in_group[records->households[i]->group] && has_book(s->all.ledger, i);
    books_open(&s->books, s->all.ledger, marked);
}

void passbook_paper(const struct composing *composing, struct composed *composed)
{
    const struct ledger *ledger = composing->view->ledger;
    struct shelving s = {.composing = composing,
                         .all = draft_begin(composing->view, composing->arena, composing->diags),
                         .paper = &composed->paper,
                         .pages = &composed->behind,
                         .one = is_one_file(ledger)};
    size_t count, first = groups_of(ledger, composing->number, &count);
    const struct group *group = ledger->records->groups[by_group_at(ledger, has_book, first)];
    const char *village = draft_village_name(&s.all);
    const char *title = s.one ? draft_filled(&s.all, "passbook.all", village)
                              : draft_filled(&s.all, "passbook.document", village,
                                             draft_shown(&s.all, group->name, group->record.node, "name"));
    paper_begin(s.pages, composing->standing, title, draft_language(&s.all));
    paper_begin(s.paper, composing->standing, title, draft_language(&s.all));
    shelf_open(&s, first, count);
    for (size_t g = 0; g < count; g++)
        group_add(&s, by_group_at(ledger, has_book, first + g));
    books_close(&s.books);
    paper_missing_take(s.paper, s.pages);
    paper_elements_take(s.paper, s.pages);
    composed->date = ledger->date;
    composed->when = words_date(s.all.words, s.all.arena, ledger->date);
    composed->place = draft_place(group->record.node);
    composed->sources = draft_sources(&s.all, &composed->len);
}

void passbook_path(const struct print_input *input, size_t number, struct buf *out)
{
    if (is_one_file(input->view->ledger))
        buf_puts(out, "office/passbooks/all.pdf");
    else
        by_group_path(input->view->ledger, has_book, number, "office/passbooks", out);
}

void passbook_from(const struct print_input *input, size_t number, struct buf *out)
{
    const struct ledger *ledger = input->view->ledger;
    uint32_t *households = memory_new(ledger->records->households_len + 1, sizeof *households);
    size_t count, first = groups_of(ledger, number, &count);
    for (size_t g = 0; g < count; g++) {
        uint32_t group = by_group_at(ledger, has_book, first + g);
        size_t len = by_group_households(ledger, has_book, group, households);
        digest_put_number(out, group);
        for (size_t i = 0; i < len; i++)
            basis_put_household(input->basis, households[i], out);
    }
    digest_put_bytes(out, input->secret, input->secret ? sizeof *input->secret : 0);
    memory_free(households);
}
