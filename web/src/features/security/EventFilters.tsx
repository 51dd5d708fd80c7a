import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from '~/i18n/useTranslation';
import { Button } from '~/design/Button';
import { SelectField, TextField } from '~/design/Field';
import filters from '~/design/Filters.module.css';
import { periods, severities, types, type EventFilter } from './eventFilter';
import { tenantsQuery } from './security';

export function EventFilters({ filter, withTenant }: { readonly filter: EventFilter; readonly withTenant: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: tenants } = useQuery({ ...tenantsQuery, enabled: withTenant });
  // Another filter begins at its first page, and with nothing chosen.
  const set = (name: keyof EventFilter, value: string) => {
    const next = { ...filter, [name]: value.trim() };
    void navigate({ to: '.', search: Object.fromEntries(Object.entries(next).filter(([, kept]) => kept !== '')) });
  };
  return (
    <form className={filters.filters} onSubmit={(event) => event.preventDefault()} aria-label={t('securityEvent.filters')}>
      <SelectField label={t('security.severityLabel')} value={filter.severity ?? ''} onChange={(event) => set('severity', event.target.value)}>
        <option value="">{t('security.everySeverity')}</option>
        {severities.map((name) => (
          <option key={name} value={name}>
            {t(`security.severity.${name}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('securityEvent.typeLabel')} value={filter.type ?? ''} onChange={(event) => set('type', event.target.value)}>
        <option value="">{t('securityEvent.everyType')}</option>
        {types.map((name) => (
          <option key={name} value={name}>
            {t(`securityEvent.type.${name}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t('securityEvent.periodLabel')} value={filter.period ?? ''} onChange={(event) => set('period', event.target.value)}>
        <option value="">{t('securityEvent.everything')}</option>
        {Object.keys(periods).map((name) => (
          <option key={name} value={name}>
            {t(`securityEvent.period.${name as keyof typeof periods}`)}
          </option>
        ))}
      </SelectField>
      <Typed label={t('securityEvent.source')} value={filter.source} onSet={(value) => set('source', value)} />
      <Typed label={t('securityEvent.rule')} value={filter.rule} onSet={(value) => set('rule', value)} />
      {withTenant && (
        <SelectField label={t('securityEvent.tenant')} value={filter.tenant ?? ''} onChange={(event) => set('tenant', event.target.value)}>
          <option value="">{t('securityEvent.everyTenant')}</option>
          {tenants?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? id}
            </option>
          ))}
        </SelectField>
      )}
      {Object.keys(filter).length > 0 && (
        <Button tone="quiet" onClick={() => void navigate({ to: '.', search: {} })}>
          {t('securityEvent.clear')}
        </Button>
      )}
    </form>
  );
}

/** Asked for when the field is left or Enter pressed, not at each letter. */
function Typed({ label, value, onSet }: { readonly label: string; readonly value: string | undefined; readonly onSet: (value: string) => void }) {
  return (
    <TextField
      key={value ?? ''}
      label={label}
      defaultValue={value ?? ''}
      spellCheck={false}
      onBlur={(event) => event.target.value !== (value ?? '') && onSet(event.target.value)}
      onKeyDown={(event) => event.key === 'Enter' && onSet(event.currentTarget.value)}
    />
  );
}
