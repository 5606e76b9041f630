package eu.paravent.mls.internal.group;

import eu.paravent.mls.internal.codec.ExtensionsCodec;
import eu.paravent.mls.internal.framing.Proposal;
import eu.paravent.mls.internal.schedule.GroupContext;
import eu.paravent.mls.storage.MlsStorage;
import eu.paravent.mls.storage.StoredStateException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Names and cache of what is stored for one group. Big records (one public, one private per epoch)
 * are written when the epoch changes; a message writes small ones below the epoch it is of. An
 * epoch is named after its number and its transcript, so that a staged epoch and the one of a
 * competing commit do not meet.
 */
final class GroupStore {
  private final MlsStorage storage;
  private final String prefix;
  private final Map<String, Optional<byte[]>> cache = new HashMap<>();

  GroupStore(MlsStorage storage, byte[] groupId) {
    this.storage = storage;
    this.prefix = "g/" + HexFormat.of().formatHex(groupId) + "/";
  }

  /** Which epoch is current, and which past ones are kept. */
  String head() {
    return prefix + "head";
  }

  /** The head that a prepared external join becomes. */
  String preparedJoin() {
    return prefix + "join";
  }

  String stagedCommit() {
    return prefix + "staged";
  }

  /** The commit of a prepared external join. */
  String stagedJoin() {
    return prefix + "staged-join";
  }

  /** What the ReInit asks for that ended the group, or that is staged: it is no secret. */
  String reInit() {
    return prefix + "reinit";
  }

  Optional<Proposal.ReInit> readReInit() {
    return read(reInit())
        .map(
            record ->
                Stored.decode(
                    record,
                    "reinit",
                    in ->
                        new Proposal.ReInit(
                            in.opaque(), in.u16(), in.u16(), ExtensionsCodec.read(in))));
  }

  void putReInit(Proposal.ReInit reInit, Changes changes) {
    changes.put(reInit(), Stored.encode(reInit::writeBody));
  }

  String proposals() {
    return prefix + "p/";
  }

  String proposal(int number) {
    return proposals() + number;
  }

  /** The name of an epoch. */
  static String epochName(GroupContext context) {
    byte[] transcript = context.confirmedTranscriptHash();
    return HexFormat.of().toHexDigits(context.epoch())
        + "-"
        + HexFormat.of().formatHex(Arrays.copyOf(transcript, Math.min(8, transcript.length)));
  }

  String epoch(String epochName) {
    return prefix + "e/" + epochName + "/";
  }

  /** What is left of a past epoch beside its public state: see {@link PastEpoch}. */
  String pastState(String epochName) {
    return epoch(epochName) + "past";
  }

  static StoredStateException missing(String what) {
    return new StoredStateException("The store has lost a record (" + what + "): join again", null);
  }

  String publicState(String epochName) {
    return epoch(epochName) + "public";
  }

  String privateState(String epochName) {
    return epoch(epochName) + "private";
  }

  String secretTree(String epochName) {
    return epoch(epochName) + "s/";
  }

  /** Kept in memory; the value must not be changed. */
  Optional<byte[]> readCached(String key) {
    return cache.computeIfAbsent(key, storage::read);
  }

  Optional<byte[]> read(String key) {
    return storage.read(key);
  }

  void write(Changes changes) {
    storage.write(changes.asMap());
    changes
        .asMap()
        .forEach(
            (key, value) -> {
              if (cache.containsKey(key)) {
                cache.put(key, Optional.ofNullable(value));
              }
            });
  }

  /** Marks everything stored under the prefix for deletion. */
  void deleteAll(String under, Changes changes) {
    storage.keys(under).forEach(changes::delete);
    cache.keySet().removeIf(key -> key.startsWith(under));
  }

  void deleteEpoch(String epochName, Changes changes) {
    deleteAll(epoch(epochName), changes);
  }

  void deleteGroup(Changes changes) {
    deleteAll(prefix, changes);
  }
}
