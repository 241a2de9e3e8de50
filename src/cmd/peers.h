/*
 * Who is connected to a server of ours, so that nobody shuts others out: a peer has at most so many
 * connections, all together so many. Whoever comes beyond that gets in, and the connection that said nothing
 * for longest, of the same peer or of the one that has most, is shut.
 *
 * For one thread, that which accepts and answers.
 */
#ifndef CMD_PEERS_H
#define CMD_PEERS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>

enum { peers_all = 200, peers_each = 100, peers_room = 256 };

struct peer {
    int fd;        /* its socket; −1: the place is free */
    uint32_t host; /* in the network's order */
    uint64_t said; /* when it came or last asked for something, counted in such events */
    bool shut;     /* it was told to go */
};

struct peers {
    struct peer places[peers_room];
    uint64_t events;
};

void peers_init(struct peers *peers);

/* The connection FD came from ADDRESS; another may be shut for it. Its place; NULL where there is none left.
 */
struct peer *peers_come(struct peers *peers, int fd, const struct sockaddr *address);

/* It asks for something. */
void peers_ask(struct peers *peers, struct peer *peer);

/* It is gone. */
void peers_go(struct peer *peer);

#endif
