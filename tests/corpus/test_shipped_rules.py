"""Every ruleset that ships: sound, clean, laid out, tested, covered; and no Python that knows one of its names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import perfrules
from perfrules import check_ruleset, load_ruleset
from perfrules.ruleset.fmt import format_text
from perfrules.ruleset.library import Library
from perfrules.ruleset.lint import lint_model
from perfrules.ruleset.named import find_policy, named_policies_in
from perfrules.table.form import Kind, form
from perfrules.testing.cases import run_cases
from perfrules.testing.cover import cover
from perfrules.text.resources import resource_folder
from support.markdown import ROOT

HOME = resource_folder("rulesets")
SHIPPED = sorted(path for path in HOME.glob("**/*.perf") if path.parent.name != "vocab")
FOLDERS = {"local", "monitoring", "policy", "review", "standard"}


def test_all_folders_have_rulesets() -> None:
    assert {path.parent.name for path in SHIPPED} == FOLDERS
    assert len(SHIPPED) >= 26


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_ruleset_that_ships_is_sound_tested_and_covered(path: Path) -> None:
    assert check_ruleset(path) == []
    rules = load_ruleset(path)
    assert lint_model(rules.model) == ()
    assert format_text(path.read_text("utf-8")) == path.read_text("utf-8")
    assert [one.case.name for one in run_cases(rules) if not one.passed] == []
    assert [str(goal) for goal in cover(rules).uncovered] == []


def test_what_is_not_verified_says_so() -> None:
    """A ruleset has a source and a status; a policy has both of its own."""
    library = Library()
    for path in SHIPPED:
        model = library.load_path(path).model
        assert model.provenance.source, path
        assert model.provenance.status in ("已核", "待核"), path
    for one in named_policies_in(library):
        assert one.policies.provenance.source, one.name
        assert one.policies.provenance.status in ("已核", "待核"), one.name
        assert one.policies.aliases, one.name


def test_every_policy_is_found_by_its_name_and_its_aliases() -> None:
    policies = list(named_policies_in(Library()))
    assert len(policies) >= 24
    words = [word for one in policies for word in (one.name, *one.policies.aliases)]
    assert len(words) == len(set(words))
    for one in policies:
        assert [find_policy(word).name for word in (one.name, *one.policies.aliases)] == [one.name] * (1 + len(one.policies.aliases))


def test_the_page_of_policies_is_current() -> None:
    done = subprocess.run([sys.executable, str(ROOT / ".ci" / "make_policies.py"), "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


GOLDEN = {
    "mof-2013-department": ["136 ÷ 编制 143 = 95.10%", "483.22 ÷ 487.24 = 99.17%", "63.46 比 32"],
    "mof-2020": ["37.24 ÷ 43.2", "1268.72 ÷ 1172.55", "0.95 × 10 = 9.50", "目标 100 实际 120，超一倍归零得 8 分"],
    "mof-2021": ["完成 60%", "完成 80%"],
    "jiangxi-2017": ["目标 100 实际 120，按比值得 8.33 分"],
    "options": ["目标 100 实际 120，超出计零"],
    "platform": ["目标 100 实际 150", "目标 100 实际 200", "目标为零 实际 0", "目标为零 实际 0.01"],
    "hunan-department": ["136 ÷ 编制 143", "63.46 比 32", "预算完成率 99.27%", "767.86 ÷ 1922.76 = 39.94%"],
    "lights": ["6 月实际 359", "6 月实际 360", "6 月实际 480", "6 月实际 720"],
}


@pytest.mark.parametrize(("stem", "names"), GOLDEN.items(), ids=GOLDEN)
def test_the_golden_cases_are_cases_of_their_file(stem: str, names: list[str]) -> None:
    path = next(one for one in SHIPPED if one.stem == stem)
    cases = re.findall(r"^测试\s+公开算例：(.+)|^测试\s+推导：(.+)", path.read_text("utf-8"), re.MULTILINE)
    said = ["".join(found) for found in cases]
    assert [name for name in names if not any(name in one for one in said)] == []


PROVINCES = re.findall(
    r"\S+",
    """
    北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南
    重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 苏州 合肥 达州 绥阳
    """,
)
SPOKEN = {"cli/texts.py", "report/review_words.py", "reviewing/messages", "ruleset/words.py", "text/messages"}
"""Help texts, the examples of head words and messages name things to people; nothing is decided there."""


def _names() -> Iterator[str]:
    yield from PROVINCES
    library = Library()
    for path in SHIPPED:
        model = library.load_path(path).model
        yield model.title
        # Words such as 数量 or 成本 that samples use are the field's own; a name of its own has four characters or more.
        # What the forms print as a heading is no name either.
        yield from (path[-1] for path in model.indicators if len(path[-1]) >= 4 and not _is_heading(path[-1]))
    for policy in named_policies_in(library):
        yield from (policy.name, *policy.policies.aliases)


def _is_heading(name: str) -> bool:
    return any(name in word for kind in (Kind.COLUMN, Kind.GOAL_COLUMN) for word in form().words[kind])


def _strings(source: str) -> Iterator[str]:
    """Yield the texts of a module, docstrings left out."""
    tree = ast.parse(source)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation | bare:
            yield node.value


def test_no_python_knows_a_policy_a_province_or_an_indicator_by_name() -> None:
    names = set(_names())
    package = Path(perfrules.__file__).parent
    found = []
    for path in sorted(package.glob("**/*.py")):
        if any(path.relative_to(package).as_posix().startswith(one) for one in SPOKEN):
            continue
        for text in _strings(path.read_text("utf-8")):
            found += [f"{path.relative_to(package)}: {name}" for name in names if name in text]
    assert found == []
