"""What an official file is, read from its content and not from its name.

A zip is known by the members it holds, a loose CSV by its columns. Only the version of ESCO,
which its files do not state, is read from the name of the archive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from planner.references import esco, registers, rome
from planner.references.archive import DOWNLOAD_AGAIN, Archive, Member, UnusableReference, base_name
from planner.store import Release

MEMBERS: Mapping[str, tuple[Member, ...]] = {
    rome.KIND: rome.MEMBERS,
    esco.KIND: esco.MEMBERS,
    **registers.MEMBERS,
}
TITLES = {rome.KIND: "ROME 4.0", esco.KIND: "ESCO", **registers.TITLES}
VERSION_FILE = "version.txt"

# An ESCO release whose name does not say its version sorts before those that do.
UNSTATED_ESCO_VERSION = "1.x"

# Frequent words of labels, to tell the language of a skills file renamed without its suffix.
FREQUENT_WORDS = {
    "fr": {"de", "des", "les", "du", "la", "le", "et", "une", "à"},
    "en": {"of", "the", "and", "for", "with", "to", "on", "from"},
}


@dataclass(frozen=True)
class Recognised:
    """What was recognised: ``members`` gives, for each table, the files that hold it."""

    kind: str
    version: str
    date: str
    lang: str | None
    members: Mapping[str, tuple[str, ...]]


def title(release: Recognised | Release) -> str:
    """Name of a release as people read it, e.g. "ESCO version 1.1.1 (en)"."""
    lang = f" ({release.lang})" if release.lang else ""
    return f"{TITLES[release.kind]} version {release.version}{lang}"


def recognise(archive: Archive) -> Recognised:
    """Say which release an archive holds.

    Raises:
        UnusableReference: none of the releases known, a needed member is missing, no version,
            or a language other than French and English.
    """
    kind, members = _kind(archive)
    _check_complete(archive, kind, members)
    if kind == rome.KIND:
        version, date = _rome_version(archive)
        return Recognised(kind, version, date, None, members)
    if kind in registers.MEMBERS:
        date = _register_date(archive, kind, members)
        return Recognised(kind, date, date, None, members)
    lang = _language(archive, members["skills"])
    return Recognised(kind, _esco_version(archive), archive.date, lang, members)


def member_kind(archive: Archive, name: str) -> tuple[str, Member] | None:
    """The kind of release and the member that a file is, by its official name, else by its columns."""
    known = [(kind, member) for kind, members in MEMBERS.items() for member in members]
    for kind, member in known:
        if re.fullmatch(member.pattern, base_name(name)):
            return kind, member
    if not name.lower().endswith(".csv"):
        return None
    header = set(archive.header(name))
    fitting = [(kind, member) for kind, member in known if header.issuperset(member.columns)]
    return max(fitting, key=lambda pair: len(pair[1].columns), default=None)


def read_tables(archive: Archive, recognised: Recognised, table: str) -> pd.DataFrame:
    """Read and check the files of one table, one under the other.

    Raises:
        UnusableReference: see :meth:`planner.references.archive.Archive.table`.
    """
    spec = next(member for member in MEMBERS[recognised.kind] if member.table == table)
    return pd.concat([archive.table(name, spec) for name in recognised.members[table]], ignore_index=True)


def _kind(archive: Archive) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The kind most members belong to, with its members by table."""
    found: dict[str, dict[str, tuple[str, ...]]] = {kind: {} for kind in MEMBERS}
    for name in sorted(archive.streams):
        known = member_kind(archive, name)
        if known:
            tables = found[known[0]]
            tables[known[1].table] = (*tables.get(known[1].table, ()), name)
    kind = max(found, key=lambda kind: len(found[kind]))
    if not found[kind]:
        names = ", ".join(sorted(base_name(name) for name in archive.streams)[:3]) or "rien"
        expected = (
            "l’archive RefRomeCsv de France Travail, une archive ESCO « classification – csv », "
            "le fichier certif_info ou l’archive export-fiches-csv de France compétences"
        )
        found_instead = f"ni ROME, ni ESCO, ni registre de certifications (contient {names})"
        raise UnusableReference(archive.name, found_instead, expected)
    return kind, found[kind]


def _check_complete(archive: Archive, kind: str, members: Mapping[str, tuple[str, ...]]) -> None:
    needed = [member for member in MEMBERS[kind] if member.required]
    missing = [_readable(member.pattern) for member in needed if member.table not in members]
    if missing:
        found = f"{TITLES[kind]} incomplet, il manque {', '.join(missing)}"
        expected = ", ".join(_readable(member.pattern) for member in needed)
        remedy = f"{DOWNLOAD_AGAIN} Des fichiers csv séparés se donnent tous ensemble."
        raise UnusableReference(archive.name, found, expected, remedy)


def _readable(pattern: str) -> str:
    """An official name as people see it: the varying parts become a star."""
    return re.sub(r"\\d\+\.\*|\([^)]*\)\??", "*", pattern).replace("\\", "")


def _rome_version(archive: Archive) -> tuple[str, str]:
    """Version number and publication date, from version.txt, else from the official file names."""
    texts = [archive.text(name) for name in archive.streams if base_name(name).lower() == VERSION_FILE]
    text = texts[0] if texts else ""
    version = re.search(r"num[ée]ro de version\s*:\s*(\d+)", text, re.IGNORECASE)
    # File names join the generation and the release: v460 is release 60 of ROME 4.
    named = re.search(r"_v4(\d{2,3})[_.]", " ".join(archive.streams))
    found = version or named
    if not found:
        raise UnusableReference(
            archive.name,
            "la version du ROME n’est indiquée nulle part",
            f"le fichier {VERSION_FILE} officiel",
        )
    published = re.search(r"date de publication\s*:\s*(\d{2})/(\d{2})/(\d{4})", text, re.IGNORECASE)
    return found[1], "-".join(reversed(published.groups())) if published else archive.date


def _esco_version(archive: Archive) -> str:
    """Version written in the name of the archive, or of the folder inside it."""
    names = " ".join([archive.name, *archive.streams])
    stated = re.search(r"(?:(?<![a-z])v|esco[ _-]*)(\d+(?:\.\d+){1,2})", names, re.IGNORECASE)
    if not stated:
        return UNSTATED_ESCO_VERSION
    if not stated[1].startswith("1."):
        raise UnusableReference(archive.name, f"ESCO version {stated[1]}", "une version 1.x d’ESCO")
    return stated[1]


def _register_date(archive: Archive, kind: str, members: Mapping[str, tuple[str, ...]]) -> str:
    """Day of a register, which serves as its version: in the name of its files, else its latest update."""
    if kind == registers.CERTIF_INFO:
        table = archive.table(members[registers.TABLE][0], MEMBERS[kind][0])
        return max(("-".join(reversed(date.split("/"))) for date in table["Date_MaJ"] if date), default="")
    stated = re.search(
        r"(20\d{2})[_-](\d{2})[_-](\d{2})", " ".join([*members[registers.TABLE], archive.name])
    )
    return "-".join(stated.groups()) if stated else archive.date


def _language(archive: Archive, names: tuple[str, ...]) -> str:
    if len(names) > 1:
        found = f"plusieurs fichiers de compétences ({', '.join(names)})"
        remedy = "Installez une archive par langue."
        raise UnusableReference(archive.name, found, "une seule langue par archive", remedy)
    suffix = re.fullmatch(r"skills_([a-z]{2})\.csv", base_name(names[0]))
    lang = suffix[1] if suffix else _guess_language(archive, names[0])
    if lang not in esco.LANGUAGES:
        remedy = "Téléchargez l’archive ESCO en français ou en anglais."
        raise UnusableReference(archive.name, f"ESCO en langue « {lang} »", "fr ou en", remedy)
    return lang


def _guess_language(archive: Archive, name: str) -> str:
    """The language whose frequent words are met most in the labels; "inconnue" when none is."""
    spec = next(member for member in esco.MEMBERS if member.table == "skills")
    words = Counter(archive.table(name, spec)["preferredLabel"].str.lower().str.split().explode())
    counts = {lang: sum(words[word] for word in frequent) for lang, frequent in FREQUENT_WORDS.items()}
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] else "inconnue"
