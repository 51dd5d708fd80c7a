import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import type { Tagged } from '~/api/http';
import { useMay } from '~/api/roles';
import { shapeOf, type Schemas } from '~/api/shape';
import { PLATFORM_TENANT } from '~/api/tenants';
import { Button } from '~/design/Button';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { EditFlag, EditSelect, EditText, FieldGroup } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import type { Body } from '~/editing/fields';
import { useEditor, type Editor } from '~/editing/useEditor';
import { keysOfTenants, limitNames, newShape, newTenant, ownShape, plans, readTenant, tenantBody, tenantPath, tenantQuery, tenantsKey, wholeShape } from './tenants';
import { usePlace } from './usePlace';

const made = shapeOf<Schemas['TenantBody']>()({ id: z.string() });

export function NewTenant() {
  const { t } = useTranslation();
  const { close, choose } = usePlace();
  const refresh = useRefresh();
  const editor = useEditor({
    shape: newShape,
    stored: null,
    initial: newTenant,
    isPlain: true,
    change: (body) => ({ method: 'POST', path: '/api/tenants', body: tenantBody(newShape, body) }),
    onSaved: (answer) => {
      refresh();
      const { data } = made.safeParse(answer);
      if (data === undefined) close();
      else choose(data.id);
    },
  });
  return (
    <Panel title={t('tenants.newTitle')}>
      <EditorForm editor={editor} action={t('tenants.create')} onClose={close}>
        <FieldGroup title={t('tenants.who')}>
          <EditText name="name" label={t('tenants.name')} required autoFocus />
          <EditText name="id" label={t('tenants.id')} hint={t('tenants.idHint')} />
          <Contact />
        </FieldGroup>
        <PlatformFields editor={editor} stored={null} />
      </EditorForm>
    </Panel>
  );
}

export function EditTenant({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { choose } = usePlace();
  // Read once for the form; what others change meanwhile is told when it is saved.
  const { data, error } = useQuery({
    queryKey: [...tenantsKey, 'edited', id],
    queryFn: ({ signal }) => readTenant(id, signal),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Panel title={t('tenants.editTitle', { name: id })} busy={data === undefined && error === null} aside={<Button onClick={() => choose(id)}>{t('action.close')}</Button>}>
      {data === undefined && error === null && <Skeleton rows={6} />}
      {data === undefined && error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
      {data !== undefined && <TenantForm id={id} stored={data} />}
    </Panel>
  );
}

function TenantForm({ id, stored }: { readonly id: string; readonly stored: Tagged<Body> }) {
  const { t } = useTranslation();
  const { choose } = usePlace();
  const refresh = useRefresh();
  const isPlatform = useMay('platform');
  const setsAll = isPlatform && id !== PLATFORM_TENANT;
  const shape = setsAll ? wholeShape : ownShape;
  const editor = useEditor({
    shape,
    stored,
    isPlain: true,
    change: (body) => ({ method: 'PUT', path: tenantPath(id), body: tenantBody(shape, body) }),
    reread: () => readTenant(id),
    onSaved: () => {
      refresh();
      choose(id);
    },
  });
  return (
    <EditorForm editor={editor} action={t('tenants.save')} onClose={() => choose(id)}>
      <FieldGroup title={t('tenants.who')}>
        <EditText name="name" label={t('tenants.name')} required autoFocus />
        <Contact />
      </FieldGroup>
      {setsAll ? <PlatformFields editor={editor} stored={id} /> : !isPlatform && <p>{t('tenants.restIsPlatforms')}</p>}
    </EditorForm>
  );
}

function Contact() {
  const { t } = useTranslation();
  return <EditText name="contact_email" label={t('tenants.contact')} hint={t('tenants.contactHint')} type="email" autoComplete="off" />;
}

/** What only the platform sets. An empty limit is the plan's, which stands in it in grey. */
function PlatformFields({ editor, stored }: { readonly editor: Editor; readonly stored: string | null }) {
  const { t } = useTranslation();
  const { data } = useQuery({ ...tenantQuery(stored ?? ''), enabled: stored !== null });
  const tenant = data?.body;
  const ofPlan = (name: (typeof limitNames)[number]) =>
    tenant !== undefined && tenant.plan === editor.draft.plan && tenant.own_limits[name] === null && tenant.limits[name] !== null ? String(tenant.limits[name]) : t('tenants.ofPlan');
  return (
    <>
      <FieldGroup title={t('tenants.allowed')}>
        <EditSelect name="plan" label={t('tenants.plan')} hint={t('tenants.planHint')}>
          {plans.map((plan) => (
            <option key={plan} value={plan}>
              {t(`tenants.plans.${plan}`)}
            </option>
          ))}
        </EditSelect>
        {limitNames.map((name) => (
          <EditText key={name} name={`limits.${name}`} label={t(`tenants.limitNames.${name}`)} placeholder={ofPlan(name)} inputMode="numeric" />
        ))}
      </FieldGroup>
      <EditText name="backend_networks" label={t('tenants.networks')} hint={t('tenants.networksHint')} placeholder={t('tenants.networksExample')} />
      <EditFlag name="active" label={t('tenants.activeFlag')} />
    </>
  );
}

function useRefresh() {
  const queries = useQueryClient();
  return () => keysOfTenants.forEach((queryKey) => void queries.invalidateQueries({ queryKey }));
}
