import { useTranslation } from '~/i18n/useTranslation';
import { Status } from '~/design/Status';
import table from '~/design/Table.module.css';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import type { Certificate } from './certificates';
import { Origin } from './Origin';
import { Validity } from './Validity';

interface Props {
  readonly rows: readonly Certificate[];
  readonly withTenant: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

const MAX_HOSTS = 3;

export function CertificateTable({ rows, withTenant, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={table.scroll} tabIndex={0} role="group" aria-label={t('certificates.title')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('certificates.name')}</th>
            <th scope="col">{t('certificates.state')}</th>
            <th scope="col">{t('certificates.hosts')}</th>
            <th scope="col">{t('certificates.origin')}</th>
            <th scope="col">{t('certificates.until')}</th>
            <th scope="col">{t('certificates.inGateways')}</th>
            {withTenant && <th scope="col">{t('certificates.tenant')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} aria-current={row.id === chosen || undefined}>
              <th scope="row">
                <button type="button" className={table.choose} onClick={() => onChoose(row.id)}>
                  {row.name}
                </button>
              </th>
              <td>
                <Validity row={row} />
                {row.error !== null && row.status !== 'failed' && <Status tone="warn">{t('certificates.renewalFailed')}</Status>}
              </td>
              <td title={row.hosts.join(', ')}>{hostsOf(row, t('certificates.more', { count: row.hosts.length - MAX_HOSTS }))}</td>
              <td className={table.quiet}>
                <Origin row={row} />
              </td>
              <td>{row.not_after === null ? <UnknownCell reason={t('certificates.noneYet')} /> : formats.date(Date.parse(row.not_after) / 1000)}</td>
              <td>
                <InGateways row={row} />
              </td>
              {withTenant && <td className={table.quiet}>{row.tenant}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function hostsOf({ hosts }: Certificate, more: string): string {
  return hosts.length > MAX_HOSTS ? `${hosts.slice(0, MAX_HOSTS).join(', ')} ${more}` : hosts.join(', ');
}

function InGateways({ row: { gateways, in_force } }: { readonly row: Certificate }) {
  const { t } = useTranslation();
  if (in_force === null) return <UnknownCell reason={gateways.some(({ connected }) => connected === true) ? t('certificates.noneYet') : t('certificates.noGateway')} />;
  const have = gateways.filter(({ has_it }) => has_it === true).length;
  return <Status tone={in_force ? 'good' : 'warn'}>{in_force ? t('certificates.everyGateway') : t('certificates.haveIt', { have, all: gateways.length })}</Status>;
}
