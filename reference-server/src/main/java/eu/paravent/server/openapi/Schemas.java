package eu.paravent.server.openapi;

import eu.paravent.protocol.Json;
import eu.paravent.protocol.Limits;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Protocol records as {@link Json} writes and reads them. */
final class Schemas {
  private final Map<String, Schema> byName = new TreeMap<>();

  Map<String, Schema> all() {
    return byName;
  }

  Schema reference(Class<?> type) {
    String name = type.getSimpleName();
    if (!byName.containsKey(name)) {
      // first the name, for types that contain themselves
      Schema schema = OASFactory.createSchema();
      byName.put(name, schema);
      object(schema, type);
    }
    return OASFactory.createSchema().ref("#/components/schemas/" + name);
  }

  private void object(Schema schema, Class<?> type) {
    schema.addType(Schema.SchemaType.OBJECT);
    for (RecordComponent component : type.getRecordComponents()) {
      String name = Json.fieldName(component);
      Type value = component.getGenericType();
      if (value instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
        schema.addProperty(name, of(generic.getActualTypeArguments()[0]));
      } else {
        schema.addProperty(name, of(value));
        schema.addRequired(name);
      }
    }
  }

  private Schema of(Type type) {
    Schema schema = OASFactory.createSchema();
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return schema.addType(Schema.SchemaType.ARRAY).items(of(generic.getActualTypeArguments()[0]));
    } else if (type == String.class) {
      return schema.addType(Schema.SchemaType.STRING);
    } else if (type == byte[].class) {
      return schema
          .addType(Schema.SchemaType.STRING)
          .contentEncoding("base64url")
          .pattern("^[A-Za-z0-9_-]*$");
    } else if (type == Instant.class) {
      return schema.addType(Schema.SchemaType.STRING).format("date-time");
    } else if (type == boolean.class || type == Boolean.class) {
      return schema.addType(Schema.SchemaType.BOOLEAN);
    } else if (type == int.class || type == Integer.class) {
      return schema.addType(Schema.SchemaType.INTEGER).format("int32");
    } else if (type == long.class || type == Long.class) {
      return schema.addType(Schema.SchemaType.INTEGER).format("int64");
    } else if (type instanceof Class<?> nested && nested.isRecord()) {
      return reference(nested);
    }
    throw new IllegalStateException("Not a type of the protocol: " + type);
  }

  /** Chosen by a client. */
  Schema id() {
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.STRING)
        .contentEncoding("base64url")
        .pattern("^[A-Za-z0-9_-]{22,43}$")
        .description(
            "base64url of " + Limits.ID_BYTES_LEAST + " to " + Limits.ID_BYTES_MOST + " bytes");
  }

  Schema octets() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING).format("binary");
  }
}
