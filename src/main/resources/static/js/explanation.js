import { moreCommand } from './command.js';
import { code, facts, h, list } from './dom.js';
import { TEXT } from './machine.js';
import { hex, parseAddress, sizeOf } from './numbers.js';
import { problem } from './problems.js';

/** From what the rules of a kernel are known. */
export const BASES = {
  read: 'known from its source',
  changelog: 'known from its changelog',
  upstream: 'assumed from the upstream release; the build was not read',
  nearest: 'assumed from the nearest known release',
};

export const nodeText = (node) => (node === -1 ? 'no node (-1)' : `node ${node}`);

/** The parameters of a look-up with its explanation. */
export const lookup = (at, address, unit) => ({ ...at.scope, address, unit, explain: true });

/** Why an address has its node, from the service. */
export async function explanation(at, address, unit) {
  const params = lookup(at, address, unit);
  const answer = await at.machine.ask('lookup', params);
  const why = answer.explanation;
  return h('div', { class: 'explanation' },
    h('h2', {}, code(answer.address), ` → ${nodeText(answer.targetNode)} on ${answer.kernel}`),
    h('p', {}, why.decision),
    facts(
      ['At the address', answer.backing],
      ['numa_meminfo', block(why.meminfo)],
      ['reserved list', block(why.reservedMeminfo)],
      ['Rule', `${answer.rule}${answer.lookupKnown ? '' : ' (assumed)'}: ${why.rule}`],
      [why.otherRule.rule, `would answer ${nodeText(why.otherRule.targetNode)}`],
      ['ACPI hot-add without _PXM', nodeText(answer.hotAddNode)],
      ['Online now', answer.onlineNode === null ? h('span', { class: 'unknown' }, 'unknown: no file shows it') : nodeText(answer.onlineNode)],
      ['Kernel', `${answer.kernel}, with the rules of ${answer.behaviour} (${BASES[answer.basis]})`]),
    why.notes.length > 0 && list(why.notes),
    moreCommand(at.machine.command('lookup', params, { accept: TEXT }), 'This explanation with curl'));
}

function block(found) {
  return found === null ? 'no block holds it' : h('div', {},
    code(`${found.start}-${found.end}`), ` ${nodeText(found.node)}, ${sizeOf(found.start, found.end)}`,
    h('div', { class: 'quiet' }, found.origin.text), found.changes.length > 0 && list(found.changes));
}

/**
 * The form for an address, with a short answer beside it.
 *
 * @param find returns a promise of the explained answer
 * @param details shows all of the explanation
 * @returns the form, and choose: finds an address as if it were typed
 */
export function addressForm(find, details) {
  const clear = () => {
    if (input.value === '') {
      newest += 1;
      output.replaceChildren();
    }
  };
  const input = h('input', { id: 'address', required: true, size: 22, placeholder: '0x20000000', autocomplete: 'off', spellcheck: 'false', input: clear });
  const unit = h('select', { id: 'unit' }, h('option', { value: '' }, 'address'), h('option', { value: 'pfn' }, 'page frame number'));
  const output = h('div', { class: 'found', role: 'status' });
  let newest = 0;
  const submit = async () => {
    const number = parseAddress(input.value);
    newest += 1;
    const mine = newest;
    const found = find(number === null ? input.value.trim() : hex(number), unit.value);
    const asDecimal = number !== null && unit.value === '' && /^[0-9]{2,}$/.test(input.value.trim()) && ` (${input.value.trim()} is read as decimal)`;
    const short = await found.then((answer) => h('p', {}, code(answer.address), asDecimal, ' → ', h('strong', {}, nodeText(answer.targetNode)),
      `. ${answer.explanation.decision} `, h('button', { type: 'button', click: details }, 'Details')), problem);
    if (mine === newest) {
      output.replaceChildren(short);
    }
  };
  return {
    element: h('form', { class: 'line tight', submit: (event) => {
      event.preventDefault();
      submit();
    } },
    h('label', { for: 'address' }, 'Find'), input,
    h('label', { for: 'unit', class: 'hidden' }, 'Unit'), unit,
    h('button', {}, 'Explain'), output),
    choose(address, as) {
      input.value = address;
      unit.value = as ?? '';
      submit();
    },
  };
}
