"""Qualitative words: which are grades, what reaches what, and which lines of a vocabulary are refused."""

from __future__ import annotations

import pytest

from perfrules.value.lexicon import compare_words, read_lexicon, standard_lexicon
from perfrules.value.scale import Grade, compare

LEXICON = standard_lexicon()
LADDER = "程度：明显 > 本身 > 有所 > ~不够 > 否定\n"

_GRADES = """
健全 合理 明确 科学 规范 合规 完善 公开 有效 合格 及时 按时 稳定 达标 安全 正常 满意 通过 是 否 有 无
优 良 中 差 优秀 良好 优良 高 较高 低 好 较好 一般 长期 中期 短期 完成 已完成 部分完成 未完成 全部完成 按期完成
达成预期指标 部分达成年度指标并具有一定效果 未达成年度指标且效果较差 达到预期目标 达到预期 良好以上
明显提升 有所减轻 显著改善 有效减少 大幅提高 进一步增强 得到改善 得到有效提升 逐步完善 稳中有升 提升不明显 无明显提升
经济效益良好 效果明显 影响程度明显 成效显著 社会效益显著 作用较大 影响较大 运行良好 运行稳定 群众满意 质量合格
巩固提高 安全稳定 规范有序 按质按量完成 保质保量 专款专用 不超预算 不超过预算 按计划实施 符合要求 达到要求
持续发挥作用 得到保障 有保障 有效保障 有效控制 有效缓解 有效促进 全覆盖 群众满意度高 公开透明 科学合理 及时有效 按规定执行
取得明显成效 幸福感明显增强 农民收入不断增加 垃圾及时清运 保障有力 控制到位 落实到位 基本良好 不高 更好 项目已完成
"""

_TEXTS = """
指导城市建设 公益性事业 参照政府采购成本控制 促进经济发展 保障粮食安全 维护社会稳定 提高农民收入 成本控制 社会科学 技术规范
企业把握正确政治导向和文化方向情况的评价 服务对象满意度 经济效益 可持续影响 项目管理 来访外宾是否满意 创新高 优良中低差 培训
解决旱情，保障粮食安全 不断不 未没有提升 不一般 城市道路以克论净量化考核 一定 更差
"""

REACHED = """
健全 十分健全|基本健全 健全|通过 已通过|完成 已完成|按期完成 按时完成|按期完成 提前完成|良 优|中期 长期|优良 优|优良 良好
显著提升 明显提升|提升 有所提升|增加 明显增加|有效减少 明显减少|明显提升 提升明显|有效保障 保障有力|逐步提高 提高
效果明显 效果显著|经济效益良好 良好|满意度高 群众满意度高|稳定 安全稳定|巩固提高 巩固提升|良好以上 优秀|不超预算 未超预算
满意 非常满意|及时 未延误|安全稳定 安全稳定|合格以上 优秀|按计划实施 按计划执行|不超预算 不超过预算|未下降 提升
"""
MISSED = """
健全 不健全|健全 基本健全|公开 未公开|有效 无效|通过 未通过|是 否|有 无|完成 部分完成|按期完成 延期完成|按期完成 未按期完成
及时 滞后|合规 违规|优 良|高 低|高 不高|好 一般|优良 中|长期 短期|显著提升 有所提升|提升 降低|提升 没有提升|提升 提升不明显
增加 减少|有效减少 增加|有效减少 未减少|有所减轻 加重|效果明显 效果不明显|效果良好 效果一般|经济效益良好 经济效益差
达成预期指标 部分达成预期指标|达成年度指标 未达成年度指标且效果较差|安全稳定 不稳定|巩固提高 下降|专款专用 挪用|不超预算 超支
及时发放 基本及时发放|及时发放 未及时发放|有保障 无保障|无投诉 有投诉|降低 加强|减少 明显提升|良好以上 一般|科学合理 不合理
"""
UNDECIDED = """
显著提升 提升|经济效益良好 社会效益良好|健全 逐步健全|安全稳定 稳定|健全 满意|按期完成 完成|健全 不是词的话|不是词的话 健全
优秀 优良|稳定 不安全稳定
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    found = [pair.split() for pair in text.replace("\n", "|").split("|") if pair.strip()]
    return [(target, actual) for target, actual in found]


@pytest.mark.parametrize("word", _GRADES.split())
def test_a_level_is_a_grade(word: str) -> None:
    assert LEXICON.read(word)


@pytest.mark.parametrize("text", _TEXTS.split())
def test_an_activity_or_a_name_is_no_grade(text: str) -> None:
    assert LEXICON.read(text) == ()


@pytest.mark.parametrize(("target", "actual"), _pairs(REACHED))
def test_reached(target: str, actual: str) -> None:
    assert compare_words(target, actual) is True


@pytest.mark.parametrize(("target", "actual"), _pairs(MISSED))
def test_missed(target: str, actual: str) -> None:
    assert compare_words(target, actual) is False


@pytest.mark.parametrize(("target", "actual"), _pairs(UNDECIDED))
def test_undecided(target: str, actual: str) -> None:
    assert compare_words(target, actual) is None


def test_candidates_come_in_the_order_of_the_file() -> None:
    lexicon = read_lexicon(LADDER + "量表 一：良好 > 差\n量表 二：好 > 良好 > 坏")
    assert [(grade.scale, grade.low) for grade in lexicon.read("良好")] == [("一", 1), ("二", 1)]
    assert lexicon.compare("良好", "坏") is False
    assert lexicon.compare("良好", "好") is True


def test_a_subject_is_kept() -> None:
    assert {grade.subject for grade in LEXICON.read("经济效益良好")} == {"经济效益"}
    assert {grade.subject for grade in LEXICON.read("取得显著的社会效益")} == {"社会效益"}


def test_answers_have_no_order() -> None:
    lexicon = read_lexicon(LADDER + "选项 类型：甲 | 乙、丙")
    assert [grade.ordered for grade in lexicon.read("甲")] == [False]
    assert (lexicon.compare("甲", "乙"), lexicon.compare("乙", "甲"), lexicon.compare("乙", "丙")) == (False, False, True)
    assert lexicon.read("不甲") == ()


def test_an_open_unordered_grade_is_undecided() -> None:
    target = Grade("选", 0, 0, "甲", ordered=False)
    assert compare(target, Grade("选", 0, 1, "甲乙", ordered=False)) is None
    assert compare(target, Grade("选", 1, 2, "乙丙", ordered=False)) is False


def test_a_fall_as_a_target_on_the_scale_of_rising() -> None:
    fall = Grade("变化:提高", -5, -2, "下降")
    answers = [compare(fall, Grade("变化:提高", low, high, "别的")) for low, high in ((-5, -5), (2, 5), (-3, 0))]
    assert answers == [True, False, None]


def test_full_width_and_half_width_lines_are_the_same() -> None:
    half = "程度:明显 > 本身 > 有所 > ~不够 > 否定\n量表 甲:好 > 差 # 注\n跨级 甲:尚可 = 差 至 好\n搭配 乙:达到 + 要求"
    full = "程度：明显＞本身＞有所＞～不够＞否定\n\n# 注\n量表　甲：好＞差\n跨级 甲：尚可＝差 至 好\n搭配 乙：达到＋要求"
    for word in ("好", "尚可", "达到要求"):
        assert read_lexicon(half).read(word) == read_lexicon(full).read(word) != ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("量度 甲：好 > 差", "不认识的行首词「量度」"),
        ("量表 甲：好", "至少有两级"),
        ("量表 甲 好 > 差", "应写作"),
        ("量表 甲：好 > > 差", "缺少词"),
        ("量表 甲：好、好 > 差", "重复"),
        ("量表 甲：好 > 差、好", "重复"),
        ("状态 健全 反义 健全", "重复"),
        ("跨级 无：尚可 = 差 至 好", "应是量表"),
        ("搭配 甲：达到要求", "应写作"),
        ("程度：很 > 本身 > 否定", "只写一行"),
        ("否定：明显", "另一种修饰词"),
        ("否定", "行首应是一个词"),
    ],
)
def test_a_bad_line_is_named(line: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"第3行：.*{why}"):
        read_lexicon(f"{LADDER}# 注\n{line}")


def test_a_repeated_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="第3行：「甲」重复"):
        read_lexicon(f"{LADDER}量表 甲：好 > 差\n量表 甲：高 > 低")


def test_a_vocabulary_needs_a_ladder() -> None:
    with pytest.raises(ValueError, match="缺少「程度」"):
        read_lexicon("量表 甲：好 > 差")
