#!/bin/sh
# Programs that some tests need, from Debian: install them where we may, otherwise say what is left out.
# With names (chromium, libreoffice-calc) only those are ensured.
set -u

present() {
    case "$1" in
    chromium) command -v chromium || command -v chromium-browser ;;
    libreoffice-calc) command -v soffice ;;
    postgresql) command -v initdb || ls /usr/lib/postgresql/*/bin/initdb ;;
    esac >/dev/null 2>&1
}

left_out() {
    case "$1" in
    chromium) echo "les tests navigateur (tests/browser)" ;;
    libreoffice-calc) echo "les tests qui rouvrent les classeurs dans LibreOffice (tests/report, tests/intake)" ;;
    postgresql) echo "la moitié PostgreSQL des tests de la base (tests/store)" ;;
    esac
}

ensure() {
    present "$1" && return 0
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installation de $1 (paquet Debian) pour les tests…"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null && return 0
    fi
    if [ "${CI:-}" = "true" ]; then
        echo "$1 est introuvable et n'a pas pu être installé : en intégration continue aucun test n'est laissé de côté." >&2
        return 1
    fi
    echo "$1 est absent, sont laissés de côté : $(left_out "$1"). Pour les lancer : apt-get install $1"
}

[ $# -gt 0 ] || set -- chromium libreoffice-calc postgresql
for program in "$@"; do
    ensure "$program" || exit 1
done
