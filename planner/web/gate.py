"""Before the pages: signing in, having no role; beside them, who is signed in and how to leave."""

from __future__ import annotations

import streamlit as st

from planner.store import Act, Actor, Role
from planner.web import visitor
from planner.web.components.words import plain, typeset
from planner.web.language import N_, _

ROLES = {
    Role.PROVIDER: N_("prestataire"),
    Role.COUNSELLOR: N_("conseiller"),
    Role.PLANNER: N_("planificateur"),
    Role.ADMINISTRATOR: N_("administrateur"),
}
LIMIT = N_(
    "Un prestataire lit et change les formations de son organisme seulement. Les autres pages montrent aussi celles "
    "d'autres organismes : elles ne sont pas ouvertes."
)

CLOSED = N_("Page fermée")
CLOSED_WHY = N_("Cette page n'est pas ouverte à votre rôle.")


def closed() -> None:
    """A page that is not open to the person: nothing."""


def show(person: Actor) -> None:
    """Draw the one page of somebody who has no role: sign in, or ask for one."""
    if not person.name:
        st.markdown(typeset(_("Connectez-vous pour ouvrir l'application.")))
        st.button(_("Se connecter"), type="primary", icon=":material/login:", on_click=st.login)
        return
    asked = visitor.sign_in()
    st.warning(
        typeset(
            _("Vous êtes connecté comme {name}, sans rôle dans cette application : rien n'est ouvert.")
        ).format(name=plain(person.name))
    )
    st.markdown(
        typeset(
            _("Demandez votre rôle ({roles}) à : {contact}. Donnez cette adresse, et votre organisme.")
        ).format(
            roles=", ".join(_(name) for name in ROLES.values()), contact=plain(asked.contact if asked else "")
        )
    )
    _leave()


def identity() -> None:
    """Draw, in the sidebar, who is signed in, with which role, and the way out; nothing without sign-in."""
    if visitor.sign_in() is None:
        return
    person = visitor.actor()
    said = [person.name, _(ROLES[person.role]) if person.role else "", *person.organisations]
    st.caption(plain(" · ".join(said)))
    if not person.may(Act.READ_POSTINGS):
        st.caption(typeset(_(LIMIT)))
    _leave()


def _leave() -> None:
    st.button(_("Se déconnecter"), icon=":material/logout:", on_click=st.logout, key="se-déconnecter")
