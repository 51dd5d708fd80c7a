import { useMutation } from '@tanstack/react-query';
import { useTranslation } from '~/i18n/useTranslation';
import { describeProblem } from '~/api/describeProblem';
import { Button } from '~/design/Button';
import { FactList } from '~/design/FactList';
import { Panel } from '~/design/Panel';
import { Failure } from '~/design/States';
import { Status } from '~/design/Status';
import { useFormats } from '~/i18n/formats';
import { serverText } from '~/i18n/serverText';
import { verifyChain } from './audit';

/** Whether every entry is as it was written. */
export function ChainPanel({ isPlatform }: { readonly isPlatform: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const check = useMutation({ mutationFn: verifyChain });
  const verdict = check.data;
  return (
    <Panel
      title={t('audit.chain')}
      busy={check.isPending}
      aside={
        isPlatform ? (
          <Button disabled={check.isPending} onClick={() => check.mutate()}>
            {t('audit.verify')}
          </Button>
        ) : null
      }
    >
      <p>{isPlatform ? t('audit.chainWhy') : t('audit.chainPlatform')}</p>
      {check.error !== null && <Failure title={t('audit.notVerified')} detail={describeProblem(t, check.error)} />}
      {verdict !== undefined && (
        <FactList
          facts={[
            { label: t('audit.verdict'), value: verdict.intact === true ? <Status tone="good">{t('audit.intact')}</Status> : <Status tone="bad">{t('audit.broken', { at: verdict.broken_at ?? 0 })}</Status> },
            { label: t('audit.checked'), value: formats.integer(verdict.entries ?? 0) },
            ...(verdict.reason === null ? [] : [{ label: t('audit.reason'), value: serverText(verdict.reason) }]),
            ...(verdict.last === null ? [] : [{ label: t('audit.anchor'), value: verdict.last }]),
          ]}
        />
      )}
    </Panel>
  );
}
