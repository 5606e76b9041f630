package eu.paravent.client.internal.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LinkPasswordTest {
  private static final String INVITE = "AAAAAAAAAAAAAAAAAAAAAA";
  private final byte[] seed = new byte[32];

  /** Links outlive versions: what a password makes of a seed is fixed for ever. */
  @Test
  void givesWhatTheFirstVersionGave() {
    assertThat(LinkPassword.stretch("correct horse", seed, INVITE))
        .isEqualTo(
            HexFormat.of()
                .parseHex("265fb4a3f28106b69dc8e567c1a90c0b1001ce10f8999f28973005753c7e1246"));
  }

  @Test
  void dependsOnPasswordSeedAndInvite() {
    byte[] first = LinkPassword.stretch("correct horse", seed, INVITE);
    byte[] other = seed.clone();
    other[0] = 1;

    assertThat(LinkPassword.stretch(" correct horse\n", seed, INVITE)).isEqualTo(first);
    assertThat(LinkPassword.stretch("Correct horse", seed, INVITE)).isNotEqualTo(first);
    assertThat(LinkPassword.stretch("correct horse", other, INVITE)).isNotEqualTo(first);
    assertThat(LinkPassword.stretch("correct horse", seed, "BBBBBBBBBBBBBBBBBBBBBB"))
        .isNotEqualTo(first);
  }
}
