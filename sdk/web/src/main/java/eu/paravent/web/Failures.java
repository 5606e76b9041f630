package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.ClientClosedException;
import eu.paravent.client.ConversationEndedException;
import eu.paravent.client.InviteRefusedException;
import eu.paravent.client.RefusedException;
import eu.paravent.client.ServerUnavailableException;
import eu.paravent.client.SignInException;
import eu.paravent.client.UntrustedException;
import eu.paravent.client.UserUnknownException;
import eu.paravent.client.WrongPasswordException;
import eu.paravent.client.invite.InvalidLinkException;
import eu.paravent.client.store.StoreException;
import java.util.Locale;

/** What went wrong, by a code that the page has words for. */
final class Failures {
  private Failures() {}

  /** Code for the page, detail for whoever looks into it; neither holds a secret. */
  static JsonObject describe(Exception e) {
    JsonObject error = new JsonObject();
    error.put("code", code(e));
    error.put("detail", detail(e));
    return error;
  }

  private static String detail(Exception e) {
    StringBuilder said = new StringBuilder();
    for (Throwable each = e; each != null; each = each.getCause()) {
      said.append(said.length() == 0 ? "" : ": ")
          .append(each.getClass().getSimpleName())
          .append(' ')
          .append(each.getMessage());
    }
    return said.toString();
  }

  private static String code(Exception e) {
    if (e instanceof InvalidLinkException) {
      return "link-invalid";
    } else if (e instanceof InviteRefusedException refused) {
      return "invite-" + refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
    } else if (e instanceof WrongPasswordException) {
      return "password";
    } else if (e instanceof UntrustedException) {
      return "untrusted";
    } else if (e instanceof ServerUnavailableException) {
      return "unavailable";
    } else if (e instanceof StoreException) {
      return "storage";
    } else if (e instanceof ConversationEndedException || e instanceof ClientClosedException) {
      return "ended";
    } else if (e instanceof SignInException) {
      return "sign-in";
    } else if (e instanceof UserUnknownException) {
      return "user-unknown";
    } else if (e instanceof RefusedException refused) {
      return refused.code().equals("notice-not-accepted") ? refused.code() : "refused";
    } else if (e instanceof IllegalArgumentException) {
      return "argument";
    }
    return "internal";
  }
}
