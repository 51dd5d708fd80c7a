import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { isProblem } from '~/api/problem';
import { Button } from '~/design/Button';
import { Dialog } from '~/design/Dialog';
import form from '~/design/Form.module.css';
import { Failure } from '~/design/States';
import { approveHost, type Host } from './hosts';

interface Props {
  readonly row: Host;
  readonly of: string | undefined;
  readonly onClose: () => void;
  readonly onDone: () => Promise<unknown>;
}

const CONFLICT = 409;

/** The platform's word in place of a record; a name that is another tenant's is taken from there only by a second yes. */
export function ApproveDialog({ row, of, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const approve = useMutation({
    mutationFn: (isTransfer: boolean) => approveHost(row.host, of, isTransfer),
    onSuccess: async () => {
      await onDone();
      onClose();
    },
  });
  const isAnothers = isProblem(approve.error, CONFLICT);
  return (
    <Dialog title={t('hosts.approveTitle', { host: row.host, tenant: row.tenant })} onClose={onClose}>
      <div className={form.form}>
        <p className={form.whole}>{t('hosts.approveConsequence')}</p>
        {approve.error !== null && (
          <div className={form.whole}>
            <Failure title={isAnothers ? t('hosts.isAnothers') : t('state.refused')} detail={isAnothers ? t('hosts.transferConsequence') : describeProblem(t, approve.error)} />
          </div>
        )}
        <div className={form.buttons}>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button tone={isAnothers ? 'danger' : 'primary'} disabled={approve.isPending} onClick={() => approve.mutate(isAnothers)}>
            {isAnothers ? t('hosts.transfer') : t('hosts.approve')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
