import { onUnauthorized } from './api.js';
import { docs } from './docs.js';
import { announce, h } from './dom.js';
import { follow } from './events.js';
import { fleet } from './fleet.js';
import { releases } from './kernels.js';
import { askForKey } from './key.js';
import { EXAMPLES, example, stored, uploaded } from './machine.js';
import { machineView } from './machineView.js';
import { problem } from './problems.js';
import { current, link, open, replace } from './route.js';
import { start } from './start.js';

const main = document.getElementById('main');

/** The machine that is shown. Its views use the answers that are already there. */
let machine = null;

let showing = new AbortController();

let shownPath = null;

/** A view that is drawn later than this is announced. */
const SLOW_MS = 150;

/** Draws the view of the page's address. The focus stays on the element with the same id, else it goes to the content. */
async function show() {
  showing.abort();
  showing = new AbortController();
  const { signal } = showing;
  const { path, params } = current();
  const slow = setTimeout(() => {
    main.setAttribute('aria-busy', 'true');
    announce('Loading …');
  }, SLOW_MS);
  signal.addEventListener('abort', () => clearTimeout(slow));
  const element = await draw(path, params, signal).catch(problem);
  if (signal.aborted) {
    return;
  }
  clearTimeout(slow);
  main.removeAttribute('aria-busy');
  const focused = document.activeElement?.id;
  announce('');
  main.replaceChildren(element);
  document.title = [main.querySelector('h1')?.textContent, 'targetnode'].filter(Boolean).join(' - ');
  for (const each of document.querySelectorAll('header nav a')) {
    const isHere = each.hash !== '' && (each.hash === '#/' ? element.className === 'start' : location.hash.startsWith(each.hash));
    if (isHere) {
      each.setAttribute('aria-current', 'page');
    } else {
      each.removeAttribute('aria-current');
    }
  }
  if (focused) {
    (document.getElementById(focused) ?? main).focus({ preventScroll: true });
  }
  if (shownPath !== path.join('/')) {
    scrollTo(0, 0);
  }
  shownPath = path.join('/');
  document.getElementById(`at-${params.get('at')}`)?.scrollIntoView();
}

async function draw([kind, ...rest], params, signal) {
  if (kind === undefined) {
    return start(openFiles);
  }
  if (kind === 'stored' && rest.length === 0) {
    return fleet(params, signal);
  }
  if (kind === 'kernels') {
    return releases(params);
  }
  if (kind === 'docs') {
    return await docs(rest) ?? nothing();
  }
  if (kind === 'files' && machine?.path[0] !== 'files') {
    replace([]);
    return start(openFiles, 'This link was made for files that were not kept. It works only where they were opened, and until the page is loaded again. Choose the files again; press Keep to get a link that can be sent.');
  }
  const [name, view] = kind === 'files' ? [null, rest[0]] : rest;
  if (kind !== 'files') {
    machine = await find(kind, name);
  }
  const shown = machine && machineView(machine, view, params);
  if (!shown) {
    return nothing();
  }
  return kind === 'stored' ? h('div', {}, changes(name, signal), shown) : shown;
}

const nothing = () => h('div', {}, h('h1', { tabindex: '-1' }, 'Nothing is here'), h('p', {}, 'The page has no such view. ', h('a', { href: '#/' }, 'Open files')));

async function find(kind, name) {
  if (machine?.path[0] === kind && machine.path[1] === name) {
    return machine;
  }
  if (kind === 'stored') {
    return stored(name);
  }
  const found = EXAMPLES.find((each) => kind === 'example' && each.id === name);
  return found ? example(found) : null;
}

/** Says that the topology was written or deleted while it is shown. */
function changes(name, signal) {
  const notice = h('div', { role: 'status' });
  const shown = machine;
  follow(({ kind, topology, revision }) => {
    if (topology === name) {
      shown.refresh();
      notice.replaceChildren(h('p', { class: 'notice' }, kind === 'deleted' ? `${name} was deleted.` : `Revision ${revision} was stored. `,
        kind !== 'deleted' && h('button', { type: 'button', click: show }, 'Show it')));
    }
  }, signal);
  return notice;
}

/** @param kernel the release that is declared instead of that of the files; absent for none */
async function openFiles(files, kernel) {
  const names = files.length > 3 ? `${files.length} files` : files.map((file) => file.name).join(', ');
  const title = kernel ? `${names}, answered as ${kernel}` : names;
  machine = {
    ...await uploaded(['files'], title, files, { kernel }),
    add: (more) => openFiles([...files, ...more], kernel),
    declare: (release) => openFiles(files, release),
  };
  if (location.hash === link(['files'])) {
    show();
  } else {
    open(['files'], {});
  }
}

onUnauthorized(askForKey);
addEventListener('hashchange', show);
// A file that misses the marked area must not replace the page.
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => event.preventDefault());
show();
