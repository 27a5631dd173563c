"""Reading which skills of the AI framework a text carries, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from planner.columns import MENTIONS
from planner.matching.layers import asked, read_in_context
from planner.matching.lexical import Hit, Lexicon, Pattern
from planner.matching.text import Document
from planner.matching.voice import AUTRE, EXIGE, TITRE, Voice, force_at, voices

# How sure a surface form is; ordinal scores, not probabilities (hypothèse, our choice).
SPECIFIC_SCORE = 1.0
CONTEXT_SCORE = 0.9
GENERIC_SCORE = 0.6

METHOD = "forme"
COURSE_VOICE = Voice(AUTRE, EXIGE)  # a course is all content: nobody else speaks, nothing is optional
TITLE_END = "\n\n"  # a document is its title, a blank line, its text


def split_phrases(cell: str) -> tuple[str, ...]:
    """Phrases of a cell joined by « | », blanks dropped."""
    return tuple(part.strip() for part in str(cell).split("|") if part.strip())


def patterns(forms: pd.DataFrame) -> list[Pattern]:
    """Patterns of a ``columns.FORMS`` table."""
    return [
        Pattern(
            target=row.skill_id,
            form=row.form,
            exact=row.case == "exact",
            context=split_phrases(row.context),
            forbidden=split_phrases(row.forbidden),
            generic=row.generic == "yes",
        )
        for row in forms.itertuples(index=False)
    ]


def joined(title: str, text: str) -> str:
    """The one text that positions refer to: title, blank line, text."""
    return f"{title}{TITLE_END}{text}"


class FrameworkReader:
    """Finds framework skills by their surface forms. ``forms``: table ``columns.FORMS``."""

    def __init__(self, forms: pd.DataFrame) -> None:
        self._lexicon = Lexicon(patterns(forms))

    def hits(self, text: str) -> list[Hit]:
        """Every skill hit in ``text``, in reading order."""
        return self._lexicon.find(Document.read(text))

    def asked(self, text: str | Document) -> list[Hit]:
        """Hits that ``text`` asks of the person recruited, each read in its sentence (:mod:`planner.matching.layers`)."""
        document = text if isinstance(text, Document) else Document.read(text)
        hits = self._lexicon.find(document)
        if not hits:
            return []
        return read_in_context(
            document, asked(document, hits, voices(document, (hit.sentence for hit in hits)))
        )

    def mentions(self, documents: Iterable[tuple[str, str, str]], *, postings: bool) -> pd.DataFrame:
        """Mentions (``columns.MENTIONS``) of (id, title, text) documents.

        ``postings``: read who speaks and how strongly; a course is all content, nothing to sort.
        """
        rows = []
        for document_id, title, text in documents:
            document = Document.read(joined(title, text))
            found = self._lexicon.find(document)
            if found and postings:
                found = read_in_context(document, found)
            if found:
                places = [hit.sentence for hit in found]
                spoken = voices(document, places) if postings else dict.fromkeys(places, COURSE_VOICE)
                spoken = _titled(spoken, document, len(title))
                rows.extend(
                    _row(document_id, document, hit, spoken[hit.sentence], posting=postings) for hit in found
                )
        return MENTIONS.frame(rows)


def _titled(spoken: Mapping[int, Voice], document: Document, title_length: int) -> dict[int, Voice]:
    """The same voices, those of the title's sentences said to be the title's."""
    return {
        index: Voice(TITRE, voice.force) if document.sentences[index].start < title_length else voice
        for index, voice in spoken.items()
    }


def _row(document_id: str, document: Document, hit: Hit, voice: Voice, *, posting: bool) -> dict[str, object]:
    sentence = document.sentences[hit.sentence]
    said = document.text[sentence.start : sentence.end]
    return {
        "document_id": document_id,
        "skill_id": hit.pattern.target,
        "start": hit.start,
        "end": hit.end,
        "evidence": document.text[hit.start : hit.end],
        "sentence": said.strip(),
        "part": voice.part,
        "force": force_at(said, hit.start - sentence.start, hit.end - sentence.start) if posting else EXIGE,
        "method": METHOD,
        "score": score(hit.pattern),
    }


def score(pattern: Pattern) -> float:
    """How sure the form is: specific, needing a context, or generic."""
    if pattern.generic:
        return GENERIC_SCORE
    return CONTEXT_SCORE if pattern.context else SPECIFIC_SCORE
