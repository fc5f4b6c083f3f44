import { moreCommand } from './command.js';
import { code, facts, h, list } from './dom.js';
import { TEXT } from './machine.js';
import { hex, parseAddress, sizeOf } from './numbers.js';
import { problem } from './problems.js';

export const nodeText = (node) => (node === -1 ? 'no node (-1)' : `node ${node}`);

/** Why an address has its node, from the service. */
export async function explanation(at, address, unit) {
  const params = { ...at.scope, address, unit, explain: true };
  const answer = await at.machine.ask('lookup', params);
  const why = answer.explanation;
  return h('div', { class: 'explanation' },
    h('h2', {}, code(answer.address), ` → ${nodeText(answer.targetNode)}`),
    h('p', {}, why.decision),
    facts(
      ['At the address', answer.backing],
      ['numa_meminfo', block(why.meminfo)],
      ['reserved list', block(why.reservedMeminfo)],
      ['Rule', `${answer.rule}${answer.lookupKnown ? '' : ' (assumed)'}: ${why.rule}`],
      [why.otherRule.rule, `would answer ${nodeText(why.otherRule.targetNode)}`],
      ['ACPI hot-add', nodeText(answer.hotAddNode)],
      ['Online now', answer.onlineNode === null ? h('span', { class: 'unknown' }, 'unknown: no file shows it') : nodeText(answer.onlineNode)],
      ['Kernel', `${answer.kernel}, behaviour ${answer.behaviour} (${answer.basis})`]),
    why.notes.length > 0 && list(why.notes),
    moreCommand(at.machine.command('lookup', params, { accept: TEXT }), 'This explanation with curl'));
}

function block(found) {
  return found === null ? 'no block holds it' : h('div', {},
    code(`${found.start}-${found.end}`), ` ${nodeText(found.node)}, ${sizeOf(found.start, found.end)}`,
    h('div', { class: 'quiet' }, found.origin.text), found.changes.length > 0 && list(found.changes));
}

/** The form for an address. Calls found with the answer and with what was typed. */
export function addressForm(at, found) {
  const input = h('input', { id: 'address', required: true, size: 22, placeholder: '0x20000000', autocomplete: 'off', spellcheck: 'false',
    value: at.params.get('address') });
  const unit = h('select', { id: 'unit' }, h('option', { value: '' }, 'address'), h('option', { value: 'pfn' }, 'page frame number'));
  unit.value = at.params.get('unit') ?? '';
  const fault = h('div', { class: 'fault' });
  return h('form', { class: 'line', submit: async (event) => {
    event.preventDefault();
    fault.replaceChildren();
    const number = parseAddress(input.value);
    const typed = { address: number === null ? input.value.trim() : hex(number), unit: unit.value };
    try {
      found(await at.machine.ask('lookup', { ...at.scope, ...typed, explain: true }), typed);
    } catch (error) {
      fault.replaceChildren(problem(error));
    }
  } },
  h('label', { for: 'address' }, 'Find'), input,
  h('label', { for: 'unit', class: 'hidden' }, 'Unit'), unit,
  h('button', {}, 'Explain'), fault);
}
