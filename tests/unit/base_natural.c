/* The order in which people count. */
#include "base/natural.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void numbers_stand_by_their_value(void **state)
{
    (void)state;
    static const char *const order[] = {"",
                                        "7",
                                        "10",
                                        "a",
                                        "g",
                                        "g1",
                                        "g02",
                                        "g2",
                                        "g2a",
                                        "g2b1",
                                        "g2b10",
                                        "g010",
                                        "g10",
                                        "h1",
                                        "h99",
                                        "h100",
                                        "h12345678901234567890",
                                        "h12345678901234567891"};
    size_t len = sizeof order / sizeof *order;
    for (size_t i = 0; i < len; i++)
        for (size_t k = 0; k < len; k++) {
            int got = natural_compare(order[i], order[k]);
            if ((got < 0) != (i < k) || (got > 0) != (i > k))
                fail_msg("%s and %s: %d", order[i], order[k], got);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_stand_by_their_value)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
