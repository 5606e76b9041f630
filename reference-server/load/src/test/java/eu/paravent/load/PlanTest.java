package eu.paravent.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void loadsOneGroupOfAHundredWithNinetyConnectedWhereNothingIsSaid() {
    Plan plan = Plan.of();

    assertThat(plan.groups()).isEqualTo(1);
    assertThat(plan.members()).isEqualTo(100);
    assertThat(plan.online()).isEqualTo(90);
    assertThat(plan.rate()).isZero();
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.of("--group", "1"))
        .withMessageContaining("--group");
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.of("--members", "many"));
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.of("--database", "oracle"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.of("--members", "5", "--online", "6"));
  }

  @Test
  void othersRunOnPostgreSqlOnly() {
    assertThat(Plan.of("--server", "ejabberd", "--database", "postgresql").server())
        .isEqualTo("ejabberd");
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.of("--server", "prosody"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plan.of("--server", "another", "--database", "postgresql"));
  }

  @Test
  void theDatabaseIsKilledOnlyWhereItIsAProcessOfItsOwn() {
    Plan plan = Plan.of("--scenario", "server-killed", "--repeat", "20");
    assertThat(plan.repeat()).isEqualTo(20);
    assertThatIllegalArgumentException().isThrownBy(() -> Plan.of("--scenario", "database-killed"));
  }
}
