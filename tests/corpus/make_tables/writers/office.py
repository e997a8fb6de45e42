"""Other programs that make files out of ours: LibreOffice and a browser."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["converted", "printed"]


def converted(data: bytes, suffix: str, target: str) -> bytes:
    """Return what LibreOffice makes of a file with `suffix`; `target` is the format it converts to, with a filter or without."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        source = home / f"form.{suffix}"
        source.write_bytes(data)
        out = home / "out"
        command = [
            "soffice",
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(out),
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (out / f"form.{target.partition(':')[0]}").read_bytes()


def printed(page: bytes, *, landscape: bool) -> bytes:
    """Return a web page as a browser prints it to PDF."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium")
        tab = browser.new_page()
        tab.set_content(page.decode())
        data = tab.pdf(format="A4", landscape=landscape, margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
        browser.close()
        return bytes(data)
