package io.targetnode.app;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.upload.Submission;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.TopologyName;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** The description of the API: what annotations cannot say, or would have to say at every call. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String DESCRIPTION = """
            Which NUMA node does a physical address belong to? targetnode answers as the Linux kernel of a given release would, \
            for any machine whose firmware tables and memory map were uploaded, and says why.

            Four questions that must not be mixed up:

            | | question | the kernel's own source | field |
            |---|---|---|---|
            | Q1 | where would memory hot-added here go? | `phys_to_target_node()` | `targetNode` |
            | Q2 | which node does an ACPI hot-add take? | `memory_add_physaddr_to_nid()` | `hotAddNode` |
            | Q3 | on which node is the online page that is here now? | fixed when it was onlined | `onlineNode`, only from evidence |
            | Q4 | what is there? | memory map x CEDT x SRAT | `backing` |

            Addresses are unsigned 64-bit: `0x` and hexadecimal digits, or decimal digits. Ranges have both ends inclusive. \
            Nodes are integers; -1 is NUMA_NO_NODE, which is an answer. Errors are problems as RFC 9457 has them; the `type` of each \
            is a page under [/problems](/problems).

            The calls below can be tried out from top to bottom without editing anything.""";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Submission.class, MediaType.class)
                .addSimpleTypesForParameterObject(HexAddress.class)
                .replaceWithClass(KernelRelease.class, String.class)
                .replaceWithClass(LookupRule.class, String.class)
                .replaceWithClass(TopologyName.class, String.class)
                .replaceWithClass(RevisionNumber.class, Integer.class);
    }

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("targetnode")
                        .version("v1")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")));
    }

    @Bean
    OperationCustomizer parameterDocs() {
        return new ParameterDocs();
    }

    @Bean
    OperationCustomizer responseDocs() {
        return new ResponseDocs();
    }

    @Bean
    OperationCustomizer bodyDocs() {
        return new BodyDocs();
    }

    @Bean
    OpenApiCustomizer documentOrder() {
        return new DocumentOrder();
    }
}
