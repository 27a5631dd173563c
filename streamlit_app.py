"""The web app's script, run again at each click; its pages are listed in :mod:`planner.web.navigation`."""

from contextlib import nullcontext

import streamlit as st

from planner.web import preparation


def main(first: str = "accueil") -> None:
    """Draw the page that the person is on; ``first`` opens by default."""
    name = preparation.NAVIGATION
    with nullcontext() if preparation.ready(name) else st.spinner("Ouverture de l'application…"):
        navigation = preparation.loaded(name)
    navigation.show(first)


if __name__ == "__main__":
    main()
