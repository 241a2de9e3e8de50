#include "yaml/likely.h"

#include <string.h>

/* What people write for a word, by the word's Chinese name. */
static const struct {
    const char *said, *meant;
} others[] = {
    /* flags */
    {"成立", "是"},
    {"属实", "是"},
    {"通过", "是"},
    {"同意", "是"},
    {"批准", "是"},
    {"支持", "是"},
    {"有", "是"},
    {"对", "是"},
    {"是的", "是"},
    {"真", "是"},
    {"要", "是"},
    {"√", "是"},
    {"yes", "是"},
    {"y", "是"},
    {"on", "是"},
    {"1", "是"},
    {"不成立", "否"},
    {"不属实", "否"},
    {"不通过", "否"},
    {"未通过", "否"},
    {"不同意", "否"},
    {"驳回", "否"},
    {"不支持", "否"},
    {"不批准", "否"},
    {"无", "否"},
    {"没有", "否"},
    {"不是", "否"},
    {"假", "否"},
    {"不", "否"},
    {"×", "否"},
    {"no", "否"},
    {"n", "否"},
    {"off", "否"},
    {"0", "否"},
    /* kinds of meetings, ways of claims */
    {"月评", "评审"},
    {"评议", "评审"},
    {"月评比", "评审"},
    {"村民大会", "代表大会"},
    {"代表会", "代表大会"},
    {"群众会", "分享"},
    {"宣讲", "分享"},
    {"微信", "网上"},
    {"电话", "上门"},
    {"线上", "网上"},
    {"网络", "网上"},
    {"书面", "纸质"},
    {"线下", "纸质"},
    {"走访", "上门"},
    {"入户", "上门"},
    /* lists and rules */
    {"县", "市"},
    {"区", "市"},
    {"市级", "市"},
    {"镇", "乡镇"},
    {"乡", "乡镇"},
    {"街道", "乡镇"},
    {"镇级", "乡镇"},
    {"社区", "村"},
    {"村级", "村"},
    {"正面", "正向"},
    {"加", "正向"},
    {"反面", "反向"},
    {"负面", "反向"},
    {"负向", "反向"},
    {"扣分", "反向"},
    {"减分", "反向"},
    {"奖励", "加分"},
    {"证据", "佐证"},
    {"照片", "佐证"},
    {"备注", "说明"},
    /* a village's choices */
    {"清零", "不结转"},
    {"归零", "不结转"},
    {"不累计", "不结转"},
    {"累计", "结转"},
    {"公开", "全名"},
    {"实名", "全名"},
    {"打码", "遮名"},
    {"脱敏", "遮名"},
    {"隐名", "遮名"},
    {"编号", "户号"},
    {"数量", "计数"},
    {"人数", "计数"},
    {"每月", "月"},
    {"每季", "季"},
    {"每年", "年度"},
    {"按月", "月"},
    {"按季", "季"},
    {"去年", "上年"},
    {"今年", "本年"},
    {"都可以", "任一年"},
};

static int named(const struct word *words, const char *zh)
{
    for (int i = 0; words[i].name; i++)
        if (strcmp(words[i].zh, zh) == 0)
            return i;
    return -1;
}

int word_likely(const struct word *words, const char *text)
{
    int found = -1;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(others[i].said, text) == 0 && (found = named(words, others[i].meant)) >= 0)
            return found;
    if (!text_chinese(text))
        return -1;
    /* the word with more around it, or a part of it: 评审会, 季度, 年 */
    for (int i = 0; words[i].name; i++)
        if (text_chinese(words[i].zh) && (strstr(text, words[i].zh) || strstr(words[i].zh, text))) {
            if (found >= 0)
                return -1;
            found = i;
        }
    return found;
}
