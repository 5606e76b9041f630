package eu.paravent.server.rates.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void tellsIpv4AddressesApart() {
    assertThat(Addresses.sender("192.0.2.1")).isNotEqualTo(Addresses.sender("192.0.2.2"));
  }

  @Test
  void takesAnIpv6NetworkForOneSender() {
    assertThat(Addresses.sender("2001:db8:1:2::1"))
        .isEqualTo(Addresses.sender("2001:db8:1:2:ffff::9"))
        .isNotEqualTo(Addresses.sender("2001:db8:1:3::1"));
  }

  @Test
  void anIpv4AddressInIpv6ClothesIsTheSame() {
    assertThat(Addresses.sender("::ffff:192.0.2.1")).isEqualTo(Addresses.sender("192.0.2.1"));
  }

  @Test
  void takesWhatAProxyMadeUpAsItIsAndNeverWhole() {
    assertThat(Addresses.sender("x".repeat(10_000))).hasSize(64);
    assertThat(Addresses.sender("not:an:address")).isEqualTo("unknown");
  }
}
