"""What is said of files of spreadsheets: what they are, why they are refused, what of them was not read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        # E34x, W34x, N34x: office files and sheets
        "E340": Message(
            "读这种文件要用 {package}，还没有安装：{path}",
            "reading this file needs {package}, which is not installed: {path}",
            '请运行 pip install "perfrules[office]"',
            'run: pip install "perfrules[office]"',
        ),
        "E341": Message(
            "不读 {kind} 文件：{path}",
            "{kind} files are not read: {path}",
            "请用 Excel 或 WPS 另存为 xlsx（文字材料存为 docx），再读",
            "save it as xlsx (a text as docx) first",
        ),
        "E342": Message(
            "文件有打开密码，读不了：{path}",
            "the file is protected by a password: {path}",
            "请打开后去掉密码，另存一份再读",
            "open it, remove the password and save a copy",
        ),
        "E343": Message(
            "文件已损坏或不完整，读不了：{path}（{why}）",
            "the file is damaged or incomplete: {path} ({why})",
            "请用 Excel、WPS 或 Word 打开后另存一份；打不开就重新下载，或请对方重发",
            "open it in Excel, WPS or Word and save a copy; if it does not open, get it again",
        ),
        "E344": Message(
            "文件解开后太大，没有解开：{path}（{parts} 个部件，{size} MB；上限 {limit}）",
            "the file would be too large when unpacked: {path} (parts: {parts}, {size} MB; at most {limit})",
            "正常的表解开后不过几 MB，请核对文件来源",
            "a table unpacks to a few MB: check where the file comes from",
        ),
        "E345": Message(
            "文件里有 DOCTYPE 或实体声明，为安全起见不读：{path}（{part}）",
            "the file declares a DOCTYPE or entities, which is unsafe and not read: {path} ({part})",
            "Excel、WPS 和 Word 不写这种声明，请核对文件来源，或打开后另存一份",
            "Excel, WPS and Word never write these: check where the file comes from, or save a copy",
        ),
        "E346": Message(
            "工作表「{sheet}」行数太多：{path}（超过 {limit} 行）",
            "too many rows in sheet {sheet!r}: {path} (more than {limit})",
            "请只留绩效目标表所在的部分，另存一份再读",
            "keep the part with the target table and save a copy",
        ),
        "E347": Message(
            "单元格太多：{path}（超过 {limit} 个）",
            "too many cells: {path} (more than {limit})",
            "请只留绩效目标表所在的部分，另存一份再读",
            "keep the part with the target table and save a copy",
        ),
        "E348": Message(
            "读了 {seconds} 秒还没有读完，停了：{path}",
            "not finished after {seconds} seconds: {path}",
            "请只留绩效目标表所在的部分，另存一份再读",
            "keep the part with the target table and save a copy",
        ),
        "W340": Message(
            "公式出错，显示「{text}」（{cells}，共 {count} 个）",
            "formulas that fail show {text!r} ({cells}; {count} in all)",
            "请在表里改正公式，保存后再读",
            "correct the formula and save the file",
        ),
        "W341": Message(
            "公式没有存下结果，按空读（{cells}，共 {count} 个）",
            "formulas without a saved result are read as empty ({cells}; {count} in all)",
            "请用 Excel 或 WPS 打开，保存后再读",
            "open the file in Excel or WPS, save it, and read it again",
        ),
        "W342": Message(
            "隐藏的行没有读：第 {rows} 行（「{text}」）",
            "hidden rows were not read: {rows} ({text!r})",
            "要读就取消隐藏，保存后再读",
            "to have them read, unhide them and save the file",
        ),
        "W343": Message(
            "隐藏的列没有读：{columns} 列（「{text}」）",
            "hidden columns were not read: {columns} ({text!r})",
            "要读就取消隐藏，保存后再读",
            "to have them read, unhide them and save the file",
        ),
        "W344": Message(
            "隐藏的工作表没有读：「{sheet}」",
            "a hidden sheet was not read: {sheet!r}",
            "要读就取消隐藏，保存后再读",
            "to have it read, unhide it and save the file",
        ),
        "W345": Message(
            "{column} 列以后的内容没有读：最多读 {limit} 列",
            "nothing beyond column {column} was read: at most {limit} columns are",
            "请核对右边的内容是不是表的一部分",
            "check whether what stands there belongs to the table",
        ),
        "N340": Message("没有指标表，没有读（第一格是「{text}」）", "no table of indicators here, not read (it begins with {text!r})"),
        "N341": Message("文件带有宏，没有运行", "the file holds macros, which were not run"),
        "N342": Message(
            "引用了别的文件，没有打开，用的是存下的值", "it refers to other files, which were not opened; the saved values are used"
        ),
        "N343": Message("这一列没有列标题，不读（「{text}」）", "a column without a heading, not read ({text!r})"),
    }
)
