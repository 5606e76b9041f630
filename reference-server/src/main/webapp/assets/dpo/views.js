import { cases } from "./cases.js";
import { el, facts, save, said, table } from "./dom.js";
import { incident } from "./incident.js";
import { archive, notices, retention } from "./standing.js";

/** Each shows one section: takes what it needs from the interface and answers with elements. */
export const views = {
  async overview({ t, api, time }) {
    const o = await api.json("privacy");
    const company = o.company;
    return [
      company
        ? facts([
            [t("name"), company.name],
            [t("dpo"), company.dataProtectionOfficer],
            [t("profileVersion"), `${company.profileVersion}`],
            [t("noticeVersion"), `${company.noticeVersion}`],
            [t("since"), time(company.receivedAt)],
          ])
        : el("p", { class: "bad" }, t("noCompany")),
      table(t("receiptFigures"), [t("kind"), t("count")], [
        [t("noted"), `${o.receipts.noted}`],
        [t("consented"), `${o.receipts.consented}`],
        [t("withdrawn"), `${o.receipts.withdrawn}`],
      ]),
      el("h2", {}, t("server")),
      el("p", {}, t("serverText")),
      facts([
        [t("software"), o.software],
        [t("serverProfile"), o.profile],
        [t("hash"), el("code", {}, o.configurationHash)],
      ]),
      o.deviations.length
        ? table(
            t("deviations"),
            [t("setting"), t("expected"), t("actual")],
            o.deviations.map((d) => [d.setting, d.expected, d.actual]),
          )
        : el("p", { class: "good" }, t("noDeviations")),
      el("h2", {}, t("suites")),
      el("p", {}, t("suitesText")),
      table(
        t("suites"),
        [t("number"), t("suite"), t("newOnes"), t("conversations")],
        o.suites.map((s) => [s.number, s.name, t(`suite-${s.state}`), `${s.conversations}`]),
      ),
      el("h2", {}, t("partners")),
      el("p", {}, t("partnersText")),
      o.partners.length
        ? table(
            t("partners"),
            [t("organisation"), t("name"), t("conversations")],
            o.partners.map((p) => [p.organisation, p.name ?? t("notPublished"), `${p.conversations}`]),
          )
        : el("p", {}, t("noPartners")),
    ];
  },

  async documents(context) {
    const { t, api, language, show, act } = context;
    const list = await api.all("documents", "documents");
    return list.map((d) => {
      const title = language === "de" ? d.german : d.english;
      const name = `${d.document}.${language}`;
      const address = `documents/${d.document}?language=${language}`;
      return el(
        "section",
        {},
        el("h2", {}, title),
        el("button", { onclick: () => show(() => document_(context, address)), "aria-label": `${t("read")}: ${title}` }, t("read")),
        el(
          "button",
          {
            class: "plain",
            "aria-label": `${t("asHtml")}: ${title}`,
            onclick: act(async () => save(`${name}.html`, "text/html", [await api.text(address, "text/html")])),
          },
          t("asHtml"),
        ),
        el(
          "button",
          {
            class: "plain",
            "aria-label": `${t("asJson")}: ${title}`,
            onclick: act(async () => save(`${name}.json`, "application/json", [await api.text(address, "application/json")])),
          },
          t("asJson"),
        ),
      );
    });
  },

  cases,
  notices,
  async receipts({ t, api, time, organisation, act }) {
    const found = el("div", { "aria-live": "polite" });
    const device = el("input", { id: "device", autocomplete: "off", spellcheck: "false" });
    const look = async () => {
      const receipts = await api.all(`receipts?device=${encodeURIComponent(device.value.trim())}`, "receipts");
      if (!receipts.length) {
        found.replaceChildren(el("p", {}, t("noReceipts")));
        return;
      }
      found.replaceChildren(
        table(
          t("receipts"),
          [t("at"), t("kind"), t("version"), t("shownIn")],
          receipts
            .map((r) => said(r.receipt))
            .map((r) => [time(r.at), t(r.kind), `${r.noticeVersion}`, r.language]),
        ),
        el(
          "button",
          {
            class: "plain",
            onclick: () =>
              save(`receipts-${organisation}.json`, "application/json", [JSON.stringify({ receipts }, null, 2)]),
          },
          t("saveReceipts"),
        ),
      );
    };
    return [
      el(
        "form",
        { onsubmit: (event) => { event.preventDefault(); act(look)(); } },
        el("label", { for: "device" }, t("device")),
        el("p", { class: "quiet", id: "device-hint" }, t("deviceHint")),
        device,
        el("p", {}, el("button", {}, t("look"))),
      ),
      found,
    ];
  },

  retention,
  archive,

  incident: (context) => incident({ ...context, documentOf: document_ }),

  async audit({ t, api, time, organisation, act }) {
    const shown = el("div", { "aria-live": "polite" });
    const which = el(
      "select",
      { id: "which", onchange: act(() => fill()) },
      el("option", { value: "organisation" }, t("ownLog")),
      el("option", { value: "server" }, t("serverLog")),
    );
    async function fill() {
      const pages = await all(api, which.value);
      const entries = pages.flatMap((page) => page.entries).map(said);
      const wrong = pages.find((page) => !page.intact);
      const last = pages[pages.length - 1];
      shown.replaceChildren(
        el(
          "p",
          { class: wrong ? "bad" : "good", id: "finding" },
          t(wrong ? "notIntact" : "intact") + (wrong ?? last).finding,
        ),
        el(
          "button",
          {
            onclick: () =>
              pages.forEach((page, i) =>
                save(`audit-${organisation}-${which.value}-${i + 1}.json`, "application/json", [JSON.stringify(page)]),
              ),
          },
          t("saveLog"),
        ),
        table(
          t("audit"),
          [t("number"), t("at"), t("event"), t("actor"), t("facts")],
          entries
            .reverse()
            .slice(0, 500)
            .map((e) => [
              `${e.sequence}`,
              time(e.at),
              e.event,
              e.actor,
              e.facts.map((f) => `${f.name}: ${f.value}`).join("; "),
            ]),
        ),
        el("p", { class: "quiet" }, t("verify")),
        table(
          t("keys"),
          [t("since"), "Ed25519"],
          last.keys.map((key) => [time(key.since), key.publicKey]),
        ),
      );
    }
    await fill();
    return [el("label", { for: "which" }, t("whichLog")), which, shown];
  },
};

async function all(api, log) {
  const pages = [];
  let after = 0;
  do {
    pages.push(await api.json(`audit?log=${log}&after=${after}&limit=5000`));
    const entries = pages[pages.length - 1].entries;
    after = entries.length ? said(entries[entries.length - 1]).sequence : after;
  } while (pages[pages.length - 1].more);
  return pages;
}

async function document_({ api, t, again }, address) {
  const made = await api.json(address);
  return {
    title: made.title,
    content: [
      el("p", {}, el("a", { href: location.hash, onclick: (event) => { event.preventDefault(); again(); } }, t("back"))),
      el("p", { class: "quiet" }, `${made.generatedAt} · ${made.software} · ${made.configurationHash}`),
      ...made.sections.flatMap((section) => [
        el("h2", {}, section.title),
        ...section.paragraphs.map((text) => el("p", {}, text)),
        ...section.tables.map((one) =>
          one.rows.length ? table(one.caption, one.columns, one.rows) : el("p", {}, `${one.caption}: –`),
        ),
      ]),
    ],
  };
}
