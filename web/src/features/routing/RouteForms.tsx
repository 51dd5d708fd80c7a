import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import * as z from 'zod/mini';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey } from '~/api/gateway';
import type { Tagged } from '~/api/http';
import { ALL_TENANTS, ownerOf } from '~/api/tenants';
import { Panel } from '~/design/Panel';
import { Failure, Skeleton } from '~/design/States';
import { readObject } from '~/editing/changes';
import { EditText } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import type { Body } from '~/editing/fields';
import { useEditor } from '~/editing/useEditor';
import { RouteFields } from './RouteFields';
import { routePath, routeQuery } from './routing';
import { routeBody, routeShape } from './shapes';
import { usePlace } from './usePlace';

const made = z.object({ name: z.string() });

/** A host and a pool are enough. */
export function NewRoute() {
  const { t } = useTranslation();
  const { place, close, choose } = usePlace();
  const queries = useQueryClient();
  const owner = place.of ?? (place.tenant === undefined || place.tenant === ALL_TENANTS ? undefined : ownerOf(place.tenant));
  const editor = useEditor({
    shape: routeShape,
    stored: null,
    initial: { path_prefix: '/', ...(place.pool === undefined ? {} : { pool: place.pool }) },
    change: (body) => ({ method: 'POST', path: '/api/routes', tenant: owner, body: routeBody(body) }),
    onSaved: (answer) => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      const { data } = made.safeParse(answer);
      if (data === undefined) close();
      else choose(data.name, owner);
    },
  });
  return (
    <Panel title={t('routes.newTitle')}>
      <EditorForm editor={editor} action={t('routes.save')} onClose={close}>
        <RouteFields editor={editor} of={owner} />
        <EditText name="name" label={t('routes.name')} hint={t('routes.nameHint')} />
      </EditorForm>
    </Panel>
  );
}

export function EditRoute({ name, of }: { readonly name: string; readonly of: string | undefined }) {
  const { t } = useTranslation();
  // Read once for the form; what others change meanwhile is told when it is saved.
  const { data, error } = useQuery({ ...routeQuery(name, of), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
  if (data !== undefined) return <RouteForm name={name} of={of} stored={data} />;
  return error === null ? <Skeleton rows={5} /> : <Failure title={t('state.failed')} detail={describeProblem(t, error)} />;
}

function RouteForm({ name, of, stored }: { readonly name: string; readonly of: string | undefined; readonly stored: Tagged<Body> }) {
  const { t } = useTranslation();
  const { show } = usePlace();
  const queries = useQueryClient();
  const editor = useEditor({
    shape: routeShape,
    stored,
    change: (body) => ({ method: 'PUT', path: routePath(name), tenant: of, body: routeBody(body) }),
    reread: () => readObject(routePath(name), of),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      show();
    },
  });
  return (
    <EditorForm editor={editor} action={t('routes.save')} onClose={show}>
      <RouteFields editor={editor} of={of} />
    </EditorForm>
  );
}
