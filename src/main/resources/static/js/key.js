import { h } from './dom.js';

let asking = null;

/** Asks for the API key. Requests that need it at the same time wait for the same answer; null if the user gives none. */
export function askForKey(refused) {
  asking ??= dialog(refused).finally(() => {
    asking = null;
  });
  return asking;
}

function dialog(refused) {
  return new Promise((resolve) => {
    const input = h('input', { id: 'api-key', type: 'password', autocomplete: 'off', required: true });
    const box = h('dialog', { class: 'key', 'aria-labelledby': 'key-title', close: () => {
      box.remove();
      resolve(box.returnValue === 'use' ? input.value.trim() : null);
    } },
    h('form', { method: 'dialog' },
      h('h2', { id: 'key-title' }, 'API key'),
      h('p', {}, refused
        ? 'The service refused this key.'
        : 'The service needs a key. The page keeps it in memory until it is closed or loaded again, and stores it nowhere.'),
      h('label', { class: 'field' }, h('span', {}, 'Key'), input),
      h('p', { class: 'buttons' },
        h('button', { value: 'use', class: 'primary' }, 'Use the key'),
        h('button', { value: '', formnovalidate: true }, 'Cancel'))));
    document.body.append(box);
    box.showModal();
  });
}
