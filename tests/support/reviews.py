"""Reviews made up for tests: findings of any check with any words, files of any number."""

from collections.abc import Iterable
from string import Formatter

from perfrules.report.review_view import ReviewedFile, ReviewedTable
from perfrules.reviewing.finding import Finding
from perfrules.reviewing.messages import MESSAGES
from perfrules.reviewing.settings import standard_settings
from perfrules.table import TargetTable
from perfrules.text.diagnostic import Diagnostic, Severity

CODES = tuple(code for code in MESSAGES if code in standard_settings().weights)
LEVELS = ("产出指标", "效益指标", "满意度指标", "成本指标")


def finding(
    code: str = "", where: str = "第2行第4列", text: str = "≥50人", level1: str = "产出指标", severity: Severity | None = None
) -> Finding:
    """Return a finding of a check whose sentence says `text` wherever it says something of the table."""
    chosen = code or CODES[0]
    wording = MESSAGES[chosen]
    fields = {
        name for said in (wording.zh, wording.en, wording.zh_advice, wording.en_advice) for _, name, _, _ in Formatter().parse(said) if name
    }
    weight = severity or standard_settings().weights[chosen]
    return Finding(chosen, weight, where, dict.fromkeys(fields, text), text, text, text, level1)


def folder(count: int, units: int = 7, each: int = 12) -> list[ReviewedFile]:
    """Return as many reviewed files: every eleventh is broken, every seventh has no finding."""
    return [_file(number, units, each) for number in range(count)]


def _file(number: int, units: int, each: int) -> ReviewedFile:
    path = f"2025/第{number % 5}处/项目{number}.xlsx"
    if number % 11 == 10:
        return ReviewedFile(path, fault=(Diagnostic("E311", {"text": "?"}),))
    found: Iterable[Finding] = ()
    if number % 7 != 6:
        picked = (number * 31 + step * step * 7 for step in range(each))
        found = (finding(CODES[one % len(CODES)], f"工作表「附表1」C{one % 50 + 3}", level1=LEVELS[one % 4]) for one in picked)
    table = TargetTable(unit_name=f"第{number % units}局", project_name=f"项目{number}", year=2025)
    return ReviewedFile(path, (ReviewedTable(table, tuple(found)),))
