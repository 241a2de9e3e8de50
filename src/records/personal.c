/*
 * Identity and mobile numbers have no place in a record file: neither in a value nor in a comment.
 * The check character of an identity number is ISO 7064 MOD 11-2, as GB 11643-1999 has it.
 */
#include "base/memory.h"
#include "records/link.h"

#include <string.h>

enum { identity_digits = 18, mobile_digits = 11 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool check_character(const char *number)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += (number[i] - '0') * weights[i];
    char wanted = "10X98765432"[sum % 11];
    return number[17] == wanted || (wanted == 'X' && number[17] == 'x');
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
        for (const struct node *i = node->first; i; i = i->next)
            find_phones(i, phones);
    } else if (node->kind == node_map) {
        for (const struct node *key = node->first; key; key = key->next->next) {
            if ((strcmp(key->text, "phone") == 0 || strcmp(key->text, "电话") == 0) &&
                key->next->kind == node_scalar)
                memory_push(phones, key->next->place);
            else
                find_phones(key->next, phones);
        }
    }
}

static bool in_phone(const struct phones *phones, uint32_t line, uint32_t column)
{
    for (size_t i = 0; i < phones->len; i++) {
        const struct place *p = &phones->items[i];
        if (p->line == line && column >= p->column && column < p->column + p->span)
            return true;
    }
    return false;
}

/* In a file that could not be read: whether "phone:" stands right before the number. */
static bool after_phone_key(const char *text, size_t at)
{
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '"' || text[at - 1] == '\''))
        at--;
    static const char *const keys[] = {"phone:", "电话:"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (at >= strlen(keys[i]) && memcmp(text + at - strlen(keys[i]), keys[i], strlen(keys[i])) == 0)
            return true;
    return false;
}

void personal_check(const char *text, size_t len, uint32_t file, const struct node *root, struct diags *diags)
{
    struct phones phones = {0};
    bool looked = false;
    uint32_t line = 1, column = 0;
    size_t start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = start; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n' || (c == '\r' && !(i + 1 < len && text[i + 1] == '\n'))) {
            line++;
            column = 0;
            continue;
        }
        if ((c & 0xC0) != 0x80)
            column++;
        if (!is_digit(text[i]))
            continue;
        size_t run = 1;
        while (i + run < len && is_digit(text[i + run]))
            run++;
        bool alone_before = i == start || !is_letter(text[i - 1]);
        char next = i + run < len ? text[i + run] : '\0';
        bool with_x = run == identity_digits - 1 && (next == 'X' || next == 'x');
        char behind = with_x ? (i + run + 1 < len ? text[i + run + 1] : '\0') : next;
        bool alone = alone_before && !is_letter(behind) && !(with_x && is_digit(behind));
        struct place place = {.file = file, .line = line, .column = column, .span = (uint32_t)run + with_x};
        if (alone && (run == identity_digits || with_x) && check_character(text + i)) {
            diag_error(
                diags, place, "personal-data",
                N_("an identity number must not stand in the records; delete it, also from the history"),
                NULL);
            diag_hide(diags);
        } else if (alone && run == mobile_digits && text[i] == '1' && text[i + 1] >= '3') {
            if (!looked && root)
                find_phones(root, &phones);
            looked = true;
            if (root ? !in_phone(&phones, line, column) : !after_phone_key(text, i)) {
                diag_error(diags, place, "personal-data",
                           N_("a mobile number may only be the value of a \"phone\" field; delete it here"),
                           NULL);
                diag_hide(diags);
            }
        }
        i += run - 1;
        column += (uint32_t)run - 1;
    }
    memory_free(phones.items);
}
