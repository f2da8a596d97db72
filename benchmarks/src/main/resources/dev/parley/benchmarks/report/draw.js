// What all charts are drawn with: elements, scales, and how numbers are written on an axis.
const KINDS = { 'Parley': 'is-parley', 'yardstick': 'is-yardstick', 'floor': 'is-floor', 'other job': 'is-other' };

// Where the highest value is more than this often the lowest, a chart can be logarithmic, and begins so.
const WIDE_SPAN = 20;

// From which value on, its unit, and by what it is divided if not by that value; the same as in the tables.
const PREFIXES = {
  'ns': [[1e6, 'ms'], [1e4, 'µs', 1e3], [1, 'ns']],
  'µs': [[1e6, 's'], [1e3, 'ms'], [1, 'µs']],
  'B': [[1e6, 'MB'], [1e3, 'KB'], [1, 'B']],
  '1/s': [[1e6, 'M/s'], [1e3, 'k/s'], [1, '/s']],
};

function element(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function axisText(value, unit) {
  if (unit === '×') return `${round(value)} ×`;
  const [from, prefixed, divisor = from] = (PREFIXES[unit] ?? []).find(([least]) => value >= least) ?? [1, unit];
  return value === 0 ? '0' : `${round(value / divisor)} ${prefixed}`;
}

const round = (value) => Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });

function isWide(values) {
  const positive = values.filter((value) => value > 0);
  return positive.length > 1 && Math.max(...positive) > WIDE_SPAN * Math.min(...positive);
}

// A scale from values to the range from..to, with ticks at least `gap` apart; `at` puts values that it cannot show at its start.
function scaleOf(values, logarithmic, from, to, gap) {
  return logarithmic ? logScale(values.filter((value) => value > 0), from, to, gap) : linearScale(values, from, to, gap);
}

function linearScale(values, from, to, gap) {
  const count = Math.min(6, Math.abs(to - from) / gap);
  const most = Math.max(...values, 0) || 1;
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999);
  const end = step * Math.ceil(most / step - 1e-9);
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
  return { ticks, at: (value) => from + (to - from) * (value / end) };
}

function logScale(values, from, to, gap) {
  const low = Math.log10(Math.min(...values)) - 0.12;
  const high = Math.log10(Math.max(...values)) + 0.04;
  const at = (value) => from + (to - from) * Math.max(0, (Math.log10(value) - low) / (high - low));
  const factors = high - low < 1.6 ? [1, 2, 5] : high - low < 2.6 ? [1, 3] : [1];
  const ticks = [];
  for (let decade = Math.floor(low); decade <= high; decade += 1) {
    for (const factor of factors) ticks.push(factor * 10 ** decade);
  }
  const inside = ticks.filter((tick) => Math.log10(tick) >= low && Math.log10(tick) <= high);
  return { ticks: inside.reduce((kept, tick) => (kept.length > 0 && Math.abs(at(tick) - at(kept.at(-1))) < gap ? kept : [...kept, tick]), []), at };
}

// A mark that differs from contestant to contestant.
function dot(who, x, y, size = 4) {
  const s = size * 1.15;
  const shapes = [
    `M${-size} 0a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`,
    `M${-size} ${-size}H${size}V${size}H${-size}Z`,
    `M0 ${-s}L${s} ${s * 0.8}H${-s}Z`,
    `M0 ${-s * 1.1}L${s * 1.1} 0L0 ${s * 1.1}L${-s * 1.1} 0Z`,
    `M0 ${s}L${s} ${-s * 0.8}H${-s}Z`,
    `M${-s} ${-s / 3}H${-s / 3}V${-s}H${s / 3}V${-s / 3}H${s}V${s / 3}H${s / 3}V${s}H${-s / 3}V${s / 3}H${-s}Z`,
  ];
  return element('path', { class: 'dot', d: shapes[who % shapes.length], transform: `translate(${x} ${y})` });
}

function text(content, x, y, name, anchor = 'start') {
  return element('text', { x, y, class: name, 'text-anchor': anchor }, content);
}

const measure = document.createElement('canvas').getContext('2d');

function widthOf(content) {
  measure.font = `600 12.5px ${getComputedStyle(document.body).fontFamily}`;
  return measure.measureText(content).width;
}

// As much of a name as fits into that many pixels.
function fit(name, most) {
  if (widthOf(name) <= most) return name;
  const kept = [...name];
  while (kept.length > 1 && widthOf(`${kept.join('')}…`) > most) kept.pop();
  return `${kept.join('')}…`;
}
