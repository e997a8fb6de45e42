"""What is said of documents: Word files, PDF files, web pages and texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from perfrules.text.messages.message import Message

__all__ = ["MESSAGES"]

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        "E350": Message(
            "文件解开后太大，没有读：{path}（上限 {limit} MB）",
            "the file would be too large when unpacked: {path} (at most {limit} MB)",
            "正常的表解开后不过几 MB，请核对文件来源，或只留目标表所在的页另存一份",
            "a table unpacks to a few MB: check where the file comes from, or save a copy of the pages with the table",
        ),
        "E351": Message(
            "列数太多：{path}（上限 {limit} 列）",
            "too many columns: {path} (at most {limit})",
            "请只留下目标表，另存一份再读",
            "save a copy that holds only the table",
        ),
        "E352": Message(
            "PDF 里没有文字，是扫描图片：{path}（共 {pages} 页）",
            "the PDF holds no text, only scanned images: {path} ({pages} pages)",
            "请先做文字识别（OCR），或向发文单位要 Word、Excel 原件",
            "run text recognition (OCR) first, or ask for the original Word or Excel file",
        ),
        "E353": Message(
            "页数太多：{path}（{pages} 页，上限 {limit} 页）",
            "too many pages: {path} ({pages}, at most {limit})",
            "请只留下目标表所在的页，另存一份再读",
            "save a copy that holds only the pages with the table",
        ),
        "E354": Message(
            "读到第 {page} 页停了，内容太多或读得太久：{path}",
            "stopped at page {page}, which holds too much or takes too long: {path}",
            "请只留下目标表所在的页，另存一份再读",
            "save a copy that holds only the pages with the table",
        ),
        "E355": Message(
            "旧版 Word 或 WPS 文件（doc、wps）要用 LibreOffice 转换，这台电脑上没有：{path}",
            "an old Word or WPS file (doc, wps) is converted by LibreOffice, which is not installed: {path}",
            "请用 Word 或 WPS 打开，另存为 .docx 再读；或安装 LibreOffice",
            "save it as .docx in Word or WPS, or install LibreOffice",
        ),
        "E356": Message(
            "LibreOffice 转换不了这个文件（等了至多 {seconds} 秒）：{path}",
            "LibreOffice cannot convert the file (within {seconds} seconds): {path}",
            "文件可能是坏的；请用 Word 或 WPS 打开，另存为 .docx 再读",
            "it may be damaged; save it as .docx in Word or WPS",
        ),
        "E357": Message(
            "文件里没有文字：{path}",
            "the file holds no text: {path}",
            "请核对是否选错文件；表格若是图片，请先做文字识别（OCR）",
            "is this the right file? if the table is a picture, run text recognition (OCR) first",
        ),
        "E358": Message(
            "PDF 的字体没有写明文字，读出来是乱码：{path}",
            "the fonts of the PDF do not say what their characters are: {path}",
            "请先做文字识别（OCR），或向发文单位要 Word、Excel 原件",
            "run text recognition (OCR) first, or ask for the original Word or Excel file",
        ),
        "E359": Message(
            "第 {line} 行的引号没有配对：{path}",
            "a quotation mark in line {line} is not closed, or text follows it: {path}",
            "请补上引号；字段里的引号要写两次",
            "close it; a quotation mark within a field is written twice",
        ),
        "W350": Message(
            "有认不出的符号（字体 {font}，编号 {char}），写作 \ufffd，共 {count} 处",
            "an unknown symbol (font {font}, number {char}) was read as \ufffd, {count} in all",
            "请对照原文件，改成普通文字",
            "replace it by an ordinary character in the original",
        ),
        "W351": Message(
            "第 {pages} 页没有文字，像是扫描图片，没有读",
            "page {pages}: no text, probably a scanned image; not read",
            "请先做文字识别（OCR）",
            "run text recognition (OCR) first",
        ),
        "W352": Message(
            "这一行像是上一页最后一行的后半，没有接上",
            "this row looks like the rest of the last row of the page before, and was not joined to it",
            "请对照原文件核对这两行",
            "check both rows in the original",
        ),
        "N350": Message(
            "这里的表没有框线，按文字的对齐划分各列",
            "the table here has no ruled lines: its columns were told by the alignment of the text",
            "请核对各列",
            "check the columns",
        ),
        "N351": Message("页眉或页脚，略过：「{text}」", "page header or footer, passed over: {text!r}"),
        "N352": Message("隐藏的文字没有读，共 {count} 处：「{text}」", "hidden text was not read, {count} in all: {text!r}"),
        "N353": Message(
            "文件带着修订：插入的读了，删除的 {count} 处没有读：「{text}」",
            "the file has tracked changes: insertions were read, {count} deletions were not: {text!r}",
            "请在 Word 中接受或拒绝修订",
            "accept or reject the changes in Word",
        ),
        "N354": Message("被换页断开，已与另一页接起来：「{text}」", "cut by a page break, joined with the other page: {text!r}"),
        "N355": Message("由 LibreOffice 转换后读取", "read after conversion by LibreOffice"),
        "N356": Message(
            "表比纸宽，各列断在第{pages}页上，已左右接起来",
            "the table is wider than its paper; its columns on pages {pages} were put side by side",
        ),
    }
)
