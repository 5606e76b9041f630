package eu.paravent.mls.musts;

/**
 * What RFC 9420 demands of a client, in our words, in the order of the RFC. Tests say by {@link
 * Shows} which of these they show.
 */
public enum Demand {
  SECRETS_ARE_KEPT(
      "2",
      1,
      "Secrets and keys stay with the client: none is printed, logged or repeated in an exception."),
  PRESENCE_OCTET("2.1.1", 1, "A presence octet other than 0 or 1 is malformed."),
  LENGTH_WRITTEN_SHORT("2.1.2", 1, "A length is written in its shortest form."),
  LENGTH_READ_SHORT("2.1.2", 1, "A length in a longer form is malformed."),
  LENGTH_PREFIX("2.1.2", 1, "A length of prefix 11 is refused."),
  SIGNATURE_ALGORITHM(
      "5.1.2", 1, "The signature algorithm of the suite is that of the credentials in the leaves."),
  CERTIFICATE_KEY("5.3", 1, "The key in the end-entity certificate is the leaf's signature key."),
  CREDENTIAL_OF_AN_ADD(
      "5.3.1",
      1,
      "A new credential is put to the authentication service: before an Add is made and when one is received,"),
  CREDENTIALS_OF_A_GROUP("5.3.1", 0, "… for every member of a group that is joined,"),
  CREDENTIAL_OF_AN_OUTSIDER("5.3.1", 0, "… and when external senders are added or changed."),
  SUCCESSOR_OF_A_CREDENTIAL(
      "5.3.1",
      1,
      "Where an Update or a commit replaces a credential, the new one is a valid successor of the one before."),
  APPLICATION_ID(
      "5.3.3",
      1,
      "An `application_id` is not taken for authenticated: it is carried, and nothing follows from it. What the host makes of it is the host's duty."),
  APPLICATION_DATA_IS_ENCRYPTED("6", 1, "Application data is sent as PrivateMessage only."),
  KEY_OF_THE_SENDER(
      "6.1",
      1,
      "The signature is that of the leaf, the external sender, the new leaf or the key package, as the sender type says."),
  EXTERNAL_SENDERS_PROPOSE("6.1", 1, "An external sender sends proposals,"),
  EXTERNAL_SENDERS_TYPES("6.1", 1, "… of the types that it may send."),
  JOINERS_COMMIT("6.1", 1, "A joiner by commit sends a commit."),
  NEWCOMERS_PROPOSE("6.1", 1, "Who asks to be added sends a proposal,"),
  NEWCOMERS_ADD("6.1", 1, "… and that is an Add."),
  SIGNATURES_ARE_VERIFIED("6.1", 1, "The signature of every message is verified."),
  MEMBERSHIP_TAG_IS_SENT(
      "6.2", 1, "A member's PublicMessage has the membership tag of its content."),
  MEMBERSHIP_TAG_IS_CHECKED("6.2", 1, "The membership tag of a member's PublicMessage is checked."),
  PUBLIC_AUTHENTICATION("6.2", 1, "So is the authentication data of a PublicMessage."),
  PADDING_IS_ZERO("6.3.1", 1, "Padding is written as zeros: every reader here refuses another."),
  PADDING_IS_CHECKED(
      "6.3.1",
      2,
      "A receiver looks at the padding; where it is not zero the message is malformed."),
  GENERATION_IS_KEPT("6.3.1", 1, "Where one is in the key schedule is kept persistently."),
  REUSE_GUARD_IS_FRESH("6.3.1", 1, "The reuse guard is fresh and random,"),
  REUSE_GUARD_IS_SENT("6.3.1", 1, "… and is sent along in the sender data."),
  PRIVATE_AUTHENTICATION("6.3.1", 1, "The authentication data inside a PrivateMessage is checked."),
  AEAD_SIZES(
      "6.3.1",
      1,
      "Sizes stay within the limits of the AEAD: a key encrypts one message, of fewer than 2^31 bytes."),
  SENDER_DATA_OF_MEMBERS(
      "6.3.2", 1, "Only members have sender data: a joiner's commit cannot be a PrivateMessage."),
  SENDER_IS_A_MEMBER("6.3.2", 1, "The leaf in the sender data is not blank."),
  UNMERGED_LEAVES_ARE_SORTED("7.1", 1, "Unmerged leaves are sorted."),
  DEFAULTS_ARE_NOT_LISTED("7.2", 1, "Default types are not listed among the capabilities."),
  ALL_SUPPORTED_IS_LISTED("7.2", 1, "All else that a client supports is listed."),
  LEAF_EXTENSIONS_ARE_LISTED("7.2", 1, "A leaf lists the types of its own extensions,"),
  CREDENTIAL_TYPE_IS_LISTED("7.2", 1, "… and the type of its credential."),
  UNKNOWN_CAPABILITIES("7.2", 1, "Unknown values among the capabilities are ignored."),
  MAXIMUM_LIFETIME(
      "7.2", 1, "The application sets a maximum lifetime, and longer ones are refused."),
  CHANGED_LEAVES_ARE_SIGNED("7.2", 1, "A changed leaf has a changed signature."),
  REQUIRED_CAPABILITIES("7.3", 1, "A leaf lists what the group requires."),
  LIFETIME_OF_WHAT_IS_SENT("7.3", 1, "Who sends a leaf on checks its lifetime at that time."),
  LEAF_OF_A_PATH("7.5", 1, "The leaf of a path obeys the rules of an Update."),
  NEW_LEAVES_ARE_LEFT_OUT(
      "7.5",
      1,
      "Leaves that the same commit adds are left out of the resolutions that a path is encrypted to."),
  OLD_NODE_KEYS_ARE_DELETED("7.5", 1, "Outdated private keys are deleted."),
  PATH_LEAVES_OUT_NEW_LEAVES("7.6", 1, "A received path that counts an added leaf is refused."),
  CIPHERTEXTS_PER_NODE(
      "7.6", 1, "A path node has one ciphertext for each node of the copath's resolution."),
  BLANKS_IN_TREE_HASHES("7.8", 1, "A node is absent from the tree hash exactly if it is blank."),
  PARENT_HASHES_OF_A_TREE("7.9.2", 1, "A joiner verifies the parent hash of every parent."),
  PARENT_HASH_OF_A_PATH("7.9.2", 1, "A member recomputes the parent hash of the committer's leaf."),
  SAME_KEYS_IN_WELCOME(
      "8.4", 1, "Commit and group secrets name the same pre-shared keys in the same order."),
  PSK_NONCE_IS_FRESH(
      "8.4", 1, "Each injection of a pre-shared key has a fresh nonce of KDF.Nh bytes."),
  KEYS_ENCRYPT_ONCE("9.1", 1, "A key and nonce encrypt one message."),
  CONSUMED_SECRETS_ARE_DELETED("9.2", 1, "A secret that was consumed is deleted at once,"),
  SECRETS_OF_A_RATCHET_ARE_DELETED(
      "9.2", 1, "… and so is all in a ratchet and above it that it came from."),
  INIT_KEY_IS_VALID("10", 1, "The init key is a key of the cipher suite."),
  INIT_KEY_IS_UNIQUE(
      "10", 1, "It is in no other key package of the client, nor is it the leaf's key (§10.1)."),
  LEAF_KEYS_ARE_VALID(
      "10",
      1,
      "The leaf, its encryption key and its signature key are valid for the cipher suite."),
  KEY_PACKAGE_SIGNATURE("10", 1, "A key package with a wrong signature is refused."),
  KEY_PACKAGE_VERSION("10", 1, "Its version is that of the message."),
  KEY_PACKAGE_LEAF_SOURCE("10", 1, "Its leaf is of source key_package."),
  KEY_PACKAGE_EXTENSIONS_ARE_LISTED("10", 1, "What extensions it has are listed in its leaf."),
  KEY_PACKAGE_EXTENSIONS_UNKNOWN("10", 1, "Its unknown extensions are ignored."),
  NO_DOWNGRADE(
      "11",
      1,
      "The creator picks the best version and suite that all support. Here a client has one of each, and key packages of another are refused; each lists what its device can do, and which client to take is the host's duty."),
  GROUP_BEGINS("11", 1, "A group begins with the values of the RFC."),
  SUCCESSOR_IS_AS_DEMANDED(
      "11.2", 1, "A successor has the id, version, cipher suite and extensions of the ReInit."),
  SUCCESSOR_IN_EPOCH_1("11.2", 1, "Who joins it does so in epoch 1."),
  SUCCESSOR_KEY(
      "11.2", 1, "Its Welcome names the old group's resumption key of the epoch after the ReInit."),
  REINIT_KEY_NOWHERE_ELSE("11.2", 1, "A resumption key for reinit is used for nothing else:"),
  REINIT_KEY_IS_NOT_PROPOSED("11.2", 1, "… a proposal of one is not valid."),
  BRANCH_NONCE("11.3", 1, "The nonce of a branch's key is random and of KDF.Nh bytes."),
  BRANCH_IS_VERIFIED(
      "11.3",
      1,
      "Who joins a branch verifies what it says it came from: version and cipher suite are the old group's,"),
  BRANCH_IN_EPOCH_1("11.3", 1, "… the epoch is 1,"),
  BRANCH_MEMBERS("11.3", 1, "… and each member matches one of the old group."),
  BRANCH_KEY_NOWHERE_ELSE("11.3", 1, "A resumption key for branch is used for nothing else:"),
  BRANCH_KEY_IS_NOT_PROPOSED("11.3", 1, "… a proposal of one is not valid."),
  PROPOSALS_ARE_VERIFIED(
      "12.1", 1, "A received proposal has a good signature and the group's epoch."),
  PSK_NONCE_IS_RANDOM("12.1.4", 1, "The nonce of a PreSharedKey proposal is random."),
  OUTSIDERS_SEND_PUBLIC("12.1.8", 1, "A proposal from outside is a PublicMessage."),
  OUTSIDERS_TYPES("12.1.8", 1, "A type that an external sender may not send is malformed."),
  LIST_IS_VALID(
      "12.2", 1, "Committers and receivers verify the list of proposals: of ordinary commits,"),
  LIST_OF_A_JOINER_IS_VALID("12.2", 0, "… and of external ones."),
  INVALID_LIST_IS_REFUSED(
      "12.2", 1, "A commit with a list that is not valid is refused, and nothing changes."),
  LEAF_OF_A_REJOIN(
      "12.2",
      1,
      "The leaf of who joins again obeys the rules of an Update of the leaf it replaces,"),
  CREDENTIAL_OF_A_REJOIN(
      "12.2",
      1,
      "… and its credential is one that the authentication service accepts in that place."),
  ORDER_OF_PROPOSALS("12.3", 1, "Proposals are applied in the order of the RFC."),
  NEW_EXTENSIONS_COUNT(
      "12.3", 1, "New context extensions hold for the other proposals of the list."),
  COMMIT_BEFORE_DATA(
      "12.4",
      1,
      "Who has seen proposals commits before it sends application data. The group tells that they wait; to commit then is the host's duty."),
  LIST_IS_VERIFIED_BY_BOTH("12.4", 1, "Sender and receiver of a commit verify its list."),
  PATH_BY_DEFAULT("12.4", 1, "A commit has a path,"),
  PATH_WHERE_REQUIRED("12.4.1", 1, "… in any case where a proposal requires it."),
  ORDER_OF_KEYS_IN_WELCOME(
      "12.4.1", 1, "A Welcome names pre-shared keys in the order of the commit."),
  WELCOMES_FOR_ALL("12.4.1", 1, "Welcomes cover every member that was added."),
  SUCCESSOR_IS_MADE(
      "12.4.1",
      1,
      "After a ReInit a group is made as it says, with the members of the old one. Here any member can make it."),
  SUCCESSOR_WELCOME(
      "12.4.1", 1, "Its Welcome has the resumption key of the old group's last epoch."),
  LEAF_SOURCE_OF_A_PATH("12.4.2", 1, "The leaf of a path is of source commit."),
  NOTHING_AFTER_REINIT("12.4.2", 1, "After a ReInit nothing is sent in the group:"),
  WELCOME_AFTER_REINIT("12.4.2", 1, "… what follows is the Welcome of the successor."),
  INFO_EXTENSIONS_UNKNOWN("12.4.3", 1, "Unknown extensions of a group info are ignored;"),
  CONTEXT_EXTENSIONS_SUPPORTED(
      "12.4.3", 1, "… those of the group context are supported by the joiner."),
  GROUP_ID_IS_UNIQUE("12.4.3", 1, "A joiner is in no other group of that id."),
  INFO_SIGNATURE(
      "12.4.3", 1, "A joiner verifies the signature of the group info by the signer's leaf."),
  TREE_BEFORE_WELCOME("12.4.3.1", 1, "Without a tree in the Welcome the joiner gets it first."),
  KEYS_FROM_A_PATH_SECRET(
      "12.4.3.1", 1, "Private keys from a path secret belong to the public keys in the tree."),
  KEYS_OF_A_WELCOME(
      "12.4.3.1",
      0,
      "A Welcome names at most one resumption key for reinit or branch, and every key it names is here."),
  JOINER_HAS_A_PATH("12.4.3.2", 1, "An external commit has a path,"),
  JOINER_REFERS_TO_NOTHING(
      "12.4.3.2", 1, "… refers to no proposals (but SelfRemoves, by the extensions draft),"),
  JOINER_SIGNS("12.4.3.2", 1, "… is signed by the joiner,"),
  JOINER_SIGNS_WITH_ITS_LEAF("12.4.3.2", 1, "… with the key of the leaf in its path,"),
  EXTERNAL_INIT_SECRET("12.4.3.2", 1, "… leads all to the external init secret,"),
  JOINER_IS_NEW_MEMBER_COMMIT("12.4.3.2", 1, "… and is of sender type new_member_commit."),
  TREE_IS_SENT_WITHOUT_BLANKS("12.4.3.3", 1, "A tree is sent without blank nodes at its end,"),
  TREE_ENDS_WITH_A_NODE(
      "12.4.3.3", 1, "… and one that ends with a blank node, or has an even length, is refused."),
  TREE_HASH("12.4.3.3", 1, "The tree hash is that of the group context."),
  PROPOSAL_TYPE_IS_SUPPORTED(
      "13.2", 1, "A proposal type that is not supported by all is not committed."),
  EXTENSIBLE_FIELDS(
      "13.4",
      1,
      "Fields that can be extended are handled as the RFC says: what nobody knows is carried as it came."),
  ADVERTISED_IS_SUPPORTED("13.4", 1, "What a key package lists its client can do."),
  KEY_PACKAGE_UNKNOWN_VALUES(
      "13.4", 1, "Unknown values and extensions of a key package are ignored."),
  GROUP_INFO_UNKNOWN_EXTENSIONS("13.4", 1, "Unknown extensions of a group info are ignored."),
  EXTENSION_ONCE("13.4", 1, "An extension type stands once in a list."),
  NEW_MEMBER_FITS(
      "13.4", 1, "Who adds a member verifies that it fits the extensions of the group,"),
  NEW_MEMBER_LISTS_EXTENSIONS("13.4", 1, "… and lists each of them."),
  JOINER_SUPPORTS_EXTENSIONS(
      "13.4",
      2,
      "A joiner verifies that it supports them all, and does not join where it does not."),
  ALL_SUPPORT_EXTENSIONS("13.4", 1, "So all members support every extension in use."),
  GREASE_NOT_THERE("13.5", 2, "Meaningless values stand only where they may, and nowhere else."),
  GREASE_IS_NOT_SPECIAL(
      "13.5", 2, "They get no special treatment: they are values that are not supported."),
  GREASE_IS_NOT_SUPPORTED("13.5", 2, "They do not count among what the client itself supports."),
  CONFLICTS_ARE_RESOLVED(
      "14",
      1,
      "Conflicting commits are resolved by an agreed way. The delivery service orders them; what follows here is that the loser goes on from the winner's."),
  OLD_STATES_GO("14", 1, "Earlier and forked states are deleted soon."),
  MAKING_A_COMMIT_CHANGES_NOTHING("14", 1, "To make a commit changes no state."),
  WELCOME_AFTER_ACCEPTANCE(
      "14",
      1,
      "A Welcome is delivered once its commit was accepted. It comes in the `CommitBundle` and is kept with the pending commit until then; to send it then is the host's duty."),
  AEAD_BOUNDS(
      "15.2",
      1,
      "No key encrypts more than its AEAD allows: each encrypts one message, and a nonce is not used again."),
  CHANGE_BEFORE_DATA(
      "15.2", 1, "A change of the group is applied before anything more is encrypted."),
  KEYS_DIFFER("16.7", 1, "The keys in the tree differ from each other."),
  SUITE_1("17.1", 1, "Suite 0x0001 is implemented.");

  private final String section;
  private final int musts;
  private final String text;

  Demand(String section, int musts, String text) {
    this.section = section;
    this.musts = musts;
    this.text = text;
  }

  public String section() {
    return section;
  }

  /** How many times that section of the RFC says MUST for this; 0 for what it demands otherwise. */
  public int musts() {
    return musts;
  }

  public String text() {
    return text;
  }
}
