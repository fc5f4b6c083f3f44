import { h } from './dom.js';
import { hex, size } from './numbers.js';

/** Regions of the CXL driver are multiples of 256 MiB. */
const STEP = 256n << 20n;

/**
 * A window as a bar, and a region in it that is dragged or resized; two sliders do the same with the keyboard. Positions are counted in
 * steps, so that addresses stay exact.
 *
 * @param changed called with the first address and the size after each change
 */
export function regionBar(changed) {
  let base = 0n;
  let step = STEP;
  let state = { total: 1, offset: 0, length: 1 };

  const region = h('div', { class: 'region' }, h('span', { class: 'grip' }));
  const bar = h('div', { class: 'region-bar', 'aria-hidden': 'true' }, region);
  const offset = h('input', { id: 'offset', type: 'range', min: 0, input: () => move(Number(offset.value), state.length) });
  const length = h('input', { id: 'length', type: 'range', min: 1, input: () => move(state.offset, Number(length.value)) });
  const element = h('div', { class: 'region-tool', hidden: true }, bar,
    h('label', { class: 'field' }, h('span', {}, 'Offset in the window'), offset),
    h('label', { class: 'field' }, h('span', {}, 'Size of the region'), length));

  const draw = () => {
    const { total } = state;
    region.style.left = `${(100 * state.offset) / total}%`;
    region.style.width = `${(100 * state.length) / total}%`;
    offset.max = total - 1;
    length.max = total;
    offset.value = state.offset;
    length.value = state.length;
    offset.setAttribute('aria-valuetext', `starts at ${hex(base + BigInt(state.offset) * step)}`);
    length.setAttribute('aria-valuetext', size(BigInt(state.length) * step));
  };
  const move = (newOffset, newLength) => {
    const { total } = state;
    const first = Math.min(Math.max(0, newOffset), total - 1);
    state = { total, offset: first, length: Math.min(Math.max(1, newLength), total - first) };
    draw();
    changed(base + BigInt(state.offset) * step, BigInt(state.length) * step);
  };

  bar.addEventListener('pointerdown', (event) => {
    const begin = { x: event.clientX, ...state, resizes: event.target.className === 'grip' };
    bar.setPointerCapture(event.pointerId);
    const drag = (moved) => {
      const steps = Math.round(((moved.clientX - begin.x) / bar.clientWidth) * begin.total);
      if (begin.resizes) {
        move(begin.offset, begin.length + steps);
      } else {
        move(Math.min(begin.offset + steps, begin.total - begin.length), begin.length);
      }
    };
    bar.addEventListener('pointermove', drag);
    bar.addEventListener('pointerup', () => bar.removeEventListener('pointermove', drag), { once: true });
    bar.addEventListener('pointercancel', () => bar.removeEventListener('pointermove', drag), { once: true });
    event.preventDefault();
  });

  return {
    element,
    /** Shows a window, and the region that begins at an address. */
    show(start, bytes, first, regionBytes) {
      base = start;
      step = bytes < STEP ? bytes : STEP;
      state = { ...state, total: Number(bytes / step) };
      element.hidden = false;
      move(Number((first - start) / step), Number(regionBytes / step));
    },
  };
}
