import { hasKey } from './api.js';
import { announce, h } from './dom.js';

/** The line that copies a firmware table on a machine. Its copy can be read without root. */
export const copyTable = (table) => `sudo cat /sys/firmware/acpi/tables/${table} > ${table}`;

/** How long the button says that it has copied. */
const COPIED_MS = 2000;

/** Lines for a shell, usually the curl lines of a view, with a button that copies them. */
export function command(lines, title = 'The same with curl') {
  const text = lines.map(withKey).join('\n');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      announce('Copied.');
      button.textContent = 'Copied';
      setTimeout(() => {
        button.textContent = 'Copy';
      }, COPIED_MS);
    } catch {
      getSelection().selectAllChildren(shown);
      announce('The browser does not allow copying here. The command is selected: copy it with the keyboard.');
    }
  };
  const shown = h('code', {}, text);
  const button = h('button', { type: 'button', click: copy }, 'Copy');
  return h('div', { class: 'command' },
    h('pre', { role: 'group', 'aria-label': title }, shown),
    button);
}

/** The curl lines of a part of a view, hidden until they are asked for. */
export const moreCommand = (lines, title) => h('details', { class: 'more' }, h('summary', {}, title), command(lines));

/** The key itself is not shown: the line may be sent to others. */
const withKey = (line) => (hasKey() && line.includes('/api/') ? line.replace('curl -sS', 'curl -sS -H "Authorization: Bearer $KEY"') : line);
