package eu.paravent.archive;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.retention.ConversationClass;
import java.time.Instant;

/**
 * The procedure documentation that German law asks for (GoBD), as far as software can know it, from
 * the journal as it is set up. What people do around it, the organisation adds.
 */
public final class Procedure {
  private Procedure() {}

  private static String row(String one, String other) {
    return "<tr><th scope=\"row\">" + one + "</th><td>" + Pages.escape(other) + "</td></tr>\n";
  }

  private static String days(ConversationClass kind) {
    return kind.usual().minimumDays() == 0 ? "–" : String.valueOf(kind.usual().minimumDays());
  }

  static byte[] german(JsonObject header, Instant now) {
    StringBuilder page = Pages.begin("de", "Verfahrensdokumentation: Archiv der Gespräche");
    page.append("<p>Erzeugt am ").append(now).append(" aus dem laufenden Archiv. ");
    page.append("Das Unternehmen ergänzt seine eigenen Abläufe.</p>\n<table>");
    page.append(row("Unternehmen", header.getString("organisation", "")));
    page.append(row("Archivar", header.getString("archivist", "")));
    page.append(row("Journal", header.getString("journal", "")));
    page.append(row("Geführt seit", header.getString("created", "")));
    page.append(
        row(
            "Öffnen",
            header.getInt("personsToOpen") == 1
                ? "durch eine Person"
                : "durch zwei von " + header.getInt("shares") + " Personen gemeinsam"));
    page.append(row("Mindestfrist Handelsbriefe, Tage", days(ConversationClass.COMMERCIAL_LETTER)));
    page.append(row("Mindestfrist Buchungsbelege, Tage", days(ConversationClass.BOOKING_VOUCHER)));
    page.append("</table>\n");
    page.append(
        """
        <h2>Was aufgezeichnet wird</h2>
        <p>Der Archivar ist ein eigenes Gerät des Unternehmens und Mitglied der Gespräche, die er aufzeichnet. Ein Eigentümer des Gesprächs ernennt ihn; er steht in den Regeln der Gruppe, die das Gerät jedes Teilnehmers bei jeder Änderung prüft, und jedes Gerät zeigt ihn an. Er zeichnet von seiner Aufnahme an jeden Eintrag des Gesprächs auf: so, wie er vom Server kam, mit der Unterschrift des Absenders, in lesbarer Form und mit Dateien. Was vor seiner Aufnahme gesagt wurde, hat er nicht.</p>
        <h2>Unveränderbarkeit und Vollständigkeit</h2>
        <p>Jeder Eintrag ist eine Zeile einer Kette: sie nennt den SHA-256-Hash der Zeile davor und des Inhalts und ist vom Gerät des Archivars unterschrieben (Ed25519, JWS). Das Zertifikat des Geräts ist vom Stammzertifikat des Unternehmens ausgestellt. Geänderte, fehlende und umgestellte Zeilen und Inhalte findet die Prüfung, ebenso Lücken in der Nummernfolge eines Gesprächs. Dass am Ende Zeilen fehlen, erkennt, wer einen späteren Stand notiert hat oder einen Zeitstempel (RFC 3161) davon besitzt.</p>
        <h2>Vertraulichkeit</h2>
        <p>Inhalte sind für einen Schlüssel verschlüsselt, den der Archivar nicht hat (HPKE: X25519, HKDF-SHA256, AES-256-GCM). Mit zwei Personen ist er nach Shamir geteilt. In Klarschrift stehen nur Nummern, Zeiten, Hashwerte und das Kennzeichen des Gesprächs. Jedes Öffnen wird vorher als Zeile eingetragen.</p>
        <h2>Aufbewahrung und Löschung</h2>
        <p>Klasse und Fristen eines Gesprächs legen seine Eigentümer fest. Bei Handelsbriefen und Buchungsbelegen beginnt die Frist am Ende des Kalenderjahres nach deutscher Zeit. Für jeden Eintrag gelten die Fristen, die bei seiner Aufzeichnung galten. Vor Ablauf der Mindestfrist wird nichts gelöscht: ein Löschverlangen sperrt den Eintrag, und er wird gelöscht, sobald die Frist vorüber ist. Gelöscht wird der Inhalt; die Zeile bleibt, und die Löschung ist selbst eine Zeile.</p>
        <h2>Ausgabe</h2>
        <p>Nach Zeitraum, Geschäftsvorfall oder Partner als ZIP: je Eintrag eine JSON-Datei, Dateien im Original, lesbare Seiten, Verzeichnis mit Hashwerten, vom Archivar unterschrieben. Die Ausgabe ist ohne das Archiv prüfbar.</p>
        <h2>Vom Unternehmen zu ergänzen</h2>
        <ul><li>Wer die Anteile am Schlüssel verwahrt, und wer vertritt.</li><li>Sicherung des Ordners und Wiederherstellung.</li><li>Wer wann prüft, und wo der Stand notiert wird.</li><li>Welche Gespräche aufgezeichnet werden, und wer das entscheidet.</li></ul>
        """);
    return Pages.end(page);
  }

  static byte[] english(JsonObject header, Instant now) {
    StringBuilder page = Pages.begin("en", "Procedure documentation: archive of conversations");
    page.append("<p>Made on ").append(now).append(" from the archive as it runs. ");
    page.append("The organisation adds what its people do.</p>\n<table>");
    page.append(row("Organisation", header.getString("organisation", "")));
    page.append(row("Archivist", header.getString("archivist", "")));
    page.append(row("Journal", header.getString("journal", "")));
    page.append(row("Kept since", header.getString("created", "")));
    page.append(
        row(
            "Opening",
            header.getInt("personsToOpen") == 1
                ? "by one person"
                : "by two of " + header.getInt("shares") + " persons together"));
    page.append(
        row("Minimum for commercial letters, days", days(ConversationClass.COMMERCIAL_LETTER)));
    page.append(row("Minimum for booking vouchers, days", days(ConversationClass.BOOKING_VOUCHER)));
    page.append("</table>\n");
    page.append(
        """
        <h2>What is recorded</h2>
        <p>The archivist is a device of the organisation and a member of the conversations it records. An owner of the conversation appoints it; it is named in the rules of the group, which every participant's device checks at every change, and every device shows it. From its admission on it records every entry of the conversation: as it came from the server, with its sender's signature, readable, and with files. What was said before its admission it does not have.</p>
        <h2>Unalterable and complete</h2>
        <p>Each record is a line of a chain: it names the SHA-256 hash of the line before and of the content, and is signed by the archivist's device (Ed25519, JWS), whose certificate was issued by the organisation's root. Verification finds lines and contents that were changed, are missing or were moved, and gaps in the numbers of a conversation. That lines are missing at the end is seen by whoever noted a later state, or has a timestamp (RFC 3161) of it.</p>
        <h2>Confidentiality</h2>
        <p>Contents are sealed for a key that the archivist does not have (HPKE: X25519, HKDF-SHA256, AES-256-GCM); for two persons it is split by Shamir's scheme. In clear are numbers, times, hashes and the conversation's id. Each opening is written as a line before.</p>
        <h2>Keeping and deleting</h2>
        <p>The owners of a conversation set its class and times. For commercial letters and booking vouchers they run from the end of the calendar year, by German time. For each record the times hold that held when it was written. Nothing is deleted before its minimum: a request restricts the record, and it is deleted once its time is over. What is deleted is the content; the line stays, and the deletion is a line itself.</p>
        <h2>Export</h2>
        <p>By period, business reference or partner as ZIP: a JSON file for each record, files as they were, readable pages, an index with hashes, signed by the archivist. An export is verified without the archive.</p>
        <h2>For the organisation to add</h2>
        <ul><li>Who keeps the shares of the key, and who stands in.</li><li>Backup of the folder, and how it is restored.</li><li>Who verifies when, and where the state is noted.</li><li>Which conversations are recorded, and who decides.</li></ul>
        """);
    return Pages.end(page);
  }
}
