import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { Confirm } from '~/design/Confirm';
import { FactList, type Fact } from '~/design/FactList';
import form from '~/design/Form.module.css';
import { Panel } from '~/design/Panel';
import { Failure } from '~/design/States';
import { Status } from '~/design/Status';
import { Unknown } from '~/design/Unknown';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { removeCertificate, renewCertificate, type Certificate } from './certificates';
import { Origin } from './Origin';
import { UploadDialog } from './UploadDialog';
import { Validity } from './Validity';

interface Props {
  readonly row: Certificate;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

export function CertificateDetail({ row, mayWrite, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Panel title={row.name} aside={<Button onClick={onClose}>{t('action.close')}</Button>}>
      <div className={form.form}>
        {row.error !== null && (
          <div className={form.whole}>
            <OrderFailure row={row} />
          </div>
        )}
        <div className={form.whole}>
          <FactList facts={useFacts(row)} />
        </div>
        <Gateways row={row} />
        {row.managed_by === 'file' && <p className={form.whole}>{t('certificates.inFile')}</p>}
        {mayWrite && row.managed_by !== 'file' && <Actions row={row} onGone={onClose} />}
      </div>
    </Panel>
  );
}

function OrderFailure({ row }: { readonly row: Certificate }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const next = row.next_attempt_at === null ? null : formats.dateTime(Date.parse(row.next_attempt_at) / 1000);
  return (
    <Failure
      title={t('certificates.orderFailed', { count: row.attempts ?? 1 })}
      detail={serverText(row.error)}
      action={next === null ? undefined : <p>{t('certificates.nextAttempt', { time: next })}</p>}
    />
  );
}

function useFacts(row: Certificate): readonly Fact[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const time = (at: string | null, why: string) => (at === null ? <Unknown reason={why} /> : formats.fullDate(Date.parse(at) / 1000));
  const none = t('certificates.noneYet');
  return [
    { label: t('certificates.state'), value: <Validity row={row} /> },
    { label: t('certificates.origin'), value: <Origin row={row} /> },
    { label: t('certificates.hosts'), value: row.hosts.join(', ') },
    { label: t('certificates.from'), value: time(row.not_before, none) },
    { label: t('certificates.until'), value: time(row.not_after, none) },
    { label: t('certificates.issuer'), value: row.issuer ?? <Unknown reason={none} /> },
    { label: t('certificates.serial'), value: row.serial_number ?? <Unknown reason={none} /> },
    { label: t('certificates.fingerprint'), value: row.fingerprint_sha256 ?? <Unknown reason={none} /> },
    ...(row.source === 'acme'
      ? [
          { label: t('certificates.challenge'), value: row.challenge },
          { label: t('certificates.renewal'), value: time(row.next_attempt_at, t('certificates.noRenewal')) },
        ]
      : []),
    ...(row.certificate_file === null ? [] : [{ label: t('certificates.certificateFile'), value: row.certificate_file }]),
    ...(row.key_file === null ? [] : [{ label: t('certificates.keyFile'), value: row.key_file }]),
    ...(row.created_by === null ? [] : [{ label: t('certificates.madeBy'), value: `${row.created_by}, ${row.created_at === null ? '' : formats.dateTime(Date.parse(row.created_at) / 1000)}` }]),
  ];
}

function Gateways({ row: { gateways } }: { readonly row: Certificate }) {
  const { t } = useTranslation();
  return (
    <div className={form.whole}>
      <FactList
        facts={gateways.map(({ name, connected, has_it }) => ({
          label: t('certificates.gateway', { name }),
          value:
            connected !== true ? (
              <Status tone="muted">{t('certificates.away')}</Status>
            ) : has_it === null ? (
              <Unknown reason={t('certificates.noneYet')} />
            ) : (
              <Status tone={has_it ? 'good' : 'warn'}>{has_it ? t('certificates.has') : t('certificates.hasNot')}</Status>
            ),
        }))}
      />
    </div>
  );
}

function Actions({ row, onGone }: { readonly row: Certificate; readonly onGone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'replace' | 'delete' | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ['control', 'certificates'] });
  const renew = useMutation({ mutationFn: () => renewCertificate(row), onSettled: again });
  const remove = async () => {
    await removeCertificate(row);
    onGone();
    await again();
  };
  return (
    <>
      {renew.error !== null && (
        <div className={form.whole}>
          <Failure title={t('state.refused')} detail={describeProblem(t, renew.error)} />
        </div>
      )}
      <div className={form.buttons}>
        {row.source === 'acme' && (
          <Button disabled={renew.isPending || row.status === 'pending'} onClick={() => renew.mutate()}>
            {t('certificates.renew')}
          </Button>
        )}
        {row.source !== 'acme' && <Button onClick={() => setAsked('replace')}>{t('certificates.replace')}</Button>}
        <Button tone="danger" onClick={() => setAsked('delete')}>
          {t('certificates.delete')}
        </Button>
      </div>
      {asked === 'replace' && <UploadDialog replaced={row} mayNameFiles={row.source === 'file'} onClose={() => setAsked(null)} onSaved={() => setAsked(null)} />}
      {asked === 'delete' && (
        <Confirm title={t('certificates.deleteTitle', { name: row.name })} consequence={t('certificates.deleteWhat', { hosts: row.hosts.join(', ') })} action={t('certificates.delete')} run={remove} onClose={() => setAsked(null)} />
      )}
    </>
  );
}
