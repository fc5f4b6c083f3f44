import { query } from './api.js';

/**
 * The part of the page's address behind the #: a path and a query, such as #/stored/rack1-h7/kernels?kernel=6.12.74. The service
 * never sees it, so that it is the same behind every proxy.
 */
export function current() {
  const [path, search = ''] = location.hash.replace(/^#\/?/, '').split('?');
  try {
    return { path: path.split('/').filter((part) => part !== '').map(decodeURIComponent), params: new URLSearchParams(search) };
  } catch {
    return { path: ['unknown'], params: new URLSearchParams() };
  }
}

export const link = (path, params = {}) => `#/${path.map(encodeURIComponent).join('/')}${query(params)}`;

export function open(path, params) {
  location.hash = link(path, params);
}

/** Changes the address without a new entry in the history and without drawing the view again. */
export function replace(path, params) {
  history.replaceState(null, '', link(path, params));
}
