// Latency over percentiles: the rarer a delay, the further to the right, each nine as wide as the one before.
const CURVES_HEIGHT = 360;
const NAMED = [50, 90, 99, 99.9, 99.99, 99.999, 100];

function drawCurves(chart, view) {
  const curves = chart.curves.filter((curve) => view.shown(curve.who))
    .map((curve) => ({ who: curve.who, points: curve.points.map((point) => ({ at: point.percentile, ...(view.ratio ? point.ratio : point.value) }))
      .filter((point) => point.median !== undefined) }))
    .filter((curve) => curve.points.length > 0);
  const box = { left: 52, right: view.width - (view.width < 560 ? 96 : 170), top: 10, bottom: CURVES_HEIGHT - 30 };
  const svg = element('svg', { viewBox: `0 0 ${view.width} ${CURVES_HEIGHT}`, role: 'img', 'aria-label': curvesInWords(chart, curves) });
  if (curves.length === 0) return svg;
  const x = percentileScale(curves, box);
  const y = scaleOf(curves.flatMap((curve) => curve.points.flatMap((point) => [point.low, point.high])), view.logarithmic, box.bottom, box.top, 26);
  drawAxes(svg, x, y, box, view.ratio ? '×' : chart.unit);
  const drawn = curves.map((curve) => drawCurve(curve, x, y, view));
  svg.append(...drawn);
  labelEnds(curves, drawn, y, box, view);
  return svg;
}

function percentileScale(curves, box) {
  const nines = (percentile) => -Math.log10(1 - percentile / 100);
  const all = [...new Set(curves.flatMap((curve) => curve.points.map((point) => point.at)))].sort((a, b) => a - b);
  const finite = all.filter((percentile) => percentile < 100).map(nines);
  const low = Math.min(...finite, 0.3);
  const longest = Math.max(...finite, low) + 0.8;
  const at = (percentile) => box.left + 8 + (box.right - box.left - 16) * ((percentile < 100 ? nines(percentile) : longest) - low) / (longest - low);
  const longestAt = Math.max(...all);
  const isApart = (percentile, i, ticks) => percentile === longestAt || (at(longestAt) - at(percentile) > 34 && (i === 0 || at(percentile) - at(ticks[i - 1]) > 20));
  return { ticks: all.filter((percentile) => NAMED.includes(percentile)).filter(isApart), at };
}

function drawAxes(svg, x, y, box, unit) {
  for (const tick of y.ticks) {
    svg.append(
      element('path', { class: unit === '×' && tick === 1 ? 'one' : 'grid', d: `M${box.left} ${y.at(tick)}H${box.right}` }),
      text(axisText(tick, unit), box.left - 8, y.at(tick) + 4, 'tick', 'end'));
  }
  for (const tick of x.ticks) {
    svg.append(text(tick === 100 ? 'max' : String(tick), x.at(tick), box.bottom + 20, 'tick', 'middle'));
  }
}

function drawCurve(curve, x, y, view) {
  const { name, kind } = view.contestants[curve.who];
  const path = (points, edge) => points.map((point) => `${x.at(point.at)} ${y.at(point[edge])}`).join('L');
  const back = [...curve.points].reverse();
  return element('g', { class: `curve ${KINDS[kind]}`, 'data-who': curve.who },
    element('title', {}, `${name} (${kind})`),
    element('path', { class: 'band', d: `M${path(curve.points, 'high')}L${path(back, 'low')}Z` }),
    element('path', { class: 'line', d: `M${path(curve.points, 'median')}` }),
    ...curve.points.map((point) => dot(curve.who, x.at(point.at), y.at(point.median), 3.6)));
}

// Names at the right ends, pushed apart where they would cover each other.
function labelEnds(curves, drawn, y, box, view) {
  const ends = curves.map((curve, i) => ({ who: curve.who, group: drawn[i], y: y.at(curve.points.at(-1).median) })).sort((a, b) => a.y - b.y);
  const gap = Math.min(16, (box.bottom - box.top) / ends.length);
  const places = [];
  for (const end of ends) places.push(Math.max(end.y, (places.at(-1) ?? -gap) + gap));
  let lowest = box.bottom + 4;
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i], lowest);
    lowest = places[i] - gap;
  }
  ends.forEach((end, i) => end.group.append(
    element('path', { class: 'leaderline', d: `M${box.right - 1} ${end.y}L${box.right + 10} ${places[i]}` }),
    dot(end.who, box.right + 17, places[i], 3.6),
    text(fit(view.contestants[end.who].name, view.width - box.right - 27), box.right + 27, places[i] + 4, 'name')));
}

const curvesInWords = (chart, curves) => `${chart.title}. ${curves
  .map((curve) => `${CHARTS.contestants[curve.who].name}: ${curve.points.at(-1).text} at the longest`).join('; ')}. The tables say more.`;
