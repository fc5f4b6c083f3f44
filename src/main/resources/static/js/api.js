/** The requests of the page. All paths are relative, so that they are right behind a proxy with a prefix. */

export const API = 'api/v1';

/** The API key that the user gave; never stored. */
let key = null;

let askForKey = () => Promise.reject(new Error('the service needs a key'));

/** @param ask returns a promise of a key, or of null if the user gives none; its argument says whether a key was refused */
export function onUnauthorized(ask) {
  askForKey = ask;
}

export const authorization = () => (key === null ? {} : { Authorization: `Bearer ${key}` });

export const hasKey = () => key !== null;

/** An error that the service reported (RFC 9457), or that the connection failed. */
export class Problem extends Error {
  constructor(body) {
    super(body.detail);
    this.body = body;
  }
}

/**
 * Sizes exceed what a Number can hold, so that they become texts before the text of the answer is parsed, and then a BigInt. No
 * other part of JSON looks like the name of a field with a colon.
 */
export function parseJson(text) {
  const sizes = text.replace(/("\w*Bytes"\s*:\s*)([0-9]+)/g, '$1"$2"');
  return JSON.parse(sizes, (name, value) =>
    name.endsWith('Bytes') && typeof value === 'string' && /^[0-9]+$/.test(value) ? BigInt(value) : value);
}

export function query(params) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    [value].flat().filter((each) => each !== null && each !== undefined && each !== '').forEach((each) => search.append(name, each));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * Sends a request, and once more if the service is busy. Returns the parsed JSON, the XML document, or the text of the answer; null if it has none.
 *
 * @param options body, headers, accept, and progress: a function of the sent and the total bytes of a long upload
 * @throws Problem if the answer is not a success
 */
export async function request(method, url, options = {}) {
  let answer = await send(method, url, options);
  const seconds = Number(answer.getResponseHeader('Retry-After'));
  if (answer.status === 503 && seconds > 0) {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    answer = await send(method, url, options);
  }
  while (answer.status === 401) {
    const given = await askForKey(key !== null);
    if (given === null) {
      break;
    }
    key = given;
    answer = await send(method, url, options);
  }
  if (answer.status < 200 || answer.status > 299) {
    throw problem(answer);
  }
  if (answer.status === 204) {
    return null;
  }
  const type = answer.getResponseHeader('Content-Type') ?? '';
  return type.includes('json') ? parseJson(answer.responseText) : answer.responseXML ?? answer.responseText;
}

function send(method, url, { body = null, headers = {}, accept = 'application/json', progress = null }) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open(method, url);
    Object.entries({ Accept: accept, ...authorization(), ...headers })
      .forEach(([name, value]) => call.setRequestHeader(name, value));
    if (progress) {
      call.upload.addEventListener('progress', (event) => progress(event.loaded, event.total));
    }
    call.addEventListener('load', () => resolve(call));
    call.addEventListener('error', () => reject(new Problem({
      title: 'No answer',
      detail: body === null
        ? 'The service cannot be reached, or it closed the connection.'
        : 'The service cannot be reached, or it closed the connection during the upload. A file may have changed or may be too large.',
    })));
    call.send(body);
  });
}

function problem(answer) {
  try {
    return new Problem(JSON.parse(answer.responseText));
  } catch {
    return new Problem({ title: `Status ${answer.status}`, detail: answer.statusText || 'The answer has no explanation.' });
  }
}
