#include "explain/json.h"

#include "records/schemas.h"

void explain_reference_id(const struct records *records, enum detail_name name, int64_t index,
                          struct buf *out)
{
    switch (name) {
    case detail_household:
    case detail_giver:
    case detail_receiver:
        buf_puts(out, records->households[index]->id);
        break;
    case detail_resident:
        buf_puts(out, records->residents[index]->id);
        break;
    case detail_group:
        buf_puts(out, records->groups[index]->id);
        break;
    case detail_rule:
        buf_puts(out, records->rules[index]->id);
        break;
    case detail_category:
        buf_puts(out, records->categories[index]->id);
        break;
    case detail_list:
        buf_puts(out, records_path(records, records->lists[index]->file));
        break;
    case detail_entry:
        entry_id(records, &records->entries[index], out);
        break;
    case detail_meeting:
        buf_puts(out, records->meetings[index]->id);
        break;
    case detail_claim:
        buf_puts(out, records->claims[index]->id);
        break;
    case detail_objection:
        buf_puts(out, records->objections[index]->id);
        break;
    case detail_reward:
        buf_puts(out, records->rewards[index]->id);
        break;
    case detail_redemption:
        redemption_id(records, records->redemptions[index], out);
        break;
    case detail_transfer:
        transfer_id(records, records->transfers[index], out);
        break;
    default:
        break;
    }
}

/* The id of what an explanation is about. */
static void explain_id(const struct records *records, const struct explanation *explanation, struct buf *out)
{
    static const enum detail_name names[] = {
        [subject_entry] = detail_entry,         [subject_household] = detail_household,
        [subject_resident] = detail_resident,   [subject_claim] = detail_claim,
        [subject_objection] = detail_objection, [subject_redemption] = detail_redemption,
        [subject_transfer] = detail_transfer,   [subject_group] = detail_group};
    explain_reference_id(records, names[explanation->subject], explanation->index, out);
}

void explain_exact(int64_t number, struct buf *out)
{
    uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    buf_printf(out, "%s%llu.%04llu", number < 0 ? "-" : "", (unsigned long long)(size / 10000),
               (unsigned long long)(size % 10000));
    while (out->data[out->len - 1] == '0')
        buf_cut(out, out->len - 1);
    if (out->data[out->len - 1] == '.')
        buf_cut(out, out->len - 1);
}

static void write_value(struct json *json, const char *key, const struct detail *detail)
{
    if (detail->number == detail->high) {
        json_points(json, key, detail->number);
        return;
    }
    json_open(json, key);
    json_points(json, "lo", detail->number);
    json_points(json, "hi", detail->high);
    json_close(json);
}

static void write_cap(struct json *json, const char *key, const struct detail *detail)
{
    json_open(json, key);
    if (detail->name == detail_quota)
        json_whole(json, "times", detail->number);
    else
        json_points(json, "points", detail->number);
    json_text(json, "period", period_words[detail->high].name);
    json_close(json);
}

static void write_detail(struct json *json, const struct records *records, const struct detail *detail)
{
    const char *key = explain_detail(detail->name);
    struct buf text = {0};
    switch (explain_detail_type(detail->name)) {
    case detail_is_reference:
        explain_reference_id(records, detail->name, detail->number, &text);
        json_text(json, key, buf_text(&text));
        break;
    case detail_is_points:
        json_points(json, key, detail->number);
        break;
    case detail_is_value:
        write_value(json, key, detail);
        break;
    case detail_is_exact: /* a text: it has more digits than points have */
        explain_exact(detail->number, &text);
        json_text(json, key, buf_text(&text));
        break;
    case detail_is_date:
        json_date(json, key, (int32_t)detail->number);
        break;
    case detail_is_span:
        json_open(json, key);
        json_date(json, "from", (int32_t)detail->number);
        json_date(json, "to", (int32_t)detail->high);
        json_close(json);
        break;
    case detail_is_whole:
        json_whole(json, key, detail->number);
        break;
    case detail_is_cap:
        write_cap(json, key, detail);
        break;
    case detail_is_text:
        json_text(json, key, detail->text);
        break;
    }
    buf_free(&text);
}

static void write_place(struct json *json, const struct records *records, struct place place)
{
    json_text(json, "file", records_path(records, place.file));
    json_whole(json, "line", place.line);
    json_whole(json, "column", place.column);
}

static void write_step(struct json *json, const struct records *records, const struct step *step)
{
    json_open(json, NULL);
    json_text(json, "step", explain_step(step->kind));
    if (explain_below(step->kind))
        json_flag(json, "detail", true);
    for (uint32_t i = 0; i < step->details_len; i++)
        write_detail(json, records, &step->details[i]);
    json_open(json, "at");
    write_place(json, records, node_start(step->origin));
    json_close(json);
    json_array(json, "cited");
    for (uint32_t i = 0; i < step->details_len; i++) {
        const struct detail *detail = &step->details[i];
        if (!detail->node)
            continue;
        json_open(json, NULL);
        json_text(json, "fact", explain_detail(detail->name));
        write_place(json, records, detail->node->place);
        json_text(json, "text", node_text(detail->node));
        json_close(json);
    }
    json_end(json);
    json_close(json);
}

void explain_json(const struct ledger *ledger, const struct explanation *explanation, struct json *json)
{
    const struct records *records = ledger->records;
    struct buf id = {0};
    explain_id(records, explanation, &id);
    json_open(json, NULL);
    json_text(json, "about", explain_subject(explanation->subject));
    json_text(json, "id", buf_text(&id));
    json_date(json, "date", ledger->date);
    json_array(json, "sections");
    for (uint32_t i = 0; i < explanation->sections_len; i++) {
        const struct section *section = &explanation->sections[i];
        json_open(json, NULL);
        json_text(json, "about", explain_section(section->kind));
        if (section->cycle)
            json_whole(json, "cycle", section->cycle);
        json_array(json, "steps");
        for (uint32_t k = 0; k < section->len; k++)
            write_step(json, records, &explanation->steps[section->first + k]);
        json_end(json);
        json_close(json);
    }
    json_end(json);
    json_close(json);
    buf_free(&id);
}
