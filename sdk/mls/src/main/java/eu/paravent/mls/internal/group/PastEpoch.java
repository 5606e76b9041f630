package eu.paravent.mls.internal.group;

import eu.paravent.mls.crypto.SecretBytes;

/**
 * What is kept of an epoch after its end, for late application messages: its roster, and the
 * secrets that open them (RFC 9420 §9.2, §15.3). Its init secret and its tree keys are gone.
 */
record PastEpoch(PublicGroup group, int ownLeaf, SecretBytes senderData, SecretBytes resumption) {
  /** Turns the current epoch's records into those of a past one. */
  static void retire(EpochState state, GroupStore store, Changes changes) {
    changes.delete(store.privateState(state.name()));
    changes.put(
        store.pastState(state.name()),
        Stored.encode(
            out ->
                out.u32(state.ownLeaf())
                    .opaque(state.secrets().senderData().expose())
                    .opaque(state.secrets().resumption().expose())));
  }

  static PastEpoch read(GroupStore store, String name) {
    byte[] record =
        store.read(store.pastState(name)).orElseThrow(() -> GroupStore.missing("past epoch"));
    PublicGroup group = EpochState.readPublic(store, name);
    return Stored.decode(
        record,
        "past epoch",
        in ->
            new PastEpoch(
                group,
                (int) in.u32(),
                SecretBytes.wrap(in.opaque()),
                SecretBytes.wrap(in.opaque())));
  }
}
