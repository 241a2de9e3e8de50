/*
 * Chinese as it is read aloud: numbers, dates and telephone numbers in characters. What is made here has no
 * digit, no letter and no sign that nobody can read: Han characters and the marks of pauses alone.
 */
#ifndef TEXT_SPOKEN_H
#define TEXT_SPOKEN_H

#include "base/arena.h"

#include <stdint.h>

/* 二十, 一百零五, 一万二千: NUMBER as it is read by itself, as in a rank. */
const char *spoken_number(struct arena *arena, int64_t number);

/* The same before what is counted: 两 for 2. */
const char *spoken_count(struct arena *arena, int64_t number);

/* Points: 两, 二点五, 负三点二五. */
const char *spoken_points(struct arena *arena, int64_t hundredths);

/* 三月五日; 三月 */
const char *spoken_day(struct arena *arena, int32_t date);
const char *spoken_month(struct arena *arena, int32_t date);

/* Digit by digit, 1 as 幺, with a pause where there is a hyphen or blank. */
const char *spoken_phone(struct arena *arena, const char *text);

/* spoken_text.c: a text of the records: numbers within it are read by what stands around them, units and
 * letters are said in Chinese, what can't be read is left out. */
const char *spoken_text(struct arena *arena, const char *text);

/* A name as view_aloud gives it; NULL where it is not one that can be read in Chinese: an id, letters. */
const char *spoken_name(struct arena *arena, const char *name);

#endif
