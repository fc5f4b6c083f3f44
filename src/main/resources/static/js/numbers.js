/** Addresses and sizes are unsigned 64-bit and always a BigInt: a Number is exact only up to 2^53. */

const UNITS = [[60n, 'EiB'], [50n, 'PiB'], [40n, 'TiB'], [30n, 'GiB'], [20n, 'MiB'], [10n, 'KiB']];

const FACTORS = { b: 0n, k: 10n, m: 20n, g: 30n, t: 40n, p: 50n, e: 60n };

const END = 1n << 64n;

export const hex = (address) => '0x' + address.toString(16);

const grouped = (number) => number.toString().replace(/\B(?=(\d{3})+$)/g, ',');

/** A size in the largest unit that states it exactly. */
export function size(bytes) {
  const [shift, unit] = UNITS.find(([bits]) => bytes !== 0n && bytes % (1n << bits) === 0n) ?? [0n, 'bytes'];
  return `${grouped(bytes >> shift)}\u00a0${unit}`;
}

/** The size of a range whose ends are inclusive. */
export const sizeOf = (start, end) => size(BigInt(end) - BigInt(start) + 1n);

/** Reads an address: 0x and hexadecimal digits, or decimal digits. Returns null for anything else. */
export function parseAddress(text) {
  const digits = text.trim();
  if (!/^(0x[0-9a-f]+|[0-9]+)$/i.test(digits)) {
    return null;
  }
  const value = BigInt(digits);
  return value < END ? value : null;
}

/** Reads a size: an address, or a number with a unit such as 256M or 1 GiB. Returns null for anything else. */
export function parseSize(text) {
  const match = /^\s*([0-9]+)\s*([bkmgtpe])i?b?\s*$/i.exec(text);
  return match ? BigInt(match[1]) << FACTORS[match[2].toLowerCase()] : parseAddress(text);
}
