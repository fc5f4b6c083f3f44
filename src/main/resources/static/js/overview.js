import { hasKey } from './api.js';
import { command } from './command.js';
import { code, h, section } from './dom.js';
import { addressForm, explanation, lookup } from './explanation.js';
import { TEXT } from './machine.js';
import { drawMap } from './map.js';
import { fill } from './problems.js';
import { link, replace } from './route.js';

/** The map with the explanation of the chosen address below it, and the findings. */
export async function overview(at, audit) {
  const hint = h('p', { class: 'hint quiet' }, 'Point at a block, tap it, or choose one with the arrow keys, to see why its addresses have their node.');
  const panel = h('section', { class: 'panel', tabindex: '-1', 'aria-label': 'Explanation' }, hint);
  const explain = (address, unit) => fill(panel, explanation(at, address, unit));
  const finder = addressForm(async (address, unit) => {
    map.mark(null);
    try {
      const answer = await at.machine.ask('lookup', lookup(at, address, unit));
      if (panel.isConnected) {
        replace(at.path, { ...at.scope, address, unit });
      }
      explain(address, unit);
      map.ready.then(() => map.mark(answer.address), () => {});
      return answer;
    } catch (error) {
      fill(panel, Promise.resolve(hint));
      throw error;
    }
  }, () => {
    panel.focus();
    panel.scrollIntoView({ block: 'nearest' });
  });
  const map = drawMap(at, { kernel: pictured(at, audit), alone: audit.kernel }, explain, finder.choose);
  const address = at.params.get('address');
  if (address) {
    finder.choose(address, at.params.get('unit'));
    // The link may have been a finding further down.
    requestAnimationFrame(() => finder.element.scrollIntoView({ block: 'nearest' }));
  }
  return h('div', {},
    notUsed(at),
    finder.element,
    map.element,
    panel,
    section(`Findings (${audit.findings.length})`, findings(at, audit),
      // A link sends no key.
      audit.reproduce && !hasKey() && h('p', {}, h('a', { href: audit.reproduce.slice(1) }, 'Reproduce it in QEMU'), ' (an archive with the tables and a script)'),
      command(at.machine.command('audit', at.scope, { accept: TEXT }))));
}

/** The files that were not used, with the first reason; empty until the answer is there. */
function notUsed(at) {
  const line = h('p', { hidden: true });
  at.machine.resource(at.scope).then(({ unused: [first, ...more] }) => {
    line.hidden = !first;
    line.replaceChildren(`Not used: ${at.machine.named(first ?? '')}. ${more.length > 0 ? `Not used too: ${more.length} more. ` : ''}`, h('a', { href: at.link('upload') }, 'All files'));
  }, () => {});
  return line;
}

/** The kernels of the map: the one that is affected beside one that is fixed. Without a kernel, the map shows both rules. */
const pictured = (at, audit) => (audit.verdict === 'affected' && !at.scope.rule ? [audit.kernel, audit.fixedIn[0]] : at.scope.kernel);

/** Links to what the page shows about a finding; null if it is no more. */
function here(at, { fixedIn: [fixed] }, { id }) {
  const releases = [fixed && h('a', { href: at.link('', { kernel: fixed }) }, `The answers under ${fixed}`), ' ', h('a', { href: link(['kernels']) }, 'All kernels')];
  const links = {
    'window-inside-ram-span': fixed && releases,
    'range-inside-ram-span': fixed && releases,
    'lookup-fix-missing': releases,
    'differs-from-newest': h('a', { href: at.link('kernels') }, 'The comparison'),
    'lookup-rule-unknown': ['prefer-reserved', 'prefer-online'].map((rule) => [h('a', { href: at.link('', { rule }) }, `The answers under ${rule}`), ' ']),
  }[id];
  return links && h('p', { class: 'here' }, links);
}

function findings(at, audit) {
  if (audit.findings.length === 0) {
    return h('p', {}, 'The audit finds nothing.');
  }
  return h('ol', { class: 'findings' }, audit.findings.map((finding) => h('li', { class: finding.severity },
    h('h3', {}, h('span', { class: `label ${finding.severity}` }, finding.severity), ' ', finding.title),
    h('p', { class: 'where' }, finding.start && h('a', { href: at.link('', { address: finding.start }) }, code(`${finding.start}-${finding.end}`)),
      finding.origin && ` ${origin(finding.origin)}`),
    h('p', {}, finding.detail),
    h('p', {}, h('strong', {}, 'What to do: '), finding.remedy, ' ', h('a', { href: finding.link.slice(1) }, finding.id)),
    here(at, audit, finding))),
  audit.omitted > 0 && h('li', {}, `${audit.omitted} more findings are not shown.`));
}

const origin = ({ source, entry, offset }) =>
  (source === 'memory' ? `described range ${entry}` : `${source.toUpperCase()}, entry ${entry}${offset === null ? '' : `, byte ${offset}`}`);

