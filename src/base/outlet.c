#include "base/outlet.h"

static void take(void *context, const void *bytes, size_t len)
{
    struct outlet *outlet = context;
    const struct sink *sink = outlet->sink;
    if (!outlet->stream && !outlet->stopped)
        outlet->stream = sink->open(sink->context, outlet->path);
    outlet->stopped = outlet->stopped || !outlet->stream || !sink->more(outlet->stream, bytes, len);
}

void outlet_begin(struct outlet *outlet, const struct sink *sink, const char *path)
{
    *outlet = (struct outlet){.sink = sink, .path = path, .spill = {take, outlet}};
}

const struct spill *outlet_spill(const struct outlet *outlet)
{
    return outlet->sink->open ? &outlet->spill : NULL;
}

bool outlet_end(struct outlet *outlet, const void *bytes, size_t len)
{
    const struct sink *sink = outlet->sink;
    if (!outlet->stream)
        return !outlet->stopped && sink->put(sink->context, outlet->path, bytes, len);
    bool well = !outlet->stopped && sink->more(outlet->stream, bytes, len);
    return sink->close(outlet->stream) && well;
}
