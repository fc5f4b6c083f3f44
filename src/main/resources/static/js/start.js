import { command, copyTable } from './command.js';
import { h, section } from './dom.js';
import { EXAMPLES } from './machine.js';
import { link } from './route.js';

/** What the service reads, for people. */
export const READABLE = 'the boot log (dmesg), SRAT and CEDT, an acpidump, /proc/iomem, a machine as JSON, a sosreport (after xz -d), or a bundle of collect.sh';

/** The first view: a place for files, a field for text, and the examples. */
export function start(openFiles, message) {
  const picker = h('input', { id: 'files', type: 'file', multiple: true, class: 'hidden-input', change: () => choose([...picker.files]) });
  const fault = h('div', { class: 'fault' }, message && h('p', { class: 'problem' }, message));
  const fail = (text) => fault.replaceChildren(h('p', { class: 'problem', role: 'alert' }, text));
  const choose = (files) => {
    if (files.some((file) => file.size > 0)) {
      openFiles(files);
    } else if (files.length > 0) {
      fail(`${files.map((file) => file.name).join(', ')}: 0 bytes. A file of /proc or /sys is read as empty: copy it with cat first`);
    }
  };
  const text = h('textarea', { id: 'paste', rows: 5, spellcheck: 'false', required: true, placeholder: '[    0.000000] Linux version …' });
  const drop = h('div', { class: 'drop',
    dragover: (event) => {
      event.preventDefault();
      drop.classList.add('over');
    },
    dragleave: () => drop.classList.remove('over'),
    drop: (event) => {
      event.preventDefault();
      drop.classList.remove('over');
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
      if (entries.some((entry) => entry?.isDirectory)) {
        fail('A folder cannot be read here. Drop its files, or an archive of it (tar, tar.gz).');
        return;
      }
      choose([...event.dataTransfer.files]);
    } },
  picker,
  h('label', { for: 'files', class: 'button primary' }, 'Choose files'),
  h('p', {}, `or drop them here: ${READABLE}. One or several; each is recognised by its content.`));
  return h('div', { class: 'start' },
    h('h1', {}, 'Which NUMA node does this memory belong to?'),
    h('p', { class: 'lead' }, 'targetnode replays the boot of a Linux kernel from the files of a machine, and shows which node each physical address gets, on which kernel, and why. A CXL window between RAM ranges of one node is the case to look for: kernels without the fix give its memory the node of that RAM. Nothing is stored unless you keep it.'),
    fault, drop,
    h('div', { class: 'columns' },
      section('Open an example', h('ul', {}, EXAMPLES.map((each) =>
        h('li', {}, h('a', { href: link(['example', each.id], { kernel: each.kernel }) }, each.title), each.kernel && `, under ${each.kernel}`)))),
      section('Paste text', h('form', { submit: (event) => {
        event.preventDefault();
        if (text.value.trim() === '') {
          fail('The field holds only blanks. Paste the text of a file.');
        } else {
          choose([new File([text.value], 'pasted.txt')]);
        }
      } },
      h('label', { for: 'paste' }, 'A boot log, an acpidump, or a machine as JSON'), text,
      h('p', { class: 'buttons' }, h('button', { class: 'primary' }, 'Show the verdict')))),
      section('On the machine',
        command(['sudo dmesg > dmesg.txt', ...['SRAT', 'CEDT'].map(copyTable)], 'Commands for the machine'),
        h('p', {}, 'The boot log has the RAM, the kernel and the SRAT; only the CEDT has the CXL windows. ', h('a', { href: 'collect.sh' }, 'collect.sh'), ' collects everything that is useful.'))));
}
