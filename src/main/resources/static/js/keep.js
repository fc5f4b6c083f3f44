import { Problem } from './api.js';
import { field, h } from './dom.js';
import { problem } from './problems.js';
import { open } from './route.js';

/** The form that stores the files under a name, and shows them under the same kernel. Only this form stores anything. */
export function keep({ machine, scope }) {
  const name = h('input', { id: 'keep-name', required: true, pattern: '[A-Za-z0-9][A-Za-z0-9._\\-]{0,127}', autocomplete: 'off',
    title: '1 to 128 of A-Z a-z 0-9 . _ -, the first one alphanumeric' });
  const answer = h('div');
  const store = async (replace) => {
    try {
      await machine.keep(name.value, replace);
      open(['stored', name.value], scope);
    } catch (error) {
      answer.replaceChildren(error instanceof Problem && error.body.status === 412 ? exists() : problem(error));
    }
  };
  const exists = () => h('div', { class: 'problem', role: 'alert' },
    h('p', {}, `A topology named ${name.value} exists. Choose another name, or store these files as its new revision.`),
    h('button', { type: 'button', click: () => store(true) }, 'Store as a new revision'));
  return h('details', { class: 'keep' },
    h('summary', {}, 'Keep'),
    h('form', { submit: (event) => {
      event.preventDefault();
      store(false);
    } },
    h('p', {}, 'Nothing is stored yet. To keep this machine and to get a link that can be sent, give it a name.',
      scope.kernel && ` Its kernel stays that of its files: the list judges it under that one, and not under ${scope.kernel}.`),
    field('Name', name, 'Letters, digits, and . _ - after the first'), h('button', { class: 'primary' }, 'Keep'), answer));
}
