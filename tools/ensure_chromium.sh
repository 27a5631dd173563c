#!/bin/sh
# Browser tests need Debian's chromium: install it where we may, otherwise say what is left out.
set -u
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1; then
    exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installation de chromium (paquet Debian) pour les tests navigateur…"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
if [ "${CI:-}" = "true" ]; then
    echo "chromium est introuvable et n'a pas pu être installé : en intégration continue aucun test n'est laissé de côté." >&2
    exit 1
fi
echo "chromium est absent : les tests navigateur (tests/browser) sont laissés de côté. Pour les lancer : apt-get install chromium"
