#include "cmd/peers.h"

#include <string.h>
#include <sys/socket.h>

void peers_init(struct peers *peers)
{
    *peers = (struct peers){0};
    for (int i = 0; i < peers_room; i++)
        peers->places[i].fd = -1;
}

static bool is_there(const struct peer *peer)
{
    return peer->fd >= 0 && !peer->shut;
}

/* How many connections HOST has. */
static int count(const struct peers *peers, uint32_t host)
{
    int n = 0;
    for (int i = 0; i < peers_room; i++)
        n += is_there(&peers->places[i]) && peers->places[i].host == host;
    return n;
}

/* Shuts the connection of HOST that said nothing for longest; its server finds it closed, and lets it go. */
static void shut_oldest(struct peers *peers, uint32_t host)
{
    struct peer *oldest = NULL;
    for (int i = 0; i < peers_room; i++) {
        struct peer *p = &peers->places[i];
        if (is_there(p) && p->host == host && (!oldest || p->said < oldest->said))
            oldest = p;
    }
    if (oldest) {
        oldest->shut = true;
        shutdown(oldest->fd, SHUT_RDWR);
    }
}

/* Makes room where all are too many: the host that has most gives way. */
static void make_room(struct peers *peers)
{
    uint32_t host = 0;
    int all = 0, most = 0;
    for (int i = 0; i < peers_room; i++) {
        const struct peer *p = &peers->places[i];
        if (!is_there(p))
            continue;
        int n = count(peers, p->host);
        all++;
        if (n > most) {
            most = n;
            host = p->host;
        }
    }
    if (all >= peers_all)
        shut_oldest(peers, host);
}

struct peer *peers_come(struct peers *peers, int fd, const struct sockaddr *address)
{
    struct sockaddr_in from = {0};
    if (address && address->sa_family == AF_INET)
        memcpy(&from, address, sizeof from);
    uint32_t host = from.sin_addr.s_addr;
    if (count(peers, host) >= peers_each)
        shut_oldest(peers, host);
    else
        make_room(peers);
    for (int i = 0; i < peers_room; i++) {
        struct peer *p = &peers->places[i];
        if (p->fd >= 0)
            continue;
        *p = (struct peer){.fd = fd, .host = host, .said = ++peers->events};
        return p;
    }
    return NULL;
}

void peers_ask(struct peers *peers, struct peer *peer)
{
    if (peer)
        peer->said = ++peers->events;
}

void peers_go(struct peer *peer)
{
    if (peer)
        peer->fd = -1;
}
