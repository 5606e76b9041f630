package eu.paravent.samples.springboot;

import eu.paravent.testkit.ParaventTestkit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives the application a chat server in this process, with a company on it. */
final class TestChat implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    ParaventTestkit testkit = ParaventTestkit.start("acme.example");
    DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
    beans.registerSingleton("testkit", testkit);
    beans.registerDisposableBean("testkit", testkit::close);
    beans.registerSingleton("transport", testkit.server().transport());
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("testkit", settings(testkit)));
  }

  private static Map<String, Object> settings(ParaventTestkit testkit) {
    try {
      Path folder = Files.createTempDirectory("chat");
      Path authority = folder.resolve("authority.p12");
      testkit.authority().save(authority, "changeit".toCharArray());
      return Map.of(
          "chat.server", testkit.server().baseUrl().toString(),
          "chat.authority.file", authority.toString(),
          "chat.authority.password", "changeit",
          "chat.store.folder", folder.resolve("store").toString(),
          "chat.store.key", "00".repeat(32));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
