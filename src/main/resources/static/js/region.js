import { command } from './command.js';
import { code, facts, field, h, table } from './dom.js';
import { nodeText } from './explanation.js';
import { TEXT } from './machine.js';
import { tier } from './nodes.js';
import { exactSize, hex, parseAddress, parseSize, size } from './numbers.js';
import { fill } from './problems.js';
import { STEP, regionBar } from './regionBar.js';
import { replace } from './route.js';
import { missingTables } from './verdict.js';

const DELAY_MS = 250;

/** What happens if a region is created: in a window, by dragging or with the keyboard, or at any address. */
export async function region(at, audit) {
  const { windows } = await at.machine.resource(at.scope);
  const usable = windows.filter((each) => each.end !== null);
  const start = h('input', { id: 'start', size: 22, required: true, autocomplete: 'off', spellcheck: 'false', change: () => later(tryTyped) });
  const length = h('input', { id: 'size', size: 16, required: true, autocomplete: 'off', spellcheck: 'false', change: () => later(tryTyped) });
  const outcome = h('div', { class: 'outcome', 'aria-live': 'polite' });
  let timer = null;

  /** While the region is dragged, only the last place is tried, and none if another view is shown. */
  const later = (action) => {
    clearTimeout(timer);
    timer = setTimeout(() => outcome.isConnected && action(), DELAY_MS);
  };
  const holding = (address) => usable.find((each) => BigInt(each.start) <= address && address <= BigInt(each.end));
  const tryIt = (first, bytes) => {
    replace(at.path, { ...at.scope, start: hex(first), size: bytes });
    fill(outcome, answer(at, holding(first), first, bytes));
  };
  const setFields = (first, bytes) => {
    start.value = hex(first);
    length.value = exactSize(bytes);
    later(() => tryIt(first, bytes));
  };
  const bar = regionBar(setFields);
  const chooseWindow = (window) => {
    const first = BigInt(window.start);
    const bytes = window.sizeBytes < STEP ? window.sizeBytes : STEP;
    choose.value = window.window;
    bar.show(first, window.sizeBytes, first, bytes);
    setFields(first, bytes);
  };
  const choose = h('select', { id: 'window', change: () => chooseWindow(windows[choose.selectedIndex]) },
    windows.map((each) => h('option', { value: each.window, disabled: each.end === null }, `window ${each.window}: ${each.start}, ${size(each.sizeBytes)}`)),
    h('option', { value: '', hidden: true }, 'none: the start is in no window'));
  const tryTyped = () => {
    const first = parseAddress(start.value);
    const bytes = parseSize(length.value);
    const fault = faultOf(first, bytes);
    if (fault) {
      outcome.replaceChildren(h('p', { class: 'problem', role: 'alert' }, fault));
      return;
    }
    const window = holding(first);
    if (window) {
      bar.show(BigInt(window.start), window.sizeBytes, first, bytes);
    } else {
      bar.hide();
    }
    choose.value = window?.window ?? '';
    tryIt(first, bytes);
  };

  const given = at.params.get('start');
  if (given) {
    start.value = given;
    length.value = exactSize(parseSize(at.params.get('size') ?? '') ?? STEP);
    later(tryTyped);
  } else if (usable.length > 0) {
    chooseWindow(usable[0]);
  }
  return h('div', {},
    h('p', {}, windows.length > 0
      ? `${usable.some((each) => each.sizeBytes > STEP) ? 'Choose a window and drag the region in it, or set its start and size.'
        : 'A region of the CXL driver fills the window. Set the start and size of other memory.'} Nothing is stored.`
      : `${missingTables(audit).includes('CEDT') ? 'The CXL windows are not known without the CEDT' : 'This machine has no CXL window'}. Only memory that the boot log or the SRAT describes as soft-reserved or hot-pluggable can be tried, by its address.`),
    windows.length > 0 && field('Window', choose),
    bar.element,
    h('form', { class: 'line', submit: (event) => {
      event.preventDefault();
      later(tryTyped);
    } }, field('Start', start), field('Size', length), h('button', { class: 'primary' }, 'Try')),
    outcome);
}

function faultOf(first, bytes) {
  if (first === null) {
    return 'The start must be 0x and hexadecimal digits, or decimal digits.';
  }
  if (bytes === null) {
    return 'The size must be a whole number of bytes, with or without a unit: 268435456, 256M, 1.5G.';
  }
  return bytes === 0n && 'The size is 0. A region has at least one byte; those of the CXL driver are multiples of 256M.';
}

/**
 * A region in a window is a RAM region of the CXL driver; any other one is memory at an address. The body describes it; for files that
 * are not stored the body has the files, so that the query describes it.
 */
async function answer(at, window, first, bytes) {
  const place = window ? `"window": ${window.window}, "offsetBytes": ${first - BigInt(window.start)}` : `"start": "${hex(first)}"`;
  const json = `{${place}, "sizeBytes": ${bytes}}`;
  const [params, options] = at.machine.name
    ? [at.scope, { body: json, headers: { 'Content-Type': 'application/json' } }]
    : [{ ...at.scope, start: hex(first), sizeBytes: bytes, window: window?.window }, {}];
  const result = await at.machine.ask('regions', params, options);
  return h('div', {}, ...describe(result), command(at.machine.command('regions', params, { accept: TEXT, json })));
}

/** Where misplaced memory should go: the rule that searches the other list first knows it, unless it misplaces the memory too. */
const shouldGo = ({ targetNode, misplaced }) => (misplaced ? 'It should go to another node.' : `It should go to ${nodeText(targetNode)}.`);

function describe(result) {
  const online = result.outcome === 'online';
  return [
    h('p', { class: `sentences ${result.misplaced ? 'bad' : ''}` }, online
      ? `The memory goes to ${nodeText(result.targetNode)} on ${result.kernel}.${result.misplaced ? ` ${shouldGo(result.otherRule)}` : ''}`
      : `The kernel refuses the region: ${result.outcomeReason}.`),
    facts(
      ['Region', [code(`${result.start}-${result.end}`), ` ${size(result.sizeBytes)}, ${result.kind}`]],
      ['Node decided by', code(`${result.decidedBy}()`)],
      ['Online', size(result.onlineBytes)],
      ['Stranded', online && result.strandedBytes > 0n && `${size(result.strandedBytes)}: outside of whole memory blocks`],
      ['Memory block', `${size(result.memoryBlockBytes)}: ${result.memoryBlockSource.reason}`],
      ['Memory tier', result.tier && tier(result.tier)],
      [`Under ${result.otherRule.rule}`, `${nodeText(result.otherRule.targetNode)}, ${result.otherRule.outcome}${result.otherRule.misplaced ? ', misplaced' : ''}`],
      ['Kernel log', result.kernelLog.length > 0 && h('pre', {}, result.kernelLog.join('\n'))]),
    table('Node sizes before and after', ['node', 'before', 'after', 'change'], result.nodes.map((node) =>
      [String(node.node), size(node.beforeBytes), size(node.afterBytes),
        node.afterBytes === node.beforeBytes ? '' : h('strong', {}, `+${size(node.afterBytes - node.beforeBytes)}`)])),
  ];
}
