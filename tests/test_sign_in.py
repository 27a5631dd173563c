"""The file of sign-in: found right, or refused with everything that is wrong; and who each person then is."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner import doctor, sign_in
from planner.cli import application
from planner.cli import web as command
from planner.settings import Settings
from planner.sign_in import SIGNED_IN_FOR, SignIn, UnusableSignIn, configured, read_sign_in
from planner.store import NOBODY, Actor, Role

SECRET = "0123456789abcdef" * 2
AUTH = f"""
[auth]
redirect_uri = "http://127.0.0.1:8501/oauth2callback"
client_id = "planner"
client_secret = "secret-du-client"
cookie_secret = "{SECRET}"
server_metadata_url = "https://identite.exemple.fr/.well-known/openid-configuration"
"""
ROLES = """
[roles]
contact = "la cellule emploi-formation"
role_claim = "realm_access.roles"
organisation_claim = "organisation"
[roles.values]
"grp-plan" = "planificateur"
[roles.people]
"Chef@Exemple.fr" = {role = "administrateur"}
"greta@exemple.fr" = {role = "prestataire", organisations = ["Greta 44"]}
"""
NOW = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
SIGNED = {"is_logged_in": True, "sub": "s-1", "email_verified": True, "iat": int(NOW.timestamp()) - 60}


def written(folder: Path, text: str) -> Path:
    path = folder / "connexion.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def asked(tmp_path: Path) -> SignIn:
    return read_sign_in(written(tmp_path, AUTH + ROLES), {})


# ── who a person is ──────────────────────────────────────────────────────────────────────
PERSONS = {
    "listed, whatever the case": ({"email": "chef@exemple.FR"}, Actor("chef@exemple.FR", Role.ADMINISTRATOR)),
    "listed provider": ({"email": "greta@exemple.fr"}, Actor("greta@exemple.fr", Role.PROVIDER, ("Greta 44",))),
    "list wins over claims": (
        {"email": "greta@exemple.fr", "realm_access": {"roles": ["administrateur"]}, "organisation": "Afpa"},
        Actor("greta@exemple.fr", Role.PROVIDER, ("Greta 44",)),
    ),
    "role by claim": ({"email": "a@b.fr", "realm_access": {"roles": ["autre", "conseiller"]}}, Actor("a@b.fr", Role.COUNSELLOR)),
    "role by a value": ({"email": "a@b.fr", "realm_access": {"roles": "grp-plan"}}, Actor("a@b.fr", Role.PLANNER)),
    "provider by claims": (
        {"email": "a@b.fr", "realm_access": {"roles": ["prestataire"]}, "organisation": ["Afpa", "Greta"]},
        Actor("a@b.fr", Role.PROVIDER, ("Afpa", "Greta")),
    ),
    "provider of no organisation": ({"email": "a@b.fr", "realm_access": {"roles": ["prestataire"]}}, Actor("a@b.fr", None)),
    "two roles": ({"email": "a@b.fr", "realm_access": {"roles": ["conseiller", "administrateur"]}}, Actor("a@b.fr", None)),
    "unknown": ({"email": "a@b.fr"}, Actor("a@b.fr", None)),
    "claim of another shape": ({"email": "a@b.fr", "realm_access": "administrateur"}, Actor("a@b.fr", None)),
    "address not verified": ({"email": "chef@exemple.fr", "email_verified": False, "preferred_username": "x"}, Actor("x", None)),
    "address said verified in a text": ({"email": "chef@exemple.fr", "email_verified": "true"}, Actor("s-1", None)),
    "not signed in": ({"email": "chef@exemple.fr", "is_logged_in": False}, NOBODY),
    "signed in long ago": ({"email": "chef@exemple.fr", "iat": int((NOW - SIGNED_IN_FOR).timestamp())}, NOBODY),
    "no date of signing in": ({"email": "chef@exemple.fr", "iat": None}, NOBODY),
}  # fmt: skip


@pytest.mark.parametrize("case", PERSONS)
def test_person_is_who_the_list_then_the_claims_say_and_nobody_by_default(asked: SignIn, case: str) -> None:
    claims, expected = PERSONS[case]
    assert asked.actor(SIGNED | claims, NOW) == expected


def test_person_may_be_listed_by_its_subject(tmp_path: Path) -> None:
    roles = '[roles]\ncontact = "x"\n[roles.people]\n"S-1" = {role = "conseiller"}\n'
    assert read_sign_in(written(tmp_path, AUTH + roles), {}).actor(SIGNED, NOW) == Actor(
        "s-1", Role.COUNSELLOR
    )


@pytest.mark.parametrize("trusted", [False, True])
def test_address_that_the_provider_does_not_vouch_for_is_believed_when_the_file_says_so(
    tmp_path: Path, trusted: bool
) -> None:
    roles = ROLES.replace("role_claim", "trust_addresses = true\nrole_claim") if trusted else ROLES
    claims = {"is_logged_in": True, "sub": "s-1", "iat": SIGNED["iat"], "email": "chef@exemple.fr"}
    found = read_sign_in(written(tmp_path, AUTH + roles), {}).actor(claims, NOW)
    assert found == (Actor("chef@exemple.fr", Role.ADMINISTRATOR) if trusted else Actor("s-1", None))


def test_file_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    asked = {"PLANNER_SIGN_IN": str(written(tmp_path, AUTH + ROLES))}
    assert configured(asked) is configured(asked)
    written(tmp_path, AUTH + ROLES.replace("cellule emploi-formation", "direction"))
    assert configured(asked).contact == "la direction"
    written(tmp_path, AUTH)
    with pytest.raises(UnusableSignIn):
        configured(asked)


def test_nobody_is_signed_in_without_claims(asked: SignIn) -> None:
    assert asked.actor({}, NOW) == NOBODY


# ── the file ─────────────────────────────────────────────────────────────────────────────
FAULTS = {
    "no table": ("", ["[auth] doit donner redirect_uri, client_id", "[roles] doit donner contact", "Personne n’aurait de rôle"]),
    "not TOML": ("[auth", ["ne se lit pas"]),
    "other callback": (AUTH.replace("/oauth2callback", "/retour") + ROLES, ["redirect_uri finit par /oauth2callback"]),
    "http elsewhere": (AUTH.replace("127.0.0.1:8501", "planner.exemple.fr") + ROLES, ["redirect_uri commence par https://"]),
    "http to the provider": (AUTH.replace("https://identite", "http://identite") + ROLES, ["server_metadata_url commence par https://"]),
    "short secret": (AUTH.replace(SECRET, "court") + ROLES, ["cookie_secret compte 5 signes, il en faut 32"]),
    "unknown role": (AUTH + ROLES.replace('"administrateur"', '"chef"'), ["« Chef@Exemple.fr » : rôle « chef » inconnu"]),
    "unknown role of a value": (AUTH + ROLES.replace('"planificateur"', '"roi"'), ["« grp-plan » : rôle « roi » inconnu"]),
    "provider of nobody": (AUTH + ROLES.replace('["Greta 44"]', "[]"), ["un prestataire a au moins un nom"]),
    "organisations in one text": (AUTH + ROLES.replace('["Greta 44"]', '"Greta 44"'), ["organisations est une liste de noms"]),
    "trust in a text": (AUTH + ROLES.replace("role_claim", 'trust_addresses = "oui"\nrole_claim'), ["trust_addresses vaut true"]),
    "misspelt key": (AUTH + ROLES.replace("role_claim", "role_claims"), ["ne connaît pas role_claims"]),
    "people not a table": (AUTH + '[roles]\ncontact = "x"\npeople = ["a@b.fr"]\n', ["rôle « None » inconnu"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_wrong_file_is_refused_with_everything_that_is_wrong_and_no_secret(
    tmp_path: Path, fault: str
) -> None:
    text, sentences = FAULTS[fault]
    with pytest.raises(UnusableSignIn) as refused:
        configured({"PLANNER_SIGN_IN": str(written(tmp_path, text))})
    assert all(sentence in str(refused.value) for sentence in sentences)
    assert SECRET not in str(refused.value) and "secret-du-client" not in str(refused.value)


def test_absent_file_is_refused_and_absent_variable_means_no_sign_in(tmp_path: Path) -> None:
    with pytest.raises(UnusableSignIn, match="ne se lit pas"):
        configured({"PLANNER_SIGN_IN": str(tmp_path / "absent.toml")})
    assert configured({}) is None and configured({"PLANNER_SIGN_IN": ""}) is None


def test_secrets_may_come_from_the_environment_alone(tmp_path: Path) -> None:
    kept = "\n".join(line for line in AUTH.splitlines() if "_secret" not in line)
    with pytest.raises(
        UnusableSignIn, match=r"client_secret \(ou la variable PLANNER_SIGN_IN_CLIENT_SECRET\)"
    ):
        read_sign_in(written(tmp_path, kept + ROLES), {})
    given = {"PLANNER_SIGN_IN_CLIENT_SECRET": "c", "PLANNER_SIGN_IN_COOKIE_SECRET": SECRET}
    auth = read_sign_in(written(tmp_path, kept + ROLES), given).auth
    assert (auth["client_secret"], auth["cookie_secret"]) == ("c", SECRET)


def test_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "find_spec", lambda name: None)
    with pytest.raises(UnusableSignIn, match=r"pip install -e '\.\[sso\]'"):
        read_sign_in(written(tmp_path, AUTH + ROLES), {})


# ── the commands ─────────────────────────────────────────────────────────────────────────
class Started(Exception):
    """The server would start."""


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch):
    """``planner app`` with these words, the server itself left out."""

    def started(*_a: object, **_k: object) -> None:
        raise Started

    monkeypatch.setattr(command.subprocess, "Popen", started)
    return lambda *words: CliRunner().invoke(application(["app"]), ["app", *words])


def test_app_with_a_wrong_file_does_not_start_on_any_address(
    app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_SIGN_IN", str(written(tmp_path, AUTH)))
    for words in ((), ("--address", "0.0.0.0"), ("--expose-without-sign-in",)):
        assert isinstance(app(*words).exception, UnusableSignIn)


def test_app_with_sign_in_may_listen_to_other_machines(
    app, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNER_SIGN_IN", str(written(tmp_path, AUTH + ROLES)))
    assert isinstance(app("--address", "0.0.0.0").exception, Started)


def test_doctor_says_how_sign_in_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'x.sqlite'}", tmp_path)
    assert doctor.CHECKS["Connexion"](settings)[:2] == (doctor.State.NOTE, "non réglée")
    monkeypatch.setenv("PLANNER_SIGN_IN", str(written(tmp_path, AUTH + ROLES)))
    state, said, _ = doctor.CHECKS["Connexion"](settings)
    assert state is doctor.State.GOOD and "2 personnes nommées" in said.replace("\u00a0", " ")
    monkeypatch.setenv("PLANNER_SIGN_IN", str(written(tmp_path, AUTH)))
    monkeypatch.setattr(doctor, "CHECKS", {"Connexion": doctor.CHECKS["Connexion"]})
    assert [finding.state for finding in doctor.examine(settings)] == [doctor.State.FAULT]
