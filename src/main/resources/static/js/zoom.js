import { h } from './dom.js';

/** At this scale the letters of the map, ten units high, can be read. */
const LEGIBLE = 0.8;

const LARGEST = 8;

/** Here the map is first shown complete, as in page.css. */
const PHONE = '(max-width: 40rem)';

const STEP = 1.5;

/** Where the names of the rows begin in the drawing. */
const MARGIN = 16;

/** Zooms a drawing in a box that scrolls: with buttons, the keys + - 0, the wheel with Ctrl, and two fingers. Returns the buttons. */
export function zoomTools(box, svg) {
  const whole = svg.viewBox.baseVal.width;
  const scale = () => svg.getBoundingClientRect().width / whole;
  const resize = (width) => {
    svg.style.width = width;
    out.setAttribute('aria-disabled', scale() * whole < box.clientWidth + 1);
    into.setAttribute('aria-disabled', scale() >= LARGEST);
  };
  const fit = () => resize('100%');
  // The names of the rows stay in sight, over the blocks.
  const names = [...svg.querySelectorAll(`:scope > text[x="${MARGIN}"]`)];
  box.addEventListener('scroll', () => {
    if (box.scrollLeft > 0 && svg.lastElementChild !== names.at(-1)) {
      svg.append(...names);
    }
    for (const name of names) {
      name.setAttribute('transform', `translate(${box.scrollLeft / scale()} 0)`);
      name.classList.toggle('over', box.scrollLeft > 0);
    }
  }, { passive: true });
  /** Keeps the point of the drawing that is at these coordinates of the window. */
  const zoom = (wanted, x, y) => {
    const before = scale();
    const corner = box.getBoundingClientRect();
    const [left, top] = [x - corner.left, y - corner.top];
    const [right, down] = [box.scrollLeft + left, box.scrollTop + top];
    resize(`max(100%, ${whole * Math.min(LARGEST, wanted)}px)`);
    const growth = scale() / before;
    box.scrollTo(right * growth - left, down * growth - top);
  };
  const zoomAt = (element, factor) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    zoom(scale() * factor, (left + right) / 2, (top + bottom) / 2);
  };
  box.addEventListener('keydown', (event) => {
    const act = { '+': () => zoomAt(focused(box), STEP), '=': () => zoomAt(focused(box), STEP), '-': () => zoomAt(focused(box), 1 / STEP), 0: fit }[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  });
  box.addEventListener('wheel', (event) => {
    if (event.ctrlKey) {
      event.preventDefault();
      zoom(scale() * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    }
  }, { passive: false });
  let pinch = null;
  box.addEventListener('touchstart', ({ touches }) => {
    pinch = touches.length === 2 ? { scale: scale(), distance: distance(touches) } : null;
  }, { passive: true });
  box.addEventListener('touchmove', (event) => {
    if (pinch && event.touches.length === 2) {
      event.preventDefault();
      const [one, other] = event.touches;
      zoom(pinch.scale * (distance(event.touches) / pinch.distance), (one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
    }
  }, { passive: false });

  const button = (text, label, act) => h('button', { type: 'button', 'aria-label': label, title: label, click: act }, text);
  const out = button('−', 'Zoom out', () => zoomAt(box, 1 / STEP));
  const into = button('+', 'Zoom in', () => zoomAt(box, STEP));
  const isPhone = matchMedia(PHONE).matches;
  svg.style.width = isPhone ? '100%' : `max(100%, ${whole * LEGIBLE}px)`;
  new ResizeObserver(() => resize(svg.style.width)).observe(box);
  return h('div', { class: 'zoom', role: 'group', 'aria-label': 'Zoom' }, isPhone && h('span', { class: 'quiet' }, 'Two fingers or + enlarge the map.'), out, into, button('Fit', 'Fit the map to the width', fit));
}

const focused = (box) => box.shadowRoot.activeElement ?? box;

const distance = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
