import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import type { Slot } from '~/api/families';
import { Meter } from '~/design/Meter';
import { Status, type Tone } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';

/** CPU, memory and temperature of every slot; overview and system page both show it. */
export function SlotTable({ slots }: { readonly slots: readonly Slot[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const percent = (value: number | null) => (value === null ? <UnknownCell /> : <Meter percent={value}>{formats.percent(value)}</Meter>);
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('overview.slots')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('slots.slot')}</th>
            <th scope="col">{t('slots.type')}</th>
            <th scope="col">{t('slots.status')}</th>
            <th scope="col" className={table.number}>{t('slots.cpu')}</th>
            <th scope="col" className={table.number}>{t('slots.memory')}</th>
            <th scope="col" className={table.number}>{t('slots.temperature')}</th>
          </tr>
        </thead>
        <tbody>
          {slots.map((slot) => (
            <tr key={`${slot.slot}`}>
              <th scope="row">
                {slot.slot === null ? (
                  <UnknownCell />
                ) : (
                  <Link to="/monitor/system/slots/$slot" params={{ slot: String(slot.slot) }} search={(before) => before} activeProps={{ 'aria-current': 'true' }}>
                    {slot.slot}
                  </Link>
                )}
              </th>
              <td>
                {slot.type ?? <UnknownCell />} <span className={table.quiet}>{slot.role}</span>
              </td>
              <td>{slot.status === null ? <UnknownCell /> : <Status tone={toneOf(slot.status)}>{slot.status}</Status>}</td>
              <td className={table.number}>{percent(slot.cpu)}</td>
              <td className={table.number}>{percent(slot.memory)}</td>
              <td className={table.number}>{slot.temperature === null ? <UnknownCell /> : formats.decimal(slot.temperature, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function toneOf(status: string): Tone {
  if (/^(normal|present|registered|up)$/i.test(status)) return 'good';
  return /abnormal|fail|fault|unregistered|down/i.test(status) ? 'bad' : 'muted';
}
