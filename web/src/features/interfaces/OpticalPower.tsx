import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import styles from './OpticalPower.module.css';

interface Props {
  readonly label: string;
  readonly power: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

// Below and above the limits there is room on the scale, so that what lies outside is seen outside.
const ROOM_DB = 3;

/** Where the power lies between the limits at which the module itself warns. */
export function OpticalPower({ label, power, low, high }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const dbm = (value: number) => t('ports.dbm', { value: formats.decimal(value, 2) });
  const isOutside = power !== null && ((low !== null && power < low) || (high !== null && power > high));
  const isJudged = power !== null && (low !== null || high !== null);
  return (
    <div className={styles.power}>
      <span className={styles.label}>{label}</span>
      <strong>{power === null ? <Unknown /> : dbm(power)}</strong>
      {isJudged && <Status tone={isOutside ? 'bad' : 'good'}>{isOutside ? t('ports.outside') : t('ports.inside')}</Status>}
      {power !== null && low !== null && high !== null && <Scale power={power} low={low} high={high} />}
      <span className={styles.limits}>{low === null || high === null ? t('ports.noLimits') : t('ports.limits', { low: formats.decimal(low, 1), high: formats.decimal(high, 1) })}</span>
    </div>
  );
}

function Scale({ power, low, high }: { readonly power: number; readonly low: number; readonly high: number }) {
  const from = low - ROOM_DB;
  const whole = high - low + 2 * ROOM_DB;
  const place = (value: number) => Math.max(0, Math.min(100, ((value - from) / whole) * 100));
  return (
    <svg className={styles.scale} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect x="0" y="2" width="100" height="4" className={styles.outside} />
      <rect x={place(low)} y="2" width={place(high) - place(low)} height="4" className={styles.inside} />
      <rect x={Math.max(0, place(power) - 0.6)} y="0" width="1.2" height="8" className={styles.mark} />
    </svg>
  );
}
