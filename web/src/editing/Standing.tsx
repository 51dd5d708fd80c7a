import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { Fact } from '~/design/FactList';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import styles from './Standing.module.css';
import './texts';

interface Managed {
  readonly managed_by: string | null;
  readonly file: string | null;
}

interface Standing extends Managed {
  readonly desired_revision: number | null;
  readonly in_force_since: string | null;
  readonly error: string | null;
}

/** Why something is only shown here, and where it is changed; nothing where it is changed here. */
export function ManagedNote({ row }: { readonly row: Managed }) {
  const { t } = useTranslation();
  if (row.managed_by === 'file') return <p className={styles.note}>{t('managed.fileNote', { file: row.file ?? '--config' })}</p>;
  if (row.managed_by === 'demonstration') return <p className={styles.note}>{t('managed.demonstrationNote')}</p>;
  return null;
}

/** The same in a row of a list, with what is in the way of it. */
export function ManagedMark({ row }: { readonly row: Managed & Pick<Standing, 'error'> }) {
  const { t } = useTranslation();
  return (
    <>
      {row.managed_by === 'file' && <span className={styles.mark}>{t('managed.file', { file: row.file ?? '--config' })}</span>}
      {row.managed_by === 'demonstration' && <span className={styles.mark}>{t('managed.demonstration')}</span>}
      {row.error !== null && <span className={styles.bad}>{serverText(row.error)}</span>}
    </>
  );
}

/** Since when it is in force, which revision made it so, and what is in the way. */
export function useStanding(row: Standing): readonly Fact[] {
  const { t } = useTranslation();
  const formats = useFormats();
  return [
    {
      label: t('managed.inForce'),
      value: row.in_force_since === null ? <UnknownCell reason={serverText(row.error) ?? t('managed.notInForce')} /> : formats.dateTime(Date.parse(row.in_force_since) / 1000),
    },
    {
      label: t('managed.revision'),
      value:
        row.desired_revision === null ? (
          <UnknownCell reason={t('managed.noRevision')} />
        ) : (
          <Link to="/gateway/revisions" search={{ revision: row.desired_revision }}>
            {formats.integer(row.desired_revision)}
          </Link>
        ),
    },
    ...(row.error === null ? [] : [{ label: t('managed.error'), value: <span className={styles.bad}>{serverText(row.error)}</span> }]),
  ];
}
