package eu.paravent.testkit.client;

import eu.paravent.client.ChatClient;
import eu.paravent.client.Conversation;
import eu.paravent.client.ConversationSpec;
import eu.paravent.client.UserId;
import eu.paravent.client.invite.GuestInviteSpec;
import eu.paravent.client.message.MessageContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the client is doing when it is killed. */
enum Deed {
  CREATE {
    @Override
    void run(ChatClient client, String argument) {
      client
          .conversations()
          .create(ConversationSpec.titled("New").participants(new UserId(argument)));
    }
  },
  ADD {
    @Override
    void run(ChatClient client, String argument) {
      only(client).add(new UserId(argument));
    }
  },
  REMOVE {
    @Override
    void run(ChatClient client, String argument) {
      UserId gone = new UserId(argument);
      Acme.await(
          "whom to remove",
          () -> only(client).participants().stream().anyMatch(one -> one.id().equals(gone)));
      only(client).remove(gone);
    }
  },
  SAY {
    @Override
    void run(ChatClient client, String argument) {
      only(client).send(MessageContent.text(argument));
    }
  },
  FILE {
    @Override
    void run(ChatClient client, String argument) {
      only(client).send(MessageContent.file(argument, "text/plain", argument.getBytes(UTF_8)));
    }
  },
  INVITE {
    @Override
    void run(ChatClient client, String argument) {
      only(client).inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1)).label(argument));
    }
  },
  REVOKE {
    @Override
    void run(ChatClient client, String argument) {
      Conversation conversation = only(client);
      conversation.revoke(conversation.invites().get(0).id());
    }
  },
  LISTEN {
    @Override
    void run(ChatClient client, String argument) {
      // receiving goes on by itself
    }
  },
  /** Numbers, each noted in the file once {@code send} has returned. */
  COUNT {
    @Override
    void run(ChatClient client, String argument) {
      Path noted = Path.of(argument);
      for (int i = 0; ; i++) {
        only(client).send(MessageContent.text(noted.getFileName() + " " + i));
        try {
          Files.writeString(noted, i + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  },
  CHAT {
    @Override
    void run(ChatClient client, String argument) {
      Conversation conversation = only(client);
      for (int i = 0; ; i++) {
        conversation.send(MessageContent.text(argument + " " + i));
        if (i % 4 == 3) {
          conversation.revoke(
              conversation.inviteGuest(GuestInviteSpec.singleUse(Duration.ofDays(1))).id());
        }
      }
    }
  };

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  abstract void run(ChatClient client, String argument);

  private static Conversation only(ChatClient client) {
    return client.conversations().list().get(0);
  }
}
