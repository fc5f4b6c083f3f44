import { command, copyTable } from './command.js';
import { h } from './dom.js';
import { size } from './numbers.js';
import { link } from './route.js';

const TITLES = { affected: 'Affected', fixed: 'Fixed', 'not-affected': 'Not affected' };

/** The rules by which a kernel looks nodes up, in words. */
export const RULES = {
  'prefer-reserved': 'prefer-reserved (fixed)',
  'prefer-online': 'prefer-online (not fixed)',
  stub: 'stub (always node 0)',
};

export const verdictTitle = (verdict) => TITLES[verdict] ?? verdict;

/** A verdict as a label: its colour is never the only difference. */
export const verdictLabel = (verdict) => h('span', { class: `label ${verdict}` }, verdictTitle(verdict));

/** The sentences of the audit, under which kernel they hold, which tables are missing, and on the first view what to do about it and what else was assumed. */
export function verdict(audit, at) {
  const missing = missingTables(audit);
  const isStated = audit.summary.some((sentence) => sentence.includes('the CEDT is missing'));
  const sentences = audit.summary.filter((sentence) => !audit.findings.some((each) => each.id === 'table-not-uploaded' && each.detail === sentence));
  return h('div', {},
    h('div', { class: `verdict ${audit.counts.error > 0 ? 'affected' : audit.verdict} ${audit.exactness}` },
      h('p', { class: 'sentences' }, missing.length > 0 && !isStated && incomplete(missing), sentences.join(' ')),
      missing.length > 0 && at.view === '' && remedy(missing, at),
      h('p', { class: 'grounds' }, at.view !== '' && [how(audit), ' '], labels(audit, missing),
        ' kernel ', h('a', { href: link(['kernels'], { release: audit.kernel }) }, audit.kernel), isKernelAssumed(audit, at) && ' (assumed: no file names the kernel)', `, look-up ${RULES[audit.rule]}${audit.lookupKnown ? '' : ' (assumed: it is not known whether this distribution changed it)'}`,
        audit.affectedBytes > 0n && `; ${size(audit.affectedBytes)} of addresses have different nodes in the kernel’s two lists`,
        `; findings: ${counts(audit.counts)}`)),
    at.view === '' && exactness(audit, missing, at.link('upload')));
}

/** Whether no file names the kernel, and none was chosen. */
const isKernelAssumed = ({ assumptions }, at) => !at.scope.kernel && assumptions.some(({ text }) => text.includes('runs the newest known kernel'));

/** The verdict. Without a table, nothing shows that the machine is not affected, unless its kernel has the fix. */
function labels({ verdict, rule, counts: { error } }, missing) {
  if (verdict === 'fixed' && error > 0) {
    return h('span', { class: 'label assumed' }, 'Look-up fixed, but other errors');
  }
  if (rule === 'prefer-reserved' && verdict === 'not-affected' && missing.length > 0) {
    return h('span', { class: 'label fixed' }, 'Has the fix');
  }
  const isNotAffected = verdict === 'not-affected';
  return missing.length === 0 ? verdictLabel(verdict) : [
    !isNotAffected && [verdictLabel(verdict), ' '],
    h('span', { class: 'label assumed' }, `${isNotAffected ? 'Not known' : 'Incomplete'} without the ${missing.join(' and the ')}`)];
}

/** The table of which an assumption says that it was not uploaded; undefined for other assumptions, and for a machine without files. */
const missingTable = ({ text, remedy }) => (remedy.includes('/sys/firmware/acpi/tables/')
  ? /^The (?:machine has no|boot log lists the machine's) (SRAT|CEDT)\b/.exec(text)?.[1] : undefined);

/** SRAT and CEDT, if they were not uploaded, may exist, and are read by the kernel. */
export const missingTables = (audit) => audit.assumptions.map(missingTable).filter((table) => table === 'SRAT' || (table === 'CEDT' && audit.readsWindows && audit.rule !== 'stub'));

const NEEDED_FOR = { SRAT: 'the nodes of the memory', CEDT: 'the CXL windows' };

/** That the verdict is not yet that of the machine. */
const incomplete = (tables) => [tables.map((table) => `The ${table} is missing, so that ${NEEDED_FOR[table]} are not known. `),
  `Without ${tables.length === 1 ? 'it' : 'them'}: `];

/** How to add the missing tables. */
function remedy(tables, at) {
  return h('details', { class: 'more' },
    h('summary', {}, `Copy the ${tables.join(' and the ')} on the machine, then ${at.machine.add ? 'press Add files' : `open ${tables.length === 1 ? 'it' : 'them'} with the other files, and keep them under the same name`}`),
    command(tables.map(copyTable), 'Commands for the machine'));
}

const how = ({ exactness }) => h('span', { class: `label ${exactness}` }, exactness);

/** Whether something was assumed, and the first assumption that is not stated above. */
function exactness(audit, missing, filesLink) {
  const [first, ...more] = audit.assumptions.filter((each) => !missingTable(each));
  return h('p', { class: 'exactness' }, how(audit), ' ',
    first ? [`${first.text} `, h('a', { href: filesLink }, more.length > 0 ? `What to add, and ${more.length} more` : 'What to add')]
      : audit.assumptions.length > 0 ? `${missing.length > 0 ? `The ${missing.join(' and the ')} ${missing.length === 1 ? 'was' : 'were'} not uploaded` : `The machine has no CEDT, which changes no answer of ${audit.kernel}`}. Everything else that decides the nodes comes from the files.`
        : 'Nothing was assumed: everything that decides the nodes comes from the files.');
}

const counts = ({ error, warning, info }) => [
  `${error} ${error === 1 ? 'error' : 'errors'}`, `${warning} ${warning === 1 ? 'warning' : 'warnings'}`, `${info} info`].join(', ');
