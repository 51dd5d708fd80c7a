import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { UnknownCell } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import styles from './Tenants.module.css';
import { limitNames, usageQuery, type Tenant } from './tenants';

const counted = { max_routes: 'routes', max_backends: 'backends' } as const;

/** What is in force, where each figure comes from, and how much of what can be counted is used. */
export function LimitTable({ row }: { readonly row: Tenant }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: used } = useQuery({ ...usageQuery(row.id), enabled: row.deleted_at === null });
  return (
    <table className={styles.limits}>
      <caption>{t('tenants.limits')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tenants.limit')}</th>
          <th scope="col" className={styles.number}>
            {t('tenants.used')}
          </th>
          <th scope="col" className={styles.number}>
            {t('tenants.most')}
          </th>
          <th scope="col">{t('tenants.origin')}</th>
        </tr>
      </thead>
      <tbody>
        {limitNames.map((name) => {
          const most = row.limits[name];
          const now = name === 'max_routes' || name === 'max_backends' ? used?.[counted[name]] : undefined;
          return (
            <tr key={name} data-full={most !== null && now != null && now >= most}>
              <th scope="row">{t(`tenants.limitNames.${name}`)}</th>
              <td className={styles.number}>{now === undefined ? '' : now === null ? <UnknownCell reason={t('tenants.notCounted')} /> : formats.integer(now)}</td>
              <td className={styles.number}>{most === null ? t('tenants.unbounded') : formats.integer(most)}</td>
              <td>{row.own_limits[name] !== null ? t('tenants.own') : most === null ? '' : t('tenants.ofPlan')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
