import { el, save } from "./dom.js";

/** What a breach concerns: of a device, or of a period. */
export async function incident(context) {
  const { t, api, language, show, act, documentOf } = context;
  const device = el("input", { id: "device", autocomplete: "off", spellcheck: "false" });
  const from = el("input", { id: "from", type: "datetime-local" });
  const to = el("input", { id: "to", type: "datetime-local" });
  const utc = (input) => (input.value ? `${input.value.slice(0, 16)}:00Z` : "");
  const address = () =>
    `incident?${new URLSearchParams({ device: device.value.trim(), from: utc(from), to: utc(to), language })}`;
  const read = (event) => {
    event.preventDefault();
    const asked = address();
    show(() => documentOf(context, asked));
  };
  const keep = act(async () => save(`incident.${language}.html`, "text/html", [await api.text(address(), "text/html")]));
  return [
    el("p", {}, t("incidentText")),
    el(
      "form",
      { onsubmit: read },
      el("label", { for: "device" }, t("device")),
      el("p", { class: "quiet" }, t("deviceHint")),
      device,
      el("label", { for: "from" }, t("from")),
      from,
      el("label", { for: "to" }, t("to")),
      to,
      el("p", {}, el("button", {}, t("make")), el("button", { class: "plain", type: "button", onclick: keep }, t("asHtml"))),
    ),
  ];
}
