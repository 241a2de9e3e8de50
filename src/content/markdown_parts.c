#include "content/markdown_parts.h"

#include "base/memory.h"

static void *one_block(void *old, size_t size)
{
    return memory_resize(old, size, 1);
}

cmark_mem *markdown_memory(void)
{
    static cmark_mem memory = {memory_new, one_block, memory_free};
    return &memory;
}

void markdown_plain(cmark_node *node, struct buf *out)
{
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *at = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(at);
        if (event != CMARK_EVENT_ENTER)
            continue;
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            buf_puts(out, cmark_node_get_literal(at));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            buf_putc(out, '\n');
    }
    cmark_iter_free(iter);
}
