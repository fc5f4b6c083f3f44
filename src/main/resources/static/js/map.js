import { moreCommand } from './command.js';
import { h } from './dom.js';
import { TEXT } from './machine.js';
import { sizeOf } from './numbers.js';
import { problem } from './problems.js';
import { zoomTools } from './zoom.js';

const LANES = {
  ram: 'usable RAM', meminfo: 'numa_meminfo', reserved: 'numa_reserved_meminfo', answer: 'target node', 'other-rule': 'target node under the other rule', difference: 'difference',
};

/** How the service names an upload. */
const NOT_STORED = 'upload, not stored';

const TOO_LARGE = '/problems/picture-too-large';

/** How long the pointer rests on a block before the service is asked to explain it. */
const REST_MS = 200;

const STYLE = `
  svg { display: block; height: auto; }
  [data-lane] { cursor: pointer; outline: none; }
  [data-lane]:hover, [data-lane]:focus-visible { filter: brightness(1.15); stroke: currentColor; stroke-width: 2px; }
  .over { pointer-events: none; paint-order: stroke; stroke: var(--back); stroke-width: 6px; stroke-linejoin: round; }
  .address-mark { stroke: var(--mark); stroke-width: 2px; pointer-events: none; }
  @media print { svg { width: 100% !important; } }
`;

/**
 * The map of the service, with blocks that are chosen with the pointer, a finger or the arrow keys.
 *
 * @param kernel the kernels whose answers it has; with none, those of both rules
 * @param alone the kernel of a map that would have too many blocks
 * @param explain called with the address of the block under the pointer
 * @param choose called with the address of a block that was chosen
 */
export function drawMap(at, { kernel, alone }, explain, choose) {
  const readout = h('p', { class: 'readout' }, h('span', { class: 'waiting' }, 'Loading the map …'));
  const picture = h('div', { class: 'picture', role: 'application',
    'aria-label': 'Map of the address space. The arrow keys go from block to block, Enter explains one, + and - zoom, 0 fits the map to the width.' });
  const foot = h('div', { class: 'foot' }, readout);
  const element = h('div', { class: 'map' }, picture, foot);
  const map = { element, mark() {} };
  const draw = (params, note) => at.machine.ask('map.svg', params, { accept: 'image/svg+xml' }).then((drawing) => {
    const begin = performance.now();
    const blocks = insert(picture, drawing, at.machine);
    // Reading a position waits for the layout.
    picture.getBoundingClientRect();
    performance.measure('map drawn', { start: begin });
    readout.textContent = note;
    const pin = listen(picture, blocks, readout, explain, choose);
    map.mark = (address) => {
      pin(address !== null);
      mark(picture, blocks, address);
    };
    foot.append(zoomTools(picture, picture.shadowRoot.querySelector('svg')));
    element.append(moreCommand(at.machine.command('map.svg', params, { accept: TEXT }), 'The map as text, with curl'));
  });
  map.ready = draw({ ...at.scope, kernel }, '').catch((error) => {
    if (error.body?.type !== TOO_LARGE) {
      throw error;
    }
    return draw({ ...at.scope, kernel: alone }, `Only the answers of ${alone}: a map with others would have too many.`);
  });
  map.ready.catch((error) => element.replaceChildren(problem(error)));
  return map;
}

/**
 * Puts the drawing into a shadow tree of the page, so that its style sheet changes nothing else. A machine that is not stored has a name
 * only on the page. Returns the blocks, lane by lane.
 */
function insert(picture, drawing, { name, title }) {
  const root = picture.shadowRoot ?? picture.attachShadow({ mode: 'open' });
  const svg = document.importNode(drawing.documentElement, true);
  if (!name) {
    const [heading] = [...svg.querySelectorAll('text')].filter((each) => each.textContent === NOT_STORED);
    const accessibleName = svg.querySelector('title');
    heading.textContent = title;
    accessibleName.textContent = accessibleName.textContent.replace(NOT_STORED, title);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const blocks = [...svg.querySelectorAll('[data-lane]:not([data-lane=finding])')];
  for (const block of blocks) {
    block.setAttribute('tabindex', '-1');
    block.setAttribute('role', 'img');
    block.setAttribute('aria-label', label(block));
  }
  blocks[0]?.setAttribute('tabindex', '0');
  root.replaceChildren(svg);
  return blocks;
}

function label({ dataset }) {
  const node = dataset.node === undefined ? '' : `, ${dataset.node === '-1' ? 'no node' : `node ${dataset.node}`}`;
  const kernel = dataset.kernel ? ` on ${dataset.kernel}` : '';
  return `${dataset.name ?? LANES[dataset.lane] ?? dataset.lane}${kernel}: ${dataset.start}-${dataset.end}, ${sizeOf(dataset.start, dataset.end)}${node}`;
}

/** Returns a function that says whether an address is pinned: then the pointer explains no other block until a free place is chosen. */
function listen(picture, blocks, readout, explain, choose) {
  // Within a shadow tree, a pointer that moves from block to block is reported only inside of it.
  const root = picture.shadowRoot;
  const position = new Map(blocks.map((block, index) => [block, index]));
  let timer = null;
  let pinned = false;
  const blockOf = (event) => event.composedPath().find((each) => position.has(each));
  const show = (block) => {
    readout.replaceChildren(label(block));
    clearTimeout(timer);
  };
  const showAndExplain = (block) => {
    show(block);
    timer = setTimeout(() => explain(block.dataset.start), REST_MS);
  };
  const pin = (block) => {
    show(block);
    pinned = true;
    choose(block.dataset.start);
  };
  root.addEventListener('pointerover', (event) => {
    const block = blockOf(event);
    if (block && event.pointerType !== 'touch') {
      (pinned ? show : showAndExplain)(block);
    }
  });
  picture.addEventListener('pointerleave', () => clearTimeout(timer));
  root.addEventListener('click', (event) => {
    const block = blockOf(event);
    if (block) {
      pin(block);
    } else {
      pinned = false;
    }
  });
  root.addEventListener('focusin', (event) => blockOf(event) && showAndExplain(blockOf(event)));
  root.addEventListener('keydown', (event) => {
    const block = blockOf(event);
    const inTabOrder = blocks.find((each) => each.getAttribute('tabindex') === '0');
    // From the link of a finding, the arrow keys lead back to the blocks.
    const next = block ? neighbour(blocks, position.get(block), event.key) : event.key.startsWith('Arrow') && inTabOrder;
    if (next) {
      inTabOrder.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
      event.preventDefault();
    } else if (block && (event.key === 'Enter' || event.key === ' ')) {
      pin(block);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      pinned = false;
    }
  });
  return (isPinned) => {
    pinned = isPinned;
  };
}

/** Left and right: the block before or after in the lane. Up and down: the block of the lane above or below that is nearest to its start. */
function neighbour(blocks, index, key) {
  const lane = (block) => `${block.dataset.lane} ${block.dataset.kernel ?? ''}`;
  const block = blocks[index];
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined) {
    return null;
  }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    const next = blocks[index + step];
    return next && lane(next) === lane(block) ? next : null;
  }
  const lanes = [...new Set(blocks.map(lane))];
  const wanted = lanes[lanes.indexOf(lane(block)) + step];
  const candidates = blocks.filter((each) => lane(each) === wanted);
  return candidates.reduce((one, other) => (distance(other, block) < distance(one, block) ? other : one), candidates[0]);
}

/** How far a block is from the start of another one. */
function distance({ dataset }, other) {
  const [start, end, from] = [dataset.start, dataset.end, other.dataset.start].map(BigInt);
  return from < start ? start - from : from > end ? from - end : 0n;
}

const holds = ({ dataset }, address) => BigInt(dataset.start) <= address && address <= BigInt(dataset.end);

const length = ({ dataset }) => BigInt(dataset.end) - BigInt(dataset.start) + 1n;

/** Marks an address with a line through all blocks that hold it; null removes the line. The smallest block says where it is. */
function mark(picture, blocks, text) {
  const svg = picture.shadowRoot.querySelector('svg');
  svg.querySelector('.address-mark')?.remove();
  const address = text === null ? -1n : BigInt(text);
  const holding = blocks.filter((block) => holds(block, address));
  if (holding.length === 0) {
    return;
  }
  const smallest = holding.reduce((one, other) => (length(other) < length(one) ? other : one));
  const boxes = holding.map((block) => block.getBBox());
  const box = smallest.getBBox();
  const share = Number(((address - BigInt(smallest.dataset.start)) * 10000n) / length(smallest)) / 10000;
  const line = document.createElementNS(svg.namespaceURI, 'line');
  const ends = { x1: box.x + box.width * share, x2: box.x + box.width * share,
    y1: Math.min(...boxes.map((each) => each.y)) - 4, y2: Math.max(...boxes.map((each) => each.y + each.height)) + 4 };
  Object.entries({ class: 'address-mark', ...ends }).forEach(([name, value]) => line.setAttribute(name, value));
  svg.append(line);
  const left = line.getBoundingClientRect().left - picture.getBoundingClientRect().left;
  if (left < 0 || left > picture.clientWidth) {
    picture.scrollLeft += left - picture.clientWidth / 2;
  }
}
