import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { routerId, type RouterRow } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { Failure, Skeleton } from '~/design/States';
import { RouterForm } from '~/editing/routers/RouterForm';
import { RouterState } from '~/editing/routers/RouterState';
import { useRouterEditor } from '~/editing/routers/useRouterEditor';
import { serverText } from '~/i18n/serverText';
import { watchedRouters } from './steps';
import styles from './StartPage.module.css';

export function RouterStep({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay('admin');
  const { data, error } = useQuery(watchedRouters);
  const [adding, setAdding] = useState(false);
  const close = () => {
    setAdding(false);
    onDone();
  };
  if (data === undefined) return error === null ? <Skeleton rows={4} /> : <Failure title={t('state.failed')} detail={describeProblem(t, error)} />;
  const own = data.filter(({ simulated }) => simulated !== true);
  return (
    <>
      <div role="status">{own.length > 0 && <Routers rows={own} />}</div>
      {!mayWrite && <p className={styles.quiet}>{t('start.needsAdmin')}</p>}
      {mayWrite && (own.length === 0 || adding) && (
        // What is typed stays when a colleague adds a router meanwhile.
        <div onInput={() => setAdding(true)}>
          <NewRouter onClose={own.length === 0 ? undefined : close} onSaved={close} />
        </div>
      )}
      {mayWrite && own.length > 0 && !adding && (
        <div className={styles.actions}>
          <Button onClick={() => setAdding(true)}>{t('start.anotherRouter')}</Button>
        </div>
      )}
    </>
  );
}

function NewRouter({ onClose, onSaved }: { readonly onClose: (() => void) | undefined; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const editor = useRouterEditor(null, onSaved);
  return <RouterForm editor={editor} action={t('start.addRouter')} onClose={onClose} />;
}

function Routers({ rows }: { readonly rows: readonly RouterRow[] }) {
  const { t } = useTranslation();
  return (
    <ul>
      {rows.map((row) => (
        <li key={routerId(row)} className={styles.fact}>
          <strong>{row.name ?? routerId(row)}</strong>
          <RouterState status={row.status} message={null} />
          {row.status !== 'online' && <span className={styles.quiet}>{serverText(row.message)}</span>}
          <span className={styles.links}>
            <Link to="/monitor" search={{ router: routerId(row) }}>
              {t('start.watch')}
            </Link>
            <Link to="/routers">{t('start.change')}</Link>
          </span>
        </li>
      ))}
    </ul>
  );
}
