import { el } from "./dom.js";
import { arrive, leaveToSignIn } from "./signin.js";
import { texts } from "./texts.js";
import { views } from "./views.js";

const { organisation, issuer, client } = document.body.dataset;
const provider = { issuer, client };
let language = navigator.language.startsWith("de") ? "de" : "en";
let token;
let problem = "";

const api = {
  async answer(path, accept, options = {}) {
    const answer = await fetch(`/api/v1/organisations/${encodeURIComponent(organisation)}/${path}`, {
      ...options,
      headers: { ...options.headers, Accept: `${accept}, application/problem+json`, Authorization: `Bearer ${token}` },
    });
    if (answer.ok) {
      return answer;
    }
    if (answer.status === 401) {
      token = undefined;
    }
    const said = await answer.json().catch(() => ({}));
    throw new Error(said.detail ?? said.title ?? `${answer.status}`);
  },
  async json(path) {
    return (await this.answer(path, "application/json")).json();
  },
  /** All of a list, one page after the other. */
  async all(path, items) {
    const found = [];
    let after = "";
    do {
      const page = await this.json(`${path}${after && `${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(after)}`}`);
      found.push(...page[items]);
      after = page.next ?? "";
    } while (after);
    return found;
  },
  async text(path, accept) {
    return (await this.answer(path, accept)).text();
  },
  async post(path, body) {
    const answer = await this.answer(path, "application/json", {
      method: "POST",
      body: JSON.stringify(body),
      headers: {
        "Content-Type": "application/json",
        "Idempotency-Key": btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
          .replaceAll("+", "-")
          .replaceAll("/", "_")
          .replaceAll("=", ""),
      },
    });
    return answer.json();
  },
  async blob(path) {
    return (await this.answer(path, "application/octet-stream")).blob();
  },
};

const view = () => (location.hash.slice(1) in views ? location.hash.slice(1) : "overview");

function page(title, ...content) {
  const t = texts(language);
  document.documentElement.lang = language;
  document.title = `${title} · Paravent`;
  const heading = el("h1", { tabindex: "-1" }, title);
  const main = el("main", { id: "content", tabindex: "-1" }, heading, ...content);
  document.body.replaceChildren(
    el("a", { class: "skip", href: `${location.pathname}#content`, onclick: (e) => { e.preventDefault(); main.focus(); } }, t("skip")),
    el(
      "header",
      {},
      el("p", { class: "title" }, `Paravent · ${t("title")}`),
      el("p", { class: "who" }, organisation),
      el("button", { class: "plain", lang: language === "de" ? "en" : "de", onclick: switchLanguage }, t("language")),
      token === undefined ? undefined : el("button", { class: "plain", onclick: signOut }, t("signOut")),
    ),
    ...(token === undefined
      ? []
      : [
          el(
            "nav",
            { "aria-label": t("views") },
            el(
              "ul",
              {},
              ...Object.keys(views).map((name) =>
                el(
                  "li",
                  {},
                  el(
                    "a",
                    {
                      href: `#${name}`,
                      "aria-current": name === view() ? "page" : undefined,
                      // the address does not change where one goes back to the section one is in
                      onclick: () => location.hash === `#${name}` && showView(),
                    },
                    t(name),
                  ),
                ),
              ),
            ),
          ),
        ]),
    main,
  );
  return heading;
}

let turn = 0;

async function show(make) {
  const t = texts(language);
  const mine = ++turn;
  page(t(view()), el("p", { role: "status" }, t("busy")));
  try {
    const made = await make();
    if (mine === turn) {
      page(made.title, ...made.content).focus();
    }
  } catch (error) {
    if (mine === turn && token === undefined) {
      problem = error.message;
      start();
    } else if (mine === turn) {
      page(t(view()), el("p", { class: "bad", role: "alert" }, t("failed") + error.message)).focus();
    }
  }
}

/** What a button does beside showing something: where it fails, that is said. */
const act = (work) => () =>
  work().catch((error) =>
    show(() => {
      throw error;
    }),
  );

function showView() {
  const t = texts(language);
  const time = (text) => new Date(text).toLocaleString(language === "de" ? "de-DE" : "en-GB", { timeZone: "UTC" }) + " UTC";
  const date = (text) =>
    new Date(text).toLocaleDateString(language === "de" ? "de-DE" : "en-GB", { timeZone: "UTC" });
  return show(async () => ({
    title: t(view()),
    content: await views[view()]({ t, api, date, time, language, organisation, show, act, again: showView }),
  }));
}

function switchLanguage() {
  language = language === "de" ? "en" : "de";
  start();
}

function signOut() {
  token = undefined;
  start();
}

function start() {
  const t = texts(language);
  if (!organisation) {
    const name = el("input", { id: "organisation", autocomplete: "organization", spellcheck: "false" });
    const go = (event) => {
      event.preventDefault();
      location.assign(`/dpo/${encodeURIComponent(name.value.trim().toLowerCase())}`);
    };
    page(
      t("title"),
      el("form", { onsubmit: go }, el("label", { for: "organisation" }, t("whichOrganisation")), name, el("p", {}, el("button", {}, t("open")))),
    );
  } else if (token !== undefined) {
    showView();
  } else if (!issuer) {
    page(t("title"), el("p", { class: "bad" }, t("noIssuer")));
  } else {
    const enter = () =>
      leaveToSignIn(provider).catch(() => {
        problem = t("signInFailed");
        start();
      });
    page(
      t("title"),
      problem ? el("p", { class: "bad", role: "alert" }, problem) : undefined,
      el("p", {}, t("signInText")),
      el("button", { onclick: enter }, t("signIn")),
    );
    problem = "";
  }
}

window.addEventListener("hashchange", () => token !== undefined && showView());
if (organisation && issuer) {
  try {
    token = await arrive(provider);
  } catch {
    problem = texts(language)("signInFailed");
  }
}
start();
