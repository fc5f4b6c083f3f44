import { API, request } from './api.js';
import { command } from './command.js';
import { code, facts, field, h, list, section, table } from './dom.js';
import { BASES, explanation } from './explanation.js';
import { TEXT } from './machine.js';
import { drawMap } from './map.js';
import { sizeOf } from './numbers.js';
import { advisedRelease, fill, problem } from './problems.js';
import { current, link, open, replace } from './route.js';
import { missingTables, RULES } from './verdict.js';

/** An answer that takes longer is announced. */
const SLOW_MS = 300;

let known = null;

function all() {
  known ??= request('GET', `${API}/kernels`);
  known.catch(() => {
    known = null;
  });
  return known;
}

const named = (releases) => [...new Set(releases.flatMap((range) => [range.from, range.to])
  .map((release) => release.replace(/\.x$/, ''))
  .filter((release) => /^[0-9.]+$/.test(release)))].reverse();

/** The releases that the service names, newest first, as suggestions: any other release can be typed. */
const suggestions = async () => named((await all()).ranges);

/** The newest release whose behaviour is known from its source. */
const newestRead = async () => named((await all()).ranges.filter((range) => range.basis === 'read'))[0];

/** Fields for kernels share one list of suggestions. */
export function kernelInput(id, attributes) {
  if (!document.getElementById('kernels')) {
    const options = h('datalist', { id: 'kernels' });
    document.body.append(options);
    suggestions().then((releases) => options.replaceChildren(...releases.map((release) => h('option', { value: release }))), () => options.remove());
  }
  return h('input', { id, list: 'kernels', size: 28, autocomplete: 'off', spellcheck: 'false', ...attributes });
}

/** The form that chooses under which kernel and rule all views answer. */
export function kernelForm(at) {
  const kernel = kernelInput('kernel', { value: at.scope.kernel, placeholder: 'machine’s' });
  const rule = h('select', { id: 'rule' }, h('option', { value: '' }, 'kernel’s'), Object.entries(RULES).map(([name, words]) => h('option', { value: name }, words)));
  rule.value = at.scope.rule ?? '';
  const fault = h('div', { class: 'fault', 'aria-live': 'polite' });
  const go = async (event) => {
    event.preventDefault();
    const chosen = { kernel: kernel.value.trim(), rule: rule.value };
    const slow = setTimeout(() => fault.replaceChildren(h('p', { class: 'waiting' }, 'The service replays the boot …')), SLOW_MS);
    try {
      // A kernel that cannot answer leaves the view as it is.
      await at.machine.ask('audit', { ...at.scope, ...chosen });
    } catch (error) {
      const release = advisedRelease(error.body);
      fault.replaceChildren(h('div', {}, problem(error), release && h('p', {}, h('a', { href: at.link(at.view, { kernel: release }) }, `The answers of ${release}`))));
      return;
    } finally {
      clearTimeout(slow);
    }
    const { params } = current();
    at.go(at.view, { address: params.get('address'), unit: params.get('unit'), ...chosen });
  };
  return h('form', { class: 'line tight', submit: go },
    field('Kernel', kernel), field('Rule', rule), h('button', {}, 'Show'),
    at.scope.kernel && h('a', { href: at.link(at.view, { kernel: null, rule: null }) }, 'The kernel of the machine'), fault);
}

/** What changes between two kernels, or between all that the service knows. */
export async function kernels(at, audit) {
  const older = at.params.get('from') ?? audit.kernel;
  const newer = at.params.get('with') ?? await newestRead();
  const pair = older === newer ? [] : [older, newer];
  const params = { kernel: pair, rule: at.scope.rule, revision: at.scope.revision };
  const compared = await at.machine.ask('compare', params);
  const first = kernelInput('kernel-a', { value: older, required: true });
  const second = kernelInput('kernel-b', { value: newer, required: true });
  const fault = h('div', { class: 'fault', 'aria-live': 'polite' });
  const go = async (event) => {
    event.preventDefault();
    const [from, to] = [first.value.trim(), second.value.trim()];
    try {
      // A kernel that cannot answer leaves the comparison as it is.
      await at.machine.ask('compare', { ...params, kernel: from === to ? [] : [from, to] });
    } catch (error) {
      fault.replaceChildren(problem(error));
      return;
    }
    at.go('kernels', { from, with: to });
  };
  const panel = h('section', { class: 'panel', 'aria-label': 'Explanation', 'aria-live': 'polite' },
    h('p', { class: 'hint quiet' }, 'Choose a block to see why its addresses have their nodes under both kernels.'));
  const choose = (address) => {
    replace(at.path, { ...at.scope, from: at.params.get('from'), with: at.params.get('with'), address });
    map.mark(address);
    fill(panel, both(at, pair, address));
  };
  const map = pair.length > 0 && drawMap(at, { kernel: pair, alone: older }, () => {}, choose);
  const address = at.params.get('address');
  if (map && address) {
    map.ready.then(() => choose(address), () => {});
  }
  return h('div', {},
    h('form', { class: 'line', submit: go }, field('From', first), field('To', second), h('button', { class: 'primary' }, 'Compare'), fault),
    compared.ranges.length === 0
      ? h('p', { class: 'sentences' }, `${compared.kernels.map((each) => each.kernel).join(' and ')} give the same node for every address of this machine${missingTables(audit).length > 0 ? `, without the ${missingTables(audit).join(' and the ')}` : ''}.`)
      : differences(compared),
    map && [map.element, panel],
    command(at.machine.command('compare', params, { accept: TEXT })),
    section('Kernels', table('The compared kernels', ['kernel', 'look-up', 'other rules of', 'how they are known'], compared.kernels.map((each) =>
      [each.kernel, `${RULES[each.rule]}${each.lookupKnown ? '' : ', assumed'}`, each.behaviour, BASES[each.basis]]))));
}

/** All releases and builds that the service knows, newest first, and one release that was asked for. */
export async function releases(params) {
  const { behaviours, ranges, distributions } = await all();
  const rules = new Map(behaviours.map(({ id, rule }) => [id, rule]));
  const rows = (releases) => [...releases].reverse().map((each) => [
    builds(each.from), builds(each.to), [code(rules.get(each.behaviour)), each.lookupKnown ? '' : ' (assumed)'], each.behaviour, BASES[each.basis], each.note]);
  const columns = ['from', 'to', 'rule', 'behaviour', 'how it is known', 'note'];
  const asked = params.get('release');
  const input = kernelInput('release', { value: asked, required: true, placeholder: '6.12.74' });
  const go = (event) => {
    event.preventDefault();
    open(['kernels'], { release: input.value.trim() });
  };
  return h('div', {}, h('h1', { tabindex: '-1' }, 'Kernels'),
    h('p', {}, 'The look-up is fixed under the rule prefer-reserved. The tables are those of x86-64: on other architectures, kernels without the two lists answer node 0 for every address (rule stub). ',
      h('a', { href: link(['docs', 'kernel-rules.md'], { at: '5-releases' }) }, 'What the behaviours are')),
    h('form', { class: 'line', submit: go }, field('Release (uname -r)', input), h('button', { class: 'primary' }, 'Show')),
    asked && await oneRelease(asked).catch(problem),
    table('Upstream releases', columns, rows(ranges)), table('Builds of distributions', columns, rows(distributions)),
    command([`curl -sS -H 'Accept: ${TEXT}' ${new URL(`${API}/kernels`, document.baseURI).href}`]));
}

/** A release, or a pattern of releases. Some builds of a distribution were read or booted one by one. */
const builds = (text) => (text.startsWith('<tested>') ? ['tested builds ', code(text.replace('<tested>', ''))] : code(text));

async function oneRelease(release) {
  const { behaviour, range } = await request('GET', `${API}/kernels/${encodeURIComponent(release)}`);
  return section(release,
    facts(
      ['Look-up', `${RULES[behaviour.rule]}${range.lookupKnown ? '' : ', assumed'}`],
      ['Releases', range.from === range.to ? builds(range.from) : [builds(range.from), ' to ', builds(range.to)]],
      ['Rules of', `${behaviour.id} (${BASES[range.basis]})`],
      ['Note', range.note]),
    list(behaviour.switches.map((each) => each.does)));
}

/** An address under two kernels. */
async function both(at, pair, address) {
  const under = (kernel) => explanation({ ...at, scope: { ...at.scope, kernel } }, address);
  return h('div', { class: 'columns' }, await Promise.all(pair.map(under)));
}

/** What each switch of a kernel is about. */
const SWITCHES = {
  WIN: 'nodes of windows', POSS: 'possible nodes', LOOP: 'search for a free proximity domain', SORT: 'order of equal SRAT ranges',
  LOW: 'memory below the first RAM', COV: 'RAM without a node', LIST: 'list of windows', LOOK: 'look-up rule',
};

function differences(compared) {
  const reasons = [...new Set(compared.ranges.flatMap((range) => range.reasons))].map((reason) => {
    const [name, ...change] = reason.split(': ');
    return [h('strong', {}, SWITCHES[name] ?? name), ` (${name}): ${change.join(': ')}`];
  });
  return h('div', {},
    table('Addresses with different nodes', ['range', ...compared.kernels.map((each) => each.kernel), 'size', 'at the addresses'],
      compared.ranges.map((range) => [code(`${range.start}-${range.end}`), ...range.nodes.map(String),
        sizeOf(range.start, range.end), range.backing])),
    section('Why', list(reasons), h('p', {}, h('a', { href: link(['docs', 'kernel-rules.md'], { at: '5-releases' }) }, 'All switches, and the releases that changed them'))));
}
