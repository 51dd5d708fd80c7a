import { useTranslation } from '~/i18n/useTranslation';
import type { BackendRow } from '~/api/gateway';
import { Status, type Tone } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { useWallClock } from '../useWallClock';
import styles from './BackendTable.module.css';
import './texts';

const tones = { healthy: 'good', unhealthy: 'bad', set_aside: 'bad', on_trial: 'warn', draining: 'warn', disabled: 'muted' } as const satisfies Readonly<Record<string, Tone>>;
const authorities = ['active', 'passive', 'breaker', 'operator', 'drain'] as const;

type Word = keyof typeof tones;

export function wordOf({ status, health }: Pick<BackendRow, 'status' | 'health'>): Word | null {
  if (status === 'draining') return 'draining';
  return health !== null && health in tones ? (health as Word) : null;
}

/** Whether requests go there: nobody stands against it. */
export function isUsed(row: BackendRow): boolean {
  const word = wordOf(row);
  return word === null || word === 'healthy' || word === 'on_trial';
}

export function toneOf(row: BackendRow): Tone {
  const word = wordOf(row);
  return word === null ? 'muted' : tones[word];
}

/** How it is, and where something is against it, what. */
export function BackendState({ row }: { readonly row: BackendRow }) {
  const { t } = useTranslation();
  const word = wordOf(row);
  return (
    <span className={styles.state}>
      <Status tone={toneOf(row)}>{word === null ? t('backends.health.unknown') : t(`backends.health.${word}`)}</Status>
      {row.last_error !== null && word !== 'healthy' && <span className={styles.why}>{serverText(row.last_error)}</span>}
    </span>
  );
}

/** Since when it is so, and according to whom. */
export function Judgement({ row }: { readonly row: BackendRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useWallClock();
  const authority = authorities.find((known) => known === row.health_authority);
  const words = [
    row.health_since === null ? null : formats.ago(now - Date.parse(row.health_since) / 1000),
    authority === undefined ? null : t(`backends.authority.${authority}`),
  ].filter((word) => word !== null);
  return <span title={row.health_gateway === null ? undefined : t('backends.saidBy', { gateway: row.health_gateway })}>{words.join(' ')}</span>;
}
