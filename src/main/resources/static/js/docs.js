import { h, section } from './dom.js';
import { markdown } from './markdown.js';
import { link } from './route.js';

const FOLDER = 'docs';

/** The documents of this version of the service, from the jar. */
const DOCUMENTS = {
  'README.md': 'First steps, and all calls',
  'findings.md': 'What an audit finds, and what to do',
  'kernel-rules.md': 'The rules of the kernel, from firmware tables to a node, for each release',
  'configuration.md': 'Settings, access, TLS, secrets, proxies',
  'operations.md': 'Ways to run it, health, metrics, limits, backups, failures',
  'guarantees.md': 'What the service promises, with the test of each promise',
  'map-format.md': 'The binary map of all answers, for clients with millions of look-ups',
  'performance.md': 'Measurements',
  'architecture.md': 'Packages, the path of an upload and of a look-up',
  'dependencies.md': 'Libraries and images',
  'RATIONALE.md': 'Reasons for the design',
  'CHANGELOG.md': 'Changes that users see',
};

/** All documents, or one of them. */
export function docs([file]) {
  if (file === undefined) {
    return h('div', {}, h('h1', { tabindex: '-1' }, 'Documentation'),
      h('ul', {}, Object.entries(DOCUMENTS).map(([each, text]) => h('li', {}, h('a', { href: link([FOLDER, each]) }, each.replace('.md', '')), `: ${text}`))),
      section('References', h('ul', {},
        h('li', {}, h('a', { href: 'swagger-ui.html' }, 'API'), ': every call, which can be tried'),
        h('li', {}, h('a', { href: 'v3/api-docs' }, 'OpenAPI'), ': the same for programs'),
        h('li', {}, h('a', { href: link(['kernels']) }, 'Kernels'), ': the behaviour of each release'),
        h('li', {}, h('a', { href: 'findings' }, 'Findings'), ' and ', h('a', { href: 'problems' }, 'problems'), ': a page for each'))));
  }
  return file in DOCUMENTS ? read(file) : null;
}

async function read(file) {
  const answer = await fetch(`${FOLDER}/${file}`);
  return h('div', { class: 'article' }, markdown(await answer.text(), 'at-', (target) => address(file, target)));
}

/** Where a link of a document leads: to a document, an example, or another site; null for other files of the project. */
function address(file, target) {
  const [path, anchor] = target.split('#');
  const name = path === '' ? file : path.replace(/^(\.\.\/)?(docs\/)?/, '');
  if (name in DOCUMENTS) {
    return link([FOLDER, name], { at: anchor });
  }
  return /^https?:/.test(target) ? target : /^examples\/[\w-]+\.\w+$/.test(name) ? name : null;
}
