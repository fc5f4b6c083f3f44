import { h } from './dom.js';
import { size } from './numbers.js';

const TITLES = { affected: 'Affected', fixed: 'Fixed', 'not-affected': 'Not affected' };

export const verdictTitle = (verdict) => TITLES[verdict] ?? verdict;

/** A verdict as a label: its colour is never the only difference. */
export const verdictLabel = (verdict) => h('span', { class: `label ${verdict}` }, verdictTitle(verdict));

/** The sentences of the audit, under which kernel they hold, and on which assumptions they depend. */
export function verdict(audit, filesLink) {
  return h('div', {}, h('div', { class: `verdict ${audit.verdict} ${audit.exactness}` },
    h('p', { class: 'sentences' }, audit.summary.join(' ')),
    h('p', { class: 'grounds' }, verdictLabel(audit.verdict),
      ` kernel ${audit.kernel}, rule ${audit.rule}${audit.lookupKnown ? '' : ' (assumed: it is not known whether this distribution changed it)'}`,
      audit.affectedBytes > 0n && `; ${size(audit.affectedBytes)} of addresses are in both lists with different nodes`,
      `; findings: ${counts(audit.counts)}`)),
  exactness(audit, filesLink));
}

/** Whether the verdict depends on assumptions, and the first of them. */
function exactness({ exactness: how, assumptions: [first, ...more] }, filesLink) {
  return h('p', { class: 'exactness' },
    h('span', { class: `label ${how}` }, how), ' ',
    first === undefined ? 'All facts come from the files.' : `${first.text} ${first.remedy} `,
    more.length > 0 && h('a', { href: filesLink }, `and ${more.length} more`));
}

const counts = ({ error, warning, info }) => [
  `${error} ${error === 1 ? 'error' : 'errors'}`, `${warning} ${warning === 1 ? 'warning' : 'warnings'}`, `${info} info`].join(', ');
