import { Problem } from './api.js';
import { code, h } from './dom.js';
import { link } from './route.js';

/**
 * An error at the place where it belongs: what is wrong, where, and the page that says what to do.
 *
 * @param named writes the names of files into a text of the service
 */
export function problem(error, named = (text) => text) {
  if (!(error instanceof Problem)) {
    console.error(error);
  }
  const { title, detail, errors = [], type } = error.body ?? { title: 'A fault of this page', detail: error.message };
  const more = errors.filter((each) => !detail?.includes(each.detail));
  return h('div', { class: 'problem', role: 'alert' },
    h('strong', {}, title ?? 'Error'),
    h('p', {}, named(detail ?? '')),
    more.length > 0 && h('ul', {}, more.map((each) => h('li', {}, each.pointer && [code(named(each.pointer)), ' '], named(each.detail)))),
    type?.startsWith('/problems/') && h('p', {}, h('a', { href: type.slice(1) }, 'What it means, and what to do'), ' ',
      type === '/problems/unknown-kernel' && h('a', { href: link(['kernels']) }, 'All kernels')));
}

/** The known release that the service names instead of one that is too old; undefined for other errors. */
export const advisedRelease = (body) => (body?.type === '/problems/unknown-kernel' ? /\bkernel=([0-9.]+)\b/.exec(body.detail)?.[1] : undefined);

/** The newest promise of each element that is filled. */
const newest = new WeakMap();

/** Fills an element with the result of a promise: a node, or the error. A newer promise replaces an older one that is not done. */
export async function fill(element, promise) {
  newest.set(element, promise);
  element.setAttribute('aria-busy', 'true');
  if (!element.hasChildNodes()) {
    element.append(h('p', { class: 'waiting' }, 'Loading …'));
  }
  const content = await promise.catch(problem);
  if (newest.get(element) === promise) {
    element.replaceChildren(content);
    element.removeAttribute('aria-busy');
  }
}
