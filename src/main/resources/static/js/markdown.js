import { code, h } from './dom.js';

/** Code, bold, emphasis, image, link, address: the marks within a line that the documents use. */
const MARKS = /`([^`]+)`|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|!\[[^\]]*\]\([^)]*\)|\[([^\]]+)\]\(([^)]+)\)|<(https?:[^>]+)>/g;

const LIST = /^\s{0,3}([*-]|\d+\.) +(.*)/;

const HEADING = /^(#+) (.*)/;

const CODE = /^ {4}/;

/**
 * The Markdown of the documents of the project as elements. Each heading has an id: the one of a link to it, behind a prefix.
 *
 * @param address the address to which a link of the document leads, or null
 */
export function markdown(text, prefix, address) {
  const lines = text.split('\n');
  const ids = { heading: '', regions: 0 };
  const take = (belongs) => {
    const end = lines.findIndex((line) => !belongs(line));
    return lines.splice(0, end === -1 ? lines.length : end);
  };
  const inline = (line) => marked(line, address);
  /** What is wider than the screen scrolls, also with the keyboard. */
  const scrolling = (tag, content) => {
    ids.regions += 1;
    return h(tag, { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${ids.heading}, part ${ids.regions}` }, content);
  };
  const block = () => {
    const [line] = lines;
    const heading = HEADING.exec(line);
    if (heading) {
      lines.shift();
      const [, { length: level }, title] = heading;
      ids.heading = title.replace(/[`*]/g, '');
      return h(`h${level}`, { id: prefix + slug(ids.heading), tabindex: '-1' }, inline(title));
    }
    if (CODE.test(line)) {
      return scrolling('pre', take((each) => CODE.test(each)).map((each) => each.slice(4)).join('\n'));
    }
    if (line.startsWith('|')) {
      const [head, , ...rows] = take((each) => each.startsWith('|')).map((row) => row.replace(/^\||\|\s*$/g, '').split('|').map((cell) => inline(cell.trim())));
      return scrolling('div', h('table', {}, h('thead', {}, h('tr', {}, head.map((cell) => (cell.join('') === '' ? h('td', {}) : h('th', { scope: 'col' }, cell))))),
        h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell)))))));
    }
    if (LIST.test(line)) {
      return listOf();
    }
    return h('p', {}, inline(take((each) => each.trim() !== '' && !HEADING.test(each) && !LIST.test(each) && !each.startsWith('|')).join(' ')));
  };
  const listOf = () => {
    const isNumbered = /^\s*\d/.test(lines[0]);
    const start = isNumbered ? Number.parseInt(lines[0], 10) : null;
    const items = [];
    while (lines.length > 0 && LIST.test(lines[0]) && /^\s*\d/.test(lines[0]) === isNumbered) {
      const first = LIST.exec(lines.shift())[2];
      const rest = take((each) => each.trim() !== '' && !LIST.test(each) && !HEADING.test(each));
      items.push(h('li', {}, inline([first, ...rest.map((each) => each.trim())].join(' '))));
    }
    return h(isNumbered ? 'ol' : 'ul', { start }, items);
  };
  const blocks = [];
  while (lines.length > 0) {
    if (lines[0].trim() === '') {
      lines.shift();
    } else {
      blocks.push(block());
    }
  }
  return blocks;
}

function marked(text, address) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, monospaced, bold, emphasis, label, target, plain] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (monospaced) {
      parts.push(code(monospaced));
    } else if (bold) {
      parts.push(h('strong', {}, marked(bold, address)));
    } else if (emphasis) {
      parts.push(h('em', {}, marked(emphasis, address)));
    } else if (label || plain) {
      const href = address(target ?? plain);
      parts.push(href === null ? marked(label, address) : h('a', { href }, label ? marked(label, address) : plain));
    }
  }
  return [...parts, text.slice(end)];
}

/** The id that GitHub gives to a heading. */
const slug = (title) => title.toLowerCase().replace(/[^\p{L}\p{N}_ -]/gu, '').replace(/ /g, '-');
