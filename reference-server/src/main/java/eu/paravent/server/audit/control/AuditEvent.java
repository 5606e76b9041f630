package eu.paravent.server.audit.control;

import java.util.Locale;

/** What is written down: what people do with power over others' data. Nothing that users do. */
public enum AuditEvent {
  ORGANISATION_REGISTERED,
  PROFILE_PUBLISHED,
  REVOCATIONS_PUBLISHED,
  /** A token of the organisation's issuer was seen for the first time. */
  OFFICER_SIGNED_IN,
  /** A token or a role was not good enough; at most once in a minute. */
  OFFICER_REFUSED,
  USE_READ,
  SESSIONS_READ,
  SESSIONS_ENDED,
  OVERVIEW_READ,
  RECEIPTS_READ,
  PROFILE_READ,
  DOCUMENT_READ,
  INCIDENT_READ,
  CASE_OPENED,
  CASE_CHANGED,
  CASE_READ,
  DATA_EXPORTED,
  DATA_ERASED,
  LOG_READ,
  /** Entries were deleted because their time was over. */
  LOG_SHORTENED,
  KEY_ADDED,
  /** The server runs with other settings than before. */
  CONFIGURATION_CHANGED;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
