package eu.paravent.client.internal.engine;

import eu.paravent.client.message.Attachment;
import eu.paravent.client.message.BusinessCard;
import eu.paravent.client.message.ContactCard;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Poll;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What of a message can be searched for: its words without case and without accents, each once. */
final class Words {
  private static final String ACCENTED =
      "àáâãäåāăąçćčďđèéêëēęěìíîïīłñńňòóôõöøōőŕřśšşťţùúûüūůűýÿźžż";
  private static final String PLAIN = "aaaaaaaaacccddeeeeeeeiiiiilnnnoooooooorrsssttuuuuuuuyyzzz";

  private Words() {}

  /** In one text, with a space between; empty where it says nothing. */
  static String of(MessageContent content) {
    return String.join(" ", list(said(content)));
  }

  private static String said(MessageContent content) {
    if (content instanceof MessageContent.Text text) {
      return text.text();
    } else if (content instanceof MessageContent.Location place) {
      return place.label();
    } else if (content instanceof ContactCard card) {
      return card.displayName() + " " + card.person().name();
    } else if (content instanceof Poll poll) {
      return poll.question() + " " + String.join(" ", poll.options());
    } else if (content instanceof BusinessCard card) {
      StringBuilder all = new StringBuilder(card.title());
      card.fields().forEach(f -> all.append(' ').append(f.label()).append(' ').append(f.value()));
      return all.toString();
    }
    return Attachment.of(content).map(Attachment::name).orElse("");
  }

  /** Letters and digits in a row, folded, each once. */
  static List<String> list(String text) {
    Set<String> words = new LinkedHashSet<>();
    StringBuilder word = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        fold(c, word);
      } else if (!combining(c) && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return List.copyOf(words);
  }

  private static void fold(int c, StringBuilder to) {
    int lower = Character.toLowerCase(c);
    int accented = lower < 0x10000 ? ACCENTED.indexOf((char) lower) : -1;
    if (accented >= 0) {
      to.append(PLAIN.charAt(accented));
    } else if (lower == 'ß') {
      to.append("ss");
    } else if (lower == 'æ') {
      to.append("ae");
    } else if (lower == 'œ') {
      to.append("oe");
    } else {
      to.appendCodePoint(lower);
    }
  }

  /** Accents that stand behind their letter. */
  private static boolean combining(int c) {
    return c >= 0x300 && c <= 0x36f;
  }
}
