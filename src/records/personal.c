/* Identity and mobile numbers have no place in a record file: neither in a value nor in a comment. */
#include "source/personal.h"

#include "base/memory.h"
#include "records/link.h"

#include <string.h>

/* What the field that may hold a mobile number is called. */
static const char *const phone_names[] = {"phone", "电话"};

static bool is_phone(const struct node *key)
{
    for (size_t i = 0; i < sizeof phone_names / sizeof *phone_names; i++)
        if (strcmp(key->text, phone_names[i]) == 0)
            return true;
    return false;
}

/* Places of the values of `phone` fields: the only ones that may be a mobile number. */
struct phones {
    struct place *items;
    size_t len;
    size_t cap;
};

static void find_phones(const struct node *node, struct phones *phones)
{
    if (node->kind == node_list) {
        for (const struct node *i = node_first(node); i; i = i->next)
            find_phones(i, phones);
    } else if (node->kind == node_map) {
        for (const struct node *key = node_first(node); key; key = key->next->next) {
            if (is_phone(key) && key->next->kind == node_scalar)
                memory_push(phones, key->next->place);
            else
                find_phones(key->next, phones);
        }
    }
}

static bool in_phone(const struct phones *phones, const struct place *place)
{
    for (size_t i = 0; i < phones->len; i++) {
        const struct place *p = &phones->items[i];
        if (p->line == place->line && place->column >= p->column && place->column < p->column + p->span)
            return true;
    }
    return false;
}

/* In a file that could not be read: whether "phone:" stands right before the number. */
static bool after_phone_key(const char *text, size_t at)
{
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '\''))
        at--;
    if (at == 0 || text[--at] != ':')
        return false;
    for (size_t i = 0; i < sizeof phone_names / sizeof *phone_names; i++) {
        size_t len = strlen(phone_names[i]);
        if (at >= len && memcmp(text + at - len, phone_names[i], len) == 0)
            return true;
    }
    return false;
}

static void report(struct diags *diags, enum personal_kind kind, struct place place, const struct node *root)
{
    diag_error(diags, place, "personal-data",
               kind == personal_identity
                   ? N_("an identity number must not stand in the records; delete it, also from the history")
                   : N_("a mobile number may only be the value of a \"{1}\" field; delete it here"),
               phone_names[root && node_chinese(root->kind == node_list && node_first(root) ? node_first(root)
                                                                                            : root)],
               NULL);
    diag_hide(diags);
}

void personal_check(const char *text, size_t len, uint32_t file, const struct node *root, struct diags *diags)
{
    struct phones phones = {0};
    bool looked = false;
    struct personal_scan scan = personal_scan(text, len, file);
    for (struct personal found; personal_next(&scan, &found);) {
        if (found.kind == personal_mobile && root && !looked) {
            find_phones(root, &phones);
            looked = true;
        }
        if (found.kind == personal_identity ||
            !(root ? in_phone(&phones, &found.place) : after_phone_key(text, found.at)))
            report(diags, found.kind, found.place, root);
    }
    memory_free(phones.items);
}
