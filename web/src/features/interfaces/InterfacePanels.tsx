import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Detail } from '~/design/Detail';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import { RouterTime } from '~/design/RouterTime';
import { Empty, Failure, Skeleton } from '~/design/States';
import { Status } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { useRouterId } from '~/live/routerId';
import { useFamily } from '~/live/useFamily';
import './texts';
import { InterfaceState } from './columns';
import { FaultBars } from './FaultBars';
import { interfaceDetailQuery, type InterfaceDetail } from './interfaceDetail';
import { OpticalPower } from './OpticalPower';
import { TrafficChart } from './TrafficChart';

/** One interface, beside the list that it was chosen from. */
export function InterfacePanels() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { name } = useParams({ from: '/monitor/interfaces/$name' });
  const view = useFamily('interfaces_status');
  const row = view.reading?.data.interfaces.find((known) => known.name === name);
  const { data, isPending, error } = useQuery(interfaceDetailQuery(name, useRouterId()));
  const speed = data?.speed_bps ?? null;
  const changed = row?.last_change ?? null;
  // Of one that is gone there may still be a history, and nothing else to say.
  const isThere = row !== undefined || data !== undefined || view.reading === undefined;
  return (
    <Detail
      title={name}
      note={row?.description ?? data?.description ?? null}
      close={
        <Link to="/monitor/interfaces" search={(before) => before}>
          {t('ports.backToList')}
        </Link>
      }
    >
      {view.reading !== undefined && row === undefined && <Empty>{t('ports.unknown', { name })}</Empty>}
      <TrafficChart name={name} speedBps={speed} />
      {isThere && (
        <Panel title={t('ports.state')} busy={isPending}>
          <FactList
            facts={[
              { label: t('ports.status'), value: row === undefined ? <Unknown /> : <InterfaceState row={row} adminDown={t('ports.adminDown')} /> },
              { label: t('ports.protocol'), value: row?.protocol ?? data?.protocol ?? <Unknown /> },
              { label: t('ports.changed'), value: changed === null ? <Unknown reason={t('ports.unchanged')} /> : formats.dateTime(Date.parse(changed) / 1000) },
              { label: t('ports.lastUp'), value: data?.last_up == null ? <Unknown /> : <RouterTime at={data.last_up} /> },
              { label: t('ports.lastDown'), value: data?.last_down == null ? <Unknown /> : <RouterTime at={data.last_down} /> },
              { label: t('ports.speed'), value: speed === null ? <Unknown /> : formats.bitRateText(speed) },
              { label: t('ports.address'), value: data === undefined || data.ip_addresses.length === 0 ? (row?.ip_address ?? <Unknown />) : data.ip_addresses.join(', ') },
              { label: t('ports.mac'), value: data?.mac_address ?? <Unknown /> },
              { label: t('ports.mtu'), value: data?.mtu == null ? <Unknown /> : formats.integer(data.mtu) },
              ...(row === undefined || row.members.length === 0 ? [] : [{ label: t('ports.members'), value: row.members.join(', ') }]),
            ]}
          />
        </Panel>
      )}
      {isThere && error !== null && data === undefined && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {isPending && <Skeleton rows={4} />}
      {data !== undefined && <Optics detail={data} />}
      {data !== undefined && <Errors detail={data} />}
    </Detail>
  );
}

function Optics({ detail }: { readonly detail: InterfaceDetail }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { rx_power_dbm: rx, tx_power_dbm: tx, module, wavelength_nanometers: wavelength, distance_meters: distance } = detail;
  return (
    <Panel title={t('ports.optics')}>
      {rx === null && tx === null ? (
        <Empty>{t('ports.noOptics')}</Empty>
      ) : (
        <>
          <OpticalPower label={t('ports.rxPower')} power={rx} low={detail.rx_power_low_dbm} high={detail.rx_power_high_dbm} />
          <OpticalPower label={t('ports.txPower')} power={tx} low={detail.tx_power_low_dbm} high={detail.tx_power_high_dbm} />
          <FactList
            facts={[
              { label: t('ports.module'), value: module ?? <Unknown /> },
              { label: t('ports.wavelength'), value: wavelength === null ? <Unknown /> : `${formats.decimal(wavelength, 0)} nm` },
              { label: t('ports.distance'), value: distance === null ? <Unknown /> : `${formats.decimal(distance / 1000, 1)} km` },
            ]}
          />
        </>
      )}
    </Panel>
  );
}

function Errors({ detail }: { readonly detail: InterfaceDetail }) {
  const { t } = useTranslation();
  const clean = [...Object.values(detail.in_faults), ...Object.values(detail.out_faults), detail.in_errors ?? 0, detail.out_errors ?? 0].every((count) => count === 0);
  return (
    <Panel title={t('ports.errors')} aside={<span>{detail.counters_since === null ? t('ports.sinceStart') : t('ports.since', { time: detail.counters_since })}</span>}>
      {clean && <Status tone="good">{t('ports.noErrors')}</Status>}
      {!clean && (
        <>
          <FaultBars title={t('ports.inErrors')} total={detail.in_errors} faults={detail.in_faults} />
          <FaultBars title={t('ports.outErrors')} total={detail.out_errors} faults={detail.out_faults} />
        </>
      )}
    </Panel>
  );
}
