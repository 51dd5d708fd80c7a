import uPlot from 'uplot';

export interface SeriesStyle {
  readonly label: string;
  /** A custom property of the design tokens. */
  readonly colour: string;
  readonly filled?: boolean;
}

export interface Band {
  readonly from: number;
  readonly to: number;
}

export interface Mark {
  readonly at: number;
  readonly value: number;
  readonly label: string;
}

/** What may change while the chart stands is read when it is drawn. */
export interface Drawn {
  readonly series: readonly SeriesStyle[];
  readonly range: { readonly from: number; readonly to: number };
  readonly formatValue: (value: number) => string;
  readonly formatTime: (epochSeconds: number) => string;
  readonly bands?: readonly Band[];
  readonly mark?: Mark | undefined;
  readonly onCursor?: (index: number | null) => void;
}

const FONT = "12px 'Inter Variable', system-ui, sans-serif";
const MIN_ZOOM_SECONDS = 60;

export function chartOptions(element: Element, drawn: () => Drawn): Omit<uPlot.Options, 'width' | 'height'> {
  const tokens = getComputedStyle(element);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  const line = { stroke: token('--line'), width: 1 };
  const axis: uPlot.Axis = { stroke: token('--muted'), font: FONT, grid: line, ticks: { show: false }, gap: 6 };
  return {
    legend: { show: false },
    padding: [20, 8, 0, 0],
    cursor: {
      y: false,
      drag: { x: true, y: false, dist: 8 },
      points: { size: 7, width: 0 },
      sync: { key: 'farol' },
    },
    scales: {
      x: { time: true },
      y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: [
      { ...axis, size: 28, space: 72, grid: { show: false }, values: (_plot, splits) => splits.map((at) => drawn().formatTime(at)) },
      { ...axis, size: axisWidth, space: 44, values: (_plot, splits) => splits.map((value) => drawn().formatValue(value)) },
    ],
    series: [
      {},
      ...drawn().series.map(({ label, colour, filled }): uPlot.Series => ({
        label,
        stroke: token(colour),
        width: 1.5,
        ...(filled === true ? { fill: `${token(colour)}14` } : {}),
        spanGaps: false,
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(plot) => paintBands(plot, drawn().bands ?? [], token('--bad-soft'))],
      draw: [(plot) => paintMark(plot, drawn().mark, token('--text'), token('--background'))],
      setCursor: [(plot) => drawn().onCursor?.(plot.cursor.idx ?? null)],
      setScale: [(plot, key) => key === 'x' && noteZoom(plot, drawn().range)],
      ready: [(plot) => widenOnDoubleClick(plot, drawn)],
    },
  };
}

function axisWidth(_plot: uPlot, values: readonly string[] | null): number {
  const longest = Math.max(0, ...(values ?? []).map((value) => value.length));
  return Math.max(36, longest * 7 + 14);
}

function noteZoom(plot: uPlot, range: { readonly from: number; readonly to: number }): void {
  const { min, max } = plot.scales.x ?? {};
  const zoomed = min != null && max != null && (min > range.from + MIN_ZOOM_SECONDS || max < range.to - MIN_ZOOM_SECONDS);
  plot.root.dataset.zoomed = String(zoomed);
}

function widenOnDoubleClick(plot: uPlot, drawn: () => Drawn): void {
  plot.over.addEventListener('dblclick', () => {
    const { from, to } = drawn().range;
    plot.setScale('x', { min: from, max: to });
  });
}

function paintBands(plot: uPlot, bands: readonly Band[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colour;
  for (const { from, to } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (right > left) ctx.fillRect(left, bbox.top, Math.max(2, right - left), bbox.height);
  }
  ctx.restore();
}

function paintMark(plot: uPlot, mark: Mark | undefined, colour: string, halo: string): void {
  if (mark === undefined) return;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const x = plot.valToPos(mark.at, 'x', true);
  const y = plot.valToPos(mark.value, 'y', true);
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.fillStyle = colour;
  ctx.strokeStyle = halo;
  ctx.lineWidth = 3 * ratio;
  ctx.beginPath();
  ctx.arc(x, y, 3 * ratio, 0, 2 * Math.PI);
  ctx.stroke();
  ctx.fill();
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  ctx.font = FONT.replace('12px', `${12 * ratio}px`);
  const width = ctx.measureText(mark.label).width;
  const left = Math.min(Math.max(x - width / 2, bbox.left), bbox.left + bbox.width - width);
  const top = y - 10 * ratio;
  ctx.strokeText(mark.label, left, top);
  ctx.fillText(mark.label, left, top);
  ctx.restore();
}
