/** Everything that a guest reads, in both languages. */
const de = {
  language: 'English',
  opening: 'Die Einladung wird geöffnet …',
  invites: (inviter) => `${inviter} lädt Sie ein`,
  ofCompany: (company) => `von ${company}`,
  about: 'Es geht um',
  noTitle: 'ein Gespräch',
  whatHappens: 'Was mit Ihren Daten geschieht',
  privacy: [
    'Was Sie schreiben und schicken, wird in Ihrem Browser verschlüsselt. Lesen können es nur die Teilnehmer des Gesprächs.',
    'Der Betreiber des Servers sieht nur zufällige Kennungen, Zeiten und Größen – keine Namen, keine Texte, keine Dateien.',
    'Ihr Schlüssel und Ihr Verlauf liegen nur in diesem Browser. Wenn Sie dessen Daten löschen, brauchen Sie eine neue Einladung.',
    'Sie lesen, was ab Ihrem Beitritt geschrieben wird. Ihren Namen sehen alle Teilnehmer.',
  ],
  hostile: 'Diese Seite kommt vom Server. Ein Betreiber, der Sie täuschen will, könnte sie verändern; wer das ausschließen muss, nutzt ein installiertes Programm.',
  fingerprint: 'Fingerabdruck des Unternehmens',
  fingerprintHelp: 'Ihr Browser hat geprüft, dass er zum Link passt. Wenn Sie sichergehen wollen, vergleichen Sie ihn am Telefon.',
  validUntil: (time) => `Die Einladung gilt bis ${time}.`,
  yourName: 'Ihr Name, wie ihn die anderen sehen',
  nameNeeded: 'Bitte geben Sie einen Namen ein.',
  join: 'Beitreten',
  joining: 'Sie treten bei …',
  participants: (n) => `${n} Teilnehmer`,
  whoReads: 'Wer mitliest',
  you: 'Sie',
  guest: 'Gast',
  verified: 'Zertifikat geprüft',
  byInvite: 'über eine Einladung dieses Gesprächs',
  close: 'Schließen',
  write: 'Nachricht',
  send: 'Senden',
  attach: 'Datei anhängen',
  older: 'Ältere Nachrichten',
  nothingYet: 'Noch keine Nachrichten. Was vor Ihrem Beitritt geschrieben wurde, sehen Sie nicht.',
  reply: 'Antworten',
  replyTo: (name) => `Antwort an ${name}`,
  replying: 'Antwort auf',
  editing: 'Sie bearbeiten Ihre Nachricht',
  cancel: 'Abbrechen',
  save: 'Speichern',
  edit: 'Bearbeiten',
  remove: 'Löschen',
  removeSure: 'Diese Nachricht bei allen löschen? Was jemand schon gelesen hat, kann niemand zurückholen.',
  more: (name) => `Nachricht von ${name}: reagieren, antworten …`,
  reactWith: (emoji) => `Mit ${emoji} reagieren`,
  reactions: (emoji, names) => `${emoji} von ${names}`,
  edited: 'bearbeitet',
  deleted: 'Nachricht gelöscht',
  unknownKind: 'Eine Nachricht, die diese Seite noch nicht darstellen kann.',
  waiting: 'wird gesendet …',
  sent: 'gesendet',
  failed: 'nicht gesendet',
  download: (name) => `${name} herunterladen`,
  unnamed: 'Datei',
  offline: 'Keine Verbindung. Was Sie schreiben, wird gesendet, sobald sie wieder da ist.',
  tooLarge: 'Die Datei ist zu groß: höchstens 63 MB.',
  sendingFile: (name) => `${name} wird verschlüsselt und gesendet …`,
  alert: 'Achtung: Der Server hat etwas geliefert, das nicht stimmen kann. Es wurde verworfen. Sprechen Sie mit dem Menschen, der Sie eingeladen hat.',
  unreadable: 'Etwas ist angekommen, das sich nicht lesen ließ.',
  leave: 'Gespräch verlassen',
  leaveSure: 'Gespräch verlassen und alles, was davon in diesem Browser liegt, löschen? Um zurückzukommen, brauchen Sie eine neue Einladung.',
  today: 'heute',
  back: 'Zurück zur Liste',
  search: 'Suchen',
  find: 'Finden',
  found: (n, text) => (n === 0 ? `Nichts gefunden zu „${text}“.` : `Gefunden zu „${text}“: ${n}`),
  guestsRead: (names) => `Gäste lesen mit: ${names}`,
  mine: 'Meine Daten herunterladen',
  mineFile: 'meine-daten.json',
  record: 'Sprachnachricht aufnehmen',
  recording: 'Aufnahme',
  voiceNote: 'Sprachnachricht',
  missed: 'Sie waren länger weg, als der Server Nachrichten aufhebt. Was dazwischen geschrieben wurde, fehlt hier.',
  inviteGuest: 'Gast einladen',
  whatIs: 'Sie sind zu einem Gespräch eingeladen',
  oneMoment: 'Die Einladung wird noch entschlüsselt …',
  openingChat: 'Der Chat wird geöffnet …',
  conversations: 'Gespräche',
  noConversations: 'Noch keine Gespräche.',
  nothing: 'Noch keine Nachrichten',
  unread: (n) => `${n} ungelesen`,
  noneAbout: (key) => `Zu ${key} gibt es noch kein Gespräch.`,
  begin: 'Gespräch beginnen',
  creating: 'Das Gespräch wird angelegt …',
  inviteLink: 'Einladungslink',
  inviteHelp: 'Für einen Gast, sieben Tage gültig. Wer den Link hat, kann beitreten: Schicken Sie ihn nur dem, der gemeint ist.',
  copy: 'Kopieren',
  password: 'Passwort der Einladung',
  passwordHelp: 'Wer Sie eingeladen hat, hat es Ihnen auf einem anderen Weg gegeben als den Link. Es verlässt diesen Browser nicht.',
  unlock: 'Weiter',
  unlocking: 'Das Passwort wird geprüft. Das dauert absichtlich einen Augenblick …',
  approval: 'Bei dieser Einladung sieht zuerst jemand nach, wer kommt, und lässt Sie dann ein.',
  waitingDoor: 'Sie werden gleich eingelassen',
  waitingDoorHelp: 'Jemand muss Ihrem Beitritt noch zustimmen. Sie können diese Seite offen lassen oder später wieder öffnen.',
  errors: {
    'join-declined': ['Ihr Beitritt wurde abgelehnt', 'Sprechen Sie mit dem Menschen, der Sie eingeladen hat.'],
    'join-expired': ['Niemand hat rechtzeitig zugestimmt', 'Bitten Sie den Menschen, der Sie eingeladen hat, um einen neuen Link.'],
    'join-revoked': ['Diese Einladung wurde zurückgezogen', 'Bitten Sie den Menschen, der Sie eingeladen hat, um einen neuen Link.'],
    password: ['Dieses Passwort passt nicht', 'Achten Sie auf Groß- und Kleinschreibung, oder fragen Sie den Menschen, der Sie eingeladen hat.'],
    'user-unknown': ['Jemand kann noch nicht teilnehmen', 'Wenigstens einer der Teilnehmer hat den Chat noch nie geöffnet. Bitten Sie ihn darum, und versuchen Sie es noch einmal.'],
    microphone: ['Das Mikrofon ist nicht zu benutzen', 'Erlauben Sie es für diese Seite, oder schreiben Sie stattdessen.'],
    core: ['Das Programm der Seite ist stehen geblieben', 'Laden Sie die Seite neu. Es ist nichts verloren.'],
    'link-missing': ['Der Link ist nicht vollständig', 'Alles nach dem Zeichen # fehlt. Öffnen Sie den Link noch einmal aus der Nachricht, in der Sie ihn bekommen haben, ganz und unverändert.'],
    'link-invalid': ['Der Link ist beschädigt', 'Beim Kopieren ist etwas verloren gegangen. Öffnen Sie den Link noch einmal aus der Nachricht, in der Sie ihn bekommen haben.'],
    'invite-unknown': ['Diese Einladung kennt der Server nicht', 'Prüfen Sie, ob der Link vollständig ist, oder bitten Sie um einen neuen.'],
    'invite-expired': ['Diese Einladung ist abgelaufen', 'Bitten Sie den Menschen, der Sie eingeladen hat, um einen neuen Link.'],
    'invite-revoked': ['Diese Einladung wurde zurückgezogen', 'Bitten Sie den Menschen, der Sie eingeladen hat, um einen neuen Link.'],
    'invite-used-up': ['Diese Einladung wurde schon benutzt', 'Wenn Sie es waren: Öffnen Sie den Link in dem Browser, in dem Sie beigetreten sind. Sonst bitten Sie um einen neuen Link.'],
    untrusted: ['Hier stimmt etwas nicht', 'Der Server zeigt ein anderes Unternehmen oder ein anderes Gespräch als das, zu dem dieser Link gehört. Treten Sie nicht bei und sprechen Sie mit dem Menschen, der Sie eingeladen hat.'],
    unavailable: ['Der Server ist nicht zu erreichen', 'Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal. Es ist nichts verloren.'],
    storage: ['Der Browser kann nichts speichern', 'Im privaten Modus oder bei vollem Speicher geht das nicht. Öffnen Sie den Link in einem gewöhnlichen Fenster.'],
    'sign-in': ['Die Anmeldung wurde abgelehnt', 'Bitten Sie um einen neuen Link.'],
    ended: ['Sie sind nicht mehr in diesem Gespräch', 'Sie haben es verlassen oder wurden entfernt. Um zurückzukommen, brauchen Sie eine neue Einladung.'],
    elsewhere: ['Dieses Gespräch ist in einem anderen Fenster offen', 'Es kann immer nur in einem Fenster geführt werden.'],
    moved: ['Weiter in einem anderen Fenster', 'Sie haben dieses Gespräch in einem anderen Fenster geöffnet.'],
    browser: ['Dieser Browser ist zu alt', 'Für die Verschlüsselung braucht es einen aktuellen Browser: Chrome, Edge oder Firefox ab 120, Safari ab 18.2.'],
    other: ['Das hat nicht geklappt', 'Laden Sie die Seite neu. Bleibt es dabei, sagen Sie dem Menschen Bescheid, der Sie eingeladen hat.'],
  },
  again: 'Noch einmal versuchen',
  useHere: 'Hier weiterführen',
  left: 'Sie haben das Gespräch verlassen. In diesem Browser liegt nichts mehr davon.',
};

const en = {
  language: 'Deutsch',
  opening: 'Opening the invitation …',
  invites: (inviter) => `${inviter} invites you`,
  ofCompany: (company) => `of ${company}`,
  about: 'It is about',
  noTitle: 'a conversation',
  whatHappens: 'What happens with your data',
  privacy: [
    'What you write and send is encrypted in your browser. Only the participants of the conversation can read it.',
    'The operator of the server sees random identifiers, times and sizes only – no names, no texts, no files.',
    'Your key and your history are in this browser only. If you clear its data, you need a new invitation.',
    'You read what is written from the moment you join. All participants see your name.',
  ],
  hostile: 'This page comes from the server. An operator who wants to deceive you could change it; where that must be ruled out, use an installed program.',
  fingerprint: 'Fingerprint of the company',
  fingerprintHelp: 'Your browser has checked that it fits the link. To make sure, compare it over the phone.',
  validUntil: (time) => `The invitation is valid until ${time}.`,
  yourName: 'Your name, as the others see it',
  nameNeeded: 'Please enter a name.',
  join: 'Join',
  joining: 'Joining …',
  participants: (n) => `${n} participants`,
  whoReads: 'Who can read this',
  you: 'You',
  guest: 'guest',
  verified: 'certificate verified',
  byInvite: 'by an invitation of this conversation',
  close: 'Close',
  write: 'Message',
  send: 'Send',
  attach: 'Attach a file',
  older: 'Older messages',
  nothingYet: 'No messages yet. You do not see what was written before you joined.',
  reply: 'Reply',
  replyTo: (name) => `Reply to ${name}`,
  replying: 'In reply to',
  editing: 'You are editing your message',
  cancel: 'Cancel',
  save: 'Save',
  edit: 'Edit',
  remove: 'Delete',
  removeSure: 'Delete this message for everyone? Nobody can take back what someone has already read.',
  more: (name) => `Message by ${name}: react, reply …`,
  reactWith: (emoji) => `React with ${emoji}`,
  reactions: (emoji, names) => `${emoji} by ${names}`,
  edited: 'edited',
  deleted: 'Message deleted',
  unknownKind: 'A message that this page cannot show yet.',
  waiting: 'sending …',
  sent: 'sent',
  failed: 'not sent',
  download: (name) => `Download ${name}`,
  unnamed: 'File',
  offline: 'No connection. What you write is sent as soon as it is back.',
  tooLarge: 'The file is too large: 63 MB at most.',
  sendingFile: (name) => `Encrypting and sending ${name} …`,
  alert: 'Attention: the server delivered something that cannot be true. It was discarded. Talk to the person who invited you.',
  unreadable: 'Something arrived that could not be read.',
  leave: 'Leave the conversation',
  leaveSure: 'Leave the conversation and delete everything of it from this browser? To come back you need a new invitation.',
  today: 'today',
  back: 'Back to the list',
  search: 'Search',
  find: 'Find',
  found: (n, text) => (n === 0 ? `Nothing found for “${text}”.` : `Found for “${text}”: ${n}`),
  guestsRead: (names) => `Guests read along: ${names}`,
  mine: 'Download my data',
  mineFile: 'my-data.json',
  record: 'Record a voice note',
  recording: 'Recording',
  voiceNote: 'Voice note',
  missed: 'You were away for longer than the server keeps messages. What was written meanwhile is missing here.',
  inviteGuest: 'Invite a guest',
  whatIs: 'You are invited to a conversation',
  oneMoment: 'The invitation is still being decrypted …',
  openingChat: 'Opening the chat …',
  conversations: 'Conversations',
  noConversations: 'No conversations yet.',
  nothing: 'No messages yet',
  unread: (n) => `${n} unread`,
  noneAbout: (key) => `There is no conversation about ${key} yet.`,
  begin: 'Begin a conversation',
  creating: 'Creating the conversation …',
  inviteLink: 'Invitation link',
  inviteHelp: 'For one guest, valid for seven days. Whoever has the link can join: send it only to the one who is meant.',
  copy: 'Copy',
  password: 'Password of the invitation',
  passwordHelp: 'Whoever invited you gave it to you by another way than the link. It does not leave this browser.',
  unlock: 'Continue',
  unlocking: 'The password is being checked. That takes a moment, on purpose …',
  approval: 'With this invitation someone looks first who comes, and lets you in then.',
  waitingDoor: 'You will be let in shortly',
  waitingDoorHelp: 'Someone still has to agree to your joining. You can leave this page open or open it again later.',
  errors: {
    'join-declined': ['Your joining was declined', 'Talk to the person who invited you.'],
    'join-expired': ['Nobody agreed in time', 'Ask the person who invited you for a new link.'],
    'join-revoked': ['This invitation was revoked', 'Ask the person who invited you for a new link.'],
    password: ['This password does not fit', 'Mind capitals and small letters, or ask the person who invited you.'],
    'user-unknown': ['Someone cannot take part yet', 'At least one of the participants has never opened the chat. Ask them to, and try again.'],
    microphone: ['The microphone cannot be used', 'Allow it for this page, or write instead.'],
    core: ['The program of this page has stopped', 'Load the page again. Nothing is lost.'],
    'link-missing': ['The link is not complete', 'Everything after the # sign is missing. Open the link again from the message you got it in, whole and unchanged.'],
    'link-invalid': ['The link is damaged', 'Something was lost while copying. Open the link again from the message you got it in.'],
    'invite-unknown': ['The server does not know this invitation', 'Check whether the link is complete, or ask for a new one.'],
    'invite-expired': ['This invitation has expired', 'Ask the person who invited you for a new link.'],
    'invite-revoked': ['This invitation was revoked', 'Ask the person who invited you for a new link.'],
    'invite-used-up': ['This invitation has been used already', 'If it was you: open the link in the browser in which you joined. Otherwise ask for a new link.'],
    untrusted: ['Something is wrong here', 'The server shows another company or another conversation than the one this link belongs to. Do not join, and talk to the person who invited you.'],
    unavailable: ['The server cannot be reached', 'Check your connection and try again. Nothing is lost.'],
    storage: ['The browser cannot store anything', 'That is so in private mode or when its storage is full. Open the link in an ordinary window.'],
    'sign-in': ['Signing in was refused', 'Ask for a new link.'],
    ended: ['You are no longer in this conversation', 'You left it or were removed. To come back you need a new invitation.'],
    elsewhere: ['This conversation is open in another window', 'It can be held in one window at a time only.'],
    moved: ['Continued in another window', 'You opened this conversation in another window.'],
    browser: ['This browser is too old', 'Encryption needs a current browser: Chrome, Edge or Firefox from 120, Safari from 18.2.'],
    other: ['That did not work', 'Load the page again. If it stays like this, tell the person who invited you.'],
  },
  again: 'Try again',
  useHere: 'Continue here',
  left: 'You have left the conversation. Nothing of it is in this browser any more.',
};

const KEPT = 'paravent-language';
const languages = { de, en };

function preferred() {
  let kept = null;
  try {
    kept = localStorage.getItem(KEPT);
  } catch {
    // a browser that keeps nothing: its own language will do
  }
  return kept in languages ? kept : navigator.language?.toLowerCase().startsWith('de') ? 'de' : 'en';
}

let current = preferred();

/** The texts in the language of the reader. */
export function t() {
  document.documentElement.lang = current;
  return languages[current];
}

/** Of the texts: `de` or `en`. */
export function language() {
  return current;
}

/** For numbers and times: the reader's region where it fits the language. */
export function locale() {
  return navigator.language?.toLowerCase().startsWith(current) ? navigator.language : current;
}

/** Today's times without the date. */
export function clock(time) {
  const today = time.toDateString() === new Date().toDateString();
  return time.toLocaleString(locale(), today ? { timeStyle: 'short' } : { dateStyle: 'short', timeStyle: 'short' });
}

/** What the host page speaks; an unknown language changes nothing. */
export function speak(wanted) {
  const [known] = wanted.toLowerCase().split('-');
  current = known in languages ? known : current;
}

export function otherLanguage() {
  current = current === 'de' ? 'en' : 'de';
  try {
    localStorage.setItem(KEPT, current);
  } catch {
    // as above
  }
}
