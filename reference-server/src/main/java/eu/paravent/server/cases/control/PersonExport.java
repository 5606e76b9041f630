package eu.paravent.server.cases.control;

import eu.paravent.protocol.Base64Url;
import eu.paravent.protocol.Json;
import eu.paravent.protocol.privacy.PersonalData;
import eu.paravent.protocol.privacy.PersonalData.TableRows;
import eu.paravent.protocol.privacy.PrivacyDocument;
import eu.paravent.protocol.privacy.PrivacyDocument.Section;
import eu.paravent.protocol.privacy.PrivacyDocument.Table;
import eu.paravent.server.cases.entity.PersonRows;
import eu.paravent.server.cases.entity.PersonRows.PersonDevice;
import eu.paravent.server.privacy.control.Documents;
import eu.paravent.server.privacy.control.HtmlPage;
import eu.paravent.server.privacy.control.Language;
import eu.paravent.server.privacy.control.StoredData;
import eu.paravent.server.requests.control.ServerClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything the server has about a person, from every table that its list of stored data says is
 * about people. Content of conversations is not in it: the server cannot read it, a device of the
 * person exports it.
 */
@ApplicationScoped
public class PersonExport {
  @Inject CaseBook cases;
  @Inject PersonRows rows;
  @Inject Documents documents;
  @Inject ServerClock clock;

  /** One archive: JSON for machines, HTML in German and English for people. */
  public byte[] zip(String organisation, String caseId) {
    Person person = new Person(organisation, cases.require(organisation, caseId).person());
    List<TableRows> tables = tables(person);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "data.json", Json.write(new PersonalData(person.uri(), clock.now(), tables)));
      for (Language language : Language.values()) {
        entry(
            zip,
            language == Language.DE ? "auskunft.html" : "access.html",
            HtmlPage.of(page(person, tables, language)).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("An archive in memory cannot fail", e);
    }
    return out.toByteArray();
  }

  /** For the person itself, whose device asks. */
  public PersonalData of(String organisation, String person) {
    return new PersonalData(person, clock.now(), tables(Person.of(organisation, person)));
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private List<TableRows> tables(Person person) {
    List<PersonDevice> devices = person.devices(rows);
    List<String> ids = devices.stream().map(PersonDevice::id).toList();
    List<String> uris = devices.stream().map(PersonDevice::uri).toList();
    List<TableRows> tables = new ArrayList<>();
    for (StoredData.Table table : StoredData.tables()) {
      List<String> columns = table.columns().stream().map(StoredData.Column::name).toList();
      table
          .deviceColumn()
          .ifPresent(column -> tables.add(found(table.name(), columns, column, ids)));
      table.uriColumn().ifPresent(column -> tables.add(found(table.name(), columns, column, uris)));
      table
          .personColumn()
          .ifPresent(
              column -> tables.add(found(table.name(), columns, column, List.of(person.uri()))));
    }
    return tables;
  }

  private TableRows found(String table, List<String> columns, String column, List<String> values) {
    return new TableRows(
        table,
        columns,
        rows.find(table, columns, column, values).stream().map(PersonExport::texts).toList());
  }

  private static List<String> texts(Object[] line) {
    List<String> texts = new ArrayList<>();
    for (Object value : line) {
      texts.add(
          value == null
              ? ""
              : value instanceof byte[] bytes ? Base64Url.encode(bytes) : String.valueOf(value));
    }
    return texts;
  }

  private PrivacyDocument page(Person person, List<TableRows> tables, Language language) {
    PrivacyDocument information =
        documents.accessInformation(person.organisation(), person.uri(), language);
    List<Section> sections = new ArrayList<>(information.sections());
    for (TableRows table : tables) {
      sections.add(
          new Section(
              table.table(),
              List.of(),
              List.of(new Table(table.table(), table.columns(), table.rows()))));
    }
    return new PrivacyDocument(
        information.document(),
        information.title(),
        information.language(),
        information.organisation(),
        information.generatedAt(),
        information.software(),
        information.configurationHash(),
        sections);
  }
}
