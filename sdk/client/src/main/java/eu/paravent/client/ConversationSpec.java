package eu.paravent.client;

import eu.paravent.client.internal.engine.Label;
import eu.paravent.client.retention.ConversationClass;
import eu.paravent.client.retention.Retention;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a new conversation shall be. Immutable: each call answers a changed copy. */
public final class ConversationSpec {
  /** The longest title. */
  public static final int TITLE_MOST = 200;

  private final String title;
  private final @Nullable BusinessReference reference;
  private final List<UserId> participants;
  private final @Nullable KeyAgreement keyAgreement;
  private final List<UserId> archivists;
  private final ConversationClass kind;
  private final @Nullable Retention retention;
  private final String label;

  private ConversationSpec(
      String title,
      @Nullable BusinessReference reference,
      Collection<UserId> participants,
      @Nullable KeyAgreement keyAgreement,
      Collection<UserId> archivists,
      ConversationClass kind,
      @Nullable Retention retention,
      String label) {
    this.label = label;
    this.title = title;
    this.reference = reference;
    this.participants = List.copyOf(participants);
    this.keyAgreement = keyAgreement;
    this.archivists = List.copyOf(archivists);
    this.kind = kind;
    this.retention = retention;
  }

  private static ConversationSpec begin(@Nullable BusinessReference reference) {
    return new ConversationSpec(
        "", reference, List.of(), null, List.of(), ConversationClass.ORDINARY, null, "");
  }

  /** A conversation about something in the host's records. */
  public static ConversationSpec about(BusinessReference reference) {
    return begin(reference);
  }

  /** A conversation that is about nothing the host keeps a record of. */
  public static ConversationSpec titled(String title) {
    return begin(null).title(title);
  }

  /**
   * @param title at most 200 characters; only the people in the conversation see it
   */
  public ConversationSpec title(String title) {
    if (title.length() > TITLE_MOST) {
      throw new IllegalArgumentException("A title has at most " + TITLE_MOST + " characters");
    }
    return new ConversationSpec(
        title, reference, participants, keyAgreement, archivists, kind, retention, label);
  }

  /** Adds people, beside whoever opens the conversation. */
  public ConversationSpec participants(UserId... people) {
    return participants(Arrays.asList(people));
  }

  /** With these people, beside who begins it. */
  public ConversationSpec participants(Collection<UserId> people) {
    Set<UserId> all = new LinkedHashSet<>(participants);
    all.addAll(people);
    return new ConversationSpec(
        title, reference, all, keyAgreement, archivists, kind, retention, label);
  }

  /**
   * How its keys are agreed, whatever the client's default is: people whose devices cannot take
   * part in that are not added then. It cannot be changed afterwards.
   */
  public ConversationSpec keyAgreement(KeyAgreement agreement) {
    return new ConversationSpec(
        title, reference, participants, agreement, archivists, kind, retention, label);
  }

  /**
   * Adds devices that keep records of everything, from the first word on. Everyone sees them.
   *
   * @param keepers enrolled by {@link
   *     eu.paravent.client.identity.OrganisationAuthority#archivistEnroller}
   */
  public ConversationSpec archivists(UserId... keepers) {
    Set<UserId> all = new LinkedHashSet<>(archivists);
    all.addAll(Arrays.asList(keepers));
    return new ConversationSpec(
        title, reference, participants, keyAgreement, all, kind, retention, label);
  }

  /**
   * What the law takes it for, kept as long as the company says ({@link
   * eu.paravent.client.notice.CompanyKeeping}), or else as is usual for that.
   */
  public ConversationSpec keptAs(ConversationClass kind) {
    return new ConversationSpec(
        title, reference, participants, keyAgreement, archivists, kind, null, label);
  }

  /** What the law takes it for, and how long it is kept. */
  public ConversationSpec keptAs(ConversationClass kind, Retention retention) {
    return new ConversationSpec(
        title, reference, participants, keyAgreement, archivists, kind, retention, label);
  }

  /**
   * How confidential it is to be, in the organisation's own words: see {@link
   * Conversation#changeLabel}.
   *
   * @param words one line of at most 60 characters
   */
  public ConversationSpec label(String words) {
    return new ConversationSpec(
        title,
        reference,
        participants,
        keyAgreement,
        archivists,
        kind,
        retention,
        Label.require(words));
  }

  /** How confidential it is to be; empty where nothing was said. */
  public String label() {
    return label;
  }

  /** What it is to be called; empty where nothing was said. */
  public String title() {
    return title;
  }

  /** What it is to be about. */
  public Optional<BusinessReference> reference() {
    return Optional.ofNullable(reference);
  }

  /** Who is to be in it. */
  public List<UserId> participants() {
    return participants;
  }

  /** Who is to keep records of it. */
  public List<UserId> archivists() {
    return archivists;
  }

  /** What it is kept as. */
  public ConversationClass kind() {
    return kind;
  }

  /** Empty where the company's is to be taken. */
  public Optional<Retention> retention() {
    return Optional.ofNullable(retention);
  }

  /** Empty where the client's default is to be taken. */
  public Optional<KeyAgreement> keyAgreement() {
    return Optional.ofNullable(keyAgreement);
  }
}
