package eu.paravent.server;

import eu.paravent.protocol.Paths;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Everything below {@link Paths#ROOT}. */
@ApplicationPath(Paths.ROOT)
@OpenAPIDefinition(
    info =
        @Info(
            title = "Paravent delivery service",
            version = "1",
            description =
                "Carries end-to-end encrypted groups (RFC 9420). Bytes are base64url without padding. Every refusal"
                    + " is application/problem+json (RFC 9457) with a stable code.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(
    securitySchemeName = "administrator",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "From the OpenID provider that the operator named for the organisation")
@SecurityScheme(
    securitySchemeName = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "From POST /api/v1/sessions")
public class ParaventApplication extends Application {}
