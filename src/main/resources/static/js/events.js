import { API, authorization } from './api.js';

const RETRY_MS = 1000;

/**
 * Calls the listener with each write until the signal is aborted. EventSource cannot send a key, so the stream is read with fetch.
 * A page in the background has no stream: a browser opens only six connections to a service.
 */
export async function follow(listener, signal) {
  let last = null;
  while (!signal.aborted) {
    await visible(signal);
    try {
      last = await readStream(last, listener, signal);
    } catch {
      // Disconnected, in the background, or the view has ended.
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

async function readStream(last, listener, signal) {
  const hidden = new AbortController();
  const stop = () => (document.hidden || signal.aborted) && hidden.abort();
  document.addEventListener('visibilitychange', stop);
  signal.addEventListener('abort', stop);
  let id = last;
  try {
    const headers = { Accept: 'text/event-stream', ...authorization(), ...(id === null ? {} : { 'Last-Event-ID': id }) };
    const answer = await fetch(`${API}/events`, { headers, signal: hidden.signal });
    if (!answer.ok) {
      return id;
    }
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = '', part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (text + part.value).split('\n\n');
      text = blocks.pop();
      blocks.map(parse).forEach((event) => {
        id = event.id ?? id;
        if (event.data) {
          listener({ kind: event.event, ...JSON.parse(event.data) });
        }
      });
    }
  } catch {
    // The last id is still valid.
  } finally {
    document.removeEventListener('visibilitychange', stop);
    signal.removeEventListener('abort', stop);
  }
  return id;
}

function parse(block) {
  return Object.fromEntries(block.split('\n').filter((line) => /^\w+:/.test(line)).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  }));
}

function visible(signal) {
  return new Promise((resolve) => {
    const check = () => {
      if (!document.hidden || signal.aborted) {
        document.removeEventListener('visibilitychange', check);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', check);
    check();
  });
}
