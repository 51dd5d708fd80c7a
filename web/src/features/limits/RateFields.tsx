import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import rows from '~/design/Rows.module.css';
import { EditSelect, EditText } from '~/editing/EditFields';
import { rowCount } from '~/editing/fields';
import type { Editor } from '~/editing/useEditor';
import { keys, scopes } from './shapes';
import styles from './Limits.module.css';

/** The most that the server takes of one list. */
const MAX_LIMITS = 10;

/** Rates that are all held; one that shares its bucket over all gateways is of a route or a tenant. */
export function RateFields({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const count = rowCount(editor.draft, 'rate_limits');
  return (
    <fieldset className={styles.rates}>
      <legend>{t('limits.rates')}</legend>
      {count === 0 && <p className={rows.hint}>{t('limits.noRates')}</p>}
      {Array.from({ length: count }, (_, index) => {
        const of = `rate_limits[${index}]`;
        const per = editor.draft[`${of}.per`] ?? '';
        return (
          <div key={index} className={styles.rate}>
            <EditText name={`${of}.requests_per_second`} label={t('limits.requestsPerSecond')} inputMode="numeric" required />
            <EditText name={`${of}.burst`} label={t('limits.burst')} hint={t('limits.burstHint')} inputMode="numeric" />
            <EditSelect name={`${of}.per`} label={t('limits.perLabel')}>
              {per === '' && <option value="">{t('limits.per.client')}</option>}
              {keys
                .filter((key) => per !== '' || key !== 'client')
                .map((key) => (
                  <option key={key} value={key}>
                    {t(`limits.per.${key}`)}
                  </option>
                ))}
            </EditSelect>
            {per === 'header' && <EditText name={`${of}.header`} label={t('limits.header')} placeholder={t('limits.headerExample')} required />}
            <EditSelect name={`${of}.scope`} label={t('limits.scopeLabel')}>
              {(editor.draft[`${of}.scope`] ?? '') === '' && <option value="">{t('limits.scope.gateway')}</option>}
              {scopes
                .filter((scope) => (editor.draft[`${of}.scope`] ?? '') !== '' || scope !== 'gateway')
                .map((scope) => (
                  <option key={scope} value={scope}>
                    {t(`limits.scope.${scope}`)}
                  </option>
                ))}
            </EditSelect>
            <Button aria-label={t('limits.dropRate', { number: index + 1 })} onClick={() => editor.removeRow('rate_limits', index)}>
              {t('limits.drop')}
            </Button>
          </div>
        );
      })}
      {count < MAX_LIMITS && <Button onClick={() => editor.addRow('rate_limits')}>{t('limits.addRate')}</Button>}
    </fieldset>
  );
}
