"""What is said about the lines of a ruleset."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E60x: lines
        "E600": Message(
            "不认识的行首词「{word}」",
            "unknown head word {word!r}",
            "行首词的清单见语言手册",
            "the reference of the language lists the head words",
        ),
        "E601": Message(
            "此处不应出现「{found}」",
            "{found!r} has no place here",
            "这里可以写：{expected}；例：{example}",
            "expected here: {expected}; example: {example}",
        ),
        "E602": Message(
            "这一行还没有写完",
            "the line ends too early",
            "后面可以写：{expected}；例：{example}",
            "expected next: {expected}; example: {example}",
        ),
        "E603": Message("「{word}」后面是空的", "nothing follows {word!r}", "例：{example}", "example: {example}"),
        "E604": Message(
            "这个行首词后面不写内容，却有「{found}」",
            "nothing may follow this head word, but {found!r} does",
            "请移到下一行",
            "move it to the next line",
        ),
        "E605": Message("没有「{date}」这一天", "there is no day {date!r}", "请核对年月日", "check year, month and day"),
        "E606": Message("这一行超过 {limit} 字", "the line has more than {limit} characters", "请分成几行", "split it"),
        "E607": Message(
            "规则集有 {size} 字，超过 {limit}",
            "the ruleset has {size} characters, more than {limit}",
            "请分成几个文件，用 继承 或 引用 连接",
            "split it into files joined by 继承 or 引用",
        ),
        "E608": Message(
            "规则集超过 {limit} 行",
            "the ruleset has more than {limit} lines",
            "请分成几个文件，用 继承 或 引用 连接",
            "split it into files joined by 继承 or 引用",
        ),
        "E609": Message(
            "没有 规则集 这一行",
            "there is no line 规则集",
            "第一行请写标题，例：规则集  苏州市市级部门整体支出",
            "begin with a title: 规则集  …",
        ),
        # E61x: order and tables
        "E610": Message(
            "「{word}」不能写在这里", "{word!r} cannot stand here", "它写在这些行的下面：{blocks}", "it stands below: {blocks}"
        ),
        "E611": Message("「{word}」上面没有它的上级", "{word!r} has no level above it", "上面应有：{blocks}", "above it: {blocks}"),
        "E612": Message(
            "「{word}」写了两次", "{word!r} occurs twice", "前一次在第 {first} 行，请只留一个", "the first is in line {first}; keep one"
        ),
        "E613": Message(
            "指标表是空的",
            "the pasted table is empty",
            "下面每行以 | 开头，第一行是列标题",
            "rows below it begin with |, the first names the columns",
        ),
        "E614": Message(
            "指标表没有 三级指标 这一列",
            "the pasted table has no column 三级指标",
            "列标题例：| 一级指标 | 二级指标 | 三级指标 | 半年指标值 | 全年指标值 |",
            "columns: | 一级指标 | 二级指标 | 三级指标 | 半年指标值 | 全年指标值 |",
        ),
        "E615": Message(
            "这一行多于 {columns} 列", "the row has more than {columns} columns", "请按列标题核对", "compare it with the heading"
        ),
        "E616": Message("分值「{found}」不是数", "the weight {found!r} is no number", "例：3 或 3分", "example: 3"),
        # E62x, E63x: names and outline
        "E617": Message(
            "这一项审核看不懂：「{found}」",
            "this setting of a review is not understood: {found!r}",
            "请写：检查的编号，{known}之一，再写参数和它的值，如 T08 警告 上限 30分",
            "write the code of the check, one of {known}, then parameters with their values; example: T08 警告 上限 30分",
        ),
        "E621": Message(
            "不认识的计量单位「{unit}」",
            "unknown unit {unit!r}",
            "请核对，或先用 单位 行定义；没有单位写 无",
            "check it or define it by a line of 单位; write 无 for none",
        ),
        "E622": Message(
            "「{unit}」与通用的单位表不一致：那里是 {known}",
            "{unit!r} differs from the standard table, where it is {known}",
            "请改一个名称",
            "choose another name",
        ),
        "E623": Message("「{unit}」不能是零", "{unit!r} cannot be zero"),
        "E624": Message("「{name}」已经有了（{word}）", "{name!r} is there already ({word})", "请改名，或删去一个", "rename or remove one"),
        "E625": Message(
            "「{name}」的单位已定为 {unit}（{place}）", "{name!r} already has the unit {unit} ({place})", "请用同一单位", "use that unit"
        ),
        "E626": Message(
            "参数「{name}」在 {days} 已有值",
            "the parameter {name!r} already has a value in {days}",
            "各段日期不能重叠",
            "the stretches must not overlap",
        ),
        "E627": Message(
            "「{name}」已经有了（{word}，第 {first} 行）",
            "{name!r} is there already ({word}, line {first})",
            "同一上级下名称不能重复",
            "names must differ below one level",
        ),
        "E628": Message(
            "没有「{name}」", "there is no {name!r}", "请核对名称；有空格的名称加「」", "check the name; quote names with blanks"
        ),
        "E629": Message("「{name}」不止一个：{paths}", "{name!r} is not unique: {paths}", "请写出上级", "write the level above it"),
        "E630": Message(
            "「{name}」有 {weight}，下面各项都没有分值",
            "{name!r} has {weight}, but nothing below it has a weight",
            "请写分值，或写一行 均分  逐级",
            "state weights or add a line 均分  逐级",
        ),
        "E631": Message(
            "没有分值：{names}",
            "without weights: {names}",
            "其他同级有分值。请补上，或写一行 均分  逐级",
            "others beside them have weights; state these too or add a line 均分  逐级",
        ),
        "E632": Message(
            "这里不能改「{found}」",
            "{found!r} cannot be changed here",
            "指标可改指标值、分值、方向、公式、计分、适用；级别可改分值；参数可改值",
            "indicators: targets, weight, direction, formula, policy, condition; levels: weight; parameters: value",
        ),
        "E633": Message(
            "「{name}」是 {weight}，下面各项合计 {total}，差 {difference}",
            "{name!r} is {weight}, but what is below adds up to {total}: {difference} off",
            "请核对分值",
            "check the weights",
        ),
        "E634": Message("这个测试没有 期望", "this test expects nothing", "例：期望  总分 待定", "example: 期望  总分 待定"),
        "E635": Message(
            "单列「{found}」读不懂",
            "the row of its own {found!r} cannot be read",
            "例：单列  满意度：按完成率分档：≥90% 得 100%、其余 得 0%",
            "example: 单列  满意度：按完成率分档：≥90% 得 100%、其余 得 0%",
        ),
        "E636": Message(
            "分值不符合「{name}」：{said}（{message}）",
            "the weights do not keep {name!r}: {said} ({message})",
            "请调整分值",
            "change the weights",
        ),
        "W613": Message(
            "分值不符合「{name}」：{said}（{message}）",
            "the weights do not keep {name!r}: {said} ({message})",
            "请核对分值",
            "check the weights",
        ),
        "W614": Message(
            "上限看「{name}」，但没有这个指标或数据",
            "the ceiling looks at {name!r}, but there is no such indicator or datum",
            "请写有这个名称的指标或数据，否则总分的上限总是待定",
            "name an indicator or datum of the file: else the ceiling is never settled",
        ),
        # E68x, E69x: inheritance and dates
        "E680": Message(
            "「{name}」继承来的 {what} 是 {known}，与「原」不同",
            "the inherited {what} of {name!r} is {known}, not what 原 says",
            "上级规则可能改了，请核对后再覆盖",
            "the parent may have changed: check before you override it",
        ),
        "E681": Message("结束日期 {end} 早于开始日期 {start}", "the end {end} lies before the start {start}"),
        "E682": Message(
            "「{name}」已有 {what}，不能直接改",
            "{name!r} already has {what}, which cannot simply be changed",
            "请用 覆盖，写明 原、改、理由",
            "use 覆盖 with 原, 改 and 理由",
        ),
        "E683": Message(
            "「{name}」已由 {place} 定义",
            "{name!r} is defined by {place} already",
            "填指标值请用 目标，修改请用 覆盖",
            "fill targets by 目标, change it by 覆盖",
        ),
        "E684": Message(
            "「{name}」{period} 已是 {known}，填报不能改",
            "{name!r} already has {known} for {period}: filling in cannot change it",
            "请用 覆盖，写明 原、改、理由",
            "use 覆盖 with 原, 改 and 理由",
        ),
        "E685": Message("{word} 没有写 理由", "{word} gives no reason (理由)", "请加一行 理由", "add a line 理由"),
        "E686": Message("覆盖 没有写 改", "the override does not say 改", "请写 原 和 改", "write 原 and 改"),
        "E687": Message(
            "「{name}」就在本文件（第 {place} 行），请直接改那一行",
            "{name!r} stands in this file (line {place}): change that line",
            "覆盖、删除 只用于继承来的内容",
            "overrides are for what is inherited",
        ),
        "E688": Message(
            "改了 {what}，却没有写它的 原",
            "{what} is changed without saying what it was (原)",
            "请在 原 里写继承来的值",
            "say what is inherited in 原",
        ),
        "E689": Message(
            "写了 {what} 的 原，却没有写 改", "原 speaks of {what}, but 改 does not", "请写 改，或去掉 原", "add 改 or drop 原"
        ),
        "E690": Message("打不开规则集 {path}（{why}）", "the ruleset {path} cannot be opened ({why})", "请核对路径", "check the path"),
        "E691": Message("{path} 不是文本文件", "{path} is no text file", "规则集是 UTF-8 文本", "rulesets are UTF-8 text"),
        "E692": Message("继承循环：{cycle}", "the rulesets inherit in a circle: {cycle}", "请去掉其中一个 继承", "drop one 继承"),
        "E693": Message("继承超过 {limit} 层", "more than {limit} rulesets inherit from one another"),
        "E694": Message(
            "继承的「{title}」有 {count} 个错误",
            "the inherited {title!r} has {count} errors",
            "先改好它；第一个：{first}",
            "mend it first; the first is: {first}",
        ),
        "E695": Message(
            "找不到规则集「{title}」",
            "there is no ruleset {title!r}",
            "用 perfrules rulesets 看有哪些；自己的文件请放在同一文件夹，或用 --search 指明",
            "see perfrules rulesets; keep your own beside this file or name their folder with --search",
        ),
        "E696": Message("「{title}」没有版本 {version}", "{title!r} has no version {version}", "现有版本：{known}", "available: {known}"),
        # W60x, W61x: lint
        "W601": Message(
            "「{name}」的 {target} 没有写方向，按「{direction}」",
            "{name!r} does not say which way {target} is better: read as {direction}",
            "请写 越大越好、越小越好 或 等于为好；perfrules lint --fix 会补上",
            "add a direction; perfrules lint --fix does",
        ),
        "W602": Message(
            "「{name}」半年 {half} 比全年 {whole} 更严",
            "{name!r} asks for more at half-year ({half}) than at year-end ({whole})",
            "请核对两个指标值",
            "check both targets",
        ),
        "W603": Message(
            "「{name}」半年 {half}、全年 {whole} 单位不同",
            "{name!r} has two units: {half} at half-year, {whole} at year-end",
            "请用同一单位",
            "use one unit",
        ),
        "W604": Message(
            "数据「{name}」没有用到", "the datum {name!r} is never used", "请用在公式里，或删去", "use it in a formula or remove it"
        ),
        "E698": Message(
            "{path} 里没有规则集",
            "there is no ruleset in {path}",
            "规则集文件以 .perf 结尾，第一行是 规则集",
            "ruleset files end in .perf and begin with 规则集",
        ),
        "W605": Message(
            "指标表的「{name}」列没有用上",
            "the column {name!r} of the pasted table is not used",
            "列标题例：三级指标、半年指标值、全年指标值、分值、方向",
            "columns: 三级指标, 半年指标值, 全年指标值, 分值, 方向",
        ),
        "W606": Message(
            "有效期 {mine} 与继承的规则集（{parent}）没有重合",
            "the validity {mine} has no day in common with the parent's ({parent})",
            "请核对年度",
            "check the year",
        ),
        "E697": Message(
            "「{title}」在 {day} 无效（有效期 {validity}）",
            "{title!r} does not hold on {day} (validity: {validity})",
            "请用那一年的规则集，或改 --as-of（as_of）",
            "use the ruleset of that year or change --as-of (as_of)",
        ),
        "E699": Message(
            "「{name}」用到的参数在 {day} 没有值：{text}",
            "{name!r} uses a parameter that has no value on {day}: {text}",
            "请给参数写上那一天的值（自 … 至 …），或改 --as-of（as_of）",
            "give the parameter a value for that day, or change --as-of (as_of)",
        ),
        "W607": Message("参数「{name}」没有用到", "the parameter {name!r} is never used", "请用上，或删去", "use it or remove it"),
        "W608": Message(
            "「{name}」没有 依据",
            "{name!r} has no source (依据)",
            "请写文件依据；可以写在上级或文件头",
            "state it here, on a level above or in the head of the file",
        ),
        "W609": Message(
            "「{name}」没有 测试",
            "{name!r} has no test case (测试)",
            "perfrules cover --stubs 会写出用例",
            "perfrules cover --stubs writes some",
        ),
        "W610": Message(
            "「{name}」的计分不会扣分", "the policy of {name!r} never takes anything away", "请核对计分和指标值", "check policy and target"
        ),
        "W612": Message(
            "「{name}」与「{other}」只差一个字",
            "{name!r} and {other!r} differ by one character",
            "请核对是不是同一指标",
            "check whether they are the same",
        ),
        # facts
        "F701": Message("规则集里没有「{name}」", "the ruleset has no {name!r}", "请核对名称", "check the name"),
        "N640": Message("没有给出日期（as_of），参数按最新的值", "no day (as_of) is given: parameters have their latest values"),
        "N650": Message(
            "「{name}」{period}计划为零，全年不为零：本期不评",
            "nothing is planned for {name!r} in {period}, though the year has a target: it is not judged now",
            "要照字面评，写 零计划  照字面",
            "to take it literally write a line; example: 零计划  照字面",
        ),
        "N641": Message("没有写怎样计分，按「{policy}」", "nothing says how it is scored: {policy}"),
        "N642": Message("「{name}」的单位 {given} 按 {unit}", "{name!r} is given in {given} and counted in {unit}"),
        "N643": Message("「{name}」没有写单位，按 {unit}", "{name!r} has no unit and is read in {unit}"),
        "W651": Message("规则集里没有「{name}」，没有用上", "the ruleset has no {name!r}; it was not used", "请核对名称", "check the name"),
        "W652": Message(
            "「{name}」的值「{value}」不能用：{why}",
            "the value {value!r} of {name!r} cannot be used: {why}",
            "例：1200万元",
            "example: 1200万元",
        ),
        "W653": Message(
            "「{name}」的单位应可换算为 {unit}，给的是 {given}",
            "{name!r} must be in a unit that converts to {unit}, not {given}",
            "请核对单位；没有用上，按缺失",
            "check the unit; the value was not used",
        ),
        "W654": Message(
            "「{name}」的值 {value} 没有单位，可能是百分数，也可能是小数",
            "the value {value} of {name!r} may be a percentage or a share of one",
            "请写 % 或 比例，例：95%",
            "write a unit: 95%",
        ),
    }
)
