package eu.paravent.client.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.internal.store.LocalStore;
import eu.paravent.client.internal.store.StoreOpener;
import eu.paravent.client.store.EncryptedStore;
import eu.paravent.client.store.StoreKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What was added to the store used to be forgotten by the backup: a list of names stood far from
 * the classes that write. Now nothing can be written that has no say in it.
 */
class SpaceTest {
  @Test
  void eachSpaceIsEitherBackedUpOrLeftOutForAReason() {
    for (Space space : Space.values()) {
      assertThat(space.leftOut().isPresent()).as(space.title()).isNotEqualTo(space.backedUp());
      space.leftOut().ifPresent(why -> assertThat(why).as(space.title()).hasSizeGreaterThan(9));
      assertThat(Space.of(space.title())).contains(space);
    }
    assertThat(Arrays.stream(Space.values()).map(Space::title)).doesNotHaveDuplicates();
    assertThat(Space.of("messages/AAAA")).contains(Space.MESSAGES);
  }

  /** A restored client must have no key that the old one used. */
  @Test
  void noKeyIsBackedUp() {
    assertThat(
            List.of(
                Space.CLIENT,
                Space.MLS,
                Space.OUTBOX,
                Space.COMMIT,
                Space.INVITE,
                Space.HISTORY_ASKED,
                Space.HISTORY_COMING))
        .noneMatch(Space::backedUp);
  }

  @Test
  void whatIsNotDeclaredCannotBeKept() {
    try (LocalStore plain =
            StoreOpener.open(EncryptedStore.inMemory(StoreKey.copyOf(new byte[StoreKey.LENGTH])));
        LocalStore store = new DeclaredStore(plain)) {
      store.write(tx -> tx.append(Space.MESSAGES.title() + "x", new byte[1]));
      assertThatThrownBy(
              () ->
                  store.write(
                      tx -> {
                        tx.put("poems", "one", new byte[1]);
                        return true;
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("poems");
      assertThatThrownBy(() -> store.write(tx -> tx.append("poems/x", new byte[1])))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> store.read(tx -> tx.scan("poems", "")))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
