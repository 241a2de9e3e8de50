/* Frames as they come over a line: taken apart, obeyed by a sign, and answered. */
#include "fuzz/fuzz.h"

#include "base/utf8.h"
#include "led/frame.h"
#include "led/sign.h"

/* The answer is one frame that is right. */
static void look_at_answer(const struct buf *answer)
{
    static struct unframe u;
    struct unframed packet;
    for (size_t i = 0; i < answer->len; i++) {
        enum unframe_result result = unframe_take(&u, (unsigned char)answer->data[i], &packet);
        must(result == (i + 1 < answer->len ? unframe_more : unframe_whole));
    }
    must(answer->len == 0 || (packet.len == 5 && packet.data[0] == 0xA0));
}

/* What the sign shows is UTF-8, whatever it was sent. */
static void look_at_sign(const struct sign *sign)
{
    for (size_t i = 0; i < sign_most_areas; i++) {
        struct buf pages = {0};
        if (sign->areas[i].there)
            must(sign_pages(&sign->areas[i], &pages));
        must(utf8_valid(buf_text(&pages), pages.len) == pages.len);
        buf_free(&pages);
    }
}

static void give(struct sign *sign, const uint8_t *data, size_t size)
{
    struct unframe *u = memory_new(1, sizeof *u);
    for (size_t i = 0; i < size; i++) {
        struct unframed packet;
        struct buf answer = {0};
        enum unframe_result result = unframe_take(u, data[i], &packet);
        if (result != unframe_more && sign_take(sign, result, &packet, &answer) == sign_shows)
            look_at_sign(sign);
        look_at_answer(&answer);
        buf_free(&answer);
    }
    memory_free(u);
}

/* The bytes as they are; then as the data of a packet, so that what is behind the check is reached too. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sign *sign = memory_new(1, sizeof *sign);
    struct buf frame = {0};
    if (size <= fuzz_longest) {
        sign->number = 1;
        give(sign, data, size);
        frame_put(&frame, frame_any_screen, data, size > frame_most_data ? frame_most_data : size);
        give(sign, (const uint8_t *)frame.data, frame.len);
    }
    buf_free(&frame);
    memory_free(sign);
    return 0;
}
