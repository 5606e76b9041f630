package eu.paravent.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * An application server throws an application away and loads it again: the library and Bouncy
 * Castle inside of it, native providers outside. Whatever the library keeps must go with its class
 * loader.
 */
class UndeployTest {
  /** Own classes first, as in a web application. */
  private static final class Application extends URLClassLoader {
    Application(List<URL> jars) {
      super(jars.toArray(URL[]::new), UndeployTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("eu.paravent.") && !name.startsWith("org.bouncycastle.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : findClass(name);
      }
    }
  }

  @Test
  void theClassLoaderIsCollectedAfterTheProvidersWereUsed() throws Exception {
    WeakReference<ClassLoader> loader = deployUseAndForget();

    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }

    assertThat(loader.get()).isNull();
  }

  private static WeakReference<ClassLoader> deployUseAndForget() throws Exception {
    List<URL> own = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      own.add(Path.of(entry).toUri().toURL());
    }
    Application application = new Application(own);
    Class<?> use = application.loadClass(UsedInside.class.getName());
    assertThat(use.getClassLoader()).isSameAs(application);
    Runnable run = (Runnable) use.getDeclaredConstructor().newInstance();
    run.run();
    application.close();
    return new WeakReference<>(application);
  }
}
