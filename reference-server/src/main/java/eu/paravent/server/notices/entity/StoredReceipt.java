package eu.paravent.server.notices.entity;

import eu.paravent.protocol.notices.Receipt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a person did about a notice, as its device signed it. */
@Entity
@Table(name = "notice_receipt")
public class StoredReceipt {
  @Id private String id;

  @Column(name = "organisation")
  private String organisation;

  @Column(name = "device_uri")
  private String deviceUri;

  @Column(name = "kind")
  private String kind;

  @Column(name = "notice_version")
  private long noticeVersion;

  @Column(name = "receipt")
  private String receipt;

  @Column(name = "number")
  private int number;

  @Column(name = "received_at")
  private Instant receivedAt;

  protected StoredReceipt() {}

  /**
   * @param number of the device's receipts, from 1
   * @param signed compact JWS of the content
   */
  public StoredReceipt(String id, int number, Receipt content, String signed, Instant now) {
    this.id = id;
    this.number = number;
    this.organisation = content.organisation();
    this.deviceUri = content.device();
    this.kind = content.kind();
    this.noticeVersion = content.noticeVersion();
    this.receipt = signed;
    this.receivedAt = now;
  }

  /** Whether this person took note of that version, and does not withdraw here. */
  public boolean covers(long version) {
    return noticeVersion >= version && !kind.equals(Receipt.WITHDRAWN);
  }

  public int number() {
    return number;
  }

  /** Compact JWS. */
  public String receipt() {
    return receipt;
  }
}
