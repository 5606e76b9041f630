package eu.paravent.web;

import com.grack.nanojson.JsonObject;
import eu.paravent.client.invite.PeopleInside;
import java.util.Optional;

/** Who is in a conversation, as the page gets it before the guest has joined. */
final class ShownPeople {
  private ShownPeople() {}

  /** Without companies where it is not to be seen from outside. */
  static JsonObject inside(Optional<PeopleInside> people) {
    JsonObject shown = new JsonObject();
    people.ifPresent(
        inside -> {
          shown.put("companies", Shown.array(inside.companies(), ShownPeople::company));
          shown.put("guests", inside.guests());
        });
    return shown;
  }

  private static JsonObject company(PeopleInside.Company company) {
    JsonObject shown = new JsonObject();
    shown.put("name", company.name());
    shown.put("staff", company.staff());
    shown.put("vouched", company.vouchedByLink());
    return shown;
  }
}
