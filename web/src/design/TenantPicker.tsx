import { useTranslation } from '~/i18n/useTranslation';
import { PLATFORM_TENANT, useTenantChoice } from '~/api/tenants';
import styles from './TenantPicker.module.css';

interface Props {
  readonly tenant: string | undefined;
  /** For what has no view of all tenants at once: the installation's own comes first. */
  readonly withoutAll?: boolean;
  readonly onChoose: (tenant: string | undefined) => void;
}

/** Whose objects a page shows; nothing for whom there is no choice. */
export function TenantPicker({ tenant, withoutAll = false, onChoose }: Props) {
  const { t } = useTranslation();
  const choice = useTenantChoice();
  if (choice.length === 0) return null;
  return (
    <label className={styles.picker}>
      {t('tenant.label')}
      <select value={tenant ?? ''} onChange={(event) => onChoose(event.target.value === '' ? undefined : event.target.value)}>
        {withoutAll ? <option value="">{t('tenant.platform')}</option> : <option value="">{t('tenant.all')}</option>}
        {!withoutAll && <option value={PLATFORM_TENANT}>{t('tenant.platform')}</option>}
        {choice.map(({ id, name }) => (
          <option key={id} value={id}>
            {name ?? id}
          </option>
        ))}
      </select>
    </label>
  );
}
