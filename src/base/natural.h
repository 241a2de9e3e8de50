/* The order in which people count: numbers within names by their value, so that g2 stands before g10. */
#ifndef BASE_NATURAL_H
#define BASE_NATURAL_H

/*
 * Compares A and B: runs of digits by their value, other bytes one by one; what is the same but for leading
 * zeros is in byte order. Below 0 where A comes first, 0 only for equal texts.
 */
int natural_compare(const char *a, const char *b);

#endif
