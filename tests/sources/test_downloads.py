"""Official files: asked only if changed, within a size, whole, as published; versions stay."""

from __future__ import annotations

import datetime
import hashlib
import os
from pathlib import Path

import pytest

from planner.refusal import Refusal
from planner.sources import (
    Addresses,
    Download,
    Resource,
    SourceUnavailable,
    check_regional_catalogue,
    downloaded,
    regional_catalogue,
    resource_address,
)
from planner.store import DownloadShelf
from tests.sources.conftest import Site, answering

FILE = b"code;intitule\n" * 1_000
NOW = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC)
COURSES = b'"nom_of";"nom_region";"intitule_formation"\nOrganisme;Pays de la Loire;Prompts au bureau\n'


class Unusable(Refusal):
    """What the code that installs says of a file."""


def fetch(
    site: Site,
    home: Path,
    most: int = 1 << 20,
    checksum: tuple[str, str] | None = None,
    now: datetime.datetime = NOW,
    usable: bool = True,
) -> Download:
    resource = Resource(f"{site.address}/rome.zip", "ROME", most, checksum)
    shelf = DownloadShelf(home)
    with downloaded(site.connection(), resource, "rome", shelf, now, lambda *_: None) as file:
        assert file.path.is_file()
        if not usable:
            raise Unusable
    return file


def versions(home: Path) -> list[bytes]:
    """Content of each file kept, drafts included."""
    found = DownloadShelf(home).folder("rome").rglob("*")
    return sorted(path.read_bytes() for path in found if path.is_file() and path.suffix != ".json")


# ── only if changed ──────────────────────────────────────────────────────────────────────
def test_a_file_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = FILE
    later = NOW + datetime.timedelta(days=3)
    first, second = fetch(site, tmp_path), fetch(site, tmp_path, now=later)
    assert first.changed and not second.changed
    assert site.statuses == [200, 304]
    noted = DownloadShelf(tmp_path).noted("rome")
    assert (noted.received, noted.checked) == (NOW.isoformat(), later.isoformat())
    assert versions(tmp_path) == [FILE]


def test_a_site_without_validators_sends_the_file_and_its_checksum_says_that_it_is_the_same(
    site: Site, tmp_path: Path
) -> None:
    site.files["rome.zip"], site.validators = FILE, False
    assert fetch(site, tmp_path).changed and not fetch(site, tmp_path).changed
    assert site.statuses == [200, 200] and versions(tmp_path) == [FILE]


def test_a_new_version_does_not_erase_the_earlier_one(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = FILE
    fetch(site, tmp_path)
    site.files["rome.zip"] = FILE + b"M1405;Data scientist\n"
    assert fetch(site, tmp_path).changed
    assert versions(tmp_path) == sorted([FILE, site.files["rome.zip"]])


@pytest.mark.parametrize("damage", ["content", "absent", "note"])
def test_a_file_damaged_here_is_asked_whole_again(site: Site, tmp_path: Path, damage: str) -> None:
    site.files["rome.zip"] = FILE
    fetch(site, tmp_path)
    folder = DownloadShelf(tmp_path).folder("rome")
    (kept,) = folder.glob("*rome.zip")
    if damage == "absent":
        kept.unlink()
    else:
        (kept if damage == "content" else folder / "dernier.json").write_bytes(b"{")
    fetch(site, tmp_path)
    assert site.statuses == [200, 200] and versions(tmp_path) == [FILE]


# ── whole, as published, usable ──────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"most": 100}, "taille admise"),
        ({"checksum": ("sha256", "0" * 64)}, "empreinte sha256"),
    ],
    ids=["too-large", "another-checksum"],
)
def test_a_doubtful_file_is_not_kept(site: Site, tmp_path: Path, options: dict, reason: str) -> None:
    site.files["rome.zip"] = FILE
    fetch(site, tmp_path)
    site.files["rome.zip"] = FILE * 2
    with pytest.raises(SourceUnavailable, match=rf"{reason}.*version précédente reste"):
        fetch(site, tmp_path, **options)
    assert versions(tmp_path) == [FILE]


def test_a_file_that_grows_past_the_size_it_tells_none_of_is_not_kept(site: Site, tmp_path: Path) -> None:
    chunk = b"100000\r\n" + b"x" * (1 << 20) + b"\r\n"
    site.faults = [answering(chunk * 3 + b"0\r\n\r\n", Transfer_Encoding="chunked", Content_Length="")]
    with pytest.raises(SourceUnavailable, match="plus de 1 Mio"):
        fetch(site, tmp_path)
    assert versions(tmp_path) == []


def test_a_file_cut_short_is_not_kept(site: Site, tmp_path: Path) -> None:
    site.faults = [answering(FILE[:50], Content_Length=str(len(FILE)))]
    with pytest.raises(SourceUnavailable, match="réponse interrompue"):
        fetch(site, tmp_path)
    assert versions(tmp_path) == []


def test_a_file_that_cannot_be_used_is_not_kept_and_is_asked_again(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = b"<html>maintenance</html>"
    with pytest.raises(Unusable):
        fetch(site, tmp_path, usable=False)
    assert versions(tmp_path) == [] and DownloadShelf(tmp_path).noted("rome") is None
    site.files["rome.zip"] = FILE
    assert fetch(site, tmp_path).changed


@pytest.mark.parametrize("status", [204, 206, 404, 503])
def test_an_answer_without_the_file_is_said(site: Site, tmp_path: Path, status: int) -> None:
    site.faults = [answering(status=status)]
    with pytest.raises(SourceUnavailable, match=f"« ROME » ne répond pas.*réponse {status}"):
        fetch(site, tmp_path)


def test_what_is_known_of_a_file_is_said(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = FILE
    assert fetch(site, tmp_path).sentence == "ROME : reçu, 0,0 Mio, sans empreinte publiée."
    site.files["rome.zip"] = FILE * 100
    sha256 = hashlib.sha256(FILE * 100).hexdigest()
    assert fetch(site, tmp_path, 2 << 20, ("sha256", sha256)).sentence == (
        "ROME : reçu, 1,3 Mio, empreinte sha256 vérifiée."
    )
    assert fetch(site, tmp_path, 2 << 20).sentence == "ROME : inchangé depuis la dernière réception."


def test_a_draft_left_by_a_killed_fetch_is_swept_after_a_day(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = FILE
    left = DownloadShelf(tmp_path).folder("rome") / ".partiel-ancien"
    left.mkdir(parents=True)
    (left / "rome.zip").write_bytes(FILE[:10])
    os.utime(left, (NOW.timestamp(), NOW.timestamp()))
    fetch(site, tmp_path, now=NOW + datetime.timedelta(hours=1))
    assert left.exists()
    site.files["rome.zip"] = FILE * 2
    fetch(site, tmp_path, now=NOW + datetime.timedelta(days=2))
    assert versions(tmp_path) == [FILE, FILE * 2]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("attachment; filename=RefRomeCsv.zip", "RefRomeCsv.zip"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="..\\\\..\\\\.profile"', "profile"),
        ('attachment; filename=""', "rome.zip"),
        (f"attachment; filename={'x' * 300}.zip", f"{'x' * 96}.zip"),
    ],
)
def test_the_name_that_a_site_gives_is_made_safe(site: Site, tmp_path: Path, told: str, name: str) -> None:
    site.faults = [answering(FILE, Content_Disposition=told)]
    fetch(site, tmp_path)
    (kept,) = DownloadShelf(tmp_path).folder("rome").glob("*-*")
    assert kept.name.split("-", 1)[1] == name


# ── where the newest stands ──────────────────────────────────────────────────────────────
def test_the_newest_matching_file_of_a_dataset_is_chosen_with_its_checksum(site: Site) -> None:
    sha1 = hashlib.sha1(FILE, usedforsecurity=False).hexdigest()
    name = "export-fiches-csv-2026-{}.zip"
    site.resources = [
        {"title": name.format("11-01"), "url": f"{site.address}/vieux.zip", "last_modified": "2026-11-01"},
        {
            "title": name.format("11-22"),
            "url": f"{site.address}/rncp.zip",
            "last_modified": "2026-11-22",
            "checksum": {"type": "sha1", "value": sha1},
        },
        {
            "title": "export-fiches-rncp-v4-1.zip",
            "url": "https://exemple.fr/xml",
            "last_modified": "2026-11-23",
        },
        {"title": "Notice.pdf", "url": f"{site.address}/notice.pdf", "last_modified": "2026-11-23"},
    ]
    resource = resource_address(site.connection(), "certifications")
    assert (resource.address, resource.checksum) == (f"{site.address}/rncp.zip", ("sha1", sha1))


def test_rome_is_found_where_france_travail_publishes_it(site: Site) -> None:
    everything, opendata = "Toutes les données du ROME", "https://api.francetravail.fr/x/v1/open-data"
    site.resources = [
        {"title": everything, "format": format, "url": f"{opendata}/{format}", "last_modified": "2026-06-18"}
        for format in ("xml", "csv", "json", "pdf")
    ]
    site.resources.append({"title": "Table ROME/NAF", "url": "https://www.francetravail.org/rome-naf.xlsx"})
    assert resource_address(site.connection(), "rome").address == f"{opendata}/csv"


@pytest.mark.parametrize(
    "checksum",
    [None, {}, "abc", {"type": "crc", "value": "1"}, {"type": "sha1"}, {"type": "md5", "value": 3}],
)
def test_a_checksum_that_cannot_be_checked_is_none(site: Site, checksum: object) -> None:
    site.resources = [{"title": "RefRomeCsv.zip", "url": f"{site.address}/rome.zip", "checksum": checksum}]
    assert resource_address(site.connection(), "rome").checksum is None


def test_a_dataset_without_the_file_says_what_it_holds(site: Site) -> None:
    site.resources = [
        {"title": "Notice.pdf", "url": "https://exemple.fr/notice.pdf"},
        {"title": "sans adresse"},
    ]
    with pytest.raises(SourceUnavailable, match=r"\(« Notice\.pdf »\).*references install"):
        resource_address(site.connection(), "certifications")


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"resources": {}}', b"<html>"])
def test_a_list_of_another_form_is_said(site: Site, body: bytes) -> None:
    site.faults = [answering(body)]
    with pytest.raises(SourceUnavailable, match=r"data\.gouv\.fr ne répond pas"):
        resource_address(site.connection(), "rome")


# ── the regional catalogue ───────────────────────────────────────────────────────────────
def test_the_regional_catalogue_asks_for_the_region_alone() -> None:
    assert "Pays+de+la+Loire" in regional_catalogue(Addresses()).address


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!doctype html>\n<title>Maintenance</title>\n", "colonnes nom_of et intitule_formation absentes"),
        (b"", "absentes"),
        (COURSES.splitlines(keepends=True)[0], "aucune formation pour « Pays de la Loire »"),
        (COURSES[:-12], "fichier interrompu"),
        (b"nom_of;nom_region\nOrganisme;Pays de la Loire\n", "absentes"),
    ],
    ids=["html", "empty", "no-row", "cut", "columns"],
)
def test_what_is_not_the_catalogue_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    file = tmp_path / "mcf.csv"
    file.write_bytes(content)
    with pytest.raises(SourceUnavailable, match=reason):
        check_regional_catalogue(file)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with-mark"])
def test_the_catalogue_is_taken(tmp_path: Path, mark: bytes) -> None:
    file = tmp_path / "mcf.csv"
    file.write_bytes(mark + COURSES)
    check_regional_catalogue(file)
