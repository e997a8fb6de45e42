"""Texts of 100 kB that are made to be slow: one piece over and over, and whatever could cost more than it is long."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from fuzz.changes import LIMIT
from fuzz.words import NASTY, NUMBERS, words_of

__all__ = ["filled", "text_strains"]

Strain = tuple[str, bytes]


def filled(piece: str, head: str = "", tail: str = "", size: int = LIMIT) -> bytes:
    """Return a piece between head and tail, as often as fits."""
    start, one, end = (text.encode("utf-8", "surrogatepass") for text in (head, piece, tail))
    return start + one * ((size - len(start) - len(end)) // max(1, len(one))) + end


def _numbered(pattern: str, head: str = "", size: int = LIMIT) -> bytes:
    """Return a line over and over, each with a number of its own in place of `#`."""
    found = [head]
    left = size - len(head.encode())
    number = 0
    while left > 0:
        line = pattern.replace("#", str(number))
        left -= len(line.encode())
        found.append(line)
        number += 1
    return "".join(found[:-1] or found).encode()


_TARGETS = (
    *(
        "≥1家且",
        "≥1家或",
        "(",
        "（",
        "[",
        "“",
        "「",
        "1",
        "一",
        "万",
        "亿",
        "0.",
        "1,",
        "1,000",
        "<p>",
        "</p>",
        "<",
        "&nbsp;",
        "&",
        "&#",
        "。",
        " ",
        "\u3000",
        "\n",
    ),
    *(
        "不低于",
        "大于等于",
        "每",
        "每人",
        "较上年",
        "较上年提高",
        "a",
        "a-",
        "-",
        "±",
        "健全",
        "健全、",
        "年",
        "月",
        "1月",
        "第",
        "第1",
        "百分之",
        "百分之一",
        "分之",
        "X",
        "约",
        "约1",
    ),
    *(
        "1-",
        "1~2",
        "1-2家、",
        "1至",
        "元/",
        "元/人·",
        "/年",
        "以上",
        "（含）",
        "(不含)",
        "2025年",
        "2025年1月1日",
        "前",
        "底前",
        "1:2",
        "1/2",
        "e1",
        "1e",
        "\u200b",
        "\u0301",
        "𠀀",
    ),
    *(
        "且",
        "或",
        "、",
        "；",
        ";",
        ",",
        "：",
        ":",
        "零",
        "〇",
        "一百",
        "十",
        "其中",
        "增长",
        "持平",
        "合格率≥",
        "培训1场，",
        "不",
        "未",
        "无",
        "=",
        ">=",
        "<=",
        "≠",
        "%",
        "‰",
        "个百分点",
    ),
)
_WRAPS = (("", ""), ("≥", ""), ("", "1家"), ("1家", ""), ("≥1", "家"), ("培训", "人"))


def _of_targets() -> Iterator[Strain]:
    for piece in dict.fromkeys((*_TARGETS, *words_of("target"), *NASTY, *NUMBERS)):
        for head, tail in _WRAPS[:3]:
            yield f"{head}{piece[:12]!a}…{tail}", filled(piece, head, tail)
        for head, tail in _WRAPS:
            yield f"{head}{piece[:12]!a}…{tail} in a cell", filled(piece, head, tail, 999 if piece.isascii() else 2_990)
    for left, right in ("“”", "「」", "()", "[]", "《》", '""', "''", "（）"):
        half = 50_000 // len(left.encode())
        yield f"nested {left}{right}", (left * half + right * half).encode()
        yield f"nested {left}1{right}", (left * (half - 2) + "1" + right * (half - 2)).encode()


def _of_narratives() -> Iterator[Strain]:
    for piece in dict.fromkeys((*_TARGETS, *words_of("prose"), *NASTY)):
        for head, between in (("", ""), ("", "1"), ("", "家"), ("", "1家"), ("", "，"), ("", "达到1%"), ("", "。\n")):
            yield f"{piece[:12]!a} {between!a}…", filled(piece + between, head)
    yield "many quantities", _numbered("培训#人，")
    yield "many ranges", _numbered("完成#-2#家。")


_DATA = "规则集 甲\n满分 100分\n数据 甲 万元\n数据 乙 万元\n"
_RULES = (
    ("short lines", "甲\n", ""),
    ("unknown heads", "标题# x\n", "规则集 甲\n"),
    ("nearly heads", "三级指漂# x\n", "规则集 甲\n"),
    ("indicators", "三级指标 x# 1分 全年 ≥1家\n", "规则集 甲\n"),
    ("indicators without marks", "三级指标 x#\n", "规则集 甲\n满分 100分\n均分 逐级\n"),
    ("the same indicator", "三级指标 x 1分 全年 ≥1家\n", "规则集 甲\n"),
    ("levels", "一级指标 x#\n", "规则集 甲\n"),
    ("levels and indicators", "一级指标 x#\n二级指标 y#\n三级指标 z# 全年 ≥1家\n", "规则集 甲\n满分 100分\n均分 逐级\n"),
    ("data", "数据 x# 万元\n", "规则集 甲\n"),
    ("the same datum", "数据 x 万元\n", "规则集 甲\n"),
    ("data of data", "数据 x# 万元\n公式 x# + 1万元\n", "规则集 甲\n"),
    ("made data", "数据 x# 万元 = 甲 + 乙\n", _DATA),
    ("unknown names", "检查 c#: 没有# = 乙 否则 错误 “不平”\n", _DATA),
    ("checks", "检查 c#: 甲 = 乙 否则 错误 “不平”\n", _DATA),
    ("parameters", "参数 p# = 1%\n", "规则集 甲\n"),
    ("one parameter at many days", "参数 p = #% 自 2025-01-01\n", "规则集 甲\n"),
    ("units", "单位 u#\n", "规则集 甲\n"),
    ("units of units", "单位 u# = 10 万元\n", "规则集 甲\n"),
    ("scales", "量表 s#：健全 100% > 不健全 0%\n", "规则集 甲\n"),
    ("policies", "评分办法 p#\n计分 按完成比例\n", "规则集 甲\n"),
    ("aliases", "别名 a#\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n"),
    ("reasons", "说明 #\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n"),
    ("targets for nothing", "目标 没有# 全年 ≥1家\n", "规则集 甲\n三级指标 x 1分\n"),
    ("targets twice", "目标 x 全年 ≥#家\n", "规则集 甲\n三级指标 x 1分\n"),
    ("overrides", "覆盖 x#\n原 1\n改 2\n理由 三\n", "规则集 甲\n继承 部门整体支出\n"),
    ("removals", "删除 x#\n理由 三\n", "规则集 甲\n继承 部门整体支出\n"),
    ("inheritance", "继承 没有#\n", "规则集 甲\n"),
    ("use", "引用 没有#\n", "规则集 甲\n"),
    ("use of what ships", "引用 通用量表\n", "规则集 甲\n"),
    ("cases", "测试 t#\n给定 x = #家\n期望 x 达标\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n"),
    ("facts of one case", "给定 没有# = 1家\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n测试 t\n"),
    ("expectations", "期望 没有# 达标\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n测试 t\n"),
    ("a pasted table", "产出 | 数量 | x# | ≥#家 | 1\n", "规则集 甲\n指标表\n一级指标 | 二级指标 | 三级指标 | 全年 | 分值\n"),
    ("a pasted table of signs", "|||||||\n", "规则集 甲\n指标表\n"),
    ("audits", "审核 Z# 警告\n", "规则集 甲\n"),
    ("comments", "# x\n", "规则集 甲\n"),
    ("blank lines", "\n", "规则集 甲\n"),
    ("returns", "\r", "规则集 甲\r"),
    ("formulas", "三级指标 f# 1分 全年 ≤10%\n公式 甲 ÷ 乙\n", _DATA),
    ("scored bands", "三级指标 f# 1分 全年 ≤10%\n计分 分档：≤10% 得 100%、≤20% 得 60%、其余 得 0%\n", "规则集 甲\n"),
    ("exceptions", "单列 满意度#：达标得满分\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n"),
)
_LINES = (
    ("operators", "公式 甲", " + 甲"),
    ("products", "公式 甲", " × 1"),
    ("brackets", "公式 ", "("),
    ("bars", "公式 ", "|"),
    ("a condition", "适用 甲 > 0", " 且 甲 > 0"),
    ("negations", "适用 ", "非 "),
    ("the largest", "公式 最大(甲", "、甲"),
    ("bands", "计分 分档：≤1% 得 1%", "、≤2% 得 2%"),
    ("a curve", "计分 按值折线：1% 得 0%", "、2% 得 1%"),
    ("options", "计分 按完成比例", "，封顶 5分"),
    ("targets", "三级指标 y 1分", " 全年 ≥1家"),
    ("a name", "三级指标 ", "名"),
    ("quotes", "三级指标 ", "「"),
    ("blanks", "三级指标 y", " "),
    ("digits", "满分 ", "9"),
    ("grades", "等级 优 ≥90分", "、良 ≥80分"),
    ("a scale", "量表 s：健全 100%", " > 不健全 50%"),
    ("aliases", "别名 甲", "、乙"),
    ("semicolons", "单列 甲", "、甲"),
    ("ceilings", "上限 x <50% 至多 59分", "、<60% 至多 69分"),
    ("lights", "亮灯 红 <60%", "、黄 <80%"),
    ("rounding", "舍入 每项 2位", "，总分 0位"),
    ("validity", "生效 2025-01-01", " 至 2025-12-31"),
    ("cells", "指标表\n", "|x"),
)


def _of_rules() -> Iterator[Strain]:
    for name, line, head in _RULES:
        yield name, _numbered(line, head)
    for name, head, piece in _LINES:
        line = filled(piece, head, "\n", 3_990).decode()
        start = "规则集 甲\n数据 甲 万元\n三级指标 x 1分 全年 ≤10%\n"
        yield f"one line of {name}", (start + line).encode()
        yield f"lines of {name}", filled(line, start)
        yield f"one endless line of {name}", filled(piece, start + head)
        for short in (200, 800):
            line = filled(piece, head, "\n", short).decode()
            yield f"lines of {short} of {name}", filled(line, start)
    for piece in dict.fromkeys((*words_of("rules"), *NASTY)):
        yield f"{piece[:16]!a} over and over", filled(piece, "规则集 甲\n三级指标 x 1分 全年 ≥1家\n")
        yield f"lines of {piece[:16]!a}", filled(piece + "\n", "规则集 甲\n三级指标 x 1分 全年 ≥1家\n")


def _of_facts() -> Iterator[Strain]:
    for number in range(24):
        for name, value in (("没有#", "1家"), ("年初预算#", "x"), ("决算数 #", "9" * 50)):
            facts = {name.replace("#", str(index)): value for index in range(80_000 // len(f'"{name}": "{value}", '.encode()) - 400)}
            yield (
                f"many unknown names {name} of {number}",
                json.dumps({"ruleset": number, "facts": facts}, ensure_ascii=False).encode()[:LIMIT],
            )
    yield "a long name", json.dumps({"ruleset": 0, "facts": {"预" * 30_000: "1"}}, ensure_ascii=False).encode()
    yield (
        "a long value",
        json.dumps({"ruleset": 0, "facts": {"年初预算数": "1" * 90_000, "决算数": "一" * 2_000}}, ensure_ascii=False).encode(),
    )


_HEADS = ("一级指标|二级指标|三级指标|年度指标值", "三级指标|全年指标值", "一级指标|二级指标|三级指标|指标值|实际完成值|分值|得分")
_ROWS = (
    "产出|数量|x#|≥#家",
    "产出指标|数量指标|培训人数|≥50人",
    "x#|≥#%",
    "产出|数量|x#|≥#家|#家|1|1",
    "|||≥#",
    "效益|满意度指标|满意度#|≥95%",
    "产出|数量|培训#人|≥#人",
)


def tables(mark: str) -> Iterator[Strain]:
    """Yield tables in text with a mark between the cells."""
    head = _HEADS[0].replace("|", mark) + "\n"
    for one in _HEADS:
        for row in _ROWS:
            yield f"many rows {row} under {one[-12:]}", _numbered(row.replace("|", mark) + "\n", one.replace("|", mark) + "\n")
    yield "many columns", filled(f"x{mark}", head)
    yield "many columns and rows", filled(f"x{mark}" * 300 + "\n", head)
    yield (
        "many columns in the head",
        _numbered(f"全年指标值#{mark}", f"三级指标{mark}", 50_000) + b"\n" + filled(f"1{mark}", f"甲{mark}", size=50_000),
    )
    yield (
        "many columns of years",
        _numbered(f"20#年指标值{mark}", f"三级指标{mark}", 50_000) + b"\n" + filled(f"1{mark}", f"甲{mark}", size=50_000),
    )
    yield "marks alone", filled(mark, head)
    yield "lines of one mark", filled(mark + "\n", head)
    yield "many heads", filled(head)
    yield "many tables", filled(head + f"产出{mark}数量{mark}甲{mark}≥1家\n")
    yield "many tables with titles", filled(f"项目支出绩效目标表\n项目名称{mark}甲\n" + head + f"产出{mark}数量{mark}甲{mark}≥1家\n")
    yield "many funds", _numbered(f"其中：财政拨款#{mark}100{mark}\n", f"资金总额{mark}100\n") + head.encode()
    yield "many goals", _numbered(f"目标#{mark}培训#人\n") + head.encode()
    body = f"产出{mark}数量{mark}培训人数{mark}≥50人\n产出{mark}数量{mark}建设个数{mark}≥5个\n"
    for name, piece in (
        ("quantities", "培训50人，"),
        ("words", "健全机制"),
        ("digits", "1"),
        ("numerals", "一"),
        ("percents", "达到1%"),
        ("names", "培训人数建设个数"),
    ):
        yield f"a goal of {name}", filled(piece, f"年度总体目标{mark}", "\n" + head + body)
        yield (
            f"goals of {name}",
            filled(piece, f"年度总体目标{mark}", "\n" + head + body, 40_000)
            + _numbered(f"产出{mark}数量{mark}培训#人数{mark}≥#人\n", size=58_000),
        )
        yield f"a target of {name}", filled(piece, head + f"产出{mark}数量{mark}甲{mark}", "\n")
        yield f"a name of {name}", filled(piece, head + f"产出{mark}数量{mark}", f"{mark}≥1家\n")
        yield f"names of {name}", filled(f"产出{mark}数量{mark}{piece * 40}{mark}≥1家\n", head)
    for piece in dict.fromkeys((*words_of("grid")[::6], *NASTY)):
        yield f"cells of {piece[:16]!a}", filled(piece + mark, head + body)
        yield f"rows of {piece[:16]!a}", filled(piece + "\n", head + body)
        yield f"rows of {piece[:16]!a} first", filled(f"{piece}{mark}1\n", tail=head + body)
        yield f"pairs of {piece[:16]!a}", filled(f"{piece}{mark}1{mark}", tail="\n" + head + body)


def _of_quoted() -> Iterator[Strain]:
    yield "quotes", filled('"', "指标,实际值\n")
    yield "quoted quotes", filled('"",', "指标,实际值\n")
    yield "an open quote", filled("甲,1\n", '指标,实际值\n"')
    yield "open quotes", filled('"甲\n', "指标,实际值\n")
    yield "the same name", filled("甲,1\n", "指标,实际值\n")
    yield "names", _numbered("甲#,1\n", "指标,实际值\n")
    yield "long rows", filled("甲,1,2,3\n", "指标,实际值\n")
    yield "json", b"{" + ",".join(f'"x{number}": "1"' for number in range(7_000)).encode() + b"}"
    yield "deep json", b'{"a":' + b"[" * 99_000


def _of_toml() -> Iterator[Strain]:
    for piece in (
        "[",
        "[[",
        "a.",
        "a=1\n",
        "[a]\n",
        '"',
        "'''",
        "{",
        "a={",
        "a=[",
        "1",
        "1e",
        "0x",
        "#",
        "\n",
        "a.b.c=1\n",
        "a = '''\n",
        "\\u",
        "2025-01-01",
    ):
        for head in ("", "[review]\n", "[review]\nx = ", "[review.checks]\n"):
            yield f"{head!a}{piece!a}", filled(piece, head)
    yield "settings", _numbered("x# = 1\n", "[review]\n")
    yield "checks", _numbered('S# = "error"\n', "[review.checks]\n")
    yield "tables", _numbered("[review.x#]\n")
    yield "dotted", _numbered("review.checks.x#.y = 1\n")


def _of_json() -> Iterator[Strain]:
    for name, data in _of_targets():
        if len(data) < 40_000 or "1家" in name:
            yield name, json.dumps({"text": data.decode("utf-8", "surrogatepass")}).encode()[:LIMIT]


def _three(found: Iterable[Strain]) -> Iterator[Strain]:
    """Yield texts with a second column, and as a second column."""
    for name, data in found:
        if "in a cell" in name:
            yield f"{name}, then 家", data + "\t家\t≥".encode()
            yield f"1, then {name}", b"1\t" + data + b"\t="
            yield f"1, 家, then {name}", "1\t家\t".encode() + data
        elif "…1家" not in name:
            yield f"1, then {name}", b"1\t" + data[: LIMIT - 10]


def text_strains(name: str) -> Iterator[Strain]:
    """Yield the inputs that strain an entry point of texts."""
    match name:
        case "parse_target" | "parse_quantity":
            yield from _of_targets()
        case "columns" | "evaluate":
            yield from _three(_of_targets())
        case "find_quantities":
            yield from _of_narratives()
        case "from_dict":
            yield from _of_json()
        case "facts":
            yield from _of_facts()
        case "check_ruleset":
            yield from _of_rules()
        case "text_table" | "txt" | "tsv":
            yield from tables("\t")
        case "csv":
            yield from (*tables(","), *_of_quoted())
        case "md":
            yield from tables("|")
        case "config":
            yield from _of_toml()
