import { command } from './command.js';
import { code, facts, h, list, section, table } from './dom.js';
import { TEXT } from './machine.js';
import { assumptions } from './nodes.js';
import { size } from './numbers.js';

/** What was read from the files, what was assumed instead, and what to add. */
export async function upload(at) {
  const machine = await at.machine.resource(at.scope);
  const some = (title, items) => items.length > 0 && section(title, list(items));
  return h('div', {},
    facts(
      ['Exactness', h('span', { class: `label ${machine.exactness}` }, machine.exactness)],
      ['Kernel of the machine', machine.kernel ?? h('span', { class: 'unknown' }, 'unknown: no file names it; the newest behaviour answers')],
      ['Architecture', machine.architecture],
      ['Page size', machine.pageSize && size(BigInt(machine.pageSize))],
      ['MAX_NUMNODES', String(machine.maxNodes)],
      ['Boot', machine.boot],
      ['Labels', Object.entries(machine.labels).map(([name, value]) => `${name}=${value}`).join(', ')],
      ['Digest', machine.digest && code(machine.digest)]),
    assumptions(machine.assumptions),
    some('Warnings', machine.warnings.map(at.machine.named)),
    some('Not used', machine.unused.map(at.machine.named)),
    some('Add these files, so that more can be verified', machine.suggestions),
    table('Files', ['format', 'size', 'read from it', 'SHA-256'], machine.sources.map((source) =>
      [source.format, size(BigInt(source.bytes)), source.read.length === 0 ? 'all of it' : list(source.read), code(source.sha256.slice(0, 16))])),
    command(at.machine.command('', at.scope, { accept: at.machine.name && TEXT })));
}
