package eu.paravent.server.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What is said to be inside is inside, and nothing else; of the packaged archives, no server runs.
 */
class BillOfMaterialsH2IT {
  private static final String LIBRARIES = "WEB-INF/lib/";

  @Test
  void theServersListsEveryLibraryInItsArchive() throws Exception {
    try (ZipFile war = new ZipFile(System.getProperty("paravent.server.war"))) {
      ZipEntry bill = war.getEntry("META-INF/sbom/paravent-server.cdx.json");
      assertThat(bill).isNotNull();
      List<String> inside =
          war.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(LIBRARIES) && name.endsWith(".jar"))
              .map(name -> name.substring(LIBRARIES.length()))
              .toList();
      assertThat(inside).hasSizeGreaterThan(10);

      try (InputStream in = war.getInputStream(bill)) {
        List<Map<String, Object>> components =
            components(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(components)
            .extracting(one -> one.get("name") + "-" + one.get("version") + ".jar")
            .containsExactlyInAnyOrderElementsOf(inside);
      }
    }
  }

  @Test
  void theSdksListsWhatAHostGetsWithItAndNoTools() throws Exception {
    List<Map<String, Object>> components =
        components(Files.readString(Path.of("../sdk/client/target/paravent-sdk.cdx.json")));

    assertThat(components)
        .extracting(one -> one.get("name"))
        .containsExactlyInAnyOrder(
            "paravent-mls",
            "paravent-protocol",
            "bcprov-jdk18on",
            "bcpkix-jdk18on",
            "bcutil-jdk18on",
            "cbor",
            // comes with cbor
            "gson",
            "nanojson",
            "h2",
            "qrcodegen",
            "jspecify");
  }

  /** Each with what scanners look it up by. */
  private static List<Map<String, Object>> components(String bill) throws Exception {
    Map<String, Object> read = JSONObjectUtils.parse(bill);
    assertThat(read).containsEntry("bomFormat", "CycloneDX");
    List<Map<String, Object>> components =
        List.of(JSONObjectUtils.getJSONObjectArray(read, "components"));
    assertThat(components)
        .allSatisfy(
            one -> {
              assertThat(one.get("purl").toString())
                  .startsWith("pkg:maven/" + one.get("group") + "/" + one.get("name") + "@");
              assertThat(one).containsKey("hashes");
            });
    return components;
  }
}
