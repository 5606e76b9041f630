# Sourced by the samples beside another system: names their chat server in $server and the token for it in $token.
#
#   chat_server <origin of the page with the chat> [<server> <token>]   without the two: starts one of its own, until the sample ends

chat_server() {
  if [ $# -ge 3 ]; then
    server=$2 token=$3
    return
  fi
  server=http://localhost:${PARAVENT_HTTP_PORT:-8080}
  token=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  PARAVENT_REGISTRATION_TOKEN=$token PARAVENT_WEB_ORIGINS=$1 ../../demo --server &
  chat=$!
  until answers "${PARAVENT_MANAGEMENT_PORT:-9990}" /health/ready; do
    kill -0 "$chat" 2>/dev/null || exit 1
    sleep 1
  done
}

answers() { python3 -c "import urllib.request; urllib.request.urlopen('http://localhost:$1$2')" 2>/dev/null; }

# what was started ends with the sample
stop() {
  trap - EXIT INT TERM
  for each in "$@"; do
    kill "$each" 2>/dev/null || true
    wait "$each" 2>/dev/null || true
  done
}
