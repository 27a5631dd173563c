import pytest

from planner.intake import IntakeError, read_catalogue

ACTION = """<action numero="AC1"><modalites-enseignement>2</modalites-enseignement>
<lieu-de-formation><coordonnees><adresse><codepostal>49000</codepostal><ville>Angers</ville></adresse></coordonnees>
</lieu-de-formation><session><periode><debut>20260302</debut></periode></session>
<nombre-heures-total>21</nombre-heures-total><prix-total-TTC>1200</prix-total-TTC></action>"""
FORMATION = f"""<formation numero="F1"><domaine-formation><code-FORMACODE>31028</code-FORMACODE>
<code-FORMACODE>46262</code-FORMACODE><code-NSF>326</code-NSF><code-ROME>M1405</code-ROME></domaine-formation>
<intitule-formation>IA générative</intitule-formation>
<objectif-formation>&lt;p&gt;Rédiger une consigne&lt;/p&gt;</objectif-formation><resultats-attendus>-</resultats-attendus>
<contenu-formation>Vérifier</contenu-formation><certification><code-RNCP>35475</code-RNCP></certification>
<code-niveau-sortie>6</code-niveau-sortie>{ACTION}
<organisme-formation-responsable><SIRET-organisme-formation><SIRET>73282932000074</SIRET></SIRET-organisme-formation>
<nom-organisme>Organisme A</nom-organisme></organisme-formation-responsable></formation>"""


def lheo(formations: str, version: str = "http://lheo.gouv.fr/2.3") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><lheo xmlns="{version}">'
    return f"{head}<offres>{formations}</offres></lheo>".encode()


@pytest.mark.parametrize("version", ["http://lheo.gouv.fr/2.3", "http://www.lheo.org/2.2"])
def test_action_is_read_as_a_course(version, territories):
    intake = read_catalogue(lheo(FORMATION, version), "lheo.xml", territories)
    [course] = intake.frame.to_dict("records")
    assert (course["course_id"], course["title"], course["provider"]) == (
        "AC1",
        "IA générative",
        "Organisme A",
    )
    assert course["content"] == "Rédiger une consigne\nVérifier"
    assert (course["hours"], course["price"], course["level"]) == (21, 1200, 5)
    assert (course["dept"], course["commune"], course["modality"]) == ("49", "Angers", "mixte")
    assert (course["formacode"], course["rome"], course["rncp"]) == ("31028|46262", "M1405", "RNCP35475")
    assert (course["date"], course["siret"], course["public"]) == ("2026-03-02", "73282932000074", "continu")
    assert intake.problems == []


def test_each_action_of_a_formation_is_a_row(territories):
    two = FORMATION.replace(ACTION, ACTION + ACTION.replace("AC1", "AC2").replace("49000", "44000"))
    frame = read_catalogue(lheo(two), "lheo.xml", territories).frame
    assert list(frame["course_id"]) == ["AC1", "AC2"]
    assert list(frame["dept"]) == ["49", "44"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE lheo [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE lheo [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE lheo SYSTEM "http://exemple.invalid/lheo.dtd">',
    ],
    ids=["external-entity", "entity-bomb", "external-dtd"],
)
def test_document_type_is_refused(doctype, territories):
    data = lheo(FORMATION).replace(b"<lheo", doctype.encode() + b"<lheo", 1)
    with pytest.raises(IntakeError, match="refusé par prudence"):
        read_catalogue(data, "lheo.xml", territories)


def test_truncated_file_is_refused(territories):
    with pytest.raises(IntakeError, match="tronqué"):
        read_catalogue(lheo(FORMATION)[:-200], "lheo.xml", territories)
