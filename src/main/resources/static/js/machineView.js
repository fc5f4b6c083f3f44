import { announce, h } from './dom.js';
import { keep } from './keep.js';
import { kernelForm } from './kernels.js';
import { advisedRelease, fill, problem } from './problems.js';
import { link, open } from './route.js';
import { READABLE } from './start.js';
import { VIEWS } from './views.js';
import { verdict } from './verdict.js';

/** A machine: its verdict, and one of its views. */
export function machineView(machine, view, params) {
  const chosen = VIEWS.find((each) => each.id === (view ?? '') && (!each.needsStore || machine.name));
  if (!chosen) {
    return null;
  }
  const at = place(machine, view ?? '', params);
  const progress = h('progress', { id: 'upload', max: '1', 'aria-label': 'Upload', hidden: true });
  const audit = machine.ask('audit', at.scope, { progress: (sent, total) => {
    progress.hidden = sent >= total;
    progress.value = sent / total;
  } });
  const form = kernelForm(at);
  const shown = h('div', { class: 'view' });
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'Views of this machine' }, VIEWS
    .filter((each) => !each.needsStore || machine.name)
    .map((each) => h('a', { id: `view-${each.id}`, href: at.link(each.id), 'aria-current': each === chosen && 'page' }, each.title)));
  const store = machine.keep && keep(at);
  const banner = h('div', { class: 'banner' }, h('p', { class: 'waiting' }, 'The service replays the boot …'), progress);
  const content = h('div', { hidden: true }, form, tabs, shown);
  fill(banner, audit.then((answer) => verdict(answer, at), (error) => failure(error, at)));
  audit.then((answer) => {
    content.hidden = false;
    requestAnimationFrame(() => {
      tabs.scrollLeft = tabs.querySelector('[aria-current]').offsetLeft - tabs.offsetLeft;
    });
    announce(answer.summary.join(' '));
    fill(shown, chosen.draw(at, answer));
  }, () => {
    // Another kernel or rule may mend the error; further views would repeat it.
    content.hidden = !at.scope.kernel && !at.scope.rule;
    content.replaceChildren(form);
    store?.remove();
  });
  return h('div', { class: 'machine' },
    h('header', { class: 'head' }, h('h1', { tabindex: '-1' }, machine.title), at.scope.revision && h('p', {}, `revision ${at.scope.revision}`),
      machine.add && addFiles(machine), store),
    banner, content);
}

/** The error, and where to go from there. */
function failure(error, at) {
  return h('div', {}, problem(error, at.machine.named), olderRelease(error, at),
    at.machine.add && !at.scope.kernel && h('p', {}, `Files that can be read: ${READABLE}. With them lsmem, daxctl list, cxl list and numactl -H. `,
      h('a', { href: link(['docs', 'README.md'], { at: 'a-machine-of-your-own' }) }, 'All formats')),
    h('p', {},
      at.scope.revision && [h('a', { href: at.link(at.view, { revision: null }) }, 'The current revision'), ' '],
      at.machine.name ? h('a', { href: link(['stored']) }, 'All stored topologies') : h('a', { href: link([]) }, 'Open other files')));
}

/** Files of a kernel that is too old can be answered under another one: the message names it. Null for other errors. */
function olderRelease({ body }, { machine, scope }) {
  const release = !scope.kernel && advisedRelease(body);
  return release && machine.declare && h('p', {}, h('button', { type: 'button', class: 'primary', click: () => machine.declare(release) }, `Show the answers of ${release}`));
}

/** Adds files to those that were opened, such as a CEDT to a boot log. */
function addFiles(machine) {
  const picker = h('input', { id: 'more-files', type: 'file', multiple: true, class: 'hidden-input', change: () => machine.add([...picker.files]) });
  return h('span', { class: 'add' }, picker, h('label', { for: 'more-files', class: 'button' }, 'Add files'));
}

/** Where the page is: the machine, the view, and the parameters that all views share (scope). */
function place(machine, view, params) {
  const scope = Object.fromEntries(['kernel', 'rule', 'revision'].map((name) => [name, params.get(name)]).filter(([, value]) => value));
  const path = (id) => (id === '' ? machine.path : [...machine.path, id]);
  return {
    machine,
    view,
    params,
    scope,
    path: path(view),
    link: (id, more = {}) => link(path(id), { ...scope, ...more }),
    go: (id, more = {}) => open(path(id), { ...scope, ...more }),
  };
}

