import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { useMay } from '~/api/roles';
import { ALL_TENANTS, ownerOf, PLATFORM_TENANT, tenantNamesQuery } from '~/api/tenants';
import { Button } from '~/design/Button';
import { SelectField, TextField } from '~/design/Field';
import { Form, typed as valueOf } from '~/design/Form';
import { useFieldErrors } from '~/design/FormErrors';
import { Panel } from '~/design/Panel';
import { Empty } from '~/design/States';
import { Leaving } from '~/editing/Leaving';
import { useTyped } from '~/editing/useTyped';
import { claimHost, hostsKey } from './hosts';
import { usePlace } from './usePlace';

/** A claim; the record that proves it is shown with the answer. */
export function NewHost() {
  const { t } = useTranslation();
  const { place, close, choose } = usePlace();
  const queries = useQueryClient();
  const seesAll = useMay('platform');
  const { data: names } = useQuery({ ...tenantNamesQuery, enabled: seesAll });
  const tenants = names?.items.filter(({ id }) => id !== PLATFORM_TENANT) ?? [];
  const [isChanged, setIsChanged] = useState(false);
  const typed = useTyped(isChanged);
  const claim = useMutation({
    mutationFn: (data: FormData) => claimHost(seesAll ? valueOf(data, 'tenant') : undefined, valueOf(data, 'host')),
    onSuccess: async (made) => {
      typed.settle();
      await queries.invalidateQueries({ queryKey: hostsKey });
      choose(made.host, seesAll ? made.tenant : undefined);
    },
  });
  const errors = useFieldErrors(claim.error);
  const begins = place.tenant === undefined || place.tenant === ALL_TENANTS ? undefined : ownerOf(place.tenant);
  return (
    <Panel title={t('hosts.addTitle')} aside={<Button onClick={close}>{t('action.close')}</Button>}>
      {seesAll && names !== undefined && tenants.length === 0 ? (
        <Empty action={<Link to="/tenants" search={{ edit: 'new' }}>{t('hosts.makeTenant')}</Link>}>{t('hosts.noTenant')}</Empty>
      ) : (
        <Form
          error={claim.error}
          fields={['host', 'tenant']}
          failed={t('hosts.notAdded')}
          onSend={(data) => claim.mutate(data)}
          onTyped={() => setIsChanged(true)}
          buttons={
            <>
              <Leaving typed={typed} onClose={close} />
              <Button type="submit" tone="primary" disabled={claim.isPending}>
                {t('hosts.claim')}
              </Button>
            </>
          }
        >
          {seesAll && (
            <SelectField label={t('hosts.tenant')} name="tenant" required defaultValue={begins ?? ''} hint={t('hosts.tenantHint')} error={errors.tenant}>
              <option value="">{t('hosts.chooseTenant')}</option>
              {tenants.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name ?? id}
                </option>
              ))}
            </SelectField>
          )}
          <TextField label={t('hosts.host')} name="host" required autoFocus autoCapitalize="off" spellCheck={false} placeholder={t('hosts.example')} hint={t('hosts.hostHint')} error={errors.host} />
        </Form>
      )}
    </Panel>
  );
}
