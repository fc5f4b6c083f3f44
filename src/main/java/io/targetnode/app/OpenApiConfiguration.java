package io.targetnode.app;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.upload.JudgedSubmission;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.List;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigParameters;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.ui.SwaggerWelcomeWebMvc;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.util.UriComponentsBuilder;

/** Configures the parts of the OpenAPI document that all calls share. The id of an operation is the name of its method. */
@Configuration(proxyBeanMethods = false)
@Import({ParameterDocs.class, ResponseDocs.class, BodyDocs.class, FormDocs.class, RecordDocs.class, DocumentOrder.class
})
class OpenApiConfiguration {

    /** Relative to the document, so that it is right behind every proxy and does not repeat the Host of a request. */
    private static final String SERVER = "..";

    private static final String BEARER = "bearer";

    private static final String BEARER_DESCRIPTION = """
            An API key, or a token of the operator's OAuth2 issuer. Reads, batches and replays need the scope `read`, writes `write`, \
            export, import and the audit log `admin`. A service without keys and issuer needs none.""";

    private static final String DESCRIPTION = """
            Which NUMA node does a physical address belong to? targetnode answers as the Linux kernel of a given release would, \
            for any machine whose firmware tables and memory map were uploaded, and explains the answer.

            There are four separate questions:

            | | question | kernel source | field |
            |---|---|---|---|
            | Q1 | which node would memory get if it were hot-added here? | `phys_to_target_node()` | `targetNode` |
            | Q2 | which node does an ACPI hot-add get? | `memory_add_physaddr_to_nid()` | `hotAddNode` |
            | Q3 | on which node is the page that is online here now? | set when the page was onlined | `onlineNode`, only from evidence |
            | Q4 | what is at the address? | memory map, CEDT and SRAT | `backing` |

            Addresses are unsigned 64-bit: `0x` and hexadecimal digits, or decimal digits. Both ends of a range are inclusive. \
            Nodes are integers; -1 is NUMA_NO_NODE, which is a valid answer. Errors are RFC 9457 problems; the `type` of each links \
            to a page under [/problems](/problems).

            The calls below can be tried from top to bottom without editing anything. See also [the page](../) that shows a machine, \
            [the documentation](../#/docs) and [the findings of an audit](../findings).""";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(JudgedSubmission.class, ReplayedTopology.class, ViewWriter.class)
                .addSimpleTypesForParameterObject(HexAddress.class)
                .replaceWithClass(KernelRelease.class, String.class)
                .replaceWithClass(Architecture.class, String.class)
                .replaceWithClass(LookupRule.class, String.class)
                .replaceWithClass(Severity.class, String.class)
                .replaceWithClass(Verdict.class, String.class)
                .replaceWithClass(AuditEntry.Action.class, String.class)
                .replaceWithClass(TopologyName.class, String.class)
                .replaceWithClass(RevisionNumber.class, Integer.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .addServersItem(new Server().url(SERVER).description("The service that serves this document"))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description(BEARER_DESCRIPTION)))
                .security(List.of(new SecurityRequirement().addList(BEARER), new SecurityRequirement()))
                .info(new Info()
                        .title("targetnode")
                        .version("v1")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
    }

    /** Serves the settings of Swagger UI without the address of its OAuth2 page, which would repeat the Host of a request. */
    @Bean
    SwaggerWelcomeWebMvc swaggerWelcome(
            SwaggerUiConfigProperties swaggerUi,
            SpringDocConfigProperties documents,
            ObjectProvider<SpringWebProvider> web) {
        return new SwaggerWelcomeWebMvc(swaggerUi, documents, web) {
            @Override
            protected void calculateOauth2RedirectUrl(
                    SwaggerUiConfigParameters parameters, UriComponentsBuilder builder) {
                // Swagger UI computes the address from its own.
            }
        };
    }
}
