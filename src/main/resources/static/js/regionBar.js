import { h } from './dom.js';
import { hex, size } from './numbers.js';

/** Regions of the CXL driver are multiples of 256 MiB. */
export const STEP = 256n << 20n;

/**
 * A window as a bar, and a region in it that is dragged or resized in steps; two sliders do the same with the keyboard. A region that
 * was typed may lie between two steps.
 *
 * @param changed called with the first address and the size after each change with the pointer or a slider
 */
export function regionBar(changed) {
  let window = { start: 0n, bytes: 1n };
  let shown = { offset: 0n, bytes: 1n };

  const region = h('div', { class: 'region' }, h('span', { class: 'grip' }));
  const bar = h('div', { class: 'region-bar', 'aria-hidden': 'true' }, region);
  const offset = h('input', { id: 'offset', type: 'range', min: 0, input: () => move(steps(offset.value), shown.bytes) });
  const length = h('input', { id: 'length', type: 'range', min: 1, input: () => move(shown.offset, steps(length.value)) });
  const sliders = h('div', {},
    h('label', { class: 'field' }, h('span', {}, 'Offset in the window'), offset),
    h('label', { class: 'field' }, h('span', {}, 'Size of the region'), length));
  const element = h('div', { class: 'region-tool', hidden: true }, bar, sliders);

  const step = () => (window.bytes < STEP ? window.bytes : STEP);
  const steps = (count) => BigInt(count) * step();
  const percent = (bytes) => `${Number((bytes * 100_000n) / window.bytes) / 1000}%`;

  const draw = () => {
    const total = window.bytes / step();
    region.style.left = percent(shown.offset);
    region.style.width = percent(shown.bytes);
    // A region in a window of one step can be neither moved nor resized.
    sliders.hidden = total === 1n;
    region.classList.toggle('fixed', total === 1n);
    offset.max = total - 1n;
    length.max = total;
    offset.value = shown.offset / step();
    length.value = shown.bytes / step();
    offset.setAttribute('aria-valuetext', `starts at ${hex(window.start + shown.offset)}`);
    length.setAttribute('aria-valuetext', size(shown.bytes));
  };
  /** To the nearest place within the window. */
  const move = (newOffset, newBytes) => {
    const first = within(0n, newOffset, window.bytes - step());
    shown = { offset: first, bytes: within(step(), newBytes, window.bytes - first) };
    draw();
    changed(window.start + shown.offset, shown.bytes);
  };

  bar.addEventListener('pointerdown', (event) => {
    const begin = { x: event.clientX, ...shown, resizes: event.target.className === 'grip' };
    bar.setPointerCapture(event.pointerId);
    const drag = (moved) => {
      const share = (moved.clientX - begin.x) / bar.clientWidth;
      const distance = steps(Math.round(share * Number(window.bytes / step())));
      if (begin.resizes) {
        move(begin.offset, begin.bytes + distance);
      } else {
        move(within(0n, begin.offset + distance, window.bytes - begin.bytes), begin.bytes);
      }
    };
    bar.addEventListener('pointermove', drag);
    const end = () => bar.removeEventListener('pointermove', drag);
    bar.addEventListener('pointerup', end, { once: true });
    bar.addEventListener('pointercancel', end, { once: true });
    event.preventDefault();
  });

  return {
    element,
    /** Shows a window, and a region that begins in it; null if the region is in no window. */
    show(start, bytes, first, regionBytes) {
      window = { start, bytes };
      shown = { offset: first - start, bytes: regionBytes };
      element.hidden = false;
      draw();
    },
    hide() {
      element.hidden = true;
    },
  };
}

/** The least value wins if there is no value between both. */
function within(least, value, most) {
  const bounded = value < most ? value : most;
  return bounded > least ? bounded : least;
}
