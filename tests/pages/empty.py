"""What is not there: a village before its first meeting, without services, without rules that cost points."""
import glob
import os

from counted import test


@test
def a_village_without_any_meeting_shows_nothing_that_is_not_there(v):
    v.build()
    for name in glob.glob(os.path.join(v.folder, "records/meetings/*")) + [os.path.join(v.folder, "records/redemptions/2026-10-20.yaml")]:
        os.remove(name)
    v.make()
    front = v.page("")
    assert "还没有议定过积分。评审会的结果会在这里公示。" in front and "前十名" not in front and "年度数字" not in front, front
    assert "物品、服务和条件" in front, front
    assert "还没有会议记录。" in v.page("meetings")
    assert "扣分和提醒的条目不列在各户名下" in v.page("households/h107"), "as where there are some: nobody learns which it is"
    v.write("records/rewards.yaml", "goods:\n  - {id: soap, title: 肥皂, cost: 4, stock: {2026-10-01: 5}}\n")
    v.write("records/rules/10.yaml", "level: city\ncategories: [{id: order, title: 治安}]\nrules:\n  - {id: patrol, category: order, title: 巡逻, points: 2}\n")
    v.make()
    front = v.page("")
    assert "有哪些物品、要多少分" in front and "服务" not in front, front
    assert "扣分" not in v.page("households/h107"), "no rule of this village costs anything"
    v.write("records/rewards.yaml", "services:\n  - {id: cut, title: 理发, needs: 6}\n")
    v.make()
    assert "有哪些服务、要多少分" in v.page("") and "物品" not in v.page(""), v.page("")


@test
def without_honours_and_stock_nothing_speaks_of_them(v):
    v.build()
    assert os.path.exists(os.path.join(v.folder, "out/site/honours/index.html")) and "进货" in v.page("shop")
    v.write("records/rewards.yaml", "goods:\n  - {id: soap, title: 肥皂, cost: 4}\n")
    v.write("records/redemptions/2026-10-20.yaml", "- {date: 2026-10-20, household: h105, reward: soap}\n")
    v.make()
    assert not os.path.exists(os.path.join(v.folder, "out/site/honours")) and "荣誉红榜" not in v.page("") and "荣誉红榜" not in v.page("archive")
    shop = v.page("shop")
    assert "发出" in shop and "进货" not in shop and "价值" not in shop and "—" not in shop, shop
    v.write("records/rewards.yaml", "goods:\n  - {id: soap, title: 肥皂, cost: 4, stock: {2026-10-01: 5}}\n")
    v.make()
    assert "物品 上年余 进 出 剩 用去积分 肥皂" in v.page("shop") and "没有算进金额" not in v.page("shop"), v.page("shop")
    assert "0元" not in v.page("rewards"), v.page("rewards")


@test
def the_ranking_says_what_waits_and_leaves_honours_to_their_page(v):
    v.build()
    page = v.page("ranking")
    assert page.startswith("首页 2026年度积分排名 2026年1月1日至12月31日"), page
    assert "看获得荣誉的户" in page and "文明户" not in page and "公示中7分" in page, page
    assert "公示中" not in v.page("ranking/2025").replace("公示中的积分期满后才计入", ""), "nothing of it waits: there is no column of it"
