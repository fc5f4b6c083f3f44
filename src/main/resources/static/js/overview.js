import { hasKey } from './api.js';
import { command } from './command.js';
import { code, h, section } from './dom.js';
import { addressForm, explanation } from './explanation.js';
import { TEXT } from './machine.js';
import { drawMap } from './map.js';
import { fill } from './problems.js';
import { replace } from './route.js';

/** The map with the explanation of the chosen address beside it, and the findings. */
export async function overview(at, audit) {
  const panel = h('aside', { class: 'panel', 'aria-live': 'polite', 'aria-label': 'Explanation' },
    h('p', { class: 'quiet' }, 'Point at a block, or choose one with the arrow keys, to see why its addresses have their node.'));
  const explain = (address, unit) => fill(panel, explanation(at, address, unit));
  const choose = (address, unit) => {
    replace(at.path, { ...at.scope, address, unit });
    explain(address, unit);
  };
  const map = drawMap(at, { kernel: at.scope.kernel }, explain, choose);
  const form = addressForm(at, (answer, typed) => {
    choose(typed.address, typed.unit);
    map.mark(answer.address);
  });
  const address = at.params.get('address');
  if (address) {
    const unit = at.params.get('unit');
    explain(address, unit);
    map.ready.then(async () => map.mark((await at.machine.ask('lookup', { ...at.scope, address, unit, explain: true })).address)).catch(() => {});
  }
  return h('div', {},
    form,
    map.element,
    panel,
    section(`Findings (${audit.findings.length})`, findings(at, audit),
      // A link sends no key.
      audit.reproduce && !hasKey() && h('p', {}, h('a', { href: audit.reproduce.slice(1) }, 'Reproduce it in QEMU'), ' (an archive with the tables and a script)'),
      command(at.machine.command('audit', at.scope, { accept: TEXT }))));
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
    h('p', {}, h('strong', {}, 'What to do: '), finding.remedy, ' ', h('a', { href: finding.link.slice(1) }, finding.id)))),
  audit.omitted > 0 && h('li', {}, `${audit.omitted} more findings are not shown.`));
}

const origin = ({ source, entry, offset }) =>
  `${source.toUpperCase()}, entry ${entry}${offset === null ? '' : `, byte ${offset}`}`;

