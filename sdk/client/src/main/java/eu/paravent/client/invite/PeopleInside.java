package eu.paravent.client.invite;

import java.util.List;

/**
 * Who is in a conversation, as a guest sees it before joining: how many people of which company,
 * and how many guests. Names are encrypted for those who are inside and are not known here.
 *
 * <p>Every person counted was verified as a member would be: staff by a certificate of their
 * company's authority, guests by an invite of this conversation. That this is the newest state is
 * the server's word; joining does not succeed with an older one.
 *
 * @param companies the one of the link first
 * @param guests people who came by a link
 */
public record PeopleInside(List<Company> companies, int guests) {
  public PeopleInside {
    companies = List.copyOf(companies);
  }

  /**
   * The people of one company.
   *
   * @param name its domain
   * @param staff how many people
   * @param vouchedByLink whether the link names this company's authority; another company is
   *     believed to be the one that its certificates name
   */
  public record Company(String name, int staff, boolean vouchedByLink) {}
}
