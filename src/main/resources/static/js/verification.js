import { command } from './command.js';
import { h, list, section, table } from './dom.js';
import { TEXT } from './machine.js';

const OUTCOMES = { agrees: 'agrees', contradicts: 'differs', 'not-compared': 'not compared' };

const line = (text) => h('code', { class: 'wrap' }, text);

/** The replay against what the machine itself printed, line by line. */
export async function verification(at) {
  const answer = await at.machine.ask('verification', at.scope);
  const outcome = (each) => h('span', { class: `label ${each.outcome}` }, OUTCOMES[each.outcome]);
  return h('div', {},
    h('p', { class: 'sentences' }, h('span', { class: `label ${answer.verdict}` }, answer.verdict), ' ',
      `${answer.counts.agrees} agree, ${answer.counts.contradicts} differ, ${answer.counts.notCompared} not compared.`),
    answer.why.length > 0 && list(answer.why),
    answer.proposedRule && h('p', {}, h('a', { href: at.link('verification', { rule: answer.proposedRule }) }, `Repeat with rule ${answer.proposedRule}`)),
    answer.conclusions.length > 0 && section('Conclusions', list(answer.conclusions.map((each) => `${each.sentence} ${each.remedy}`))),
    answer.comparisons.some((each) => each.found) && h('p', { class: 'quiet' }, 'Lines of the log are compared by what they say: older kernels use other words for the same.'),
    answer.comparisons.length > 0 && table('Comparisons', ['outcome', 'what', 'replay', 'machine', 'why'], answer.comparisons.map((each) => [
      outcome(each),
      [each.about, h('div', { class: 'quiet' }, `from ${each.source}`)],
      each.expected === null ? '' : line(each.expected),
      each.found === null ? '' : each.found === each.expected ? 'the same' : line(each.found),
      each.sentence])),
    command(at.machine.command('verification', at.scope, { accept: TEXT })));
}
