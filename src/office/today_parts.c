#include "office/today_parts.h"

#include "base/memory.h"

void task_add(const struct today *t, const struct task *task)
{
    memory_push(t->tasks, *task);
}

void task_at(const struct today *t, struct task *task, const struct node *node)
{
    if (!node)
        return;
    struct place place = node_start(node);
    task->file = records_path(t->records, place.file);
    task->line = place.line;
}

const char *today_number(const struct today *t, uint64_t number)
{
    return arena_printf(t->arena, "%llu", (unsigned long long)number);
}
