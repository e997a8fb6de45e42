"""The wording of one diagnostic code."""

from __future__ import annotations

from attrs import frozen

__all__ = ["Message"]


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
