"""Write docs/policies.md, the page on which every named policy scores the same ten cases: `make policies`.

make_policies.py [--check]: `--check` writes nothing and fails where the page is not what the policies say.
"""

import sys
from pathlib import Path

from perfrules.evaluation.scored_table import written_marks
from perfrules.report.arithmetic import arithmetic_of
from perfrules.report.policies import marks_of_cases, ten_cases
from perfrules.ruleset.library import Library
from perfrules.ruleset.named import NamedPolicy, named_policies_in

PAGE = Path(__file__).parent.parent / "docs" / "policies.md"
HEAD = """# 评分办法

<!-- made by make policies -->

同一行表，办法不同，得分可以差很多。下面每个办法给同样十个例子计分，分值都是 10 分。
`6.00~8.00` 这样的是一段，由人在里面定，或者缺实际值；`—` 是办法不能用于这一行。

`perfrules policies 名称` 显示一个办法的全部写法、算术、参数和依据。
`perfrules score 表 --compare 甲,乙` 把几个办法并列在自己的表上，`--which-policy` 找出哪个办法能得出表上的得分。

状态是 待核 的，表示还没有拿规定的原文核对过；办法里写出来的选项（反向、等于、零值、负值、超额），规定多半没有说，是办法自己定的。
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(policies: list[NamedPolicy]) -> list[str]:
    cases = list(enumerate(ten_cases(), 1))
    heading = "| | " + " | ".join(str(index) for index, _ in cases) + " |"
    rows = [f"| {_cell(one.name)} | {' | '.join(map(written_marks, marks_of_cases(one)))} |" for one in policies]
    legend = [f"{index}. {case.said}：指标值 `{case.target}`，实际 `{case.actual or '（没有）'}`" for index, case in cases]
    return ["", "## 十个例子", "", heading, "|---" * (len(cases) + 1) + "|", *rows, "", *legend]


def _section(one: NamedPolicy) -> list[str]:
    policies = one.policies
    source, status = policies.provenance
    lines = ["", f"### {policies.name}", ""]
    lines += [f"别名 `{'`、`'.join(policies.aliases)}` · 依据 {source}（{status}）" + (f" · {policies.note}" if policies.note else ""), ""]
    lines += [f"- {word}：{said}" for word, said in policies.lines.items()]
    policy = None if policies.policy is None else policies.policy.at(None)
    if policy is not None:
        lines += ["", *(f"  - {line}" for line in arithmetic_of(policy))]
    return lines


def content() -> str:
    """Return the page."""
    policies = [one for one in named_policies_in(Library()) if not one.policies.lights]
    lights = [one for one in named_policies_in(Library()) if one.policies.lights]
    lines = [HEAD.rstrip(), *_table(policies), "", "## 各个办法"]
    for one in policies:
        lines += _section(one)
    lines += ["", "## 监控办法", "", "用于 `perfrules monitor`：看进度亮什么灯，不计分。"]
    for one in lights:
        lines += _section(one)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(0 if PAGE.read_text("utf-8") == content() else "docs/policies.md is not current: make policies")
    PAGE.write_text(content(), "utf-8", newline="\n")
    print("wrote docs/policies.md")
