package eu.paravent.mls.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import eu.paravent.mls.CipherSuite;
import eu.paravent.mls.GroupPolicy;
import eu.paravent.mls.MlsClient;
import eu.paravent.mls.MlsGroup;
import eu.paravent.mls.credential.AuthenticationService;
import eu.paravent.mls.credential.Credential;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A client with a name, and what it keeps. The clock stands still: no test depends on the day. */
public final class Person {
  public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final String name;
  private final CipherSuite suite;
  private final byte[] key;
  private MemoryStorage storage;
  private Consumer<MlsClient.Builder> options = builder -> {};
  private MlsClient client;
  private AuthenticationService authentication = new AcceptAll();
  private GroupPolicy policy = GroupPolicy.allowAll();

  public Person(String name) {
    this(name, CipherSuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_ED25519);
  }

  public Person(String name, CipherSuite suite) {
    this(name, suite, Keys.fresh(suite.signature()), new MemoryStorage());
  }

  public Person(String name, CipherSuite suite, byte[] key, MemoryStorage storage) {
    this.name = name;
    this.suite = suite;
    this.key = key;
    this.storage = storage;
    this.client = start();
  }

  private MlsClient start() {
    MlsClient.Builder builder = MlsClient.builder();
    options.accept(builder);
    return builder
        .cipherSuite(suite)
        .identity(credential(), key)
        .storage(storage)
        .authentication(authentication)
        .policy(policy)
        .clock(InstantSource.fixed(NOW))
        .build();
  }

  /** Trusts whom this service trusts, from now on. */
  public Person with(AuthenticationService service) {
    authentication = service;
    client = start();
    return this;
  }

  public Person with(GroupPolicy rules) {
    policy = rules;
    client = start();
    return this;
  }

  /** With other options of the builder, from now on. */
  public Person built(Consumer<MlsClient.Builder> more) {
    options = more;
    client = start();
    return this;
  }

  public String name() {
    return name;
  }

  public Credential credential() {
    return new Credential.Basic(name.getBytes(UTF_8));
  }

  public CipherSuite suite() {
    return suite;
  }

  /** Raw private signature key. */
  public byte[] key() {
    return key.clone();
  }

  public MemoryStorage storage() {
    return storage;
  }

  public MlsClient client() {
    return client;
  }

  public byte[] keyPackage() {
    return client.newKeyPackage(Duration.ofDays(1), false).message();
  }

  public MlsGroup group(String id) {
    return client.load(id.getBytes(UTF_8)).orElseThrow();
  }

  /** As after a kill: nothing but the storage is left. */
  public Person restarted() {
    storage = storage.snapshot();
    client = start();
    return this;
  }

  /** Another process with a copy of this one's storage as it is now. */
  public Person twin() {
    return new Person(name, suite, key, storage.snapshot())
        .with(authentication)
        .with(policy)
        .built(options);
  }
}
