package eu.paravent.client.privacy;

/** What people can ask their organisation for about their data (GDPR Art. 15 to 21). */
public enum PersonalRight {
  /** To know what there is about them (Art. 15). */
  ACCESS,
  /** To have it put right (Art. 16). */
  RECTIFICATION,
  /** To have it erased (Art. 17). */
  ERASURE,
  /** To have it kept and not used, nor erased (Art. 18). */
  RESTRICTION,
  /** To get it in a form that machines read (Art. 20). */
  PORTABILITY,
  /** To object to what is done with it (Art. 21). */
  OBJECTION
}
