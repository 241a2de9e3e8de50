/* Certificates: one for each household that won an honour in a period that is over, all of an honour in one
 * file. A4 across, with a frame and a place for the seal. */
#ifndef PRINT_CERTIFICATE_H
#define PRINT_CERTIFICATE_H

#include "print/kinds.h"

/* As the theme has them (print/certificates.yaml); lengths in thousandths of a point. */
struct certificate_sizes {
    int32_t inset, frame, frame_gap, frame_thin; /* the frame: from the paper's edge, two lines */
    int32_t margin;                              /* left and right of the text */
    int32_t title_top, title, title_pitch;
    int32_t body_top, body, body_pitch;
    int32_t sign_bottom, sign_width, sign, sign_pitch; /* who gives it and when, with the seal on both */
};

extern const struct size_table certificate_sizes;

#endif
