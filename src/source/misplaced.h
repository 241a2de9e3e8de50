/* Files among the records that nobody reads: what was meant by them. */
#ifndef SOURCE_MISPLACED_H
#define SOURCE_MISPLACED_H

#include "base/diag.h"

/*
 * Reports at PLACE that no record file stands at PATH ("records/…", shown as it is): where it seems to
 * belong, or how its name should end.
 */
void misplaced_report(const char *path, struct place place, struct diags *diags);

#endif
