import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import type { RequestLine } from './sample';
import { addressOf, toneOf } from './words';
import styles from './Requests.module.css';

interface Props {
  /** The newest first. */
  readonly lines: readonly RequestLine[];
  readonly withTenant: boolean;
  readonly chosen: number | undefined;
  readonly onChoose: (line: RequestLine) => void;
}

/** A row a request. While the pointer is over it the list stands still, so that a row is not gone before the click. */
export function RequestTable({ lines, withTenant, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [held, setHeld] = useState<readonly RequestLine[] | null>(null);
  const shown = held ?? lines;
  const newer = held === null ? 0 : lines.filter(({ seq }) => seq > (held[0]?.seq ?? 0)).length;
  return (
    <>
      {newer > 0 && <p className={styles.held}>{t('requests.held', { count: newer })}</p>}
      <div
        className={`${table.scroll ?? ''} ${styles.list ?? ''}`}
        tabIndex={0}
        role="group"
        aria-label={t('requests.title')}
        onMouseEnter={() => setHeld(lines)}
        onMouseLeave={() => setHeld(null)}
      >
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('requests.time')}</th>
              <th scope="col">{t('requests.status')}</th>
              <th scope="col">{t('requests.method')}</th>
              <th scope="col">{t('requests.address')}</th>
              <th scope="col">{t('requests.route')}</th>
              <th scope="col">{t('requests.backend')}</th>
              <th scope="col" className={table.number}>
                {t('requests.duration')}
              </th>
              {withTenant && <th scope="col">{t('requests.tenant')}</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => {
              const time = formats.clock(Date.parse(line.timestamp) / 1000);
              return (
                <tr key={line.seq} aria-current={line.seq === chosen || undefined}>
                  <th scope="row">
                    <button type="button" className={table.choose} onClick={() => onChoose(line)} aria-label={t('requests.open', { method: line.method, address: addressOf(line), time })}>
                      {time}
                    </button>
                  </th>
                  <td>
                    <Status tone={toneOf(line)}>{line.status ?? t('requests.noAnswer')}</Status>
                  </td>
                  <td className={table.quiet}>{line.method}</td>
                  <td className={table.wide} title={addressOf(line)}>
                    <span className={table.quiet}>{line.host}</span>
                    {line.path}
                  </td>
                  <td>{line.route ?? <UnknownCell reason={t('requests.noRoute')} />}</td>
                  <td>{line.backend ?? <UnknownCell reason={t('requests.noBackend')} />}</td>
                  <td className={table.number}>{line.duration_ms === null ? <UnknownCell /> : formats.decimal(line.duration_ms, line.duration_ms < 10 ? 1 : 0)}</td>
                  {withTenant && <td className={table.quiet}>{line.tenant_id ?? <UnknownCell reason={t('requests.noRoute')} />}</td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
