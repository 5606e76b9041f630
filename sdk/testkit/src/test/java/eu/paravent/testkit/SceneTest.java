package eu.paravent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.paravent.client.BusinessReference;
import eu.paravent.client.ChatClient;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.Message;
import eu.paravent.client.event.ChatEvent.MessageReceived;
import eu.paravent.client.message.MessageContent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a host begins its tests of an integration with. */
@Timeout(120)
class SceneTest {
  @Test
  void aHostPlaysOneOfThreeAndTheOthersSpeak() {
    // tag::scene[]
    try (ParaventTestkit kit = ParaventTestkit.start("acme.example")) {
      Scene scene = kit.scene("Order SO-4711");

      scene.says(scene.gerda(), "Is week 12 possible?");
      scene.order(scene.alice()).send(MessageContent.text("Yes")); // your code is Alice

      MessageReceived answer = kit.await(scene.gerda(), MessageReceived.class);
      assertThat(answer.message().content()).isEqualTo(MessageContent.text("Yes"));
      assertThat(answer.message().sender()).isEqualTo(scene.alice().self());
    }
    // end::scene[]
  }

  @Test
  void allThreeHaveTheSame() {
    BusinessReference about = BusinessReference.of("sales-order", "SO-4711");
    try (ParaventTestkit kit = ParaventTestkit.start("acme.example")) {
      Scene scene = kit.scene(ConversationSpec.about(about).title("Order"));

      Message said = scene.says(scene.bob(), "**Hello**");

      assertThat(said.sender()).isEqualTo(scene.bob().self());
      for (ChatClient each : scene.all()) {
        assertThat(scene.order(each).messages(5))
            .extracting(Message::id)
            .containsExactly(said.id());
        assertThat(scene.order(each).participants()).hasSize(3);
      }
      assertThat(scene.alice().conversations().about(about)).hasSize(1);
      assertThat(scene.gerda().self().guest()).isTrue();
      ChatClient stranger = kit.staff("stranger");
      assertThatThrownBy(() -> scene.order(stranger)).isInstanceOf(IllegalArgumentException.class);
      assertThat(scene.all()).isEqualTo(List.of(scene.alice(), scene.bob(), scene.gerda()));
    }
  }
}
