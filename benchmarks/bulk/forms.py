"""The forms of target values with their shares, and texts of each form: what the rows of the benchmarks are drawn from.

The shares were counted in 51 published tables of Chinese departments (692 target values, 277 distinct texts; 391 distinct
ones with a list of further values). Only the shares are taken over: every text here is made up.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from attrs import frozen

Maker = Callable[[random.Random], "Cell"]


@frozen
class Cell:
    """A target value in pieces, with the number that an actual value is drawn around; `None` where nothing is counted."""

    stem: str
    unit: str = ""
    tail: str = ""
    number: float | None = None
    places: int = 0
    lower: bool = False

    @property
    def text(self) -> str:
        """Return the value as one cell."""
        return f"{self.stem}{self.unit}{self.tail}"


@frozen
class Form:
    """A form: how often it stands in rows, its share of distinct texts (both in percent), and what makes one; `heads` are its commonest."""

    name: str
    rows: float
    distinct: float
    make: Maker
    heads: tuple[Cell, ...] = ()


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


COUNTED = _words(
    "次 家 项 个 人 人次 场 种 起 辆 份 台 户 篇 期 条 天 件 所",
    "批 处 座 套 名 亩 公里 平方米 吨 公顷 米 小时 课时 册 株 盏 头 只 间",
    "例 宗 幅 部 支 组 村 年 倍 万人次 万人 万亩 万平方米 万份 万粒 次/月 次/年",
)
MONEY = ("万元", "万元", "万元", "元", "亿元", "元/户", "元/人", "元/亩", "万元/公里", "元/平方米", "元/月")
SIGNS = ("=",) * 50 + ("≥",) * 39 + (">=",) * 15 + ("≤",) * 13 + ("≧",) * 3 + ("<=",) * 2 + ("═", "≦")
WORDS = _words("不低于 不少于 大于等于 不低於 达到 不超过 小于等于 大于 控制在 高于")
BELOW = ("≤", "<=", "≦", "不超过", "小于等于", "控制在")
HOW = _words(
    "稳步 明显 显著 持续 有效 逐步 不断 大幅 基本 全面 切实 进一步 较大", "有所 得到 充分 及时 长期 按时 按期 严格 深入 积极 普遍 较快"
)
DOES = _words(
    "提高 提升 增强 改善 完善 增加 减少 降低 优化 加强 巩固 健全 保障", "规范 推进 促进 落实 完成 发展 扩大 下降 稳定 公开 达标 到位"
)
GRADES = _words("健全 规范 有效 合规 良好 优 完善 合理 及时 较高 明显 长期 已完成 达标 安全 可持续 满意")
WHAT = _words(
    "服务 管理 环境 生态 治理 安全 监管 教育 医疗 交通 农业 文化 科技 就业 养老 产业 营商 应急",
    "水利 住房 旅游 消防 基层 社区 校园 统计 档案 信访 法治 金融 能源 市政 防汛 林业 体育 公共卫生",
)
SIDE = _words(
    "水平 质量 能力 效率 体系 意识 条件 秩序 制度 机制 保障", "效益 氛围 面貌 设施 覆盖面 影响力 满意程度 知晓程度 规范程度 工作成效 执行力"
)
WHOM = _words("全区 全县 全市 辖区 各乡镇 本单位 项目区 受益地区", "困难家庭 中小企业 老年人 学生 群众 职工 农户 残疾人")
WIDE = str.maketrans("0123456789%=", "０１２３４５６７８９％＝")


def _count(dice: random.Random) -> str:
    """Return a whole number, or now and then one with a decimal, as long as those of published tables."""
    size = dice.choices((1, 2, 3, 4, 5), (28, 36, 21, 10, 5))[0]
    number = dice.randrange(10 ** (size - 1), 10**size)
    if size > 2 and dice.random() < 0.5:
        number -= number % 10
    if dice.random() < 0.06:
        return f"{number}.{dice.randrange(1, 10)}"
    return str(number)


def _percentage(dice: random.Random) -> str:
    draw = dice.random()
    if draw < 0.5:
        return str(dice.randrange(1, 101))
    return f"{dice.randrange(0, 1000) / 10:.1f}" if draw < 0.7 else f"{dice.randrange(0, 10000) / 100:.2f}"


def _number(dice: random.Random, kind: str) -> tuple[str, str, int]:
    """Return a number with its unit and how many decimals actual values of it have."""
    match kind:
        case "%":
            return _percentage(dice), "%", 2
        case "money":
            text = _count(dice)
            return (text if dice.random() < 0.6 else f"{text.split('.')[0]}.{dice.randrange(100):02}"), dice.choice(MONEY), 2
        case "count":
            text = _count(dice)
            return text, dice.choice(COUNTED), 1 if "." in text else 0
    text = _count(dice)
    return text, "", 2 if "." in text else 0


def _measured(kind: str, before: tuple[str, ...] = ("",), after: tuple[str, ...] = ("",)) -> Maker:
    """Return a maker of numbers with a unit, between a comparison before or behind."""

    def make(dice: random.Random) -> Cell:
        sign, tail = dice.choice(before), dice.choice(after)
        text, unit, places = _number(dice, kind)
        value, draw = float(text), dice.random()
        stem = f"{sign}{text}"
        if draw < 0.010:
            stem, unit = stem.translate(WIDE), unit.translate(WIDE)
        elif draw < 0.033:
            stem = f"{sign} {text}" if sign else f"{text} "
        return Cell(stem, unit, tail, value, places, sign in BELOW or tail in ("以内", "以下"))

    return make


def _range(dice: random.Random) -> Cell:
    text, unit, places = _number(dice, dice.choice(("%", "count", "money")))
    low = float(text)
    high = round(low * dice.uniform(1.1, 2) + 1, places)
    shown = f"{high:.{places}f}".rstrip("0").rstrip(".") if places else f"{high:.0f}"
    if dice.random() < 0.5:
        return Cell(f"{text}-{shown}", unit, "", low, places)
    return Cell(f"{text}{unit}-{shown}", unit, "", low, places)


def _date(dice: random.Random) -> Cell:
    year, month, day = dice.randrange(2018, 2027), dice.randrange(1, 13), dice.randrange(1, 29)
    shape = dice.choices(range(6), (1, 2, 4, 3, 2, 2))[0]
    shapes = (
        f"{month}月底前",
        f"{year}年{month}月底前",
        f"{year}年{month}月{day}日前",
        f"{year}年{month}月{day}日",
        f"{year}年{dice.randrange(1, month + 1)}月-{month}月",
        f"{month}月{day}日前完成",
    )
    return Cell(shapes[shape])


def _change(dice: random.Random) -> Cell:
    base = dice.choice(("较上年", "比上年", "同比", "", "较2023年"))
    turn = dice.choice(("提高", "增长", "提升", "下降", "降低"))
    number = _percentage(dice)
    unit = dice.choice(("%", "%", "个百分点"))
    return Cell(f"{base}{turn}{number}", unit, "", float(number), 2)


def _about(dice: random.Random) -> Cell:
    text, unit, places = _number(dice, dice.choice(("%", "count")))
    if dice.random() < 0.4:
        return Cell(f"±{text}", unit, "以内", float(text), places)
    return Cell(text, unit, "左右", float(text), places)


def _composite(dice: random.Random) -> Cell:
    a, b = dice.randrange(1, 500), dice.randrange(1, 100)
    unit, noun = dice.choice(COUNTED[:20]), dice.choice(WHAT)
    shape = dice.randrange(4)
    shapes = (
        f"{dice.randrange(1, 13)}月底前{b}%到位",
        f"≥{b}%其中:{noun}{dice.choice(SIDE)}≥{b // 2}%",
        f"≥{a}{unit}且≤{a + b}{unit}",
        f"{noun}≥{a}{unit}、{dice.choice(WHAT)}≥{b}场",
    )
    return Cell(shapes[shape])


def _unreadable(dice: random.Random) -> Cell:
    a, b = dice.randrange(1, 1000), dice.randrange(1, 100)
    return Cell(dice.choice((f"工{a}%", f"{a}.{b}万元%", f"{a}..{b}家", f"≥{a}≥", f"{b}人/{a}万人%", f"{a}%%{b}", f"二{a}百分比")))


def _short_grade(dice: random.Random) -> Cell:
    return Cell(dice.choice(HOW) + dice.choice(DOES) if dice.random() < 0.9 else dice.choice(GRADES))


def _long_grade(dice: random.Random) -> Cell:
    return Cell(f"{dice.choice(WHAT)}{dice.choice(SIDE)}{dice.choice(HOW)}{dice.choice(DOES)}")


def _prose(dice: random.Random) -> Cell:
    noun, side, whom = dice.choice(WHAT), dice.choice(SIDE), dice.choice(WHOM)
    return Cell(
        dice.choice(
            (
                f"覆盖{whom}所有{noun}对象",
                f"严格按照{noun}{side}要求落实{whom}工作",
                f"保障{whom}{noun}工作正常开展",
                f"是否有利于{whom}{noun}发展",
                f"为{whom}提供{noun}{side}支撑,服务{dice.choice(WHAT)}事业",
            )
        )
    )


def _yes(dice: random.Random) -> Cell:
    return Cell(dice.choice("是否"))


def _placeholder(dice: random.Random) -> Cell:
    return Cell(dice.choice(("", "/", "**人", "≥**万元", "——", "无", "不适用", "-", "待定")))


def _heads(*texts: tuple[str, str]) -> tuple[Cell, ...]:
    """Return the commonest cells of a form, given as text without unit and unit; the number is what is left without a comparison."""
    return tuple(
        Cell(stem, unit, "", float(stem.lstrip("=≥≤-")), 2 if unit in ("%", "亿元") else 0, stem[0] == "≤") for stem, unit in texts
    )


_AFTER = ("以上", "以内", "及以上", "以下")
FORMS = (
    Form("number, %", 21.8, 5.6, _measured("%"), _heads(("100", "%"), ("0", "%"), ("40", "%"), ("90", "%"), ("95", "%"))),
    Form("number, counted", 7.5, 12.8, _measured("count"), _heads(("0", "次"), ("0", "起"), ("0", "人次"), ("1", "次"))),
    Form("number, money", 0.6, 2.3, _measured("money")),
    Form("number alone", 7.4, 11.0, _measured(""), _heads(("100", ""), ("10", ""), ("20", ""), ("1", ""), ("0", ""))),
    Form("sign, %", 13.7, 7.7, _measured("%", SIGNS), _heads(("=100", "%"), ("=0", "%"), ("≥90", "%"), ("≥95", "%"), ("≥80", "%"))),
    Form(
        "sign, counted", 8.4, 18.4, _measured("count", SIGNS), _heads(("=0", "家"), ("=0", "项"), ("=0", "个"), ("=1", "项"), ("≥1", "次"))
    ),
    Form("sign, money", 3.6, 5.6, _measured("money", SIGNS), _heads(("=0", "亿元"), ("≤100", "万元"), ("≤50", "万元"))),
    Form("word, %", 1.4, 2.0, _measured("%", WORDS)),
    Form("word, counted", 0.7, 2.3, _measured("count", WORDS)),
    Form("word, money", 0.3, 0.8, _measured("money", WORDS)),
    Form("以上 以内, %", 0.3, 0.8, _measured("%", after=_AFTER)),
    Form("以上 以内, counted", 0.6, 1.3, _measured("count", after=_AFTER)),
    Form("range", 0.3, 0.3, _range),  # none in the sample: one in a thousand or so in other tables
    Form("about", 0.1, 0.3, _about),
    Form("change", 0.4, 0.3, _change),
    Form("date", 2.0, 4.1, _date),
    Form("yes or no", 15.7, 0.5, _yes),
    Form("grade, a word", 11.4, 12.8, _short_grade),
    Form("grade, a phrase", 0.9, 2.8, _long_grade),
    Form("prose", 1.7, 4.9, _prose),
    Form("composite", 0.1, 1.5, _composite),
    Form("placeholder", 0.4, 0.8, _placeholder),
    Form("unreadable", 0.7, 1.5, _unreadable),
)
"""Shares of rows as counted in the tables, of distinct texts as counted in tables and list together."""

_FEW = ("yes or no", "grade, a word", "placeholder")
"""Forms that have only so many texts: where these run out, the others share what is left in proportion."""


def _pool(form: Form, wanted: int, dice: random.Random, taken: set[str]) -> list[Cell]:
    """Return at most so many cells with distinct texts, the common and short ones first."""
    found: list[Cell] = []
    for cell in form.heads:
        if cell.text not in taken:
            taken.add(cell.text)
            found.append(cell)
    made: list[tuple[float, Cell]] = []
    vain = 0
    while len(found) + len(made) < wanted and vain < 5000:
        cell = form.make(dice)
        text = cell.text
        if text in taken:
            vain += 1
            continue
        vain = 0
        taken.add(text)
        made.append((len(text) + dice.random() * 3, cell))
    made.sort(key=lambda one: one[0])
    return found + [cell for _, cell in made]


PLAIN = tuple(form for form in FORMS if form.name.split(",")[0] in ("number", "number alone", "sign", "word", "以上 以内"))
"""Amounts alone: one number with a comparison and a unit."""


def pools(distinct: int, seed: int, forms: tuple[Form, ...] = FORMS) -> Iterator[tuple[Form, list[Cell]]]:
    """Yield every form with its cells, about `distinct` texts in all, the same for the same seed."""
    dice = random.Random(seed)
    taken: set[str] = set()
    left, whole = distinct, sum(form.distinct for form in forms)
    for form in sorted(forms, key=lambda one: one.name not in _FEW):
        cells = _pool(form, max(1, round(left * form.distinct / whole)), dice, taken)
        left, whole = left - len(cells), whole - form.distinct
        yield form, cells
