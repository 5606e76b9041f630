package eu.paravent.server.attachments.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How much of the blob store an organisation has taken. */
@Entity
@Table(name = "storage_use")
public class StorageUse {
  @Id private String organisation;

  @Column(name = "bytes")
  private long bytes;

  protected StorageUse() {}

  public StorageUse(String organisation, long bytes) {
    this.organisation = organisation;
    this.bytes = bytes;
  }

  public String organisation() {
    return organisation;
  }

  public long take(long more) {
    bytes += more;
    return bytes;
  }
}
