"""Office files as packages of parts: what makes one unsafe or damaged is told before any library sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from attrs import field, frozen

from perfrules.text.diagnostic import Diagnostic
from perfrules.text.errors import TableError
from perfrules.text.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED

__all__ = ["Package", "damaged", "open_package"]

_CHUNK = 64 * 1024
_SMALL = 4 * 1024 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_MARKUP = (".xml", ".rels", ".vml")
_MEDIA = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".ttf", ".odttf", ".fntdata")
_DECLARED = tuple(word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be"))


@frozen
class Package:
    """The parts of an office file that passed all checks; `roots` has the outermost element of each part in XML."""

    source: str
    names: frozenset[str]
    roots: Mapping[str, str] = field(repr=False, hash=False)
    archive: ZipFile = field(repr=False, eq=False, hash=False)

    def parts(self, root: str) -> list[str]:
        """Return the names of the parts whose outermost element is `root`."""
        return [name for name, found in self.roots.items() if found == root]

    def read(self, name: str) -> bytes:
        """Return one part, unpacked."""
        try:
            return self.archive.read(name)
        except (BadZipFile, ZlibError, EOFError, OSError) as error:
            raise damaged(self.source, error) from error

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Return what a person should know of parts that are never used: macros, other files."""
        names = [name.lower() for name in self.names]
        macros = any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names)
        links = any("/externallinks/" in name for name in names)
        return tuple(Diagnostic(code, where=self.source) for code, found in (("N341", macros), ("N342", links)) if found)


def damaged(source: str, error: BaseException | str) -> TableError:
    """Return the fault of a file that is not what it should be."""
    why = error if isinstance(error, str) else type(error).__name__
    if why == "error":
        why = f"{type(error).__module__}.error"
    return TableError([Diagnostic("E343", {"path": source, "why": why})])


def open_package(data: bytes, source: str) -> Package:
    """Return the package that `data` is; TableError where it is damaged, locked, too large when unpacked or declares entities."""
    if (count := data.count(_DIRECTORY_ENTRY)) > MAX_MEMBERS:
        raise _too_large(source, count, "—")
    try:
        archive = ZipFile(BytesIO(data))
        members = archive.infolist()
        _check_sizes(members, len(data), source)
        roots = {one.filename: root for one in members if (root := _root(archive, one, source)) is not None}
    except TableError:
        raise
    except (BadZipFile, ZlibError, EOFError, OSError, ValueError, RuntimeError, LookupError) as error:
        raise damaged(source, error) from error
    return Package(source, frozenset(one.filename for one in members), roots, archive)


def _check_sizes(members: list[ZipInfo], size: int, source: str) -> None:
    """Refuse what cannot be unpacked, and what would be a bomb; a part never unpacks to more than its directory says."""
    if any(one.flag_bits & 0x1 for one in members):
        raise TableError([Diagnostic("E342", {"path": source})])
    if odd := next((one for one in members if one.compress_type not in (ZIP_STORED, ZIP_DEFLATED)), None):
        raise damaged(source, f"ZIP {odd.compress_type}")
    unpacked = sum(one.file_size for one in members)
    if unpacked > MAX_UNPACKED or (unpacked > _SMALL and unpacked > MAX_RATIO * size):
        raise _too_large(source, len(members), f"{unpacked // 2**20:,}")


def _too_large(source: str, parts: int, size: str) -> TableError:
    args = {"path": source, "parts": f"{parts:,}", "size": size, "limit": f"{MAX_MEMBERS:,} / {MAX_UNPACKED // 2**20:,} MB / ×{MAX_RATIO}"}
    return TableError([Diagnostic("E344", args)])


def _root(archive: ZipFile, member: ZipInfo, source: str) -> str | None:
    """Return the outermost element of a part, None where it is no XML; refuse one that declares a document type before it."""
    name = member.filename.lower()
    if member.is_dir() or member.file_size == 0 or name.endswith(_MEDIA):
        return None
    found = _Root()
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.element
    parser.StartDoctypeDeclHandler = found.doctype
    read = 0
    for chunk in _chunks(archive, member):
        read += len(chunk)
        try:
            parser.Parse(chunk, read >= member.file_size)
        except _FoundError:
            break
        except expat.ExpatError as error:
            if any(word in chunk for word in _DECLARED):
                found.declared = True
            elif name.endswith(_MARKUP):
                raise damaged(source, f"{member.filename}: {expat.ErrorString(error.code)}") from error
            break
    if found.declared:
        raise TableError([Diagnostic("E345", {"path": source, "part": member.filename})])
    return found.name


def _chunks(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class _FoundError(Exception):
    """Ends the parsing of a part once its outermost element or a document type is seen."""


class _Root:
    """What stands first in a part: a document type, or the outermost element without its prefix."""

    def __init__(self) -> None:
        self.name: str | None = None
        self.declared = False

    def element(self, name: str, _attributes: dict[str, str]) -> None:
        self.name = name.rpartition(":")[2]
        raise _FoundError

    def doctype(self, name: str, _system: str | None, _public: str | None, internal: object) -> None:
        # A web page put into a Word file says that it is one; nothing can be declared by that.
        self.declared = bool(internal) or name.lower() != "html"
        raise _FoundError
