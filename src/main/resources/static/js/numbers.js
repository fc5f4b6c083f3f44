/** Addresses and sizes are unsigned 64-bit and always a BigInt: a Number is exact only up to 2^53. */

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

const SHIFTS = { b: 0n, k: 10n, m: 20n, g: 30n, t: 40n, p: 50n, e: 60n };

const END = 1n << 64n;

export const hex = (address) => '0x' + address.toString(16);

/** A size in the largest unit that it fills, rounded down to hundredths: 1.5 GiB, or ~1.99 GiB if it is not exact. The map has the same form. */
export function size(bytes) {
  const unit = Math.floor((bytes.toString(2).length - 1) / 10);
  const shift = BigInt(10 * unit);
  const hundredths = (bytes * 100n) >> shift;
  const decimals = (hundredths % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  const isExact = hundredths << shift === bytes * 100n;
  return `${isExact ? '' : '~'}${hundredths / 100n}${decimals && `.${decimals}`}\u00a0${UNITS[unit]}`;
}

/** A size as parseSize reads it: exact. */
export function exactSize(bytes) {
  const text = size(bytes);
  return text.startsWith('~') ? bytes.toString() : text;
}

/** The size of a range whose ends are inclusive. */
export const sizeOf = (start, end) => size(BigInt(end) - BigInt(start) + 1n);

/** Reads an address: 0x and hexadecimal digits, or decimal digits. Of a range, reads its first address. Returns null for anything else. */
export function parseAddress(text) {
  const digits = text.trim().replace(/^(0x[0-9a-f]+)-0x[0-9a-f]+$/i, '$1');
  return /^(0x[0-9a-f]+|[0-9]+)$/i.test(digits) ? unsigned(BigInt(digits)) : null;
}

/** Reads a size: bytes, or a number with a unit such as 256M, 1 GiB or 1.5G. Returns null for anything else, and for a part of a byte. */
export function parseSize(text) {
  const match = /^\s*([0-9]+)(?:\.([0-9]{1,20}))?\s*([bkmgtpe])(?:i?b|ytes)?\s*$/i.exec(text);
  if (!match) {
    return parseAddress(text);
  }
  const [, whole, decimals = '', unit] = match;
  const scaled = BigInt(whole + decimals) << SHIFTS[unit.toLowerCase()];
  const scale = 10n ** BigInt(decimals.length);
  return scaled % scale === 0n ? unsigned(scaled / scale) : null;
}

const unsigned = (value) => (value < END ? value : null);
