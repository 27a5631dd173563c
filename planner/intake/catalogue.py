"""Training catalogues: any spreadsheet → :data:`planner.columns.COURSES`, every fault in one pass.

A provider with text only gets in: an intitulé, and an organisme or something about what is
taught, make a course. Any other cell that is not understood is left empty and reported with
what to write instead; it never keeps its row out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from planner.columns import COURSES
from planner.french import number
from planner.intake import catalogue_rules as rules
from planner.intake.catalogue_codes import CodeReader
from planner.intake.catalogue_fields import (
    parse_duration,
    parse_level,
    parse_modality,
    parse_places,
    parse_price,
    parse_public,
    parse_start,
    uai_dept,
)
from planner.intake.cells import FORMULA_ERRORS, fold, is_blank
from planner.intake.corrections import Corrector, with_proposals
from planner.intake.dates import parse_date
from planner.intake.files import read_sheet
from planner.intake.headings import Columns, read_columns
from planner.intake.markup import plain_text
from planner.intake.privacy import mask_contacts
from planner.intake.problems import IntakeError, grouped
from planner.intake.prose import with_prose
from planner.intake.result import Intake, Places, Progress, Sectors, Territories, silent
from planner.intake.sheet import Row, Sheet
from planner.intake.synonyms import CATALOGUE_KIND
from planner.intake.table import Ledger, Rule, require_columns
from planner.intake.totals import not_data
from planner.references import Certifications

# Hours of one course that are plausible: half an hour to the ~6,000 of six years of studies. Hypothèse.
HOURS_RANGE = (0.5, 6000.0)
# Euros above which a price is no price of one person: the dearest MBAs cost about 90,000. Hypothèse.
MOST_EUROS = 100_000
# Places a year above which a number is none of places: the largest open courses aside. Hypothèse.
MOST_PLACES = 20_000
# Most courses read of one file: a region's whole offer is about 30,000 actions. Our choice, so that a
# check answers in seconds.
MAX_COURSES = 50_000
# Rows between two reports of progress.
PROGRESS_ROWS = 500
# Characters of a content above which it is no « à compléter ». Our choice.
EMPTY_LENGTH = 60
# What is written where the programme should be, folded.
_SAYS_NOTHING = re.compile(
    r"(?:a |en cours de )?(?:completer|definir|venir|preciser|renseigner|redaction)|voir .{0,40}|idem|en cours|x+|lorem.*|tbd|todo"
)
# What makes two rows the same course, the rest being equal.
_IDENTITY = (
    "title",
    "provider",
    "content",
    "public",
    "level",
    "dept",
    "commune",
    "date",
    "hours",
    "price",
    "places",
    "modality",
)


def read_catalogue(
    source: Path | str | bytes,
    name: str | None,
    territories: Territories,
    sectors: Sectors | None = None,
    *,
    occupations: pd.DataFrame | None = None,
    certifications: Certifications | None = None,
    provider: str = "",
    progress: Progress = silent,
) -> Intake:
    """Read a catalogue; good rows go in even when others do not.

    Args:
        source: path, or bytes of the file.
        name: what the user calls the file; defaults to the name of the path.
        territories: finds a département in a text.
        sectors: taken so that the three readers are called alike; a course has no filière.
        occupations: :data:`planner.columns.OCCUPATIONS`; when given, ROME codes are checked
            against it and those of the former ROME are mapped, provided that the table holds
            the whole release.
        certifications: registers installed; when given, RNCP and RS codes are looked up there.
        provider: who gives the courses of rows that do not say it: a provider's own file seldom does.
        progress: called with (step in French, rows done, rows in all).

    Raises:
        IntakeError: the file cannot be read, has no title column, or no usable row.
    """
    progress("ouverture du fichier", 0, 1)
    sheet = read_sheet(source, name, CATALOGUE_KIND)
    _refuse_too_many(sheet)
    columns, problems = read_columns(sheet.headings, CATALOGUE_KIND, sheet.name, sheet.header_row)
    require_columns(columns, CATALOGUE_KIND, sheet)
    columns, told = with_prose(columns, sheet)
    ledger = Ledger(sheet, columns, [*sheet.problems, *problems, *told])
    corrector = Corrector(sheet, columns)
    codes = CodeReader(columns, ledger, corrector, occupations, certifications)
    reader = _CourseReader(sheet, columns, ledger, Places(territories), codes, provider.strip())
    return _read_rows(reader, corrector, progress).required(sheet.file)


def _refuse_too_many(sheet: Sheet) -> None:
    if len(sheet.rows) > MAX_COURSES:
        raise IntakeError(
            sheet.file,
            f"Le tableau compte {number(len(sheet.rows))} lignes ; un catalogue en a au plus {number(MAX_COURSES)}.",
            "Découpez-le en plusieurs fichiers, par organisme ou par département.",
            rows_read=len(sheet.rows),
            rule="taille",
        )


def _read_rows(reader: _CourseReader, corrector: Corrector, progress: Progress) -> Intake:
    """Turn the rows of a sheet whose columns are known into courses."""
    sheet, ledger = reader.sheet, reader.ledger
    read, records = 0, []
    for done, row in enumerate(sheet.rows):
        if done % PROGRESS_ROWS == 0:
            progress("lecture des formations", done, len(sheet.rows))
        what = not_data(row, sheet)
        if what:
            ledger.add(row, "title", rules.IGNORED, what=what)
            continue
        read += 1
        corrector.examine(row)
        record = reader.record(row)
        if record:
            records.append(record)
    progress("lecture des formations", len(sheet.rows), len(sheet.rows))
    problems = with_proposals(grouped(ledger.problems), corrector.corrections)
    unread = reader.columns.names_unread()
    detected = f"{sheet.detected}, {unread}" if unread else sheet.detected
    return Intake(COURSES.frame(records), problems, detected, read, corrector.corrections)


class _CourseReader:
    """One course a row; remembers references and courses already seen."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        ledger: Ledger,
        places: Places,
        codes: CodeReader,
        provider: str,
    ) -> None:
        self.sheet, self.columns, self.ledger = sheet, columns, ledger
        self.places, self.codes, self.provider = places, codes, provider
        self.references: dict[str, tuple[int, str]] = {}
        self.twins: dict[tuple[str, ...], dict[str, object]] = {}
        unread = columns.names_unread()
        self.unread = f" ({unread})" if unread else ""
        folded = {fold(heading) for heading in columns.headings}
        heading = next((columns.headings[column] for column in columns.of.get("level", ())), "")
        self.level_rule = rules.LEVEL_UNSAID if "diplome" in fold(heading) else rules.LEVEL
        # Parcoursup-like files count years after the bac from « niveau_entree » to « niveau_sortie ».
        self.counts_years = "niveau entree" in folded

    def record(self, row: Row) -> dict[str, object] | None:
        """The course of a row, None when it cannot be used or repeats another one."""
        self._note_formulas(row)
        title, provider = plain_text(self._text(row, "title")), self._text(row, "provider") or self.provider
        content = self._content(row)
        if not self._usable(row, title, provider, content):
            return None
        modality, modality_public = self._modality(row)
        hours, level, codes = self._hours(row), self._level(row, title), self.codes.read(row, title)
        self.codes.check_level(row, codes["rncp"], level)
        course = {
            "title": title,
            "provider": provider,
            "content": content,
            "public": self._public(row, title, modality_public),
            "audience": mask_contacts(self._text(row, "audience")),
            "level": level,
            "hours": hours,
            "price": self._price(row, hours),
            "places": self._places(row),
            "dept": self._dept(row, provider, modality),
            "commune": self._text(row, "commune"),
            "modality": modality,
            **codes,
            "date": self._date(row),
            "source": self.sheet.file,
            "row": row.number,
        }
        identity = (self._text(row, "reference"), *(str(course[key]) for key in _IDENTITY))
        first = self.twins.setdefault(identity, course)
        if first is not course:
            self._merge(row, first, codes)
            return None
        course["course_id"] = self._identifier(row, provider)
        return course

    def _merge(self, row: Row, first: dict[str, object], codes: dict[str, str]) -> None:
        """Give the first of two equal courses the codes of both: exports write one row a code."""
        before = first["formacode"], first["rome"]
        for name in ("formacode", "rome"):
            both = [*str(first[name]).split("|"), *codes[name].split("|")]
            first[name] = "|".join(dict.fromkeys(filter(None, both)))
        added = before != (first["formacode"], first["rome"])
        told = ", avec les codes des deux lignes" if added else ""
        self.ledger.add(row, "title", rules.TWIN, first=first["row"], codes=told)

    # ── text ─────────────────────────────────────────────────────────────────────────────
    def _text(self, row: Row, field: str) -> str:
        text = self.columns.first(row, field)
        return "" if is_blank(text) or text in FORMULA_ERRORS else text

    def _note_formulas(self, row: Row) -> None:
        if FORMULA_ERRORS.isdisjoint(row.values):
            return
        for field in self.columns.of:
            text = self.columns.first(row, field)
            if text in FORMULA_ERRORS:
                self.ledger.add(row, field, rules.FORMULA)

    def _content(self, row: Row) -> str:
        texts = [*self.columns.all(row, "objectives"), *self.columns.all(row, "content")]
        kept = [mask_contacts(plain_text(t)) for t in texts if not is_blank(t) and t not in FORMULA_ERRORS]
        return "\n".join(dict.fromkeys(text for text in kept if text))

    def _usable(self, row: Row, title: str, provider: str, content: str) -> bool:
        """Note what is missing; a row without title, or with nothing but a title, cannot go in."""
        if not title:
            self.ledger.add(row, "title", rules.NO_TITLE)
            return False
        if not any(self._text(row, field) for field in self.columns.of if field != "title"):
            self.ledger.add(row, "title", rules.NOTHING_TAUGHT)
            return False
        if not any(sign.isalpha() for sign in title):
            self.ledger.add(row, "title", rules.TITLE_NUMBER)
        if not provider:
            rule = rules.NO_PROVIDER if "provider" in self.columns else rules.NO_PROVIDER_COLUMN
            self.ledger.add(row, "provider", rule, unread=self.unread)
        self._note_content(row, content)
        return True

    def _note_content(self, row: Row, content: str) -> None:
        field = "objectives" if "objectives" in self.columns else "content"
        if field not in self.columns:
            self.ledger.add(row, field, rules.NO_CONTENT_COLUMN, unread=self.unread)
        elif not content:
            self.ledger.add(row, field, rules.NO_CONTENT)
        elif len(content) <= EMPTY_LENGTH and _SAYS_NOTHING.fullmatch(fold(content)):
            self.ledger.add(row, field, rules.EMPTY_CONTENT)

    def _identifier(self, row: Row, provider: str) -> str:
        """The provider's reference, made unique by the row when it comes again."""
        reference = self._text(row, "reference")
        if not reference:
            return f"{self.sheet.file}#{row.number}"
        first, owner = self.references.setdefault(reference, (row.number, provider))
        if first == row.number:
            return reference
        # Two providers may number their courses alike: no fault, but two identifiers.
        if owner == provider:
            self.ledger.add(row, "reference", rules.SAME_REFERENCE, first=first)
        return f"{reference}#{row.number}"

    # ── who and where ────────────────────────────────────────────────────────────────────
    def _public(self, row: Row, title: str, modality_public: str) -> str:
        texts = (self._text(row, "public_type"), modality_public, self._text(row, "audience"), title)
        found = next((public for text in texts if text and (public := parse_public(text))), "")
        if not found:
            found = "initial" if uai_dept(self._text(row, "provider")) else ""
        if not found:
            self.ledger.add(row, "public_type", rules.PUBLIC)
        return found or "continu"

    def _modality(self, row: Row) -> tuple[str, str]:
        """Modality, and the text when the column speaks of the public instead (Parcoursup)."""
        text = self._text(row, "modality")
        modality = parse_modality(text) if text else ""
        if modality is None:
            if parse_public(text):
                return "", text
            self.ledger.add(row, "modality", rules.MODALITY)
        return modality or "", ""

    def _dept(self, row: Row, provider: str, modality: str) -> str:
        said, commune = self._text(row, "dept"), self._text(row, "commune")
        place = self.places.dept([self._text(row, "postcode"), commune])
        if modality == "distance":
            return ""
        if not said:
            found = place or uai_dept(provider)
            if commune and not found and parse_modality(commune) is None:
                self.ledger.add(row, "commune", rules.COMMUNE)
            return found
        found = self.places.dept([said])
        if not found:
            self.ledger.add(row, "dept", rules.DEPT)
        elif place and place != found:
            self.ledger.add(row, "commune", rules.DEPT_CLASH, found=place, said=found)
        return found or place

    # ── figures ──────────────────────────────────────────────────────────────────────────
    def _hours(self, row: Row) -> float:
        text = self._text(row, "duration")
        if not text:
            return math.nan
        heading, _ = self.columns.cell(row, "duration")
        duration = parse_duration(text, heading)
        if duration is None:
            self.ledger.add(row, "duration", rules.DURATION)
            return math.nan
        if duration.hours is None:
            self.ledger.add(row, "duration", rules.DURATION_LONG)
            return math.nan
        if not HOURS_RANGE[0] <= duration.hours <= HOURS_RANGE[1]:
            self.ledger.add(row, "duration", rules.DURATION_ODD, hours=f"{duration.hours:g}")
            return math.nan
        if duration.assumed:
            self.ledger.add(row, "duration", rules.DURATION_ASSUMED, assumed=duration.assumed)
        return duration.hours

    def _price(self, row: Row, hours: float) -> float:
        text = self._text(row, "price")
        price = parse_price(text) if text else None
        if price is None or price.euros is None:
            if text:
                self.ledger.add(row, "price", rules.PRICE_QUOTE if price else rules.PRICE)
            return math.nan
        if price.several:
            self.ledger.add(row, "price", rules.PRICE_SEVERAL)
        euros = price.euros
        if price.unit != "stagiaire":
            euros = self._whole_price(row, euros, price.unit, hours)
        if euros > MOST_EUROS:
            self.ledger.add(row, "price", rules.PRICE_ODD, euros=number(euros))
            return math.nan
        return euros

    def _whole_price(self, row: Row, euros: float, unit: str, hours: float) -> float:
        """Price of the whole course from the price of an hour or a day."""
        if unit == "groupe":
            self.ledger.add(row, "price", rules.PRICE_GROUP)
            return math.nan
        if math.isnan(hours):
            self.ledger.add(row, "price", rules.PRICE_UNIT, unit=unit)
        return euros * (hours if unit == "heure" else hours / 7)

    def _places(self, row: Row) -> float:
        places = self._parsed(row, "places", parse_places, rules.PLACES)
        if places > MOST_PLACES:
            self.ledger.add(row, "places", rules.PLACES_ODD, places=number(places))
            return math.nan
        if places == 0:
            self.ledger.add(row, "places", rules.PLACES_NONE)
        return places

    def _level(self, row: Row, title: str) -> float:
        years = self._text(row, "years_after_bac")
        if years and self.counts_years:
            return self._parsed(row, "years_after_bac", lambda text: parse_level(f"bac+{text}"), rules.LEVEL)
        field = "level" if self._text(row, "level") else "years_after_bac"
        if self._text(row, field):
            return self._parsed(row, field, parse_level, self.level_rule)
        return math.nan

    def _parsed(self, row: Row, field: str, parse: Callable[[str], float | None], rule: Rule) -> float:
        text = self._text(row, field)
        value = parse(text) if text else math.nan
        if value is None:
            self.ledger.add(row, field, rule)
            return math.nan
        return float(value)

    def _date(self, row: Row) -> str:
        text, end = self._text(row, "date"), self._text(row, "end_date")
        start = parse_start(text) if text else ""
        if start is None:
            self.ledger.add(row, "date", rules.DATE)
        finish = parse_date(end) if end else ""
        if finish is None:
            self.ledger.add(row, "end_date", rules.DATE)
        if start and finish and finish < start:
            self.ledger.add(row, "end_date", rules.DATES_ORDER, start="/".join(reversed(start.split("-"))))
        return start or ""
