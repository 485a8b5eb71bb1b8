"""Spans and values of time expressions, in made-up sentences."""

from datetime import date

import pytest

from kg.language.script import to_traditional
from kg.language.sentences import split_sentences
from kg.records import TimeExpression
from kg.times import find_times

# A Friday.
ANCHOR = date(2023, 7, 14)


def read(text: str, anchor: date | None = ANCHOR) -> list[TimeExpression]:
    return find_times(text, split_sentences(text), anchor)


def values(text: str, anchor: date | None = ANCHOR) -> list[tuple[str, str | None]]:
    return [(found.text, found.value) for found in read(text, anchor)]


ONE = [
    # days
    ("代表团7月12日抵达。", "7月12日", "2023-07-12", "day"),
    ("代表团７月１２日抵达。", "７月１２日", "2023-07-12", "day"),
    ("代表团七月十二日抵达。", "七月十二日", "2023-07-12", "day"),
    ("法律于二〇二三年七月一日生效。", "二〇二三年七月一日", "2023-07-01", "day"),
    ("代表团昨（13）日抵达。", "昨（13）日", "2023-07-13", "day"),
    ("周五下午举行会谈。", "周五下午", "2023-07-14", "day"),
    ("会谈上周五举行。", "上周五", "2023-07-07", "day"),
    ("会谈下个星期一举行。", "下个星期一", "2023-07-17", "day"),
    ("双方在星期二（7月11日）会面。", "星期二（7月11日）", "2023-07-11", "day"),
    ("双方在星期六(7月8日)中午会面。", "星期六(7月8日)中午", "2023-07-08", "day"),
    ("双方7月11日星期二会面。", "7月11日星期二", "2023-07-11", "day"),
    ("双方6月30日晚11点签字。", "6月30日晚11点", "2023-06-30", "day"),
    ("更新于2023-07-10 10:36:57。", "2023-07-10 10:36:57", "2023-07-10", "day"),
    ("昭和20年8月15日投降。", "昭和20年8月15日", "1945-08-15", "day"),
    ("上月27号发生冲突。", "上月27号", "2023-06-27", "day"),
    ("外长13号抵达。", "13号", "2023-07-13", "day"),
    ("外长12号上午抵达。", "12号上午", "2023-07-12", "day"),
    ("会谈于当地时间20号开始。", "20号", "2023-07-20", "day"),
    ("双方大使10日均返回。", "10日", "2023-07-10", "day"),
    ("大约一周前到达。", "大约一周前", "2023-07-07", "day"),
    # weeks, months
    ("上周通过决议。", "上周", "2023-07-03/2023-07-09", "week"),
    ("两周前通过决议。", "两周前", "2023-06-26/2023-07-02", "week"),
    ("去年12月初通过决议。", "去年12月初", "2022-12", "month"),
    ("去年（2022）9月访问。", "去年（2022）9月", "2022-09", "month"),
    ("3月份访问。", "3月份", "2023-03", "month"),
    ("民国112年7月公布。", "民国112年7月", "2023-07", "month"),
    ("去年年底通过。", "去年年底", "2022-12", "month"),
    ("年初通过。", "年初", "2023-01", "month"),
    # years and longer
    ("令和5年度预算。", "令和5年度", "2023", "year"),
    ("大正九年（1920年）设立。", "大正九年（1920年）", "1920", "year"),
    ("111年度预算。", "111年度", "2022", "year"),
    ("08年举办奥运。", "08年", "2008", "year"),
    ("五年前成立。", "五年前", "2018", "year"),
    ("今年上半年增长。", "今年上半年", "2023-01/2023-06", "interval"),
    ("第三季度回升。", "第三季度", "2023-07/2023-09", "quarter"),
    ("今年秋天开会。", "今年秋天", "2023-23", "season"),
    ("上世纪90年代末开放。", "上世纪90年代末", "199X", "decade"),
    ("20世纪80年代改革。", "20世纪80年代", "198X", "decade"),
    ("三四十年代的建筑。", "三四十年代", "1930/1949", "interval"),
    ("增幅高于上年同期。", "上年同期", "2022", "year"),
    ("日治时代的建筑。", "日治时代", "1895/1945", "interval"),
    # intervals
    ("7月12日至14日访问。", "7月12日至14日", "2023-07-12/2023-07-14", "interval"),
    ("2014至2019年期间任职。", "2014至2019年期间", "2014/2019", "interval"),
    ("去年6月至今年8月受理。", "去年6月至今年8月", "2022-06/2023-08", "interval"),
    ("11月至2月将干旱。", "11月至2月", "2023-11/2024-02", "interval"),
    ("5月和6月间袭击不断。", "5月和6月间", "2023-05/2023-06", "interval"),
    ("2018/1/10-2018/7/10展出。", "2018/1/10-2018/7/10", "2018-01-10/2018-07-10", "interval"),
    ("12、13日会谈。", "12、13日", "2023-07-12/2023-07-13", "interval"),
    ("本月3日起至9日止演习。", "本月3日起至9日止", "2023-07-03/2023-07-09", "interval"),
    ("自2006年以来受制裁。", "2006年以来", "2006/..", "interval"),
    ("职位于2003年起设立。", "2003年起", "2003/..", "interval"),
    ("任务在年底前完成。", "年底前", "../2023-12", "interval"),
    ("从2014年开始担任外长。", "2014年开始", "2014/..", "interval"),
    ("2月24日至今的战争。", "2月24日至今", "2023-02-24/..", "interval"),
    ("过去三年进展不大。", "过去三年", "2020/2023", "interval"),
    ("未来十年内将翻一倍。", "未来十年内", "2023/2033", "interval"),
    ("过去一周先后公布。", "过去一周", "2023-07-07/2023-07-14", "interval"),
    ("今年到目前为止没有进展。", "今年到目前为止", "2023/..", "interval"),
    ("今明两天会谈。", "今明两天", "2023-07-14/2023-07-15", "interval"),
    # vague
    ("近年来关系改善。", "近年来", "PAST_REF", None),
    ("目前没有答复。", "目前", "PRESENT_REF", None),
    ("未来几年将增加。", "未来几年", "FUTURE_REF", None),
    ("几个月前成立。", "几个月前", "PAST_REF", None),
    ("冷战时期的同盟。", "冷战时期", "PAST_REF", None),
    # festivals
    ("双十节发表讲话。", "双十节", "2023-10-10", "day"),
    ("2022年圣诞节停火。", "2022年圣诞节", "2022-12-25", "day"),
    ("中秋前后会面。", "中秋前后", "2023-09-29", "day"),
    ("去年除夕见面。", "去年除夕", "2022-01-31", "day"),
]


@pytest.mark.parametrize(("text", "span", "value", "precision"), ONE)
def test_one_expression(text: str, span: str, value: str, precision: str | None) -> None:
    found = read(text)
    assert [(t.text, t.value, t.precision) for t in found] == [(span, value, precision)]
    assert text[found[0].start : found[0].end] == span


@pytest.mark.parametrize("text", [text for text, *_ in ONE])
def test_traditional_twin_has_the_same_spans_and_values(text: str) -> None:
    plain, twin = read(text), read(to_traditional(text))
    assert [(t.start, t.end, t.value, t.basis) for t in twin] == [(t.start, t.end, t.value, t.basis) for t in plain]


@pytest.mark.parametrize(
    "text",
    [
        "会谈持续了三个小时。", "任期四年。", "每年9月举行。", "每周一例会。", "她今年28岁。",
        "售价12日元。", "排名第5位。", "本次会议下午3时结束。", "10号楼失火。", "长征5号升空。", "长征13号升空。",
        "飞船29号升空。", "他住在林荫路14号。", "13号机组停机。", "这是近三年来首次访问。", "股价跌破5日均线。",
        "他走过去了。", "两国成立了三年期基金。", "三月兔咖啡馆开业。", "有1990年历史的城市。", "他的任期还有两日。",
        "周年纪念。", "第12军区司令。", "人数达2000人。",
    ],
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert values(text) == []


def test_the_end_of_a_word_is_not_the_beginning_of_a_time() -> None:
    assert values("本周日本首相访问。") == [("本周", "2023-07-10/2023-07-16")]
    assert values("交易额达12亿元周三公布。") == [("周三", "2023-07-12")]
    assert values("上周一系列会谈。") == [("上周", "2023-07-03/2023-07-09")]
    assert values("7月7日前往访问。") == [("7月7日", "2023-07-07")]
    assert values("6月中国发表声明。") == [("6月", "2023-06")]


def test_tense_decides_where_the_words_do_not() -> None:
    assert values("会谈将于周一举行。") == [("周一", "2023-07-17")]
    assert values("会谈已于周一举行。") == [("周一", "2023-07-10")]
    assert values("大选将在2月举行。") == [("2月", "2024-02")]
    assert values("大选已在2月举行。") == [("2月", "2023-02")]
    assert values("他周一表示，会谈将很快举行。") == [("周一", "2023-07-10")]


def test_a_bare_month_or_day_is_the_nearest() -> None:
    assert values("9月大选。") == [("9月", "2023-09")]
    assert values("12月大选。", date(2023, 1, 20)) == [("12月", "2022-12")]
    assert values("30日会面。", date(2023, 7, 1)) == [("30日", "2023-06-30")]
    assert values("2月29日出生。", date(2023, 3, 1)) == [("2月29日", "2024-02-29")]


def test_the_text_remembers() -> None:
    text = "2015年11月7日双方会面。同年12月再次会面，次日签字。"
    assert values(text) == [("2015年11月7日", "2015-11-07"), ("同年12月", "2015-12"), ("次日", "2015-11-08")]
    assert [t.basis for t in read(text)] == ["explicit", "inherited", "inherited"]
    assert values("8月20日他病倒，两天后，他被送往柏林。") == [("8月20日", "2023-08-20"), ("两天后", "2023-08-22")]
    assert values("去年8月18日他出发，8月20日被捕。")[1] == ("8月20日", "2022-08-20")
    assert values("8月23日他出发，26日返回。")[1] == ("26日", "2023-08-26")
    assert values("会谈在周四（13日）举行，当天结束。") == [("周四（13日）", "2023-07-13"), ("当天", "2023-07-13")]


def test_a_year_ahead_or_a_paragraph_away_is_not_shared() -> None:
    assert values("2022年的法律。\n9月会谈。")[1] == ("9月", "2023-09")
    assert values("为2026年做准备，6月已会谈。")[1] == ("6月", "2023-06")


def test_a_series_of_years() -> None:
    text = "2003、2006、2010與 2012年四度來訪。"
    assert values(text) == [("2003", "2003"), ("2006", "2006"), ("2010", "2010"), ("2012年", "2012")]


def test_numbers_of_paragraphs_are_no_dates() -> None:
    assert values("2、1月2日会谈。") == [("1月2日", "2023-01-02")]
    assert values("在过去的一年中，双方会谈。") == [("过去的一年", "2022/2023")]


def test_begin_is_a_verb_without_a_preposition() -> None:
    assert values("会谈周二开始。") == [("周二", "2023-07-11")]
    assert values("预计11月开始讨论。") == [("11月", "2023-11")]


def test_dateline_takes_the_place_of_the_day_of_publication() -> None:
    assert values("（某社明斯克11日电） 示威者今天上街。", date(2023, 7, 12)) == [
        ("11日", "2023-07-11"),
        ("今天", "2023-07-11"),
    ]
    assert values("某社东京7月2日电（记者某） 今天上街。")[1] == ("今天", "2023-07-14")  # too far: another year's news


def test_without_a_day_of_publication_relative_times_stay_open() -> None:
    text = "昨天和9月会谈，2022年5月签字，目前有效，两年前开始。"
    found = [(t.text, t.value, t.precision) for t in read(text, None)]
    assert found == [
        ("昨天", None, "day"), ("9月", None, "month"), ("2022年5月", "2022-05", "month"), ("目前", "PRESENT_REF", None),
        ("两年前", None, "year"),
    ]  # fmt: skip


def test_impossible_dates_are_no_times() -> None:
    assert values("2023年2月30日。2023-02-30。") == []
    assert values("九九九九年十二月三十一日，次日。", None) == [("次日", None)]


def test_a_mad_day_of_publication_is_none() -> None:
    assert values("昨天会谈。", date(1, 1, 1)) == [("昨天", None)]
    assert values("明天会谈。", date.max) == [("明天", None)]


def test_long_runs_take_linear_time() -> None:
    for piece in ("1、", "2001、", "3 ", "一", "每一", "9月", "周三（", "过去", "12日至", "(2001) "):
        assert isinstance(read(piece * 20_000), list)


def test_that_day_is_the_last_day_of_the_news() -> None:
    told = "会谈13日举行，下一轮定于8月29日举行。三方当天发表声明。"
    assert values(told) == [("13日", "2023-07-13"), ("8月29日", "2023-08-29"), ("当天", "2023-07-13")]
    assert values("下一轮将于8月29日举行，当天还将签字。")[-1] == ("当天", "2023-08-29")
    far = "声明13日发表。\n协议于2018年9月19日签订。当天还签了另一份。\n军方当天作出回应。"
    assert [value for text, value in values(far) if text == "当天"] == ["2018-09-19", "2023-07-13"]


def test_the_day_before_does_not_move_on_the_story() -> None:
    told = "军方13日试射。对方前一天试射。军方称前一天的试射不寻常，当天已回应。"
    assert [value for _, value in values(told)] == ["2023-07-13", "2023-07-12", "2023-07-12", "2023-07-13"]


def test_a_word_cut_off_is_no_cue() -> None:
    assert values("他星期六举行了一次不寻常的会晤。") == [("星期六", "2023-07-08")]


@pytest.mark.parametrize("text", ["当天美军撤离。", "当天韩国提出抗议。", "当天俄方回应。"])
def test_that_day_before_a_country(text: str) -> None:
    assert values(text) == [("当天", "2023-07-14")]
    assert values("同日本会谈。") == []
