"""Make the corpus of table files again: `cd tests && python -m corpus.make_tables [part of a file name …]`.

It needs the extras `office` and `dev`, xlwt, LibreOffice, and Chromium with Playwright; tests read the files and need none of these.
"""

import sys

from corpus.make_tables.build import FOLDER, build, write_manifest
from corpus.make_tables.catalogue import CATALOGUE

wanted = sys.argv[1:]
FOLDER.mkdir(exist_ok=True)
failed = []
for variant in CATALOGUE:
    if wanted and not any(part in variant.file for part in wanted):
        continue
    try:
        data = build(variant)
    except Exception as error:
        failed.append(variant.file)
        print(f"{variant.file}: {error!r}")
        continue
    (FOLDER / variant.file).write_bytes(data)
    print(f"{variant.file}  {len(data):,}")
write_manifest(CATALOGUE)
if not wanted:
    for stray in (
        {path.name for path in FOLDER.iterdir()} - {variant.file for variant in CATALOGUE} - {"manifest.json", "README.md", *failed}
    ):
        print(f"not in the catalogue: {stray}")
sys.exit(bool(failed))
