import { command } from './command.js';
import { code, h, list, section, table } from './dom.js';
import { TEXT } from './machine.js';
import { sizeOf } from './numbers.js';

/** The two lists of the kernel, with the origin of each block, and the lines that the kernel prints. */
export async function lists(at) {
  const answer = await at.machine.ask('meminfo', at.scope);
  return h('div', {},
    h('p', {}, `The kernel ${answer.boot === 'accepted' ? 'accepts the NUMA configuration' : `: ${answer.boot}`}.`),
    blocks('numa_meminfo', answer.meminfo),
    blocks('numa_reserved_meminfo', answer.reservedMeminfo),
    section('Boot log', h('pre', { tabindex: '0', role: 'region', 'aria-label': 'Boot log' }, answer.bootLog.join('\n'))),
    command(at.machine.command('meminfo', at.scope, { accept: TEXT })));
}

function blocks(name, all) {
  return all.length === 0 ? section(name, h('p', {}, 'No blocks.'))
    : table(name, ['range', 'size', 'node', 'origin', 'changes'], all.map((block) => [
      code(`${block.start}-${block.end}`), sizeOf(block.start, block.end), String(block.node), block.origin.text, list(block.changes)]));
}
