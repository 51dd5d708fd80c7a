import styles from './Sparkline.module.css';

const WIDTH = 72;
const HEIGHT = 18;
const DOT = 2;

/** A line without axes and one dot at now; null breaks it. Says nothing that the numbers beside it do not. */
export function Sparkline({ values }: { readonly values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <svg className={styles.spark} width={WIDTH} height={HEIGHT} aria-hidden="true" />;
  const top = Math.max(...known, 1);
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * (WIDTH - 2 * DOT) + DOT;
  const y = (value: number) => HEIGHT - DOT - (value / top) * (HEIGHT - 2 * DOT);
  let path = '';
  let pen = 'M';
  values.forEach((value, index) => {
    if (value === null) {
      pen = 'M';
      return;
    }
    path += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
  });
  const last = values.at(-1);
  return (
    <svg className={styles.spark} width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={path} />
      {last != null && <circle cx={x(values.length - 1)} cy={y(last)} r={DOT} />}
    </svg>
  );
}
