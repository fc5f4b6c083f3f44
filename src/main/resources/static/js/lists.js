import { command } from './command.js';
import { code, h, list, section, table } from './dom.js';
import { TEXT } from './machine.js';
import { sizeOf } from './numbers.js';

/** The two lists of the kernel, with the origin of each block, and the lines that the kernel prints. */
export async function lists(at) {
  const answer = await at.machine.ask('meminfo', at.scope);
  return h('div', {},
    h('p', {}, boot(answer.boot)),
    blocks('numa_meminfo', answer.meminfo),
    blocks('numa_reserved_meminfo', answer.reservedMeminfo),
    section('Lines that the kernel prints', h('pre', { tabindex: '0', role: 'region', 'aria-label': 'Lines that the kernel prints' }, answer.bootLog.join('\n'))),
    command(at.machine.command('meminfo', at.scope, { accept: TEXT })));
}

/** What the kernel does with the NUMA configuration. */
const boot = (summary) => (summary.startsWith('accepted')
  ? `The kernel accepts the NUMA configuration${summary.slice('accepted'.length)}.`
  : `The kernel does not use the NUMA configuration (${summary}).`);

function blocks(name, all) {
  return all.length === 0 ? h('p', {}, code(name), ' has no blocks.')
    : table(name, ['range', 'size', 'node', 'origin', 'changes'], all.map((block) => [
      code(`${block.start}-${block.end}`), sizeOf(block.start, block.end), String(block.node), block.origin.text, list(block.changes)]));
}
