package eu.paravent.mls.internal.group;

import static eu.paravent.mls.internal.group.LeafRules.violated;

import eu.paravent.mls.AppComponent;
import eu.paravent.mls.AppComponent.Sent;
import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.GroupPolicy.PolicyViolation;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.MlsException.Reason;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.tree.RequiredCapabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AppEphemeral and AppDataUpdate proposals (draft-ietf-mls-extensions). */
final class AppDataRules {
  private static final byte[] NONE = new byte[0];

  private final PublicGroup group;
  private final GroupRules rules;
  private final boolean externalCommit;

  AppDataRules(PublicGroup group, GroupRules rules, boolean externalCommit) {
    this.group = group;
    this.rules = rules;
    this.externalCommit = externalCommit;
  }

  /** What can be said of a single proposal before anybody commits it. */
  void checkAlone(SentProposal sent) throws MlsException {
    if (sent.proposal() instanceof Proposal.AppEphemeral ephemeral) {
      ephemeral(ephemeral, sent);
    } else if (sent.proposal() instanceof Proposal.AppDataUpdate update) {
      component(update.component());
      if (update.update().isEmpty()) {
        present(AppDataDictionary.of(group.context().extensions()), update.component());
      }
    }
  }

  /** Where AppDataUpdate is required of all, the dictionary changes by it alone. */
  void checkContext(Extensions next) throws MlsException {
    Extensions before = group.context().extensions();
    AppDataDictionary.of(next);
    Optional<byte[]> required = before.find(Extensions.REQUIRED_CAPABILITIES);
    if (required.isPresent()
        && TlsReader.parseOrRefuse(
                required.get(), "The required_capabilities", RequiredCapabilities::read)
            .proposals()
            .contains(Proposal.APP_DATA_UPDATE)
        && !same(
            before.find(AppDataDictionary.EXTENSION), next.find(AppDataDictionary.EXTENSION))) {
      throw violated("This group changes its application data by AppDataUpdate only");
    }
  }

  private static boolean same(Optional<byte[]> a, Optional<byte[]> b) {
    return Arrays.equals(a.orElse(NONE), b.orElse(NONE)) && a.isPresent() == b.isPresent();
  }

  /**
   * The extensions of the next epoch.
   *
   * @param context with a GroupContextExtensions of the same list applied
   */
  Extensions apply(List<SentProposal> proposals, Extensions context) throws MlsException {
    Map<Integer, List<SentProposal>> updates = new LinkedHashMap<>();
    for (SentProposal sent : proposals) {
      if (sent.proposal() instanceof Proposal.AppEphemeral ephemeral) {
        ephemeral(ephemeral, sent);
      } else if (sent.proposal() instanceof Proposal.AppDataUpdate update) {
        updates.computeIfAbsent(update.component(), c -> new ArrayList<>()).add(sent);
      }
    }
    if (updates.isEmpty()) {
      return context;
    }
    AppDataDictionary dictionary = AppDataDictionary.of(context);
    for (Map.Entry<Integer, List<SentProposal>> entry : updates.entrySet()) {
      dictionary = update(dictionary, entry.getKey(), entry.getValue());
    }
    return dictionary.in(context);
  }

  private AppDataDictionary update(
      AppDataDictionary dictionary, int id, List<SentProposal> proposals) throws MlsException {
    AppComponent component = component(id);
    List<Sent> sent = new ArrayList<>();
    boolean removal = false;
    for (SentProposal proposal : proposals) {
      Optional<byte[]> update = ((Proposal.AppDataUpdate) proposal.proposal()).update();
      removal |= update.isEmpty();
      sent.add(sent(update.orElse(NONE), proposal));
    }
    if (removal && proposals.size() > 1) {
      throw violated("The data of component " + id + " is removed and updated, or removed twice");
    }
    try {
      if (removal) {
        component.remove(present(dictionary, id), sent.get(0));
        return dictionary.without(id);
      }
      return dictionary.with(id, component.update(dictionary.component(id), List.copyOf(sent)));
    } catch (PolicyViolation e) {
      throw refused(id, e);
    }
  }

  private void ephemeral(Proposal.AppEphemeral ephemeral, SentProposal proposal)
      throws MlsException {
    try {
      component(ephemeral.component()).ephemeral(sent(ephemeral.data(), proposal));
    } catch (PolicyViolation e) {
      throw refused(ephemeral.component(), e);
    }
  }

  private Sent sent(byte[] data, SentProposal proposal) throws MlsException {
    return new Sent(data, Proposers.of(group, proposal.sender()), externalCommit);
  }

  private AppComponent component(int id) throws MlsException {
    AppComponent component = rules.components().get(id);
    if (component == null) {
      throw violated("Component " + id + " is not known to this application");
    }
    return component;
  }

  private static byte[] present(AppDataDictionary dictionary, int id) throws MlsException {
    return dictionary
        .component(id)
        .orElseThrow(() -> violated("Component " + id + " has no data that could be removed"));
  }

  private static MlsException refused(int id, PolicyViolation e) {
    return new MlsException(
        Reason.POLICY_VIOLATION, "Component " + id + " refuses it: " + e.getMessage(), e);
  }
}
