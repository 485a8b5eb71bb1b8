#!/bin/sh
# A real Neo4j (community edition) with Neo4j Browser, on 127.0.0.1 alone: the official image where a Docker daemon
# answers, else fetched by Maven and kept under .neo4j/.
#
#   scripts/neo4j.sh start     fetch once, start, wait until it answers; prints what to export, and keeps it in .neo4j/env
#   scripts/neo4j.sh stop      the graph is kept
#
# NEO4J_PORT (7687), NEO4J_HTTP_PORT (7474) and NEO4J_PASSWORD (kg-test-password, at the first start) may be set.
# Without Docker it needs java 17 or later, and mvn for the first start.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
home=$root/.neo4j
port=${NEO4J_PORT:-7687}
http_port=${NEO4J_HTTP_PORT:-7474}
password=${NEO4J_PASSWORD:-kg-test-password}
pid_file=$home/pid
container=kg-neo4j-$port
image=neo4j:5.26-community

has_docker() {
    command -v docker >/dev/null && docker info >/dev/null 2>&1
}

in_docker() {
    has_docker && [ -n "$(docker ps --quiet --filter "name=^$container\$")" ]
}

running() {
    if [ -f "$pid_file" ]; then kill -0 "$(cat "$pid_file")" 2>/dev/null; else in_docker; fi
}

# A bare Debian has neither; elsewhere the user decides how to install them.
need() {
    command -v "$1" >/dev/null && return
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >&2
    else
        echo "$1 is not installed (Debian's package $2)" >&2
        exit 1
    fi
}

fetch() {
    [ -f "$home/lib/.complete" ] && cmp -s "$root/tests/neo4j/pom.xml" "$home/lib/.complete" && return
    need mvn maven
    rm -rf "$home/lib"
    mvn -q -B -f "$root/tests/neo4j/pom.xml" dependency:copy-dependencies \
        -DoutputDirectory="$home/lib" -DincludeScope=runtime >&2
    cp "$root/tests/neo4j/pom.xml" "$home/lib/.complete"
}

configure() {
    mkdir -p "$home/conf" "$home/logs" "$home/run" "$home/plugins" "$home/import"
    cat >"$home/conf/neo4j.conf" <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=true
server.http.listen_address=127.0.0.1:$http_port
server.https.enabled=false
server.memory.pagecache.size=128m
db.tx_log.rotation.retention_policy=1 files
dbms.usage_report.enabled=false
client.allow_telemetry=false
CONF
    if [ ! -d "$home/data/databases" ]; then
        NEO4J_HOME=$home NEO4J_CONF=$home/conf java -cp "$home/lib/*" org.neo4j.cli.AdminTool \
            dbms set-initial-password "$password" >"$home/logs/password.log" 2>&1 ||
            { cat "$home/logs/password.log" >&2; exit 1; }
    fi
}

launch() {
    if has_docker; then
        docker run --detach --rm --name "$container" --volume "$container:/data" \
            --publish "127.0.0.1:$port:7687" --publish "127.0.0.1:$http_port:7474" \
            --env "NEO4J_AUTH=neo4j/$password" --env "NEO4J_server_bolt_advertised__address=127.0.0.1:$port" \
            --env NEO4J_dbms_usage__report_enabled=false --env NEO4J_client_allow__telemetry=false "$image" >&2
        return
    fi
    need java openjdk-17-jre-headless
    fetch
    configure
    NEO4J_HOME=$home NEO4J_CONF=$home/conf nohup java -Xmx768m -XX:+UseSerialGC \
        --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
        --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
        -cp "$home/lib/*" org.neo4j.server.CommunityEntryPoint \
        --home-dir="$home" --config-dir="$home/conf" >"$home/logs/console.log" 2>&1 &
    echo $! >"$pid_file"
}

complaints() {
    if [ -f "$pid_file" ]; then tail -n 20 "$home/logs/console.log"; else docker logs --tail 20 "$container"; fi >&2
}

answers() {
    # A Bolt server answers a handshake with the four bytes of the version it chose; Browser lies at /browser/.
    python3 - "$port" "$http_port" <<'PYTHON' 2>/dev/null
import socket, sys, urllib.request
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 2) as connection:
    connection.sendall(bytes.fromhex("6060b017 00000405 00000404 00000104 00000004".replace(" ", "")))
    if len(connection.recv(4)) != 4:
        sys.exit(1)
direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
direct.open(f"http://127.0.0.1:{sys.argv[2]}/browser/", timeout=5).close()
PYTHON
}

tell() {
    mkdir -p "$home"
    {
        echo "export NEO4J_URI=bolt://127.0.0.1:$port NEO4J_USERNAME=neo4j NEO4J_PASSWORD=$password"
        echo "export NEO4J_BROWSER=http://127.0.0.1:$http_port/browser/"
    } | tee "$home/env"
}

start() {
    if running; then
        echo "Neo4j runs already" >&2
        cat "$home/env"
        return
    fi
    rm -f "$pid_file"
    launch
    seconds=0
    until answers; do
        running || { complaints; echo "Neo4j did not start" >&2; exit 1; }
        [ "$seconds" -lt 120 ] || { complaints; echo "Neo4j does not answer after $seconds seconds" >&2; stop; exit 1; }
        sleep 1
        seconds=$((seconds + 1))
    done
    tell
}

stop() {
    if [ ! -f "$pid_file" ]; then
        if in_docker; then docker stop "$container" >/dev/null; fi
        return
    fi
    if running; then
        pid=$(cat "$pid_file")
        kill "$pid"
        while kill -0 "$pid" 2>/dev/null; do sleep 1; done
    fi
    rm -f "$pid_file"
}

case ${1:-} in
start) start ;;
stop) stop ;;
*)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
