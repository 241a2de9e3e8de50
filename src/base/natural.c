#include "base/natural.h"

#include <stddef.h>
#include <string.h>

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

int natural_compare(const char *a, const char *b)
{
    const char *left = a, *right = b;
    while (*left && *right) {
        size_t m = digits(left), n = digits(right);
        if (!m || !n) {
            if (*left != *right)
                return (unsigned char)*left < (unsigned char)*right ? -1 : 1;
            left++;
            right++;
            continue;
        }
        const char *behind_left = left + m, *behind_right = right + n;
        left += strspn(left, "0");
        right += strspn(right, "0");
        m = digits(left);
        n = digits(right);
        if (m != n)
            return m < n ? -1 : 1;
        int order = memcmp(left, right, m);
        if (order)
            return order;
        left = behind_left;
        right = behind_right;
    }
    if (*left || *right)
        return *left ? 1 : -1;
    return strcmp(a, b);
}
