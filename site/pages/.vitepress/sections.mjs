// [English, German, page]; pages below /reference, /decisions and /changelog are in English only
const sections = [
  ['Start', 'Einstieg', [
    ['For developers', 'Für Entwickler', '/start/developer'],
    ['For integrators', 'Für Integratoren', '/start/integrator'],
    ['For partners', 'Für Partner', '/start/partner'],
    ['For data protection officers', 'Für Datenschutzbeauftragte', '/start/dpo'],
  ]],
  ['How to', 'Anleitungen', [
    ['Found an organisation, open a client', 'Organisation gründen, Client öffnen', '/howto/open'],
    ['Find the conversation of an order', 'Das Gespräch zu einem Auftrag finden', '/howto/reference'],
    ['Follow what happens', 'Verfolgen, was geschieht', '/howto/events'],
    ['Send more than text', 'Mehr als Text senden', '/howto/messages'],
    ['Invite a guest', 'Einen Gast einladen', '/howto/guests'],
    ["Talk to a partner's organisation", 'Mit der Organisation eines Partners sprechen', '/howto/partners'],
    ['Send in your own transaction', 'In der eigenen Transaktion senden', '/howto/transaction'],
    ['Compare keys, see devices', 'Schlüssel vergleichen, Geräte sehen', '/howto/verify'],
    ['Back up, move to a new device', 'Sichern, auf ein neues Gerät umziehen', '/howto/backup'],
    ['Keep what the law wants kept', 'Aufbewahren, was aufzubewahren ist', '/howto/archive'],
    ['Show the privacy notice', 'Den Datenschutzhinweis zeigen', '/howto/notices'],
    ['Put the chat into a page', 'Den Chat in eine Seite setzen', '/howto/widget'],
    ['Test your integration', 'Die eigene Anbindung testen', '/howto/testing'],
  ]],
  ['Concepts', 'Begriffe', [
    ['Whom one trusts', 'Wem man vertraut', '/concepts/trust'],
    ['Who holds the keys', 'Wer die Schlüssel hat', '/concepts/custody'],
    ['Guests', 'Gäste', '/concepts/guests'],
    ['How a message travels', 'Der Weg einer Nachricht', '/concepts/delivery'],
    ['Archive and encryption', 'Archiv und Verschlüsselung', '/concepts/archive'],
    ['How it is built', 'Wie es gebaut ist', '/concepts/modules'],
    ['Words', 'Wörter', '/concepts/words'],
  ]],
  ['Security', 'Sicherheit', [
    ['What could go wrong, and what then', 'Was geschehen könnte, und was dann', '/security/threats'],
    ['What is not protected', 'Was nicht geschützt ist', '/security/limits'],
    ['What is checked', 'Was geprüft wird', '/security/checks'],
    ['Report a weakness', 'Eine Schwachstelle melden', '/security/reporting'],
  ]],
  ['Operate', 'Betrieb', [
    ['The server', 'Der Server', '/reference/server'],
    ['All settings', 'Alle Einstellungen', '/reference/configuration'],
    ['How large a machine', 'Wie groß die Maschine', '/operate/sizing'],
    ['Upgrade', 'Neue Versionen', '/operate/upgrade'],
    ['TLS, backup, restore', 'TLS, Sicherung, Rückspielen', '/reference/operate'],
    ['Several nodes, and growing', 'Mehrere Knoten, und wachsen', '/reference/growing'],
  ]],
  ['Decide', 'Entscheiden', [
    ['Compared with others', 'Im Vergleich', '/compare'],
    ['For officers: answering an auditor', 'Für Beauftragte: einer Prüfung antworten', '/reference/privacy'],
    ['For your privacy notice', 'Für Ihren Datenschutzhinweis', '/privacy-notice'],
  ]],
  ['Reference', 'Nachschlagen', [
    ['Java interface', 'Java-Schnittstelle', '/java'],
    ["The server's interface", 'Schnittstelle des Servers', '/reference/interface'],
    ['The protocol in words', 'Das Protokoll in Worten', '/reference/protocol-v1'],
    ['What a message holds', 'Was eine Nachricht enthält', '/reference/content-format'],
    ['Group rules', 'Regeln der Gruppe', '/reference/group-rules'],
    ['In a host application', 'In der eigenen Anwendung', '/reference/host'],
    ['Devices and verification', 'Geräte und Vergleich', '/reference/devices'],
    ['Archivist and journal', 'Archivar und Journal', '/reference/archive'],
    ['Calls', 'Anrufe', '/reference/calls'],
    ['Retention', 'Aufbewahrung', '/reference/retention'],
    ['The MLS core alone', 'Der MLS-Kern allein', '/reference/mls-alone'],
    ['Benchmarks', 'Messungen', '/reference/benchmarks'],
    ['Status', 'Stand', '/reference/status'],
    ['Decisions', 'Entscheidungen', '/decisions/'],
    ['Changes', 'Änderungen', '/changelog'],
  ]],
]

const englishOnly = (link) => /^\/(reference\/|decisions|changelog)/.test(link)

const sidebar = (german) =>
  sections.map(([en, de, items]) => ({
    text: german ? de : en,
    items: items.map(([textEn, textDe, link]) =>
      !german
        ? { text: textEn, link }
        : englishOnly(link)
          ? { text: `${textDe} (englisch)`, link: `/de${link}` }
          : { text: textDe, link: `/de${link}` },
    ),
  }))

const footer = { message: 'Apache License 2.0' }

export const en = {
  nav: [
    { text: 'Start', link: '/start/developer' },
    { text: 'Security', link: '/security/threats' },
    { text: 'Operate', link: '/reference/server' },
    { text: 'Compare', link: '/compare' },
  ],
  sidebar: sidebar(false),
  footer,
}

export const de = {
  nav: [
    { text: 'Einstieg', link: '/de/start/developer' },
    { text: 'Sicherheit', link: '/de/security/threats' },
    { text: 'Betrieb', link: '/de/operate/sizing' },
    { text: 'Vergleich', link: '/de/compare' },
  ],
  sidebar: sidebar(true),
  footer,
  outline: { level: 'deep', label: 'Auf dieser Seite' },
  docFooter: { prev: 'Vorige Seite', next: 'Nächste Seite' },
  sidebarMenuLabel: 'Inhalt',
  returnToTopLabel: 'Nach oben',
  darkModeSwitchLabel: 'Hell oder dunkel',
  lightModeSwitchTitle: 'Hell',
  darkModeSwitchTitle: 'Dunkel',
  langMenuLabel: 'Sprache',
  skipToContentLabel: 'Zum Inhalt',
}
