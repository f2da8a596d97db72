// Bars side by side, one row a contestant, with whiskers from the lowest round to the highest.
function drawBars(chart, view) {
  const rows = chart.bars.filter((bar) => view.shown(bar.who));
  const valueOf = (bar) => (view.ratio ? bar.ratio : bar.value);
  const narrow = view.width < 420;
  const rowHeight = narrow ? 42 : 32;
  const left = narrow ? 0 : 184;
  const right = view.width - (narrow ? 1 : 84);
  const bottom = rows.length * rowHeight + 6;
  const numbers = rows.map(valueOf).filter(Boolean).flatMap((value) => [value.low, value.high]);
  const svg = element('svg', { viewBox: `0 0 ${view.width} ${bottom + 24}`, role: 'img', 'aria-label': barsInWords(chart, rows, valueOf) });
  if (numbers.length === 0) numbers.push(1);
  const scale = scaleOf(numbers, view.logarithmic, left, right, 62);
  drawGrid(svg, scale, view.ratio ? '×' : chart.unit, bottom, view.width);
  rows.forEach((bar, i) => svg.append(drawRow(bar, valueOf(bar), { ...view, narrow, left, scale, top: i * rowHeight })));
  return svg;
}

function drawGrid(svg, scale, unit, bottom, width) {
  for (const tick of scale.ticks) {
    const x = scale.at(tick);
    const anchor = x < 20 ? 'start' : x > width - 20 ? 'end' : 'middle';
    svg.append(
      element('path', { class: unit === '×' && tick === 1 ? 'one' : 'grid', d: `M${x} 0V${bottom}` }),
      text(axisText(tick, unit), x, bottom + 17, 'tick', anchor));
  }
}

function drawRow(bar, value, row) {
  const { name, kind } = row.contestants[bar.who];
  const middle = row.top + (row.narrow ? 27 : 16);
  const label = row.top + (row.narrow ? 13 : 20);
  const group = element('g', { class: `row ${KINDS[kind]}`, 'data-who': bar.who });
  const said = kind === 'Parley' ? '' : kind;
  const words = element('tspan', { class: 'kind', dx: 6 }, said);
  const named = text(fit(name, (row.narrow ? row.width - 90 : row.left - 10) - widthOf(said)), 0, label, 'name');
  named.append(words);
  group.append(element('title', {}, `${name} (${kind}): ${value ? inWords(value) : 'no result'}`), named);
  if (value) {
    drawBody(group, bar, value, row, middle);
    group.append(text(value.text + (bar.missing ? ' †' : ''), row.width, label, 'value', 'end'));
  } else {
    group.append(text('no result †', row.width, label, 'none', 'end'));
  }
  return group;
}

function drawBody(group, bar, value, row, middle) {
  const end = row.scale.at(value.median);
  const height = row.logarithmic ? 3 : row.narrow ? 12 : 16;
  group.append(element('rect', {
    class: 'body', x: row.left, y: middle - height / 2, width: Math.max(1, end - row.left), height, rx: 1,
  }));
  const [low, high] = [row.scale.at(value.low), row.scale.at(value.high)];
  group.append(element('path', {
    class: 'whisker', d: `M${low} ${middle}H${high}M${low} ${middle - 4}v8M${high} ${middle - 4}v8`,
  }));
  if (row.logarithmic) group.append(dot(bar.who, end, middle, 4.5));
}

const inWords = (value) => (value.low === value.high ? value.text : `${value.text}, from ${round(value.low)} to ${round(value.high)}`);

const barsInWords = (chart, rows, valueOf) => `${chart.title}. ${rows
  .map((bar) => `${CHARTS.contestants[bar.who].name}: ${valueOf(bar)?.text ?? 'no result'}`).join('; ')}. The tables say more.`;
