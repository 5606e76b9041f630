import { el, facts, said, save, table } from "./dom.js";

/** Who the organisation says it is, and every notice it ever published. */
export async function notices(context) {
  const { t, api, time, show, act, organisation } = context;
  const { company, versions } = await api.json("privacy");
  if (!company) {
    return [el("p", { class: "bad" }, t("noCompany"))];
  }
  const keep = (version) =>
    act(async () =>
      save(`profile-${organisation}-${version}.json`, "application/json", [await api.text(`profiles/${version}`, "application/json")]),
    );
  return [
    facts([
      [t("name"), company.name],
      [t("address"), company.address],
      [t("contact"), company.contact],
      [t("dpo"), company.dataProtectionOfficer || t("notNamed")],
      [t("region"), company.region],
      [t("notice"), el("a", { href: company.noticeLink, rel: "noreferrer" }, company.noticeLink)],
    ]),
    el("p", {}, t("versionsText")),
    table(
      t("versions"),
      [t("profileVersion"), t("noticeVersion"), t("since"), "SHA-256", t("document")],
      versions.map((v) => [
        `${v.profileVersion}`,
        `${v.noticeVersion}`,
        time(v.receivedAt),
        el("code", {}, v.sha256),
        el(
          "span",
          {},
          el("button", { class: "plain", "aria-label": `${t("read")}: ${v.profileVersion}`, onclick: () => show(() => published(context, v.profileVersion)) }, t("read")),
          el("button", { class: "plain", "aria-label": `${t("saveSigned")}: ${v.profileVersion}`, onclick: keep(v.profileVersion) }, t("saveSigned")),
        ),
      ]),
    ),
  ];
}

async function published({ t, api, again }, version) {
  const profile = said((await api.json(`profiles/${version}`)).profile);
  const { notice } = profile;
  return {
    title: `${t("profileVersion")} ${version}`,
    content: [
      el("p", {}, el("a", { href: location.hash, onclick: (event) => { event.preventDefault(); again(); } }, t("back"))),
      facts([
        [t("name"), profile.name],
        [t("region"), profile.region],
        [t("noticeVersion"), `${notice.version}`],
      ]),
      table(
        t("purposes"),
        ["Deutsch", "English", t("basis")],
        notice.purposes.map((p) => [p.german, p.english, t(`basis-${p.basis}`)]),
      ),
      el("h2", {}, t("noticeText")),
      el("p", { class: "text", lang: "de" }, notice.german),
      el("p", { class: "text", lang: "en" }, notice.english),
    ],
  };
}

/** How long the server keeps what. */
export async function retention({ t, api }) {
  const overview = await api.json("privacy");
  return [
    el("p", {}, t("retentionText")),
    table(
      t("retention"),
      [t("what"), t("days"), t("why")],
      overview.retention.map((r) => [t(r.what), `${r.days}`, t(`why-${r.what}`)]),
    ),
    el("p", { class: "quiet" }, t("retentionClients")),
  ];
}

/** Who keeps records of conversations. */
export async function archive({ t, api }) {
  const { archivists } = await api.json("privacy");
  return [
    el("p", {}, t("archiveText")),
    archivists.length
      ? table(
          t("archivists"),
          [t("archivist"), t("devices"), t("conversations"), t("behind")],
          archivists.map((a) => [a.user, `${a.devices}`, `${a.conversations}`, `${a.behind}`]),
        )
      : el("p", {}, t("none-known")),
    el("p", { class: "quiet" }, t("archiveVerify")),
  ];
}
