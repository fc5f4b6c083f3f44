/**
 * Creates an element. Attributes that are null, undefined or false are left out; a function is the listener of an event. Children
 * are nodes and texts, in lists of any depth; null and false are left out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** From this length on, a text in a table is wrapped, but not to a narrow column. */
const LONG_TEXT = 40;

/** A table that scrolls sideways on a narrow screen. A cell is a node, a text, or null where the service gave no value. */
export function table(caption, columns, rows) {
  const head = columns.map((column) => h('th', { scope: 'col' }, column));
  const body = rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', { class: cell?.length > LONG_TEXT && 'long' }, cell ?? h('span', { class: 'unknown' }, 'unknown')))));
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', {}, caption), h('thead', {}, h('tr', {}, head)), h('tbody', {}, body)));
}

/** A list of terms and their values; those without a value are left out. */
export function facts(...pairs) {
  return h('dl', { class: 'facts' }, pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]));
}

/** A labelled field of a form. */
export function field(label, input, hint) {
  return h('label', { class: 'field' }, h('span', {}, label), input, hint && h('small', {}, hint));
}

export const code = (text) => h('code', {}, text);

export const list = (items) => h('ul', {}, items.map((item) => h('li', {}, item)));

/** A section with a heading. */
export const section = (title, ...children) => h('section', {}, h('h2', {}, title), ...children);

/** Announces a text to screen readers and shows it at the foot of the page. */
export function announce(text) {
  document.getElementById('status').textContent = text;
}
