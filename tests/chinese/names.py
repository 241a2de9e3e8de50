"""The Chinese names of keys and words (section 7 of the contract), and records translated into them.

A record is a mapping from its keys to (Chinese name, what its value is); a value is None (free), "flag", a mapping from
words to Chinese words, "caps", a record, or a list with one of these in it (a list, or one that stands for it).
"""
import re

import yaml

FLAG = {"true": "是", "false": "否"}
PERIODS = {"day": "日", "week": "周", "month": "月", "quarter": "季", "cycle": "年度"}
CAPS = ["caps"]
NO_CAP = {"none": "不限"}
RHYTHM = {"month": "月", "quarter": "季", "cycle": "年度"}
SHOWN = {"full": "全名", "masked": "遮名", "id": "户号"}
COMMITTEE = {"name": ("名称", None), "quorum": ("法定人数", None), "members": ("成员", None)}
PARTS = {"welcome": "欢迎语", "notices": "公示", "ranking": "排名", "honours": "荣誉", "rewards": "兑换", "news": "新闻"}
VILLAGE = {
    "name": ("名称", None), "town": ("乡镇", None), "city": ("市县", None), "language": ("语言", None), "url": ("网址", None),
    "theme": ("主题", None), "cycle": ("年度起始", None), "base": ("基础分", None),
    "carry": ("结转", {"none": "不结转", "balance": "结转"}), "late": ("补记期限", None),
    "also": ("另列", [{"group_rank": "组内名次", "lifetime": "历年积分"}]),
    "notice": ("公示", {"days": ("天数", None), "contact": ("联系人", None), "phone": ("电话", None)}),
    "committees": ("评议组织", {"review": ("评审会", COMMITTEE), "assembly": ("代表大会", COMMITTEE)}),
    "offices": ("岗位", [{"role": ("职务", None), "holder": ("负责人", None), "phone": ("电话", None), "place": ("地点", None),
                          "hours": ("时间", None)}]),
    "privacy": ("隐私", {"site": ("网站", SHOWN), "print": ("纸上", SHOWN), "led": ("屏幕", SHOWN),
                         "warnings": ("反向清单", {"count": "计数", "masked": "遮名", "named": "具名"}), "words": ("词语", None)}),
    "rhythm": ("周期", {"review": ("评审", RHYTHM), "redemption": ("兑换", RHYTHM), "commendation": ("表彰", RHYTHM)}),
    "events": ("日程", [{"date": ("日期", None), "title": ("名称", None), "place": ("地点", None), "hours": ("时间", None),
                         "kind": ("种类", {"review": "评审", "assembly": "代表大会", "sharing": "分享", "redemption": "兑换",
                                           "commendation": "表彰"})}]),
    "screens": ("屏幕", [{"id": ("编号", None), "columns": ("列数", None), "rows": ("行数", None), "encoding": ("编码", None),
                          "seconds": ("秒数", None), "max_minutes": ("最长分钟", None), "show": ("内容", [PARTS]),
                          "welcome": ("欢迎语", None), "controller": ("控制卡", {"file": "文件"}), "address": ("地址", None),
                          "width": ("宽", None), "height": ("高", None), "area": ("区号", None)}]),
}
RULES = {
    "level": ("层级", {"city": "市", "town": "乡镇", "village": "村"}), "issuer": ("发布单位", None), "document": ("文号", None),
    "decided": ("议定会议", None),
    "categories": ("类别", [{"id": ("编号", None), "title": ("名称", None), "cap": ("上限", CAPS)}]),
    "rules": ("细则", [{"id": ("编号", None), "category": ("类别", None),
                        "kind": ("性质", {"positive": "正向", "negative": "反向", "bonus": "加分"}), "title": ("名称", None),
                        "unit": ("单位", None), "points": ("分值", None), "cap": ("上限", CAPS), "range": ("幅度", None),
                        "from": ("起", None), "until": ("止", None),
                        "needs": ("须有", [{"evidence": "佐证", "resident": "居民", "note": "说明"}]),
                        "veto": ("一票否决", FLAG), "bars": ("停兑", {"cycle": "年度"}), "zero": ("清零", FLAG), "decided": ("议定会议", None)}]),
    "adjust": ("调整", [{"rule": ("细则", None), "from": ("起", None), "points": ("分值", None), "cap": ("上限", CAPS),
                         "drop": ("取消", FLAG), "decided": ("议定会议", None)}]),
}
HOUSEHOLDS = {
    "group": ("小组", {"id": ("编号", None), "name": ("名称", None)}),
    "households": ("住户", [{"id": ("户号", None), "head": ("户主", None), "since": ("入册", None), "until": ("离册", None),
                             "offline": ("无手机", FLAG), "consent": ("同意公开", None),
                             "members": ("成员", [{"id": ("编号", None), "name": ("姓名", None), "minor": ("未成年", FLAG)}])}]),
}
ENTRY = {"household": ("户号", None), "resident": ("居民", None), "rule": ("细则", None), "date": ("日期", None), "times": ("次数", None),
         "points": ("分值", None), "note": ("说明", None), "evidence": ("佐证", None), "again": ("再次", FLAG), "scores": ("评分", None)}
MEETING = {
    "meeting": ("会议日期", None), "id": ("编号", None), "kind": ("种类", {"review": "评审", "assembly": "代表大会", "sharing": "分享"}),
    "title": ("名称", None), "place": ("地点", None), "chair": ("主持人", None), "present": ("出席", None), "recused": ("回避", None),
    "noticed": ("公示首日", None), "minutes": ("纪要", None), "entries": ("条目", [ENTRY]),
    "claims": ("申报", [{"claim": ("申报", None), "approve": ("通过", FLAG), "reason": ("理由", None)}]),
    "corrections": ("更正", [{"entry": ("条目", None), "by": ("改为", None), "reason": ("理由", None)}]),
    "objections": ("异议", [{"objection": ("异议", None), "upheld": ("成立", FLAG), "reason": ("理由", None)}]),
    "transfers": ("转赠", [{"from": ("转出", None), "to": ("转入", None), "points": ("积分", None), "reason": ("理由", None)}]),
}
CLAIMS = [{**ENTRY, "id": ("编号", None), "received": ("收到日期", None), "via": ("途径", {"web": "网上", "paper": "纸质", "visit": "上门"})}]
OBJECTIONS = [{"id": ("编号", None), "entry": ("条目", None), "received": ("收到日期", None), "grounds": ("事由", None)}]
DELIVERIES = ("deliveries", {"quantity": ("数量", None), "source": ("来源", None), "value": ("价值", None)})
REWARD = {"id": ("编号", None), "title": ("名称", None), "from": ("起", None), "until": ("止", None), "cost": ("所需积分", None),
          "needs": ("门槛", None), "stock": ("库存", DELIVERIES), "quota": ("限次", CAPS),
          "cycle": ("按哪年", {"this": "本年", "last": "上年", "either": "任一年"}), "points": ("积分", None), "rank": ("名次", None),
          "per": ("按", {"cycle": "年度", "quarter": "季", "month": "月"}), "below": ("低于", None), "category": ("类别", None),
          "within": ("范围", {"village": "全村", "group": "本组"}),
          "for": ("授予", {"household": "户", "resident": "居民", "group": "小组"}), "settled": ("定评", None)}
REWARDS = {"goods": ("物品", [REWARD]), "services": ("服务", [REWARD]), "honours": ("荣誉", [REWARD])}
REDEMPTIONS = [{"date": ("日期", None), "household": ("户号", None), "reward": ("项目", None), "quantity": ("数量", None), "again": ("再次", FLAG)}]
DISCLOSURES = [{"date": ("日期", None), "household": ("户号", None), "to": ("提供给", None), "basis": ("依据", None), "cycles": ("年度", None)}]
KINDS = (("village.yaml", VILLAGE), ("rewards.yaml", REWARDS), ("rules/", RULES), ("households/", HOUSEHOLDS), ("meetings/", MEETING),
         ("claims/", CLAIMS), ("objections/", OBJECTIONS), ("redemptions/", REDEMPTIONS), ("disclosures/", DISCLOSURES))


def kind_of(path):
    """What the file PATH, relative to records/, holds."""
    return next((kind for start, kind in KINDS if path.startswith(start)), None)


def is_record(kind):
    return isinstance(kind, dict) and any(isinstance(v, tuple) for v in kind.values())


def changes(node, kind):
    """(index of the first character, of the last and one, text) of all that is written otherwise."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from changes(item, kind[0] if isinstance(kind, list) else None)
    elif isinstance(node, yaml.MappingNode):
        if isinstance(kind, tuple):  # from dates to records
            for _, value in node.value:
                yield from changes(value, kind[1])
            return
        if isinstance(kind, list):
            kind = kind[0]
        for key, value in node.value:
            known = kind.get(key.value) if is_record(kind) and isinstance(key, yaml.ScalarNode) else None
            if known:
                yield key.start_mark.index, key.end_mark.index, known[0]
                yield from changes(value, known[1])
    elif kind:
        word = kind[0] if isinstance(kind, list) else kind
        text = node.value
        if word == "caps":
            said = NO_CAP.get(text) or re.sub(r"/(\w+)$", lambda m: "/" + PERIODS.get(m[1], m[1]), text)
            if said != text:
                yield node.start_mark.index, node.end_mark.index, f"'{said}'"
        elif isinstance(word, dict) and not is_record(word) and text in word:
            yield node.start_mark.index, node.end_mark.index, word[text]


def translate(text, kind):
    """The record file TEXT with all its keys and words in Chinese, each on the line where it was."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for first, last, said in sorted(changes(root, kind) if root else (), reverse=True):
        if re.fullmatch(r"[\w./-]+|'[\w./-]+'|\"[\w./-]+\"", text[first:last]):  # else it is written in a way of its own
            text = text[:first] + said + text[last:]
    return text
