import { useTranslation } from '~/i18n/useTranslation';
import type { SecurityEvent } from '~/api/gateway';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { Severity } from './Severity';

interface Props {
  readonly events: readonly SecurityEvent[];
  readonly withTenant: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

export function EventTable({ events, withTenant, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('security.events')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('securityEvent.when')}</th>
            <th scope="col">{t('security.severityLabel')}</th>
            <th scope="col">{t('securityEvent.what')}</th>
            <th scope="col" className={table.number}>{t('securityEvent.times')}</th>
            <th scope="col">{t('securityEvent.source')}</th>
            <th scope="col" className={table.number}>{t('securityEvent.risk')}</th>
            {withTenant && <th scope="col">{t('securityEvent.tenant')}</th>}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id} aria-current={event.id === chosen || undefined}>
              <th scope="row">
                <button type="button" className={table.choose} onClick={() => onChoose(event.id)}>
                  {event.timestamp === null ? t('securityEvent.open') : formats.dateTime(Date.parse(event.timestamp) / 1000)}
                </button>
              </th>
              <td>
                <Severity name={event.severity} />
              </td>
              <td className={table.wide} title={serverText(event.description) ?? undefined}>
                {serverText(event.description)}
              </td>
              <td className={table.number}>{event.count === null ? <UnknownCell /> : formats.integer(event.count)}</td>
              <td>{event.source ?? <UnknownCell reason={t('securityEvent.noSource')} />}</td>
              <td className={table.number}>{event.risk_score === null ? <UnknownCell reason={t('securityEvent.noRisk')} /> : formats.integer(event.risk_score)}</td>
              {withTenant && <td className={table.quiet}>{event.tenant}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
