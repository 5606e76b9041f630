/** OpenID Connect in the browser: code with PKCE (RFC 7636). The token is kept in memory only. */
const KEPT = "paravent-dpo-sign-in";

function text(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function random() {
  return text(crypto.getRandomValues(new Uint8Array(32)));
}

async function discover(issuer) {
  const answer = await fetch(`${issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`);
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.json();
}

const here = () => location.origin + location.pathname;

export async function leaveToSignIn({ issuer, client }) {
  const provider = await discover(issuer);
  const verifier = random();
  const state = random();
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  sessionStorage.setItem(KEPT, JSON.stringify({ verifier, state, view: location.hash }));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client,
    redirect_uri: here(),
    scope: "openid",
    state,
    code_challenge: text(new Uint8Array(hash)),
    code_challenge_method: "S256",
  });
  location.assign(`${provider.authorization_endpoint}?${query}`);
}

/** The token where this page was opened by the provider; undefined otherwise. */
export async function arrive({ issuer, client }) {
  const query = new URLSearchParams(location.search);
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!query.has("code") && !query.has("error")) {
    return undefined;
  }
  sessionStorage.removeItem(KEPT);
  history.replaceState(null, "", here() + (kept?.view ?? ""));
  if (query.has("error") || kept === null || kept.state !== query.get("state")) {
    throw new Error(query.get("error") ?? "state");
  }
  const provider = await discover(issuer);
  const answer = await fetch(provider.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: query.get("code"),
      redirect_uri: here(),
      client_id: client,
      code_verifier: kept.verifier,
    }),
  });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return (await answer.json()).access_token;
}
