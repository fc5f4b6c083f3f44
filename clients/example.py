"""Uploads examples/mission.json with the generated Python client, and checks look-ups. Arguments: the URL, the file."""

import sys

import openapi_client
from openapi_client.models import BatchBody, TopologyBody

url, file = sys.argv[1:]
with openapi_client.ApiClient(openapi_client.Configuration(host=url)) as client:
    lookups = openapi_client.LookupsApi(client)

    with open(file, encoding="utf-8") as mission:
        body = TopologyBody.from_json(mission.read())
    resource = openapi_client.UploadApi(client).put_topology("python", body)
    assert (resource.name, resource.revision, resource.boot_reason) == ("python", 1, None), resource

    answer = lookups.lookup("python", "0x20000000")
    assert (answer.target_node, answer.hot_add_node, answer.online_node) == (2, 0, None), answer
    assert (answer.meminfo.end, answer.reserved_meminfo.start) == ("0x5fffffff", "0x20000000"), answer
    assert lookups.lookup("python", "0x20000000", kernel="6.12.74").target_node == 0

    last = lookups.lookup("python", "0xffffffffffffffff")
    assert (last.address, last.target_node, last.meminfo) == ("0xffffffffffffffff", -1, None), last

    batch = lookups.lookup_batch("python", BatchBody(addresses=["0x20000000", "18446744073709551615"]))
    assert batch.nodes == [2, -1], batch

    topologies = openapi_client.TopologiesApi(client)
    tag = topologies.get_topology_with_http_info("python").headers["ETag"]
    try:
        topologies.get_topology_with_http_info("python", _headers={"If-None-Match": tag})
        raise AssertionError("304 expected")
    except openapi_client.ApiException as unchanged:
        assert unchanged.status == 304, unchanged

    try:
        lookups.lookup("unknown", "0x0")
        raise AssertionError("404 expected")
    except openapi_client.exceptions.NotFoundException as missing:
        assert missing.data.type == "/problems/unknown-topology", missing.data
print("Python: node", answer.target_node)
