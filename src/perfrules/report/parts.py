"""The parts of an office file, changed one by one: what is not changed stays the same to the byte."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from attrs import define, field

from perfrules.table.readers.package import damaged, open_package

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Parts", "local", "parsed", "written"]

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WHEN = (1980, 1, 1, 0, 0, 0)


@define
class Parts:
    """An office file that passed the checks of its package, as parts by name; `changed` holds those that are written anew."""

    source: str
    infos: dict[str, ZipInfo]
    _archive: ZipFile = field(repr=False)
    changed: dict[str, bytes] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, data: bytes, source: str) -> Parts:
        """Return the parts of a file; TableError where it is damaged, locked, or not safe to unpack."""
        open_package(data, source)
        archive = ZipFile(BytesIO(data))
        return cls(source, {one.filename: one for one in archive.infolist()}, archive)

    def __contains__(self, name: str) -> bool:
        return name in self.changed or name in self.infos

    def read(self, name: str) -> bytes:
        """Return a part as it is by now."""
        if name in self.changed:
            return self.changed[name]
        if name not in self.infos:
            raise damaged(self.source, name)
        return self._archive.read(name)

    def tree(self, name: str) -> _Element:
        """Return a part in XML."""
        return parsed(self.read(name))

    def put(self, name: str, data: bytes) -> None:
        """Write a part anew."""
        self.changed[name] = data

    def free(self, pattern: str) -> str:
        """Return the first name like `xl/comments{}.xml` that no part has."""
        taken = {name.casefold() for name in (*self.infos, *self.changed)}
        return next(name for number in range(1, len(taken) + 2) if (name := pattern.format(number)).casefold() not in taken)

    def pack(self) -> bytes:
        """Return the whole file."""
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as after:
            for name, info in self.infos.items():
                # An entry of its own: writing would change the one by which the old file is read.
                again = ZipInfo(name, info.date_time)
                again.external_attr = info.external_attr
                after.writestr(again, self.read(name), ZIP_DEFLATED)
            for name, data in self.changed.items():
                if name not in self.infos:
                    after.writestr(ZipInfo(name, _WHEN), data, ZIP_DEFLATED)
        return stream.getvalue()

    @property
    def kinds(self) -> str:
        """Return what the kinds of relations begin with, in the edition of the standard that the file follows."""
        found = next((one.get("Type") for one in self.tree("_rels/.rels") if (one.get("Type") or "").endswith("/officeDocument")), None)
        return (found or _OFFICE).rpartition("/")[0]

    def relations(self, of: str) -> Iterator[tuple[str, str, str]]:
        """Yield what a part is related to: the id, the last word of the kind, the name of the other part; outer ones are left out."""
        name = _relations_of(of)
        if name not in self:
            return
        for one in self.tree(name):
            if isinstance(one.tag, str) and one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(of), one.get("Target") or "")).lstrip("/")
                yield one.get("Id") or "", (one.get("Type") or "").rpartition("/")[2], target

    def related(self, of: str, kind: str) -> str | None:
        """Return the part that `of` names as its `kind`."""
        return next((target for _, found, target in self.relations(of) if found == kind and target in self), None)

    def relate(self, of: str, kind: str, target: str) -> str:
        """Relate a part to another; return the id of the relation. The kind is given in full."""
        name = _relations_of(of)
        root = self.tree(name) if name in self else parsed(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
        taken = {one.get("Id") for one in root if isinstance(one.tag, str)}
        number = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        one = root.makeelement(f"{{{_RELATIONS}}}Relationship", {"Id": number, "Type": kind, "Target": f"/{target}"})
        root.append(one)
        self.put(name, written(root))
        return number

    def declare(self, name: str, kind: str) -> None:
        """Say of which kind a new part is."""
        root = self.tree(_TYPES)
        space = root.tag.rpartition("}")[0] + "}"
        root.append(root.makeelement(f"{space}Override", {"PartName": f"/{name}", "ContentType": kind}))
        self.put(_TYPES, written(root))

    def declare_suffix(self, suffix: str, kind: str) -> None:
        """Say of which kind the parts with a suffix are, unless that is said already."""
        root = self.tree(_TYPES)
        if not any(local(one) == "Default" and (one.get("Extension") or "").lower() == suffix for one in root):
            space = root.tag.rpartition("}")[0] + "}"
            root.insert(0, root.makeelement(f"{space}Default", {"Extension": suffix, "ContentType": kind}))
            self.put(_TYPES, written(root))


def _relations_of(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def parsed(data: bytes) -> _Element:
    """Return XML as a tree, nothing fetched and nothing expanded."""
    from lxml import etree  # noqa: PLC0415 - only who annotates needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def written(root: _Element) -> bytes:
    """Return a tree as a part."""
    from lxml import etree  # noqa: PLC0415 - only who annotates needs it

    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def local(element: _Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
