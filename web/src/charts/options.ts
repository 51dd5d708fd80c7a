import uPlot from 'uplot';

export interface SeriesStyle {
  readonly label: string;
  /** A custom property of the design tokens. */
  readonly colour: string;
  readonly filled?: boolean;
  /** What was, for comparison: thin, dashed and behind. */
  readonly ghost?: boolean;
}

export interface Band {
  readonly from: number;
  readonly to: number;
  /** Written at its top where there is room. */
  readonly label?: string;
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
  readonly onZoom: (zoom: { readonly from: number; readonly to: number } | null) => void;
  /** A line across, such as a percentile. */
  readonly level?: { readonly value: number; readonly label: string } | undefined;
  /** Where the axis ends at least, such as 100 for percentages. */
  readonly top?: number | undefined;
  /** Whether the axis begins at zero, as it does for counts and rates. */
  readonly fromZero?: boolean;
}

const FAMILY = "'Inter Variable', system-ui, sans-serif";
const MIN_ZOOM_SECONDS = 60;
const GHOST_DASH = [5, 4];

export function chartOptions(element: Element, drawn: () => Drawn): Omit<uPlot.Options, 'width' | 'height'> {
  const tokens = getComputedStyle(element);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  const line = { stroke: token('--line'), width: 1 };
  const axis: uPlot.Axis = { stroke: token('--muted'), font: fontOf(element), grid: line, ticks: { show: false }, gap: 6 };
  return {
    legend: { show: false },
    padding: [20, () => rightPadding(drawn()), 0, 0],
    cursor: {
      y: false,
      drag: { x: true, y: false, dist: 8, setScale: false },
      points: { size: 7, width: 0 },
      sync: { key: 'farol' },
    },
    scales: {
      x: { time: true },
      y: { range: (_plot, min, max) => axisRange(min, max, drawn()) },
    },
    axes: [
      { ...axis, size: 28, space: 72, grid: { show: false }, values: (_plot, splits) => splits.map((at) => drawn().formatTime(at)) },
      { ...axis, size: axisWidth, space: 44, incrs: () => increments(drawn().formatValue), values: (_plot, splits) => splits.map((value) => drawn().formatValue(value)) },
    ],
    series: [
      {},
      ...drawn().series.map(({ label, colour, filled, ghost }): uPlot.Series => ({
        label,
        stroke: token(colour),
        width: ghost === true ? 1 : 1.5,
        ...(ghost === true ? { dash: GHOST_DASH } : {}),
        ...(filled === true ? { fill: `${token(colour)}14` } : {}),
        spanGaps: false,
        points: { show: false },
      })),
    ],
    hooks: {
      drawClear: [(plot) => paintBands(plot, drawn().bands ?? [], token('--bad-soft'), token('--bad'))],
      draw: [
        (plot) => paintLevel(plot, drawn().level, token('--muted')),
        (plot) => paintMark(plot, drawn().mark, token('--text'), token('--background')),
      ],
      setCursor: [(plot) => drawn().onCursor?.(plot.cursor.idx ?? null)],
      setSelect: [(plot) => zoomToSelection(plot, drawn())],
      ready: [(plot) => plot.over.addEventListener('dblclick', () => drawn().onZoom(null))],
    },
  };
}

const CHARACTER = 7;
const MIN_PADDING = 8;

/** The last label of the time axis stands under the right edge: half of it needs room beside the picture. */
export function rightPadding({ formatTime, range }: Pick<Drawn, 'formatTime' | 'range'>): number {
  return Math.max(MIN_PADDING, Math.ceil((formatTime(range.to).length * CHARACTER) / 2));
}

const SMALLEST = -6;
const LARGEST = 18;

/** Distances between ticks. Where figures are written whole none is smaller than one, so that no two ticks say the same. */
export function increments(formatValue: (value: number) => string): number[] {
  const half = formatValue(0.5);
  const isWhole = half === formatValue(0) || half === formatValue(1);
  const found: number[] = [];
  for (let exponent = isWhole ? 0 : SMALLEST; exponent <= LARGEST; exponent += 1) {
    // Written so, and not as a power: uPlot knows them by their exact value.
    for (const digits of [1, 2, 2.5, 5]) if (!isWhole || digits !== 2.5 || exponent > 0) found.push(Number(`${digits}e${exponent}`));
  }
  return found;
}

function axisWidth(_plot: uPlot, values: readonly string[] | null): number {
  const longest = Math.max(0, ...(values ?? []).map((value) => value.length));
  return Math.max(36, longest * CHARACTER + 14);
}

function axisRange(min: number | null, max: number | null, { top, fromZero = true, level }: Drawn): [number, number] {
  const highest = Math.max(max ?? 0, level?.value ?? -Infinity);
  if (!fromZero && min !== null && max !== null) {
    const room = Math.max(1, (max - min) * 0.15);
    return [min - room, max + room];
  }
  return [0, Math.max(top ?? 0, highest > 0 ? highest * 1.08 : 1)];
}

function zoomToSelection(plot: uPlot, { onZoom }: Drawn): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  const from = Math.floor(plot.posToVal(left, 'x'));
  const to = Math.ceil(plot.posToVal(left + width, 'x'));
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (to - from >= MIN_ZOOM_SECONDS) onZoom({ from, to });
}

function paintBands(plot: uPlot, bands: readonly Band[], soft: string, edge: string): void {
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = fontOf(plot.root, ratio);
  ctx.textBaseline = 'top';
  for (const { from, to, label } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (right < left) continue;
    const width = Math.max(3 * ratio, right - left);
    ctx.fillStyle = soft;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    // An edge beside the tint: a band is seen without its colour too.
    ctx.fillStyle = edge;
    ctx.fillRect(left, bbox.top, 2 * ratio, bbox.height);
    if (label === undefined) continue;
    const text = ctx.measureText(label).width + 8 * ratio;
    const fits = left + text <= bbox.left + bbox.width;
    ctx.fillText(label, fits ? left + 6 * ratio : left - text, bbox.top + 4 * ratio);
  }
  ctx.restore();
}

function paintLevel(plot: uPlot, level: Drawn['level'], colour: string): void {
  if (level === undefined) return;
  const { ctx, bbox } = plot;
  const ratio = uPlot.pxRatio;
  const y = plot.valToPos(level.value, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = ratio;
  ctx.setLineDash([2 * ratio, 3 * ratio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.font = fontOf(plot.root, ratio);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  ctx.fillText(level.label, bbox.left + bbox.width, y - 3 * ratio);
  ctx.restore();
}

/** The size of small text, which is larger on a wall; a canvas counts in the pixels of the device. */
function fontOf(element: Element, ratio = 1): string {
  const size = Number.parseFloat(getComputedStyle(element).getPropertyValue('--size-small'));
  return `${(Number.isFinite(size) ? size : 12) * ratio}px ${FAMILY}`;
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
  ctx.font = fontOf(plot.root, ratio);
  const width = ctx.measureText(mark.label).width;
  const left = Math.min(Math.max(x - width / 2, bbox.left), bbox.left + bbox.width - width);
  const top = y - 10 * ratio;
  ctx.strokeText(mark.label, left, top);
  ctx.fillText(mark.label, left, top);
  ctx.restore();
}
