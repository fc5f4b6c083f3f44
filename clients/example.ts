/** Uploads examples/mission.json with the generated TypeScript client, and checks look-ups. Arguments: the URL, the file. */

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { Configuration, LookupsApi, ResponseError, TopologiesApi, TopologyBodyFromJSON, UploadApi } from "./index";

async function main(url: string, file: string): Promise<void> {
  const configuration = new Configuration({ basePath: url });
  const lookups = new LookupsApi(configuration);
  const name = "typescript";

  const topologyBody = TopologyBodyFromJSON(JSON.parse(readFileSync(file, "utf8")));
  const resource = await new UploadApi(configuration).putTopology({ name, topologyBody });
  assert.equal(resource.revision, 1);
  assert.equal(resource.bootReason, null);

  const answer = await lookups.lookup({ name, address: "0x20000000" });
  assert.deepEqual([answer.targetNode, answer.hotAddNode, answer.onlineNode], [2, 0, null]);
  assert.equal(answer.reservedMeminfo?.start, "0x20000000");
  assert.equal((await lookups.lookup({ name, address: "0x20000000", kernel: "6.12.74" })).targetNode, 0);

  const last = await lookups.lookup({ name, address: "0xffffffffffffffff" });
  assert.deepEqual([last.address, last.targetNode, last.meminfo], ["0xffffffffffffffff", -1, null]);

  const addresses = ["0x20000000", "18446744073709551615"];
  assert.deepEqual((await lookups.lookupBatch({ name, batchBody: { addresses } })).nodes, [2, -1]);

  const topologies = new TopologiesApi(configuration);
  const tag = (await topologies.getTopologyRaw({ name })).raw.headers.get("ETag") ?? "";
  const unchanged = topologies.getTopology({ name }, { headers: { "If-None-Match": tag } });
  await assert.rejects(unchanged, (error: ResponseError) => error.response.status === 304);
  console.log("TypeScript: node", answer.targetNode);
}

void main(process.argv[2], process.argv[3]);
