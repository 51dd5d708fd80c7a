import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Panel } from '~/design/Panel';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { useFormats } from '~/i18n/formats';
import { useLive } from '~/live/LiveProvider';
import { useRouterId } from '~/live/routerId';
import { CountTable } from './CountTable';
import { askVlans, type VlanRow } from './vlans';

const exported: readonly ExportColumn<VlanRow>[] = (['pe_vlan', 'ce_vlan', 'interface', 'online'] as const).map((key) => ({ key, value: (row) => row[key] }));

/** Subscribers by VLAN: the router is asked once, when an operator wants to know. */
export function VlanPanel() {
  const { t } = useTranslation();
  const router = useRouterId();
  const formats = useFormats();
  const simulated = useLive((snapshot) => snapshot.simulated);
  const mayAsk = useMay('operator');
  const all = useMutation({ mutationFn: () => askVlans(router, undefined) });
  const one = useMutation({ mutationFn: (vlan: number) => askVlans(router, vlan) });
  const error = all.error ?? one.error;
  const ask = (
    <Button disabled={all.isPending} onClick={() => all.mutate()}>
      {t('vlans.ask')}
    </Button>
  );
  const aside = all.data !== undefined && (
    <>
      {t('vlans.asked', { time: formats.clock(all.submittedAt / 1000) })}
      <ExportTable name="subscribers_by_vlan" columns={exported} rows={all.data} simulated={simulated} />
      {ask}
    </>
  );
  return (
    <Panel title={t('vlans.title')} flush busy={all.isPending} aside={aside}>
      {!mayAsk && <Empty>{t('vlans.needsOperator')}</Empty>}
      {mayAsk && all.data === undefined && error === null && !all.isPending && <Empty action={ask}>{t('vlans.notAsked')}</Empty>}
      {all.isPending && <Skeleton rows={4} />}
      {error !== null && <Failure title={t('vlans.failed')} detail={describeProblem(t, error)} action={ask} />}
      {all.data?.length === 0 && <Empty>{t('vlans.none')}</Empty>}
      {one.data !== undefined && (
        <CountTable
          title={t('vlans.byInterface', { vlan: one.variables })}
          unit={t('domains.online')}
          rows={one.data.map((row) => ({ name: [row.interface, row.ce_vlan === null ? null : `${String(row.pe_vlan)}/${String(row.ce_vlan)}`].filter((part) => part !== null).join(' '), count: row.online }))}
        />
      )}
      {all.data !== undefined && all.data.length > 0 && (
        <CountTable
          title={t('vlans.title')}
          unit={t('domains.online')}
          rows={all.data.map(({ pe_vlan, online }) => ({ name: String(pe_vlan ?? ''), count: online }))}
          nameOf={(vlan) => (
            <button type="button" className={table.choose} onClick={() => one.mutate(Number(vlan))}>
              {vlan}
            </button>
          )}
        />
      )}
    </Panel>
  );
}
