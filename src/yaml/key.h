/* Inside yaml/ only: the keys of mappings, which know more than other nodes do. */
#ifndef YAML_KEY_H
#define YAML_KEY_H

#include "yaml/node.h"

/* Every key that yaml_read makes. */
struct node_key {
    struct node node;
    const char *name; /* of its field, once schema_read knew it; NULL */
};

#endif
