import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.ApiResponse;
import org.openapitools.client.api.LookupsApi;
import org.openapitools.client.api.TopologiesApi;
import org.openapitools.client.api.UploadApi;
import org.openapitools.client.model.BatchBody;
import org.openapitools.client.model.LookupAnswer;
import org.openapitools.client.model.TopologyBody;
import org.openapitools.client.model.TopologyResource;

/** Uploads examples/mission.json with the generated Java client, and checks look-ups. Arguments: the URL, the file. */
public class Example {

    public static void main(String[] arguments) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        LookupsApi lookups = new LookupsApi(client);

        TopologyBody body =
                client.getObjectMapper().readValue(Files.readString(Path.of(arguments[1])), TopologyBody.class);
        TopologyResource resource = new UploadApi(client).putTopology("java", body, null, null, null);
        require(resource.getRevision() == 1 && resource.getBootReason() == null, resource);

        LookupAnswer answer = lookup(lookups, "0x20000000", null);
        require(answer.getTargetNode() == 2 && answer.getHotAddNode() == 0 && answer.getOnlineNode() == null, answer);
        require(answer.getReservedMeminfo().getStart().equals("0x20000000"), answer);
        require(lookup(lookups, "0x20000000", "6.12.74").getTargetNode() == 0, answer);

        LookupAnswer last = lookup(lookups, "0xffffffffffffffff", null);
        require(last.getAddress().equals("0xffffffffffffffff") && last.getTargetNode() == -1, last);
        require(last.getMeminfo() == null, last);

        BatchBody addresses = new BatchBody().addresses(List.of("0x20000000", "18446744073709551615"));
        List<Integer> nodes = lookups.lookupBatch("java", addresses, null, null, null, null, null, null)
                .getNodes();
        require(nodes.equals(List.of(2, -1)), nodes);

        ApiResponse<TopologyResource> read =
                new TopologiesApi(client).getTopologyWithHttpInfo("java", null, null, null, null);
        String tag = read.getHeaders().get("etag").get(0);
        client.setRequestInterceptor(request -> request.header("If-None-Match", tag));
        require(status(() -> new TopologiesApi(client).getTopology("java", null, null, null, null)) == 304, tag);
        System.out.println("Java: node " + answer.getTargetNode());
    }

    private static LookupAnswer lookup(LookupsApi lookups, String address, String kernel) throws ApiException {
        return lookups.lookup("java", address, null, null, null, kernel, null, null, null);
    }

    private interface Call {
        void send() throws ApiException;
    }

    private static int status(Call call) {
        try {
            call.send();
            return 200;
        } catch (ApiException e) {
            return e.getCode();
        }
    }

    private static void require(boolean condition, Object value) {
        if (!condition) {
            throw new AssertionError(value);
        }
    }
}
