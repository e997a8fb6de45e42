"""Reviews: the findings on a table that auditors and finance bureaus make by hand."""

from typing import TYPE_CHECKING

from perfrules.text.lazy import lazy_names

if TYPE_CHECKING:
    from perfrules.reviewing.finding import Finding
    from perfrules.reviewing.findings import review, review_with
    from perfrules.reviewing.settings import Settings, settings_with, standard_settings

__all__ = ["Finding", "Settings", "review", "review_with", "settings_with", "standard_settings"]

__getattr__ = lazy_names(
    __name__,
    {
        "finding": ("Finding",),
        "findings": ("review", "review_with"),
        "settings": ("Settings", "settings_with", "standard_settings"),
    },
)
