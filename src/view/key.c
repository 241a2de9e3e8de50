#include "view/key.h"

#include "base/memory.h"

#include <sodium.h>
#include <string.h>

enum { hash_size = 16 };

void key_of(const struct secret *secret, const char *id, char key[key_text_size])
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    unsigned char hash[hash_size];
    if (crypto_generichash(hash, sizeof hash, (const unsigned char *)id, strlen(id), secret->bytes,
                           sizeof secret->bytes) != 0)
        memory_failed(sizeof hash);
    unsigned bits = 0, held = 0;
    size_t n = 0;
    for (size_t i = 0; i < sizeof hash; i++) {
        held = held << 8 | hash[i];
        for (bits += 8; bits >= 5; bits -= 5)
            key[n++] = letters[held >> (bits - 5) & 31];
    }
    key[n++] = letters[held << (5 - bits) & 31];
    key[n] = '\0';
}
