import { el, facts, save, table } from "./dom.js";

const KINDS = ["access", "portability", "rectification", "erasure", "restriction", "objection"];

/** Requests of people, with their deadlines. */
export async function cases(context) {
  const { t, api, date, show, organisation } = context;
  const all = await api.all("cases", "cases");
  const problem = el("div", { "aria-live": "assertive" });
  const kind = el("select", { id: "kind" }, ...KINDS.map((one) => el("option", { value: one }, t(one))));
  const person = el("input", { id: "person", autocomplete: "off", spellcheck: "false", required: true, value: `mimi://${organisation}/u/` });
  const came = el("input", { id: "came", type: "date", required: true, value: new Date().toISOString().slice(0, 10) });
  const reference = el("input", { id: "reference", autocomplete: "off", maxlength: "100" });
  const opened = async (event) => {
    event.preventDefault();
    try {
      const made = await api.post("cases", {
        kind: kind.value,
        person: person.value.trim(),
        receivedAt: `${came.value}T00:00:00Z`,
        reference: reference.value.trim(),
      });
      show(() => one(context, made.caseId));
    } catch (error) {
      problem.replaceChildren(el("p", { class: "bad" }, t("failed") + error.message));
    }
  };
  return [
    all.length
      ? table(
          t("cases"),
          [t("deadline"), t("kind"), t("person"), t("reference"), t("state"), t("document")],
          all.map((c) => [
            `${date(c.dueAt)}${c.overdue ? ` – ${t("overdue")}` : ""}`,
            t(c.kind),
            c.person,
            c.reference,
            t(c.state === "open" ? "isOpen" : c.state),
            el("button", { class: "plain", onclick: () => show(() => one(context, c.caseId)), "aria-label": `${t("open")}: ${t(c.kind)} ${c.person}` }, t("open")),
          ]),
        )
      : el("p", {}, t("noCases")),
    el("h2", {}, t("newCase")),
    el(
      "form",
      { onsubmit: opened },
      el("label", { for: "kind" }, t("kind")),
      kind,
      el("label", { for: "person" }, t("person")),
      el("p", { class: "quiet" }, t("personHint")),
      person,
      el("label", { for: "came" }, t("came")),
      came,
      el("label", { for: "reference" }, t("reference")),
      el("p", { class: "quiet" }, t("referenceHint")),
      reference,
      problem,
      el("p", {}, el("button", {}, t("openCase"))),
    ),
  ];
}

async function one(context, id) {
  const { t, api, date, time, show, act, organisation } = context;
  const c = await api.json(`cases/${id}`);
  const again = (work) => () =>
    show(async () => {
      await work();
      return one(context, id);
    });
  const change = (action) => again(() => api.post(`cases/${id}/changes`, { action }));
  const open = c.state === "open";
  return {
    title: `${t(c.kind)}: ${c.person}`,
    content: [
      el("p", {}, el("a", { href: "#cases", onclick: (e) => { e.preventDefault(); context.again(); } }, t("back"))),
      facts([
        [t("state"), t(c.state === "open" ? "isOpen" : c.state)],
        [t("came"), date(c.receivedAt)],
        [t("deadline"), `${date(c.dueAt)}${c.overdue ? ` – ${t("overdue")}` : ""}${c.extended ? ` (${t("extended")})` : ""}`],
        [t("reference"), c.reference || "–"],
        ...(c.closedAt ? [[t("closed"), time(c.closedAt)]] : []),
      ]),
      el(
        "button",
        {
          class: "plain",
          onclick: act(async () => save(`${organisation}-${id}.zip`, "application/zip", [await api.blob(`cases/${id}/export`)])),
        },
        t("export"),
      ),
      ...(open
        ? [
            c.kind === "erasure" ? el("button", { onclick: again(() => api.post(`cases/${id}/erasure`, {})) }, t("erase")) : undefined,
            c.extended ? undefined : el("button", { class: "plain", onclick: change("extend") }, t("extend")),
            el("button", { class: "plain", onclick: change("fulfil") }, t("fulfil")),
            el("button", { class: "plain", onclick: change("refuse") }, t("refuse")),
          ]
        : []),
      ...(c.steps.length
        ? [
            table(
              t("erasureReport"),
              [t("place"), t("state"), t("count"), t("why"), t("at")],
              c.steps.map((s) => [t(`place-${s.place}`), t(s.state), `${s.rows}`, s.reason ? t(s.reason) : "–", time(s.at)]),
            ),
            c.outstanding.length
              ? table(t("outstanding"), [t("conversation"), t("device")], c.outstanding.map((o) => [o.groupId, o.device]))
              : el("p", { class: "good" }, t("nobodyOutstanding")),
          ]
        : []),
    ],
  };
}
