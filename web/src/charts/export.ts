import { isoTime, toCsv } from '~/design/csv';
import { exportName, saveFile } from '~/design/saveFile';
import type { Column } from './lines';

interface ChartTable {
  readonly name: string;
  readonly isSimulated: boolean;
  readonly keys: readonly string[];
  readonly times: readonly number[];
  readonly columns: readonly Column[];
}

export function chartCsv({ isSimulated, keys, times, columns }: ChartTable): string {
  const header = ['time', ...keys, ...(isSimulated ? ['simulated'] : [])];
  const rows = times.map((at, index) => [isoTime(at), ...columns.map((column) => column[index] ?? null), ...(isSimulated ? [true] : [])]);
  return toCsv(header, rows);
}

export function saveChartCsv(table: ChartTable): void {
  saveFile(exportName(table.name, 'csv', table.isSimulated), new Blob([chartCsv(table)], { type: 'text/csv;charset=utf-8' }));
}

interface Picture {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  /** The word for simulated figures, or null. */
  readonly mark: string | null;
  readonly legend: readonly { readonly label: string; readonly colour: string; readonly ghost: boolean }[];
  readonly canvas: HTMLCanvasElement;
}

const HEAD = 56;
const FOOT = 28;
const EDGE = 16;
const FAMILY = "'Inter Variable', system-ui, sans-serif";

/** The chart as it stands, with what is above and below it on the page: a picture goes to people who do not see the page. */
export async function saveChartPng(picture: Picture): Promise<void> {
  const { canvas, mark } = picture;
  const ratio = window.devicePixelRatio;
  const sheet = document.createElement('canvas');
  const stripe = mark === null ? 0 : 24;
  sheet.width = canvas.width + 2 * EDGE * ratio;
  sheet.height = canvas.height + (HEAD + FOOT + stripe) * ratio;
  const ctx = sheet.getContext('2d');
  if (ctx === null) return;
  const tokens = getComputedStyle(canvas);
  const token = (name: string) => tokens.getPropertyValue(name).trim();
  ctx.fillStyle = token('--panel');
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(canvas, EDGE * ratio, HEAD * ratio + stripe * ratio);
  ctx.scale(ratio, ratio);
  const width = sheet.width / ratio;
  if (mark !== null) paintStripe(ctx, width, stripe, mark, token);
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  ctx.fillStyle = token('--text');
  ctx.font = `600 15px ${FAMILY}`;
  ctx.fillText(picture.title, EDGE, stripe + 24);
  ctx.fillStyle = token('--muted');
  ctx.font = `12px ${FAMILY}`;
  ctx.fillText(picture.subtitle, EDGE, stripe + 42);
  let left = EDGE;
  const base = sheet.height / ratio - 10;
  for (const { label, colour, ghost } of picture.legend) {
    ctx.strokeStyle = token(colour);
    ctx.lineWidth = 2;
    ctx.setLineDash(ghost ? [4, 3] : []);
    ctx.beginPath();
    ctx.moveTo(left, base - 4);
    ctx.lineTo(left + 16, base - 4);
    ctx.stroke();
    ctx.fillText(label, left + 22, base);
    left += 38 + ctx.measureText(label).width;
  }
  const blob = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, 'image/png'));
  if (blob !== null) saveFile(exportName(picture.name, 'png', mark !== null), blob);
}

function paintStripe(ctx: CanvasRenderingContext2D, width: number, height: number, mark: string, token: (name: string) => string): void {
  ctx.fillStyle = token('--stripe-other');
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = token('--stripe');
  for (let x = -height; x < width; x += 24) {
    ctx.beginPath();
    ctx.moveTo(x, height);
    ctx.lineTo(x + height, 0);
    ctx.lineTo(x + height + 12, 0);
    ctx.lineTo(x + 12, height);
    ctx.fill();
  }
  ctx.fillStyle = token('--accent-text');
  ctx.font = `600 12px ${FAMILY}`;
  ctx.textAlign = 'center';
  ctx.fillText(mark, width / 2, 16);
}
