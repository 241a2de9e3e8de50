/*
 * The address of a household's own page: nobody who does not have the village's secret can work it out from
 * the household's id, or one household's from another's. BLAKE2b (RFC 7693) with the secret as its key, by
 * libsodium.
 */
#ifndef VIEW_KEY_H
#define VIEW_KEY_H

enum {
    key_secret_size = 32, /* bytes of a village's secret */
    key_text_size = 27    /* 26 characters and a NUL */
};

struct secret {
    unsigned char bytes[key_secret_size];
};

/* The key of the household ID: 26 characters of a-z and 2-7 (128 bits; RFC 4648's base32 in small letters).
 */
void key_of(const struct secret *secret, const char *id, char key[key_text_size]);

#endif
