/* The public data as files: the ledger as JSON, its tables. Names are as the site shows them. */
#include "site/files.h"
#include "tables/tables.h"

void file_ledger(struct page *page, struct buf *out)
{
    const struct site_input *input = page->site->input;
    view_public_json(page->site->view, NULL, input->commit, input->dirty, page->site->village->url,
                     page->spill, out);
}

struct listing *data_ranking(struct page *page)
{
    return tables_accounts(page->site->view, page->arena, page->cycle, NULL);
}

struct listing *data_entries(struct page *page)
{
    return tables_decisions(page->site->view, page->arena, page->cycle, page->rows ? page->rows : SIZE_MAX,
                            page->flow);
}

struct listing *data_rules(struct page *page)
{
    return tables_rules(page->site->view, page->arena);
}

struct listing *data_shop(struct page *page)
{
    return tables_shop(page->site->view, page->arena, page->cycle);
}

struct listing *data_deliveries(struct page *page)
{
    return tables_deliveries(page->site->view, page->arena);
}

struct listing *data_rewards(struct page *page)
{
    return tables_rewards(page->site->view, page->arena);
}
