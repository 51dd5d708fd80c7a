import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { sessionQuery } from '~/api/queries';
import { useMay } from '~/api/roles';
import { Button } from '~/design/Button';
import { ExportTable, type ExportColumn } from '~/design/ExportTable';
import { Page } from '~/design/Page';
import { Panel } from '~/design/Panel';
import { Split } from '~/design/Split';
import { Empty, Failure, Skeleton } from '~/design/States';
import './texts';
import { CertificateDetail } from './CertificateDetail';
import { certificatesQuery, type Certificate } from './certificates';
import { CertificateTable } from './CertificateTable';
import { OrderDialog } from './OrderDialog';
import { UploadDialog } from './UploadDialog';

export function CertificatesPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { certificate: chosen } = useSearch({ from: '/gateway/certificates' });
  const { data: person } = useQuery(sessionQuery);
  const isPlatform = person?.role === 'platform';
  const { data, error } = useQuery(certificatesQuery(isPlatform ? 'all' : undefined));
  const mayWrite = useMay('operator');
  const [opened, setOpened] = useState<'upload' | 'order' | null>(null);
  const row = data?.items.find(({ id }) => id === chosen);
  const choose = (id: string | undefined) => void navigate({ to: '.', search: id === undefined ? {} : { certificate: id } });
  return (
    <Page
      title={t('nav.certificates')}
      aside={mayWrite ? <Adding onOpen={setOpened} /> : <p>{t('certificates.needsOperator')} {person == null && <Link to="/login" search={{ back: '/gateway/certificates' }}>{t('session.login')}</Link>}</p>}
    >
      <Split detail={row === undefined ? null : <CertificateDetail row={row} mayWrite={mayWrite} onClose={() => choose(undefined)} />}>
        <Panel
          title={t('certificates.title')}
          flush
          busy={data === undefined && error === null}
          aside={
            <>
              {data !== undefined && t('certificates.count', { count: data.items.length })}
              <ExportTable name="certificates" columns={exported} rows={data?.items ?? []} />
            </>
          }
        >
          {data === undefined && error === null && <Skeleton rows={4} />}
          {error !== null && <Failure title={t('state.failed')} detail={describeProblem(t, error)} />}
          {data?.items.length === 0 && <Empty action={mayWrite ? <Adding onOpen={setOpened} /> : undefined}>{t('certificates.none')}</Empty>}
          {data !== undefined && data.items.length > 0 && <CertificateTable rows={data.items} withTenant={isPlatform} chosen={chosen} onChoose={choose} />}
        </Panel>
      </Split>
      {opened === 'upload' && <UploadDialog replaced={null} mayNameFiles={isPlatform} onClose={() => setOpened(null)} onSaved={choose} />}
      {opened === 'order' && <OrderDialog onClose={() => setOpened(null)} onSaved={choose} />}
    </Page>
  );
}

const exported: readonly ExportColumn<Certificate>[] = [
  ...(['id', 'tenant', 'name', 'managed_by', 'source', 'status', 'in_force'] as const).map((key) => ({ key, value: (row: Certificate) => row[key] })),
  { key: 'hosts', value: ({ hosts }) => hosts.join(' ') },
  ...(['issuer', 'serial_number', 'fingerprint_sha256', 'not_before', 'not_after', 'challenge', 'error', 'attempts', 'next_attempt_at', 'created_at', 'created_by', 'changed_at'] as const).map((key) => ({
    key,
    value: (row: Certificate) => row[key],
  })),
];

function Adding({ onOpen }: { readonly onOpen: (what: 'upload' | 'order') => void }) {
  const { t } = useTranslation();
  return (
    <span>
      <Button onClick={() => onOpen('order')}>{t('certificates.order')}</Button>{' '}
      <Button tone="primary" onClick={() => onOpen('upload')}>
        {t('certificates.upload')}
      </Button>
    </span>
  );
}
