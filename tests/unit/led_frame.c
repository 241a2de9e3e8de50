/* Frames to and from a controller, each side held to the bytes of the maker's own document and programs. */
#include "led/frame.h"
#include "led/sign.h"
#include "led/unframe.h"

#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define GUANGLIN "\xBB\xB6\xD3\xAD\xB9\xE2\xC1\xD9"                                 /* 欢迎光临 */
#define GONGSHI  "\xB0\xB2\xC0\xD6\xCD\xCD\xB4\xE5\xBB\xFD\xB7\xD6\xB9\xAB\xCA\xBE" /* 安乐屯村积分公示 */

static const char welcome_frame[] =
    "a5a5a5a5a5a5a5a5feff0080000000000000fe022c00a306010000000123000000800000808020000000000a00000000020101"
    "00020a08000000bbb6d3adb9e2c1d93c495a";
static const char five_frame[] =
    "a5a5a5a5a5a5a5a5feff0080000000000000fe023400a30601000000012b00000000000008002000000000020000000002020300"
    "040a10000000b0b2c0d6cdcdb4e5bbfdb7d6b9abcabe60915a";
static const char on_frame[] = "a5a5a5a5a5a5a5a5feff0080000000000000fe020600a300010000015df15a";
static const char ack_frame[] = "a5a5a5a5a5a5a5a5a50080feff000000000000fe020500a00000000014ac5a";
static const char nack_frame[] = "a5a5a5a5a5a5a5a5a50080feff000000000000fe020500a00105000005515a";

static const struct frame_area welcome_area = {.pixels = true,
                                               .width = 128,
                                               .height = 32,
                                               .timeout = 10,
                                               .display = frame_still,
                                               .speed = 2,
                                               .hold = 10,
                                               .text = GUANGLIN,
                                               .len = 8};

static const struct frame_area five_area = {.width = 64,
                                            .height = 32,
                                            .timeout = 2,
                                            .automatic_break = true,
                                            .display = frame_left,
                                            .speed = 4,
                                            .hold = 10,
                                            .text = GONGSHI,
                                            .len = 16};

static void hex(const struct buf *bytes, struct buf *out)
{
    for (size_t i = 0; i < bytes->len; i++)
        buf_printf(out, "%02x", (unsigned char)bytes->data[i]);
}

static size_t unhex(const char *text, unsigned char *out)
{
    size_t len = strlen(text) / 2;
    for (size_t i = 0; i < len; i++) {
        char two[] = {text[2 * i], text[2 * i + 1], '\0'};
        out[i] = (unsigned char)strtoul(two, NULL, 16);
    }
    return len;
}

static void assert_frame(const struct buf *data, const char *expected)
{
    struct buf frame = {0}, text = {0};
    frame_put(&frame, frame_any_screen, data->data, data->len);
    hex(&frame, &text);
    assert_string_equal(buf_text(&text), expected);
    buf_free(&frame);
    buf_free(&text);
}

static void frames_of_the_maker(void **state)
{
    (void)state;
    struct buf data = {0};
    frame_data_area(&data, &welcome_area);
    assert_int_equal(data.len, frame_area_overhead + welcome_area.len);
    assert_frame(&data, welcome_frame);
    buf_clear(&data);
    frame_data_area(&data, &five_area);
    assert_frame(&data, five_frame);
    buf_clear(&data);
    frame_data_power(&data, true);
    assert_frame(&data, on_frame);
    buf_free(&data);
}

static void clock_data(void **state)
{
    (void)state;
    struct buf data = {0}, text = {0};
    int64_t midnight = (int64_t)date_of(2026, 11, 30) * 86400; /* UTC */
    frame_data_clock(&data, midnight + 15 * 3600 + 59 * 60 + 58);
    hex(&data, &text);
    assert_string_equal(buf_text(&text), "a203010000"
                                         "2620113023595801"); /* a Monday, just before midnight in Beijing */
    buf_clear(&data), buf_clear(&text);
    frame_data_clock(&data, midnight + 16 * 3600);
    hex(&data, &text);
    assert_string_equal(buf_text(&text), "a203010000"
                                         "2620120100000002");
    buf_free(&data);
    buf_free(&text);
}

/* Gives BYTES to SIGN; returns the last event, and the answers in hexadecimal digits. */
static enum sign_event give(struct sign *sign, struct unframe *u, const unsigned char *bytes, size_t len,
                            struct buf *answers)
{
    struct buf answer = {0};
    enum sign_event event = sign_nothing;
    for (size_t i = 0; i < len; i++) {
        struct unframed packet;
        enum unframe_result result = unframe_take(u, bytes[i], &packet);
        if (result != unframe_more)
            event = sign_take(sign, result, &packet, &answer);
    }
    buf_clear(answers);
    hex(&answer, answers);
    buf_free(&answer);
    return event;
}

static enum sign_event give_hex(struct sign *sign, const char *text, struct buf *answers)
{
    static unsigned char bytes[8192];
    struct unframe u = {0};
    return give(sign, &u, bytes, unhex(text, bytes), answers);
}

static void sign_obeys(void **state)
{
    (void)state;
    static struct sign sign = {.number = 1};
    struct buf answers = {0}, pages = {0};
    assert_int_equal(give_hex(&sign, welcome_frame, &answers), sign_shows);
    assert_string_equal(buf_text(&answers), ack_frame);
    assert_true(sign.areas[0].there);
    assert_int_equal(sign.areas[0].width, 128);
    assert_int_equal(sign.areas[0].hold, 10);
    assert_true(sign_pages(&sign.areas[0], &pages));
    assert_string_equal(buf_text(&pages), "欢迎光临\n");
    assert_int_equal(give_hex(&sign, five_frame, &answers), sign_shows);
    assert_int_equal(sign.areas[0].width, 64);
    buf_clear(&pages);
    sign_pages(&sign.areas[0], &pages); /* four characters a line */
    assert_string_equal(buf_text(&pages), "安乐屯村\n积分公示\n");
    sign.off = true;
    assert_int_equal(give_hex(&sign, on_frame, &answers), sign_power);
    assert_string_equal(buf_text(&answers), ack_frame);
    assert_false(sign.off);
    buf_free(&answers);
    buf_free(&pages);
}

/* A frame that was changed anywhere is refused as the document's example is, or not seen as one. */
static void sign_refuses(void **state)
{
    (void)state;
    static struct sign sign = {.number = 1};
    unsigned char bytes[256];
    struct buf answers = {0};
    size_t len = unhex(welcome_frame, bytes);
    for (size_t i = 8; i + 1 < len; i++)
        for (int bit = 0; bit < 8; bit++) {
            struct unframe u = {0};
            bytes[i] ^= (unsigned char)(1 << bit);
            enum sign_event event = give(&sign, &u, bytes, len, &answers);
            assert_true(event == sign_nothing || event == sign_others || event == sign_refused);
            if (i > 12 && answers.len > 0) /* with the addresses whole */
                assert_string_equal(buf_text(&answers), nack_frame);
            bytes[i] ^= (unsigned char)(1 << bit);
        }
    assert_false(sign.areas[0].there);
    buf_free(&answers);
}

/* Noise before it, and whatever pieces it comes in. */
static void noise_before(void **state)
{
    (void)state;
    static struct sign sign = {.number = 1};
    static const unsigned char noise[] = {0x00, 0xA5, 0x5A, 0xFF, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5,
                                          0xA5, 0xA5, 0xA5, 0x01, 0xA6, 0x5B, 0xA5, 0xA5, 0xA5};
    unsigned char bytes[256];
    struct buf answers = {0};
    struct unframe u = {0};
    size_t len = unhex(on_frame, bytes);
    assert_int_equal(give(&sign, &u, noise, sizeof noise, &answers), sign_nothing);
    assert_int_equal(answers.len, 0);
    for (size_t i = 0; i < len; i++) /* a frame that was cut off before it */
        assert_int_equal(give(&sign, &u, bytes, 1, &answers), sign_nothing);
    assert_int_equal(give(&sign, &u, bytes, len, &answers), sign_power);
    assert_string_equal(buf_text(&answers), ack_frame);
    u = (struct unframe){0};
    for (size_t i = 0; i + 1 < len; i++)
        assert_int_equal(give(&sign, &u, bytes + i, 1, &answers), sign_nothing);
    assert_int_equal(give(&sign, &u, bytes + len - 1, 1, &answers), sign_power);
    buf_free(&answers);
}

/* What is too long for a controller's buffer or area is refused for want of memory. */
static void limits(void **state)
{
    (void)state;
    static struct sign sign = {.number = 1};
    static unsigned char frame_bytes[4096];
    char text[1100];
    memset(text, 'a', sizeof text);
    struct buf data = {0}, frame = {0}, answers = {0};
    static const struct {
        bool five;
        uint32_t len;
        uint8_t number;
        bool fits;
    } cases[] = {{false, 988, 4, true}, {false, 989, 0, false}, {false, 1099, 0, false}, {true, 512, 7, true},
                 {true, 513, 0, false}, {false, 1, 5, false},   {false, 1, 200, false},  {true, 1, 8, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct frame_area area = welcome_area;
        struct unframe u = {0};
        area.text = text, area.len = cases[i].len, area.number = cases[i].number;
        area.pixels = !cases[i].five;
        sign.five = cases[i].five;
        buf_clear(&data), buf_clear(&frame);
        frame_data_area(&data, &area);
        frame_put(&frame, frame_any_screen, data.data, data.len);
        memcpy(frame_bytes, frame.data, frame.len);
        assert_int_equal(give(&sign, &u, frame_bytes, frame.len, &answers),
                         cases[i].fits ? sign_shows : sign_refused);
        if (!cases[i].fits)
            assert_non_null(strstr(buf_text(&answers), "0500a00104"));
    }
    buf_free(&data);
    buf_free(&frame);
    buf_free(&answers);
}

/* Frames for others are not answered; one for all is obeyed and not answered; what is not known is refused.
 */
static void addresses(void **state)
{
    (void)state;
    static struct sign sign = {.number = 1};
    static const struct {
        uint16_t destination;
        const char *data;
        size_t len;
        const char *answer; /* part of it; NULL: none */
        bool off;
    } cases[] = {
        {1, "\xA3\x00\x01\x00\x00\x02", 6, "feff", true},
        {2, "\xA3\x00\x01\x00\x00\x01", 6, NULL, true},
        {0xFFFF, "\xA3\x00\x01\x00\x00\x01", 6, NULL, false},
        {0xFFFE, "\xA3\x00\x02\x00\x00\x02", 6, NULL, true},
        {0xFFFE, "\xA3\x77\x01\x00\x00", 5, "a00102", true},
        {0xFFFE, "\x77\x00\x01\x00\x00", 5, "a00101", true},
        {0xFFFE, "\xA3\x00\x01\x00\x00", 5, "a00105", true},
        {0xFFFE, "\xA3", 1, "a00105", true},
    };
    struct buf frame = {0}, answers = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unframe u = {0};
        buf_clear(&frame);
        frame_put(&frame, cases[i].destination, cases[i].data, cases[i].len);
        give(&sign, &u, (const unsigned char *)frame.data, frame.len, &answers);
        if (cases[i].answer && i > 0)
            assert_non_null(strstr(buf_text(&answers), cases[i].answer));
        else
            assert_int_equal(answers.len > 0, cases[i].answer != NULL);
        assert_int_equal(sign.off, cases[i].off);
    }
    buf_free(&frame);
    buf_free(&answers);
}

/* DATA for cards of TYPE, to the screen DESTINATION, as a frame behind what is in OUT. */
static void put_typed(uint16_t destination, uint8_t type, const struct buf *data, struct buf *out)
{
    unsigned char bytes[256] = {(unsigned char)destination, (unsigned char)(destination >> 8), 0x00, 0x80};
    size_t len = 14 + data->len;
    bytes[10] = type, bytes[11] = 2, bytes[12] = (unsigned char)data->len;
    memcpy(bytes + 14, data->data, data->len);
    unsigned check = 0;
    for (size_t i = 0; i < len * 8; i++) { /* CRC-16/ARC */
        check ^= (unsigned)(bytes[i / 8] >> i % 8) & 1U;
        check = check & 1 ? check >> 1 ^ 0xA001U : check >> 1;
    }
    bytes[len++] = (unsigned char)check, bytes[len++] = (unsigned char)(check >> 8);
    buf_fill(out, '\xA5', 8);
    for (size_t i = 0; i < len; i++)
        switch (bytes[i]) {
        case 0xA5:
        case 0xA6:
            buf_printf(out, "\xA6%c", bytes[i] == 0xA5 ? 2 : 1);
            break;
        case 0x5A:
        case 0x5B:
            buf_printf(out, "\x5B%c", bytes[i] == 0x5A ? 2 : 1);
            break;
        default:
            buf_putc(out, (char)bytes[i]);
        }
    buf_putc(out, '\x5A');
}

/* Every card takes what is for any, or for its own type; the other's is refused, its form of an area too. */
static void types(void **state)
{
    (void)state;
    static const struct {
        bool five;
        uint16_t destination;
        uint8_t type;
        bool pixels;
        enum sign_event event;
        const char *answer; /* NULL: none */
    } cases[] = {
        {false, 0xFFFE, 0xFE, true, sign_shows, "a00000"},
        {false, 1, 0x61, true, sign_shows, "a00000"},
        {false, 1, 0x62, true, sign_shows, "a00000"},
        {false, 0xFFFE, 0x63, true, sign_shows, "a00000"},
        {false, 0xFFFE, 0x51, true, sign_refused, "a0010d"},
        {false, 0xFFFE, 0x00, true, sign_refused, "a0010d"},
        {false, 0xFFFF, 0x51, true, sign_refused, NULL},
        {false, 2, 0x61, true, sign_others, NULL},
        {true, 0xFFFE, 0x51, false, sign_shows, "a00000"},
        {true, 0xFFFE, 0x58, false, sign_shows, "a00000"},
        {true, 0xFFFE, 0x54, false, sign_shows, "a00000"},
        {true, 0xFFFE, 0x53, false, sign_shows, "a00000"},
        {true, 0xFFFE, 0x61, false, sign_refused, "a0010d"},
        {true, 0xFFFE, 0xFE, true, sign_refused, "a0010d"},
        {false, 0xFFFE, 0xFE, false, sign_shows, "a00000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        static struct sign sign;
        struct buf data = {0}, frame = {0}, answers = {0};
        struct frame_area area = welcome_area;
        struct unframe u = {0};
        sign = (struct sign){.number = 1, .five = cases[i].five};
        area.pixels = cases[i].pixels;
        frame_data_area(&data, &area);
        put_typed(cases[i].destination, cases[i].type, &data, &frame);
        assert_int_equal(give(&sign, &u, (const unsigned char *)frame.data, frame.len, &answers),
                         cases[i].event);
        assert_true(cases[i].answer ? strstr(buf_text(&answers), cases[i].answer) != NULL : answers.len == 0);
        assert_int_equal(sign.areas[0].there, cases[i].event == sign_shows);
        buf_free(&data);
        buf_free(&frame);
        buf_free(&answers);
    }
}

/* Every byte comes through the escapes as it was. */
static void any_bytes(void **state)
{
    (void)state;
    unsigned char data[1024];
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (unsigned char)(i * 7 + i / 256);
    for (size_t len = 0; len <= sizeof data; len += 31) {
        struct buf frame = {0};
        static struct unframe u;
        struct unframed packet = {0};
        enum unframe_result result = unframe_more;
        frame_put(&frame, 0xA55A, data, len);
        for (size_t i = 0; i < frame.len; i++)
            result = unframe_take(&u, (unsigned char)frame.data[i], &packet);
        assert_int_equal(result, unframe_whole);
        assert_int_equal(packet.destination, 0xA55A);
        assert_int_equal(packet.len, len);
        assert_memory_equal(packet.data, data, len);
        buf_free(&frame);
    }
}

static void texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *pages;
    } cases[] = {
        {"\\C1ab\\FE000\\FO000\\nc[n1]d", "ab\ncd\n"},
        {"a\\nb\\nc\\nd\\ne", "a\nb\n\fc\nd\n\fe\n"},
        {"\\FO002\xB0\xB2\\nc", "安\n\fc\n"}, /* 32 dots fill the page */
        {"\xB0\xB2\xFF\x1B\\", "安?\\\n"},
        {"\x95\x5C"
         "n",
         "昞n\n"}, /* the second byte of a character is no backslash */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct sign_area area = {.width = 128, .height = 32, .len = strlen(cases[i].text)};
        struct buf pages = {0};
        memcpy(area.text, cases[i].text, area.len);
        assert_true(sign_pages(&area, &pages));
        assert_string_equal(buf_text(&pages), cases[i].pages);
        buf_free(&pages);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frames_of_the_maker), cmocka_unit_test(clock_data),
        cmocka_unit_test(sign_obeys),          cmocka_unit_test(sign_refuses),
        cmocka_unit_test(noise_before),        cmocka_unit_test(limits),
        cmocka_unit_test(addresses),           cmocka_unit_test(types),
        cmocka_unit_test(any_bytes),           cmocka_unit_test(texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
