"""A sentence said in French as it is written, or in the words given from outside."""

from __future__ import annotations

from planner import french
from planner.words import IN_FRENCH, Count, Phrase, Words, marked

ENGLISH = {
    "il faut {what} pour {who}": "{who} need {what}", "{n} euros": "€{n}", "la Sarthe": "Sarthe", "groupe": "group",
    "groupes": "groups",
}  # fmt: skip
WORDS = Words(
    lambda text: ENGLISH.get(text, text),
    lambda count, one, many: f"{count:g} {ENGLISH[one if count == 1 else many]}",
    lambda items, most=None: " and ".join(items[:most]),
)


def test_phrase_is_said_in_french_unless_told_otherwise() -> None:
    phrase = Phrase(
        "il faut {what} pour {who}", {"what": Phrase("{n} euros", {"n": 5}), "who": Phrase("la Sarthe")}
    )
    assert phrase.said() == "il faut 5 euros pour la Sarthe"
    assert phrase.said(WORDS) == "Sarthe need €5"


def test_values_are_counted_and_listed_in_the_language_of_the_sentence() -> None:
    phrase = Phrase("{names} : {groups}", {"names": (Phrase("la Sarthe"), "Mayenne"), "groups": Count(2, "groupe", "groupes")})  # fmt: skip
    assert phrase.said().replace(french.SPACE, " ") == "la Sarthe et Mayenne : 2 groupes"
    assert phrase.said(WORDS) == "Sarthe and Mayenne : 2 groups"


def test_words_of_a_person_are_not_read_as_a_sentence() -> None:
    assert Phrase("« {name} »", {"name": "{0} groupes"}).said(WORDS) == "« {0} groupes »"
    assert Phrase("100 % {sûr}").said() == "100 % {sûr}"


def test_mark_changes_nothing() -> None:
    assert marked("à vérifier") == IN_FRENCH.say("à vérifier") == "à vérifier"
