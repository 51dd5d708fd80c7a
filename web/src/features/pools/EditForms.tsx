import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { configurationKey } from '~/api/gateway';
import type { Tagged } from '~/api/http';
import { Failure, Skeleton } from '~/design/States';
import { readObject } from '~/editing/changes';
import { EditFlag, EditText, FieldGroup, MoreFields } from '~/editing/EditFields';
import { EditorForm } from '~/editing/EditorForm';
import { without, type Body } from '~/editing/fields';
import { useEditor } from '~/editing/useEditor';
import { HealthCheckFields } from './HealthCheckFields';
import { backendPath, backendQuery, poolPath, poolQuery } from './objects';
import { PoolFields } from './PoolFields';
import { backendShape, newBackend, poolShape } from './shapes';
import { usePlace } from './usePlace';

interface PoolProps {
  readonly name: string;
  readonly of: string | undefined;
}

export function EditPool({ name, of }: PoolProps) {
  // Read once for the form; what others change meanwhile is told when it is saved.
  const { data, error } = useQuery({ ...poolQuery(name, of), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
  return <Read error={error}>{data === undefined ? null : <PoolForm name={name} of={of} stored={data} />}</Read>;
}

function PoolForm({ name, of, stored }: PoolProps & { readonly stored: Tagged<Body> }) {
  const { t } = useTranslation();
  const { edit } = usePlace();
  const queries = useQueryClient();
  const editor = useEditor({
    shape: poolShape,
    stored,
    // Its backends are edited one by one: without the key they stay as they are.
    change: (body) => ({ method: 'PUT', path: poolPath(name), tenant: of, body: without(body, 'backends') }),
    reread: () => readObject(poolPath(name), of),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      edit();
    },
  });
  return (
    <EditorForm editor={editor} action={t('pool.save')} onClose={() => edit()}>
      <PoolFields />
    </EditorForm>
  );
}

interface BackendProps {
  readonly pool: string;
  readonly of: string | undefined;
  /** Absent: one is added. */
  readonly id: string | undefined;
}

export function EditBackend({ pool, of, id }: BackendProps) {
  const { data, error } = useQuery({ ...backendQuery(id ?? '', of), enabled: id !== undefined, staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
  if (id === undefined) return <BackendForm pool={pool} of={of} id={id} stored={null} />;
  return <Read error={error}>{data === undefined ? null : <BackendForm pool={pool} of={of} id={id} stored={data} />}</Read>;
}

function BackendForm({ pool, of, id, stored }: BackendProps & { readonly stored: Tagged<Body> | null }) {
  const { t } = useTranslation();
  const { edit } = usePlace();
  const queries = useQueryClient();
  const editor = useEditor({
    shape: backendShape,
    stored,
    initial: newBackend,
    change: (body) =>
      id === undefined ? { method: 'POST', path: '/api/backends', tenant: of, body: { ...body, pool } } : { method: 'PUT', path: backendPath(id), tenant: of, body },
    ...(id === undefined ? {} : { reread: () => readObject(backendPath(id), of) }),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: configurationKey });
      edit();
    },
  });
  return (
    <EditorForm editor={editor} action={t('pool.save')} onClose={() => edit()}>
      <FieldGroup title={t('pool.backend')}>
        <EditText name="address" label={t('pool.address')} placeholder={t('pool.addressExample')} required />
        <EditText name="weight" label={t('pool.weight')} hint={t('pool.weightHint')} inputMode="numeric" />
      </FieldGroup>
      <EditFlag name="drain" label={t('pool.drainFlag')} />
      <MoreFields title={t('pool.more')} isOpen={(editor.draft.health_check ?? '') !== ''}>
        <FieldGroup title={t('pool.load')}>
          <EditText name="priority" label={t('pool.tier')} hint={t('pool.tierHint')} inputMode="numeric" />
          <EditText name="max_connections" label={t('pool.maxConnections')} inputMode="numeric" />
          <EditText name="region" label={t('pool.region')} hint={t('pool.regionHint')} />
        </FieldGroup>
        <HealthCheckFields none={t('check.pools')} />
      </MoreFields>
    </EditorForm>
  );
}

function Read({ error, children }: { readonly error: unknown; readonly children: React.ReactNode }) {
  const { t } = useTranslation();
  if (children !== null) return children;
  return error === null ? <Skeleton rows={5} /> : <Failure title={t('state.failed')} detail={describeProblem(t, error)} />;
}
