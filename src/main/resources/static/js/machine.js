import { API, query, request } from './api.js';

/**
 * The machines that the page shows. Each has a path (of its views, in the address of the page), a title, ask: a view of the API as
 * a promise, command: the curl lines that ask for the same view, and named: a text of the service with the names of the files.
 */

/** The examples: the same files as in examples/ of the project. */
export const EXAMPLES = [
  { id: 'mission', title: 'A CXL window between two RAM ranges of node 0', files: ['mission.json'], kernel: '6.12.74' },
  { id: 'rhel9', title: 'RHEL 9: acpidump and boot log of an x86-64 server', files: ['rhel9/acpidump.txt', 'rhel9/dmesg.txt'] },
  { id: 'arm64', title: 'Debian 13 on arm64: firmware tables with a window in a hole', files: ['arm64.json'] },
];

export const TEXT = 'text/plain';

/** @returns the machine of a stored topology */
export function stored(name) {
  const base = `${API}/topologies/${encodeURIComponent(name)}`;
  const url = (view, params) => base + (view === '' ? '' : `/${view}`) + query(params);
  return answering({
    path: ['stored', name],
    title: name,
    name,
    named: (text) => text,
    remove: () => request('DELETE', base),
    send: (view, params, options) => request(options.body ? 'POST' : 'GET', url(view, params), options),
    command: (view, params, { accept, json } = {}) =>
      [curl([header('Accept', accept), json && header('Content-Type', 'application/json'), json && `-d ${quote(json)}`], url(view, params))],
  });
}

/** @returns the machine of an example, with its files */
export async function example({ id, title, files }) {
  const urls = files.map((file) => `examples/${file}`);
  const contents = await Promise.all(urls.map(async (url) => {
    const answer = await fetch(url);
    return new File([await answer.blob()], url.slice(url.lastIndexOf('/') + 1));
  }));
  const download = `curl -sS ${urls.map((url) => `-O ${quote(absolute(url))}`).join(' ')}`;
  return uploaded(['example', id], `Example: ${title}`, contents, { before: [download] });
}

/**
 * The machine of files that are not stored: each view sends them again.
 *
 * @param before the commands that come before each curl line
 * @param kernel the release that is declared instead of that of the files; null for none
 */
export async function uploaded(path, title, files, { before = [], kernel = null } = {}) {
  const upload = await body(files, kernel);
  const url = (view, params) => `${API}/replay${view === '' ? '' : `/${view}`}${query(params)}`;
  // The service counts the files that are not empty, and does not read their names.
  const counted = files.filter((file) => file.size > 0);
  return answering({
    path,
    title,
    named: (text) => text.replace(/\bfile ([0-9]+)\b/g, (place, number) => counted[number - 1]?.name ?? place),
    keep: (name, replace) => request('PUT', `${API}/topologies/${encodeURIComponent(name)}`,
      { body: upload.body, headers: { ...upload.headers, ...(replace ? {} : { 'If-None-Match': '*' }) } }),
    send: (view, params, options) => request('POST', url(view, params), { ...options, body: upload.body, headers: upload.headers }),
    command: (view, params, { accept } = {}) => [...before, curl([header('Accept', accept), ...upload.options], url(view, params))],
  });
}

/** The fields that only a machine as JSON has. */
const DESCRIPTION = /"(systemRam|memoryAffinity|processorAffinity|cxlWindows|memory)"\s*:/;

/** Whether a file describes a machine. A boot log may be JSON too: dmesg -J, journalctl -o json. */
const describes = async (file) => (await file.slice(0, 200).text()).trimStart().startsWith('{') && DESCRIPTION.test(await file.text());

/** A single file that describes a machine is sent as it is; everything else is a file of a host, recognised by its content. */
async function body(files, kernel) {
  const [first] = files;
  if (files.length === 1 && await describes(first)) {
    return {
      body: first,
      headers: { 'Content-Type': 'application/json' },
      options: [header('Content-Type', 'application/json'), `--data-binary ${quote(`@${first.name}`)}`],
    };
  }
  const form = new FormData();
  files.forEach((file) => form.append('file', file));
  const options = files.map((file) => `-F ${quote(`file=@${formName(file.name)}`)}`);
  if (kernel) {
    form.append('kernel', kernel);
    options.push(`-F ${quote(`kernel=${kernel}`)}`);
  }
  return { body: form, headers: {}, options };
}

/** Asks for a view once, and again only after a failure or after refresh(). */
function answering(machine) {
  const answers = new Map();
  const ask = (view, params = {}, options = {}) => {
    const place = JSON.stringify([view, query(params), options.accept, options.body]);
    if (!answers.has(place)) {
      const answer = machine.send(view, params, options);
      answers.set(place, answer);
      answer.catch(() => answers.delete(place));
    }
    return answers.get(place);
  };
  const resource = async (scope) => {
    const answer = await ask('', scope);
    return answer.resource ?? answer;
  };
  return { ...machine, ask, resource, refresh: () => answers.clear() };
}

const absolute = (url) => new URL(url, document.baseURI).href;

const header = (name, value) => value && `-H ${quote(`${name}: ${value}`)}`;

const curl = (options, url) => ['curl -sS', ...options.filter(Boolean), quote(absolute(url))].join(' ');

/** curl reads a semicolon or a comma in the name of a file as the start of an option. */
const formName = (name) => (/[;,"\\]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : name);

const quote = (text) => (/^[\w@=./:+-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`);
