"""Installing official files: what is refused and why, what is kept, what is in use."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path

import pytest

from planner.references.esco import esco_relation, installed_esco
from planner.references.installation import InstallationRefused, install
from planner.references.rome import installed_rome
from planner.store import UnusableRelease, list_releases, releases

ROME_ZIP = "RefRomeCsv.zip"
CODES = "unix_referentiel_code_rome_v460_utf8.csv"
COMPETENCES = "unix_referentiel_competence_v460_utf8.csv"
SAVOIRS = "unix_referentiel_savoir_v460_utf8.csv"


def refusal(path: Path, home: Path) -> str:
    """The message of a refused installation, after checking that nothing was kept."""
    with pytest.raises(InstallationRefused) as refused:
        install([path], home)
    assert list_releases(home) == []
    assert not home.exists()
    return str(refused.value)


# ── faults of the file ───────────────────────────────────────────────────────────────────
def test_absent_file(tmp_path, home):
    message = refusal(tmp_path / "rien.zip", home)
    assert message == (
        "« rien.zip » : fichier introuvable. "
        "Attendu : un fichier officiel ROME, ESCO, Certif Info ou France compétences (zip ou csv). Vérifiez le chemin."
    )


def test_zero_byte_zip(tmp_path, home):
    path = tmp_path / "vide.zip"
    path.touch()
    assert refusal(path, home) == (
        "« vide.zip » : le fichier est vide (0 octet). Attendu : un fichier officiel ROME, ESCO, Certif Info "
        "ou France compétences (zip ou csv). Téléchargez de nouveau le fichier officiel, puis recommencez."
    )


def test_file_without_right_to_read(zipped, rome_files, home, monkeypatch):
    path = zipped(ROME_ZIP, rome_files)

    def refuse(*_args, **_options):
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        message = refusal(path, home)
    assert "« RefRomeCsv.zip » : le fichier ne peut pas être lu (Permission denied)." in message


def test_truncated_zip(zipped, rome_files, home):
    path = zipped(ROME_ZIP, rome_files)
    path.write_bytes(path.read_bytes()[:50_000])
    assert refusal(path, home) == (
        "« RefRomeCsv.zip » : archive zip tronquée ou endommagée (50000 octets). Attendu : une archive zip "
        "entière. Téléchargez de nouveau le fichier officiel, puis recommencez."
    )


def test_member_with_damaged_bytes(zipped, rome_files, home):
    path = zipped(ROME_ZIP, rome_files)
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(COMPETENCES).header_offset
    content = bytearray(path.read_bytes())
    content[start + 500 : start + 520] = b"\0" * 20
    path.write_bytes(content)
    message = refusal(path, home)
    assert f"« RefRomeCsv.zip » : le membre « {COMPETENCES} » est endommagé" in message
    assert "Attendu : une archive entière" in message


def test_encrypted_zip(zipped, rome_files, home):
    path = zipped(ROME_ZIP, rome_files)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 0x1  # general purpose flag, bit 0: encrypted
    path.write_bytes(content)
    assert refusal(path, home) == (
        "« RefRomeCsv.zip » : l’archive est protégée par un mot de passe. Attendu : une archive sans mot de "
        "passe. Retirez le mot de passe ou téléchargez de nouveau le fichier officiel."
    )


def test_zip_bomb(zipped, rome_files, home):
    path = zipped(ROME_ZIP, {**rome_files, "zeros.csv": b"0" * 20_000_000})
    message = refusal(path, home)
    assert "« RefRomeCsv.zip » : l’archive s’ouvrirait en 9 fichiers et" in message
    assert "Attendu : au plus 500 fichiers et 512 Mo, 150:1." in message


def test_too_many_members(zipped, home):
    path = zipped(ROME_ZIP, {f"{i}.csv": b"a" for i in range(501)})
    assert "l’archive s’ouvrirait en 501 fichiers" in refusal(path, home)


def test_other_zip(zipped, home):
    path = zipped("classeur.xlsx", {"xl/workbook.xml": b"<workbook/>", "[Content_Types].xml": b"<Types/>"})
    assert refusal(path, home) == (
        "« classeur.xlsx » : ni ROME, ni ESCO, ni registre de certifications (contient [Content_Types].xml, "
        "workbook.xml). Attendu : l’archive RefRomeCsv de France Travail, une archive ESCO « classification – csv », "
        "le fichier certif_info ou l’archive export-fiches-csv de France compétences. "
        "Téléchargez de nouveau le fichier officiel, puis recommencez."
    )


def test_other_csv(tmp_path, home):
    path = tmp_path / "communes.csv"
    path.write_text("insee;nom\n44109;Nantes\n", encoding="utf-8")
    assert "« communes.csv » : ni ROME, ni ESCO" in refusal(path, home)


def test_picture(tmp_path, home):
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\xff\xd8\xff\xe0" * 100)
    assert "« photo.csv » : ni ROME, ni ESCO" in refusal(path, home)


# ── faults of the content ────────────────────────────────────────────────────────────────
def test_missing_member(zipped, rome_files, home):
    path = zipped(ROME_ZIP, {name: content for name, content in rome_files.items() if name != SAVOIRS})
    message = refusal(path, home)
    assert "« RefRomeCsv.zip » : ROME 4.0 incomplet, il manque unix_referentiel_savoir_v*.csv." in message
    assert "Attendu : unix_referentiel_code_rome_v*.csv, " in message


def test_missing_column(zipped, rome_files, home):
    altered = rome_files[COMPETENCES].replace(b"libelle_competence", b"libelle")
    message = refusal(zipped(ROME_ZIP, {**rome_files, COMPETENCES: altered}), home)
    assert f"« {COMPETENCES} » n’a pas la colonne libelle_competence." in message
    assert "Attendu : les colonnes code_ogr, libelle_competence." in message


def test_column_title_twice(zipped, rome_files, home):
    altered = rome_files[CODES].replace(b"libelle_rome,code_rome_parent", b"libelle_rome,libelle_rome")
    message = refusal(zipped(ROME_ZIP, {**rome_files, CODES: altered}), home)
    assert f"« {CODES} » porte deux fois le même titre de colonne." in message


def test_stray_carriage_return_in_the_header(zipped, rome_files, home):
    altered = rome_files[CODES].replace(b"code_rome,code_ogr", b"code_r\rome,code_ogr")
    message = refusal(zipped(ROME_ZIP, {**rome_files, CODES: altered}), home)
    assert f"« {CODES} » n’a pas la colonne code_rome, code_ogr, libelle_rome." in message


def test_too_few_rows(zipped, rome_files, home):
    altered = b"\r\n".join(rome_files[COMPETENCES].split(b"\r\n")[:101])
    message = refusal(zipped(ROME_ZIP, {**rome_files, COMPETENCES: altered}), home)
    assert f"« {COMPETENCES} » n’a que 100 lignes. Attendu : au moins 9000 lignes." in message


def test_header_alone(zipped, rome_files, home):
    altered = rome_files[COMPETENCES].split(b"\r\n")[0]
    message = refusal(zipped(ROME_ZIP, {**rome_files, COMPETENCES: altered}), home)
    assert f"« {COMPETENCES} » n’a que 0 lignes." in message


def test_empty_member(zipped, rome_files, home):
    message = refusal(zipped(ROME_ZIP, {**rome_files, COMPETENCES: b""}), home)
    assert f"« {COMPETENCES} » n’a pas la colonne code_ogr, libelle_competence." in message


def test_row_cut_short(zipped, rome_files, home):
    altered = rome_files[CODES].replace(b"A1103,3,M\xc3\xa9tier A1103,A1103", b"A1103,3")
    message = refusal(zipped(ROME_ZIP, {**rome_files, CODES: altered}), home)
    assert f"« {CODES} », ligne 4 : 2 valeur(s). Attendu : 4 valeurs par ligne." in message


def test_row_too_long(zipped, rome_files, home):
    altered = rome_files[CODES].replace(b"A1103,3,", b"A1103,3,de trop,")
    message = refusal(zipped(ROME_ZIP, {**rome_files, CODES: altered}), home)
    assert f"« {CODES} », ligne 4 : 5 valeur(s). Attendu : 4 valeurs par ligne." in message


def test_quote_never_closed(zipped, rome_files, home):
    altered = rome_files[CODES].replace(b"N1138,545,", b'N1138,545,"')
    message = refusal(zipped(ROME_ZIP, {**rome_files, CODES: altered}), home)
    assert f"« {CODES} », ligne 547 : guillemet jamais refermé ou valeur illisible." in message


def test_other_encoding(zipped, rome_files, home):
    altered = rome_files[CODES].decode().encode("latin-1")
    message = refusal(zipped(ROME_ZIP, {**rome_files, CODES: altered}), home)
    assert f"« {CODES} » n’est pas écrit en UTF-8. Attendu : le fichier officiel, en UTF-8." in message


def test_swapped_columns(zipped, rome_files, home):
    altered = rome_files[COMPETENCES].replace(b"code_ogr,libelle_competence", b"libelle_competence,code_ogr")
    message = refusal(zipped(ROME_ZIP, {**rome_files, COMPETENCES: altered}), home)
    assert f"« {COMPETENCES} » : la colonne code_ogr contient « Conduire l'opération 0 »." in message


def test_rome_without_version(zipped, rome_files, home):
    renamed = {name.replace("_v460", "_v0"): content for name, content in rome_files.items()}
    renamed.pop("version.txt")
    message = refusal(zipped(ROME_ZIP, renamed), home)
    assert (
        "la version du ROME n’est indiquée nulle part. Attendu : le fichier version.txt officiel." in message
    )


def test_esco_in_another_language(zipped, esco_files, home):
    message = refusal(zipped("ESCO.zip", {"skills_de.csv": esco_files["en"]["skills_en.csv"]}), home)
    assert "« ESCO.zip » : ESCO en langue « de ». Attendu : fr ou en." in message


def test_esco_of_a_later_generation(zipped, esco_files, home):
    message = refusal(zipped("ESCO dataset - v2.0.0 - en.zip", esco_files["en"]), home)
    assert "ESCO version 2.0.0. Attendu : une version 1.x d’ESCO." in message


def test_two_languages_in_one_archive(zipped, esco_files, home):
    message = refusal(zipped("ESCO.zip", {**esco_files["en"], **esco_files["fr"]}), home)
    assert "plusieurs fichiers de compétences (skills_en.csv, skills_fr.csv)" in message
    assert "Installez une archive par langue." in message


def test_every_bad_file_is_told_and_the_good_one_waits(zipped, rome_files, tmp_path, home):
    good = zipped(ROME_ZIP, rome_files)
    empty = tmp_path / "vide.zip"
    empty.touch()
    other = zipped("autre.zip", {"a.txt": b"a"})
    with pytest.raises(InstallationRefused) as refused:
        install([good, empty, other], home)
    assert [problem.file for problem in refused.value.problems] == ["vide.zip", "autre.zip"]
    assert len(str(refused.value).splitlines()) == 2
    assert list_releases(home) == []


# ── what is kept ─────────────────────────────────────────────────────────────────────────
def test_rome_is_kept_with_its_identity(zipped, rome_files, home):
    (outcome,) = install([zipped("n’importe quel nom.zip", rome_files)], home)
    (release,) = list_releases(home)
    assert outcome.sentence == "ROME 4.0 version 60 : installé."
    assert (release.kind, release.version, release.lang, release.date) == ("rome", "60", None, "2025-09-18")
    assert release.licence == "Licence Ouverte 2.0, France Travail"
    assert len(release.sha256) == 64
    assert release.rows["occupations"] == 546
    assert release.rows_read["links"] == 60_606
    assert (home / "references" / "rome-60" / "manifest.json").is_file()
    assert len(installed_rome(home).skills) == 9_200 + 7_600


def test_members_in_a_folder_of_the_zip(zipped, rome_files, home):
    nested = {f"RefRomeCsv/{name}": content for name, content in rome_files.items()}
    (outcome,) = install([zipped(ROME_ZIP, nested)], home)
    assert outcome.release.version == "60"


def test_renamed_members_are_known_by_their_columns(zipped, rome_files, home):
    renamed = {f"{rank}.csv": content for rank, content in enumerate(rome_files.values())}
    renamed["version.txt"] = rome_files["version.txt"]
    (outcome,) = install([zipped(ROME_ZIP, renamed)], home)
    assert outcome.release.rows["occupation_skills"] == 60_060


def test_same_file_again_changes_nothing(zipped, rome_files, home):
    path = zipped(ROME_ZIP, rome_files)
    install([path], home)
    manifest = home / "references" / "rome-60" / "manifest.json"
    before = manifest.stat().st_mtime_ns
    (outcome,) = install([path], home)
    assert outcome.sentence == "ROME 4.0 version 60 : déjà installé, rien n’a changé."
    assert manifest.stat().st_mtime_ns == before


def test_newest_version_is_in_use_whatever_the_order(zipped, rome_files, newer_rome_files, home):
    newer = zipped("a.zip", newer_rome_files)
    older = zipped("b.zip", rome_files)
    install([newer], home)
    (outcome,) = install([older], home)
    assert outcome.sentence == "ROME 4.0 version 60 : installé. Une version plus récente reste utilisée."
    assert [release.version for release in list_releases(home)] == ["61", "60"]


def test_corrected_file_of_the_same_version_replaces_it(zipped, rome_files, home):
    install([zipped(ROME_ZIP, rome_files)], home)
    corrected = rome_files[CODES].replace("Métier A1101".encode(), b"Corrige")
    (outcome,) = install([zipped("corrigé.zip", {**rome_files, CODES: corrected})], home)
    assert outcome.changed
    assert installed_rome(home).occupations["label"].iloc[0] == "Corrige"
    assert [path.name for path in (home / "references").iterdir()] == ["rome-60"]


def test_loose_csv_files_given_together(tmp_path, rome_files, home):
    for name, content in rome_files.items():
        (tmp_path / name).write_bytes(content)
    (outcome,) = install([tmp_path / name for name in rome_files], home)
    assert outcome.release.version == "60"
    assert outcome.release.rows["skills"] == 16_800


def test_one_loose_csv_of_rome_says_what_is_missing(tmp_path, rome_files, home):
    path = tmp_path / "codes.csv"
    path.write_bytes(rome_files[CODES])
    message = refusal(path, home)
    assert "il manque unix_referentiel_appellation_v*.csv" in message
    assert "Des fichiers csv séparés se donnent tous ensemble." in message


def test_esco_without_version_gives_way_to_a_numbered_one(zipped, esco_files, home):
    install([zipped("ESCO v1.1.1.zip", esco_files["en"])], home)
    renamed = {**esco_files["en"], "lisez-moi.txt": b"autre envoi"}
    (outcome,) = install([zipped("renommé.zip", renamed)], home)
    assert not outcome.in_use
    assert "redonnez-lui son nom d’origine" in outcome.sentence


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_loose_skills_file_is_an_esco_release(tmp_path, esco_files, home, lang):
    path = tmp_path / "competences.csv"
    path.write_bytes(esco_files[lang][f"skills_{lang}.csv"])
    (outcome,) = install([path], home)
    assert outcome.sentence == f"ESCO version 1.x ({lang}) : installé."


def test_loose_files_of_two_languages_make_two_releases(tmp_path, esco_files, home):
    names = [("fr", "skills_fr.csv"), ("en", "skills_en.csv"), ("en", "occupationSkillRelations.csv")]
    for lang, name in names:
        (tmp_path / name).write_bytes(esco_files[lang][name])
    outcomes = install([tmp_path / name for _, name in names], home)
    assert {outcome.release.lang for outcome in outcomes} == {"fr", "en"}
    assert esco_relation(home, "occupation_skills")[0].lang in {"fr", "en"}


def test_spreadsheet_semicolons_are_read(tmp_path, esco_files, home):
    path = tmp_path / "skills_en.csv"
    path.write_bytes(esco_files["en"]["skills_en.csv"].replace(b",", b";"))
    (outcome,) = install([path], home)
    assert outcome.release.rows == {"skills": 13_200}


def test_progress_goes_from_nothing_to_everything(zipped, rome_files, esco_files, home):
    steps = []
    paths = [zipped(ROME_ZIP, rome_files), zipped("ESCO v1.2.0 en.zip", esco_files["en"])]
    install(paths, home, lambda step, done, total: steps.append((step, done, total)))
    assert [done for _, done, _ in steps] == list(range(len(steps)))
    assert {total for _, _, total in steps} == {len(steps) - 1}
    assert steps[0][0].startswith("ROME 4.0 version 60 : lecture, ")
    assert steps[-1][0] == "Terminé"


# ── faults of the disk ───────────────────────────────────────────────────────────────────
def test_full_disk_keeps_the_present_release(zipped, rome_files, newer_rome_files, home, monkeypatch):
    install([zipped(ROME_ZIP, rome_files)], home)

    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("planner.store.folders.pq.write_table", full)
    with pytest.raises(UnusableRelease, match=r"n’a pas pu être enregistré .* Rien n’a changé"):
        install([zipped("61.zip", newer_rome_files)], home)
    assert [path.name for path in (home / "references").iterdir()] == ["rome-60"]
    assert installed_rome(home) is not None


def test_damaged_installation_is_told_then_repaired(zipped, rome_files, home):
    path = zipped(ROME_ZIP, rome_files)
    install([path], home)
    table = home / "references" / "rome-60" / "skills.parquet"
    table.write_bytes(table.read_bytes()[:100])
    with pytest.raises(UnusableRelease, match=r"« rome-60 » ne se lit plus .* Installez de nouveau"):
        installed_rome(home)
    (outcome,) = install([path], home)
    assert outcome.changed
    assert len(installed_rome(home).skills) == 16_800


def test_killed_between_the_two_renames_loses_nothing(zipped, rome_files, home):
    install([zipped(ROME_ZIP, rome_files)], home)
    folder = home / releases.FOLDER
    (folder / "rome-60").rename(folder / ".rome-60.retired")
    assert [release.version for release in list_releases(home)] == ["60"]


def test_nothing_installed_is_none(home):
    assert installed_rome(home) is None
    assert installed_esco(home) is None
