"""The door to the heavy road. Pages ask here for results; each thing is computed once.

Two levels, each kept by the content it was made from: what was read in the postings does not
depend on parameters; results depend on inputs, references, parameters; a budget only ranks
again. Frames that come out of here are shared by every session: nobody changes them.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd
import streamlit as st

from planner import __version__, pipeline
from planner.matching import Corrections, Matched, PostingMatcher
from planner.needs import Parameters
from planner.plan import Context, PlanSettings, Wishes, build_plan
from planner.references import Earlier, References, load_references
from planner.report import Filters
from planner.results import Results
from planner.settings import Settings
from planner.store import Cache, cache_key, list_releases
from planner.web import data, kept_campaigns, language, plan_link, spoken, state
from planner.web.data import Loaded
from planner.web.language import _
from planner.web.progress import SharedStep, ShowProgress, progress_bar, without_page
from planner.web.shelf import Shelf
from planner.web.state import Asked

# Our choice: some campaigns and scenarios in memory, a few hundred megabytes at most.
INPUTS_KEPT, READINGS_KEPT, RUNS_KEPT, TABLES_KEPT = 4, 4, 8, 512
Table = TypeVar("Table")


@dataclass(frozen=True, slots=True, eq=False)
class Shelves:
    """Memories of the server: inputs, what was read in postings, results."""

    inputs: Shelf[Loaded]
    readings: Shelf[Matched]
    runs: Shelf[Results]
    contexts: Shelf[Context]
    step: SharedStep


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """What a page shows: results, identified by ``key``, through the filters; ``base``: all but the plan; ``language``: of its words."""

    key: str
    results: Results
    filters: Filters
    base: tuple[object, ...] = ()
    language: str = language.FRENCH

    def figure(self, function: Callable[..., Table], **options: object) -> Table:
        """``function(results, filters=filters, **options)`` of :mod:`planner.report`, computed once."""
        name = f"{function.__module__}.{function.__qualname__}"
        return _figure(name, self.key, self.filters, tuple(sorted(options.items())), function, self.results)


def references() -> References:
    """The references in use, loaded once per set of installed releases.

    Raises:
        UnusableRelease: an installed release is damaged.
    """
    home = Settings.from_environment().home
    return _load_references(str(home), references_key())


def references_key() -> str:
    """What identifies the releases in use."""
    releases = list_releases(Settings.from_environment().home)
    return ",".join(f"{release.name}-{release.sha256}" for release in releases)


def sources() -> pd.DataFrame:
    """Imports behind the screens (:func:`planner.web.data.sources`): of the campaign shown, else in use; none for the demonstration."""
    campaign = kept_campaigns.shown()
    if campaign is not None:
        return data.sources(campaign.imports)
    return data.sources(() if state.asked().demonstration else None)


def loaded() -> Loaded:
    """The inputs on screen.

    Raises:
        StoreUnavailable: the database does not answer.
    """
    return _loaded(sources())


def _loaded(used: pd.DataFrame) -> Loaded:
    key = (references_key(), data.signature(used))
    return _shelves().inputs.get(key, lambda: data.load(used, references()))


def view() -> View:
    """As :func:`kept_view`, its words in the reader's language."""
    kept = kept_view()
    if language.current() == language.FRENCH:
        return kept
    key = f"{kept.key}-{language.ENGLISH}"
    results = _shelves().runs.get((key,), lambda: _in_english(kept))
    if state.campaign() != results.campaign:
        results = replace(results, campaign=state.campaign())
    return replace(kept, key=key, results=results, language=language.ENGLISH)


def _in_english(kept: View) -> Results:
    spoken_context = plan_context(replace(kept, language=language.ENGLISH))
    return spoken.results(kept.results, spoken_context, _english_references(references_key()))


def references_said() -> References:
    """As :func:`references`, their own texts in the reader's language: for the screen, never for a file."""
    known = references()
    return known if language.current() == language.FRENCH else _english_references(references_key())


@st.cache_resource(max_entries=2, show_spinner=False)
def _english_references(key: str) -> References:
    """``key``: :func:`references_key`."""
    return spoken.references(references())


def kept_view() -> View:
    """Results for what is asked, through the filters; computed with a progress bar the first time. What is written
    to a file or kept is made of them, in French whatever the screen."""
    asked = state.asked()
    base, results = _counted(loaded(), asked.parameters)
    key = (*base, asked.budget, *sorted(plan_link.written(asked.settings, asked.wishes).items()))
    if asked.budget is not None or asked.settings != PlanSettings() or asked.wishes != Wishes():
        context = _shelves().contexts.get(base, lambda: _context(results, references()))
        results = _shelves().runs.get(key, lambda: _replan(results, context, asked))
    if state.campaign() != results.campaign:
        results = replace(results, campaign=state.campaign())
    return View(hashlib.sha256(repr(key).encode()).hexdigest(), results, state.filters(), base)


def recounted(parameters: Parameters, earlier: Earlier | None = None) -> Results:
    """The data on screen counted with other parameters, without a budget.

    Args:
        earlier: read everything again with the references of an earlier run.

    Raises:
        ReferencesGone: one of ``earlier`` is not on this machine.
    """
    inputs = loaded()
    if earlier is None:
        return _counted(inputs, parameters)[1]
    known, corrections = load_references(Settings.from_environment().home, earlier), data.corrections()
    key = (earlier.key, inputs.key, parameters, corrections.key)

    def make() -> Results:
        with progress_bar(_("Lecture avec les référentiels de la campagne antérieure")) as move:
            reading = pipeline.read(inputs.inputs, known, move).corrected(corrections)
            return pipeline.run(inputs.inputs, known, parameters, reading=reading, progress=move)

    return _shelves().runs.get(key, make)


def prepare() -> None:
    """Make what a new session asks first, before anybody does and without a page."""
    _counted(_loaded(data.sources()), Parameters(), without_page)


def _counted(
    inputs: Loaded, parameters: Parameters, show: ShowProgress = progress_bar
) -> tuple[tuple[object, ...], Results]:
    """What identifies the count, and its results, kept like any run."""
    today, corrections = datetime.date.today().isoformat(), data.corrections()
    base = (references_key(), inputs.key, parameters, today, corrections.key)
    runs, step = _shelves().runs, _shelves().step
    with nullcontext(pipeline.silent) if base in runs else show(_("Préparation")) as move:
        make = partial(_run, inputs, parameters, today, corrections, step.noted_by(move))
        return base, runs.get(base, make, waiting=lambda: step.tell(move))


def with_budget(
    results: Results,
    context: Context,
    budget: float | None,
    settings: PlanSettings | None = None,
    wishes: Wishes | None = None,
) -> Results:
    """The same results with the plan chosen again: the rest depends on neither budget, settings nor wishes."""
    plan = build_plan(
        results.gaps,
        results.needs,
        context,
        results.parameters,
        budget,
        settings=settings,
        wishes=wishes,
    )
    return replace(results, budget=budget, actions=plan.actions, plan=plan)


def plan_context(shown: View) -> Context:
    """What sentences and programmes of the plan look up; made once for these needs and words, whatever the budget."""
    contexts = _shelves().contexts
    if shown.language == language.FRENCH:
        return contexts.get(shown.base, lambda: _context(shown.results, references()))
    kept = kept_view()
    french = contexts.get(kept.base, lambda: _context(kept.results, references()))
    known = _english_references(references_key())
    return contexts.get((*kept.base, shown.language), lambda: spoken.context(french, kept.results, known))


def _context(results: Results, known: References) -> Context:
    return pipeline.plan_context(known, results.needs, results.inputs.courses, results.teachings)


def matcher() -> PostingMatcher:
    """Reads one posting at once; its indexes are built at first use and shared."""
    home = Settings.from_environment().home
    return _matcher(str(home), references_key())


def _run(
    inputs: Loaded, parameters: Parameters, today: str, corrections: Corrections, progress: pipeline.Progress
) -> Results:
    reading = _read(inputs, progress).corrected(corrections)
    return pipeline.run(
        inputs.inputs, references(), parameters, run_date=today, reading=reading, progress=progress
    )


def _replan(results: Results, context: Context, asked: Asked) -> Results:
    with progress_bar(_("Choix des actions sous ce budget")):
        return with_budget(results, context, asked.budget, asked.settings, asked.wishes)


def _read(inputs: Loaded, progress: pipeline.Progress) -> pipeline.Reading:
    """What everything brought says; postings, long to read, are kept apart from the rest."""
    key = cache_key(inputs.postings_key, references_key(), _reader_key())
    postings = _shelves().readings.get(key, lambda: _from_disk_or_postings(key, inputs, progress))
    courses, profiles, reader = inputs.inputs.courses, inputs.inputs.profiles, matcher().reader
    taught = zip(courses["course_id"], courses["title"], courses["content"], strict=True)
    stated = zip(profiles["profile_id"], [""] * len(profiles), profiles["stated_needs"], strict=True)
    return pipeline.Reading(
        postings, reader.mentions(taught, postings=False), reader.mentions(stated, postings=False)
    )


def _from_disk_or_postings(key: str, inputs: Loaded, progress: pipeline.Progress) -> Matched:
    """From the disk of a former server, else read now and kept there."""
    disk = Cache(Settings.from_environment().home)
    tables = disk.load(key)
    if tables is not None:
        repeats = dict(tables["repeats"].itertuples(index=False, name=None))
        return Matched(tables["mentions"], tables["codings"], repeats)
    matched = matcher().read(inputs.inputs.postings, progress)
    repeats = pd.DataFrame(list(matched.repeats.items()), columns=["posting_id", "same_as"], dtype=str)
    disk.save(key, {"mentions": matched.mentions, "codings": matched.codings, "repeats": repeats})
    return matched


@st.cache_resource(show_spinner=False)
def _reader_key() -> str:
    """What the reading depends on beside the postings: the version, the reader's code, the framework's words."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(Path(pipeline.__file__).parent.joinpath("matching").glob("*.py")):
        digest.update(path.read_bytes())
    digest.update(data.content_key(references().framework.forms).encode())
    return digest.hexdigest()


@st.cache_resource(show_spinner=False)
def _shelves() -> Shelves:
    return Shelves(Shelf(INPUTS_KEPT), Shelf(READINGS_KEPT), Shelf(RUNS_KEPT), Shelf(RUNS_KEPT), SharedStep())


@st.cache_resource(max_entries=2, show_spinner=False)
def _load_references(home: str, key: str) -> References:
    """``key`` is what makes a newly installed release load."""
    return load_references(Path(home))


@st.cache_resource(max_entries=2, show_spinner=False)
def _matcher(home: str, key: str) -> PostingMatcher:
    known = _load_references(home, key)
    return PostingMatcher(known.rome, known.esco, known.framework)


@st.cache_data(max_entries=TABLES_KEPT, show_spinner=False)
def _figure(
    name: str,
    key: str,
    filters: Filters,
    options: tuple[tuple[str, object], ...],
    _function: Callable[..., Table],
    _results: Results,
) -> Table:
    return _function(_results, filters=filters, **dict(options))
