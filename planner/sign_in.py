"""Who may sign in, and as what: the file that PLANNER_SIGN_IN names, checked whole before anything listens.

Its table ``[auth]`` is Streamlit's (OpenID Connect); ``[roles]`` says which role each person has. Without the
variable there is no sign-in, and the app listens on this machine alone.
"""

from __future__ import annotations

import datetime
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from planner import french
from planner.refusal import Refusal
from planner.store import NOBODY, Actor, Role

FILE, CLIENT_SECRET, COOKIE_SECRET = "PLANNER_SIGN_IN", "PLANNER_SIGN_IN_CLIENT_SECRET", "PLANNER_SIGN_IN_COOKIE_SECRET"  # fmt: skip
SECRETS = {"client_secret": CLIENT_SECRET, "cookie_secret": COOKIE_SECRET}
REQUIRED = ("redirect_uri", "client_id", "server_metadata_url", *SECRETS)
CALLBACK = "/oauth2callback"  # Streamlit's own
ROLE_KEYS = {"contact", "trust_addresses", "role_claim", "organisation_claim", "values", "people"}
# RFC 7518, 3.2: the key of HS256 has 256 bits at least.
COOKIE_SECRET_LENGTH = 32
# hypothèse: a working day; Streamlit's own cookie lasts thirty.
SIGNED_IN_FOR = datetime.timedelta(hours=12)


class UnusableSignIn(Refusal):
    """The file is absent or wrong; the French text says everything that is to be mended."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """The file, found right. ``auth`` holds secrets: never shown, never logged.

    Attributes:
        contact: whom to ask for a role, in words.
        role_claim, organisation_claim: claims that say them, a dot entering a table (``realm_access.roles``).
        values: what the role claim says → our role; our own names are always understood.
        people: address or ``sub``, in small letters → actor; it wins over claims.
        trust_addresses: believe an address that the provider does not say it verified.
    """

    auth: Mapping[str, Any]
    contact: str
    role_claim: str
    organisation_claim: str
    values: Mapping[str, Role]
    people: Mapping[str, Actor]
    trust_addresses: bool = False

    def actor(self, claims: Mapping[str, Any], now: datetime.datetime) -> Actor:
        """Who the identity provider says this is: nobody, somebody without a role, or somebody with one.

        A person signed in for longer than ``SIGNED_IN_FOR`` is nobody: the role is asked again.
        """
        if not claims.get("is_logged_in") or not _fresh(claims.get("iat"), now):
            return NOBODY
        verified = claims.get("email_verified", self.trust_addresses) is True
        address = str(claims.get("email") or "") if verified else ""
        subject = str(claims.get("sub") or "")
        name = address or str(claims.get("preferred_username") or "") or subject
        for known in (address, subject):
            if listed := self.people.get(known.casefold()):
                return Actor(name, listed.role, listed.organisations)
        roles = {self.values[said] for said in _said(claims, self.role_claim) if said in self.values}
        organisations = tuple(_said(claims, self.organisation_claim))
        role = roles.pop() if len(roles) == 1 else None  # two roles are not chosen between
        if role is Role.PROVIDER and not organisations:
            role = None
        return Actor(name, role, organisations)


def configured(environment: Mapping[str, str] = os.environ) -> SignIn | None:
    """The sign-in that the environment asks for, None when it asks for none.

    Raises:
        UnusableSignIn: it asks for one, and the file is absent or wrong.
    """
    name = environment.get(FILE, "")
    if not name:
        return None
    path, secrets = Path(name), tuple((key, environment.get(key, "")) for key in SECRETS.values())
    try:
        stat = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return _read_once(path, (stat.st_mtime_ns, stat.st_size), secrets)


@lru_cache(maxsize=2)
def _read_once(path: Path, _version: tuple[int, int], secrets: tuple[tuple[str, str], ...]) -> SignIn:
    """Asked several times a click: read again only when the file has changed."""
    return read_sign_in(path, dict(secrets))


def read_sign_in(path: Path, environment: Mapping[str, str]) -> SignIn:
    """Read the file, secrets taken from the environment when it leaves them out.

    Raises:
        UnusableSignIn: whatever is wrong with it, all at once.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    auth, roles = _table(told, "auth"), _table(told, "roles")
    auth |= {
        key: environment[name] for key, name in SECRETS.items() if key not in auth and environment.get(name)
    }
    faults = [*_auth_faults(auth), *_role_faults(roles)]
    if faults:
        raise UnusableSignIn(f"Connexion : « {path.name} » n’est pas utilisable. " + " ".join(faults))
    return SignIn(
        auth,
        roles["contact"],
        roles.get("role_claim", ""),
        roles.get("organisation_claim", ""),
        {str(role): role for role in Role}
        | {said: Role(role) for said, role in roles.get("values", {}).items()},
        {key.casefold(): _listed(key, person) for key, person in roles.get("people", {}).items()},
        roles.get("trust_addresses", False),
    )


def _unreadable(path: Path, error: Exception) -> UnusableSignIn:
    found = error.strerror if isinstance(error, OSError) else error
    return UnusableSignIn(
        f"Connexion : le fichier « {path.name} » que {FILE} désigne ne se lit pas ({found}). "
        "Corrigez-le, ou retirez cette variable pour rester sur cette machine, sans connexion."
    )


def _table(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name)
    return dict(found) if isinstance(found, dict) else {}


def _auth_faults(auth: Mapping[str, Any]) -> Iterator[str]:
    missing = [key for key in REQUIRED if not isinstance(auth.get(key), str) or not auth[key]]
    if missing:
        told = [f"{key} (ou la variable {SECRETS[key]})" if key in SECRETS else key for key in missing]
        yield f"La table [auth] doit donner {french.listed(told)}."
    redirect = str(auth.get("redirect_uri") or "")
    if redirect and not redirect.endswith(CALLBACK):
        yield f"redirect_uri finit par {CALLBACK} (lu : « {redirect} »)."
    for key in ("redirect_uri", "server_metadata_url"):
        address = str(auth.get(key) or "")
        if address and not _confidential(address):
            yield f"{key} commence par https:// ; http:// n’est admis que sur cette machine (lu : « {address} »)."
    secret = str(auth.get("cookie_secret") or "")
    if secret and len(secret) < COOKIE_SECRET_LENGTH:
        yield f"cookie_secret compte {len(secret)} signes, il en faut {COOKIE_SECRET_LENGTH} tirés au hasard."
    if find_spec("authlib") is None or find_spec("httpx") is None:
        yield "La bibliothèque de connexion manque : pip install -e '.[sso]' -c constraints.txt."


def _role_faults(roles: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(roles.get("contact"), str) or not roles["contact"]:
        yield "La table [roles] doit donner contact : à qui demander un rôle."
    if unknown := sorted(set(roles) - ROLE_KEYS):
        yield f"La table [roles] ne connaît pas {french.listed(unknown)} ; elle admet {french.listed(sorted(ROLE_KEYS))}."
    if not isinstance(roles.get("trust_addresses", False), bool):
        yield "trust_addresses vaut true ou false, sans guillemets."
    if not roles.get("people") and not roles.get("role_claim"):
        yield "Personne n’aurait de rôle : donnez role_claim, ou des personnes dans [roles.people]."
    for key, role in _mapping(roles, "values").items():
        if role not in set(Role):
            yield f"[roles.values], « {key} » : {_unknown_role(role)}"
    for key, person in _mapping(roles, "people").items():
        told = person if isinstance(person, dict) else {}
        organisations = told.get("organisations", [])
        if told.get("role") not in set(Role):
            yield f"[roles.people], « {key} » : {_unknown_role(told.get('role'))}"
        if not isinstance(organisations, list) or not all(
            isinstance(name, str) and name.strip() for name in organisations
        ):
            yield f"[roles.people], « {key} » : organisations est une liste de noms."
        elif told.get("role") == Role.PROVIDER and not organisations:
            yield f"[roles.people], « {key} » : un prestataire a au moins un nom dans organisations."


def _mapping(roles: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = roles.get(name, {})
    return found if isinstance(found, dict) else {name: None}


def _unknown_role(found: object) -> str:
    return f"rôle « {found} » inconnu ; les rôles sont {french.listed(list(map(str, Role)))}."


def _listed(key: str, person: Mapping[str, Any]) -> Actor:
    return Actor(key, Role(person["role"]), tuple(person.get("organisations", ())))


def _confidential(address: str) -> bool:
    """True when nobody between the two ends can read: https, or this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and on_this_machine(parts.hostname or ""))


def on_this_machine(address: str) -> bool:
    """True for an address that no other machine reaches."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _fresh(signed_at: object, now: datetime.datetime) -> bool:
    """Whether the identity token (its ``iat``, seconds) is recent enough; one that does not say is not."""
    if not isinstance(signed_at, int | float):
        return False
    return now.timestamp() - signed_at < SIGNED_IN_FOR.total_seconds()


def _said(claims: Mapping[str, Any], name: str) -> Sequence[str]:
    """What a claim says: one text or several, none when it is absent."""
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    texts = found if isinstance(found, list) else [found]
    return [text for text in texts if isinstance(text, str) and text.strip()]
