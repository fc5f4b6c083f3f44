import { command } from './command.js';
import { code, h, table } from './dom.js';
import { nodeText } from './explanation.js';
import { TEXT } from './machine.js';
import { fill, problem } from './problems.js';
import { open } from './route.js';

/** The stored revisions of a topology, and the difference of two. */
export async function revisions(at) {
  const { items, nextCursor } = await at.machine.ask('revisions', { cursor: at.params.get('cursor') });
  const to = at.params.get('to');
  const rows = items.map((each) => [
    h('a', { href: at.link('', { revision: each.revision }) }, `revision ${each.revision}`),
    time(each.uploadedAt), each.kernel, each.exactness, code(each.digest.slice(0, 16)),
    each.revision > 1 ? h('a', { href: at.link('revisions', { from: each.revision - 1, to: each.revision }) }, `compare with ${each.revision - 1}`) : '']);
  const changes = h('div');
  if (to) {
    fill(changes, difference(at, at.params.get('from'), to));
  }
  return h('div', {},
    changes,
    table('Revisions', ['revision', 'stored', 'kernel', 'exactness', 'digest', 'difference'], rows),
    nextCursor && h('p', {}, h('a', { href: at.link('revisions', { cursor: nextCursor }) }, 'Older revisions')),
    command(at.machine.command('revisions', {}, { accept: TEXT })),
    remove(at.machine));
}

/** The form that deletes the topology with its revisions. */
function remove(machine) {
  const fault = h('div');
  const act = () => machine.remove().then(() => {
    machine.refresh();
    open(['stored'], {});
  }, (error) => fault.replaceChildren(problem(error)));
  return h('details', { class: 'more' }, h('summary', {}, 'Delete this topology'),
    h('p', {}, `All revisions of ${machine.name} will be deleted. This cannot be undone. `, h('button', { type: 'button', click: act }, `Delete ${machine.name}`)), fault);
}

export const time = (instant) => h('time', { datetime: instant }, new Date(instant).toLocaleString());

async function difference(at, from, to) {
  const params = { from, to, kernel: at.scope.kernel, rule: at.scope.rule };
  const answer = await at.machine.ask('diff', params);
  const [kernel] = answer.kernels;
  const side = ({ targetNode, backing }) => `${nodeText(targetNode)}, ${backing}`;
  return h('div', {},
    answer.ranges.length === 0
      ? h('p', { class: 'sentences' }, `Revisions ${answer.from} and ${answer.to} give the same answers.`)
      : table(`From revision ${answer.from} (${kernel.from.kernel}) to ${answer.to} (${kernel.to.kernel})`, ['range', 'before', 'after'],
        answer.ranges.map((range) => [code(`${range.start}-${range.end}`), side(range.changes[0].from), side(range.changes[0].to)])),
    command(at.machine.command('diff', params, { accept: TEXT })));
}
