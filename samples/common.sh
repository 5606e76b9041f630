# Sourced by ./demo and by each sample's run: builds what is needed, starts a chat server, ends what was started.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
here=$(cd "$(dirname "$0")" && pwd)
home=$root/reference-server/target/server
export PARAVENT_HTTP_PORT=${PARAVENT_HTTP_PORT:-8080}
export PARAVENT_HTTPS_PORT=${PARAVENT_HTTPS_PORT:-8443}
export PARAVENT_MANAGEMENT_PORT=${PARAVENT_MANAGEMENT_PORT:-9990}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

# The comment at the head of the script.
usage() {
  awk 'NR > 1 { if (!sub(/^# ?/, "")) exit; print }' "$0"
  exit 2
}

# Until then nothing is built or started.
jdk() {
  local settings version
  if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; else java=$(command -v java || true); fi
  [ -n "$java" ] && [ -x "$java" ] || fail "No Java found. Install a JDK, version 17 or newer, and put it on the PATH or set JAVA_HOME."
  settings=$("$java" -XshowSettings:properties -version 2>&1)
  version=$(sed -n 's/^ *java.specification.version = *//p' <<<"$settings")
  [ "${version%%.*}" -ge 17 ] 2>/dev/null || fail "This Java is version ${version:-unknown}, Paravent needs 17 or newer. Set JAVA_HOME to a newer JDK."
  export JAVA_HOME=${JAVA_HOME:-$(sed -n 's/^ *java.home = *//p' <<<"$settings")}
  [ -x "$JAVA_HOME/bin/javac" ] || fail "$JAVA_HOME is a runtime without a compiler. Install a JDK, version 17 or newer, and set JAVA_HOME to it."
}

# free <name of a variable with a port>...
free() {
  local name port
  for name in "$@"; do
    port=${!name}
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      fail "Port $port is taken, perhaps by another server or by a sample that still runs. Stop that, or choose another port: $name=$((port + 100)) $0"
    fi
  done
}

# build <module>...: with what they need; only where something changed since, or they were not built yet
build() {
  local built=$root/target/built module missing= maven=$root/mvnw
  command -v mvn >/dev/null 2>&1 && maven=mvn
  if [ -f "$built" ] && [ -n "$(cd "$root" && find pom.xml sdk reference-server samples -newer "$built" -type f -not -path '*/target/*' -print -quit)" ]; then
    rm "$built"
  fi
  for module in "$@"; do
    grep -qx "$module" "$built" 2>/dev/null && [ -d "$root/$module/target/classes" ] || missing=$missing,$module
  done
  [ -n "$missing" ] || return 0
  say "Building: a few quiet minutes, and the first time a few hundred megabytes of downloads"
  (cd "$root" && "$maven" -q -B -ntp -pl "${missing#,}" -am package -DskipTests) || fail "The build failed; the lines above say where."
  mkdir -p "$root/target"
  tr , '\n' <<<"${missing#,}" >>"$built"
}

# start <command>...: in the background, until this script ends
started=()
start() {
  "$@" &
  started+=($!)
}

# the last that was started ends first
ending() {
  local i
  trap - EXIT INT TERM
  [ ${#started[@]} -eq 0 ] || say "Stopping"
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill -TERM "${started[i]}" 2>/dev/null || true
    wait "${started[i]}" 2>/dev/null || true
  done
}
trap ending EXIT
trap 'exit 0' INT TERM

# wildfly <base directory> <http, https and management port> <war>: configuration and deployments are as the build has them
wildfly() {
  local base=$1 management=$4 waited=0
  rm -rf "$base/configuration" "$base/deployments"
  mkdir -p "$base/data" "$base/deployments"
  cp -R "$home/standalone/configuration" "$base/"
  cp "$5" "$base/deployments/"
  LAUNCH_JBOSS_IN_BACKGROUND=true start "$home/bin/standalone.sh" -Djboss.server.base.dir="$base" -Djboss.http.port="$2" \
    -Djboss.https.port="$3" -Djboss.management.http.port="$management" -Djboss.tx.node.id="node$2" \
    -Dh2.bindAddress=127.0.0.1 >"$base/console.log" 2>&1 </dev/null
  until answers "$management" /health/ready; do
    if ! kill -0 $! 2>/dev/null || grep -q WFLYSRV0026 "$base/console.log" || [ "$waited" -ge 240 ]; then
      grep -E ' (ERROR|WARN) |^Caused by' "$base/console.log" | cut -c1-300 | tail -n 12 >&2 || true
      fail "The server did not become ready. Its whole output is in $base/console.log"
    fi
    waited=$((waited + 1))
    sleep 0.5
  done
}

# answers <port> <path>: with 200
answers() {
  local line=
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3 2>/dev/null
  IFS= read -r -t 10 line <&3 || line=
  exec 3>&-
  case "$line" in *" 200 "*) return 0 ;; *) return 1 ;; esac
}

# chat_server <base directory> <origin of pages with the chat>: its address is $server, its token $token
chat_server() {
  free PARAVENT_HTTP_PORT PARAVENT_HTTPS_PORT PARAVENT_MANAGEMENT_PORT
  build reference-server
  say "Starting the chat server"
  server=http://localhost:$PARAVENT_HTTP_PORT
  token=${PARAVENT_REGISTRATION_TOKEN:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}
  # AUTO_SERVER: a second process, on this machine only, may look into the database while the server runs
  export PARAVENT_DB_URL="jdbc:h2:file:$1/data/paravent;WRITE_DELAY=0;AUTO_SERVER=TRUE"
  export PARAVENT_DB_DRIVER=h2 PARAVENT_DB_USER=paravent PARAVENT_DB_PASSWORD=paravent
  PARAVENT_REGISTRATION_TOKEN=$token PARAVENT_WEB_ORIGINS="$2${PARAVENT_WEB_ORIGINS:+ $PARAVENT_WEB_ORIGINS}" \
    wildfly "$1" "$PARAVENT_HTTP_PORT" "$PARAVENT_HTTPS_PORT" "$PARAVENT_MANAGEMENT_PORT" "$home/standalone/deployments/paravent-server.war"
  echo "Ready at $server"
}

# chat_server_or_own <folder> <origin of pages with the chat> [<server> <token>]: the one named, which keeps what it has, or a new one
chat_server_or_own() {
  if [ $# -eq 4 ]; then
    server=$3 token=$4
  else
    # a new server knows nothing of what an older one had
    rm -rf "$1" "$1-chat"
    chat_server "$PWD/$1-chat" "$2"
  fi
  mkdir -p "$1"
}

jdk
