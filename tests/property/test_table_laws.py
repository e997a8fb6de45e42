"""Laws of reading tables: whatever copying did to a form, the same indicators come back."""

from fractions import Fraction

from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from perfrules.table import read_actuals, read_table, read_tables
from perfrules.text.errors import TableError

_WORD = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", min_size=3, max_size=6)
_VALUE = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(["=", "≥", "≤"]), st.integers(0, 99_999), st.sampled_from(["家", "%", "万元", "个"])),
    st.sampled_from(["健全", "合规", "有效"]),
)
_HEADING = ["一级指标", "二级指标", "三级指标", "半年指标值", "全年指标值"]
_TASK_HEADING = ["一级指标", "二级指标", "重点工作", "三级指标", "半年指标值", "全年指标值"]


@frozen
class Leaf:
    """One indicator of a synthetic table."""

    level1: str
    level2: str
    task: str
    name: str
    half: str
    full: str


@st.composite
def _blocks(draw: st.DrawFn, with_task: bool = False) -> list[Leaf]:
    """Draw a tree of labels, all different, and its leaves in order."""
    words = iter(draw(st.lists(_WORD, min_size=80, max_size=80, unique=True)))
    leaves: list[Leaf] = []
    for _ in range(draw(st.integers(1, 3))):
        level1 = next(words)
        for _ in range(draw(st.integers(1, 3))):
            level2 = next(words)
            for _ in range(draw(st.integers(1, 2)) if with_task else 1):
                task = next(words) if with_task else ""
                leaves += [Leaf(level1, level2, task, next(words), draw(_VALUE), draw(_VALUE)) for _ in range(draw(st.integers(1, 2)))]
    return leaves


def _printed(leaves: list[Leaf]) -> list[list[str]]:
    """Return the rows as a copied form shows them: a label only where it begins."""
    rows: list[list[str]] = []
    before: Leaf | None = None
    for leaf in leaves:
        labels = [leaf.level1, leaf.level2, *([leaf.task] if leaf.task else [])]
        old = [before.level1, before.level2, before.task] if before is not None else ["", "", ""]
        fresh = False
        cells: list[str] = []
        for label, known in zip(labels, old, strict=False):
            fresh = fresh or label != known
            cells.append(label if fresh else "")
        rows.append([*cells, leaf.name, leaf.half, leaf.full])
        before = leaf
    return rows


def _read(text: str) -> list[Leaf]:
    return [
        Leaf(one.level1, one.level2, one.task, one.name, one.targets["半年"].text, one.targets["全年"].text)
        for one in read_table(text).indicators
    ]


def _joined(rows: list[list[str]], draw: st.DrawFn, heading: list[str]) -> str:
    """Return the text of the rows with page breaks, trailing tabs and blanks as they come."""
    lines: list[str] = []
    for row in rows:
        if lines:
            lines += draw(st.sampled_from([[], [], [], [""], ["\t".join(heading)], ["", "\t".join(heading) + "\t"]]))
        pad = draw(st.sampled_from(["", " ", "\u3000"]))
        lines.append("\t".join(pad + cell for cell in row) + "\t" * draw(st.integers(0, 3)))
    return draw(st.sampled_from(["\n", "\r\n"])).join(["\t".join(heading), *lines])


@given(st.data(), st.booleans())
def test_page_breaks_tabs_and_blanks_do_not_matter(data: st.DataObject, with_task: bool) -> None:
    leaves = data.draw(_blocks(with_task))
    heading = _TASK_HEADING if with_task else _HEADING
    assert _read(_joined(_printed(leaves), data.draw, heading)) == leaves


@given(st.data())
def test_rows_of_a_page_may_stand_in_other_columns_than_their_heading(data: st.DataObject) -> None:
    leaves = data.draw(_blocks())
    shifted = [[one, two, *[""] * data.draw(st.shared(st.integers(1, 3), key="gap")), *rest] for one, two, *rest in _printed(leaves)]
    assert _read(_joined(shifted, data.draw, _HEADING)) == leaves


@given(st.data())
def test_a_block_whose_first_level_is_printed_late_has_it_everywhere(data: st.DataObject) -> None:
    first, second = data.draw(_blocks()), data.draw(_blocks(with_task=True))
    level1 = second[0].level1
    second = [leaf for leaf in second if leaf.level1 == level1]
    rows = _printed(second)
    rows[0][0], rows[late][0] = "", rows[0][0] if (late := data.draw(st.integers(0, len(rows) - 1))) else level1
    text = "\n".join("\t".join(row) for row in [_HEADING, *_printed(first), _TASK_HEADING, *rows])
    assert _read(text) == first + second


@given(_blocks())
def test_a_pipe_table_with_repeated_labels_says_the_same(leaves: list[Leaf]) -> None:
    rows = [[leaf.level1, leaf.level2, leaf.name, leaf.half, leaf.full] for leaf in leaves]
    text = "\n".join("| " + " | ".join(row) + " |" for row in [_HEADING, ["---"] * 5, *rows])
    assert _read(text) == leaves


@given(_blocks(), st.data())
def test_an_unreadable_cell_costs_only_itself(leaves: list[Leaf], data: st.DataObject) -> None:
    rows = _printed(leaves)
    broken = data.draw(st.integers(0, len(rows) - 1))
    rows[broken][-1] = "≥≤7家"
    table = read_table("\n".join("\t".join(row) for row in [_HEADING, *rows]))
    assert [one.name for one in table.indicators] == [leaf.name for leaf in leaves]
    assert [index for index, one in enumerate(table.indicators) if one.targets["全年"].target is None] == [broken]
    assert {one.where for one in table.diagnostics if one.code.startswith("E")} == {f"第{broken + 2}行第5列"}


def _outcome(read, source) -> tuple[object, list[str]]:
    """Return what reading gives, or the sentences of its refusal."""
    try:
        return read(source), []
    except TableError as error:
        return None, [one.render() for one in error.diagnostics]


@given(st.text("一级指标二三\t\n|半年全值=0家决策 -<p>#：", max_size=300))
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    tables, codes = _outcome(read_tables, text + "\n")
    assert all(table.indicators for table in tables) if tables else codes


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_an_error(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(data)
    for read in (read_tables, read_actuals):
        found, codes = _outcome(read, path)
        assert (found is None) == bool(codes)


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=8))
def test_amounts_are_exact(numbers) -> None:
    rows = "".join(f"\t科目{'甲' * index}\t{number:,}\n" for index, number in enumerate(numbers, 1))
    table = read_table(f"部门整体资金(万元)\t收入\t全年预算数\n{rows}三级指标\t全年指标值\n人数\t≥5人")
    assert [line.amounts["全年预算数"].value for line in table.funds] == [Fraction(number) for number in numbers]


@given(st.dictionaries(_WORD, st.text("0123456789.%万家,\"' ", max_size=8).map(str.strip), min_size=1))
def test_actual_values_come_back_as_written(values: dict[str, str]) -> None:
    quoted = "".join('"{}","{}"\n'.format(name, value.replace('"', '""')) for name, value in values.items())
    found = read_actuals("指标,实际值\n" + quoted)
    assert {name: row.value for name, row in found.rows.items()} == values
