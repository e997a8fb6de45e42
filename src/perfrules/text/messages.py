"""The catalogue of diagnostics: one code, one sentence in Chinese and English, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

__all__ = ["MESSAGES", "Message"]


@frozen
class Message:
    """The wording of one code; `{names}` are filled from the arguments of a diagnostic."""

    zh: str
    en: str
    zh_advice: str = ""
    en_advice: str = ""

    def sentence(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return self.zh if lang == "zh" else self.en

    def advice(self, lang: str) -> str:
        """Return the advice in `lang`."""
        return self.zh_advice if lang == "zh" else self.en_advice


MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E1xx: one expression cannot be read
        "E101": Message("此处不应出现「{found}」", "{found!r} is not expected here", "这里可以写：{expected}", "expected here: {expected}"),
        "E102": Message("写到这里还没有完", "the expression stops too early", "后面可以写：{expected}", "expected next: {expected}"),
        "E103": Message(
            "「{found}」不是一个数",
            "{found!r} is not a number",
            "中文数字请写完整；概数写成区间，如 3-5天",
            "write the numeral in full, and an approximate one as a range",
        ),
        "E104": Message(
            "区间两端颠倒：{low} 大于 {high}",
            "the range runs backwards: {low} is above {high}",
            "小的写在前面",
            "put the smaller end first",
        ),
        "E105": Message("没有「{found}」这一天", "there is no such date as {found!r}", "请核对年、月、日", "check year, month and day"),
        "E106": Message("「{left}」与「{right}」互相矛盾", "{left!r} contradicts {right!r}", "只留一个比较词", "keep one comparison"),
        "E107": Message(
            "指标值超过 {limit} 字", "the value is longer than {limit} characters", "把说明文字移到备注", "move explanations to a remark"
        ),
        "E108": Message("数字超过 {limit} 位", "the number has more than {limit} digits"),
        "E109": Message(
            "只有单位「{found}」，没有数", "only the unit {found!r}, no number", "在单位前写上数值", "write the number before the unit"
        ),
        "E110": Message("分母为零", "the denominator is zero"),
        "E111": Message(
            "不认识的运算符号「{found}」", "unknown operator {found!r}", "可用：≥ ≤ = > < 大于等于 小于等于 定性", "use one of ≥ ≤ = > <"
        ),
        "E112": Message("两端的单位「{left}」与「{right}」不能比较", "the units {left!r} and {right!r} of the two ends do not compare"),
        "E113": Message("不认识数前的「{found}」", "{found!r} before the number is not understood"),
        "E114": Message(
            "「{found}」有两种读法：{first} 或 {second}",
            "{found!r} may mean {first} or {second}",
            "两端都写全单位",
            "write both ends in full",
        ),
        "E115": Message("这个值不能取反或合并：{found}", "this value has no complement or union: {found}"),
        "E116": Message(
            "「{found}」不是一个数量（读作 {kind}）",
            "{found!r} is not a quantity (read as {kind})",
            "写成 数+单位，如 16800家",
            "write a number and a unit",
        ),
        "E117": Message("文字超过 {limit} 字", "the text is longer than {limit} characters", "分段再读", "read it in parts"),
        "E201": Message("单位表的这一行不能读：{why}", "this line of the unit table cannot be read: {why}"),
        "E202": Message("「{left}」与「{right}」不能换算", "{left!r} and {right!r} do not convert"),
        # N1xx: what was normalised
        "N101": Message("字形已归一，按「{text}」读", "characters normalised, read as {text!r}"),
        "N102": Message("已去掉网页标记", "markup removed"),
        "N103": Message("「{found}」是浮点误差，按 {value} 读", "{found!r} is a binary-float artefact, read as {value}"),
        # N2xx: what was assumed about a unit
        "N201": Message("不认识的计量单位「{unit}」，只与同一单位比较", "unknown unit {unit!r}, compared only with itself"),
        "N202": Message("按通用量词「{generic}」与「{unit}」比较", "compared {unit!r} with the generic measure word {generic!r}"),
        "N204": Message(
            "单位列「{column}」与单元格里的「{cell}」不同，以单元格为准",
            "the unit column says {column!r}, the cell {cell!r}: the cell is used",
        ),
        "N205": Message("单位列与单元格重复写了「{unit}」", "the unit {unit!r} is written in the column and in the cell"),
        "N206": Message(
            "运算符号列「{column}」与单元格里的「{cell}」不同，以单元格为准",
            "the operator column says {column!r}, the cell {cell!r}: the cell is used",
        ),
        # N21x: what was assumed about a value
        "N210": Message("没有写比较符，按「=」读", "no comparison written, read as ="),
        "N211": Message("「{word}」按 ±{percent}% 理解", "{word!r} is read as ±{percent}%"),
        "N212": Message("「{word}」按不少于 {number} 理解", "{word!r} is read as at least {number}"),
        "N213": Message("容差 {spread} 按同单位的绝对差理解", "the tolerance {spread} is read as an absolute difference in the same unit"),
        "N214": Message("「{low}」与后一端共用「{unit}」", "{low!r} shares {unit!r} with the other end"),
        "N215": Message("没有写与什么相比", "the base of the change is not written"),
        "N216": Message("没有写年份", "no year written"),
        "N217": Message("「前」包括最后一天", "the deadline includes its last day"),
        "N218": Message("「{word}」没有幅度，按方向理解", "{word!r} states no amount, only a direction"),
        "N219": Message("两个比较词取较严的一个：{text}", "of two comparisons the stricter one holds: {text}"),
        "N220": Message("没有可以衡量的数或等级，只能由人判断", "nothing here can be measured, a person has to judge"),
        "N221": Message("没有数值：{kind}", "no value: {kind}"),
        "N222": Message("这个范围里没有任何值", "no value lies in this range"),
        "N223": Message("数前的「{label}」作为说明保留", "{label!r} before the number is kept as a label"),
        "N224": Message("年份按 {year} 年理解", "the year is taken to be {year}"),
        "N227": Message("括号里的「{text}」不参与判断", "the remark {text!r} in brackets takes no part in the judgement"),
        "N228": Message("原值 {base} 只作说明，以提高或降低后的值为准", "the former value {base} is kept as a remark only"),
        "N229": Message("「{text}」按乘积理解", "{text!r} is read as a product"),
        "N226": Message("按完成情况「{text}」判断", "judged by the stated completion {text!r}"),
        "N230": Message("按「{direction}」（{source}）读作 {text}", "read as {text} ({direction}, {source})"),
        "N231": Message("与「{base}」比较，要给出它的数值才能判断", "compared with {base!r}, whose value is needed for a verdict"),
        "N233": Message("周期性的期限只能逐期核对", "a recurring deadline has to be checked period by period"),
        "N234": Message("「{text}」按变化的幅度理解", "{text!r} is read as the amount of the change"),
        "N203": Message("没有写单位，按「{unit}」理解", "no unit written, read as {unit!r}"),
        # E3xx, W3xx, N3xx: files, tables and actual values
        "E301": Message("没有这个文件：{path}", "no such file: {path}", "请核对路径和文件名", "check the path and the file name"),
        "E302": Message(
            "这是文件夹，不是文件：{path}", "this is a folder, not a file: {path}", "请给出其中的一个文件", "name a file in it"
        ),
        "E303": Message(
            "文件打不开：{path}（{why}）",
            "the file cannot be opened: {path} ({why})",
            "请核对权限，或关闭正在使用它的程序",
            "check its permissions",
        ),
        "E304": Message("文件是空的：{path}", "the file is empty: {path}", "请核对是否保存完整", "check that it was saved completely"),
        "E305": Message(
            "文件太大：{path}（{size} 字节，上限 {limit} 字节）",
            "the file is too large: {path} ({size} bytes, at most {limit})",
            "一张表不过几十 KB，请核对是否选错文件",
            "a table has some 20 kB: is this the right file?",
        ),
        "E306": Message(
            "这是{kind}文件，不是文本：{path}",
            "this is not a text file ({kind}): {path}",
            "请另存为文本（制表符分隔）或 CSV，再读",
            "save it as tab-separated text or CSV first",
        ),
        "E307": Message(
            "文件的编码认不出来：{path}",
            "the encoding of the file is not known: {path}",
            "请另存为 UTF-8；也能读 GB18030（GBK）和 UTF-16",
            "save it as UTF-8; GB18030 (GBK) and UTF-16 are read too",
        ),
        "E308": Message("行数太多：{path}（{rows} 行，上限 {limit} 行）", "too many rows: {path} ({rows}, at most {limit})"),
        "E309": Message(
            "找不到指标：{path}",
            "no indicators found: {path}",
            "表中要有一行列标题，写着「三级指标」和「全年指标值」等；各列用制表符或 | 分开",
            "a header row must name the indicators and their target values; columns are parted by tabs or |",
        ),
        "E310": Message(
            "文件里有 {count} 张表（{lines}起）：{path}",
            "the file holds {count} tables (from {lines}): {path}",
            "请用 read_tables 逐张读",
            "use read_tables",
        ),
        "E311": Message(
            "单元格里有坏字，不能读：「{text}」",
            "the cell holds damaged characters: {text!r}",
            "请按原表改正",
            "correct it from the original",
        ),
        "E312": Message(
            "这一行看不懂：「{text}」；找不到与第{line}行列标题对应的指标名称和指标值",
            "this row is not understood: {text!r}; no name and values as headed in line {line}",
            "请核对这一行的列数",
            "check the number of its cells",
        ),
        "E314": Message("这里应是数：「{text}」", "a number is expected here: {text!r}", "请写成 1234.56", "write it like 1234.56"),
        "E321": Message(
            "第一行不是列标题：「{found}」（{path}）",
            "the first line is no header: {found!r} ({path})",
            "请写：指标,实际值,备注",
            "write: name,actual,note",
        ),
        "E322": Message(
            "「{name}」写了两次，值不同：「{first}」（{where}）和「{second}」；取前一个",
            "{name!r} occurs twice with different values: {first!r} ({where}) and {second!r}; the first is taken",
            "请删去一行",
            "remove one of the lines",
        ),
        "E323": Message(
            "「{name}」这一行比列标题多出：{extra}",
            "the line of {name!r} has more cells than the header: {extra}",
            "值里有逗号时请加引号",
            "quote values with commas",
        ),
        "E324": Message("有实际值「{value}」而没有指标名称", "an actual value {value!r} without the name of its indicator"),
        "E325": Message(
            "CSV 文件读不下去：{path}（{why}）",
            "the CSV file cannot be read: {path} ({why})",
            "请核对引号是否成对",
            "check that quotes are closed",
        ),
        "E326": Message(
            "JSON 文件读不了：{path}",
            "the JSON file cannot be read: {path}",
            '请写成 {{"指标名称": "实际值"}}',
            'write {{"indicator": "actual value"}}',
        ),
        "E327": Message("「{name}」的实际值要写成文字或数", "the actual value of {name!r} must be a text or a number"),
        "W301": Message(
            "文件不全是 UTF-8，有 {count} 个坏字（{where}）",
            "the file is not clean UTF-8: {count} damaged characters ({where})",
            "请按原表核对",
            "check them",
        ),
        "W302": Message("指标值是空的", "the target value is empty"),
        "W303": Message("「{name}」等 {count} 个指标找不到一级指标", "no first level found for {name!r} ({count} in all)"),
        "W304": Message("不知道「{text}」是哪一栏的金额，请核对", "it is not clear which column or line {text!r} belongs to"),
        "W305": Message("这一段没有列标题，没有读", "this part has no header row and was not read"),
        "W322": Message("「{name}」写了两次，值相同", "{name!r} occurs twice with the same value"),
        "N301": Message("按 {encoding} 编码读取", "read as {encoding}"),
        "N302": Message("去掉了网页标记 {tag}", "web tags such as {tag} were dropped"),
        "N303": Message("指标之间的文字，略过：「{text}」", "text between the indicators, passed over: {text!r}"),
        "N304": Message("接在{start}后面：被换页断开的文字", "joined to the text at {start}, which a page break cut"),
        "N305": Message("「{label}」下面没有指标", "{label!r} holds no indicator"),
        "N321": Message("不认识的列标题「{word}」，这一列不读", "unknown column {word!r}, not read"),
        # E4xx, W4xx: evaluating a table
        "E401": Message("没有名为「{name}」的指标", "there is no indicator named {name!r}", "请核对名称", "check the name"),
        "E402": Message("表里没有期间「{period}」", "the table has no period {period!r}", "可用：{known}", "available: {known}"),
        "W401": Message("表里没有指标「{name}」，它的实际值没有用上", "the table has no indicator {name!r}; its actual value was not used"),
        # E5xx, W5xx, N5xx: the command line
        "E500": Message(
            '命令行还缺 {missing}；请运行：pip install "perfrules[cli]"',
            'the command line needs {missing}; run: pip install "perfrules[cli]"',
        ),
        "E501": Message("没有选项 {name}", "there is no option {name}", "用 -h 看可用的选项", "see -h for the options"),
        "E502": Message("缺少 {name}", "{name} is missing", "用 -h 看写法", "see -h for how to write it"),
        "E503": Message("{name} 不能是「{value}」", "{name} cannot be {value!r}", "可用：{known}", "available: {known}"),
        "E504": Message("没有命令「{name}」", "there is no command {name!r}", "可用：{known}", "available: {known}"),
        "E505": Message("多余的参数：{found}", "unexpected arguments: {found}", "值里有空格时请加引号", "quote values that hold blanks"),
        "E506": Message("选项 {name} 的用法不对", "option {name} is used wrongly", "用 -h 看写法", "see -h for how to write it"),
        "E507": Message(
            "目标表和实际值不能都从标准输入读",
            "table and actual values cannot both come from standard input",
            "其中一个请给文件名",
            "name a file for one of them",
        ),
        "E508": Message(
            "{path} 是输入文件，不能覆盖", "{path} is an input file and is not overwritten", "请换一个文件名", "choose another name"
        ),
        "E509": Message(
            "写不了文件 {path}（{why}）", "the file {path} cannot be written ({why})", "请核对文件夹和权限", "check folder and permissions"
        ),
        "E510": Message("{path} 不是普通文件，不能写", "{path} is no regular file and is not written", "请给一个文件名", "name a file"),
        "E511": Message(
            "文件里有 {count} 张目标表（{lines}起）：{path}",
            "the file holds {count} target tables (from {lines}): {path}",
            "请把要评价的一张另存为单独的文件",
            "save the one to evaluate as a file of its own",
        ),
        "E512": Message("输出写不出去（{why}）", "the output cannot be written ({why})"),
        "W501": Message(
            "没有实际值，各项都待定",
            "there are no actual values: every indicator is pending",
            "用 --actuals 给出文件，列标题写：指标,实际值,备注",
            "give a file with --actuals, headed: name,actual,note",
        ),
        "N501": Message("已写入网页 {path}", "page written: {path}"),
        "N502": Message(
            "终端的编码 {encoding} 显示不了中文，以「?」代替",
            "the encoding {encoding} of this terminal has no Chinese: ? stands for what it cannot show",
            "设 PYTHONIOENCODING=utf-8，或用 --html、--json",
            "set PYTHONIOENCODING=utf-8, or use --html or --json",
        ),
    }
)
