import { useTranslation } from '~/i18n/useTranslation';
import type { InterfaceSearch } from './useInterfaceSearch';
import styles from './InterfaceFilters.module.css';

const choices = ['up', 'down', 'errors'] as const;

export function InterfaceFilters({ search }: { readonly search: InterfaceSearch }) {
  const { t } = useTranslation();
  return (
    <div className={styles.filters} role="search">
      <input
        type="search"
        className={styles.words}
        aria-label={t('ports.filter')}
        placeholder={t('ports.filter')}
        value={search.filter}
        onChange={(event) => search.change({ filter: event.target.value })}
      />
      <div role="group" aria-label={t('ports.show')} className={styles.choices}>
        {choices.map((choice) => (
          <button key={choice} type="button" aria-pressed={search.show === choice} onClick={() => search.change({ show: search.show === choice ? undefined : choice })}>
            {t(`ports.only.${choice}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
