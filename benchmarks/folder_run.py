"""A folder of workbooks reviewed, beside opening them: `python -m benchmarks.folder_run [COUNT]`.

The tables are those of one province's departments, so to speak: alike in their form, different in every number. Opening is what the
library of workbooks takes to load each of them in one process; reviewing is the whole command, reading, layout, checks and report.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import openpyxl
from openpyxl.styles import Alignment, Border, Side

ROWS = 60
LEVELS = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益", "社会效益")),
    ("满意度指标", ("服务对象满意度",)),
)
FAULTS = 0.03
"""How many of the rows have something wrong with them."""
NOUNS = ("培训", "检测", "巡查", "宣传", "改造", "救助", "采购", "研究", "维护", "登记")
UNITS = ("人次", "份", "公里", "次", "项", "套", "户", "场")


def rows_of(dice: random.Random) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield the indicators of one table."""
    for number in range(ROWS):
        level1, groups = LEVELS[min(number * 4 // ROWS, 2)]
        group = groups[number % len(groups)]
        noun, unit, size = dice.choice(NOUNS), dice.choice(UNITS), dice.randint(10, 99_999)
        short = dice.random() < FAULTS
        if number % 3 == 2:
            wanted = dice.randint(80, 98)
            yield level1, group, f"{noun}合格率{number}", f"≥{wanted}%", f"{wanted - 1 if short else dice.randint(wanted, 100)}%", ""
        else:
            reached = size - dice.randint(1, 9) if short else size + dice.randint(0, size // 10)
            yield level1, group, f"{noun}数量{number}", f"≥{size}{unit}", f"{reached}{unit}", ""


def make_workbook(path: Path, seed: int) -> None:
    """Write one table as departments do: a title, funds, a goal, merged labels, borders."""
    dice = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    budget, spent = dice.randint(100, 9_999), dice.randint(100, 9_999)
    sheet.append(["项目支出绩效自评表"])
    sheet.append(["项目名称", f"第{seed}号专项", "", "主管部门", f"第{seed % 40}局"])
    sheet.append(["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    sheet.append(["", "年度资金总额", budget, budget, spent, 10, f"{spent * 100 // budget}%", 10])
    rows = list(rows_of(dice))
    said = "，".join(f"完成{name}{value.lstrip('≥')}" for _, _, name, value, _, _ in rows[:4])
    sheet.append(["年度总体目标", f"{2000 + seed % 26}年，{said}。"])
    sheet.append(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"])
    first = sheet.max_row + 1
    for level1, level2, name, target, actual, reason in rows:
        sheet.append([level1, level2, name, target, actual, 1.5, 1.5, reason])
    for start in (first, first + ROWS // 4, first + ROWS // 2):
        sheet.merge_cells(start_row=start, end_row=start + 1, start_column=1, end_column=1)
    line = Border(*(Side("thin"),) * 4)
    for cells in sheet.iter_rows(min_row=first):
        for cell in cells:
            cell.border, cell.alignment = line, Alignment(wrap_text=True, vertical="center")
    book.save(path)


def open_all(paths: list[Path]) -> float:
    """Return the seconds that the library takes to open every workbook."""
    start = perf_counter()
    for path in paths:
        openpyxl.load_workbook(path)
    return perf_counter() - start


def review_all(folder: Path, *options: str) -> tuple[float, int]:
    """Return the seconds that the command takes for a folder, and the most memory that one of its processes held (KiB)."""
    start = perf_counter()
    command = [sys.executable, "-m", "perfrules", "review", str(folder), *options]
    env = os.environ | {"PERFRULES_CACHE": str(folder.parent / "cache")}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env, check=False)
    seconds = perf_counter() - start
    assert done.returncode == 1, done.stderr.decode()
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def measure(count: int) -> Iterator[str]:
    """Yield the lines of the report: a quarter of the files first, so that growth shows."""
    with tempfile.TemporaryDirectory() as place:
        for size in (count // 4, count):
            folder = Path(place) / f"tables {size}"
            folder.mkdir()
            paths = [folder / f"{number:05}.xlsx" for number in range(size)]
            for number, path in enumerate(paths):
                make_workbook(path, number)
            review_all(folder)
            opened = open_all(paths)
            one, _ = review_all(folder, "--jobs", "1", "--timeout", "0")
            every, memory = review_all(folder)
            yield f"{size:6} files: opening {opened:6.2f} s ({opened / size * 1000:5.1f} ms each)"
            yield f"              review, one process    {one:6.2f} s, {one / opened:.2f} × opening"
            yield f"              review, all processors {every:6.2f} s, {every / opened:.2f} × opening, {memory // 1024} MiB at most"


if __name__ == "__main__":
    for report in measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        print(report, flush=True)
