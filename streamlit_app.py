"""The web app's script, run again at each click; its pages are listed in :mod:`planner.web.navigation`."""

from planner.web import preparation


def main(first: str = "accueil") -> None:
    """Draw the page that the person is on; ``first`` opens by default."""
    preparation.loaded(preparation.NAVIGATION).show(first)


if __name__ == "__main__":
    main()
