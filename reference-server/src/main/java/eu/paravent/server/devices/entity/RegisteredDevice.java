package eu.paravent.server.devices.entity;

import eu.paravent.server.identity.control.Certificates;
import eu.paravent.server.identity.control.Chain;
import eu.paravent.server.identity.control.DeviceName;
import eu.paravent.server.identity.control.VerifiedDevice;
import eu.paravent.server.requests.control.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A device that signed in at least once. Its id here is random and never leaves the server. */
@Entity
@Table(name = "device")
public class RegisteredDevice {
  @Id private String id;

  @Column(name = "uri")
  private String uri;

  @Column(name = "organisation")
  private String organisation;

  @Column(name = "user_name")
  private @Nullable String user;

  @Column(name = "invite_id")
  private @Nullable String inviteId;

  @Column(name = "chain")
  private byte[] chain;

  @Column(name = "archivist")
  private boolean archivist;

  @Column(name = "first_seen")
  private Instant firstSeen;

  @Column(name = "last_seen")
  private Instant lastSeen;

  protected RegisteredDevice() {}

  public RegisteredDevice(VerifiedDevice device, Instant now) {
    this.id = Ids.random();
    this.uri = device.name().uri();
    this.organisation = device.name().organisation();
    this.firstSeen = now;
    seen(device, now);
  }

  /** The device signed in, maybe with a renewed certificate. */
  public final void seen(VerifiedDevice device, Instant now) {
    if (device.name() instanceof DeviceName.Staff staff) {
      user = staff.user();
    } else if (device.name() instanceof DeviceName.Guest guest) {
      inviteId = guest.inviteId();
    }
    chain = Chain.toBytes(device.chain());
    archivist = Certificates.keepsRecords(device.chain().get(0));
    lastSeen = now;
  }

  public String id() {
    return id;
  }

  public String uri() {
    return uri;
  }

  public String organisation() {
    return organisation;
  }

  public boolean guest() {
    return inviteId != null;
  }

  /** The invite of a guest; empty for staff. */
  public java.util.Optional<String> inviteId() {
    return java.util.Optional.ofNullable(inviteId);
  }

  public String userUri() {
    return user == null ? uri : "mimi://" + organisation + "/u/" + user;
  }

  /** DER, the device's first, as it last signed in. */
  public List<byte[]> chain() {
    return Chain.ofBytes(chain);
  }
}
