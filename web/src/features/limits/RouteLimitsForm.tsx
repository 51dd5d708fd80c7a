import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey, routesQuery, type RouteRow } from '~/api/gateway';
import type { Tagged } from '~/api/http';
import { useMay } from '~/api/roles';
import { ownerOf, PLATFORM_TENANT } from '~/api/tenants';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import rows from '~/design/Rows.module.css';
import { Failure, Skeleton } from '~/design/States';
import { readObject } from '~/editing/changes';
import { EditText, FieldGroup } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import type { Body } from '~/editing/fields';
import { ManagedNote } from '~/editing/Standing';
import { useEditor } from '~/editing/useEditor';
import { useFormats } from '~/i18n/formats';
import { LIMITS_PATH, type RouteLimits } from './limits';
import { RateFields } from './RateFields';
import { RateText } from './RateText';
import { routeBody, routeShape, withinRoute } from './shapes';
import { usePlace } from './usePlace';

interface Props {
  readonly name: string;
  /** Absent: there is no such route. */
  readonly limits: RouteLimits | undefined;
  /** Whose it is; undefined: the login's own. */
  readonly tenant: string | undefined;
  /** All limits, with their version. */
  readonly stored: Tagged<Body>;
}

/** The limits of one route, beside the list; a form for who may change it here. */
export function RouteLimitsDetail({ name, limits, tenant, stored }: Props) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const mayWrite = useMay('operator');
  const { data, error } = useQuery(routesQuery(tenant));
  const row = data?.items.find((item) => item.name === name);
  const isLoading = limits !== undefined && data === undefined && error === null;
  const mayChange = mayWrite && limits !== undefined && row?.managed_by === 'api';
  return (
    <Panel title={t('limits.ofRoute', { name })} busy={isLoading} aside={<Button onClick={close}>{t('action.close')}</Button>}>
      {limits === undefined && <p>{t('limits.routeGone', { name })}</p>}
      {mayChange && <RouteForm limits={limits} tenant={tenant} stored={stored} />}
      {isLoading && <Skeleton rows={4} />}
      {limits !== undefined && !isLoading && !mayChange && <Shown limits={limits} row={row} error={data === undefined ? error : null} of={ownerOf(row?.tenant ?? tenant ?? null)} />}
    </Panel>
  );
}

interface ShownProps {
  readonly limits: RouteLimits;
  /** Absent: the list of routes has it not, or could not be read. */
  readonly row: RouteRow | undefined;
  readonly error: Error | null;
  readonly of: string | undefined;
}

function Shown({ limits, row, error, of }: ShownProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className={rows.stack}>
      {row !== undefined && <ManagedNote row={row} />}
      {row === undefined && error === null && <p>{t('limits.routeNotListed')}</p>}
      {error !== null && <Failure title={t('limits.routeNotRead')} detail={describeProblem(t, error)} />}
      <FactList
        facts={[
          ...limits.rate_limits.map((limit, index) => ({ label: t('limits.rateNumber', { number: index + 1 }), value: <RateText limit={limit} /> })),
          { label: t('limits.maxBody'), value: limits.max_body_bytes === null ? t('limits.asGateway') : limits.max_body_bytes === 0 ? t('limits.noBound') : formats.bytes(limits.max_body_bytes) },
        ]}
      />
      <Link to="/gateway/routes" search={{ route: limits.name, ...(of === undefined ? {} : { of }) }}>
        {t('limits.toRoute')}
      </Link>
    </div>
  );
}

function RouteForm({ limits, tenant, stored }: Pick<Props, 'tenant' | 'stored'> & { readonly limits: RouteLimits }) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const queries = useQueryClient();
  const { name } = limits;
  const own = (body: Body): Body => {
    const routes = Array.isArray(body.routes) ? (body.routes as readonly Body[]) : [];
    return routes.find((route) => route.name === name) ?? {};
  };
  const editor = useEditor({
    shape: routeShape,
    stored: { body: own(stored.body), tag: stored.tag },
    change: (body) => ({ method: 'PUT', path: LIMITS_PATH, tenant: tenant === PLATFORM_TENANT ? undefined : tenant, body: routeBody(name, body) }),
    reread: async () => {
      const now = await readObject(LIMITS_PATH, tenant);
      return { body: own(now.body), tag: now.tag };
    },
    fieldOf: withinRoute,
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      close();
    },
  });
  return (
    <EditorForm editor={editor} action={t('limits.save')} onClose={close}>
      <RateFields editor={editor} />
      <FieldGroup title={t('limits.bounds')}>
        <EditText name="max_body_bytes" label={t('limits.maxBody')} hint={t('limits.maxBodyHint')} />
      </FieldGroup>
    </EditorForm>
  );
}
