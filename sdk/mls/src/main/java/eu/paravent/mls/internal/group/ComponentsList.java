package eu.paravent.mls.internal.group;

import eu.paravent.mls.AppDataDictionary;
import eu.paravent.mls.Extensions;
import eu.paravent.mls.MlsException;
import eu.paravent.mls.internal.codec.TlsReader;
import eu.paravent.mls.internal.codec.TlsWriter;
import java.util.List;
import java.util.Optional;

/** ComponentsList (draft-ietf-mls-extensions, “Negotiating Extensions and Components”). */
public record ComponentsList(List<Integer> ids) {
  /** That under this component of a dictionary, where there is one. */
  static Optional<ComponentsList> of(Extensions extensions, int component) throws MlsException {
    Optional<byte[]> data = AppDataDictionary.of(extensions).component(component);
    return data.isEmpty()
        ? Optional.empty()
        : Optional.of(
            TlsReader.parseOrRefuse(
                data.get(),
                "A list of components",
                in -> new ComponentsList(in.vector(TlsReader::u16))));
  }

  public byte[] encode() {
    return TlsWriter.encode(out -> out.vector(ids, (id, w) -> w.u16(id)));
  }
}
