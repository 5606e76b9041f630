package eu.paravent.client.internal.engine;

import eu.paravent.client.ConversationId;
import eu.paravent.client.UserId;
import eu.paravent.client.internal.store.StoreTransaction;
import eu.paravent.client.message.MessageContent;
import eu.paravent.client.message.Reaction;
import eu.paravent.client.message.Votes;
import java.util.List;
import java.util.Set;

/**
 * What holds for every message of a conversation when it is shown, asked once for many.
 *
 * @param restricted whose words are not shown here
 */
record Sight(CharterRow charter, Set<UserId> restricted) {
  static Sight of(StoreTransaction tx, ConversationId id) {
    return new Sight(CharterRow.kept(tx, id), Restrictions.hidden(tx, id));
  }

  MessageContent content(StoredMessage row, MessageContent said) {
    boolean gone = said instanceof MessageContent.Deleted || said instanceof MessageContent.Expired;
    return !gone && restricted.contains(row.sender()) ? new MessageContent.Restricted() : said;
  }

  List<Reaction> reactions(List<Reactions.Given> given) {
    return given.stream()
        .map(Reactions.Given::reaction)
        .filter(reaction -> !restricted.contains(reaction.by()))
        .toList();
  }

  Votes votes(Votes all) {
    return restricted.isEmpty()
        ? all
        : new Votes(
            all.byOption().stream()
                .map(
                    voters -> voters.stream().filter(voter -> !restricted.contains(voter)).toList())
                .toList(),
            all.closed());
  }
}
