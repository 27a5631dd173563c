"""Territories, sectors and links of the value chain as the filters keep them.

Disparities and strengths are counted again on the lines that the filters keep, always against
the whole region; the cards and the value chain come from one run and are only chosen.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from planner.needs import (
    DISPARITIES,
    STRENGTHS,
    Workforce,
    disparities,
    drivers,
    strength_sentences,
    strengths,
)
from planner.report.filters import Filters
from planner.report.precision import significant_frame
from planner.report.reading import courses_in_scope
from planner.report.scope import gaps_in_scope, jobs_by_cell
from planner.results import Results
from planner.words import IN_FRENCH, Words, marked

REGION = ""  # code of the whole region in ``needs.VALUE_CHAIN``
WHOLE_REGION = marked("Région")


def disparities_in_scope(
    results: Results, filters: Filters = Filters(), words: Words = IN_FRENCH
) -> pd.DataFrame:
    """dept, label, then the columns of ``needs.DISPARITIES``: one row a département kept.

    The index and the sentence compare with the whole region, its other filters alike.
    """
    region = replace(filters, depts=())
    table = results.disparities if region.none else _counted_again(results, region)
    kept = Filters(depts=filters.depts).apply(table, results.skills)
    if words is not IN_FRENCH:
        kept["driver"] = drivers(kept, words)
    kept.insert(1, "label", kept["dept"].map(results.departments))
    return significant_frame(kept)


def _counted_again(results: Results, region: Filters) -> pd.DataFrame:
    gaps = gaps_in_scope(results, region)
    if gaps.empty:
        return DISPARITIES.frame()
    taught = region.apply(results.teachings, results.skills)
    nothing = pd.DataFrame()
    # Only the jobs of a workforce make a disparity; the rest of it is not in the results.
    jobs = Workforce(jobs_by_cell(results, region), nothing, nothing, nothing, 0.0, nothing)
    return disparities(gaps, courses_in_scope(results, region), taught, jobs, results.parameters)


def strengths_in_scope(
    results: Results, filters: Filters = Filters(), words: Words = IN_FRENCH
) -> pd.DataFrame:
    """scope, code, label, then the rest of ``needs.STRENGTHS``, most telling first.

    A cell is a département or a filière, never both: filters on one of them leave the other out.
    """
    skillwise = replace(filters, depts=(), filieres=())
    table = results.strengths if skillwise.none else _tested_again(results, skillwise)
    kept = pd.Series(True, index=table.index)
    for scope, codes, others in (
        ("dept", filters.depts, filters.filieres),
        ("filiere", filters.filieres, filters.depts),
    ):
        here = table["scope"] == scope
        kept &= ~here | (table["code"].isin(codes) if codes else not others)
    labels = results.departments | results.filieres
    shown = table[kept].reset_index(drop=True)
    if words is not IN_FRENCH:
        shown["sentence"] = strength_sentences(shown, labels, words)
    shown.insert(2, "label", shown["code"].map(labels))
    return significant_frame(shown)


def _tested_again(results: Results, filters: Filters) -> pd.DataFrame:
    gaps = gaps_in_scope(results, filters)
    if gaps.empty:
        return STRENGTHS.frame()
    return strengths(gaps, results.skills, results.departments | results.filieres)


def value_chain_in_scope(results: Results, filters: Filters = Filters()) -> pd.DataFrame:
    """``needs.VALUE_CHAIN`` with ``territory`` (« Région » first): links of the region and of the départements kept."""
    table = results.value_chain
    kept = (
        table["dept"].isin([REGION, *filters.depts]) if filters.depts else pd.Series(True, index=table.index)
    )
    shown = table[kept].reset_index(drop=True)
    territory = shown["dept"].map({REGION: WHOLE_REGION} | results.departments)
    shown.insert(3, "territory", territory)
    return significant_frame(shown)


def cards_in_scope(results: Results, filters: Filters = Filters()) -> pd.DataFrame:
    """``needs.SECTOR_CARDS`` with ``sector`` and ``department``: cards of the filières and départements kept.

    A card speaks of every skill and public: the other filters do not cut it.
    """
    cells = Filters(depts=filters.depts, filieres=filters.filieres)
    cards = cells.apply(results.cards, results.skills)
    cards.insert(1, "sector", cards["filiere"].map(results.filieres))
    cards.insert(3, "department", cards["dept"].map(results.departments))
    return significant_frame(cards)


def whole_run_only(filters: Filters) -> bool:
    """True when a filter on skills or publics is on, which cards, value chain and sensitivity do not follow."""
    return not replace(filters, depts=(), filieres=()).none
