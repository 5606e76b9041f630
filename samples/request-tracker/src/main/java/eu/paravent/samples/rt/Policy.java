package eu.paravent.samples.rt;

/** What of a conversation the organisation wants to have in RT, where RT's operator can read it. */
enum Policy {
  STAYS("Bleiben im Chat", "Was hier geschrieben wird, bleibt hier. Im Vorgang steht nur, dass."),
  COPIED(
      "Werden in den Vorgang kopiert",
      "Was hier geschrieben wird, wird im Klartext in den Vorgang kopiert.");

  /** As the custom field of the ticket shows it. */
  final String inTicket;

  /** As everybody in the conversation reads it. */
  final String inChat;

  Policy(String inTicket, String inChat) {
    this.inTicket = inTicket;
    this.inChat = inChat;
  }
}
