import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { configurationKey, type BackendRow } from '~/api/gateway';
import { ConfirmChange } from '~/editing/ConfirmChange';
import { backendPath, backendQuery, poolPath, poolQuery } from './objects';
import { usePlace } from './usePlace';

interface Props {
  readonly of: string | undefined;
  readonly onClose: () => void;
}

export function DeletePool({ name, of, onClose }: Props & { readonly name: string }) {
  const { t } = useTranslation();
  const { close } = usePlace();
  const queries = useQueryClient();
  const { data } = useQuery(poolQuery(name, of));
  if (data === undefined) return null;
  return (
    <ConfirmChange
      title={t('pool.deleteTitle', { name })}
      consequence={t('pool.deleteConsequence')}
      action={t('pool.delete')}
      change={{ method: 'DELETE', path: poolPath(name), tenant: of, ifMatch: data.tag ?? undefined }}
      onClose={onClose}
      onDone={() => {
        close();
        void queries.invalidateQueries({ queryKey: configurationKey });
      }}
    />
  );
}

export function DeleteBackend({ row, of, onClose }: Props & { readonly row: BackendRow }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data } = useQuery(backendQuery(row.id, of));
  if (data === undefined) return null;
  return (
    <ConfirmChange
      title={t('pool.removeTitle', { address: row.address ?? row.id })}
      consequence={t('pool.removeConsequence')}
      action={t('pool.remove')}
      change={{ method: 'DELETE', path: backendPath(row.id), tenant: of, ifMatch: data.tag ?? undefined }}
      onClose={onClose}
      onDone={() => void queries.invalidateQueries({ queryKey: configurationKey })}
    />
  );
}
