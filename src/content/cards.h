/* What stands coded in an address card or a calendar: values with ENCODING=BASE64 (or B) and
 * QUOTED-PRINTABLE. */
#ifndef CONTENT_CARDS_H
#define CONTENT_CARDS_H

#include <stddef.h>

/* Takes the LEN bytes at VALUE, which live as long as the call. */
typedef void cards_value(void *context, const char *value, size_t len);

/*
 * Hands the bytes of each coded value of the card TEXT to EACH, in whatever charset they are (vCard 2.1, RFC
 * 2426 section 2.4.1; RFC 2045 sections 6.7 and 6.8). What is none is passed over.
 */
void cards_values(const char *text, size_t len, cards_value *each, void *context);

#endif
