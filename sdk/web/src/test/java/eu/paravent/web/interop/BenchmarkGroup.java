package eu.paravent.web.interop;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.MlsException;
import java.util.ArrayList;
import java.util.List;

/** How the members of a measured group came in, which is what joining it costs. */
enum BenchmarkGroup {
  /** All by one commit: the tree's inner nodes are blank but for the founder's path. */
  ADDED_AT_ONCE {
    @Override
    void fill(Member founder, int members) throws MlsException {
      List<byte[]> keyPackages = new ArrayList<>();
      for (int i = 1; i < members; i++) {
        keyPackages.add(Member.fresh("member" + i, SUITE).keyPackage());
      }
      founder.addAll(keyPackages);
      founder.merge();
    }
  },
  /** Each by a commit of its own: no inner node is blank. */
  JOINED_ONE_BY_ONE {
    @Override
    void fill(Member founder, int members) throws MlsException {
      for (int i = 1; i < members; i++) {
        founder.process(Member.fresh("member" + i, SUITE).joinExternally(founder.groupInfo()));
      }
    }
  };

  static final int SUITE = CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519.value();

  abstract void fill(Member founder, int members) throws MlsException;

  /** Answers the founder. */
  Member of(int members) throws MlsException {
    Member founder = Member.fresh("founder", SUITE);
    founder.create();
    fill(founder, members);
    return founder;
  }
}
