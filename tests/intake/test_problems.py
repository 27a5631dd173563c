from planner.intake.problems import IntakeError, Problem, Severity, grouped, rows_phrase


def _problem(
    row: int, value: str = "x", message: str = "Faux.", severity: Severity = Severity.A_CORRIGER
) -> Problem:
    return Problem(severity, "siret", "F", (f"C{row}",), (row,), "SIRET", value, message, "Corrigez.")


def test_rows_phrase_counts_the_rows_it_does_not_name():
    assert rows_phrase((2,)) == "ligne 2"
    assert rows_phrase((2, 5)) == "lignes 2 et 5"
    assert rows_phrase((2, 5, 9)) == "lignes 2, 5 et 9"
    assert rows_phrase((2, 5, *range(10, 308))) == "lignes 2, 5 et 298 autres"


def test_equal_problems_become_one_whatever_their_values():
    [group] = grouped([_problem(5, "b"), _problem(2, "a"), _problem(9, "a")])
    assert group.rows == (2, 5, 9)
    assert set(group.cells) == {"C2", "C5", "C9"}
    assert group.value == "« b » et « a »"


def test_different_messages_stay_apart():
    assert len(grouped([_problem(2), _problem(3, message="Autre.")])) == 2


def test_most_severe_problem_comes_first():
    found = grouped([_problem(2, severity=Severity.CONSEIL), _problem(9, severity=Severity.BLOQUANT)])
    assert [p.severity for p in found] == [Severity.BLOQUANT, Severity.CONSEIL]


def test_sentence_tells_place_reason_value_and_fix():
    expected = "[à corriger] feuille « F », colonne « SIRET », ligne 2 : Faux. (lu : « x ») Corrigez."
    assert _problem(2).sentence() == expected


def test_json_has_the_keys_of_the_contract():
    keys = ["severity", "rule", "sheet", "cells", "rows", "column", "value", "message", "fix"]
    assert list(_problem(2).as_json()) == keys
    assert _problem(2).as_json()["severity"] == "à corriger"


def test_unreadable_file_still_has_a_problem_to_show():
    error = IntakeError("a.xlsx", "Le fichier est vide.", "Choisissez-en un autre.")
    assert str(error) == "a.xlsx : Le fichier est vide. Choisissez-en un autre."
    assert [p.severity for p in error.problems] == [Severity.BLOQUANT]
