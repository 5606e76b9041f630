package eu.paravent.benchmarks;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * core-crypto, OpenMLS in Rust with an encrypted database, as its users call it from the JVM: every
 * operation is stored. By reflection, as names and calls of its Kotlin interface cannot be written
 * in Java, and as it is on the class path only where the profile {@code core-crypto} puts it.
 */
final class WirePeer implements Peer {
  private static final String PACKAGE = "com.wire.crypto.client.";
  private static final byte[] GROUP = "group".getBytes(StandardCharsets.UTF_8);

  private final Path database;
  private final Object central;
  private final Object client;
  private final Object suite;
  private final Object basic;

  WirePeer(String name, Path folder) throws Exception {
    suite = constant("Ciphersuite", "MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519");
    basic = constant("CredentialType", "Basic");
    database = folder.resolve(name.replace(' ', '-') + ".db");
    Object companion = type("CoreCryptoCentral").getField("Companion").get(null);
    central = call(companion, "invoke", database.toString(), "key", Collections.singleton(suite));
    client = call(central, "mlsClient", name, Collections.singleton(suite));
  }

  static boolean present() {
    try {
      type("MLSClient");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public byte[] keyPackage() throws Exception {
    List<?> made = (List<?>) call(client, "generateKeyPackages", 1, suite, basic);
    byte[] bare = bytes(made.get(0));
    // MLSMessage: version 1, key package
    return ByteBuffer.allocate(4 + bare.length)
        .putShort((short) 1)
        .putShort((short) 5)
        .put(bare)
        .array();
  }

  @Override
  public void join(byte[] welcome) throws Exception {
    call(client, "processWelcomeMessage", welcome, configuration());
  }

  /** Commits are PublicMessages, as those of the others. */
  private static Object configuration() throws Exception {
    Object plaintext =
        Arrays.stream(Class.forName("com.wire.crypto.MlsWirePolicy").getEnumConstants())
            .filter(policy -> policy.toString().equals("PLAINTEXT"))
            .findFirst()
            .orElseThrow();
    Constructor<?> configuration =
        Arrays.stream(
                Class.forName("com.wire.crypto.CustomConfiguration").getDeclaredConstructors())
            .filter(c -> c.getParameterCount() == 2)
            .findFirst()
            .orElseThrow();
    return configuration.newInstance(null, plaintext);
  }

  @Override
  public byte[] update() throws Exception {
    Object bundle = call(client, "updateKeyingMaterial", GROUP);
    call(client, "commitAccepted", GROUP);
    Method commit =
        Arrays.stream(bundle.getClass().getMethods())
            .filter(method -> method.getName().startsWith("getCommit"))
            .findFirst()
            .orElseThrow();
    return bytes(commit.invoke(bundle));
  }

  @Override
  public void process(byte[] commit) throws Exception {
    call(client, "decryptMessage", GROUP, commit);
  }

  @Override
  public byte[] encrypt(byte[] data) throws Exception {
    return bytes(call(client, "encryptMessage", GROUP, data));
  }

  @Override
  public void decrypt(byte[] message) throws Exception {
    call(client, "decryptMessage", GROUP, message);
  }

  /** Its database, journal and all. */
  @Override
  public OptionalLong stored() throws Exception {
    try (Stream<Path> files = Files.walk(database)) {
      return OptionalLong.of(
          files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum());
    }
  }

  @Override
  public void close() throws Exception {
    call(central, "close");
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(PACKAGE + name);
  }

  private static Object constant(String type, String name) throws Exception {
    return type(type).getField(name).get(null);
  }

  /** Values of one field are passed bare in some places and wrapped in others. */
  private static byte[] bytes(Object value) throws Exception {
    return value instanceof byte[] bare
        ? bare
        : (byte[]) value.getClass().getMethod("unbox-impl").invoke(value);
  }

  /** Calls a suspending function, whose name has a suffix, and waits for it. */
  private static Object call(Object target, String name, Object... arguments) throws Exception {
    Method method =
        Arrays.stream(target.getClass().getMethods())
            .filter(m -> m.getName().equals(name) || m.getName().startsWith(name + "-"))
            .filter(m -> !m.getName().endsWith("$default"))
            .filter(m -> m.getParameterCount() == arguments.length + 1)
            .findFirst()
            .orElseThrow(() -> new NoSuchMethodException(name));
    InvocationHandler block =
        (proxy, called, parameters) -> {
          if (!called.getName().equals("invoke")) {
            return called.getName().equals("hashCode") ? (Object) 1 : "block";
          }
          List<Object> all = new ArrayList<>(Arrays.asList(arguments));
          all.add(parameters[1]);
          try {
            return method.invoke(target, all.toArray());
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    Class<?> function = Class.forName("kotlin.jvm.functions.Function2");
    Object suspended =
        Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function}, block);
    Class<?> context = Class.forName("kotlin.coroutines.CoroutineContext");
    Object empty =
        Class.forName("kotlin.coroutines.EmptyCoroutineContext").getField("INSTANCE").get(null);
    return Class.forName("kotlinx.coroutines.BuildersKt")
        .getMethod("runBlocking", context, function)
        .invoke(null, empty, suspended);
  }
}
