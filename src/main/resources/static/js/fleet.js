import { API, query, request } from './api.js';
import { command } from './command.js';
import { code, field, h, section, table } from './dom.js';
import { follow } from './events.js';
import { TEXT } from './machine.js';
import { size } from './numbers.js';
import { fill } from './problems.js';
import { link, open } from './route.js';
import { verdictLabel, verdictTitle } from './verdict.js';

const VERDICTS = ['affected', 'fixed', 'not-affected'];

const QUIET_MS = 500;

/** All stored topologies: counts, kernels, layouts, and a list that can be searched. Writes are shown as they happen. */
export function fleet(params, signal) {
  const filter = Object.fromEntries(['prefix', 'label', 'verdict', 'cursor'].map((name) => [name, params.get(name)]));
  const shown = h('div', { class: 'view' });
  const draw = () => fill(shown, answer(filter));
  let timer = null;
  draw();
  follow(() => {
    clearTimeout(timer);
    timer = setTimeout(() => signal.aborted || draw(), QUIET_MS);
  }, signal);
  return h('div', {}, h('h1', { tabindex: '-1' }, 'Stored topologies'), search(filter), shown);
}

function search(filter) {
  const prefix = h('input', { id: 'prefix', value: filter.prefix, placeholder: 'rack1-', autocomplete: 'off', spellcheck: 'false' });
  const label = h('input', { id: 'label', value: filter.label, placeholder: 'rack=r1', autocomplete: 'off', spellcheck: 'false' });
  const verdict = h('select', { id: 'verdict' }, h('option', { value: '' }, 'any'), VERDICTS.map((each) => h('option', { value: each }, verdictTitle(each))));
  verdict.value = filter.verdict ?? '';
  return h('form', { class: 'line', role: 'search', submit: (event) => {
    event.preventDefault();
    open(['stored'], { prefix: prefix.value.trim(), label: label.value.trim(), verdict: verdict.value });
  } }, field('Name begins with', prefix), field('Label', label), field('Verdict', verdict), h('button', { class: 'primary' }, 'Search'));
}

/** @param search the filter without a place in the list */
function nothing(search) {
  return Object.values(search).some(Boolean)
    ? h('p', {}, 'No stored topology matches. ', h('a', { href: link(['stored']) }, 'All stored topologies'))
    : h('div', {}, h('p', {}, 'Nothing is stored yet. ', h('a', { href: link([]) }, 'Open files'), ' and press Keep, or upload them:'),
      command([`curl -sS -X PUT -F srat=@SRAT -F cedt=@CEDT -F dmesg=@dmesg.txt ${new URL(`${API}/topologies/my-host`, document.baseURI).href}`], 'An upload with curl'));
}

/** A verdict that depends on assumptions is no all-clear. */
const verdictOf = ({ verdict, exactness }) => (exactness !== 'assumed' ? verdictLabel(verdict)
  : verdict === 'not-affected' ? h('span', { class: 'label assumed' }, 'Not affected as far as known')
    : [verdictLabel(verdict), ' ', h('span', { class: 'label assumed' }, 'assumed')]);

async function answer(filter) {
  const url = `${API}/audit${query(filter)}`;
  const found = await request('GET', url);
  const { cursor, ...search } = filter;
  const to = (more) => link(['stored'], { ...search, ...more });
  return h('div', {},
    h('ul', { class: 'counts' }, VERDICTS.map((each) => h('li', {},
      h('a', { href: to({ verdict: each }) }, h('strong', {}, String(found.counts[each])), ' ', verdictLabel(each))))),
    found.notJudged > 0 && h('p', {}, `${found.notJudged} topologies have no verdict yet. They are judged in the background.`),
    found.damaged > 0 && h('p', { class: 'problem' }, `${found.damaged} topologies are damaged: ${found.damagedNames.join(', ')}`),
    found.items.length === 0 ? found.notJudged + found.damaged === 0 && nothing(search)
      : table('Topologies', ['name', 'verdict', 'addresses with two nodes', 'kernel', 'revision'], found.items.map((each) => [
        h('a', { id: `topology-${each.name}`, href: link(['stored', each.name]) }, each.name), [verdictOf(each), each.lookupKnown ? '' : ' (look-up rule not known)'],
        each.affectedBytes === 0n ? '' : size(each.affectedBytes), `${each.kernel}${each.kernelAssumed ? ' (assumed)' : ''}`, String(each.revision)])),
    (cursor || found.nextCursor) && h('p', { class: 'pages' },
      cursor && h('a', { href: to({}) }, 'First page'), ' ', found.nextCursor && h('a', { href: to({ cursor: found.nextCursor }) }, 'Next page')),
    found.byKernel.length > 0 && section('By kernel', table('Verdicts by kernel', ['kernel', ...VERDICTS.map(verdictTitle), 'kernel assumed'],
      found.byKernel.map((each) => [each.kernel, ...VERDICTS.map((name) => String(each[name])), String(each.assumed)]))),
    found.layouts.length > 0 && section('By layout', table('Topologies with equal RAM and tables', ['layout', 'topologies', 'verdict', 'example'],
      found.layouts.map((each) => [code(each.fingerprint.slice(0, 12)), String(each.topologies), verdictLabel(each.verdict),
        h('a', { href: link(['stored', each.example]) }, each.example)]))),
    command([`curl -sS -H 'Accept: ${TEXT}' '${new URL(url, document.baseURI).href}'`]));
}
