#!/bin/sh
# A Chromium and its driver for the end-to-end test of Neo4j Browser, where they can be had without asking: for root on
# Debian and its kin. Elsewhere the test says what is missing and is skipped.
#
#   scripts/chromium.sh          what the test needs
#   scripts/chromium.sh fonts    also Chinese type, for the pictures of the guide
set -eu

install() {
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq >&2
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 ||
            echo "could not install $*; without them the test of Neo4j Browser is skipped" >&2
    else
        echo "not installed: $*; without them the test of Neo4j Browser is skipped" >&2
    fi
}

command -v chromedriver >/dev/null || install chromium chromium-driver
if [ "${1:-}" = fonts ] && [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; then
    install fontconfig fonts-noto-cjk
fi
