import { Problem } from './api.js';
import { code, h } from './dom.js';

/** An error at the place where it belongs: what is wrong, where, and the page that says what to do. */
export function problem(error) {
  if (!(error instanceof Problem)) {
    console.error(error);
  }
  const { title, detail, errors = [], type } = error.body ?? { title: 'A fault of this page', detail: error.message };
  return h('div', { class: 'problem', role: 'alert' },
    h('strong', {}, title ?? 'Error'),
    h('p', {}, detail),
    errors.length > 0 && h('ul', {}, errors
      .filter((each) => !detail?.includes(each.detail))
      .map((each) => h('li', {}, each.pointer && [code(each.pointer), ' '], each.detail))),
    type?.startsWith('/problems/') && h('p', {}, h('a', { href: type.slice(1) }, 'What it means, and what to do')));
}

/** Fills an element with the result of a promise: a node, or the error. While it waits, it says so. */
export async function fill(element, promise) {
  element.setAttribute('aria-busy', 'true');
  try {
    element.replaceChildren(await promise);
  } catch (error) {
    element.replaceChildren(problem(error));
  } finally {
    element.removeAttribute('aria-busy');
  }
}

/** An element that shows the result of a promise when it is there. */
export function loading(promise, text = 'Loading …') {
  const place = h('div', {}, h('p', { class: 'waiting' }, text));
  fill(place, promise);
  return place;
}
