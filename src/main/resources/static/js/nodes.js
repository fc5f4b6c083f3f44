import { command } from './command.js';
import { code, h, list, section, table } from './dom.js';
import { TEXT } from './machine.js';
import { size } from './numbers.js';

/** The nodes: CPUs, memory, distances and tiers. */
export async function nodes(at) {
  const answer = await at.machine.ask('nodes', at.scope);
  const distances = answer.nodes.filter((node) => Object.keys(node.distances).length > 0);
  return h('div', {},
    table('Nodes', ['node', 'proximity domain', 'at boot', 'CPUs', 'RAM at boot', 'in windows', 'other reserved', 'memory tier'], answer.nodes.map((node) => [
      String(node.node),
      node.proximityDomain === null ? null : String(node.proximityDomain),
      node.possible ? (node.onlineAtBoot ? 'online' : 'possible, offline') : 'not possible',
      node.hasCpus === null ? null : node.hasCpus ? 'yes' : 'no',
      size(node.bootRamBytes), size(node.windowBytes), size(node.hotplugBytes),
      tier(node.tier)])),
    h('p', { class: 'quiet' }, 'In windows, and other reserved: the size of the addresses whose memory would get the node if it were added under this kernel.'),
    distances.length > 0 && table('Distances', ['from / to', ...distances.map((node) => String(node.node))],
      distances.map((node) => [String(node.node), ...distances.map((other) => String(node.distances[other.node] ?? ''))])),
    assumptions(answer.assumptions),
    section('Blocks', table('Blocks of each node', ['node', 'range', 'list', 'at the first address'], answer.nodes.flatMap((node) =>
      node.ranges.map((range) => [String(node.node), code(`${range.start}-${range.end}`), range.list, range.backing])))),
    command(at.machine.command('nodes', at.scope, { accept: TEXT })));
}

export function tier({ id, abstractDistance, source }) {
  if (source === 'none') {
    return 'none';
  }
  return id === null && abstractDistance === null ? `unknown (${source})`
    : `${id ?? 'unknown'}, abstract distance ${abstractDistance ?? 'unknown'} (${source})`;
}

/** What the service assumed, and which file replaces each assumption. */
export function assumptions(all) {
  return all.length > 0 && section('Assumed', list(all.map((each) => `${each.text} ${each.remedy}`)),
    all.some((each) => /\bdeclare\b/i.test(each.remedy))
      && h('p', {}, 'To declare a value, add it to the JSON that describes the machine, or to the form with curl, such as -F maxNodes=64.'));
}
