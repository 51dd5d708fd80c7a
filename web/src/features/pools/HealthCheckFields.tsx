import { useTranslation } from '~/i18n/useTranslation';
import { SelectField } from '~/design/Field';
import { EditText, FieldGroup, MoreFields } from '~/editing/EditFields';
import { useFields } from '~/editing/EditorContext';
import { ON } from '~/editing/fields';
import { defaults } from './shapes';

/** How a backend is asked whether it lives. */
export function HealthCheckFields({ none }: { readonly none: string }) {
  const { t } = useTranslation();
  const { draft, assign } = useFields();
  const isOn = draft.health_check === ON;
  const kind = isOn ? (draft['health_check.kind'] ?? '') || 'http' : '';
  return (
    <>
      <FieldGroup title={t('check.title')}>
        <SelectField
          label={t('check.kind')}
          value={kind}
          onChange={(event) => assign(event.target.value === '' ? { health_check: '' } : { health_check: ON, 'health_check.kind': event.target.value })}
        >
          <option value="">{none}</option>
          <option value="http">{t('check.http')}</option>
          <option value="tcp">{t('check.tcp')}</option>
        </SelectField>
        {kind === 'http' && <EditText name="health_check.path" label={t('check.path')} placeholder="/" />}
        {isOn && <EditText name="health_check.interval" label={t('check.interval')} hint={t('check.duration')} placeholder={defaults['health_check.interval']} />}
      </FieldGroup>
      {isOn && (
        <MoreFields title={t('check.more')}>
          <FieldGroup title={t('check.judging')}>
            <EditText name="health_check.timeout" label={t('check.timeout')} placeholder={defaults['health_check.timeout']} />
            <EditText name="health_check.rise" label={t('check.rise')} inputMode="numeric" placeholder="2" />
            <EditText name="health_check.fall" label={t('check.fall')} inputMode="numeric" placeholder="3" />
            {kind === 'http' && <EditText name="health_check.expected_status" label={t('check.status')} placeholder="200-399" />}
            <EditText name="health_check.port" label={t('check.port')} hint={t('check.portHint')} inputMode="numeric" />
            {kind === 'http' && <EditText name="health_check.host" label={t('check.host')} hint={t('check.hostHint')} />}
          </FieldGroup>
        </MoreFields>
      )}
    </>
  );
}
