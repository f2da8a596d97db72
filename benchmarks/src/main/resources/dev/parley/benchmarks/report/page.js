// Puts the charts into their places, and draws them again when something is switched.
const CHARTS = JSON.parse(document.getElementById('charts').textContent);
const hidden = new Set();
const linear = new Set();
const figures = [...document.querySelectorAll('figure')];
let ratio = false;

function draw(figure) {
  const number = Number(figure.dataset.chart);
  const chart = CHARTS.charts[number];
  const all = [...chart.bars, ...chart.curves.flatMap((curve) => curve.points)];
  const hasRatio = ratio && all.some((one) => one.ratio);
  const values = [...chart.bars.filter((bar) => shown(bar.who)), ...chart.curves.filter((curve) => shown(curve.who)).flatMap((curve) => curve.points)]
    .map((one) => (hasRatio ? one.ratio : one.value)).filter(Boolean).flatMap((value) => [value.low, value.high]);
  const wide = isWide(values);
  const logarithmic = wide && !linear.has(number);
  const view = { shown, ratio: hasRatio, logarithmic, contestants: CHARTS.contestants, width: Math.max(240, Math.round(figure.clientWidth)) };
  figure.querySelector('.plot').replaceChildren(chart.curves.length > 0 ? drawCurves(chart, view) : drawBars(chart, view));
  figure.querySelector('.note').textContent = notes(chart, hasRatio);
  offerScales(figure, number, wide, logarithmic);
}

const shown = (who) => !hidden.has(who);

function notes(chart, hasRatio) {
  const missing = [...chart.bars, ...chart.curves].filter((one) => one.missing && shown(one.who))
    .map((one) => `${CHARTS.contestants[one.who].name}: ${one.missing}`);
  const lines = missing.length > 0 ? [`${chart.bars.length > 0 ? '† ' : ''}Not every round is a result. ${missing.join('; ')}.`] : [];
  if (ratio && !hasRatio) lines.push('There is no floor here to divide by: these are absolute values.');
  return lines.join(' ');
}

function offerScales(figure, number, wide, logarithmic) {
  const scales = figure.querySelector('.scales');
  const choice = (name, pressed, choose) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = name;
    button.setAttribute('aria-pressed', pressed);
    button.addEventListener('click', () => {
      choose();
      draw(figure);
      [...scales.children].find((one) => one.textContent === name)?.focus();
    });
    return button;
  };
  scales.replaceChildren(...(wide ? [
    choice('linear', !logarithmic, () => linear.add(number)),
    choice('log', logarithmic, () => linear.delete(number)),
  ] : []));
}

const drawAll = () => figures.forEach(draw);

function offerContestants() {
  CHARTS.contestants.forEach(({ name, kind }, who) => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = true;
    box.addEventListener('change', () => {
      if (box.checked) hidden.delete(who); else hidden.add(who);
      drawAll();
    });
    const swatch = element('svg', { class: `swatch ${KINDS[kind]}`, width: 34, height: 14, 'aria-hidden': 'true' },
      element('rect', { class: 'body', x: 1, y: 1, width: 16, height: 12, rx: 1 }), dot(who, 26, 7, 4));
    const words = document.createElement('small');
    words.textContent = kind;
    const label = document.createElement('label');
    label.append(box, swatch, name, words);
    document.getElementById('show').append(label);
  });
}

function offerMeasure() {
  const measure = document.getElementById('measure');
  measure.hidden = !CHARTS.contestants.some(({ kind }) => kind === 'floor');
  measure.addEventListener('change', (event) => {
    ratio = event.target.value === 'ratio';
    drawAll();
  });
}

function offerTheme() {
  const button = document.getElementById('theme');
  const preferred = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (document.documentElement.dataset.theme ?? (preferred.matches ? 'dark' : 'light')) === 'dark';
  const name = () => { button.textContent = isDark() ? 'Light' : 'Dark'; };
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    name();
  });
  preferred.addEventListener('change', name);
  name();
}

function offerDownload() {
  document.getElementById('download').addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([document.getElementById('results').textContent], { type: 'application/json' }));
    link.download = 'results.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
}

function redrawWhenResized() {
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      drawAll();
    }
  });
}

function openTablesForPrint() {
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((one) => { one.open = false; }));
}

offerContestants();
offerMeasure();
offerTheme();
offerDownload();
redrawWhenResized();
openTablesForPrint();
drawAll();
