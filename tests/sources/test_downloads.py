"""Official files: asked only if changed, within a size, whole, as published; versions stay."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from planner.sources import SourceUnavailable, connection, download, regional_catalogue, resource_address
from planner.sources.downloads import Resource
from planner.store import DownloadShelf
from tests.sources.conftest import Site

FILE = b"code;intitule\n" * 1_000


def fetch(site: Site, home: Path, most: int = 1 << 20, checksum: tuple[str, str] | None = None):
    resource = Resource(f"{site.address}/rome.zip", "ROME", most, checksum)
    return download(connection(0.0), resource, "rome", DownloadShelf(home), lambda *_: None)


def versions(home: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in DownloadShelf(home).folder("rome").glob("*-*"))


def test_a_file_that_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = FILE
    first, second = fetch(site, tmp_path), fetch(site, tmp_path)
    assert first.changed and not second.changed
    assert first.path == second.path and second.path.read_bytes() == FILE
    assert site.statuses == [200, 304]


def test_a_new_version_does_not_erase_the_earlier_one(site: Site, tmp_path: Path) -> None:
    site.files["rome.zip"] = FILE
    fetch(site, tmp_path)
    site.files["rome.zip"] = FILE + b"M1405;Data scientist\n"
    assert fetch(site, tmp_path).changed
    assert versions(tmp_path) == sorted([FILE, site.files["rome.zip"]])


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
    assert not list(DownloadShelf(tmp_path).folder("rome").glob("*.partiel"))


def test_a_file_cut_short_is_not_kept(site: Site, tmp_path: Path) -> None:
    def cut(handler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(FILE)))
        handler.end_headers()
        handler.wfile.write(FILE[:50])
        handler.close_connection = True
        return True

    site.faults = [cut]
    with pytest.raises(SourceUnavailable):
        fetch(site, tmp_path)
    assert versions(tmp_path) == []


def test_the_newest_matching_file_of_a_dataset_is_chosen_with_its_checksum(
    site: Site, tmp_path: Path
) -> None:
    site.files["rome.zip"] = FILE
    sha1 = hashlib.sha1(FILE, usedforsecurity=False).hexdigest()
    site.resources = [
        {"title": "ROME CSV.zip", "url": f"{site.address}/vieux.zip", "last_modified": "2025-01-01"},
        {
            "title": "RefRomeCsv.zip",
            "url": f"{site.address}/rome.zip",
            "last_modified": "2026-06-12",
            "checksum": {"type": "sha1", "value": sha1},
        },
        {"title": "Notice.pdf", "url": f"{site.address}/notice.pdf", "last_modified": "2026-09-01"},
    ]
    resource = resource_address(connection(0.0), site.addresses, "rome")
    assert (resource.address, resource.checksum) == (f"{site.address}/rome.zip", ("sha1", sha1))
    shelf = DownloadShelf(tmp_path)
    assert download(connection(0.0), resource, "rome", shelf, lambda *_: None).path.read_bytes() == FILE


def test_a_dataset_without_the_file_says_what_it_holds(site: Site) -> None:
    site.resources = [{"title": "Notice.pdf", "url": "https://exemple.fr/notice.pdf"}]
    with pytest.raises(SourceUnavailable, match=r"« Notice\.pdf ».*references install"):
        resource_address(connection(0.0), site.addresses, "certifications")


def test_the_regional_catalogue_asks_for_the_region_alone(site: Site) -> None:
    assert "Pays+de+la+Loire" in regional_catalogue(site.addresses).address
