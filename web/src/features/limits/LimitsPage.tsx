import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { PLATFORM_TENANT } from '~/api/tenants';
import { Beside } from '~/design/Beside';
import { Button } from '~/design/Button';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { FactList } from '~/design/FactList';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Empty, Failure, Skeleton } from '~/design/States';
import table from '~/design/Table.module.css';
import { TenantPicker } from '~/design/TenantPicker';
import { ManagedNote } from '~/editing/Standing';
import { useFormats } from '~/i18n/formats';
import { GatewayForm } from './GatewayForm';
import { limitsQuery, type LimitsView, type RouteLimits } from './limits';
import { PlanPanel } from './PlanPanel';
import { RateText } from './RateText';
import { RouteLimitsDetail } from './RouteLimitsForm';
import { boundNames, openAtZero } from './shapes';
import { usePlace } from './usePlace';
import styles from './Limits.module.css';
import './texts';

/** What clients may ask for: of the whole gateway, of each route, and what a tenant's plan allows. */
export function LimitsPage() {
  const { t } = useTranslation();
  const { place, scope } = usePlace();
  const { data, error } = useQuery(limitsQuery(place.tenant));
  const { data: person } = useQuery(sessionQuery);
  const mayWrite = useMay('operator');
  const detail =
    data === undefined ? null : place.edit === 'gateway' && mayChangeGateway(data.view, person?.role) ? (
      <GatewayForm stored={data.stored} />
    ) : place.route === undefined ? null : (
      <RouteLimitsDetail key={`${place.tenant ?? ''}:${place.route}`} name={place.route} tenant={place.tenant} stored={data.stored} limits={data.view.routes.find(({ name }) => name === place.route)} />
    );
  return (
    <Page
      title={t('nav.limits')}
      aside={
        <div className={rows.aside}>
          <TenantPicker tenant={place.tenant} withoutAll onChoose={scope} />
          <Link to="/gateway/security">{t('limits.toBlocks')}</Link>
          {!mayWrite && (
            <p className={rows.hint}>
              {t('limits.needsOperator')} {person == null && <Link to="/login" search={{ back: '/gateway/limits' }}>{t('session.login')}</Link>}
            </p>
          )}
        </div>
      }
    >
      <Beside
        detail={detail}
        list={
          <>
            {data === undefined && error === null && (
              <Panel title={t('limits.gateway')} busy>
                <Skeleton rows={5} />
              </Panel>
            )}
            {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
            {data !== undefined && (
              <>
                <PlanPanel view={data.view} tenant={place.tenant} />
                <RoutesPanel routes={data.view.routes} />
                <GatewayPanel view={data.view} mayChange={mayChangeGateway(data.view, person?.role)} />
              </>
            )}
          </>
        }
      />
    </Page>
  );
}

/** The whole gateway's are the platform's, in its own name, unless a file has them. */
function mayChangeGateway(view: LimitsView, role: string | null | undefined): boolean {
  return role === 'platform' && view.tenant === PLATFORM_TENANT && view.managed_by === 'api';
}

function GatewayPanel({ view, mayChange }: { readonly view: LimitsView; readonly mayChange: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { editGateway } = usePlace();
  const isPlatform = useMay('platform');
  return (
    <Panel title={t('limits.gateway')} aside={mayChange ? <Button onClick={editGateway}>{t('limits.edit')}</Button> : isPlatform ? view.tenant !== PLATFORM_TENANT && t('limits.withoutTenant') : t('limits.platformOnly')}>
      <div className={rows.stack}>
        {view.managed_by === 'file' && <ManagedNote row={{ managed_by: view.managed_by, file: null }} />}
        <FactList
          facts={[
            { label: t('limits.rates'), value: <Rates limits={view.rate_limits} /> },
            ...boundNames.map((name) => {
              const value = view.bounds[name] ?? null;
              const isOpen = value === 0 && openAtZero.has(name);
              return { label: t(`limits.bound.${name}`), value: value === null ? t('limits.notTold') : isOpen ? t('limits.noBound') : name.includes('bytes') ? t('limits.bytes', { value: formats.integer(value) }) : formats.integer(value) };
            }),
          ]}
        />
      </div>
    </Panel>
  );
}

const exported: readonly ExportColumn<RouteLimits>[] = [
  { key: 'name', value: ({ name }) => name },
  { key: 'rate_limits', value: ({ rate_limits }) => JSON.stringify(rate_limits) },
  { key: 'max_body_bytes', value: ({ max_body_bytes }) => max_body_bytes },
];

function RoutesPanel({ routes }: { readonly routes: readonly RouteLimits[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { place, within } = usePlace();
  return (
    <Panel title={t('limits.routes')} flush aside={<ExportTable name="limits" columns={exported} rows={routes} />}>
      {routes.length === 0 && <Empty action={<Link to="/gateway/routes">{t('limits.makeRoute')}</Link>}>{t('limits.noRoutes')}</Empty>}
      {routes.length > 0 && (
        <div className={table.scroll} tabIndex={0} role="group" aria-label={t('limits.routes')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('limits.route')}</th>
                <th scope="col">{t('limits.rates')}</th>
                <th scope="col" className={table.number}>
                  {t('limits.maxBody')}
                </th>
              </tr>
            </thead>
            <tbody>
              {routes.map((route) => (
                <tr key={route.name} aria-current={route.name === place.route || undefined}>
                  <th scope="row">
                    <Link to="/gateway/limits" search={{ ...within, route: route.name }} aria-current={route.name === place.route ? 'true' : undefined}>
                      {route.name}
                    </Link>
                  </th>
                  <td>
                    <Rates limits={route.rate_limits} />
                  </td>
                  <td className={table.number}>{route.max_body_bytes === null ? t('limits.asGateway') : route.max_body_bytes === 0 ? t('limits.noBound') : formats.bytes(route.max_body_bytes)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function Rates({ limits }: { readonly limits: LimitsView['rate_limits'] }) {
  const { t } = useTranslation();
  if (limits.length === 0) return t('limits.none');
  return limits.map((limit, index) => (
    <span key={index} className={styles.one}>
      <RateText limit={limit} />
    </span>
  ));
}
