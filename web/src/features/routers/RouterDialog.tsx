import { useQuery } from '@tanstack/react-query';
import { useRef, type Ref } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import type { Tagged } from '~/api/http';
import { routerId, type RouterRow } from '~/api/queries';
import { Dialog } from '~/design/Dialog';
import { Failure, Skeleton } from '~/design/States';
import type { Leave } from '~/editing/Leaving';
import { RouterForm } from '~/editing/routers/RouterForm';
import { readRouter, type StoredRouter } from '~/editing/routers/routers';
import { useRouterEditor } from '~/editing/routers/useRouterEditor';

interface Props {
  readonly onClose: () => void;
  readonly onSaved: (id: string, wasTested: boolean) => void;
}

interface FormProps extends Props {
  readonly leave: Ref<Leave>;
}

/** @param row What is changed; null: a new one is made. */
export function RouterDialog({ row, ...rest }: Props & { readonly row: RouterRow | null }) {
  const { t } = useTranslation();
  // Null while the form is not there: then there is nothing to ask for.
  const leave = useRef<Leave>(null);
  return (
    <Dialog wide title={row === null ? t('routers.add') : t('routers.editTitle', { name: row.name ?? routerId(row) })} onClose={() => (leave.current ?? rest.onClose)()}>
      {row === null ? <Fields stored={null} leave={leave} {...rest} /> : <Stored id={routerId(row)} leave={leave} {...rest} />}
    </Dialog>
  );
}

function Stored({ id, ...rest }: FormProps & { readonly id: string }) {
  const { t } = useTranslation();
  // Read once for the form; what others change meanwhile is told when it is saved.
  const { data, error } = useQuery({ queryKey: ['router', id], queryFn: ({ signal }) => readRouter(id, signal), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false });
  if (data !== undefined) return <Fields stored={data} {...rest} />;
  return error === null ? <Skeleton rows={6} /> : <Failure title={t('state.failed')} detail={describeProblem(t, error)} />;
}

function Fields({ stored, leave, onClose, onSaved }: FormProps & { readonly stored: Tagged<StoredRouter> | null }) {
  const { t } = useTranslation();
  const editor = useRouterEditor(stored, (id, wasTested) => {
    onClose();
    onSaved(id, wasTested);
  });
  return <RouterForm editor={editor} action={t(stored === null ? 'routers.addDo' : 'routers.save')} onClose={onClose} ref={leave} />;
}
