"""What the command line says about itself, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["ARGUMENTS", "EXAMPLES", "text"]

_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "perfrules": (
            "读懂绩效目标表：每个指标值的意思，实际值是否达标，以及为什么。",
            "Reads Chinese budget-performance tables: what each target means, whether it is met, and why.",
        ),
        "evaluate": (
            "拿实际值对照目标表，逐项给出判定、完成情况、差距和理由。",
            "Holds actual values against a target table: verdict, completion, shortfall and reason of every indicator.",
        ),
        "parse": (
            "说明一个指标值是怎样读的；给出实际值时一并判定。",
            "Shows how one target value is read, and judges an actual value if there is one.",
        ),
        "check": ("检查规则集，逐处指出错误和改法。", "Checks rulesets: every fault with its place and what to do."),
        "fmt": ("把规则集排成统一的格式，不改变意思。", "Lays out rulesets in one format; their meaning stays."),
        "lint": ("指出规则集里多半是疏忽的地方。", "Tells what is likely to be a mistake in rulesets."),
        "test": ("运行规则集里的 测试。", "Runs the test cases (测试) of rulesets."),
        "cover": (
            "看 测试 覆盖了哪些结果：每种结论、每一档、每个边界。",
            "Tells which verdicts, bands and boundaries the cases reach.",
        ),
        "mutate": (
            "逐处改动规则，看 测试 会不会发现；没发现的，写出能发现的用例。",
            "Changes rules one thing at a time and tells which changes no case notices, with cases that would.",
        ),
        "diff": ("比较两个规则集，指出评价上的不同。", "Compares two rulesets: what they decide differently."),
        "doc": ("把规则集写成一页可读的文档。", "Writes a ruleset as a page that people can read."),
        "rulesets": ("列出规则集，或显示其中一个。", "Lists rulesets, or shows one."),
        "policies": ("列出评分办法，或说明其中一个怎样计分。", "Lists policies, or explains the arithmetic of one."),
        "conform": (
            "拿一致性用例检查 perfrules，或另一个实现：指标值、判定、单位、计分、规则集。",
            "Puts the conformance cases to perfrules, or to another implementation: targets, verdicts, units, marks, rulesets.",
        ),
        "score": (
            "重算自评表：逐行得分、预算执行、总分和等级，与表上的并列。",
            "Recomputes a self-evaluation table: every row, the budget, total and grade, beside what it states.",
        ),
        "monitor": (
            "年中监控：各项进度亮什么灯，预算执行跟不跟得上。",
            "Monitors a table during the year: the light of every row, and whether the budget keeps pace.",
        ),
        "bulk": (
            "成批评价：几百万行的 Parquet、CSV、Excel 文件，每行写上判定、原因、完成率和得分。",
            "Judges files of millions of rows (Parquet, CSV, Excel): every row with its verdict, reason, completion and marks.",
        ),
        "review": (
            "审核绩效目标表、自评表：数字、勾稽、分值、得分、期间、文字与指标是否一致，逐条指出位置和改法。",
            "Reviews tables as an auditor does: sums, weights, marks, periods, goals against rows; each finding with its place.",
        ),
        "FILE...": (
            "Parquet、CSV、TSV、xlsx 文件，或加引号的通配，如 '2025/*.csv'；- 表示标准输入",
            "Parquet, CSV, TSV or xlsx files, or quoted patterns such as '2025/*.csv'; - is standard input",
        ),
        "bulk_output": (
            "写到这个文件，按后缀 .parquet、.csv、.tsv、.xlsx；写完才出现",
            "file to write, by its suffix .parquet, .csv, .tsv or .xlsx; it is there once all is written",
        ),
        "bulk_target": ("指标值的列；默认按标题认", "column of target values; by default told by its heading"),
        "bulk_actual": ("实际值的列；默认按标题认", "column of actual values; by default told by its heading"),
        "bulk_name": ("指标名称的列，「=」的方向由它而定", "column of indicator names, from which the direction of = follows"),
        "bulk_unit": ('计量单位的列；"" 表示没有', 'column of units; "" for none'),
        "bulk_operator": ('计算符号的列；"" 表示没有', 'column of comparison signs; "" for none'),
        "bulk_weight": (
            '分值的列，或一个数；有分值才计分，"" 表示不计',
            'column of weights, or a number, for marks; "" for none',
        ),
        "bulk_direction": ("所有指标的方向", "direction of all indicators"),
        "bulk_bare_percent": (
            "实际值没写 % 时：percent 表示 95 就是 95%，fraction 表示 0.95 就是 95%",
            "how to read numbers without % for percentages: 95 is 95% (percent), or 0.95 is 95% (fraction)",
        ),
        "bulk_year": ("日期没写年份时的年份", "the year of dates that do not say theirs"),
        "bulk_sheet": ("工作簿里用哪张表，名称或第几张；默认第一张", "sheet of a workbook, by name or number; by default the first"),
        "bulk_source_column": ("加一列，写明每行出自哪个文件", "add a column with the file of every row"),
        "bulk_running": ("评价", "judging"),
        "bulk_rows": ("行数", "rows"),
        "bulk_rows_unit": (" 行", " rows"),
        "bulk_reasons": ("原因", "reasons"),
        "bulk_speed": ("用时", "time"),
        "bulk_per_second": (" 行/秒", " rows/s"),
        "bulk_written": ("已写", "written"),
        "completion": (
            "打印命令行补全脚本，在 shell 的启动文件里执行它。",
            "Prints the completion script of a shell, to be run by its start-up file.",
        ),
        "TABLE": (
            "目标表文件：Excel、Word、PDF、网页、CSV、Markdown，或复制的文本；- 表示标准输入",
            "file with the target table: Excel, Word, PDF, HTML, CSV, Markdown or copied text; - is standard input",
        ),
        "TABLE|FOLDER...": (
            "目标表文件或文件夹（含下级文件夹）；- 表示标准输入",
            "files with tables, or folders with all below them; - is standard input",
        ),
        "EXPR": ("指标值，如 ≥95%；含 < > 或空格时请加引号", "a target value such as ≥95%; quote it if it holds < > or blanks"),
        "RULESET": ("规则集文件或标题", "file or title of a ruleset"),
        "RULESET...": ("规则集文件、文件夹或标题；- 表示标准输入", "files, folders or titles of rulesets; - is standard input"),
        "OLD": ("旧的规则集", "the old ruleset"),
        "NEW": ("新的规则集", "the new ruleset"),
        "[TITLE]": ("规则集标题，可带 @版本", "title of a ruleset, with @version if need be"),
        "[NAME]": ("评分办法的名称", "name of a policy"),
        "search": ("另在这个文件夹里找继承的规则集，可多次给出", "also look for inherited rulesets in this folder; may be repeated"),
        "policy": (
            "评分办法的名称或别名，或规则集文件；默认 mof-2020",
            "name or alias of a policy, or a ruleset file; mof-2020 by default",
        ),
        "evaluate_policy": ("同时按这个评分办法计分", "also give marks under this policy"),
        "evaluate_ruleset": (
            "按这个规则集的指标值、分值、公式、计分和检查评价，按名称对应；文件或标题",
            "judge by the targets, weights, formulas, policies and checks of this ruleset, joined by name; a file or title",
        ),
        "monitor_policy": ("监控办法的名称或别名；默认 monitor-lights", "name or alias of a monitoring policy; monitor-lights by default"),
        "month": (
            "到几月底，如 6；默认按表上执行数写到的月份，没有写而有半年指标值的按 6 月",
            "the month that has ended, such as 6; by default that of the spending in the form, else 6 where there are half-year targets",
        ),
        "literal_zero": ("半年计划为零的照字面评", "take half-year targets of zero literally"),
        "compare": ("并列几个评分办法，用逗号隔开", "several policies side by side, separated by commas"),
        "ranked": ("逐个试全部评分办法，看哪个能得出表上的得分", "try every policy and rank them by what they explain"),
        "as_of": ("按哪天的规则，如 2025-12-31", "the day whose rules hold, such as 2025-12-31"),
        "equal": ("没有分值时平均分配：逐级 或 指标", "share out missing weights: 逐级 by level, 指标 by indicator"),
        "tolerance": ("得分相差多少分以内算相符，默认 0.01", "how many points stated marks may differ, 0.01 by default"),
        "score_actuals": ("实际值文件，优先于表上的实际值", "file of actual values, used before those of the table"),
        "score_verbose": ("显示评分办法的全部写法和每行的假设", "show all lines of the policy and every assumption"),
        "style": ("输出格式", "form of the output"),
        "check_only": ("只检查是否需要排版，不改文件", "only tell whether files would change"),
        "show": ("显示会怎样改，不改文件", "show what would change, without changing it"),
        "fix": ("先改正可以放心改的", "write what can safely be written first"),
        "stubs": ("写出能补上缺口的用例", "write cases that would close the gaps"),
        "doc_html": ("写成网页", "write an HTML page"),
        "doc_markdown": ("写成 Markdown", "write Markdown"),
        "indicator": ("看各规则集怎样定义这个指标", "show how each ruleset defines this indicator"),
        "as_json": ("在标准输出打印一个 JSON 文档", "print one JSON document on standard output"),
        "properties": (
            "另查每个规则集都应守的性质：越好不降、得分有界、次序和单位无关、知多不宽、边界、分值相加、结果确定",
            "also check the laws that every ruleset should keep: better is never worse, marks are bounded, units do not matter …",
        ),
        "laws_examples": ("每条性质看多少个例子，默认 200", "how many examples of each law to look at, 200 by default"),
        "laws_seed": (
            "从哪个数起找例子，默认 0；同一个数总看同样的例子",
            "the number that examples start from, 0 by default; the same one looks at the same examples",
        ),
        "law_holds": ("通过", "holds"),
        "law_broken": ("不成立", "broken"),
        "law_examples": ("{count} 个例子", "{count} examples"),
        "law_nothing": ("没有可查的", "nothing to check"),
        "laws_left": ("不作要求的：", "not claimed:"),
        "laws_title": ("性质：{title}", "laws: {title}"),
        "would_change": ("需要排版：", "would change:"),
        "changed": ("已排版：", "laid out:"),
        "passed": ("通过", "passed"),
        "failed": ("不符", "failed"),
        "uncovered": ("还没有测到：", "not reached:"),
        "stubs_hint": ("加 --stubs 可写出用例", "--stubs writes cases for these"),
        "only_mutant": ("只试这一处改动，如 42:bound+1；可多次给出", "try this mutant only, such as 42:bound+1; may be repeated"),
        "operators": ("只用这些改法，如 bound,turn", "use these operators only, such as bound,turn"),
        "min_score": ("至少要发现多少，默认 100%", "the least score that is good enough, 100% by default"),
        "mutant_stubs": ("只写出能发现改动的用例", "only write the cases that would notice"),
        "equivalent": ("列出意思没变的改动和理由", "list the mutants that mean the same, and why"),
        "mutating": ("试改", "mutating"),
        "mutate_summary": (
            "发现 {killed}/{counted}，等价 {equivalent}（其中本文件看不到的 {unseen}），不成规则集 {invalid}，{seconds} 秒",
            "{killed}/{counted} killed, {equivalent} equivalent ({unseen} of them unseen here), {invalid} invalid, {seconds} s",
        ),
        "survived": ("没有一个 测试 发现。", "No case notices."),
        "would_kill": (
            "加上这个用例就会发现（期望按现在的规则，请核对）：",
            "This case would notice (it expects what the rules say now; check it):",
        ),
        "no_facts_found": ("也没有找到能看出不同的事实，请人工核对。", "No facts that would show it were found either; please look at it."),
        "no_difference": ("没有不同", "no difference"),
        "no_formula": ("没有公式", "no formula"),
        "v_ruleset": ("规则集", "ruleset"),
        "v_path": ("所在级别", "level"),
        "v_formula": ("公式", "formula"),
        "v_target": ("指标值", "target"),
        "v_direction": ("方向", "direction"),
        "v_source": ("依据", "source"),
        "v_note": ("说明", "remark"),
        "p_name": ("评分办法", "policy"),
        "p_alias": ("别名", "alias"),
        "p_says": ("计分", "scoring"),
        "no_folder": ("没有这个文件夹", "no such folder"),
        "no_file": ("没有这个文件", "no such file"),
        "conform_command": (
            "启动另一个实现的命令，不经过 shell；它从标准输入逐行读题，逐行作答。默认检查 perfrules 自己",
            "command that starts another implementation, without a shell; it reads requests and answers line by line; default: perfrules",
        ),
        "conform_group": (
            "只做 required（必需）或 recommended（建议）的用例，默认都做",
            "only required or recommended cases, by default all",
        ),
        "conform_kind": (
            "只做这些种类，如 targets,verdicts,units,scores,rulesets,mentions",
            "only these kinds, such as targets,verdicts,units,scores,rulesets,mentions",
        ),
        "conform_cases": ("用这个文件夹里的用例，默认用自带的", "use the cases of this folder instead of those that ship with perfrules"),
        "conform_timeout": ("每题最多等几秒，默认 10", "most seconds for one answer, by default 10"),
        "conform_title": ("一致性检查：", "conformance of "),
        "conform_file": ("种类", "kind"),
        "conform_case_group": ("组别", "group"),
        "conform_passed": ("通过", "passed"),
        "conform_failed": ("不符", "failed"),
        "conform_unsupported": ("不支持", "unsupported"),
        "conform_required": ("必需", "required"),
        "conform_recommended": ("建议", "recommended"),
        "conform_input": ("题目", "input   "),
        "conform_expected": ("应为", "expected"),
        "conform_got": ("得到", "got     "),
        "conform_more": ("另有 {count} 处不符，用 --json 看全部", "{count} more failures; --json has them all"),
        "conform_yes": ("必需的用例全部通过", "every required case passes"),
        "conform_no": ("必需的用例没有全部通过", "not every required case passes"),
        "SHELL": ("bash、zsh 或 fish", "bash, zsh or fish"),
        "usage": ("用法", "Usage"),
        "arguments": ("参数", "Arguments"),
        "options": ("选项", "Options"),
        "commands": ("命令", "Commands"),
        "examples": ("例子", "Examples"),
        "codes": (
            "退出码：0 没有问题，1 有未达标、发现或不符，2 请求或输入不能用。",
            "Exit codes: 0 nothing to report, 1 unmet targets or findings, 2 the request or the input cannot be used.",
        ),
        "opts": ("[选项]", "[OPTIONS]"),
        "command": ("命令", "COMMAND"),
        "actuals": (
            "实际值文件：CSV（指标,实际值,备注）或 JSON；- 表示标准输入。默认取目标表自带的实际完成值",
            "file of actual values: CSV (name,actual,note) or JSON; - is standard input; default: those in the table",
        ),
        "number": ("文件里有几张表时，用第几张，从 1 起", "which table of a file that holds several, from 1"),
        "period": (
            "评价哪个期间，如 全年、半年；默认为表中最后一个",
            "the period to evaluate, as the table names it (全年, 半年); default: its last",
        ),
        "evaluate_json": ("在标准输出打印一个 JSON 文档", "print one JSON document on standard output"),
        "html": ("另写一个网页报告，可离线打开和打印", "also write the report as a page that opens offline and prints"),
        "xlsx": (
            "另写一个填好的自评表（Excel），表上的得分和重算的并列；要有分值",
            "also write the filled-in self-evaluation form (Excel), stated and recomputed marks side by side; needs weights",
        ),
        "verbose": ("显示读取时的说明和假设", "show what was assumed while reading"),
        "actual": ("实际值，如 96%", "an actual value such as 96%"),
        "unit": ("单位列的内容", "the cell of the unit column"),
        "operator": ("计算符号列的内容", "the cell of the operator column"),
        "name": ("指标名称，「=」的方向由它而定", "name of the indicator, from which the direction of = follows"),
        "lang": ("界面语言：zh 或 en", "language: zh or en"),
        "version": ("显示版本", "show the version"),
        "help": ("显示帮助", "show this help"),
        "review_format": (
            "输出格式，默认 text；html、xlsx、docx 用 -o 写成文件",
            "format, by default text; html, xlsx and docx are written to a file (-o)",
        ),
        "review_output": ("写到这个文件，默认标准输出", "write to this file, by default to standard output"),
        "annotate": (
            "另把意见作为批注写进原文件（xlsx、xlsm、docx）的副本，放到这个文件或文件夹；原文件不动",
            "also write copies of the files (xlsx, xlsm, docx) with the findings as comments to this file or folder",
        ),
        "least": ("只报这个级别及以上的意见，默认 note", "report findings of this severity and above, by default note"),
        "review_ruleset": (
            "对照这个规则集的框架，并用它的 审核 和 检查；文件或标题",
            "compare with the framework of this ruleset, and use its settings of reviews; a file or title",
        ),
        "review_policy": ("按这个办法重算得分", "recompute marks under this policy"),
        "ignore": ("不做这些检查，如 V08,T06；可多次给出", "leave out these checks such as V08,T06; may be repeated"),
        "last_year": ("往年的表，用于跨年比较；可多次给出", "a table of a year before, for checks across years; may be repeated"),
        "config": (
            "设置文件，默认用所在文件夹及上级的 perfrules.toml 或 pyproject.toml",
            "settings file, by default perfrules.toml or pyproject.toml of this folder or one above",
        ),
        "jobs": ("同时用几个进程，默认等于处理器数", "how many processes to use, by default one for each processor"),
        "timeout": ("一个文件最多读几秒，默认 60，0 表示不限", "most seconds for one file, by default 60, 0 for no limit"),
        "resume": ("接着上次中断的地方做", "go on where an interrupted run has stopped"),
        "matches": ("显示目标文字里的数量与指标的对应", "show which quantities of the goals belong to which rows"),
        "reviewing": ("审核", "reviewing"),
        "given_table": ("目标表", "the table"),
        "stdin": ("标准输入", "standard input"),
    }
)

ARGUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "evaluate": ("TABLE",),
        "parse": ("EXPR",),
        "review": ("TABLE|FOLDER...",),
        "bulk": ("FILE...",),
        "score": ("TABLE",),
        "monitor": ("TABLE",),
        **dict.fromkeys(("check", "fmt", "lint", "test", "cover", "mutate"), ("RULESET...",)),
        "diff": ("OLD", "NEW"),
        "doc": ("RULESET",),
        "rulesets": ("[TITLE]",),
        "policies": ("[NAME]",),
        "conform": (),
        "completion": ("SHELL",),
    }
)

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "perfrules": ("perfrules parse '≥95%' --actual 96%", "perfrules evaluate table.txt --actuals actuals.csv --html report.html"),
        "evaluate": (
            "perfrules evaluate table.txt --actuals actuals.csv",
            "perfrules evaluate table.txt --actuals actuals.csv --period 半年 --html report.html",
            "perfrules evaluate table.txt --actuals actuals.csv --ruleset rules.perf --json > result.json",
        ),
        "parse": ("perfrules parse '=17500家' --name 企业数 --actual 16800家", "perfrules parse 95 --unit % --operator ≥"),
        "review": (
            "perfrules review table.xlsx",
            "perfrules review tables/ --format html -o findings.html",
            "perfrules review table.docx --annotate reviewed.docx --min-severity warning",
        ),
        "score": (
            "perfrules score table.txt --policy mof-2021",
            "perfrules score table.txt --which-policy",
            "perfrules score table.txt --compare mof-2020,mof-2021,platform-general",
        ),
        "bulk": (
            "perfrules bulk 2025.parquet -o judged.parquet",
            "perfrules bulk '2025/*.csv' -o judged.csv --source-column 文件",
            "perfrules bulk rows.csv -o judged.xlsx --target 年度目标 --actual 全年完成 --weight 10",
        ),
        "monitor": ("perfrules monitor table.txt --actuals june.csv", "perfrules monitor table.txt --month 8 --policy monitor-lights"),
        "check": ("perfrules check rules.perf", "perfrules check rules/ --format sarif > findings.sarif"),
        "fmt": ("perfrules fmt rules.perf", "perfrules fmt --check rules/"),
        "lint": ("perfrules lint rules.perf", "perfrules lint --fix rules.perf"),
        "test": ("perfrules test rules.perf", "perfrules test rules/ -v", "perfrules test rules.perf --properties"),
        "cover": ("perfrules cover rules.perf", "perfrules cover rules.perf --stubs >> rules.perf"),
        "mutate": (
            "perfrules mutate rules.perf",
            "perfrules mutate rules.perf --only 42:bound+1",
            "perfrules mutate rules.perf --stubs >> rules.perf",
        ),
        "diff": ("perfrules diff rules-2024.perf rules-2025.perf",),
        "doc": ("perfrules doc rules.perf --html rules.html",),
        "rulesets": ("perfrules rulesets", "perfrules rulesets --indicator 预算执行率"),
        "policies": ("perfrules policies", "perfrules policies mof-2021"),
        "conform": ("perfrules conform", 'perfrules conform --command "node answer.js" --group required'),
        "completion": ('eval "$(perfrules completion bash)"', "perfrules completion fish > ~/.config/fish/completions/perfrules.fish"),
    }
)


def text(key: str, lang: str) -> str:
    """Return a text in `lang`.

    >>> text("usage", "zh"), text("usage", "en")
    ('用法', 'Usage')
    """
    return _TEXTS[key][lang != "zh"]
