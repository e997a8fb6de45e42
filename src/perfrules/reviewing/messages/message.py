"""The wording of one check of a review."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Wording"]


@frozen
class Wording:
    """The wording of one check: its short title, its sentence and its advice, in Chinese and English; `{names}` are filled.

    >>> Wording("缺比较符", "no comparison", "「{text}」", "{text!r}", "写上", "write it").title("en")
    'no comparison'
    """

    zh_title: str
    en_title: str
    zh: str
    en: str
    zh_advice: str
    en_advice: str

    def title(self, lang: str) -> str:
        """Return the title in `lang`."""
        return self.zh_title if lang == "zh" else self.en_title

    def sentence(self, lang: str) -> str:
        """Return the sentence in `lang`."""
        return self.zh if lang == "zh" else self.en

    def advice(self, lang: str) -> str:
        """Return the advice in `lang`."""
        return self.zh_advice if lang == "zh" else self.en_advice
